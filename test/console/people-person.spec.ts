import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { hasChromium, startConsole, type TestConsole } from '../support/console.js';
import {
  accountNamed,
  addSession,
  dialogOf,
  rowOf,
  staffNamed,
} from '../support/console-people.js';
import { accessFor, ENDED, SOON } from '../support/people-grants.js';
import { setPassword } from '../support/sign-in-people.js';

let staff: TestConsole;

beforeAll(async () => {
  if (hasChromium) staff = await startConsole();
});
afterAll(async () => staff?.stop());
beforeEach(({ skip }) => skip(!hasChromium, 'there is no /usr/bin/chromium'));

const query = async (sql: string, values: unknown[] = []) =>
  staff.applications.database.query(sql, values);

const HELPER =
  'users:read users:write customer-users:read customer-users:write sessions:read sessions:write factors:read factors:write grants:read grants:write clients:read audit:read';

describe('the details of a person', () => {
  it('are changed, and an error is at its field', async () => {
    const { database } = staff.applications;
    const { id } = await staffNamed(database, 'Jan Plover');
    const other = await staffNamed(database, 'Kim Plover');
    const { open, page, expectClean, expectAccessible } = await staff.signIn(HELPER);
    await open(`/people/staff/${id}`);
    await expectAccessible('people-person');
    await page.getByRole('button', { name: 'Edit' }).click();
    const title = page.getByLabel(/^Job title/);
    await title.fill('Head of Sales');
    await page.getByLabel('E-mail').fill(other.email);
    await expectAccessible('people-edit');
    await page.getByRole('button', { name: 'Save' }).click();
    await expect.poll(() => page.getByLabel('E-mail').getAttribute('aria-invalid')).toBe('true');
    expect(await title.inputValue()).toBe('Head of Sales');
    await page.getByLabel('E-mail').fill('jan.plover@staff.example');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('Head of Sales').waitFor();
    const [row] = await query('SELECT title, email FROM staff_users WHERE id = $1', [id]);
    expect(row).toEqual({ title: 'Head of Sales', email: 'jan.plover@staff.example' });
    expectClean();
  });

  it('have a history: the changes of the person, and a link to the own acts', async () => {
    const { database } = staff.applications;
    const { id } = await staffNamed(database, 'Ida Plover');
    const { id: actor, open, page, expectClean, expectAccessible } = await staff.signIn(HELPER);
    await open(`/people/staff/${id}`);
    await page.getByRole('button', { name: 'Edit' }).click();
    await page.getByLabel(/^Job title/).fill('Cook');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByRole('definition').filter({ hasText: 'Cook' }).waitFor();
    await database.seal();
    await page.getByRole('tab', { name: 'History' }).click();
    const updated = page.locator('summary').filter({ hasText: 'user.updated' });
    await updated.waitFor();
    expect([await updated.count(), new URL(page.url()).search]).toEqual([1, '?tab=history']);
    await expectAccessible('people-history');
    await open(`/people/staff/${actor}?tab=history`);
    await page.getByText('No event yet.').waitFor();
    await page.getByRole('link', { name: 'Own acts' }).click();
    await updated.waitFor();
    expect(new URL(page.url()).searchParams.get('actor')).toBe(`person:${actor}`);
    const account = await accountNamed(database, 'Ole Plover');
    await open(`/people/accounts/${account.id}?tab=history`);
    const link = await page.getByRole('link', { name: 'Own acts' }).getAttribute('href');
    expect(Object.fromEntries(new URL(link!, page.url()).searchParams)).toEqual({
      actor: `person:${account.id}`,
      side: 'storefront',
    });
    expectClean();
  });

  it('that somebody else has changed meanwhile are shown, and no input is lost', async () => {
    const { id } = await staffNamed(staff.applications.database, 'Lea Glover');
    const one = await staff.signIn(HELPER, { name: 'Max Drover' });
    const other = await staff.signIn(HELPER);
    for (const each of [one, other]) {
      await each.open(`/people/staff/${id}`);
      await each.page.getByRole('button', { name: 'Edit' }).click();
    }
    await one.page.getByLabel(/^Job title/).fill('Cook');
    await one.page.getByLabel(/^Phone/).fill('111');
    await one.page.getByRole('button', { name: 'Save' }).click();
    await one.page.getByText('Cook').waitFor();
    await other.page.getByLabel(/^Job title/).fill('Baker');
    await other.page.getByRole('button', { name: 'Save' }).click();
    await other.page.getByText('Somebody has changed this while you were editing').waitFor();
    await other.page.getByText(/^Changed by Max Drover, .*: Phone and Job title\.$/).waitFor();
    await other.page.getByText('Also changed meanwhile, and shown now: Phone.').waitFor();
    await other.page.getByRole('radio', { name: /Current value\s*Cook/ }).waitFor();
    await other.expectAccessible('people-conflict');
    expect(await other.page.getByLabel(/^Job title/).inputValue()).toBe('Baker');
    const stored = async () => query('SELECT title, phone FROM staff_users WHERE id = $1', [id]);
    expect(await stored()).toEqual([{ title: 'Cook', phone: '111' }]);
    await other.page.getByRole('button', { name: 'Save' }).click();
    await other.page.getByText('Baker').first().waitFor();
    await expect.poll(stored).toEqual([{ title: 'Baker', phone: '111' }]);
    for (const each of [one, other]) each.expectClean();
  });
});

describe('the sign-in of a person', () => {
  it('lists sessions with browser and last use, and ends one', async () => {
    const { database } = staff.applications;
    const { id } = await accountNamed(database, 'Max Drover');
    await addSession(database, { id, side: 'storefront' });
    await addSession(database, { id, side: 'storefront' });
    const { open, page, expectClean, expectAccessible } = await staff.signIn(HELPER);
    await open(`/people/accounts/${id}?tab=sessions`);
    await rowOf(page, 'Firefox, Linux').first().getByText('192.0.2.7').waitFor();
    await expectAccessible('people-sessions');
    await page.getByRole('button', { name: 'End Firefox, Linux' }).first().click();
    await dialogOf(page).getByRole('button', { name: 'End the session' }).click();
    await page.getByText('The session has ended').waitFor();
    await expect.poll(() => rowOf(page, 'Firefox, Linux').count()).toBe(1);
    expect(
      await query(`SELECT FROM sessions WHERE person_id = $1 AND side = 'storefront'`, [id]),
    ).toHaveLength(1);
    expectClean();
  });

  it('lists factors, and removes all but the password after a recent sign-in', async () => {
    const { database } = staff.applications;
    const { id, email } = await accountNamed(database, 'Nia Mover');
    await setPassword(database, {
      side: 'storefront',
      id,
      password: 'Copper kettles sing at dawn',
    });
    await query(
      `INSERT INTO totp_secrets (side, person_id, sealed_secret, confirmed_at) VALUES ('storefront', $1, 'x', now())`,
      [id],
    );
    await query(
      `INSERT INTO passkeys (side, person_id, credential_id, public_key, counter, name)
       VALUES ('storefront', $1, sha256('nia'), 'key', 0, 'Telephone')`,
      [id],
    );
    const left = async () =>
      query(
        `SELECT (SELECT count(*)::integer FROM passwords WHERE side = 'storefront' AND person_id = $1) AS passwords,
           (SELECT count(*)::integer FROM totp_secrets WHERE side = 'storefront' AND person_id = $1) AS apps,
           (SELECT count(*)::integer FROM passkeys WHERE side = 'storefront' AND person_id = $1) AS passkeys`,
        [id],
      );
    const late = await staff.signIn(HELPER, { secondsAgo: 400 });
    await late.open(`/people/accounts/${id}?tab=sign-in`);
    await rowOf(late.page, 'Passkey “Telephone”').waitFor();
    await late.expectAccessible('people-factors');
    await late.page.getByRole('button', { name: 'Reset factors' }).click();
    await dialogOf(late.page).getByRole('textbox').fill(email);
    await dialogOf(late.page).getByRole('button', { name: 'Reset factors' }).click();
    await late.page.getByRole('heading', { name: 'Confirm that it is you' }).waitFor();
    expect(await left()).toEqual([{ passwords: 1, apps: 1, passkeys: 1 }]);
    const recent = await staff.signIn(HELPER);
    await recent.open(`/people/accounts/${id}?tab=sign-in`);
    await recent.page.getByRole('button', { name: 'Reset factors' }).click();
    await dialogOf(recent.page).getByRole('textbox').fill(email);
    await dialogOf(recent.page).getByRole('button', { name: 'Reset factors' }).click();
    await recent.page.getByText('2 factors removed').waitFor();
    expect(await left()).toEqual([{ passwords: 1, apps: 0, passkeys: 0 }]);
    for (const each of [late, recent]) each.expectClean();
  });

  it('lists the apps with access, and ends the access of one', async () => {
    const { id } = await accountNamed(staff.applications.database, 'Oda Hover');
    const access = await accessFor(staff.applications, 'storefront', { personId: id });
    await query(`UPDATE oauth_clients SET name = 'shop app' WHERE client_id = $1`, [
      access.client.clientId,
    ]);
    const { open, page, expectClean, expectAccessible } = await staff.signIn(HELPER);
    await open(`/people/accounts/${id}?tab=apps`);
    await rowOf(page, 'shop app').getByText('profile:read').waitFor();
    await expectAccessible('people-apps');
    await page.getByRole('button', { name: 'End shop app' }).click();
    await dialogOf(page).getByText('1 refresh token ends').waitFor();
    await dialogOf(page).getByRole('button', { name: 'End the access' }).click();
    await page.getByText('No app has access').waitFor();
    await expect.poll(access.works, SOON).toEqual(ENDED);
    expectClean();
  });

  it('is hidden from a person who may only read people', async () => {
    const { id } = await accountNamed(staff.applications.database, 'Pia Lover');
    const { open, page, expectClean } = await staff.signIn('customer-users:read');
    await open(`/people/accounts/${id}`);
    await expect
      .poll(async () => page.getByRole('tab').allTextContents(), SOON)
      .toEqual(['Details']);
    expect(await page.getByRole('button', { name: /Edit|Invite|Acts for/ }).count()).toBe(0);
    expectClean();
  });
});
