import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  startSide,
  type TestApplication,
  type TestClient,
  type TestSide,
} from '../support/applications.js';
import {
  answerOf,
  authorize,
  authorized,
  createPerson,
  hopOf,
  open,
  peopleClient,
  pkce,
  requestOf,
} from '../support/people-clients.js';
import { type Answer, request } from '../support/requests.js';
import { signIn } from '../support/sign-in.js';

let applications: TestSide<'storefront'>;
let storefront: TestApplication;
let client: TestClient;
let cookie: string;

beforeAll(async () => {
  applications = await startSide('storefront');
  storefront = applications.storefront;
  client = await peopleClient(applications, 'storefront', {
    isThirdParty: true,
    scopes: ['profile:read', 'profile:write'],
  });
  cookie = await newPerson();
});
afterAll(async () => applications.stop());

async function newPerson(): Promise<string> {
  const person = await createPerson(applications, 'storefront');
  return signIn(applications, 'storefront', person);
}

const asked = (others: Record<string, string | undefined> = {}) =>
  requestOf(client, pkce().challenge, { scope: 'openid profile:read', ...others });

const SAME_ORIGIN = { 'Sec-Fetch-Site': 'same-origin' };

/** Sends the form of a consent page as a browser does. */
async function decide(
  at: string,
  decision: string,
  headers: Record<string, string> = SAME_ORIGIN,
): Promise<Answer> {
  const id = new URL(at).searchParams.get('request')!;
  return request(`${storefront.url}/oauth2-authorize/continue`, {
    method: 'POST',
    headers: { ...headers, cookie },
    body: new URLSearchParams({ request: id, decision }),
  });
}

/** Opens the consent page, and returns its address. */
async function consentPage(others: Record<string, string | undefined> = {}): Promise<string> {
  const at = hopOf(storefront, await authorize(storefront, asked(others)));
  const { status, headers, body } = await open(at, cookie);
  expect({ status, location: headers.get('location') }).toEqual({ status: 200, location: null });
  expect(body).toContain('name="decision" value="allow"');
  return at;
}

describe('OpenID Connect Core §3.1.2.4, consent to the client of a third party', () => {
  it('shows the client and the scopes, and forbids other pages to frame it', async () => {
    const at = hopOf(storefront, await authorize(storefront, asked()));
    const { headers, body } = await open(at, cookie);
    const [{ name } = {}] = await applications.database.query(
      'SELECT name FROM oauth_clients WHERE client_id = $1',
      [client.clientId],
    );
    for (const text of [
      name as string,
      'profile:read',
      'read your profile',
      'know that it is you',
    ]) {
      expect(body).toContain(text);
    }
    expect(body).not.toContain('profile:write');
    expect(headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
    expect(headers.get('cache-control')).toBe('no-store');
  });

  it('answers access_denied when the person denies, and asks again the next time', async () => {
    const at = await consentPage();
    const continued = hopOf(storefront, await decide(at, 'deny'));
    expect(answerOf(await open(continued, cookie))).toEqual({
      error: 'access_denied',
      error_description: 'the person has denied the request',
      state: 'xyz',
      iss: storefront.url,
    });
    await consentPage();
  });

  it('gives a code when the person allows, and asks only once for the same scopes', async () => {
    const at = await consentPage();
    const continued = hopOf(storefront, await decide(at, 'allow'));
    expect(answerOf(await open(continued, cookie))).toHaveProperty('code');
    expect(answerOf(await authorized(storefront, asked(), cookie))).toHaveProperty('code');
    const silent = await authorized(storefront, asked({ prompt: 'none' }), cookie);
    expect(answerOf(silent)).toHaveProperty('code');
    await consentPage({ scope: 'openid profile:read profile:write' });
    await consentPage({ prompt: 'consent' });
  });

  it('answers consent_required for prompt=none without a consent', async () => {
    const other = await newPerson();
    const silent = await authorized(storefront, asked({ prompt: 'none' }), other);
    expect(answerOf(silent).error).toBe('consent_required');
  });

  it('forgets the consent of a person who is deleted', async () => {
    const count = async () => {
      const [row] = await applications.database.query('SELECT count(*)::integer FROM consents');
      return row!.count as number;
    };
    expect(await count()).toBeGreaterThan(0);
    await applications.database.query('DELETE FROM customer_users');
    expect(await count()).toBe(0);
    cookie = await newPerson();
  });
});

describe('RFC 9700 §4.7, forms of other sites', () => {
  it.each<[string, Record<string, string>]>([
    ['another site', { 'Sec-Fetch-Site': 'cross-site' }],
    ['a sibling domain', { 'Sec-Fetch-Site': 'same-site' }],
    ['another origin, by an old browser', { Origin: 'https://evil.example' }],
    ['an unknown page', {}],
  ])('rejects the consent form of %s', async (_, headers) => {
    const at = await consentPage({ prompt: 'consent' });
    const { status, body } = await decide(at, 'allow', headers);
    expect(status).toBe(403);
    expect(body).toContain('a page of another site has sent this form');
    await expect(open(at, cookie)).resolves.toMatchObject({ status: 200 });
  });

  it('accepts the form of its own page by an old browser', async () => {
    const at = await consentPage({ prompt: 'consent' });
    const answer = await decide(at, 'allow', { Origin: storefront.url });
    expect(answerOf(await open(hopOf(storefront, answer), cookie))).toHaveProperty('code');
  });

  it('rejects a decision that is neither allow nor deny', async () => {
    const at = await consentPage({ prompt: 'consent' });
    expect((await decide(at, 'maybe')).status).toBe(400);
  });

  it('does not count the decision of one person for another', async () => {
    const at = await consentPage({ prompt: 'consent' });
    await decide(at, 'allow');
    const { status, body } = await open(at, await newPerson());
    expect(status).toBe(200);
    expect(body).toContain('name="decision" value="allow"');
  });
});
