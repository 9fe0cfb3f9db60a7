import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Clients } from '#oauth';
import { Usage } from '../../libs/oauth/src/usage/usage.js';
import {
  startApplications,
  TESTER,
  type TestApplication,
  type TestApplications,
  type TestClient,
} from '../support/applications.js';
import { accessToken, request } from '../support/requests.js';
import { introspect, revoke } from '../support/revocation.js';
import { base64url, decode, resign } from '../support/tokens.js';

let applications: TestApplications;
let backoffice: TestApplication;
/** The client that sends introspection requests: a protected resource. */
let resource: TestClient;

beforeAll(async () => {
  applications = await startApplications();
  backoffice = applications.backoffice;
  resource = await backoffice.createClient('tokens:introspect');
});
afterAll(async () => applications.stop());

async function answer(token: string) {
  const { status, body } = await introspect(backoffice, resource, token);
  expect(status).toBe(200);
  return body;
}

const INACTIVE = { active: false };

describe('RFC 7662, token introspection', () => {
  it('§2.2 answers the claims of an active token', async () => {
    const token = await accessToken(backoffice);
    const { iat, exp, jti } = decode(token).claims;
    const { status, headers, body } = await introspect(backoffice, resource, token);
    expect({ status, body }).toEqual({
      status: 200,
      body: {
        active: true,
        scope: 'users:read users:write',
        client_id: backoffice.client.clientId,
        sub: backoffice.client.clientId,
        aud: `${backoffice.url}/api`,
        iss: backoffice.url,
        exp,
        iat,
        jti,
        token_type: 'Bearer',
      },
    });
    expect(headers.get('cache-control')).toBe('no-store');
    expect(headers.get('content-type')).toMatch(/^application\/json/);
  });

  it('§2.2 answers the remaining scope, not the issued scope', async () => {
    const client = await backoffice.createClient('users:read users:write');
    const token = await accessToken(backoffice, { client });
    const set = async (scopes: string[]) =>
      backoffice.app.get(Clients).update(client.clientId, { scopes }, TESTER);
    await set(['users:read']);
    const left = async () => (await answer(token)).scope;
    await expect.poll(left).toBe('users:read');
    await set(['roles:read']);
    await expect.poll(left).toBeUndefined();
    expect((await answer(token)).active).toBe(true);
  });

  it('§2.2 answers only that it is inactive for an invalid token or a token of the other side', async () => {
    const token = await accessToken(backoffice);
    const { header, claims, signature } = decode(token);
    const now = Math.floor(Date.now() / 1000);
    const invalid = {
      unknown: 'no token at all',
      foreign: await accessToken(applications.storefront),
      expired: resign(backoffice, token, { claims: { exp: now - 1 } }),
      unsigned: `${base64url({ ...header, alg: 'none' })}.${base64url(claims)}.`,
      'for another audience': resign(backoffice, token, { claims: { aud: 'https://other' } }),
      'for several audiences': resign(backoffice, token, { claims: { aud: [claims.aud] } }),
      'of another issuer': resign(backoffice, token, { claims: { iss: 'https://other' } }),
      'another kind of JWT': resign(backoffice, token, { header: { typ: 'JWT' } }),
      'with another signature': `${base64url(header)}.${base64url(claims)}.${signature.slice(0, -4)}AAAA`,
    };
    for (const [kind, each] of Object.entries(invalid)) {
      expect({ kind, body: await answer(each) }).toEqual({ kind, body: INACTIVE });
    }
  });

  it('§4 a token with a forged scope and the id of an active token is inactive (jmondi/oauth2-server 4.3.6)', async () => {
    const token = await accessToken(backoffice);
    const { header, claims, signature } = decode(token);
    const more = { ...claims, scope: 'users:read users:write clients:admin' };
    expect(await answer(`${base64url(header)}.${base64url(more)}.${signature}`)).toEqual(INACTIVE);
    const other = applications.storefront;
    const elsewhere = resign(other, token, { claims: { scope: more.scope } });
    expect(await answer(elsewhere)).toEqual(INACTIVE);
    expect((await answer(token)).scope).toBe('users:read users:write');
  });

  it('§2.2 distinguishes concurrent tokens with the same beginning (CVE-2026-35039)', async () => {
    const tokens = await Promise.all(
      Array.from({ length: 100 }, async () => accessToken(backoffice)),
    );
    const answers = await Promise.all(tokens.map(answer));
    expect(answers.map(({ jti }) => jti)).toEqual(tokens.map((each) => decode(each).claims.jti));
  });

  it('§2.2 a revoked token is inactive', async () => {
    const token = await accessToken(backoffice);
    await revoke(backoffice, backoffice.client, token);
    expect(await answer(token)).toEqual(INACTIVE);
  });

  it.each([
    ['disabled', 'UPDATE oauth_clients SET enabled = false WHERE client_id = $1'],
    ['expired', 'UPDATE oauth_clients SET expires_at = now() WHERE client_id = $1'],
    ['deleted', 'DELETE FROM oauth_clients WHERE client_id = $1'],
    [
      'without the tokens that it had',
      'UPDATE oauth_clients SET tokens_valid_after = now() WHERE client_id = $1',
    ],
  ])('§2.2 a token is inactive when its client is %s', async (_, change) => {
    const client = await backoffice.createClient();
    const token = await accessToken(backoffice, { client });
    expect((await answer(token)).active).toBe(true);
    await applications.database.query(change, [client.clientId]);
    const now = async () => answer(token);
    await expect.poll(now).toEqual(INACTIVE);
  });

  it('§2.2 the address of the protected resource does not matter for the token', async () => {
    const client = await backoffice.createClient();
    const token = await accessToken(backoffice, { client });
    await backoffice.app
      .get(Clients)
      .update(client.clientId, { allowedNetworks: ['192.0.2.0/24'] }, TESTER);
    expect((await answer(token)).active).toBe(true);
  });

  it('§2.1 rejects a client without the scope', async () => {
    const token = await accessToken(backoffice);
    const { status, body } = await introspect(backoffice, backoffice.client, token);
    expect({ status, body }).toEqual({
      status: 403,
      body: {
        error: 'insufficient_scope',
        error_description: 'this client lacks the scope tokens:introspect',
      },
    });
  });

  it('§2.1 rejects an unauthenticated caller', async () => {
    const token = await accessToken(backoffice);
    const other = await applications.storefront.createClient('tokens:introspect');
    for (const who of [null, { ...resource, clientSecret: 'wrong' }, other]) {
      const { status, body } = await introspect(backoffice, who, token);
      expect({ status, error: body.error }).toEqual({ status: 401, error: 'invalid_client' });
    }
  });

  it('§2.1 rejects a request without a token', async () => {
    const { status, body } = await introspect(backoffice, resource, '');
    expect({ status, body }).toEqual({
      status: 400,
      body: { error: 'invalid_request', error_description: 'token is missing' },
    });
  });

  it('§2.1 accepts only POST, so that no URL contains a token', async () => {
    const token = await accessToken(backoffice);
    const { status, body } = await request(
      `${backoffice.url}/oauth2-token/introspect?token=${token}`,
    );
    expect(status).toBe(405);
    expect(body).toMatchObject({ error: 'invalid_request' });
  });

  it('counts as a use of the secret of the caller', async () => {
    const client = await backoffice.createClient('tokens:introspect');
    await introspect(backoffice, client, 'any');
    await backoffice.app.get(Usage).flush();
    expect(
      await applications.database.query(
        'SELECT use_count FROM oauth_client_secrets WHERE client_id = $1',
        [client.clientId],
      ),
    ).toEqual([{ use_count: '1' }]);
  });
});
