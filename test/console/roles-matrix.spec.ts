import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { SCOPES } from '#oauth';
import {
  type ConsolePerson,
  hasChromium,
  startConsole,
  type TestConsole,
} from '../support/console.js';
import {
  companyNamed,
  dialogOf,
  giveRole,
  roleNamed,
  staffNamed,
} from '../support/console-people.js';

let staff: TestConsole;

beforeAll(async () => {
  if (hasChromium) staff = await startConsole();
});
afterAll(async () => staff?.stop());
beforeEach(({ skip }) => skip(!hasChromium, 'there is no /usr/bin/chromium'));

const WRITER = 'roles:read roles:write users:read customers:read';

const LEA = { name: 'Lea Glover' };

let made = 0;

/** Two roles: three people have the first alone, and one has both. */
async function twoRoles() {
  const { database } = staff.applications;
  made += 1;
  const names = { sales: `sales${made}`, support: `support${made}` };
  const sales = await roleNamed(database, names.sales, 'customers:read');
  const support = await roleNamed(database, names.support, 'customers:read users:read');
  for (let n = 0; n < 4; n += 1) {
    const { id } = await staffNamed(database, 'Sal Smith');
    await giveRole(database, id, sales);
    if (n === 0) await giveRole(database, id, support);
  }
  return { ...names, salesId: sales, supportId: support };
}

const scopesOf = async (id: string) =>
  (await staff.applications.database.query('SELECT scopes FROM roles WHERE id = $1', [id]))[0]!
    .scopes;

describe('the matrix of roles', () => {
  it('says in words what a scope allows, and in numbers what a change does before it is saved', async () => {
    const { sales, salesId } = await twoRoles();
    const { open, page, expectClean, expectAccessible } = await staff.signIn(WRITER);
    await open('/people/roles');
    await page.getByRole('row').filter({ hasText: 'See members of staff' }).first().waitFor();
    expect(await page.getByRole('rowheader').locator('code').allTextContents()).toEqual(
      SCOPES.backoffice,
    );
    await page.getByRole('columnheader').filter({ hasText: sales }).getByText('4 people').waitFor();
    await page.getByRole('checkbox', { name: `${sales}, users:read` }).check();
    await page.getByRole('checkbox', { name: `${sales}, customers:read` }).uncheck();
    const pending = page.getByRole('region', { name: 'Changes that are not saved' });
    await pending.getByText('3 people gain users:read').waitFor();
    await pending.getByText('3 people lose customers:read').waitFor();
    await expectAccessible('roles-changed');
    await pending.getByRole('button', { name: 'Review and save' }).click();
    await dialogOf(page).getByText('3 people lose customers:read').waitFor();
    expect(await scopesOf(salesId)).toEqual(['customers:read']);
    await dialogOf(page).getByRole('button', { name: 'Save the roles' }).click();
    await page.getByText('1 role saved').waitFor();
    expect(await scopesOf(salesId)).toEqual(['users:read']);
    await expect.poll(() => pending.count()).toBe(0);
    expectClean();
  });

  it('is edited by keyboard alone', async () => {
    const { sales, salesId } = await twoRoles();
    const { open, page, expectClean } = await staff.signIn(WRITER);
    await open('/people/roles');
    const first = page.getByRole('checkbox', { name: `${sales}, users:read`, exact: true });
    await first.focus();
    for (const key of ['ArrowRight', 'ArrowLeft', 'ArrowDown', 'ArrowUp'])
      await page.keyboard.press(key);
    expect(await page.evaluate('document.activeElement.ariaLabel')).toBe(`${sales}, users:read`);
    await page.keyboard.press('Space');
    await page.getByRole('button', { name: 'Review and save' }).focus();
    await page.keyboard.press('Enter');
    await dialogOf(page).waitFor();
    const save = dialogOf(page).getByRole('button', { name: 'Save the roles' });
    while (!(await save.evaluate((element) => element === element.ownerDocument.activeElement))) {
      await page.keyboard.press('Tab');
    }
    await page.keyboard.press('Enter');
    await page.getByText('1 role saved').waitFor();
    expect(await scopesOf(salesId)).toEqual(['users:read', 'customers:read']);
    expectClean();
  });

  it('offers no scope that the person lacks, and no role with one, and says why', async () => {
    const { sales } = await twoRoles();
    const { database } = staff.applications;
    await roleNamed(database, `chief${made}`, 'keys:write users:read');
    const { open, page, expectClean } = await staff.signIn(WRITER);
    await open('/people/roles');
    await page.getByRole('checkbox', { name: `${sales}, users:read` }).waitFor();
    await page
      .getByRole('img', {
        name: `${sales}, keys:write: no. You lack keys:write, so you cannot give or take it.`,
      })
      .waitFor();
    const locked = `chief${made}, users:read: yes. You lack other scopes of chief${made}, so you cannot change it.`;
    await page.getByRole('img', { name: locked }).waitFor();
    expect(await page.getByRole('checkbox', { name: `chief${made}, users:read` }).count()).toBe(0);
    expectClean();
  });

  it('keeps the changes when somebody else has saved the role meanwhile, and says so', async () => {
    const { sales, salesId } = await twoRoles();
    const one = await staff.signIn(WRITER, LEA);
    const other = await staff.signIn(`${WRITER} audit:read`);
    for (const each of [one, other]) await each.open('/people/roles');
    const save = async ({ page }: typeof one, scope: string) => {
      await page.getByRole('checkbox', { name: `${sales}, ${scope}`, exact: true }).click();
      await page.getByRole('button', { name: 'Review and save' }).click();
      await dialogOf(page).getByRole('button', { name: 'Save the roles' }).click();
    };
    await one.page.getByRole('checkbox', { name: `${sales}, users:read` }).waitFor();
    await other.page.getByRole('checkbox', { name: `${sales}, users:read` }).waitFor();
    await save(one, 'users:read');
    await one.page.getByText('1 role saved').waitFor();
    await save(other, 'roles:read');
    await other.page.getByText(`Somebody has changed ${sales} meanwhile.`).waitFor();
    await other.page.getByText(/^Changed by Lea Glover, .*: Scopes\.$/).waitFor();
    expect(await other.page.getByText('Reload the current state').count()).toBe(0);
    await other.expectAccessible('roles-conflict');
    expect(await scopesOf(salesId)).toEqual(['users:read', 'customers:read']);
    await dialogOf(other.page).getByRole('button', { name: 'Save the roles' }).click();
    await other.page.getByText('1 role saved').waitFor();
    expect(await scopesOf(salesId)).toEqual(['users:read', 'customers:read', 'roles:read']);
    for (const each of [one, other]) each.expectClean();
  });

  it('shows marks in place of checkboxes to a person who may only read', async () => {
    const { sales } = await twoRoles();
    const { open, page, expectClean } = await staff.signIn('roles:read');
    await open('/people/roles');
    await page
      .getByRole('img', { name: `${sales}, customers:read: yes. You may not change roles` })
      .waitFor();
    expect(await page.getByRole('checkbox').count()).toBe(0);
    expect(await page.getByRole('button', { name: 'Add a role' }).count()).toBe(0);
    expectClean();
  });

  it('shows one role at a time on a narrow screen', async () => {
    const { sales, support } = await twoRoles();
    const { open, page, expectClean } = await staff.signIn(WRITER);
    await page.setViewportSize({ width: 400, height: 900 });
    await open('/people/roles');
    await page.getByRole('combobox', { name: 'Role' }).selectOption(support);
    await page.getByRole('checkbox', { name: `${support}, users:read` }).waitFor();
    expect(await page.getByRole('checkbox', { name: `${sales}, users:read` }).count()).toBe(0);
    expectClean();
  });
});

/** Opens the dialog with the name of a role or a company. */
const NAMED = {
  role: async ({ open, page }: ConsolePerson) => {
    const { sales } = await lastRoles;
    await open('/people/roles');
    await page.getByRole('button', { name: `Acts for ${sales}` }).click();
    await page.getByRole('menuitem', { name: 'Edit' }).click();
  },
  company: async ({ open, page }: ConsolePerson) => {
    await open(`/people/customers/${await lastCompany}`);
    await page.getByRole('button', { name: 'Edit' }).click();
  },
};

let lastRoles: ReturnType<typeof twoRoles>;
let lastCompany: Promise<string>;

describe.each(['role', 'company'] as const)('the name of a %s that two people change', (kind) => {
  const EDITOR = `${WRITER} customers:write audit:read`;

  it('says who has changed what, loses no input, and lets the later one choose', async () => {
    const { database } = staff.applications;
    lastRoles = twoRoles();
    lastCompany = companyNamed(database, 'Elm Street Bakery');
    const [one, other] = [await staff.signIn(EDITOR, LEA), await staff.signIn(EDITOR)];
    for (const person of [one, other]) await NAMED[kind](person);
    const [first, second] = [dialogOf(one.page), dialogOf(other.page)];
    await first.getByLabel('Name').fill('by Lea');
    await first.getByLabel(/^Description/).fill('sells bread');
    await first.getByRole('button', { name: 'Save' }).click();
    await one.page.getByText('Saved').waitFor();
    await second.getByLabel('Name').fill(`by both, ${kind}`);
    await second.getByRole('button', { name: 'Save' }).click();
    await second.getByText(/^Changed by Lea Glover, .*: Name and Description\.$/).waitFor();
    await second.getByText('Also changed meanwhile, and shown now: Description.').waitFor();
    expect(await second.getByLabel('Name').inputValue()).toBe(`by both, ${kind}`);
    await other.expectAccessible(`named-conflict-${kind}`);
    await second.getByRole('radio', { name: /Current value\s*by Lea/ }).check();
    expect(await second.getByLabel('Name').inputValue()).toBe('by Lea');
    await second.getByRole('radio', { name: /Your value/ }).check();
    await second.getByRole('button', { name: 'Save' }).click();
    await second.waitFor({ state: 'detached' });
    const table = kind === 'role' ? 'roles' : 'customers';
    expect(
      await database.query(`SELECT description FROM ${table} WHERE name = $1`, [
        `by both, ${kind}`,
      ]),
    ).toEqual([{ description: 'sells bread' }]);
    for (const each of [one, other]) each.expectClean();
  });
});

describe('a role', () => {
  it('is added without scopes, and deleted after its name is typed', async () => {
    await twoRoles();
    const { open, page, expectClean, expectAccessible } = await staff.signIn(WRITER);
    await open('/people/roles');
    await page.getByRole('button', { name: 'Add a role' }).click();
    await dialogOf(page).getByLabel('Name').fill(`fresh${made}`);
    await expectAccessible('roles-new');
    await dialogOf(page).getByRole('button', { name: 'Save' }).click();
    await page
      .getByRole('columnheader')
      .filter({ hasText: `fresh${made}` })
      .waitFor();
    await page.getByRole('button', { name: `Acts for fresh${made}` }).click();
    await page.getByRole('menuitem', { name: 'Delete' }).click();
    const act = dialogOf(page).getByRole('button', { name: 'Delete the role' });
    expect(await act.isDisabled()).toBe(true);
    await dialogOf(page).getByRole('textbox').fill(`fresh${made}`);
    await act.click();
    await page.getByText(`fresh${made} is deleted`).waitFor();
    const rows = await staff.applications.database.query('SELECT FROM roles WHERE name = $1', [
      `fresh${made}`,
    ]);
    expect(rows).toEqual([]);
    expectClean();
  });

  it('that people have is not deleted: the console leads to these people', async () => {
    const { sales } = await twoRoles();
    const { open, page, expectClean } = await staff.signIn(WRITER);
    await open('/people/roles');
    await page.getByRole('button', { name: `Acts for ${sales}` }).click();
    await page.getByRole('menuitem', { name: 'Delete' }).click();
    await dialogOf(page).getByText('4 people have this role. Take it from them first').waitFor();
    const act = dialogOf(page).getByRole('button', { name: 'Delete the role' });
    expect(await act.isDisabled()).toBe(true);
    await dialogOf(page).getByRole('link', { name: 'Show these people' }).click();
    await page.getByRole('heading', { level: 1, name: 'Staff' }).waitFor();
    await expect.poll(() => page.getByRole('row').filter({ hasText: 'Sal Smith' }).count()).toBe(4);
    expectClean();
  });

  it('of an existing name is rejected at the field, and the input stays', async () => {
    const { sales } = await twoRoles();
    const { open, page, expectClean } = await staff.signIn(WRITER);
    await open('/people/roles');
    await page.getByRole('button', { name: 'Add a role' }).click();
    const name = dialogOf(page).getByLabel('Name');
    await name.fill(sales.toUpperCase());
    await dialogOf(page).getByRole('button', { name: 'Save' }).click();
    await expect.poll(() => name.getAttribute('aria-invalid')).toBe('true');
    expect(await name.inputValue()).toBe(sales.toUpperCase());
    expectClean();
  });
});
