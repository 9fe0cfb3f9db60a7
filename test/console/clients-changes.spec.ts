import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { hasChromium, startConsole, type TestConsole } from '../support/console.js';

let staff: TestConsole;

const EDITOR = 'clients:read clients:write clients:admin users:read audit:read';

beforeAll(async () => {
  if (!hasChromium) return;
  staff = await startConsole();
});
afterAll(async () => staff?.stop());
beforeEach(({ skip }) => skip(!hasChromium, 'there is no /usr/bin/chromium'));

const query = async (sql: string, values: unknown[]) =>
  staff.applications.database.query(sql, values);

/** Creates a client, and returns its id. */
async function client(name: string, scopes = 'users:read'): Promise<string> {
  return (await staff.applications.backoffice.createClient(scopes, { name })).clientId;
}

/** Reads columns of a client from the database. */
async function stored(clientId: string, columns: string) {
  const [row] = await query(`SELECT ${columns} FROM oauth_clients WHERE client_id = $1`, [
    clientId,
  ]);
  return row;
}

describe('two people who change a client', () => {
  it('lose no input: the later one sees who changed what, by name, and chooses', async () => {
    const id = await client('of two people');
    const [one, other] = [await staff.signIn(EDITOR), await staff.signIn(EDITOR)];
    await query(`UPDATE staff_users SET first_name = 'Lea', last_name = 'Glover' WHERE id = $1`, [
      one.id,
    ]);
    for (const { open, page } of [one, other]) {
      await open(`/clients/${id}?tab=access`);
      await page.getByLabel('Name', { exact: true }).waitFor();
    }
    await one.page.getByLabel(/^Contact/).fill('Lea');
    await one.page.getByLabel(/^Lifetime of tokens/).fill('600');
    await one.page.getByRole('button', { name: 'Save' }).click();
    await one.page.getByText('Saved.').waitFor();
    const { page } = other;
    await page.getByLabel(/^Contact/).fill('Max');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('Somebody has changed this while you were editing').waitFor();
    await page.getByText(/^Lea Glover .* changed it/).waitFor();
    await page.getByText('Also changed meanwhile, and shown now: Lifetime of tokens.').waitFor();
    await page.getByRole('radio', { name: /Current value\s*Lea/ }).waitFor();
    expect(await page.getByLabel(/^Contact/).inputValue()).toBe('Max');
    const columns = 'contact, access_token_lifetime AS lifetime';
    expect(await stored(id, columns)).toEqual({ contact: 'Lea', lifetime: 600 });
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('Saved.').waitFor();
    expect(await stored(id, columns)).toEqual({ contact: 'Max', lifetime: 600 });
    for (const each of [one, other]) each.expectClean();
  });

  it('keep a scope that one has added while the other removes unneeded scopes', async () => {
    const id = await client('with a new scope', 'users:read roles:read');
    await query(
      `UPDATE client_scope_grants SET granted_at = now() - interval '100 days'
       WHERE client_id = $1 AND scope = 'roles:read'`,
      [id],
    );
    const { open, page, expectClean } = await staff.signIn(EDITOR);
    await open(`/clients/${id}?tab=scopes`);
    await page.getByRole('button', { name: 'Remove 1 unneeded scope' }).click();
    await query(`UPDATE oauth_clients SET scopes = scopes || '{keys:read}' WHERE client_id = $1`, [
      id,
    ]);
    await page.getByRole('dialog').getByRole('button', { name: 'Remove', exact: true }).click();
    await page.getByText('1 scope was removed.').waitFor();
    expect(await stored(id, 'scopes')).toEqual({ scopes: ['users:read', 'keys:read'] });
    expectClean();
  });
});

describe('a person who may take rights from clients, and give none', () => {
  it('can disable it and end its secrets, and is offered nothing that gives access', async () => {
    const id = await client('to restrict', 'users:read users:write');
    await query(
      `UPDATE client_scope_grants SET granted_at = now() - interval '100 days'
       WHERE client_id = $1 AND scope = 'users:write'`,
      [id],
    );
    const { open, page, expectClean } = await staff.signIn('clients:read clients:write users:read');
    const button = (name: string | RegExp) => page.getByRole('button', { name });
    await open('/clients');
    await page.getByRole('link', { name: 'to restrict' }).waitFor();
    expect(await page.getByRole('link', { name: 'New client' }).count()).toBe(0);
    await open(`/clients/${id}?tab=scopes`);
    await page.getByText('1 scope was granted and not needed for 90 days.').waitFor();
    for (const name of ['Save', /^Remove/]) expect(await button(name).count()).toBe(0);
    await page.getByRole('tab', { name: 'Access' }).click();
    await page.getByText('Any network').waitFor();
    expect(await button('Save').count()).toBe(0);
    await page.getByRole('tab', { name: 'Keys' }).click();
    await page.getByText('A client that signs with a private key needs no secret.').waitFor();
    expect(await button('Save').count()).toBe(0);
    await page.getByRole('tab', { name: 'Try it' }).click();
    await page.getByText('grant_type=client_credentials').waitFor();
    expect(await button('Get a test token').count()).toBe(0);
    await page.getByRole('tab', { name: 'Secrets' }).click();
    await button('End now').waitFor();
    for (const name of ['Rotate', 'Add a secret']) expect(await button(name).count()).toBe(0);
    await button('End now').click();
    await button('End the secret').click();
    await page.getByText('The secret has ended.').waitFor();
    await button('Disable').click();
    await page.getByRole('dialog').getByRole('button', { name: 'Disable' }).click();
    await page.getByText('to restrict is disabled.').waitFor();
    await page.getByText('Disabled', { exact: true }).waitFor();
    expect(await button('Enable').count()).toBe(0);
    expect(await stored(id, 'enabled')).toEqual({ enabled: false });
    expectClean();
  });
});
