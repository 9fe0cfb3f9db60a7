import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { hasChromium, startConsole, type TestConsole } from '../support/console.js';
import { accountNamed, dialogOf, staffNamed } from '../support/console-people.js';
import { type Receiver, startReceiver } from '../support/receiver.js';
import { setPassword } from '../support/sign-in-people.js';
import { Visitor } from '../support/visitor.js';

/** Staff are invited with a message; people with an account are handed a link. */
let staff: TestConsole;
let receiver: Receiver;

beforeAll(async () => {
  if (!hasChromium) return;
  receiver = await startReceiver();
  const { url, secret } = receiver;
  staff = await startConsole((config) => {
    Object.assign(config.backoffice.notify, { url, secret, timeout: 1 });
  });
});
afterAll(async () => {
  await staff?.stop();
  await receiver?.stop();
});
beforeEach(({ skip }) => skip(!hasChromium, 'there is no /usr/bin/chromium'));

const HELPER =
  'users:read users:write roles:read roles:write customer-users:read customer-users:write factors:read';

describe('an invitation', () => {
  it('goes to the person as a message', async () => {
    const { id, email } = await staffNamed(staff.applications.database, 'Quin Adams');
    const { open, page, expectClean, expectAccessible } = await staff.signIn(HELPER);
    await open(`/people/staff/${id}`);
    await page.getByRole('button', { name: 'Invite' }).click();
    await dialogOf(page).getByText(`${email} gets a message with a link`).waitFor();
    await expectAccessible('people-invite');
    await dialogOf(page).getByRole('button', { name: 'Send the link' }).click();
    await dialogOf(page).getByText(`The server sends the link to ${email}.`).waitFor();
    await expect.poll(() => receiver.to(email).length, { timeout: 6000 }).toBe(1);
    expect(receiver.to(email)[0]).toMatchObject({ type: 'person.invitation' });
    await dialogOf(page).getByRole('button', { name: 'Done' }).click();
    await page.getByText('Invited').waitFor();
    expectClean();
  });

  it('without messages is a link that is shown once, and is nowhere afterwards', async () => {
    const { id } = await accountNamed(staff.applications.database, 'Rob Adams');
    const { open, page, context, expectClean, expectAccessible } = await staff.signIn(HELPER);
    await context.grantPermissions(['clipboard-read', 'clipboard-write']);
    await open(`/people/accounts/${id}`);
    await page.getByRole('button', { name: 'Invite' }).click();
    await dialogOf(page).getByRole('button', { name: 'Send the link' }).click();
    await dialogOf(page).getByText('This server sends no messages.').waitFor();
    await dialogOf(page).getByRole('button', { name: 'Show the link once' }).click();
    await dialogOf(page).getByText('Nobody can see this link again').waitFor();
    expect(await page.content()).not.toContain('token=');
    await expectAccessible('people-link');
    await dialogOf(page).getByRole('button', { name: 'Copy the link' }).click();
    const link = await page.evaluate<string>('navigator.clipboard.readText()');
    await dialogOf(page).getByRole('button', { name: 'Show', exact: true }).click();
    expect(await dialogOf(page).getByLabel('Link', { exact: true }).textContent()).toBe(link);
    await dialogOf(page).getByRole('button', { name: 'Done' }).click();
    await expect.poll(() => page.getByRole('dialog').count()).toBe(0);
    const token = new URL(link).searchParams.get('token')!;
    const places = await page.evaluate<string>(
      `document.documentElement.outerHTML + JSON.stringify({ ...localStorage, ...sessionStorage }) + location.href`,
    );
    expect(places).not.toContain(token);
    await page.getByText('Invited').waitFor();
    const { pathname, search } = new URL(link);
    const visitor = new Visitor(staff.applications.storefront);
    expect((await visitor.get(pathname + search)).status).toBe(200);
    expectClean();
  });

  it('of a person who can sign in is never shown', async () => {
    const { database } = staff.applications;
    const { id } = await accountNamed(database, 'Sue Adams');
    await setPassword(database, {
      side: 'storefront',
      id,
      password: 'Copper kettles sing at dawn',
    });
    const { open, page, expectClean } = await staff.signIn(HELPER);
    await open(`/people/accounts/${id}`);
    await page.getByRole('button', { name: 'Send a link for a new password' }).click();
    await dialogOf(page).getByRole('button', { name: 'Send the link' }).click();
    await dialogOf(page).getByText('a link for an account in use is never shown').waitFor();
    expect(await dialogOf(page).getByRole('button', { name: 'Show the link once' }).count()).toBe(
      0,
    );
    expectClean();
  });
});

describe('a new person', () => {
  it('is added by keyboard alone, with only the roles that the person may give', async () => {
    const { database } = staff.applications;
    await database.query(
      `INSERT INTO roles (name, scopes) VALUES ('greeters', '{users:read}'), ('key masters', '{keys:write}')`,
    );
    const { open, page, expectClean, expectAccessible } = await staff.signIn(HELPER);
    await open('/people/staff/new');
    await expectAccessible('people-new');
    await page.getByLabel('First name').focus();
    for (const text of ['Tom', 'Adams', 'tom.adams@staff.example', 'tom.adams']) {
      await page.keyboard.type(text);
      await page.keyboard.press('Tab');
    }
    await page.getByText('1 role is not offered: it has scopes that you lack.').waitFor();
    await page.getByRole('combobox', { name: /^Roles/ }).focus();
    await page.keyboard.type('greet');
    await page.getByRole('option', { name: 'greeters' }).waitFor();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Add a person' }).focus();
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: 'Tom Adams' }).waitFor();
    await page.getByRole('link', { name: 'greeters' }).waitFor();
    await page.getByText('No way to sign in').first().waitFor();
    expect(await page.title()).toBe('Tom Adams · Latchkey');
    expectClean();
  });

  it('that is not complete is rejected at its fields', async () => {
    const { open, page, expectClean } = await staff.signIn(HELPER);
    await open('/people/accounts/new');
    await page.getByRole('button', { name: 'Add a person' }).click();
    await expect.poll(() => page.getByText('Fill in this field.').count()).toBe(3);
    expectClean();
  });
});
