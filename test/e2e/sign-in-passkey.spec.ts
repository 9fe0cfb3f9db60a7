import type { CDPSession } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { SIDES } from '#oauth';
import {
  startApplications,
  type TestApplication,
  type TestApplications,
} from '../support/applications.js';
import { Authenticator } from '../support/authenticator.js';
import { type Browser, hasChromium, startBrowser } from '../support/browser.js';
import { pageAt } from '../support/pages.js';
import { peopleClient, pkce, requestOf } from '../support/people-clients.js';
import { api, tokenRequest } from '../support/requests.js';
import { createPerson, type TestPerson } from '../support/sign-in-people.js';
import { giveCookie, sessionOf } from '../support/signed-in.js';
import { decode } from '../support/tokens.js';

/** Methods of a sign-in with a passkey (RFC 8176). */
const METHODS = ['pop', 'user', 'mfa'];

let applications: TestApplications;
let browser: Browser;

beforeAll(async () => {
  applications = await startApplications((config) => {
    for (const side of SIDES) {
      // Browsers allow passkeys without TLS only here.
      config[side].publicUrl = `http://localhost:${config[side].port}`;
      config[side].passkeys.rpId = 'localhost';
    }
  });
  if (hasChromium) browser = await startBrowser();
});
afterAll(async () => {
  await browser?.close();
  await applications.stop();
});

describe.each(SIDES)('passkeys of the %s', (side) => {
  let application: TestApplication;
  let at: { database: TestApplications['database']; application: TestApplication };
  let person: TestPerson;
  let session: { name: string; value: string };

  beforeEach(async () => {
    application = applications[side];
    at = { database: applications.database, application };
    person = await createPerson(applications.database, side, { hasPassword: false });
    session = await sessionOf(at, person);
  });

  const post = async (
    path: string,
    form: Record<string, string>,
    cookies: (typeof session)[] = [],
  ) => pageAt(application, path, { cookies, form });

  /** Adds a passkey on the account page, without a browser. */
  async function enrol(): Promise<Authenticator> {
    const authenticator = new Authenticator(application.url);
    const { text } = await post('/account/passkeys/options', {}, [session]);
    const response = authenticator.create(JSON.parse(text) as never);
    const added = await post('/account/passkeys', { name: 'My key', response }, [session]);
    expect({ status: added.status, location: added.headers.get('location') }).toEqual({
      status: 303,
      location: '/account',
    });
    return authenticator;
  }

  async function signIn(authenticator: Authenticator) {
    const { text } = await post('/sign-in/passkey/options', {});
    const response = authenticator.get(JSON.parse(text) as never);
    return post('/sign-in/passkey', { response, return_to: '/account?a=b' });
  }

  it('sign in with two factors at once, and the pages with them allow our script alone', async () => {
    const answer = await signIn(await enrol());
    expect(answer).toMatchObject({ status: 200 });
    expect(answer.text).toContain('content="0;url=/account?a=b"');
    expect(answer.cookies).toHaveProperty(`latchkey-${side}`);
    const rows = await applications.database.query(
      `SELECT amr FROM sessions WHERE side = $1 AND person_id = $2 AND acr = '2'`,
      [side, person.id],
    );
    expect(rows).toEqual([{ amr: ['pop', 'user', 'mfa'] }]);
    const { headers } = await pageAt(application, '/sign-in');
    expect(headers.get('content-security-policy')).toContain(
      "script-src 'self'; connect-src 'self'",
    );
  });

  it('do not sign in a person who is disabled', async () => {
    const authenticator = await enrol();
    const table = side === 'backoffice' ? 'staff_users' : 'customer_users';
    await applications.database.query(`UPDATE ${table} SET enabled = false WHERE id = $1`, [
      person.id,
    ]);
    expect(await signIn(authenticator)).toMatchObject({ status: 403, cookies: {} });
  });

  it('do not sign in with anything else, and the page says so', async () => {
    for (const response of ['', '{}', 'null']) {
      const answer = await post('/sign-in/passkey', { response });
      expect(answer).toMatchObject({ status: 403, cookies: {} });
      expect(answer.text).toContain('The passkey was not accepted.');
    }
  });

  it('are not added or removed when the sign-in is older than five minutes, or by nobody', async () => {
    const authenticator = await enrol();
    const old = await sessionOf(at, person, 301);
    for (const cookies of [[old], []]) {
      const { text } = await post('/account/passkeys/options', {}, cookies);
      expect(JSON.parse(text)).toEqual({ location: '/sign-in?return_to=%2Faccount' });
      for (const path of ['/account/passkeys', '/account/passkeys/remove']) {
        const { headers } = await post(path, { id: '1', response: '{}' }, cookies);
        expect(headers.get('location')).toBe('/sign-in?return_to=%2Faccount');
      }
    }
    expect((await signIn(authenticator)).status).toBe(200);
  });

  it.each([
    '/sign-in/passkey',
    '/sign-in/passkey/options',
    '/account/passkeys',
    '/account/passkeys/options',
    '/account/passkeys/remove',
  ])('reject a form of another site at %s', async (path) => {
    const headers = { 'Sec-Fetch-Site': 'cross-site', Origin: 'https://evil.example' };
    const answer = await pageAt(application, path, { cookies: [session], form: {}, headers });
    expect(answer).toMatchObject({ status: 403, cookies: {} });
  });

  /** Signs in to an app with the passkey, and returns the access token of the app. */
  async function tokenInBrowser(): Promise<string> {
    const redirect_uri = `${application.url}/callback`;
    const { clientId } = await peopleClient(applications, side, {
      redirectUris: [redirect_uri],
      isPublic: true,
      scopes: ['profile:read'],
    });
    if (side === 'backoffice') await giveProfile(person.id);
    const { verifier, challenge } = pkce();
    const request = requestOf({ clientId }, challenge, { scope: 'profile:read', redirect_uri });
    const { page } = browser;
    await page.goto(`${application.url}/oauth2-authorize?${request.toString()}`);
    await page.getByRole('button', { name: 'Sign in with a passkey' }).click();
    await page.waitForURL((url) => url.pathname === '/callback');
    const { body } = await tokenRequest(application, {
      grant_type: 'authorization_code',
      client_id: clientId,
      code: new URL(page.url()).searchParams.get('code')!,
      redirect_uri,
      code_verifier: verifier,
    });
    return body.access_token as string;
  }

  /** Gives a member of staff a role that may read the own profile. */
  async function giveProfile(id: string): Promise<void> {
    await applications.database.query(
      `WITH role AS (
         INSERT INTO roles (name, scopes) VALUES ('role of ' || $1, '{profile:read}') RETURNING id)
       INSERT INTO staff_user_roles (user_id, role_id) SELECT $1::bigint, id FROM role`,
      [id],
    );
  }

  it('are added, used and removed in a browser, and sign in to an app', async ({ skip }) => {
    skip(!hasChromium, 'there is no /usr/bin/chromium: nobody has tried passkeys in a browser');
    const { page } = browser;
    const devtools: CDPSession = await page.context().newCDPSession(page);
    await devtools.send('WebAuthn.enable');
    const { authenticatorId } = await devtools.send('WebAuthn.addVirtualAuthenticator', {
      options: {
        protocol: 'ctap2',
        transport: 'internal',
        hasResidentKey: true,
        hasUserVerification: true,
        isUserVerified: true,
      },
    });
    browser.clear();
    await giveCookie(page, application, session);
    await page.goto(`${application.url}/account`);
    await page.getByLabel('Name of the passkey').fill('Notebook');
    await page.getByRole('button', { name: 'Add a passkey' }).click();
    await page.getByRole('button', { name: 'Remove the passkey Notebook' }).waitFor();

    await page.context().clearCookies();
    const token = await tokenInBrowser();
    expect(decode(token).claims).toMatchObject({ sub: person.id, acr: '2', amr: METHODS });
    expect((await api(application, token, '/api/users/mine')).status).toBe(200);
    await page.goto(`${application.url}/account`);
    await page.getByRole('button', { name: 'Sign out' }).click();
    await page.getByText('You are signed out.').waitFor();

    await page.goto(`${application.url}/sign-in`);
    await page.getByRole('button', { name: 'Sign in with a passkey' }).click();
    await page.waitForURL('**/account');
    await page.getByText(person.email).waitFor();

    await page.getByRole('button', { name: 'Remove the passkey Notebook' }).click();
    await page.getByRole('button', { name: 'Remove the passkey Notebook' }).waitFor({
      state: 'detached',
    });
    await page.context().clearCookies();
    await page.goto(`${application.url}/sign-in`);
    await page.getByRole('button', { name: 'Sign in with a passkey' }).click();
    await page.getByRole('alert').waitFor();
    expect(new Set(browser.requests.map((url) => new URL(url).origin))).toEqual(
      new Set([application.url]),
    );
    await devtools.send('WebAuthn.removeVirtualAuthenticator', { authenticatorId });
    await page.context().clearCookies();
  });
});

it('without an RP id there are no passkeys', async () => {
  const without = await startApplications();
  try {
    const { backoffice } = without;
    const { text, headers } = await pageAt(backoffice, '/sign-in');
    expect(text).not.toContain('passkey');
    expect(headers.get('content-security-policy')).not.toContain('script-src');
    for (const path of ['/sign-in/passkey', '/sign-in/passkey/options', '/account/passkeys']) {
      expect(await pageAt(backoffice, path, { form: {} })).toMatchObject({ status: 404 });
    }
  } finally {
    await without.stop();
  }
});
