import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { accessToken, api } from '../support/requests.js';
import { hasChromium, startConsole, type TestConsole } from '../support/console.js';

let staff: TestConsole;

const EDITOR = 'clients:read clients:write clients:admin users:read audit:read';

const LEA = { name: 'Lea Glover' };

beforeAll(async () => {
  if (!hasChromium) return;
  staff = await startConsole(({ clients }) => {
    Object.assign(clients.limits, { requestsPerSecond: 500, introspectionsPerMinute: 0 });
  });
});
afterAll(async () => staff?.stop());
beforeEach(({ skip }) => skip(!hasChromium, 'there is no /usr/bin/chromium'));

const query = async (sql: string, values: unknown[]) =>
  staff.applications.database.query(sql, values);

/** Creates a client, and returns its id. */
async function client(name: string, scopes = 'users:read'): Promise<string> {
  return (await staff.applications.backoffice.createClient(scopes, { name })).clientId;
}

/** Changes a client as a machine does. */
async function patch(token: string, id: string, attributes: object): Promise<void> {
  const document = { data: { type: 'oauth-clients', id, attributes } };
  const { backoffice } = staff.applications;
  const path = `/api/oauth-clients/${id}`;
  const answer = await api(backoffice, token, path, { method: 'PATCH', document });
  expect(answer.status).toBe(200);
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
    const [one, other] = [await staff.signIn(EDITOR, LEA), await staff.signIn(EDITOR)];
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
    await page.getByText(/^Changed by Lea Glover, .*: Contact and Lifetime of tokens\.$/).waitFor();
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

  it('lose no input when one disables it: the other sees that, and saves over it', async () => {
    const id = await client('to disable meanwhile');
    const [one, other] = [await staff.signIn(EDITOR, LEA), await staff.signIn(EDITOR)];
    const { page } = other;
    await other.open(`/clients/${id}?tab=access`);
    await page.getByLabel(/^Contact/).fill('Max');
    await one.open(`/clients/${id}`);
    await one.page.getByRole('button', { name: 'Disable' }).click();
    await one.page.getByRole('dialog').getByRole('button', { name: 'Disable' }).click();
    await one.page.getByText('to disable meanwhile is disabled.').waitFor();
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText(/^Changed by Lea Glover, .*: State\.$/).waitFor();
    await page.getByText('Nothing of yours is lost. Save again to keep it.').waitFor();
    expect(await page.getByLabel(/^Contact/).inputValue()).toBe('Max');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('Saved.').waitFor();
    expect(await stored(id, 'contact, enabled')).toEqual({ contact: 'Max', enabled: false });
    for (const each of [one, other]) each.expectClean();
  });

  it('see who has deleted it, in a form and in a dialog, and the form keeps its input', async () => {
    const id = await client('to delete meanwhile');
    const [one, other] = [await staff.signIn(EDITOR, LEA), await staff.signIn(EDITOR)];
    const { page } = other;
    await other.open(`/clients/${id}?tab=access`);
    await page.getByLabel(/^Contact/).fill('Max');
    await one.open(`/clients/${id}`);
    await one.page.getByRole('button', { name: 'More actions' }).click();
    await one.page.getByRole('menuitem', { name: 'Delete client' }).click();
    const deletion = one.page.getByRole('dialog');
    await deletion.getByRole('textbox').fill('to delete meanwhile');
    await deletion.getByRole('button', { name: 'Delete client' }).click();
    await one.page.getByText('to delete meanwhile is deleted.').waitFor();
    await page.getByRole('button', { name: 'Save' }).click();
    const gone = page.getByRole('alert').filter({ hasText: 'This does not exist any longer' });
    await gone.getByText(/^Ended or deleted by Lea Glover/).waitFor();
    expect(await page.getByLabel(/^Contact/).inputValue()).toBe('Max');
    await other.expectAccessible('client-gone');
    await page.getByRole('button', { name: 'Disable' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Disable' }).click();
    await page
      .getByRole('dialog')
      .getByText(/^Ended or deleted by Lea Glover/)
      .waitFor();
    expect(await stored(id, 'enabled')).toBeUndefined();
    for (const each of [one, other]) each.expectClean();
  });

  it('see the name of a client that has changed it, and no name that their roles hide', async () => {
    const id = await client('of a machine');
    const { backoffice } = staff.applications;
    const machine = await backoffice.createClient(EDITOR, { name: 'nightly sync' });
    const token = await accessToken(backoffice, { client: machine });
    const [one, other] = [
      await staff.signIn(EDITOR),
      await staff.signIn(EDITOR.replace('users:read ', '')),
    ];
    for (const { open, page } of [one, other]) {
      await open(`/clients/${id}?tab=access`);
      await page.getByLabel(/^Contact/).fill('Max');
    }
    await patch(token, id, { contact: 'sync' });
    await one.page.getByRole('button', { name: 'Save' }).click();
    await one.page.getByText(/^Changed by the client nightly sync, .*: Contact\.$/).waitFor();
    await one.page.getByRole('button', { name: 'Save' }).click();
    await one.page.getByText('Saved.').waitFor();
    await other.page.getByRole('button', { name: 'Save' }).click();
    const hidden = `Changed by the person with the id ${one.id},`;
    await other.page.getByText(hidden).waitFor();
    expect(await other.page.getByRole('radio').count()).toBe(0);
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

describe('the limits of a client', () => {
  it('override the defaults, which are beside them, and follow them again when emptied', async () => {
    const id = await client('with limits');
    const { open, page, expectAccessible, expectClean } = await staff.signIn(EDITOR);
    const save = async () => {
      await page.getByRole('button', { name: 'Save' }).click();
      await page.getByText('Saved.').last().waitFor();
    };
    await open(`/clients/${id}?tab=access`);
    const limits = page.getByRole('group', { name: 'Limits' });
    const rate = limits.getByLabel('API requests a second');
    await rate.waitFor();
    expect(await rate.getAttribute('aria-describedby')).toMatch(/-hint$/);
    const text = await limits.innerText();
    expect(text).toMatch(/API requests a second\s+Default: 500\s+Tokens a minute/);
    expect(text).toMatch(/Introspections a minute\s+Default: no limit/);
    await rate.fill('1.5');
    await limits.getByLabel('Tokens a minute').fill('0');
    await page.getByRole('button', { name: 'Save' }).click();
    await limits.getByText('Give a whole number from 0 to 1,000,000.').waitFor();
    expect(await stored(id, 'limits')).toEqual({ limits: null });
    await expectAccessible('client-limits');
    await rate.fill('10');
    await save();
    const own = { requestsPerSecond: 10, tokensPerMinute: 0 };
    expect(await stored(id, 'limits')).toEqual({ limits: own });
    const reader = await staff.signIn('clients:read');
    await reader.open(`/clients/${id}?tab=access`);
    for (const shown of [
      'API requests a second: 10 (default: 500)',
      'Tokens a minute: no limit (default: 6,000)',
      'Revocations a minute: 600',
      'Introspections a minute: no limit',
    ]) {
      await reader.page.getByText(shown, { exact: true }).waitFor();
    }
    await reader.expectAccessible('client-limits-read');
    await rate.fill('');
    await limits.getByLabel('Tokens a minute').fill('');
    await page.getByRole('button', { name: 'Save' }).click();
    await expect.poll(async () => stored(id, 'limits')).toEqual({ limits: null });
    for (const each of [{ expectClean }, reader]) each.expectClean();
  });

  it('that somebody else has changed meanwhile are not overwritten', async () => {
    const id = await client('with contested limits');
    const { open, page, expectClean } = await staff.signIn(EDITOR);
    await open(`/clients/${id}?tab=access`);
    await page.getByLabel('Tokens a minute').fill('5');
    await query(`UPDATE oauth_clients SET limits = '{"tokensPerMinute": 7}' WHERE client_id = $1`, [
      id,
    ]);
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByRole('radio', { name: /Current value\s*7/ }).waitFor();
    expect(await stored(id, 'limits')).toEqual({ limits: { tokensPerMinute: 7 } });
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
