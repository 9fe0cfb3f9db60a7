import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  startApplications,
  type TestApplication,
  type TestApplications,
  type TestClient,
} from '../support/applications.js';
import { accessToken, api, credentials, request } from '../support/requests.js';
import { formRequest, revoke } from '../support/revocation.js';
import { base64url, decode, resign } from '../support/tokens.js';

let applications: TestApplications;
let backoffice: TestApplication;
let client: TestClient;

beforeAll(async () => {
  applications = await startApplications();
  backoffice = applications.backoffice;
  client = backoffice.client;
});
afterAll(async () => applications.stop());

/** Returns the answer of the API to a token. */
async function callApi(token: string): Promise<string> {
  const { status, body } = await api(backoffice, token, '/api/users');
  return `${status} ${body.errors?.[0].code ?? 'ok'}`;
}

async function revocations(): Promise<number> {
  const [row] = await applications.database.query(
    'SELECT count(*)::integer AS count FROM revoked_tokens',
  );
  return row!.count as number;
}

describe('RFC 7009, token revocation', () => {
  it('§2.1 the API rejects the revoked token at once, and no other token of the client', async () => {
    const [token, other] = [await accessToken(backoffice), await accessToken(backoffice)];
    const { status, headers, body } = await revoke(backoffice, client, token);
    expect({ status, body }).toEqual({ status: 200, body: {} });
    expect(headers.get('cache-control')).toBe('no-store');
    const rejected = await api(backoffice, token, '/api/users');
    expect(rejected.status).toBe(401);
    expect(rejected.body.errors[0]).toMatchObject({
      code: 'revoked_token',
      detail: 'the token was revoked',
    });
    expect(rejected.headers.get('www-authenticate')).toBe(
      'Bearer realm="backoffice", error="invalid_token", error_description="the token was revoked"' +
        `, resource_metadata="${backoffice.url}/.well-known/oauth-protected-resource/api"`,
    );
    expect(await callApi(other)).toBe('200 ok');
  });

  it('§2.1 is stored until the token expires, with an audit event', async () => {
    const token = await accessToken(backoffice);
    const { jti, exp } = decode(token).claims;
    const { headers } = await revoke(backoffice, client, token);
    const [row] = await applications.database.query(
      `SELECT side, client_id, extract(epoch FROM expires_at)::float8 AS expires_at
       FROM revoked_tokens WHERE jti = $1`,
      [jti],
    );
    expect(row).toEqual({ side: 'backoffice', client_id: client.clientId, expires_at: exp });
    expect(
      await applications.database.query(
        `SELECT action, actor_type, actor, side, subject_type, after, request_id, address
         FROM audit_events WHERE subject_id = $1`,
        [jti],
      ),
    ).toEqual([
      {
        action: 'token.revoked',
        actor_type: 'client',
        actor: client.clientId,
        side: 'backoffice',
        subject_type: 'access-tokens',
        after: {
          clientId: client.clientId,
          expiresAt: new Date((exp as number) * 1000).toISOString(),
        },
        request_id: headers.get('x-request-id'),
        address: '127.0.0.1',
      },
    ]);
  });

  it('§2.1 accepts the credentials in the body, too, and JSON like the token endpoint', async () => {
    const url = `${backoffice.url}/oauth2-token/revoke`;
    const { client_id, client_secret } = credentials(client);
    const form = await accessToken(backoffice);
    const json = await accessToken(backoffice);
    const inForm = await formRequest(url, null, {
      client_id: client_id!,
      client_secret: client_secret!,
      token: form,
    });
    const inJson = await request(url, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ client_id, client_secret, token: json }),
    });
    expect([inForm.status, inJson.status]).toEqual([200, 200]);
    expect([await callApi(form), await callApi(json)]).toEqual([
      '401 revoked_token',
      '401 revoked_token',
    ]);
  });

  it.each(['access_token', 'refresh_token', 'no such type', ''])(
    '§2.1 ignores the token_type_hint %j',
    async (hint) => {
      const token = await accessToken(backoffice);
      const answer = await revoke(backoffice, client, token, { token_type_hint: hint });
      expect(answer.status).toBe(200);
      expect(await callApi(token)).toBe('401 revoked_token');
    },
  );

  it('§2.1 rejects an unauthenticated caller, and revokes nothing', async () => {
    const token = await accessToken(backoffice);
    const wrong = { ...client, clientSecret: 'wrong' };
    for (const who of [null, wrong, applications.storefront.client]) {
      const { status, headers, body } = await revoke(backoffice, who, token);
      expect({ status, error: body.error }).toEqual({ status: 401, error: 'invalid_client' });
      expect(headers.get('www-authenticate')).toBe('Basic realm="oauth2-token"');
    }
    expect(await callApi(token)).toBe('200 ok');
  });

  it('§2.1 rejects a token of another client, which stays active', async () => {
    const token = await accessToken(backoffice);
    const { status, body } = await revoke(backoffice, await backoffice.createClient(), token);
    expect({ status, body }).toEqual({
      status: 400,
      body: { error: 'invalid_grant', error_description: 'the token was issued to another client' },
    });
    expect(await callApi(token)).toBe('200 ok');
  });

  it('§2.1 rejects a request without a token', async () => {
    const { status, body } = await revoke(backoffice, client, '');
    expect({ status, body }).toEqual({
      status: 400,
      body: { error: 'invalid_request', error_description: 'token is missing' },
    });
  });

  it('§2.2 answers 200 to a token that was revoked before, without another audit event', async () => {
    const token = await accessToken(backoffice);
    const answers = [
      await revoke(backoffice, client, token),
      await revoke(backoffice, client, token),
    ];
    expect(answers.map(({ status }) => status)).toEqual([200, 200]);
    const events = await applications.database.query(
      'SELECT FROM audit_events WHERE subject_id = $1',
      [decode(token).claims.jti],
    );
    expect(events).toHaveLength(1);
  });

  it('§2.2 answers 200 to an invalid or expired token, and stores nothing', async () => {
    const token = await accessToken(backoffice);
    const { header, claims, signature } = decode(token);
    const now = Math.floor(Date.now() / 1000);
    const before = await revocations();
    const invalid = {
      unknown: 'no token at all',
      foreign: await accessToken(applications.storefront),
      expired: resign(backoffice, token, { claims: { exp: now - 1 } }),
      forged: `${base64url(header)}.${base64url({ ...claims, jti: randomUUID() })}.${signature}`,
      unsigned: `${base64url({ ...header, alg: 'none' })}.${base64url(claims)}.`,
      'for another audience': resign(backoffice, token, { claims: { aud: 'https://other' } }),
      'of another issuer': resign(backoffice, token, { claims: { iss: 'https://other' } }),
      'another kind of JWT': resign(backoffice, token, { header: { typ: 'JWT' } }),
      'with an id that is none of ours': resign(backoffice, token, { claims: { jti: 'one' } }),
    };
    for (const [kind, each] of Object.entries(invalid)) {
      const { status, body } = await revoke(backoffice, client, each);
      expect({ kind, status, body }).toEqual({ kind, status: 200, body: {} });
    }
    expect(await revocations()).toBe(before);
    expect(await callApi(token)).toBe('200 ok');
  });

  it('§2.2.1 answers 503, not 200, when the revocation cannot be stored (CVE-2020-15223)', async () => {
    const token = await accessToken(backoffice);
    const { database } = applications;
    await database.query(
      'ALTER TABLE revoked_tokens ADD CONSTRAINT disk_full CHECK (false) NOT VALID',
    );
    try {
      const { status, headers, body } = await revoke(backoffice, client, token);
      expect({ status, body }).toEqual({
        status: 503,
        body: {
          error: 'temporarily_unavailable',
          error_description: 'the token is not revoked: try again',
          request_id: headers.get('x-request-id'),
        },
      });
      expect(headers.get('retry-after')).toBe('5');
      expect(await callApi(token)).toBe('200 ok');
    } finally {
      await database.query('ALTER TABLE revoked_tokens DROP CONSTRAINT disk_full');
    }
    expect((await revoke(backoffice, client, token)).status).toBe(200);
    expect(await callApi(token)).toBe('401 revoked_token');
  });

  it('§2.2.1 answers 503 and revokes nothing when its audit event cannot be stored', async () => {
    const token = await accessToken(backoffice);
    const { database } = applications;
    await database.query(
      `ALTER TABLE unsealed_audit_events ADD CONSTRAINT disk_full
         CHECK (action <> 'token.revoked') NOT VALID`,
    );
    try {
      expect((await revoke(backoffice, client, token)).status).toBe(503);
      expect(await callApi(token)).toBe('200 ok');
    } finally {
      await database.query('ALTER TABLE unsealed_audit_events DROP CONSTRAINT disk_full');
    }
  });

  it('has errors in the OAuth format also before the request reaches the endpoint', async () => {
    const answer = await request(`${backoffice.url}/oauth2-token/revoke`);
    expect(answer.status).toBe(405);
    expect(answer.body).toMatchObject({ error: 'invalid_request' });
  });
});
