import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Page } from 'playwright-core';
import { accessToken, api } from '../support/requests.js';
import {
  type ConsolePerson,
  hasChromium,
  startConsole,
  type TestConsole,
} from '../support/console.js';

let staff: TestConsole;
let ada: ConsolePerson;
let page: Page;

const SCOPES = 'clients:read clients:write clients:admin users:read audit:read';

beforeAll(async () => {
  if (!hasChromium) return;
  staff = await startConsole((config) => {
    config.clients.usage.interval = 1;
  });
  ada = await staff.signIn(SCOPES);
  page = ada.page;
});
afterAll(async () => staff?.stop());
beforeEach(({ skip }) => skip(!hasChromium, 'there is no /usr/bin/chromium'));

/** Creates a client with usage in the last hours and days, and scopes of which one is needed. */
async function clientWithUse(name: string): Promise<string> {
  const { backoffice, database } = staff.applications;
  const { clientId } = await backoffice.createClient(
    'users:read roles:read keys:read customers:read',
    { name },
  );
  await database.query(
    `INSERT INTO client_usage (client_id, hour, tokens_issued, api_calls, denials)
     SELECT $1, date_trunc('hour', now()) - n * interval '5 hours', n % 7, n * 13 % 1000, n % 3
     FROM generate_series(1, 400) n`,
    [clientId],
  );
  await database.query(
    `UPDATE client_scope_grants SET granted_at = now() - interval '1 day' *
       CASE scope WHEN 'customers:read' THEN 89 ELSE 91 END WHERE client_id = $1`,
    [clientId],
  );
  await database.query(
    `INSERT INTO client_scope_usage VALUES ($1, 'users:read', 1780, now() - interval '2 hours')`,
    [clientId],
  );
  return clientId;
}

/** Reads columns of a client from the database. */
async function stored(clientId: string, columns: string) {
  const [row] = await staff.applications.database.query(
    `SELECT ${columns} FROM oauth_clients WHERE client_id = $1`,
    [clientId],
  );
  return row!;
}

const openTab = async (name: string) => page.getByRole('tab', { name }).click();

describe('the page of a client', () => {
  it('shows how the client is used, as charts and as a table', async () => {
    const id = await clientWithUse('reporting');
    await ada.open(`/clients/${id}`);
    await page.getByRole('heading', { level: 1, name: 'reporting' }).waitFor();
    await page.getByRole('region', { name: 'API calls' }).locator('svg').first().waitFor();
    await page.getByText('Show as a table').click();
    const table = page.getByRole('table');
    await table.waitFor();
    const byDay = await table.locator('tbody tr').count();
    expect(byDay).toBeGreaterThan(28);
    await ada.expectAccessible('client-overview');
    await page.getByRole('button', { name: '24 h' }).click();
    await page.getByRole('columnheader', { name: 'Hour' }).waitFor();
    expect(await table.locator('tbody tr').count()).toBe(4);
    expect(page.url()).toContain('range=24h');
    await page.getByRole('button', { name: '400 days' }).click();
    await expect.poll(async () => table.locator('tbody tr').count()).toBeGreaterThan(80);
    ada.expectClean();
  });

  it('says which scopes were not needed for 90 days, and removes them in one act', async () => {
    const id = await clientWithUse('with scopes');
    await ada.open(`/clients/${id}`);
    await openTab('Scopes');
    await page.getByText('2 scopes were granted and not needed for 90 days.').waitFor();
    await ada.expectAccessible('client-scopes');
    await page.getByRole('button', { name: 'Remove 2 unneeded scopes' }).click();
    await page.getByRole('dialog').getByText('roles:read').waitFor();
    await page.getByRole('dialog').getByRole('button', { name: 'Remove', exact: true }).click();
    await page.getByText('2 scopes were removed.').waitFor();
    expect(await stored(id, 'scopes')).toEqual({ scopes: ['users:read', 'customers:read'] });
    await page.getByText('Each was granted or needed within the last 90 days.').waitFor();
    ada.expectClean();
  });

  it('changes name, networks, lifetime and end of the client', async () => {
    const id = await clientWithUse('before');
    await ada.open(`/clients/${id}?tab=access`);
    await page.getByLabel('Name').fill('after');
    await page.getByLabel('Networks').fill('10.0.0.0/8\n192.0.2.7');
    await page.getByLabel('Lifetime of tokens').fill('600');
    await page.getByLabel('Client expires').fill('2031-02-03T04:05');
    await ada.expectAccessible('client-access');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('Saved.').waitFor();
    await page.getByRole('heading', { level: 1, name: 'after' }).waitFor();
    expect(
      await stored(
        id,
        'name, allowed_networks::text[] AS networks, access_token_lifetime, expires_at',
      ),
    ).toEqual({
      name: 'after',
      networks: ['10.0.0.0/8', '192.0.2.7/32'],
      access_token_lifetime: 600,
      expires_at: new Date('2031-02-03T04:05:00Z'),
    });
    await page.getByLabel('Networks').fill('10.0.0.0/99');
    await page.getByRole('button', { name: 'Save' }).click();
    await expect
      .poll(async () => page.getByLabel('Networks').getAttribute('aria-invalid'))
      .toBe('true');
    ada.expectClean();
  });

  it('takes public keys from a file, or their address', async () => {
    const id = await clientWithUse('signing');
    const keys = { keys: [{ kty: 'EC', crv: 'P-256', kid: 'one', alg: 'ES256', ...POINT }] };
    await ada.open(`/clients/${id}?tab=keys`);
    await page.getByRole('radio', { name: 'A key set' }).check();
    await page.getByLabel('Key set (JSON)').fill('{}');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('This is no JSON Web Key Set.').waitFor();
    await page.getByLabel('File', { exact: true }).setInputFiles({
      name: 'jwks.json',
      mimeType: 'application/json',
      buffer: Buffer.from(JSON.stringify(keys)),
    });
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByRole('rowheader', { name: 'one' }).waitFor();
    await page.getByRole('cell', { name: 'EC · P-256 · ES256' }).waitFor();
    await ada.expectAccessible('client-keys');
    await page.getByRole('radio', { name: 'An address' }).check();
    await page.getByLabel('Address of the keys').fill('https://erp.example/jwks.json');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('The client publishes its keys at').waitFor();
    expect(await stored(id, 'jwks, jwks_uri')).toEqual({
      jwks: null,
      jwks_uri: 'https://erp.example/jwks.json',
    });
    ada.expectClean();
  });

  it('shows its last audit events, and those of its secrets', async () => {
    const id = await clientWithUse('audited');
    const { database } = staff.applications;
    await database.query(
      `INSERT INTO unsealed_audit_events
         (actor_type, actor, side, action, subject_type, subject_id, after)
       SELECT 'command', 'root', 'backoffice', 'secret.rotated', 'oauth-client-secrets', id::text,
         jsonb_build_object('clientId', client_id)
       FROM oauth_client_secrets WHERE client_id = $1`,
      [id],
    );
    await database.seal();
    await ada.open(`/clients/${id}?tab=history`);
    await page.locator('summary').filter({ hasText: 'secret.rotated' }).waitFor();
    const created = page.locator('summary').filter({ hasText: 'client.created' });
    await created.waitFor();
    expect(await created.count()).toBe(1);
    await ada.expectAccessible('client-history');
    const ofSecrets = ({ pathname, search }: URL) =>
      pathname === '/api/oauth-client-secrets' && search.includes('fields');
    const errors = [{ status: '503', code: 'service_unavailable' }];
    await page.route(ofSecrets, async (route) =>
      route.fulfill({
        status: 503,
        contentType: 'application/vnd.api+json',
        body: JSON.stringify({ errors }),
      }),
    );
    await page.reload();
    await page.getByText('The server cannot answer now').first().waitFor();
    await page.unroute(ofSecrets);
    await page.getByRole('button', { name: 'Try again' }).first().click();
    await created.waitFor();
    await page.getByRole('link', { name: 'All events' }).click();
    const rotated = page.locator('summary').filter({ hasText: 'secret.rotated' });
    await rotated.filter({ hasText: 'audited' }).waitFor();
    ada.expectClean();
  });
});

/** A point of P-256, of a key that nobody has the private half of. */
const POINT = {
  x: 'f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU',
  y: 'x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0',
};

describe('the acts on a client', () => {
  it('disable it after a confirmation with numbers, and enable it again', async () => {
    const { backoffice } = staff.applications;
    const client = await backoffice.createClient('users:read', { name: 'to disable' });
    const token = await accessToken(backoffice, { client });
    await api(backoffice, token, '/api/users');
    const used = `SELECT FROM client_usage WHERE client_id = '${client.clientId}'`;
    await expect.poll(async () => (await staff.applications.database.query(used)).length).toBe(1);
    await staff.applications.database.query(
      `INSERT INTO client_usage (client_id, hour, tokens_issued, api_calls, denials)
       VALUES ($1, date_trunc('hour', now()) - interval '24 hours', 5, 7, 0)`,
      [client.clientId],
    );
    await ada.open(`/clients/${client.clientId}`);
    await page.getByRole('button', { name: 'Disable' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText('it got 1 tokens and made 1 calls').waitFor();
    await ada.expectAccessible('client-disable');
    await dialog.getByRole('button', { name: 'Disable' }).click();
    await page.getByText('to disable is disabled.').waitFor();
    await expect.poll(async () => (await api(backoffice, token, '/api/users')).status).toBe(401);
    await page.getByRole('button', { name: 'Enable' }).click();
    await dialog.getByRole('button', { name: 'Enable' }).click();
    await page.getByText('to disable is enabled.').waitFor();
    expect(await stored(client.clientId, 'enabled')).toEqual({ enabled: true });
    ada.expectClean();
  });

  it('revoke its tokens', async () => {
    const { backoffice } = staff.applications;
    const client = await backoffice.createClient('users:read', { name: 'to revoke' });
    const token = await accessToken(backoffice, { client });
    await ada.open(`/clients/${client.clientId}`);
    await page.getByRole('button', { name: 'More actions' }).click();
    await page.getByRole('menuitem', { name: 'Revoke all tokens' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Revoke all tokens' }).click();
    await page.getByText('All tokens are revoked.').waitFor();
    await expect.poll(async () => (await api(backoffice, token, '/api/users')).status).toBe(401);
    ada.expectClean();
  });

  it('delete it only after its name was typed', async () => {
    const id = await clientWithUse('to delete');
    await ada.open(`/clients/${id}`);
    await page.getByRole('button', { name: 'More actions' }).click();
    await page.getByRole('menuitem', { name: 'Delete client' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText('1 live secret').waitFor();
    await dialog.getByText('4 granted scopes').waitFor();
    const act = dialog.getByRole('button', { name: 'Delete client' });
    expect(await act.isDisabled()).toBe(true);
    await dialog.getByRole('textbox').fill('to delet');
    expect(await act.isDisabled()).toBe(true);
    await dialog.getByRole('textbox').fill('to delete');
    await ada.expectAccessible('client-delete');
    await act.click();
    await page.getByText('to delete is deleted.').waitFor();
    expect(new URL(page.url()).pathname).toBe('/console/clients');
    expect(
      await staff.applications.database.query(`SELECT FROM oauth_clients WHERE client_id = $1`, [
        id,
      ]),
    ).toEqual([]);
    ada.expectClean();
  });

  it('are not offered to a person who may only read, to whom history is not shown either', async () => {
    const id = await clientWithUse('read only');
    const reader = await staff.signIn('clients:read');
    await reader.open(`/clients/${id}?tab=access`);
    await reader.page.getByText('Any network').waitFor();
    const buttons = ['Disable', 'More actions', 'Save'].map((name) =>
      reader.page.getByRole('button', { name }),
    );
    for (const button of buttons) expect(await button.count()).toBe(0);
    expect(await reader.page.getByRole('tab', { name: 'History' }).count()).toBe(0);
    reader.expectClean();
  });

  it('explain that a client does not exist', async () => {
    await ada.open('/clients/6f3c2f5e-0000-4000-8000-000000000000');
    await page.getByText('This does not exist').waitFor();
    expect(await page.getByRole('tab').count()).toBe(0);
    ada.expectClean();
  });
});
