import { webcrypto } from 'node:crypto';
import * as oauth from 'oauth4webapi';
import * as client from 'openid-client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SCOPES } from '#oauth';
import {
  startApplications,
  type TestApplication,
  type TestApplications,
} from '../support/applications.js';
import { credentials, request, tokenRequest } from '../support/requests.js';
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

type KeyParameters = webcrypto.EcKeyGenParams | webcrypto.RsaHashedKeyGenParams;

const GENERATE: Record<string, KeyParameters> = {
  ES256: { name: 'ECDSA', namedCurve: 'P-256' },
  RS256: rsa('RSASSA-PKCS1-v1_5'),
  PS256: rsa('RSA-PSS'),
  Ed25519: { name: 'Ed25519' } as KeyParameters, // missing from the types of openid-client
};

function rsa(name: string): webcrypto.RsaHashedKeyGenParams {
  const publicExponent = new Uint8Array([1, 0, 1]);
  return { name, hash: 'SHA-256', modulusLength: 2048, publicExponent };
}

/** Configures a client with a WebCrypto key, registered as exported. */
async function clientWithKey(application: TestApplication, algorithm: string) {
  const { subtle } = webcrypto;
  const how = GENERATE[algorithm]!;
  const { publicKey, privateKey } = await subtle.generateKey(how, true, ['sign', 'verify']);
  const jwk = { ...((await subtle.exportKey('jwk', publicKey)) as object), kid: 'one' };
  const { clientId } = await application.createClient('users:read', { jwks: { keys: [jwk] } });
  return { clientId, privateKey };
}

describe.each(['backoffice', 'storefront'] as const)('OAuth clients of the %s', (side) => {
  it.each([
    ['client_secret_post', client.ClientSecretPost],
    ['client_secret_basic', client.ClientSecretBasic],
  ])(
    'openid-client works: discovery (RFC 8414), a token by %s, a list of users',
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

  it.each(['ES256', 'RS256', 'PS256', 'Ed25519'])(
    'openid-client works by private_key_jwt with %s: a token, a list of users',
    async (algorithm) => {
      const { url } = applications[side];
      const { clientId, privateKey } = await clientWithKey(applications[side], algorithm);
      const configuration = await client.discovery(
        new URL(url),
        clientId,
        undefined,
        client.PrivateKeyJwt({ key: privateKey, kid: 'one' }),
        { algorithm: 'oauth2', execute: [client.allowInsecureRequests] },
      );
      const tokens = await client.clientCredentialsGrant(configuration, { scope: 'users:read' });
      const users = new URL(`${url}/api/users`);
      const { access_token } = tokens;
      const response = await client.fetchProtectedResource(
        configuration,
        access_token,
        users,
        'GET',
      );
      expect(response.status).toBe(200);
      expect(await response.json()).toMatchObject({ data: [{ type: 'users' }] });
    },
  );

  it('oauth4webapi works by private_key_jwt: a token, a list of users', async () => {
    const { url } = applications[side];
    const { clientId, privateKey } = await clientWithKey(applications[side], 'ES256');
    const insecure = { [oauth.allowInsecureRequests]: true };
    const issuer = new URL(url);
    const server = await oauth.processDiscoveryResponse(
      issuer,
      await oauth.discoveryRequest(issuer, { algorithm: 'oauth2', ...insecure }),
    );
    const asking = { client_id: clientId };
    const answer = await oauth.clientCredentialsGrantRequest(
      server,
      asking,
      oauth.PrivateKeyJwt(privateKey), // without kid, since the client has one key
      { scope: 'users:read' },
      insecure,
    );
    const { access_token } = await oauth.processClientCredentialsResponse(server, asking, answer);
    const users = new URL(`${url}/api/users`);
    const response = await oauth.protectedResourceRequest(
      access_token,
      'GET',
      users,
      undefined,
      undefined,
      insecure,
    );
    expect(response.status).toBe(200);
    expect(await response.json()).toMatchObject({ data: [{ type: 'users' }] });
  });

  it('openid-client gets a token for the API of this side, and none for another', async () => {
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

  it('openid-client works: introspection (RFC 7662) and revocation (RFC 7009)', async () => {
    const { url } = applications[side];
    const { clientId, clientSecret } = await applications[side].createClient(
      'users:read tokens:introspect',
    );
    const configuration = await client.discovery(
      new URL(url),
      clientId,
      undefined,
      client.ClientSecretBasic(clientSecret),
      { algorithm: 'oauth2', execute: [client.allowInsecureRequests] },
    );
    const { access_token: token } = await client.clientCredentialsGrant(configuration);
    const active = { active: true, client_id: clientId, scope: 'users:read tokens:introspect' };
    expect(await client.tokenIntrospection(configuration, token)).toMatchObject(active);
    await client.tokenRevocation(configuration, token);
    expect(await client.tokenIntrospection(configuration, token)).toEqual({ active: false });
  });

  const authentication = (endpoint: string) => ({
    [`${endpoint}_auth_methods_supported`]: [
      'client_secret_basic',
      'client_secret_post',
      'private_key_jwt',
      ...(endpoint === 'introspection_endpoint' ? [] : ['none']),
    ],
    [`${endpoint}_auth_signing_alg_values_supported`]: [
      'ES256',
      'RS256',
      'PS256',
      'EdDSA',
      'Ed25519',
    ],
  });

  it.each([
    'oauth-authorization-server', // RFC 8414 §3
    'openid-configuration', // RFC 8414 §5, for verifiers that look only there
  ])(
    'the metadata document lists the endpoints and features there are: %s (RFC 9126 §5, RFC 9207 §3, RFC 9700 §2.1.1, §4.7)',
    async (name) => {
      const { url } = applications[side];
      const { status, headers, body } = await request(`${url}/.well-known/${name}`);
      expect(status).toBe(200);
      expect(headers.get('content-type')).toBe('application/json; charset=utf-8');
      expect(headers.get('cache-control')).toBe('public, max-age=300');
      expect(body).toEqual({
        issuer: url,
        token_endpoint: `${url}/oauth2-token`,
        revocation_endpoint: `${url}/oauth2-token/revoke`,
        introspection_endpoint: `${url}/oauth2-token/introspect`,
        jwks_uri: `${url}/.well-known/jwks.json`,
        grant_types_supported: ['client_credentials', 'authorization_code', 'refresh_token'],
        authorization_endpoint: `${url}/oauth2-authorize`,
        pushed_authorization_request_endpoint: `${url}/oauth2-token/par`,
        userinfo_endpoint: `${url}/oauth2-userinfo`,
        end_session_endpoint: `${url}/oauth2-logout`,
        response_types_supported: ['code'],
        response_modes_supported: ['query'],
        code_challenge_methods_supported: ['S256'],
        authorization_response_iss_parameter_supported: true,
        prompt_values_supported: ['none', 'login', 'consent', 'select_account'],
        request_parameter_supported: false,
        request_uri_parameter_supported: false,
        subject_types_supported: ['public'],
        id_token_signing_alg_values_supported: ['ES256', 'RS256', 'PS256', 'EdDSA', 'Ed25519'],
        acr_values_supported: ['1', '2'],
        claims_parameter_supported: true,
        claims_supported: expect.arrayContaining(['sub', 'auth_time', 'nonce', 'acr', 'amr']),
        ...authentication('token_endpoint'),
        ...authentication('revocation_endpoint'),
        ...authentication('introspection_endpoint'),
        scopes_supported: [...SCOPES[side], 'openid', 'profile', 'email'],
        dpop_signing_alg_values_supported: ['ES256', 'RS256', 'PS256', 'EdDSA', 'Ed25519'],
        protected_resources: [`${url}/api`],
      });
    },
  );

  it('the protected resource metadata is at the address derived from the URL of the API (RFC 9728 §3.1)', async () => {
    const { url } = applications[side];
    const wellKnown = `${url}/.well-known/oauth-protected-resource`;
    for (const address of [`${wellKnown}/api`, wellKnown]) {
      const { status, headers, body } = await request(address);
      expect({ status, body }).toEqual({
        status: 200,
        body: {
          resource: `${url}/api`,
          authorization_servers: [url],
          scopes_supported: SCOPES[side],
          bearer_methods_supported: ['header'],
          dpop_signing_alg_values_supported: ['ES256', 'RS256', 'PS256', 'EdDSA', 'Ed25519'],
        },
      });
      expect(headers.get('content-type')).toBe('application/json; charset=utf-8');
      expect(headers.get('cache-control')).toBe('public, max-age=300');
    }
  });

  it.each(['/users', '/api/users', '/api/', '/'])(
    'there is no metadata of a protected resource at %s',
    async (path) => {
      const { url } = applications[side];
      const wellKnown = `${url}/.well-known/oauth-protected-resource`;
      const { status, body } = await request(`${wellKnown}${path}`);
      expect({ status, code: body.errors[0].code }).toEqual({ status: 404, code: 'not_found' });
    },
  );

  it('the 401 of a request without a token leads to the authorization server', async () => {
    const { url, client: registered } = applications[side];
    const { headers } = await request(`${url}/api/users`);
    const address = /resource_metadata="([^"]*)"/.exec(headers.get('www-authenticate')!)![1]!;
    const { body: api } = await request(address);
    const configuration = await client.discovery(
      new URL(api.authorization_servers[0]),
      registered.clientId,
      registered.clientSecret,
      undefined,
      { algorithm: 'oauth2', execute: [client.allowInsecureRequests] },
    );
    expect(configuration.serverMetadata().protected_resources).toContain(api.resource);
    const { access_token } = await client.clientCredentialsGrant(configuration, {
      resource: api.resource,
      scope: 'users:read',
    });
    const users = new URL(`${api.resource}/users`);
    const response = await client.fetchProtectedResource(configuration, access_token, users, 'GET');
    expect(response.status).toBe(200);
  });

  it('the key set has public members only, and is cacheable with an ETag', async () => {
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
    expect(headers.get('cache-control')).toBe('public, max-age=540');
    const etag = headers.get('etag')!;
    expect(etag).toMatch(/^"[\w.-]+"$/);
    for (const known of [etag, `W/${etag}`, `"other", ${etag}`, '*']) {
      const again = await request(url, { headers: { 'If-None-Match': known } });
      expect({ status: again.status, body: again.body }).toEqual({ status: 304, body: '' });
    }
    expect((await request(url, { headers: { 'If-None-Match': '"other"' } })).status).toBe(200);
  });
});

it('openid-client finds the metadata address in each 401 and 403 (RFC 9728 §5.1)', async () => {
  const { url, client: registered } = applications.backoffice;
  const configuration = await client.discovery(
    new URL(url),
    registered.clientId,
    registered.clientSecret,
    undefined,
    { algorithm: 'oauth2', execute: [client.allowInsecureRequests] },
  );
  const { access_token } = await client.clientCredentialsGrant(configuration, {
    scope: 'users:read',
  });
  const user = new URL(`${url}/api/users/1`);
  for (const token of ['none', access_token]) {
    const refused = client.fetchProtectedResource(configuration, token, user, 'DELETE');
    await expect(refused).rejects.toMatchObject({
      cause: [
        {
          scheme: 'bearer',
          parameters: { resource_metadata: `${url}/.well-known/oauth-protected-resource/api` },
        },
      ],
    });
  }
});

describe('an audience that is not the URL of the API', () => {
  const audience = 'urn:example:backoffice';
  let named: TestApplications;

  beforeAll(async () => {
    named = await startApplications((config) => {
      config.backoffice.oauth.audience = audience;
    });
  });
  afterAll(async () => named.stop());

  it('identifies no protected resource, so there is no metadata for one', async () => {
    const { url } = named.backoffice;
    for (const path of ['', '/api']) {
      const { status, body } = await request(`${url}/.well-known/oauth-protected-resource${path}`);
      expect({ status, code: body.errors[0].code }).toEqual({ status: 404, code: 'not_found' });
    }
    const { body } = await request(`${url}/.well-known/oauth-authorization-server`);
    expect(body).not.toHaveProperty('protected_resources');
    const { headers } = await request(`${url}/api/users`);
    expect(headers.get('www-authenticate')).toBe(
      'Bearer realm="backoffice", DPoP realm="backoffice", algs="ES256 RS256 PS256 EdDSA Ed25519"',
    );
  });

  it('is the only accepted value of `resource`, and the URL is not', async () => {
    const ask = async (resource: string) =>
      tokenRequest(named.backoffice, { ...credentials(named.backoffice.client), resource });
    const { body } = await ask(audience);
    expect(decode(body.access_token).claims.aud).toBe(audience);
    const refused = await ask(`${named.backoffice.url}/api`);
    expect({ status: refused.status, body: refused.body }).toEqual({
      status: 400,
      body: {
        error: 'invalid_target',
        error_description: `resource must be ${audience}, or left out`,
      },
    });
  });

  it('does not affect the other side', async () => {
    const { url } = named.storefront;
    const { body } = await request(`${url}/.well-known/oauth-protected-resource/api`);
    expect(body.resource).toBe(`${url}/api`);
  });
});
