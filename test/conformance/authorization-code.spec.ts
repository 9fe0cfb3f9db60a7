import { createHash } from 'node:crypto';
import * as jose from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  startSide,
  type TestApplication,
  type TestClient,
  type TestSide,
} from '../support/applications.js';
import { dpopKey, tokenProof } from '../support/dpop.js';
import {
  authorize,
  codeFor,
  createPerson,
  exchange,
  peopleClient,
  pkce,
  REDIRECT_URI,
  requestOf,
} from '../support/people-clients.js';
import { api, type Answer, request } from '../support/requests.js';
import { signIn } from '../support/sign-in.js';
import { decode } from '../support/tokens.js';

let applications: TestSide<'backoffice'>;
let backoffice: TestApplication;
let client: TestClient;
let person: string;
let cookie: string;

beforeAll(async () => {
  applications = await startSide('backoffice');
  backoffice = applications.backoffice;
  client = await peopleClient(applications, 'backoffice');
  person = await createPerson(applications, 'backoffice');
  cookie = await signIn(applications, 'backoffice', person, { amr: ['pwd', 'otp'], acr: '2' });
});
afterAll(async () => applications.stop());

type Others = Record<string, string | undefined>;

/** Gets a code, with its verifier. */
async function code(others: Others = {}, by = client) {
  const { verifier, challenge } = pkce();
  const parameters = requestOf(by, challenge, others);
  return { code: await codeFor(backoffice, parameters, cookie), code_verifier: verifier };
}

async function tokens(others: Others = {}, by = client): Promise<Answer> {
  return exchange(backoffice, by, await code(others, by));
}

const rejected = (description: unknown = expect.any(String)) => ({
  status: 400,
  body: { error: 'invalid_grant', error_description: description },
});

const answered = ({ status, body }: Answer) => ({ status, body: body as unknown });

const USED = 'the code has expired or was used before';

describe('RFC 6749 §4.1, the authorization code grant', () => {
  it('§4.1.4 gives an access token and a refresh token for the person', async () => {
    const { status, headers, body } = await tokens();
    expect({ status, body }).toEqual({
      status: 200,
      body: {
        token_type: 'Bearer',
        expires_in: 3600,
        access_token: expect.any(String),
        refresh_token: expect.any(String),
        scope: 'users:read profile:read',
      },
    });
    expect(headers.get('cache-control')).toBe('no-store');
    expect(decode(body.access_token).claims).toMatchObject({
      sub: person,
      client_id: client.clientId,
      amr: ['pwd', 'otp'],
      acr: '2',
    });
    const { body: mine } = await api(backoffice, body.access_token, '/api/users/mine');
    expect(mine.data).toMatchObject({ type: 'users', id: person });
  });

  it('§3.3 gives what the client asks for, the client has, and the roles of the person have', async () => {
    const scopes = ['users:read', 'users:write'];
    const writing = await peopleClient(applications, 'backoffice', { scopes });
    expect((await tokens({}, writing)).body.scope).toBe('users:read');
    expect((await tokens({ scope: 'users:read' })).body.scope).toBe('users:read');
  });

  it('§3.3 gives no code to a client when the roles of the person have none of the scopes', async () => {
    const writing = await peopleClient(applications, 'backoffice', { scopes: ['roles:write'] });
    const { verifier: _, challenge } = pkce();
    await expect(codeFor(backoffice, requestOf(writing, challenge), cookie)).rejects.toThrow(
      'no code',
    );
  });

  it('§3.3 gives no token when the person loses the last scope after the request', async () => {
    const leaver = await createPerson(applications, 'backoffice');
    const its = await signIn(applications, 'backoffice', leaver);
    const { verifier, challenge } = pkce();
    const parameters = requestOf(client, challenge, { scope: 'users:read' });
    const got = await codeFor(backoffice, parameters, its);
    await applications.database.query('DELETE FROM staff_user_roles WHERE user_id = $1', [leaver]);
    const { status, body } = await exchange(backoffice, client, {
      code: got,
      code_verifier: verifier,
    });
    expect([status, body]).toEqual([
      400,
      {
        error: 'invalid_scope',
        error_description: 'the roles of the person leave no scope to this client',
      },
    ]);
  });

  it('gives nothing for a code of a session that the person has ended', async () => {
    const owner = await createPerson(applications, 'backoffice');
    const [ended, other] = [
      await signIn(applications, 'backoffice', owner),
      await signIn(applications, 'backoffice', owner),
    ];
    const { verifier, challenge } = pkce();
    const get = async (by: string) => codeFor(backoffice, requestOf(client, challenge), by);
    const [stolen, kept] = [await get(ended), await get(other)];
    const headers = { cookie: ended, 'Sec-Fetch-Site': 'same-origin' };
    const signOut = await request(`${backoffice.url}/sign-out`, { method: 'POST', headers });
    expect(signOut.status).toBe(200);
    const use = async (one: string) =>
      exchange(backoffice, client, { code: one, code_verifier: verifier });
    expect(answered(await use(stolen))).toEqual(rejected(USED));
    expect((await use(kept)).status).toBe(200);
  });

  it('§1.5 gives no refresh token to a client without the grant type', async () => {
    const once = await peopleClient(applications, 'backoffice', {
      grantTypes: ['authorization_code'],
    });
    expect((await tokens({}, once)).body).not.toHaveProperty('refresh_token');
  });

  it('§5.2 rejects a client without the grant type', async () => {
    const machine = await peopleClient(applications, 'backoffice', {
      grantTypes: ['client_credentials'],
    });
    const answer = await exchange(backoffice, machine, await code());
    expect(answer).toMatchObject({ status: 400, body: { error: 'unauthorized_client' } });
  });

  it.each(['code', 'code_verifier'])('§4.1.3 requires %s', async (name) => {
    const answer = await exchange(backoffice, client, { ...(await code()), [name]: undefined });
    expect(answered(answer)).toEqual({
      status: 400,
      body: { error: 'invalid_request', error_description: `${name} is missing` },
    });
  });

  it.each([undefined, `${REDIRECT_URI}/`, 'https://evil.example/'])(
    '§4.1.3 rejects the redirect_uri %s, which is not that of the request (RFC 6749 §4.1.2, §10.6)',
    async (redirectUri) => {
      const answer = await exchange(backoffice, client, {
        ...(await code()),
        redirect_uri: redirectUri,
      });
      expect(answered(answer)).toEqual(
        rejected('redirect_uri must be that of the authorization request'),
      );
    },
  );

  it('§4.1.3 rejects the code of another client, which can still use it (RFC 6749 §4.1.2, §10.5)', async () => {
    const other = await peopleClient(applications, 'backoffice');
    const its = await code();
    const unknown = 'the code is unknown, or of another client';
    expect(answered(await exchange(backoffice, other, its))).toEqual(rejected(unknown));
    expect((await exchange(backoffice, client, its)).status).toBe(200);
  });

  it.each(['x', '', 'x'.repeat(43), 'é'.repeat(43)])('§4.1.3 rejects the code %j', async (made) => {
    const { status } = await exchange(backoffice, client, { ...(await code()), code: made });
    expect(status).toBe(400);
  });

  it('§4.1.2 rejects an expired code (RFC 6749 §4.1.3)', async () => {
    const its = await code();
    await applications.database.query(
      `UPDATE authorization_codes SET expires_at = now() - interval '1 second'`,
    );
    expect(answered(await exchange(backoffice, client, its))).toEqual(rejected(USED));
  });

  it('§4.1.2 stores neither the code nor the id of a request', async () => {
    const its = await code();
    const rows = await applications.database.query(
      'SELECT code_hash, details FROM authorization_codes',
    );
    expect(rows).toContainEqual({
      code_hash: createHash('sha256').update(its.code).digest(),
      details: expect.any(String),
    });
    expect(JSON.stringify(rows)).not.toContain(its.code);
    expect(JSON.stringify(rows)).not.toContain(its.code_verifier);
  });

  it('§10.5 revokes what a code gave when the code is used again (RFC 6749 §4.1.2, RFC 9700 §4.2.4)', async () => {
    const its = await code();
    const { body } = await exchange(backoffice, client, its);
    const read = async () => (await api(backoffice, body.access_token, '/api/users/mine')).status;
    expect(await read()).toBe(200);
    expect(answered(await exchange(backoffice, client, its))).toEqual(rejected(USED));
    expect(await read()).toBe(401);
    const refreshed = await exchange(backoffice, client, {
      grant_type: 'refresh_token',
      refresh_token: body.refresh_token,
    });
    expect(refreshed).toMatchObject({ status: 400, body: { error: 'invalid_grant' } });
  });

  it('gives nothing for a person who was disabled or deleted after the request', async () => {
    const leaver = await createPerson(applications, 'backoffice');
    const its = await signIn(applications, 'backoffice', leaver);
    const { verifier, challenge } = pkce();
    const parameters = requestOf(client, challenge);
    const first = await codeFor(backoffice, parameters, its);
    const second = await codeFor(backoffice, parameters, its);
    await applications.database.query('UPDATE staff_users SET enabled = false WHERE id = $1', [
      leaver,
    ]);
    const use = async (one: string) =>
      exchange(backoffice, client, { code: one, code_verifier: verifier });
    await expect
      .poll(async () => answered(await use(first)))
      .toEqual(rejected('the person no longer exists or is disabled'));
    await applications.database.query('DELETE FROM staff_users WHERE id = $1', [leaver]);
    expect(answered(await use(second))).toEqual(
      rejected('the code is unknown, or of another client'),
    );
  });

  it.each([
    ['the person', 'INSERT INTO people_tokens VALUES ($1, $2, clock_timestamp())'],
    [
      'the client',
      `UPDATE oauth_clients SET tokens_valid_after = clock_timestamp()
       WHERE side = $1 AND client_id = $3 AND $2::text IS NOT NULL`,
    ],
  ])(
    'gives nothing for a code that is older than a revocation of all tokens of %s',
    async (_, revoke) => {
      const owner = await createPerson(applications, 'backoffice');
      const its = await signIn(applications, 'backoffice', owner);
      const by = await peopleClient(applications, 'backoffice');
      const get = async () => {
        const { verifier, challenge } = pkce();
        const made = await codeFor(backoffice, requestOf(by, challenge), its);
        return { code: made, code_verifier: verifier };
      };
      const { body } = await exchange(backoffice, by, await get());
      const stolen = await get();
      const parameters = ['backoffice', owner, by.clientId];
      const needed = revoke.includes('$3') ? parameters : parameters.slice(0, 2);
      await applications.database.query(revoke, needed);
      await expect
        .poll(async () => (await api(backoffice, body.access_token, '/api/users/mine')).status)
        .toBe(401);
      expect(answered(await exchange(backoffice, by, stolen))).toEqual(
        rejected('all tokens were revoked after the code was issued'),
      );
      expect((await exchange(backoffice, by, await get())).status).toBe(200);
    },
  );

  it.each([
    ['the session', 'DELETE FROM sessions WHERE side = $1 AND person_id = $2'],
    ['the consent', 'DELETE FROM consents WHERE side = $1 AND person_id = $2'],
  ])('gives nothing for a code that was issued while %s ended', async (ended, end) => {
    const owner = await createPerson(applications, 'backoffice');
    const its = await signIn(applications, 'backoffice', owner);
    const by = await peopleClient(applications, 'backoffice', { isThirdParty: true });
    await applications.database.query(
      `INSERT INTO consents (side, person_id, client_id, scopes)
       VALUES ('backoffice', $1, $2, '{users:read,profile:read}')`,
      [owner, by.clientId],
    );
    const get = async () => {
      const { verifier, challenge } = pkce();
      const made = await codeFor(backoffice, requestOf(by, challenge), its);
      return { code: made, code_verifier: verifier };
    };
    expect((await exchange(backoffice, by, await get())).status).toBe(200);
    const late = await get();
    // The end has revoked all codes that it found; this one came after its statement.
    await applications.database.query(end, ['backoffice', owner]);
    const reason = {
      'the session': 'the session of the person has ended',
      'the consent': 'the person has withdrawn the consent',
    }[ended]!;
    expect(answered(await exchange(backoffice, by, late))).toEqual(rejected(reason));
  });
});

describe('RFC 6749 §2.1, a public client', () => {
  it('gets tokens by its code and verifier, without credentials (RFC 7636 §4.2, RFC 8252 §8.1)', async () => {
    const page = await peopleClient(applications, 'backoffice', { isPublic: true });
    const its = { ...(await code({}, page)), client_secret: undefined };
    const { status, body } = await exchange(backoffice, page, its);
    expect({ status, type: body.token_type }).toEqual({ status: 200, type: 'Bearer' });
    const next = { grant_type: 'refresh_token', refresh_token: body.refresh_token };
    const refreshed = await exchange(backoffice, page, { ...next, client_secret: undefined });
    expect(refreshed.status).toBe(200);
  });

  it('is not a confidential client that leaves out its credentials (RFC 6749 §4.1.3, §10.2)', async () => {
    const its = { ...(await code()), client_secret: undefined };
    expect(await exchange(backoffice, client, its)).toMatchObject({
      status: 401,
      body: { error: 'invalid_client' },
    });
  });
});

describe('RFC 7636, proof key for code exchange', () => {
  it.each(['x'.repeat(43), 'short', '+'.repeat(50), 'x'.repeat(129)])(
    '§4.6 rejects the verifier %s of somebody who has only the code (code injection, RFC 9700 §4.5, RFC 7636 §4.1, §4.4, RFC 9700 §2.1.1, OpenID Connect Core §16.11)',
    async (verifier) => {
      const its = await code();
      const answer = await exchange(backoffice, client, { ...its, code_verifier: verifier });
      const description =
        'code_verifier does not match the code_challenge of the authorization request';
      expect(answered(answer)).toEqual(rejected(description));
      // A thief of the code does not disturb the client.
      expect((await exchange(backoffice, client, its)).status).toBe(200);
    },
  );

  it('§4.6 does not accept the challenge as the verifier (RFC 9700 §4.8.2, RFC 7636 §4.2)', async () => {
    const { challenge } = pkce();
    const stolen = await codeFor(backoffice, requestOf(client, challenge), cookie);
    const answer = await exchange(backoffice, client, { code: stolen, code_verifier: challenge });
    expect(answer).toMatchObject({ status: 400, body: { error: 'invalid_grant' } });
  });
});

describe('RFC 9449 §10, DPoP with authorization codes', () => {
  it('§5 binds the access token to the key of the proof', async () => {
    const headers = { DPoP: tokenProof(backoffice, dpopKey()) };
    const { status, body } = await exchange(backoffice, client, await code(), headers);
    expect({ status, type: body.token_type }).toEqual({ status: 200, type: 'DPoP' });
    expect(decode(body.access_token).claims).toHaveProperty('cnf.jkt');
  });

  it('§10 accepts a code with dpop_jkt only with a proof of that key', async () => {
    const key = dpopKey();
    const jkt = await jose.calculateJwkThumbprint(key.jwk);
    const its = await code({ dpop_jkt: jkt });
    const description =
      'the code is bound to another key: send a DPoP proof of the key of dpop_jkt';
    expect(answered(await exchange(backoffice, client, its))).toEqual(rejected(description));
    const others = { DPoP: tokenProof(backoffice, dpopKey()) };
    expect(answered(await exchange(backoffice, client, its, others))).toEqual(
      rejected(description),
    );
    const own = { DPoP: tokenProof(backoffice, key) };
    expect((await exchange(backoffice, client, its, own)).status).toBe(200);
  });
});

describe('OpenID Connect Core, the code flow', () => {
  const keys = () => jose.createRemoteJWKSet(new URL(`${backoffice.url}/.well-known/jwks.json`));

  it('§2, §3.1.3.3 gives an ID token with the claims of the sign-in (OpenID Connect Core §16.11)', async () => {
    const { body } = await tokens({ scope: 'openid', nonce: 'n-0S6' });
    expect(body.scope).toBe('openid');
    const { payload, protectedHeader } = await jose.jwtVerify(body.id_token, keys());
    const half = createHash('sha256').update(body.access_token).digest().subarray(0, 16);
    expect(payload).toEqual({
      iss: backoffice.url,
      sub: person,
      aud: client.clientId,
      exp: payload.iat! + 3600,
      iat: expect.any(Number),
      auth_time: expect.any(Number),
      nonce: 'n-0S6',
      acr: '2',
      amr: ['pwd', 'otp'],
      sid: expect.any(String),
      at_hash: half.toString('base64url'),
    });
    expect(protectedHeader).toEqual({ alg: 'ES256', typ: 'JWT', kid: expect.any(String) });
  });

  it('§3.1.2.1 gives no ID token without the scope openid', async () =>
    expect((await tokens({ scope: 'users:read' })).body).not.toHaveProperty('id_token'));

  it('§3.1.2.1 leaves the nonce out when the request has none (OpenID Connect Core §2)', async () => {
    const { body } = await tokens({ scope: 'openid' });
    expect(decode(body.id_token).claims).not.toHaveProperty('nonce');
  });

  it('§11 ignores offline_access', async () => {
    const { body } = await tokens({ scope: 'openid offline_access users:read' });
    expect(body).toMatchObject({ scope: 'openid users:read', refresh_token: expect.any(String) });
  });

  it('does not accept an ID token as an access token (RFC 8725 §3.11)', async () => {
    const { body } = await tokens({ scope: 'openid users:read' });
    const { status, body: error } = await api(backoffice, body.id_token, '/api/users/mine');
    expect({ status, code: error.errors[0].code }).toEqual({
      status: 401,
      code: 'wrong_token_type',
    });
  });

  it('§3.1.2.1 accepts an ID token as a hint, and no access token', async () => {
    const { body } = await tokens({ scope: 'openid users:read' });
    const hinted = await tokens({ scope: 'openid', id_token_hint: body.id_token });
    expect(hinted.status).toBe(200);
    const { challenge } = pkce();
    const wrong = requestOf(client, challenge, { id_token_hint: body.access_token });
    const { headers } = await authorize(backoffice, wrong);
    expect(headers.get('location')).toContain('error=invalid_request');
  });
});
