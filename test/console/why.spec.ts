import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { makeClientSecret } from '#oauth';
import type { TestApplication, TestClient } from '../support/applications.js';
import { hasChromium, startConsole, type TestConsole } from '../support/console.js';
import { type Answer, credentials, request, tokenRequest } from '../support/requests.js';

let staff: TestConsole;
let storefront: TestApplication;

/** A client of each refusal, with the request ids. */
const refused = { secret: '', scope: '', limit: '', rare: '' };
let wrong: TestClient;

const idOf = ({ headers }: Answer) => headers.get('x-request-id')!;

async function wrongSecret(client: TestClient): Promise<string> {
  const clientSecret = makeClientSecret('storefront');
  const answer = await tokenRequest(storefront, credentials({ ...client, clientSecret }));
  expect(answer.status).toBe(401);
  return idOf(answer);
}

/** Calls the API with a token of the client, and returns the request id of the refusal. */
async function refusedCall(client: TestClient, path: string, method = 'GET'): Promise<string> {
  const { body } = await tokenRequest(storefront, credentials(client));
  const { access_token: token } = body as { access_token: string };
  const call = async () =>
    request(`${storefront.url}/api/${path}`, {
      method,
      headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/vnd.api+json' },
    });
  const answers = [await call(), await call()];
  const answer = answers.find(({ status }) => status === 403 || status === 429);
  return idOf(answer!);
}

beforeAll(async () => {
  if (!hasChromium) return;
  staff = await startConsole();
  ({ storefront } = staff.applications);
  wrong = await storefront.createClient('profile:read', { name: 'nightly import' });
  refused.secret = await wrongSecret(wrong);
  const reader = await storefront.createClient('users:read', { name: 'reader' });
  refused.scope = await refusedCall(reader, 'users/7', 'DELETE');
  const limits = { requestsPerSecond: 1 };
  const busy = await storefront.createClient('users:read', { name: 'busy', limits });
  refused.limit = await refusedCall(busy, 'users');
  const headers = { Authorization: 'Bearer nothing' };
  refused.rare = idOf(await request(`${storefront.url}/api/users`, { headers }));
});
afterAll(async () => staff?.stop());
beforeEach(({ skip }) => skip(!hasChromium, 'there is no /usr/bin/chromium'));

describe('a refused request in the console', () => {
  it.each([
    ['a wrong secret', 'secret', 'This client has never had this secret.', 'last four characters'],
    [
      'a missing scope (403)',
      'scope',
      'The token lacks a scope that this request needs (users:write).',
      'Give the client what is missing',
    ],
    [
      'a limit (429)',
      'limit',
      'The client sent more requests than its limit allows (1 a second).',
      'raise its limits',
    ],
  ] as const)('of %s is explained by its pasted request id', async (_, kind, reason, advice) => {
    const person = await staff.signIn('clients:read');
    const page = await person.open('/why');
    await page.getByRole('textbox', { name: 'Request id' }).fill(` "${refused[kind]}", `);
    await page.keyboard.press('Enter');
    const answer = page.getByRole('region', { name: 'The reason' });
    await answer.getByText(reason, { exact: true }).waitFor();
    const text = await answer.innerText();
    expect(text).toContain(advice);
    expect(text).toContain(refused[kind]);
    expect(page.url()).toContain(`request=${refused[kind]}`);
    await person.expectAccessible(`why-${kind}`);
    person.expectClean();
  });

  it('leads from the explanation to the place where it is mended', async () => {
    const person = await staff.signIn('clients:read');
    const page = await person.open(`/why?request=${refused.secret}`);
    await page.getByRole('link', { name: 'Go to the secrets of the client' }).click();
    await page.getByRole('heading', { level: 1, name: 'nightly import' }).waitFor();
    const tab = page.getByRole('tab', { name: 'Secrets', selected: true });
    await expect.poll(async () => tab.count()).toBe(1);
    expect(page.url()).toContain(`/console/clients/${wrong.clientId}?tab=secrets`);
    person.expectClean();
  });

  it('is picked from the page of its client', async () => {
    const person = await staff.signIn('clients:read');
    const page = await person.open(`/clients/${wrong.clientId}`);
    const table = page.getByRole('table', { name: 'Refused requests of this client' });
    await table.getByRole('link', { name: 'This client has never had this secret.' }).waitFor();
    expect(await table.getByRole('link').count()).toBe(1);
    await person.expectAccessible('why-of-client');
    await table.getByRole('link').press('Enter');
    await page.getByRole('region', { name: 'The reason' }).getByText(refused.secret).waitFor();
    person.expectClean();
  });

  it('is in the list of both sides with the name of its client, filtered by code', async () => {
    const person = await staff.signIn('clients:read');
    const page = await person.open('/why');
    const table = page.getByRole('table', { name: 'Refused requests' });
    for (const name of ['nightly import', 'reader', 'busy']) {
      await table.getByRole('cell', { name, exact: true }).first().waitFor();
    }
    await page.getByRole('combobox', { name: 'Code' }).selectOption('insufficient_scope');
    await expect.poll(async () => table.getByText('nightly import').count()).toBe(0);
    await table.getByRole('cell', { name: 'reader', exact: true }).first().waitFor();
    await person.expectAccessible('why-list');
    person.expectClean();
  });

  it('is on the overview: its client is named, with the way to the reasons', async () => {
    const person = await staff.signIn('clients:read');
    const page = await person.open('/');
    const link = page.getByRole('link', { name: '3 clients were refused in the last 24 hours' });
    await page.getByText('busy, reader, and nightly import').waitFor();
    await link.click();
    const heading = page.getByRole('heading', { level: 1 });
    await expect.poll(async () => heading.innerText()).toBe('Why was a request refused?');
    expect(page.url()).toMatch(/\/console\/why$/);
    person.expectClean();
  });

  it('that is recorded while the person looks appears by itself', async () => {
    const person = await staff.signIn('clients:read');
    const client = await storefront.createClient('profile:read', { name: 'just now' });
    const id = await wrongSecret(client);
    const { database } = staff.applications;
    const refusal = `SELECT id FROM refusals WHERE request_id = $1`;
    await expect.poll(async () => (await database.query(refusal, [id])).length).toBe(1);
    // Until the page has said that there is none, the refusal has another request id.
    const rename = async (from: string, to: string) =>
      database.query('UPDATE refusals SET request_id = $2 WHERE request_id = $1', [from, to]);
    await rename(id, `not yet ${id}`);
    let reads = 0;
    await person.page.route('**/api/refusals?*requestId*', async (route) => {
      reads += 1;
      if (reads === 2) {
        await person.page.getByText('No refusal with this request id is recorded').waitFor();
        await rename(`not yet ${id}`, id);
      }
      await route.continue();
    });
    const page = await person.open(`/why?request=${id}`);
    const answer = page.getByRole('region', { name: 'The reason' });
    await answer.waitFor();
    expect(await answer.innerText()).toContain('just now');
    expect(reads).toBe(2);
    person.expectClean();
  });

  it('with an unknown id is said to be unknown, and the page says why that may be', async () => {
    const person = await staff.signIn('clients:read');
    const page = await person.open('/why?request=no-such-request');
    await page.getByText('No refusal with this request id is recorded').waitFor();
    expect(await page.getByRole('main').innerText()).toContain('accepted is not here');
    expect(await page.getByRole('region', { name: 'The reason' }).count()).toBe(0);
    await person.expectAccessible('why-unknown');
    person.expectClean();
  });

  it('is not offered to a person without clients:read', async () => {
    const { open, page } = await staff.signIn('keys:read');
    await open('/');
    expect(await page.getByRole('link', { name: 'Refused requests' }).count()).toBe(0);
    await page.goto(`${staff.applications.backoffice.url}/console/why?request=${refused.secret}`);
    await page.getByText('It needs the scope clients:read').waitFor();
    expect(await page.getByText('never had this secret').count()).toBe(0);
  });

  it.each([
    [
      'de-DE',
      'Dieser Client hatte dieses Geheimnis nie.',
      'Der Text im Header Authorization ist kein Zugriffstoken dieses Servers.',
    ],
    [
      'fr-FR',
      'Ce client n’a jamais eu ce secret.',
      'Le texte dans l’en-tête Authorization n’est pas un jeton d’accès de ce serveur.',
    ],
    [
      'es-ES',
      'Este cliente nunca ha tenido este secreto.',
      'El texto de la cabecera Authorization no es un token de acceso de este servidor.',
    ],
  ])('is explained in the language %s, also when it is rare', async (language, reason, rare) => {
    const person = await staff.signIn('clients:read', { language });
    const page = await person.open(`/why?request=${refused.secret}`);
    await page.getByRole('link', { name: reason, exact: true }).first().waitFor();
    expect(await page.locator('[data-kind=wrong_secret]').innerText()).toBe(reason);
    await person.open(`/why?request=${refused.rare}`);
    await expect
      .poll(async () => page.locator('[data-kind=malformed_token]').innerText())
      .toBe(rare);
    person.expectClean();
  });
});
