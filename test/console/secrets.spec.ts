import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Locator, Page } from 'playwright-core';
import { giveCookie, sessionOf } from '../support/signed-in.js';
import { credentials, request, tokenRequest } from '../support/requests.js';
import {
  type ConsolePerson,
  hasChromium,
  startConsole,
  type TestConsole,
} from '../support/console.js';
import { everyPlace } from '../support/console-places.js';

let staff: TestConsole;
let ada: ConsolePerson;
let page: Page;

const SCOPES = 'clients:read clients:write clients:admin users:read';

beforeAll(async () => {
  if (!hasChromium) return;
  staff = await startConsole((config) => {
    config.clients.usage.interval = 1;
  });
  ada = await staff.signIn(SCOPES);
  page = ada.page;
  await ada.context.grantPermissions(['clipboard-read', 'clipboard-write']);
});
afterAll(async () => staff?.stop());
beforeEach(({ skip }) => skip(!hasChromium, 'there is no /usr/bin/chromium'));

const query = async (sql: string, values: unknown[]) =>
  staff.applications.database.query(sql, values);

/** Creates a client whose secret ends in some days, and was used some hours ago. */
async function client(name: string, { endsIn = null as number | null, usedHoursAgo = 0 } = {}) {
  const made = await staff.applications.backoffice.createClient('users:read', { name });
  const [secret] = await query(
    `WITH changed AS (
       UPDATE oauth_client_secrets SET expires_at = now() + make_interval(days => $2, hours => 1),
         last_used_at = CASE WHEN $3 > 0 THEN now() - make_interval(hours => $3) END,
         last_used_address = CASE WHEN $3 > 0 THEN '192.0.2.7' END,
         use_count = CASE WHEN $3 > 0 THEN 41 ELSE 0 END
       WHERE client_id = $1 RETURNING id::text AS id, hint)
     SELECT id, hint FROM changed`,
    [made.clientId, endsIn, usedHoursAgo],
  );
  const { id, hint } = secret as { id: string; hint: string };
  return { ...made, secretId: id, hint };
}

async function works(clientId: string, clientSecret: string): Promise<boolean> {
  const credential = credentials({ clientId, clientSecret });
  return (await tokenRequest(staff.applications.backoffice, credential)).status === 200;
}

const openSecrets = async ({ clientId }: { clientId: string }) =>
  ada.open(`/clients/${clientId}?tab=secrets`);

const button = (name: string, within: Locator | Page = page) =>
  within.getByRole('button', { name, exact: true });

const shown = (name = 'Secret') => page.getByRole('status', { name });

/** Copies what the dialog shows, and closes it. */
async function copyAndClose(): Promise<string> {
  await button('Copy', page.getByRole('dialog')).click();
  const copied = String(await page.evaluate('navigator.clipboard.readText()'));
  await button('Done').click();
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  return copied;
}

describe('the list of secrets', () => {
  it('has the secrets that end within 30 days, the next end first, each with its client', async () => {
    await client('ends late', { endsIn: 20 });
    await client('ends next', { endsIn: 2, usedHoursAgo: 3 });
    await client('ends after the filter', { endsIn: 80 });
    await client('has no end');
    await client('has ended', { endsIn: -3 });
    await ada.open('/');
    await page.getByRole('link', { name: 'Secrets', exact: true }).click();
    await page.getByRole('link', { name: 'ends next' }).waitFor();
    const names = await page.getByRole('table').getByRole('link').allInnerTexts();
    expect(names).toEqual(['ends next', 'ends late']);
    const row = page.getByRole('row').filter({ hasText: 'ends next' });
    await row.getByText('in 2 days').waitFor();
    await row.getByText('3 hours ago').waitFor();
    await ada.expectAccessible('secrets');
    await page.getByLabel('Ends within').selectOption({ label: 'Ends within 90 days' });
    await page.getByRole('link', { name: 'ends after the filter' }).waitFor();
    expect(new URL(page.url()).searchParams.get('within')).toContain('90');
    await page.getByLabel('Ends within').selectOption({ label: 'Has ended' });
    await page.getByRole('link', { name: 'has ended' }).waitFor();
    expect(await page.getByRole('table').getByRole('link').count()).toBe(1);
    await page.getByLabel('Ends within').selectOption({ label: 'Any end' });
    await page.getByRole('link', { name: 'has no end' }).waitFor();
    await page.getByRole('link', { name: 'ends next' }).click();
    await page.getByRole('tab', { name: 'Secrets', selected: true }).waitFor();
    ada.expectClean();
  });
});

describe('the secrets of a client', () => {
  it('get another one, which is shown once, and is nowhere in the browser afterwards', async () => {
    const one = await client('one more');
    await openSecrets(one);
    await button('Add a secret').click();
    await page.getByLabel('Label').fill('server in Ghent');
    await page.getByRole('radio', { name: 'In 90 days' }).check();
    await ada.expectAccessible('secret-add');
    await button('Add a secret', page.getByRole('dialog')).click();
    await page.getByRole('dialog', { name: 'The new secret of one more' }).waitFor();
    expect(await shown().innerText()).toMatch(/^•+$/);
    await ada.expectAccessible('secret-once');
    const secret = await copyAndClose();
    expect(secret).toMatch(/^lkb_/);
    expect(await everyPlace(page)).not.toContain(secret);
    await page.getByRole('article', { name: 'server in Ghent' }).waitFor();
    expect(await works(one.clientId, secret)).toBe(true);
    expect(await works(one.clientId, one.clientSecret)).toBe(true);
    const [{ days } = {}] = await query(
      `SELECT round(extract(epoch FROM expires_at - now()) / 86400)::int AS days
       FROM oauth_client_secrets WHERE client_id = $1 AND label = 'server in Ghent'`,
      [one.clientId],
    );
    expect(days).toBe(90);
    ada.expectClean();
  });

  it('are rotated with an overlap: both ends are side by side, and who uses the old one', async () => {
    const old = await client('to rotate', { usedHoursAgo: 3 });
    await query(
      `INSERT INTO client_secret_networks (secret_id, network, last_used_at)
       VALUES ($1, '192.0.2.0/24', now() - interval '3 hours')`,
      [old.secretId],
    );
    await openSecrets(old);
    await button('Rotate').click();
    const dialog = page.getByRole('dialog', { name: 'Rotate the secret of to rotate' });
    await dialog.getByRole('radio', { name: '1 more day' }).check();
    const beside = dialog.getByRole('group', { name: 'Old and new secret' });
    await beside.getByText(`…${old.hint}`).waitFor();
    await beside.getByText('No end').waitFor();
    await ada.expectAccessible('secret-rotate');
    await button('Rotate', dialog).click();
    await page.getByRole('dialog', { name: 'The new secret of to rotate' }).waitFor();
    const secret = await copyAndClose();
    expect(await page.getByText(/^in \d+ seconds?/).count()).toBe(0);
    const article = page.getByRole('article').filter({ hasText: 'Being replaced' });
    await article.getByText('in 24 hours').waitFor();
    await article.getByText('Wait until the new one is in use.').waitFor();
    expect(await works(old.clientId, secret)).toBe(true);
    await article.getByText('Nobody has used it since it was replaced.').waitFor();
    expect(await works(old.clientId, old.clientSecret)).toBe(true);
    await article.getByText('1 network still uses the old secret').waitFor();
    await ada.expectAccessible('secret-beside');
    ada.expectClean();
  });

  it('are rotated by two people at once: the later one sees the new secret, and who made it, first', async () => {
    const { clientId } = await client('rotated twice');
    const people = [
      await staff.signIn(SCOPES, { name: 'Lea Glover' }),
      await staff.signIn(`${SCOPES} audit:read`),
    ] as const;
    for (const person of people) {
      await person.open(`/clients/${clientId}?tab=secrets`);
      await button('Rotate', person.page).click();
      await person.page.getByLabel('Label').fill('of two');
    }
    const [one, other] = people.map(({ page: each }) => each.getByRole('dialog'));
    const made = async () =>
      query(
        `SELECT deprecated_at FROM oauth_client_secrets WHERE client_id = $1 AND label = 'of two'`,
        [clientId],
      );
    await button('Rotate', one).click();
    await one!.getByRole('status', { name: 'Secret' }).waitFor();
    await button('Rotate', other).click();
    await other!.getByText('Somebody has added a secret meanwhile').waitFor();
    await other!.getByText(/^Made by Lea Glover/).waitFor();
    const beside = other!.getByRole('group', { name: 'Old and new secret' });
    await beside.getByText('of two').waitFor();
    await people[1].expectAccessible('secret-conflict');
    expect(await made()).toEqual([{ deprecated_at: null }]);
    expect(await other!.getByLabel('Label').inputValue()).toBe('of two');
    await button('Rotate', other).click();
    await other!.getByRole('status', { name: 'Secret' }).waitFor();
    expect(await made()).toHaveLength(2);
    for (const { expectClean } of people) expectClean();
  });

  it('end now: a used one only after the name of the client was typed', async () => {
    const used = await client('in use', { usedHoursAgo: 3 });
    await openSecrets(used);
    await button('End now').click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText('It was used 41 times, last 3 hours ago from 192.0.2.7.').waitFor();
    await dialog.getByText('It is the last secret of this client that works.').waitFor();
    const act = button('End the secret', dialog);
    expect(await act.isDisabled()).toBe(true);
    await dialog.getByRole('textbox').fill('in use');
    await ada.expectAccessible('secret-end');
    await act.click();
    await page.getByText('The secret has ended.').waitFor();
    const ended = page.getByRole('article').getByText('Ended', { exact: true });
    await ended.waitFor({ timeout: 5000 });
    expect(await button('End now').count()).toBe(0);
    expect(await works(used.clientId, used.clientSecret)).toBe(false);
    ada.expectClean();
  });

  it('end now by keyboard, without typing when nobody used it for a day', async () => {
    const unused = await client('not in use', { usedHoursAgo: 30 });
    await openSecrets(unused);
    await button('End now').focus();
    await page.keyboard.press('Enter');
    const dialog = page.getByRole('dialog');
    await dialog.getByText('It was not used within the last 24 hours.').waitFor();
    expect(await dialog.getByRole('textbox').count()).toBe(0);
    await button('End the secret', dialog).focus();
    await page.keyboard.press('Enter');
    await page.getByText('The secret has ended.').waitFor();
    expect(await works(unused.clientId, unused.clientSecret)).toBe(false);
    ada.expectClean();
  });

  it('are shown to a person who may only read, to whom no act is offered', async () => {
    const { clientId, hint } = await client('only to read');
    const reader = await staff.signIn('clients:read');
    await reader.open(`/clients/${clientId}?tab=secrets`);
    await reader.page.getByText(`…${hint}`).first().waitFor();
    for (const name of ['Rotate', 'Add a secret', 'End now']) {
      expect(await button(name, reader.page).count()).toBe(0);
    }
    await reader.page.getByRole('tab', { name: 'Try it' }).click();
    await reader.page.getByText('grant_type=client_credentials').waitFor();
    expect(await button('Get a test token', reader.page).count()).toBe(0);
    reader.expectClean();
  });
});

describe('try it', () => {
  it('has a command, and a test token that works and is nowhere afterwards', async () => {
    const { clientId } = await client('tried');
    await ada.open(`/clients/${clientId}?tab=try`);
    const { url } = staff.applications.backoffice;
    await page.getByText(`curl -s -u '${clientId}:SECRET'`).waitFor();
    await page.getByText(`${url}/api/users`).waitFor();
    await ada.expectAccessible('client-try');
    await button('Get a test token').click();
    await page.getByRole('dialog', { name: 'A test token of tried' }).waitFor();
    expect(await shown('The token').innerText()).toMatch(/^•+$/);
    await ada.expectAccessible('client-token');
    const token = await copyAndClose();
    expect(await everyPlace(page)).not.toContain(token);
    const headers = { Authorization: `Bearer ${token}` };
    expect((await request(`${url}/api/users`, { headers })).status).toBe(200);
    ada.expectClean();
  });

  it('gives a token after a sign-in in another window, when the last one is old', async () => {
    const { clientId } = await client('tried late');
    const late = await staff.signIn(SCOPES, { secondsAgo: 400 });
    await late.open(`/clients/${clientId}?tab=try`);
    await button('Get a test token', late.page).click();
    const dialog = late.page.getByRole('dialog');
    await dialog.getByRole('heading', { name: 'Confirm that it is you' }).waitFor();
    expect(await late.page.getByRole('status', { name: 'The token' }).count()).toBe(0);
    const opened = late.context.waitForEvent('page');
    await button('Sign in', dialog).click();
    const other = await opened;
    await other.waitForURL(/\/sign-in\?/);
    const { database, backoffice: application } = staff.applications;
    const cookie = await sessionOf({ database, application }, late);
    await giveCookie(late.page, application, cookie);
    // The window closes itself while it loads.
    await other.goto(`${application.url}/console/signed-in`).catch(() => undefined);
    await late.page.getByRole('dialog', { name: 'A test token of tried late' }).waitFor();
    await button('Show', late.page).click();
    const token = await late.page.getByRole('status', { name: 'The token' }).innerText();
    const headers = { Authorization: `Bearer ${token}` };
    expect((await request(`${application.url}/api/users`, { headers })).status).toBe(200);
    late.expectClean();
  });
});
