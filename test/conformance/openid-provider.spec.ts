import * as jose from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  startApplications,
  type TestApplication,
  type TestApplications,
  type TestClient,
} from '../support/applications.js';
import { dpopKey, proofOf } from '../support/dpop.js';
import {
  answerOf,
  authorize,
  authorized,
  codeFor,
  createPerson,
  exchange,
  open,
  peopleClient,
  pkce,
  REDIRECT_URI,
  requestOf,
} from '../support/people-clients.js';
import { type Answer, accessToken, request } from '../support/requests.js';
import { signIn } from '../support/sign-in.js';
import { resign } from '../support/tokens.js';

const AFTER = 'https://app.example/goodbye';

let applications: TestApplications;
let backoffice: TestApplication;
let client: TestClient;
let person: string;

beforeAll(async () => {
  applications = await startApplications();
  backoffice = applications.backoffice;
  client = await peopleClient(applications, 'backoffice', { postLogoutRedirectUris: [AFTER] });
  person = await createPerson(applications, 'backoffice');
});
afterAll(async () => applications.stop());

/** Signs a person in, and gets the tokens of the scope. */
async function signedIn(scope = 'openid', side: 'backoffice' | 'storefront' = 'backoffice') {
  const application = applications[side];
  const by = side === 'backoffice' ? client : await peopleClient(applications, side);
  const who = side === 'backoffice' ? person : await createPerson(applications, side);
  const cookie = await signIn(applications, side, who);
  const { verifier, challenge } = pkce();
  const code = await codeFor(application, requestOf(by, challenge, { scope }), cookie);
  const { body } = await exchange(application, by, { code, code_verifier: verifier });
  return { cookie, who, ...(body as Record<string, string>) } as Record<string, string>;
}

const answered = ({ status, body }: Answer) => ({ status, body: body as unknown });

describe('OpenID Connect Core §5.3, userinfo', () => {
  const userinfo = async (token: string, { url } = backoffice, method = 'GET') =>
    request(`${url}/oauth2-userinfo`, { method, headers: { Authorization: `Bearer ${token}` } });

  it.each(['GET', 'POST'])('§5.3.2 tells by %s who has signed in', async (method) => {
    const { access_token: token } = await signedIn();
    const answer = await userinfo(token!, backoffice, method);
    expect(answered(answer)).toEqual({ status: 200, body: { sub: person } });
    expect(answer.headers.get('content-type')).toContain('application/json');
    expect(answer.headers.get('cache-control')).toBe('no-store');
  });

  it('§5.4 adds the name for profile, and the address for email', async () => {
    const { access_token: token } = await signedIn('openid profile email');
    expect((await userinfo(token!)).body).toEqual({
      sub: person,
      name: 'Ann Lee',
      given_name: 'Ann',
      family_name: 'Lee',
      preferred_username: expect.any(String),
      email: expect.stringContaining('@example.com'),
    });
    const shopper = await signedIn('openid profile', 'storefront');
    expect((await userinfo(shopper.access_token!, applications.storefront)).body).toEqual({
      sub: shopper.who,
      name: 'Ann Lee',
      given_name: 'Ann',
      family_name: 'Lee',
    });
  });

  it('§5.3.3 rejects a token without the scope openid, and a machine (RFC 9700 §4.15)', async () => {
    const { access_token: token } = await signedIn('users:read');
    for (const other of [token!, await accessToken(backoffice)]) {
      const { status, headers } = await userinfo(other);
      expect(status).toBe(403);
      expect(headers.get('www-authenticate')).toContain('error="insufficient_scope"');
    }
  });

  it('§5.3.3 rejects a request without a valid token', async () => {
    const { status, headers } = await userinfo('x');
    expect(status).toBe(401);
    expect(headers.get('www-authenticate')).toContain('error="invalid_token"');
  });
});

describe('OpenID Connect RP-Initiated Logout', () => {
  const logout = async (parameters: Record<string, string>, cookie?: string) =>
    open(`${backoffice.url}/oauth2-logout?${new URLSearchParams(parameters).toString()}`, cookie);

  /** Asks for a code without a page; the error says that the session has ended. */
  async function silently(cookie: string) {
    const parameters = requestOf(client, pkce().challenge, { prompt: 'none' });
    return answerOf(await authorized(backoffice, parameters, cookie));
  }

  it('§2, §3 ends the session, and returns to the application with the state', async () => {
    const { cookie, id_token: hint, refresh_token: token } = await signedIn();
    const parameters = { id_token_hint: hint!, post_logout_redirect_uri: AFTER, state: 's' };
    const { status, headers } = await logout(parameters);
    expect({ status, location: headers.get('location') }).toEqual({
      status: 303,
      location: `${AFTER}?state=s`,
    });
    await expect.poll(async () => (await silently(cookie!)).error).toBe('login_required');
    const again = { grant_type: 'refresh_token', refresh_token: token };
    expect(await exchange(backoffice, client, again)).toMatchObject({ status: 400 });
  });

  it('§2 accepts a form by POST', async () => {
    const { cookie, id_token: hint } = await signedIn();
    const { status } = await request(`${backoffice.url}/oauth2-logout`, {
      method: 'POST',
      body: new URLSearchParams({ id_token_hint: hint!, client_id: client.clientId }),
    });
    expect(status).toBe(200);
    await expect.poll(async () => (await silently(cookie!)).error).toBe('login_required');
  });

  it('§2 lets the person decide when there is no ID token', async () => {
    const { cookie } = await signedIn();
    const { status, headers, body } = await logout({ post_logout_redirect_uri: AFTER }, cookie);
    expect({ status, location: headers.get('location') }).toEqual({ status: 200, location: null });
    expect(body).toContain('url=/account');
    expect(await silently(cookie!)).toHaveProperty('code');
  });

  it.each([
    ['an unregistered address', { post_logout_redirect_uri: 'https://evil.example/' }],
    ['an address with a registered prefix', { post_logout_redirect_uri: `${AFTER}/x` }],
    ['the redirect URI', { post_logout_redirect_uri: REDIRECT_URI }],
    ['the id of another client', { client_id: 'other' }],
  ])('§3 shows a page for %s, and the session stays', async (_, others) => {
    const { cookie, id_token: hint } = await signedIn();
    const { status, headers } = await logout({ id_token_hint: hint!, ...others });
    expect({ status, location: headers.get('location') }).toEqual({ status: 400, location: null });
    expect(await silently(cookie!)).toHaveProperty('code');
  });

  it('§6 does not end a session by an ID token that this server did not sign', async () => {
    const { cookie, id_token: hint } = await signedIn();
    const [header, , signature] = hint!.split('.');
    const claims = Buffer.from(JSON.stringify({ iss: backoffice.url, sub: person })).toString(
      'base64url',
    );
    const foreign = resign(backoffice, hint!, { claims: { iss: 'https://evil.example' } });
    for (const forged of ['x', `${header}.${claims}.${signature}`, foreign]) {
      expect((await logout({ id_token_hint: forged })).status).toBe(400);
    }
    expect(await silently(cookie!)).toHaveProperty('code');
  });

  it('§6 does not take the cookie of a browser with another session', async () => {
    const { id_token: hint } = await signedIn();
    const other = await signIn(applications, 'backoffice', person);
    const { headers } = await logout({ id_token_hint: hint! }, other);
    expect(headers.get('set-cookie')).toBeNull();
    expect(await silently(other)).toHaveProperty('code');
  });

  it('deletes the cookie of the session that ends', async () => {
    const { cookie, id_token: hint } = await signedIn();
    const { headers } = await logout({ id_token_hint: hint! }, cookie);
    expect(headers.get('set-cookie')).toContain('Max-Age=0');
  });
});

describe('RFC 9126, pushed authorization requests', () => {
  const push = async (parameters: URLSearchParams, headers: Record<string, string> = {}) =>
    request(`${backoffice.url}/oauth2-token/par`, { method: 'POST', body: parameters, headers });

  /** The parameters of a valid request with the credentials of the client. */
  function pushedRequest(others: Record<string, string | undefined> = {}): URLSearchParams {
    const { clientSecret } = client;
    return requestOf(client, pkce().challenge, { client_secret: clientSecret, ...others });
  }

  const taken = (uri: string, by = client) =>
    new URLSearchParams({ client_id: by.clientId, request_uri: uri });

  it('§2.2, §4 takes a pushed request once', async () => {
    const cookie = await signIn(applications, 'backoffice', person);
    const { status, headers, body } = await push(pushedRequest());
    expect({ status, body }).toEqual({
      status: 201,
      body: {
        request_uri: expect.stringMatching(/^urn:ietf:params:oauth:request_uri:[\w-]{43}$/),
        expires_in: 90,
      },
    });
    expect(headers.get('cache-control')).toBe('no-store');
    const answer = await authorized(backoffice, taken(body.request_uri), cookie);
    expect(answerOf(answer)).toMatchObject({ code: expect.any(String), state: 'xyz' });
    expect((await authorize(backoffice, taken(body.request_uri))).status).toBe(400);
  });

  it('§4 rejects the request of another client, and an expired one (RFC 9126 §2.2)', async () => {
    const { body } = await push(pushedRequest());
    const other = await peopleClient(applications, 'backoffice');
    expect((await authorize(backoffice, taken(body.request_uri, other))).status).toBe(400);
    await applications.database.query(
      `UPDATE authorization_requests SET expires_at = now() - interval '1 second'`,
    );
    expect((await authorize(backoffice, taken(body.request_uri))).status).toBe(400);
  });

  it('a pushed request cannot be continued before the authorization endpoint takes it', async () => {
    const { body } = await push(pushedRequest());
    const id = (body.request_uri as string).split(':').at(-1);
    const { status } = await open(`${backoffice.url}/oauth2-authorize/continue?request=${id}`);
    expect(status).toBe(400);
  });

  it.each([
    ['§2 no credentials', { client_secret: undefined }, 401, 'invalid_client'],
    ['§2.1 a request_uri', { request_uri: 'urn:x' }, 400, 'invalid_request'],
    [
      '§2.3 an unregistered redirect URI',
      { redirect_uri: 'https://x.example/' },
      400,
      'invalid_request',
    ],
    ['§2.3 no code challenge', { code_challenge: undefined }, 400, 'invalid_request'],
    ['§2.3 a scope that the client lacks', { scope: 'roles:write' }, 400, 'invalid_scope'],
  ])(
    'rejects %s with an error for the client (RFC 9126 §2, §2.1, §2.3)',
    async (_, others, status, error) =>
      expect(await push(pushedRequest(others))).toMatchObject({ status, body: { error } }),
  );

  it('binds the code to the key of a DPoP proof (RFC 9449 §10.1)', async () => {
    const key = dpopKey();
    const proof = () => proofOf(key, { htm: 'POST', htu: `${backoffice.url}/oauth2-token/par` });
    const other = pushedRequest({ dpop_jkt: 'x'.repeat(43) });
    expect(await push(other, { DPoP: proof() })).toMatchObject({ status: 400 });
    expect((await push(pushedRequest(), { DPoP: proof() })).status).toBe(201);
    const [{ parameters } = {}] = await applications.database.query(
      `SELECT parameters FROM authorization_requests WHERE is_pushed
       ORDER BY created_at DESC LIMIT 1`,
    );
    expect(JSON.parse(parameters as string)).toMatchObject({
      jkt: await jose.calculateJwkThumbprint(key.jwk),
    });
  });
});
