import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { hasChromium, startConsole, type TestConsole } from '../support/console.js';
import {
  accountNamed,
  companyNamed,
  roleNamed,
  giveRole,
  rowOf,
  staffNamed,
} from '../support/console-people.js';

let staff: TestConsole;

beforeAll(async () => {
  if (!hasChromium) return;
  staff = await startConsole();
  const { database } = staff.applications;
  const grace = await staffNamed(database, 'Grace Hopper');
  await giveRole(database, grace.id, await roleNamed(database, 'compilers', 'users:read'));
  await staffNamed(database, 'Alan Turing');
  await database.query(`UPDATE staff_users SET enabled = false WHERE last_name = 'Turing'`);
  for (let n = 10; n < 65; n += 1) await staffNamed(database, `Zoe Clerk${n}`);
  const elm = await companyNamed(database, 'Elm Street Bakery');
  await accountNamed(database, 'Ada Baker', elm);
  await accountNamed(database, 'Bob Alone');
  await database.query(`UPDATE customer_users SET confirmed = false WHERE last_name = 'Alone'`);
});
afterAll(async () => staff?.stop());
beforeEach(({ skip }) => skip(!hasChromium, 'there is no /usr/bin/chromium'));

const READER = 'users:read roles:read factors:read customer-users:read customers:read';

describe('the list of staff', () => {
  it('searches, filters by state and role, and keeps all of it in the address', async () => {
    const { open, page, expectClean, expectAccessible } = await staff.signIn(READER);
    await open('/people/staff');
    await rowOf(page, 'Zoe').first().waitFor();
    await page.getByRole('searchbox').fill('hopper');
    await expect.poll(() => rowOf(page, 'Zoe').count()).toBe(0);
    await rowOf(page, 'Grace Hopper').waitFor();
    expect(new URL(page.url()).searchParams.get('q')).toBe('hopper');
    await page.reload();
    await rowOf(page, 'Grace Hopper').getByText('compilers').waitFor();
    await rowOf(page, 'Grace Hopper').getByText('No way to sign in').waitFor();
    expect(await page.getByRole('searchbox').inputValue()).toBe('hopper');
    await expectAccessible('people-staff');
    await page.getByRole('button', { name: 'Clear all filters' }).click();
    await page.getByRole('combobox', { name: 'State' }).selectOption('Disabled');
    await rowOf(page, 'Alan Turing').waitFor();
    await expect.poll(() => page.getByRole('row').count()).toBe(2);
    await page.getByRole('button', { name: 'Clear all filters' }).click();
    await page.getByRole('combobox', { name: 'Role' }).selectOption('compilers');
    await rowOf(page, 'Grace Hopper').waitFor();
    await expect.poll(() => page.getByRole('row').count()).toBe(2);
    expectClean();
  });

  it('says that short words are not searched, and still shows the list', async () => {
    const { open, page, expectClean } = await staff.signIn(READER);
    await open('/people/staff');
    await page.getByRole('searchbox').fill('gr');
    await page.getByText('Type at least three letters of a word.').waitFor();
    expect(await page.getByRole('row').count()).toBeGreaterThan(10);
    expectClean();
  });

  it('sorts by a column and turns its pages', async () => {
    const { open, page, expectClean } = await staff.signIn(READER);
    await open('/people/staff');
    await page.getByRole('button', { name: 'Name' }).click();
    const header = page.getByRole('columnheader', { name: 'Name' });
    await expect.poll(() => header.getAttribute('aria-sort')).toBe('ascending');
    await header.getByRole('button').click();
    await expect.poll(() => header.getAttribute('aria-sort')).toBe('descending');
    await rowOf(page, 'Alan Turing').waitFor();
    const before = await page.getByRole('row').nth(1).textContent();
    await page.getByRole('button', { name: 'Next page' }).click();
    await expect.poll(() => page.getByRole('row').nth(1).textContent()).not.toBe(before);
    await page.goBack();
    await expect.poll(() => page.getByRole('row').nth(1).textContent()).toBe(before);
    expectClean();
  });

  it('shows a person of few scopes no acts, no other sections, and no columns that they may not see', async () => {
    const { open, page, expectClean } = await staff.signIn('users:read');
    await open('/people');
    await rowOf(page, 'Zoe').first().waitFor();
    expect(await page.getByRole('checkbox').count()).toBe(0);
    expect(await page.getByRole('link', { name: 'Add a person' }).count()).toBe(0);
    expect(await page.getByRole('navigation', { name: 'People' }).count()).toBe(0);
    const headers = await page.getByRole('columnheader').allTextContents();
    expect(headers).toEqual(['Name', 'E-mail', 'State', 'Job title']);
    expectClean();
  });

  it('names the scope that a person lacks', async () => {
    const { open, page, expectClean } = await staff.signIn('customers:read');
    await open('/people/staff');
    await page.getByText('It needs the scope users:read.').waitFor();
    expect(await page.getByRole('row').count()).toBe(0);
    expectClean();
  });
});

describe('the list of customer accounts', () => {
  it('shows companies, filters by state, and is in four languages', async () => {
    const { open, page, expectClean, expectAccessible } = await staff.signIn(READER);
    await open('/people/accounts');
    await rowOf(page, 'Ada Baker').getByRole('link', { name: 'Elm Street Bakery' }).waitFor();
    await rowOf(page, 'Bob Alone').getByText('Address not confirmed').waitFor();
    await expectAccessible('people-accounts');
    await page.getByRole('combobox', { name: 'State' }).selectOption('Address not confirmed');
    await expect.poll(() => rowOf(page, 'Ada Baker').count()).toBe(0);
    for (const [language, title] of [
      ['de', 'Kundenkonten'],
      ['fr', 'Comptes clients'],
      ['es', 'Cuentas de clientes'],
    ] as const) {
      await page.evaluate(`localStorage.setItem('latchkey.console.language', '${language}')`);
      await page.reload();
      await page.getByRole('heading', { level: 1, name: title }).waitFor();
    }
    expectClean();
  });

  it('a company has its people, and says so when it has none', async () => {
    const { open, page, expectClean, expectAccessible } = await staff.signIn(READER);
    await open('/people/customers');
    await page.getByRole('link', { name: 'Elm Street Bakery' }).click();
    await rowOf(page, 'Ada Baker').waitFor();
    await expectAccessible('people-customer');
    const empty = await companyNamed(staff.applications.database, 'Empty Ltd');
    await open(`/people/customers/${empty}`);
    await page.getByText('Nobody here yet').waitFor();
    expect(await page.getByRole('row').count()).toBe(0);
    expectClean();
  });
});

describe('the lists without the server', () => {
  it('explain that the database is away, lose no filter, and continue', async () => {
    const { open, page, expectClean } = await staff.signIn(READER);
    const { database } = staff.applications;
    await open('/people/staff?state=disabled');
    await rowOf(page, 'Alan Turing').waitFor();
    await database.allowConnections(false);
    try {
      await page.getByRole('combobox', { name: 'Role' }).selectOption('compilers');
      await page.getByText('The server cannot answer now').waitFor();
      expect(await page.getByRole('combobox', { name: 'State' }).inputValue()).toBe('disabled');
    } finally {
      await database.allowConnections(true);
    }
    const again = page.getByRole('button', { name: 'Try again' });
    await expect
      .poll(async () => {
        if ((await again.count()) > 0) await again.first().click({ timeout: 1000 });
        return page.getByText('Nothing matches the filters.').count();
      })
      .toBe(1);
    expectClean();
  });

  it('say that the browser is offline', async () => {
    const { open, page, context, expectClean } = await staff.signIn(READER);
    await open('/people/staff');
    await rowOf(page, 'Zoe').first().waitFor();
    await context.setOffline(true);
    await page.getByText('You are offline. Nothing is lost').waitFor();
    expect(await rowOf(page, 'Zoe').count()).toBeGreaterThan(0);
    await context.setOffline(false);
    await expect.poll(() => page.getByText('You are offline.').count()).toBe(0);
    expectClean('ERR_INTERNET_DISCONNECTED');
  });
});
