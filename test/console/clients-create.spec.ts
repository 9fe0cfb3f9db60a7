import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Page } from 'playwright-core';
import { credentials, tokenRequest } from '../support/requests.js';
import {
  type ConsolePerson,
  hasChromium,
  startConsole,
  type TestConsole,
} from '../support/console.js';
import { accountNamed } from '../support/console-people.js';
import { everyPlace } from '../support/console-places.js';

let staff: TestConsole;
let ada: ConsolePerson;
let page: Page;

beforeAll(async () => {
  if (!hasChromium) return;
  staff = await startConsole();
  ada = await staff.signIn('clients:read clients:write clients:admin users:read');
  page = ada.page;
  await ada.context.grantPermissions(['clipboard-read', 'clipboard-write']);
});
afterAll(async () => staff?.stop());
beforeEach(({ skip }) => skip(!hasChromium, 'there is no /usr/bin/chromium'));

/** Creates a client with a name alone, and waits for its secret. */
async function create(name: string): Promise<void> {
  await ada.open('/clients');
  await page.getByRole('link', { name: 'New client' }).click();
  await page.getByLabel('Name').fill(name);
  await page.getByRole('button', { name: 'Create client' }).click();
  await page.getByRole('dialog', { name: `The secret of ${name}` }).waitFor();
}

const shown = () => page.getByRole('status', { name: 'Secret' });
const copied = async () => (await page.evaluate('navigator.clipboard.readText()')) as string;

async function clientNamed(name: string) {
  const [row] = await staff.applications.database.query(
    `SELECT client_id AS id, side, scopes, grant_types AS grants, is_public AS public,
       redirect_uris AS uris, round(extract(epoch FROM secrets_end_at - now()) / 86400)::int AS days
     FROM oauth_clients WHERE name = $1`,
    [name],
  );
  return row!;
}

describe('a new client', () => {
  it('needs a name alone: its secret is masked, can be shown and copied, and works', async () => {
    await create('reports');
    expect(await shown().innerText()).toMatch(/^•+$/);
    await ada.expectAccessible('client-secret');
    await page.getByRole('button', { name: 'Copy' }).click();
    const secret = await copied();
    expect(await everyPlace(page)).not.toContain(secret);
    await page.getByRole('button', { name: 'Show' }).click();
    expect(await shown().innerText()).toBe(secret);
    const { id, days, ...client } = await clientNamed('reports');
    expect(client).toEqual({
      side: 'backoffice',
      scopes: ['users:read'],
      grants: ['client_credentials'],
      public: false,
      uris: [],
    });
    expect(days).toBe(365);
    const credential = credentials({ clientId: String(id), clientSecret: secret });
    expect((await tokenRequest(staff.applications.backoffice, credential)).status).toBe(200);
    await page.getByRole('button', { name: 'Done' }).click();
    await page.getByRole('heading', { level: 1, name: 'reports' }).waitFor();
    ada.expectClean();
  });

  it('has a secret that is nowhere in the browser after it was closed', async () => {
    await create('forgotten');
    await page.getByRole('button', { name: 'Show' }).click();
    const secret = await shown().innerText();
    expect(secret).toMatch(/^\S{40,}$/);
    await page.getByRole('button', { name: 'Done' }).click();
    await page.getByRole('heading', { level: 1, name: 'forgotten' }).waitFor();
    expect(await everyPlace(page)).not.toContain(secret);
    await page.goBack();
    await page.getByLabel('Name', { exact: true }).waitFor();
    expect(await everyPlace(page)).not.toContain(secret);
    const cached = await page.evaluate(`(async () => {
      const answers = await Promise.all(performance.getEntriesByType('resource')
        .filter(({ name }) => name.includes('/api/'))
        .map(({ name }) => fetch(name, { cache: 'only-if-cached', mode: 'same-origin' })
          .then((answer) => answer.text(), () => '')));
      return answers.join();
    })()`);
    expect(String(cached)).not.toContain(secret);
    ada.expectClean('net::ERR_CACHE_MISS', 'net::ERR_FAILED');
  });

  it('offers the secret as a file', async () => {
    await create('as a file');
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Download' }).click(),
    ]);
    expect(download.suggestedFilename()).toBe('as-a-file.env');
    const text = await readFile(await download.path(), 'utf8');
    const { id } = await clientNamed('as a file');
    const [, clientSecret = ''] = /^CLIENT_SECRET=(\S+)$/m.exec(text) ?? [];
    expect(text).toBe(`CLIENT_ID=${String(id)}\nCLIENT_SECRET=${clientSecret}\n`);
    const credential = credentials({ clientId: String(id), clientSecret });
    expect((await tokenRequest(staff.applications.backoffice, credential)).status).toBe(200);
    await page.getByRole('button', { name: 'Done' }).click();
    ada.expectClean();
  });

  it('warns before the page is left, or the dialog closed, without the secret', async () => {
    await create('not kept');
    await page.getByRole('button', { name: 'Done' }).click();
    await page.getByText('You have neither copied nor downloaded the secret.').waitFor();
    await page.keyboard.press('Escape');
    expect(await shown().isVisible()).toBe(true);
    await page.goBack();
    await page.getByText('Leave without the secret?').waitFor();
    await page.getByRole('button', { name: 'Stay' }).click();
    expect(await shown().isVisible()).toBe(true);
    await page.getByRole('button', { name: 'Close anyway' }).click();
    await page.getByRole('heading', { level: 1, name: 'not kept' }).waitFor();
    ada.expectClean();
  });

  it('for people needs a redirect URI, and a public one gets no secret', async () => {
    await ada.open('/clients/new');
    await page.getByRole('radio', { name: 'An app for people' }).check();
    await page.getByLabel('Name').fill('shop app');
    await page.getByLabel('Side').selectOption({ label: 'Storefront' });
    await page.getByRole('button', { name: 'Create client' }).click();
    await page.getByText('An app for people needs at least one.').waitFor();
    await ada.expectAccessible('client-new');
    await page.getByLabel('Redirect URIs').fill('https://shop.example/callback');
    await page.getByRole('button', { name: 'Create client' }).click();
    await page.getByRole('heading', { level: 1, name: 'shop app' }).waitFor();
    expect(await clientNamed('shop app')).toMatchObject({
      side: 'storefront',
      scopes: ['profile:read'],
      grants: ['authorization_code', 'refresh_token'],
      public: true,
      uris: ['https://shop.example/callback'],
      days: null,
    });
    ada.expectClean();
  });

  it('of the storefront has its texts, networks and owner, and no scope of the back office', async () => {
    const { database } = staff.applications;
    const { id } = await accountNamed(database, 'Nora Owlet');
    const {
      open,
      page: form,
      expectClean,
    } = await staff.signIn('clients:read clients:write clients:admin customer-users:read');
    await open('/clients/new');
    await form.getByLabel('Name').fill('with settings');
    await form.getByRole('combobox', { name: 'Scopes' }).fill('roles:read');
    await form.getByRole('option', { name: 'roles:read' }).click();
    await form.keyboard.press('Escape');
    await form.getByLabel('Side').selectOption({ label: 'Storefront' });
    await form.getByText('More settings').click();
    await form.getByLabel(/^Description/).fill('ERP in Ghent');
    await form.getByLabel(/^Contact/).fill('ops@example.com');
    await form.getByLabel(/^Networks/).fill('10.0.0.0/8\n192.0.2.7');
    await form.getByRole('combobox', { name: /^Acts for/ }).fill('Owlet');
    await form.getByRole('option', { name: /^Nora Owlet/ }).click();
    await form.getByRole('button', { name: 'Create client' }).click();
    await form.getByRole('dialog', { name: 'The secret of with settings' }).waitFor();
    const [row] = await database.query(
      `SELECT side, scopes, description, contact, allowed_networks::text[] AS networks,
         owner_id::text AS owner FROM oauth_clients WHERE name = 'with settings'`,
    );
    expect(row).toEqual({
      side: 'storefront',
      scopes: ['users:read'],
      description: 'ERP in Ghent',
      contact: 'ops@example.com',
      networks: ['10.0.0.0/8', '192.0.2.7/32'],
      owner: id,
    });
    expectClean();
  });

  it('is made by keyboard alone', async () => {
    await ada.open('/clients/new');
    await page.getByRole('radio', { name: 'A server that reads' }).focus();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Tab');
    await page.keyboard.type('by keyboard');
    await page.keyboard.press('Enter');
    await page.getByRole('dialog', { name: 'The secret of by keyboard' }).waitFor();
    expect(await clientNamed('by keyboard')).toMatchObject({
      scopes: ['users:read', 'users:write'],
    });
    await page.getByRole('button', { name: 'Copy' }).focus();
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Copied' }).waitFor();
    await page.getByRole('button', { name: 'Done' }).focus();
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: 'by keyboard' }).waitFor();
    ada.expectClean();
  });

  it('keeps the scopes that the person has chosen, when they choose another kind', async () => {
    await ada.open('/clients/new');
    await page.getByLabel('Name').fill('chosen scopes');
    await page.getByRole('combobox', { name: 'Scopes' }).fill('roles:read');
    await page.getByRole('option', { name: 'roles:read' }).click();
    await page.keyboard.press('Escape');
    await page.getByRole('radio', { name: 'An integration that writes' }).check();
    await page.getByRole('button', { name: 'Create client' }).click();
    await page.getByRole('dialog', { name: 'The secret of chosen scopes' }).waitFor();
    expect(await clientNamed('chosen scopes')).toMatchObject({
      scopes: ['users:read', 'roles:read'],
    });
    ada.expectClean();
  });

  it('exists without a secret when this cannot be made, which can be tried again', async () => {
    await page.route('**/api/oauth-client-secrets', async (route) => {
      const errors = [{ status: '503', code: 'unavailable', title: 'Service Unavailable' }];
      const contentType = 'application/vnd.api+json';
      await route.fulfill({ status: 503, contentType, body: JSON.stringify({ errors }) });
    });
    await ada.open('/clients/new');
    await page.getByLabel('Name').fill('without a secret');
    await page.getByRole('button', { name: 'Create client' }).click();
    await page.getByText('The client exists, but it has no secret yet.').waitFor();
    await page.unroute('**/api/oauth-client-secrets');
    expect(await clientNamed('without a secret')).toMatchObject({ days: null });
    await page.getByRole('button', { name: 'Try again' }).click();
    await page.getByRole('dialog', { name: 'The secret of without a secret' }).waitFor();
    expect(await clientNamed('without a secret')).toMatchObject({ days: 365 });
    ada.expectClean();
  });

  it('keeps the input when its name is taken', async () => {
    await ada.open('/clients/new');
    await page.getByLabel('Name').fill('reports');
    await page.getByRole('button', { name: 'Create client' }).click();
    await page.getByText('there is a backoffice client named "reports" already').waitFor();
    expect(await page.getByLabel('Name').inputValue()).toBe('reports');
    await page.getByLabel('Name').fill('reports of today');
    await page.getByRole('button', { name: 'Create client' }).click();
    await page.getByRole('dialog', { name: 'The secret of reports of today' }).waitFor();
    ada.expectClean();
  });
});
