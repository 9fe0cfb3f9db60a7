import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { hasChromium, startConsole, type TestConsole } from '../support/console.js';
import {
  accountNamed,
  addSession,
  companyNamed,
  dialogOf,
  roleNamed,
  rowOf,
  staffNamed,
} from '../support/console-people.js';

let staff: TestConsole;

beforeAll(async () => {
  if (hasChromium) staff = await startConsole();
});
afterAll(async () => staff?.stop());
beforeEach(({ skip }) => skip(!hasChromium, 'there is no /usr/bin/chromium'));

const HELPER =
  'users:read users:write roles:read roles:write sessions:read sessions:write clients:read';

const query = async (sql: string, values: unknown[] = []) =>
  staff.applications.database.query(sql, values);

const enabledOf = async (...ids: string[]) =>
  (await query('SELECT enabled FROM staff_users WHERE id = ANY ($1) ORDER BY id', [ids])).map(
    ({ enabled }) => enabled,
  );

/** Opens the list of the people of a family, and selects some of them. */
async function select(
  page: Awaited<ReturnType<TestConsole['signIn']>>,
  list: string,
  names: string[],
) {
  await page.open(list);
  for (const name of names)
    await page.page.getByRole('checkbox', { name: `Select ${name}` }).check();
}

describe('acts on selected people', () => {
  it('say the number of people and sessions first, and are done for all of them', async () => {
    const { database } = staff.applications;
    const [ann, ben] = [
      await staffNamed(database, 'Ann Dover'),
      await staffNamed(database, 'Ben Dover'),
    ];
    for (const { id } of [ann, ann, ben]) await addSession(database, { id, side: 'backoffice' });
    const person = await staff.signIn(HELPER);
    const { page } = person;
    await select(person, '/people/staff?q=dover', ['Ann Dover', 'Ben Dover']);
    await page.getByText('2 selected').waitFor();
    await page.getByRole('button', { name: 'Disable', exact: true }).click();
    await dialogOf(page).getByRole('heading', { name: 'Disable 2 people?' }).waitFor();
    await dialogOf(page).getByText('3 sessions end.').waitFor();
    await dialogOf(page).getByText('0 clients that act for them stop working.').waitFor();
    await person.expectAccessible('people-disable');
    expect(await enabledOf(ann.id, ben.id)).toEqual([true, true]);
    await dialogOf(page).getByRole('button', { name: 'Disable' }).click();
    await rowOf(page, 'Ann Dover').getByText('Disabled').waitFor();
    await rowOf(page, 'Ben Dover').getByText('Disabled').waitFor();
    expect(await enabledOf(ann.id, ben.id)).toEqual([false, false]);
    expect(
      await query(`SELECT FROM sessions WHERE person_id = ANY ($1)`, [[ann.id, ben.id]]),
    ).toEqual([]);
    await expect.poll(() => page.getByText('2 selected').count()).toBe(0);
    person.expectClean();
  });

  it('name the person because of whom nothing was changed, and go on without them', async () => {
    const { database } = staff.applications;
    const [cas, chief] = [
      await staffNamed(database, 'Cas Rover'),
      await staffNamed(database, 'Chief Rover', 'keys:write'),
    ];
    await query('UPDATE staff_users SET enabled = false WHERE id = ANY ($1)', [[cas.id, chief.id]]);
    const person = await staff.signIn(HELPER);
    const { page } = person;
    await select(person, '/people/staff?q=rover', ['Cas Rover', 'Chief Rover']);
    await page.getByRole('button', { name: 'Enable', exact: true }).click();
    await dialogOf(page).getByRole('button', { name: 'Enable' }).click();
    await page.getByText('Nothing was changed for anybody, because of Chief Rover.').waitFor();
    await dialogOf(page).getByText('these scopes of the backoffice: keys:write').waitFor();
    expect(await enabledOf(cas.id, chief.id)).toEqual([false, false]);
    await page.getByRole('button', { name: 'Leave out Chief Rover' }).click();
    await dialogOf(page).getByRole('heading', { name: 'Enable Cas Rover?' }).waitFor();
    await dialogOf(page).getByRole('button', { name: 'Enable' }).click();
    await rowOf(page, 'Cas Rover').getByText('Enabled').waitFor();
    expect(await enabledOf(cas.id, chief.id)).toEqual([true, false]);
    person.expectClean();
  });

  it('name the people for whom sessions did not end', async () => {
    const { database } = staff.applications;
    const people = [
      await staffNamed(database, 'Dan Clover'),
      await staffNamed(database, 'Eve Clover'),
    ];
    for (const { id } of people) await addSession(database, { id, side: 'backoffice' });
    const person = await staff.signIn(HELPER);
    const { page } = person;
    await select(person, '/people/staff?q=clover', ['Dan Clover', 'Eve Clover']);
    await page.getByRole('button', { name: 'End all sessions' }).click();
    await dialogOf(page).getByText('2 sessions end.').waitFor();
    let isFirst = true;
    await page.route('**/api/sessions?*', async (route) => {
      const fails = route.request().method() === 'DELETE' && isFirst;
      if (fails) isFirst = false;
      await (fails ? route.fulfill({ status: 500, json: { errors: [] } }) : route.continue());
    });
    await dialogOf(page).getByRole('button', { name: 'End all sessions' }).click();
    await page.getByText('Done for the others. It failed for: Dan Clover').waitFor();
    await dialogOf(page)
      .getByRole('heading', { name: 'End all sessions of Dan Clover?' })
      .waitFor();
    await dialogOf(page).getByRole('button', { name: 'End all sessions' }).click();
    await expect.poll(() => page.getByRole('dialog').count()).toBe(0);
    expect(
      await query('SELECT FROM sessions WHERE person_id = ANY ($1)', [people.map(({ id }) => id)]),
    ).toEqual([]);
    person.expectClean();
  });

  it('give a role by keyboard alone, and explain the roles that are not offered', async () => {
    const { database } = staff.applications;
    const { id } = await staffNamed(database, 'Fay Stover');
    const given = await roleNamed(database, 'greeters', 'users:read');
    await roleNamed(database, 'chiefs of keys', 'keys:write');
    const { open, page, expectClean } = await staff.signIn(HELPER);
    await open(`/people/staff/${id}`);
    await page.getByRole('button', { name: 'Give a role' }).focus();
    await page.keyboard.press('Enter');
    const role = dialogOf(page).getByRole('combobox', { name: 'Role' });
    await dialogOf(page)
      .getByText(/not offered: (it has|they have) scopes that you lack/)
      .waitFor();
    expect(await dialogOf(page).getByRole('button', { name: 'Give a role' }).isDisabled()).toBe(
      true,
    );
    await role.focus();
    await page.keyboard.type('chiefs');
    await page.getByText('Nothing matches.').waitFor();
    await role.fill('greet');
    await page.getByRole('option', { name: 'greeters' }).waitFor();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await dialogOf(page).getByRole('button', { name: 'Give a role' }).focus();
    await page.keyboard.press('Enter');
    await page.getByText('Fay Stover: role given').waitFor();
    const roles = await query('SELECT role_id::text FROM staff_user_roles WHERE user_id = $1', [
      id,
    ]);
    expect(roles).toEqual([{ role_id: given }]);
    expectClean();
  });

  it('delete a person only after the address is typed', async () => {
    const { id, email } = await staffNamed(staff.applications.database, 'Gus Grover');
    const { id: self, open, page, expectClean } = await staff.signIn(HELPER);
    await open(`/people/staff/${self}`);
    await page.getByRole('button', { name: 'Acts for A B' }).click();
    await page.getByRole('menuitem', { name: 'Delete' }).click();
    await dialogOf(page).getByText('This includes you.').waitFor();
    await open(`/people/staff/${id}`);
    await page.getByRole('button', { name: 'Acts for Gus Grover' }).click();
    await page.getByRole('menuitem', { name: 'Delete' }).click();
    const act = dialogOf(page).getByRole('button', { name: 'Delete' });
    expect(await act.isDisabled()).toBe(true);
    await dialogOf(page).getByRole('textbox').fill(email);
    await act.click();
    await page.getByText('Gus Grover: deleted').waitFor();
    expect(await query('SELECT FROM staff_users WHERE id = $1', [id])).toEqual([]);
    await page.getByRole('heading', { level: 1, name: 'Staff' }).waitFor();
    expectClean();
  });
});

it('the address of a person with an account is confirmed, who can then sign in', async () => {
  const { id } = await accountNamed(staff.applications.database, 'Jo Tover');
  await query('UPDATE customer_users SET confirmed = false WHERE id = $1', [id]);
  const { open, page, expectClean } = await staff.signIn(
    'customer-users:read customer-users:write',
  );
  await open(`/people/accounts/${id}`);
  expect(await page.getByRole('button', { name: 'Send a link for a new password' }).count()).toBe(
    0,
  );
  await page.getByRole('button', { name: 'Acts for Jo Tover' }).click();
  await page.getByRole('menuitem', { name: 'Confirm the address' }).click();
  await dialogOf(page).getByRole('button', { name: 'Confirm the address' }).click();
  await page.getByRole('button', { name: 'Send a link for a new password' }).waitFor();
  const rows = await query('SELECT confirmed FROM customer_users WHERE id = $1', [id]);
  expect(rows).toEqual([{ confirmed: true }]);
  expectClean();
});

it('people with an account are moved to a company and out of it', async () => {
  const { database } = staff.applications;
  const elm = await companyNamed(database, 'Elm Street Bakery');
  const people = [
    await accountNamed(database, 'Hal Over'),
    await accountNamed(database, 'Ida Over'),
  ];
  const companies = async () =>
    query('SELECT customer_id::text AS id FROM customer_users WHERE id = ANY ($1)', [
      people.map(({ id }) => id),
    ]);
  const person = await staff.signIn('customer-users:read customer-users:write customers:read');
  const { page } = person;
  await select(person, '/people/accounts?q=over', ['Hal Over', 'Ida Over']);
  await page.getByRole('button', { name: 'Move to a company' }).click();
  await dialogOf(page).getByRole('combobox', { name: 'Company' }).fill('elm');
  await page.getByRole('option', { name: 'Elm Street Bakery' }).click();
  await dialogOf(page).getByRole('button', { name: 'Move to a company' }).click();
  await rowOf(page, 'Ida Over').getByText('Elm Street Bakery').waitFor();
  expect(await companies()).toEqual([{ id: elm }, { id: elm }]);
  await page.getByRole('link', { name: 'Elm Street Bakery' }).first().click();
  await page.getByRole('checkbox', { name: 'Select Hal Over' }).check();
  await page.getByRole('button', { name: 'Take out of the company' }).click();
  await dialogOf(page).getByRole('button', { name: 'Take out of the company' }).click();
  await expect.poll(() => rowOf(page, 'Hal Over').count()).toBe(0);
  await rowOf(page, 'Ida Over').waitFor();
  expect(await companies()).toEqual(expect.arrayContaining([{ id: elm }, { id: null }]));
  person.expectClean();
});
