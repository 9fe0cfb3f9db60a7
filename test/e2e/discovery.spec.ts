import * as client from 'openid-client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SCOPES } from '#oauth';
import { startApplications, type TestApplications } from '../support/applications.js';
import { request } from '../support/requests.js';
import { decode } from '../support/tokens.js';

let applications: TestApplications;

beforeAll(async () => {
  applications = await startApplications();
  const { database } = applications;
  await database.query(
    `INSERT INTO staff_users (username, email, first_name, last_name) VALUES ('ann', 'ann@example.com', 'Ann', 'Lee')`,
  );
  await database.query(
    `INSERT INTO customer_users (email, first_name, last_name) VALUES ('ann@example.com', 'Ann', 'Lee')`,
  );
});
afterAll(async () => applications.stop());

describe.each(['backoffice', 'storefront'] as const)('%s', (side) => {
  it.each([
    ['client_secret_post', client.ClientSecretPost],
    ['client_secret_basic', client.ClientSecretBasic],
  ])(
    'serves openid-client: discovery (RFC 8414), a token by %s, a list of users',
    async (_, authentication) => {
      const { url, client: registered } = applications[side];
      const configuration = await client.discovery(
        new URL(url),
        registered.clientId,
        undefined,
        authentication(registered.clientSecret),
        { algorithm: 'oauth2', execute: [client.allowInsecureRequests] },
      );
      const tokens = await client.clientCredentialsGrant(configuration, { scope: 'users:read' });
      expect(tokens).toMatchObject({ token_type: 'bearer', scope: 'users:read' });
      expect(tokens.expiresIn()).toBeGreaterThan(3590);

      const response = await client.fetchProtectedResource(
        configuration,
        tokens.access_token,
        new URL(`${url}/api/users`),
        'GET',
      );
      expect(response.status).toBe(200);
      expect(await response.json()).toMatchObject({
        data: [{ type: 'users', attributes: { firstName: 'Ann' } }],
      });
    },
  );

  it('gives openid-client a token for its own API, and none for another', async () => {
    const { url, client: registered } = applications[side];
    const other = applications[side === 'backoffice' ? 'storefront' : 'backoffice'];
    const configuration = await client.discovery(
      new URL(url),
      registered.clientId,
      registered.clientSecret,
      undefined,
      { algorithm: 'oauth2', execute: [client.allowInsecureRequests] },
    );
    const own = `${url}/api`;
    const tokens = await client.clientCredentialsGrant(configuration, { resource: own });
    expect(decode(tokens.access_token).claims.aud).toBe(own);
    await expect(
      client.clientCredentialsGrant(configuration, { resource: `${other.url}/api` }),
    ).rejects.toMatchObject({
      status: 400,
      error: 'invalid_target',
      error_description: `resource must be ${own}, or left out`,
    });
  });

  it('says in its metadata what is there, and nothing else', async () => {
    const { url } = applications[side];
    const { status, body } = await request(`${url}/.well-known/oauth-authorization-server`);
    expect(status).toBe(200);
    expect(body).toEqual({
      issuer: url,
      token_endpoint: `${url}/oauth2-token`,
      jwks_uri: `${url}/.well-known/jwks.json`,
      grant_types_supported: ['client_credentials'],
      response_types_supported: [],
      token_endpoint_auth_methods_supported: ['client_secret_basic', 'client_secret_post'],
      scopes_supported: SCOPES[side],
    });
  });

  it('publishes public members only, cacheable, with an ETag', async () => {
    const url = `${applications[side].url}/.well-known/jwks.json`;
    const { headers, body } = await request(url);
    expect(body).toEqual({
      keys: [
        {
          kty: 'EC',
          crv: 'P-256',
          x: expect.any(String),
          y: expect.any(String),
          kid: expect.any(String),
          use: 'sig',
          alg: 'ES256',
        },
      ],
    });
    expect(headers.get('cache-control')).toBe('public, max-age=300');
    const etag = headers.get('etag')!;
    expect(etag).toMatch(/^"[\w.-]+"$/);
    for (const known of [etag, `W/${etag}`, `"other", ${etag}`, '*']) {
      const again = await request(url, { headers: { 'If-None-Match': known } });
      expect({ status: again.status, body: again.body }).toEqual({ status: 304, body: '' });
    }
    expect((await request(url, { headers: { 'If-None-Match': '"other"' } })).status).toBe(200);
  });
});
