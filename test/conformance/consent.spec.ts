import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  startSide,
  type TestApplication,
  type TestClient,
  type TestSide,
} from '../support/applications.js';
import { type ConsentPage, decide as sendDecision, openConsent } from '../support/consent-pages.js';
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

/** Sends the form of a consent page. */
const decide = async (page: ConsentPage, decision: string, headers?: Record<string, string>) =>
  sendDecision(storefront, page, { decision, headers });

/** Opens the consent page. */
const consentPage = async (others: Record<string, string | undefined> = {}) =>
  openConsent(storefront, asked(others), cookie);

describe('OpenID Connect Core §3.1.2.4, consent to the client of a third party', () => {
  it('shows the client and the scopes, and forbids other pages to frame it (RFC 6749 §10.2, OpenID Connect Core §3.1.2.1)', async () => {
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
    const page = await consentPage();
    const continued = hopOf(storefront, await decide(page, 'deny'));
    expect(answerOf(await open(continued, cookie))).toEqual({
      error: 'access_denied',
      error_description: 'the person has denied the request',
      state: 'xyz',
      iss: storefront.url,
    });
    await consentPage();
  });

  it('gives a code when the person allows, and asks only once for the same scopes', async () => {
    const page = await consentPage();
    const continued = hopOf(storefront, await decide(page, 'allow'));
    expect(answerOf(await open(continued, cookie))).toHaveProperty('code');
    expect(answerOf(await authorized(storefront, asked(), cookie))).toHaveProperty('code');
    const silent = await authorized(storefront, asked({ prompt: 'none' }), cookie);
    expect(answerOf(silent)).toHaveProperty('code');
    await consentPage({ scope: 'openid profile:read profile:write' });
    await consentPage({ prompt: 'consent' });
  });

  it('answers consent_required for prompt=none without a consent (OpenID Connect Core §3.1.2.1)', async () => {
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
  ])('rejects the consent form of %s (RFC 6749 §10.12)', async (_, headers) => {
    const page = await consentPage({ prompt: 'consent' });
    const { status, body } = await decide(page, 'allow', headers);
    expect(status).toBe(403);
    expect(body).toContain('a page of another site has sent this form');
    await expect(open(page.at, cookie)).resolves.toMatchObject({ status: 200 });
  });

  it('accepts the form of its own page by an old browser', async () => {
    const page = await consentPage({ prompt: 'consent' });
    const answer = await decide(page, 'allow', { Origin: storefront.url });
    expect(answerOf(await open(hopOf(storefront, answer), cookie))).toHaveProperty('code');
  });

  it('rejects a decision that is neither allow nor deny', async () => {
    const page = await consentPage({ prompt: 'consent' });
    expect((await decide(page, 'maybe')).status).toBe(400);
  });

  it('does not count the decision of one person for another', async () => {
    const page = await consentPage({ prompt: 'consent' });
    await decide(page, 'allow');
    const { status, body } = await open(page.at, await newPerson());
    expect(status).toBe(200);
    expect(body).toContain('name="decision" value="allow"');
  });
});
