import { randomBytes } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { RefreshTokenPurge } from '../../libs/oauth/src/refresh-tokens/refresh-token-purge.js';
import { RefreshTokenRevocation } from '../../libs/oauth/src/refresh-tokens/refresh-token-revocation.js';
import { thumbprint } from '../../libs/oauth/src/jws/thumbprint.js';
import { startSide, type TestClient, type TestSide } from '../support/applications.js';
import { dpopKey, tokenProof } from '../support/dpop.js';
import {
  clientForPeople,
  type PersonTokens,
  personTokens,
  refreshOf,
  shopper,
} from '../support/people.js';
import { api, request, tokenRequest } from '../support/requests.js';
import { decode } from '../support/tokens.js';

const SCOPES = 'users:read profile:read';
const KEY = randomBytes(32).toString('base64');

let applications: TestSide<'storefront'>;
/** Another process of the storefront on the same database. */
let replica: TestSide<'storefront'>['storefront'];
let stopReplica: () => Promise<void>;
let client: TestClient;
let personId: string;
let tokens: PersonTokens;

beforeAll(async () => {
  applications = await startSide('storefront', (config) => {
    config.storefront.oauth.keyEncryptionKey = KEY;
  });
  const database = { ...applications.database, drop: async () => {} };
  const other = await startSide(
    'storefront',
    (config) => (config.storefront.oauth.keyEncryptionKey = KEY),
    database,
  );
  replica = other.storefront;
  stopReplica = async () => other.stop();
  client = await clientForPeople(applications.storefront, database, SCOPES);
});
afterAll(async () => {
  await stopReplica();
  await applications.stop();
});
beforeEach(async () => {
  personId = await shopper(applications.database);
  tokens = await personTokens(applications.storefront, { personId, client, scope: SCOPES });
});
afterEach(async () => {
  await applications.database.query(
    'UPDATE oauth_clients SET tokens_valid_after = NULL WHERE client_id = $1',
    [client.clientId],
  );
});

const query = async (sql: string, values: unknown[] = [tokens.familyId]) =>
  applications.database.query(sql, values);

const refresh = async (
  refreshToken: string,
  parameters: Record<string, string> = {},
  { headers = {}, by = client }: { headers?: Record<string, string>; by?: TestClient } = {},
) =>
  tokenRequest(applications.storefront, { ...refreshOf(by, refreshToken), ...parameters }, headers);

const INVALID = {
  status: 400,
  body: {
    error: 'invalid_grant',
    error_description: 'the refresh token is not valid: the person must sign in again',
    request_id: expect.any(String),
  },
};

/** Returns the status and the body of a refresh. */
async function outcome(refreshToken: string): Promise<unknown> {
  const { status, body } = await refresh(refreshToken);
  return { status, body };
}

/** Moves the last rotation into the past, beyond the grace. */
const afterGrace = async () =>
  query(`UPDATE refresh_tokens SET rotated_at = rotated_at - interval '11 seconds' WHERE id = $1`);

const events = async () =>
  query(
    `SELECT action, actor_type AS type, actor, subject_id AS id, after FROM audit_events
     WHERE subject_type = 'refresh-tokens' AND subject_id = $1`,
  );

describe('a refresh token', () => {
  it('§6 gets an access token for the same person, client, scope and authentication', async () => {
    const { status, body, headers } = await refresh(tokens.refreshToken);
    expect({ status, body }).toEqual({
      status: 200,
      body: {
        token_type: 'Bearer',
        expires_in: 3600,
        access_token: expect.any(String),
        scope: SCOPES,
        refresh_token: expect.stringMatching(/^[\w-]{64}$/),
      },
    });
    expect(headers.get('cache-control')).toBe('no-store');
    const { iat: _, exp: __, jti: first, ...before } = decode(tokens.accessToken).claims;
    const { iat: ___, exp: ____, jti: second, ...after } = decode(body.access_token).claims;
    expect(after).toEqual(before);
    expect(second).not.toBe(first);
    const answer = await api(applications.storefront, body.access_token, '/api/users/mine');
    expect(answer.body.data.id).toBe(personId);
  });

  it('is replaced by each use, and the successor works (RFC 9700 §2.2.2)', async () => {
    const seen = new Set([tokens.refreshToken]);
    for (let token = tokens.refreshToken; seen.size < 5; seen.add(token)) {
      token = (await refresh(token)).body.refresh_token;
    }
    expect(seen.size).toBe(5);
  });

  it('is in the database only as a hash (RFC 6749 §10.4)', async () => {
    const { body } = await refresh(tokens.refreshToken);
    const [row] = await query(
      'SELECT to_jsonb(t)::text AS text FROM refresh_tokens t WHERE id = $1',
    );
    for (const token of [tokens.refreshToken, body.refresh_token]) {
      const secret = Buffer.from(token, 'base64url').subarray(16);
      for (const form of ['hex', 'base64', 'base64url'] as const) {
        expect(row!.text).not.toContain(secret.toString(form));
      }
    }
  });

  it('§6 narrows the scope of one access token, and not that of the next (RFC 6749 §6)', async () => {
    const { body } = await refresh(tokens.refreshToken, { scope: 'profile:read' });
    expect(body.scope).toBe('profile:read');
    expect((await refresh(body.refresh_token)).body.scope).toBe(SCOPES);
  });

  it('§6 does not extend the scope, also when the client and the person hold more (RFC 6749 §6, RFC 9700 §4.14.2)', async () => {
    tokens = await personTokens(applications.storefront, { personId, client, scope: 'users:read' });
    const { status, body } = await refresh(tokens.refreshToken, { scope: SCOPES });
    expect({ status, body }).toMatchObject({
      status: 400,
      body: {
        error: 'invalid_scope',
        error_description: 'the refresh token does not have this scope',
      },
    });
    expect((await refresh(tokens.refreshToken)).body.scope).toBe('users:read');
  });

  it('loses the scopes that the role of the person loses', async () => {
    await query(`UPDATE customer_users SET role = 'buyer' WHERE id = $1`, [personId]);
    await expect
      .poll(async () => (await refresh(tokens.refreshToken)).body.scope)
      .toBe('profile:read');
  });

  it.each([
    ['made up', () => randomBytes(48).toString('base64url')],
    ['too long', () => `${tokens.refreshToken}A`],
    ['an access token', () => tokens.accessToken],
    ['not base64url', () => `${tokens.refreshToken.slice(1)}!`],
  ])('§5.2 is rejected when it is %s', async (_, token) => {
    expect(await outcome(token())).toEqual(INVALID);
  });

  it('§3.2 is required', async () => {
    const { status, body } = await refresh('');
    expect({ status, body }).toMatchObject({
      status: 400,
      body: { error: 'invalid_request', error_description: 'refresh_token is missing' },
    });
  });

  it('§5.2 is rejected for another client, and still works for its own (RFC 6749 §6, §10.4, OpenID Connect Core §12.1)', async () => {
    const { storefront, database } = applications;
    const by = await clientForPeople(storefront, database, SCOPES);
    const { status, body } = await refresh(tokens.refreshToken, {}, { by });
    expect({ status, body }).toMatchObject({
      status: 400,
      body: {
        error: 'invalid_grant',
        error_description: 'the refresh token was issued to another client',
      },
    });
    expect((await refresh(tokens.refreshToken)).status).toBe(200);
  });

  it('§5.2 is rejected for a client without the grant type', async () => {
    const by = await applications.storefront.createClient(SCOPES);
    const { body } = await refresh(tokens.refreshToken, {}, { by });
    expect(body.error).toBe('unauthorized_client');
  });

  it('RFC 8707 §2 is rejected for another API', async () => {
    const { body } = await refresh(tokens.refreshToken, { resource: 'https://other.example/' });
    expect(body.error).toBe('invalid_target');
  });

  it('RFC 7662 §2.1 is inactive for a resource server, which accepts only access tokens', async () => {
    const { storefront } = applications;
    const { clientId, clientSecret } = await storefront.createClient('tokens:introspect');
    const { body } = await request(`${storefront.url}/oauth2-token/introspect`, {
      method: 'POST',
      body: new URLSearchParams({
        token: tokens.refreshToken,
        client_id: clientId,
        client_secret: clientSecret,
      }),
    });
    expect(body).toEqual({ active: false });
  });
});

describe('RFC 9700 §4.14.2: a refresh token that was replaced', () => {
  it('has the same successor again for some seconds, because the answer may be lost', async () => {
    const [first, second] = [
      await refresh(tokens.refreshToken),
      await refresh(tokens.refreshToken),
    ];
    expect(second.status).toBe(200);
    expect(second.body.refresh_token).toBe(first.body.refresh_token);
    expect(second.body.access_token).not.toBe(first.body.access_token);
    expect((await refresh(first.body.refresh_token)).status).toBe(200);
  });

  it('revokes the family after that, with its access tokens, and is recorded', async () => {
    const { body } = await refresh(tokens.refreshToken);
    await afterGrace();
    expect(await outcome(tokens.refreshToken)).toEqual(INVALID);
    expect(await outcome(body.refresh_token)).toEqual(INVALID);
    for (const token of [tokens.accessToken, body.access_token]) {
      await expect
        .poll(
          async () =>
            (await api(applications.storefront, token, '/api/users')).body.errors?.[0].code,
        )
        .toBe('revoked_token');
    }
    expect(await events()).toEqual([
      {
        action: 'refresh_token.reused',
        type: 'client',
        actor: client.clientId,
        id: tokens.familyId,
        after: { clientId: client.clientId, personId },
      },
    ]);
  });

  it('revokes the family when it is two uses old, also within the grace', async () => {
    const { body } = await refresh(tokens.refreshToken);
    const last = (await refresh(body.refresh_token)).body.refresh_token;
    expect(await outcome(tokens.refreshToken)).toEqual(INVALID);
    expect(await outcome(last)).toEqual(INVALID);
  });

  it('revokes the family when its secret is wrong: only a holder of a token has the handle', async () => {
    const handle = Buffer.from(tokens.refreshToken, 'base64url').subarray(0, 16);
    expect(await outcome(Buffer.concat([handle, randomBytes(32)]).toString('base64url'))).toEqual(
      INVALID,
    );
    expect(await outcome(tokens.refreshToken)).toEqual(INVALID);
  });

  it('does not touch another family of the same person and client', async () => {
    const other = await personTokens(applications.storefront, { personId, client, scope: SCOPES });
    await refresh(tokens.refreshToken);
    await afterGrace();
    expect(await outcome(tokens.refreshToken)).toEqual(INVALID);
    expect((await refresh(other.refreshToken)).status).toBe(200);
  });

  it('has one successor when 50 requests to two processes use it at once', async () => {
    const answers = await Promise.all(
      Array.from({ length: 50 }, async (_, n) =>
        tokenRequest(
          n % 2 === 0 ? applications.storefront : replica,
          refreshOf(client, tokens.refreshToken),
        ),
      ),
    );
    expect(answers.map(({ status }) => status)).toEqual(Array.from({ length: 50 }, () => 200));
    expect(new Set(answers.map(({ body }) => body.refresh_token)).size).toBe(1);
    expect(new Set(answers.map(({ body }) => body.access_token)).size).toBe(50);
    await afterGrace();
    expect(await outcome(tokens.refreshToken)).toEqual(INVALID);
    for (const { body } of answers) {
      await expect
        .poll(
          async () => (await api(applications.storefront, body.access_token, '/api/users')).status,
        )
        .toBe(401);
    }
  });

  it('is recorded once when 50 requests to two processes use it at once after the grace', async () => {
    await refresh(tokens.refreshToken);
    await afterGrace();
    const answers = await Promise.all(
      Array.from({ length: 50 }, async (_, n) =>
        tokenRequest(
          n % 2 === 0 ? applications.storefront : replica,
          refreshOf(client, tokens.refreshToken),
        ),
      ),
    );
    expect(new Set(answers.map(({ body }) => body.error))).toEqual(new Set(['invalid_grant']));
    expect(await events()).toHaveLength(1);
  });
});

describe('a refresh token ends', () => {
  it.each([
    ['when it was not used for refreshTokens.idleLifetime', 'last_used_at', '7 days'],
    ['at the end of refreshTokens.lifetime, although it is used', 'expires_at', '30 days'],
  ])('%s', async (_, column, age) => {
    await query(
      `UPDATE refresh_tokens SET ${column} = ${column} - interval '${age}' + interval '1 minute'
       WHERE id = $1`,
    );
    const { status, body } = await refresh(tokens.refreshToken);
    expect(status).toBe(200);
    await query(`UPDATE refresh_tokens SET ${column} = now() - interval '${age}' WHERE id = $1`);
    expect(await outcome(body.refresh_token)).toEqual(INVALID);
    await applications.storefront.app.get(RefreshTokenPurge, { strict: false }).purge();
    expect(await query('SELECT FROM refresh_tokens WHERE id = $1')).toEqual([]);
  });

  it.each([
    ['is disabled', 'UPDATE customer_users SET enabled = false WHERE id = $1'],
    ['is no longer confirmed', 'UPDATE customer_users SET confirmed = false WHERE id = $1'],
    ['is deleted', 'DELETE FROM customer_users WHERE id = $1'],
    [
      'has all tokens revoked',
      `INSERT INTO people_tokens VALUES ('storefront', $1, clock_timestamp())`,
    ],
  ])('when the person %s', async (_, change) => {
    const { body } = await refresh(tokens.refreshToken);
    await query(change, [personId]);
    await expect
      .poll(async () => (await refresh(body.refresh_token)).body.error)
      .toBe('invalid_grant');
  });

  it('when all tokens of the client are revoked', async () => {
    await query(
      'UPDATE oauth_clients SET tokens_valid_after = clock_timestamp() WHERE client_id = $1',
      [client.clientId],
    );
    await expect
      .poll(async () => (await refresh(tokens.refreshToken)).body.error)
      .toBe('invalid_grant');
  });

  it('when the session is signed out: the families of that session, and no others', async () => {
    const revocation = applications.storefront.app.get(RefreshTokenRevocation, { strict: false });
    const actor = { type: 'system', name: 'test' } as const;
    const side = 'storefront';
    await revocation.revokeOf({ side, personIds: [personId], sessionIds: ['another'] }, actor);
    const { status, body } = await refresh(tokens.refreshToken);
    expect(status).toBe(200);
    await revocation.revokeOf({ side, personIds: [personId], sessionIds: ['s1'] }, actor);
    expect(await outcome(body.refresh_token)).toEqual(INVALID);
    expect(await events()).toMatchObject([{ action: 'refresh_token.revoked', type: 'system' }]);
  });

  it('when the person has signed in 100 more times with the same client', async () => {
    await query(
      `INSERT INTO refresh_tokens (side, handle, client_id, person_id, session_id, scope,
         authenticated_at, acr, amr, current_hash, expires_at)
       SELECT side, substr(sha256(n::text::bytea), 1, 16), client_id, person_id, session_id, scope,
         authenticated_at, acr, amr, current_hash, expires_at
       FROM refresh_tokens, generate_series(1, 99) n WHERE id = $1`,
    );
    expect((await refresh(tokens.refreshToken)).status).toBe(200);
    await personTokens(applications.storefront, { personId, client, scope: SCOPES });
    expect(await outcome(tokens.refreshToken)).toEqual(INVALID);
  });

  it('and no login of the database makes it valid again', async () => {
    await query('UPDATE refresh_tokens SET revoked_at = now() WHERE id = $1');
    await query('UPDATE refresh_tokens SET revoked_at = NULL WHERE id = $1');
    expect(await outcome(tokens.refreshToken)).toEqual(INVALID);
  });
});

describe('RFC 9449 §5: the refresh token of a public client that has sent a proof', () => {
  const key = dpopKey();

  beforeEach(async () => {
    const jkt = thumbprint(key.jwk);
    const options = { personId, client, scope: SCOPES, jkt, isPublic: true };
    tokens = await personTokens(applications.storefront, options);
  });

  const proof = (by = key) => ({ headers: { DPoP: tokenProof(applications.storefront, by) } });

  it('is accepted with a proof of the same key, and the access token is bound to it', async () => {
    const { status, body } = await refresh(tokens.refreshToken, {}, proof());
    expect({ status, type: body.token_type }).toEqual({ status: 200, type: 'DPoP' });
    expect(decode(body.access_token).claims.cnf).toEqual({ jkt: thumbprint(key.jwk) });
  });

  it.each([
    ['no proof', () => ({})],
    ['a proof of another key', () => proof(dpopKey())],
  ])('is rejected with %s, and is not replaced (RFC 9700 §2.2.2)', async (_, options) => {
    const { status, body } = await refresh(tokens.refreshToken, {}, options());
    expect({ status, body }).toMatchObject({
      status: 400,
      body: {
        error: 'invalid_grant',
        error_description: 'the refresh token is bound to a key: send a DPoP proof of that key',
      },
    });
    expect((await refresh(tokens.refreshToken, {}, proof())).status).toBe(200);
  });

  it('is not bound to the key for a client that authenticates', async () => {
    const jkt = thumbprint(key.jwk);
    tokens = await personTokens(applications.storefront, { personId, client, scope: SCOPES, jkt });
    const { body } = await refresh(tokens.refreshToken, {}, proof(dpopKey()));
    expect(body.token_type).toBe('DPoP');
  });
});

describe('RFC 7009: the revocation of a refresh token', () => {
  const revoke = async (token: string, { clientId, clientSecret }: TestClient = client) => {
    const { status, body } = await request(`${applications.storefront.url}/oauth2-token/revoke`, {
      method: 'POST',
      body: new URLSearchParams({ token, client_id: clientId, client_secret: clientSecret }),
    });
    return { status, body };
  };

  it('§2.1 revokes the family and its access tokens', async () => {
    const { body } = await refresh(tokens.refreshToken);
    expect(await revoke(body.refresh_token)).toEqual({ status: 200, body: {} });
    expect(await outcome(body.refresh_token)).toEqual(INVALID);
    for (const token of [tokens.accessToken, body.access_token]) {
      await expect
        .poll(async () => (await api(applications.storefront, token, '/api/users')).status)
        .toBe(401);
    }
    expect(await events()).toMatchObject([
      { action: 'refresh_token.revoked', type: 'client', actor: client.clientId },
    ]);
  });

  it('works with a token that was replaced', async () => {
    const { body } = await refresh(tokens.refreshToken);
    expect(await revoke(tokens.refreshToken)).toEqual({ status: 200, body: {} });
    expect(await outcome(body.refresh_token)).toEqual(INVALID);
  });

  it('§2.1 is rejected for another client', async () => {
    const other = await applications.storefront.createClient();
    expect(await revoke(tokens.refreshToken, other)).toMatchObject({
      status: 400,
      body: { error: 'invalid_grant' },
    });
    expect((await refresh(tokens.refreshToken)).status).toBe(200);
  });

  it('§2.2 succeeds for a token that does not exist, and records a revocation once', async () => {
    expect(await revoke(randomBytes(48).toString('base64url'))).toEqual({ status: 200, body: {} });
    await revoke(tokens.refreshToken);
    expect(await revoke(tokens.refreshToken)).toEqual({ status: 200, body: {} });
    expect(await events()).toHaveLength(1);
  });
});
