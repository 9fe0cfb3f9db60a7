import { generateSync } from 'otplib';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { Totp } from '../../libs/sign-in/src/totp/totp.service.js';
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
  exchange,
  hopOf,
  open,
  peopleClient,
  pkce,
  requestOf,
} from '../support/people-clients.js';
import type { Answer } from '../support/requests.js';
import { signIn } from '../support/sign-in.js';
import { cheapHashes, createPerson, type TestPerson } from '../support/sign-in-people.js';
import { decode } from '../support/tokens.js';
import { Visitor } from '../support/visitor.js';

let applications: TestSide<'storefront'>;
let storefront: TestApplication;
let client: TestClient;
let person: TestPerson;

beforeAll(async () => {
  applications = await startSide('storefront', cheapHashes);
  storefront = applications.storefront;
  client = await peopleClient(applications, 'storefront');
});
beforeEach(async () => {
  person = await createPerson(applications.database, 'storefront');
});
afterAll(async () => applications.stop());

/** Sets up an authenticator app, and returns its next code. */
async function enrol(): Promise<string> {
  const totp = storefront.app.get(Totp, { strict: false });
  const { secret } = await totp.begin(person);
  const codeOf = (steps: number) =>
    generateSync({ secret, epoch: Math.floor(Date.now() / 1000) + steps * 30 });
  await totp.confirm(person.id, codeOf(-1), { type: 'command', name: 'test' });
  return codeOf(0);
}

const { verifier, challenge } = pkce();
const asked = (others: Record<string, string>) =>
  requestOf(client, challenge, { scope: 'openid profile:read', ...others });
const essential = (...values: string[]) =>
  JSON.stringify({ id_token: { acr: { essential: true, values } } });
const isSignIn = ({ headers }: Answer) => headers.get('location')?.startsWith('/sign-in?') ?? false;

async function tokensOf(answer: Answer): Promise<Record<string, string>> {
  const { code } = answerOf(answer);
  const { body } = await exchange(storefront, client, { code, code_verifier: verifier });
  return body as Record<string, string>;
}
const claimsOf = async (answer: Answer) => decode((await tokensOf(answer)).id_token!).claims;

describe('OpenID Connect Core §3.1.2.1, acr_values', () => {
  it('§3.1.2.1 leads a session of one factor through the second one', async () => {
    const code = await enrol();
    const weak = await signIn(applications, 'storefront', person.id);
    const continued = hopOf(storefront, await authorize(storefront, asked({ acr_values: '2 1' })));
    expect(isSignIn(await open(continued, weak))).toBe(true);

    const browser = new Visitor(storefront);
    const { pathname, search } = new URL(continued);
    await browser.signIn(person.email, person.password, pathname + search);
    const { body } = await browser.post('/sign-in/code', { code });
    expect(body).toContain('oauth2-authorize/continue');
    const cookie = Array.from(browser.cookies, ([name, value]) => `${name}=${value}`).join('; ');
    const claims = await claimsOf(await open(continued, cookie));
    expect(claims).toMatchObject({ sub: person.id, acr: '2', amr: ['pwd', 'otp', 'mfa'] });
  });

  it('§3.1.2.1 is voluntary: a new sign-in with one factor suffices, and the ID token says so', async () => {
    const continued = hopOf(storefront, await authorize(storefront, asked({ acr_values: '2' })));
    const cookie = await signIn(applications, 'storefront', person.id);
    expect(await claimsOf(await open(continued, cookie))).toMatchObject({ acr: '1', amr: ['pwd'] });
  });

  it('§3.1.2.1 is no reason for an error with prompt=none', async () => {
    const cookie = await signIn(applications, 'storefront', person.id);
    const silent = asked({ acr_values: '2', prompt: 'none' });
    expect(await claimsOf(await authorized(storefront, silent, cookie))).toMatchObject({
      acr: '1',
    });
  });

  it('§2 the ID token and the access token name the level of the session', async () => {
    const cookie = await signIn(applications, 'storefront', person.id, { acr: '2', amr: ['pop'] });
    const tokens = await tokensOf(await authorized(storefront, asked({ acr_values: '1' }), cookie));
    for (const token of [tokens.id_token, tokens.access_token]) {
      expect(decode(token!).claims).toMatchObject({ acr: '2', amr: ['pop'] });
    }
  });
});

describe('OpenID Connect Core §5.5.1.1, an essential acr', () => {
  it('§5.5.1.1 gives no code to a sign-in with one factor', async () => {
    const parameters = asked({ claims: essential('2') });
    const continued = hopOf(storefront, await authorize(storefront, parameters));
    const early = await signIn(applications, 'storefront', person.id, { age: 60 });
    expect(isSignIn(await open(continued, early))).toBe(true);
    const cookie = await signIn(applications, 'storefront', person.id);
    expect(answerOf(await open(continued, cookie))).toEqual({
      error: 'unmet_authentication_requirements',
      error_description: 'the person has signed in with one factor, and the request needs two',
      state: 'xyz',
      iss: storefront.url,
    });
  });

  it('§5.5.1.1 gives a code to a session of two factors', async () => {
    const cookie = await signIn(applications, 'storefront', person.id, { acr: '2', age: 60 });
    const parameters = asked({ claims: essential('2') });
    expect(await claimsOf(await authorized(storefront, parameters, cookie))).toMatchObject({
      acr: '2',
    });
    const one = asked({ claims: essential('1') });
    expect(await claimsOf(await authorized(storefront, one, cookie))).toMatchObject({ acr: '1' });
  });

  it('§5.5.1.1 answers login_required with prompt=none, and an error for foreign levels', async () => {
    const cookie = await signIn(applications, 'storefront', person.id);
    const silent = asked({ claims: essential('2'), prompt: 'none' });
    expect(answerOf(await authorized(storefront, silent, cookie)).error).toBe('login_required');
    const foreign = await authorize(storefront, asked({ claims: essential('phr') }));
    expect(answerOf(foreign).error).toBe('unmet_authentication_requirements');
  });
});

describe('OpenID Connect Core §3.1.2.2, a sub that the application asks for', () => {
  const claims = (sub: string) => JSON.stringify({ id_token: { sub: { value: sub } } });

  it('§3.1.2.2 gives a code only for this person', async () => {
    const cookie = await signIn(applications, 'storefront', person.id);
    const own = await authorized(storefront, asked({ claims: claims(person.id) }), cookie);
    expect(await claimsOf(own)).toMatchObject({ sub: person.id });
    const other = asked({ claims: claims('1'), prompt: 'none' });
    expect(answerOf(await authorized(storefront, other, cookie)).error).toBe('login_required');
  });

  it('§3.1.2.2 rejects a hint of another person beside it', async () => {
    const cookie = await signIn(applications, 'storefront', person.id);
    const { id_token: hint } = await tokensOf(await authorized(storefront, asked({}), cookie));
    const ask = async (sub: string) =>
      answerOf(
        await authorized(storefront, asked({ claims: claims(sub), id_token_hint: hint! }), cookie),
      );
    expect(await ask(person.id)).toHaveProperty('code');
    const parameters = asked({ claims: claims('1'), id_token_hint: hint! });
    expect(answerOf(await authorize(storefront, parameters)).error).toBe('invalid_request');
  });
});

describe('OpenID Connect Core §12, refresh', () => {
  const refresh = async (token: string, scope?: string) =>
    exchange(storefront, client, {
      grant_type: 'refresh_token',
      refresh_token: token,
      redirect_uri: undefined,
      scope,
    });

  it('§12.2 gives a new ID token about the same sign-in, without a nonce', async () => {
    const cookie = await signIn(applications, 'storefront', person.id, { acr: '2', age: 60 });
    const parameters = asked({ nonce: 'n-0S6' });
    const first = await tokensOf(await authorized(storefront, parameters, cookie));
    await applications.database.query('DELETE FROM sessions WHERE person_id = $1', [person.id]);
    await signIn(applications, 'storefront', person.id);
    await new Promise((resolve) => setTimeout(resolve, 1000));
    const { status, body } = await refresh(first.refresh_token!);
    expect(status).toBe(200);
    const [before, after] = [first.id_token!, body.id_token as string].map((token) =>
      decode(token),
    );
    const { nonce, at_hash: _, iat, exp, ...same } = before!.claims;
    expect(nonce).toBe('n-0S6');
    const { at_hash: hash, iat: now, exp: end, ...others } = after!.claims;
    expect(others).toEqual(same);
    expect(hash).not.toBe(before!.claims.at_hash);
    expect([Number(now) > Number(iat), Number(end) > Number(exp)]).toEqual([true, true]);
    expect(after!.header).toEqual(before!.header);
  });

  it('§12.2 gives no ID token without the scope openid', async () => {
    const cookie = await signIn(applications, 'storefront', person.id);
    const { refresh_token: token } = await tokensOf(
      await authorized(storefront, asked({}), cookie),
    );
    const { status, body } = await refresh(token!, 'profile:read');
    expect(status).toBe(200);
    expect(body).not.toHaveProperty('id_token');
  });
});
