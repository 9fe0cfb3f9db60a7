import { Agent, request as httpRequest } from 'node:http';
import * as oauth from 'oauth4webapi';
import * as client from 'openid-client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startSide, type TestApplication, type TestSide } from '../support/applications.js';
import { apiProof, boundToken, dpopKey, dpopRequest, tokenProof } from '../support/dpop.js';
import { credentials } from '../support/requests.js';
import { decode } from '../support/tokens.js';

describe.each([
  ['as it is by default', false],
  ['with nonces required', true],
])('%s', (_, requireNonce) => {
  let applications: TestSide<'backoffice'>;
  let backoffice: TestApplication;

  beforeAll(async () => {
    applications = await startSide('backoffice', (config) => {
      config.dpop.requireNonce = requireNonce;
    });
    backoffice = applications.backoffice;
  });
  afterAll(async () => applications.stop());

  it.each(['ES256', 'RS256', 'PS256', 'Ed25519'])('serves openid-client with %s', async (alg) => {
    const { url } = backoffice;
    const { clientId, clientSecret } = await backoffice.createClient('users:read', {
      dpopBoundAccessTokens: true,
    });
    const configuration = await client.discovery(
      new URL(url),
      clientId,
      undefined,
      client.ClientSecretBasic(clientSecret),
      { algorithm: 'oauth2', execute: [client.allowInsecureRequests] },
    );
    const { dpop_signing_alg_values_supported: algorithms } = configuration.serverMetadata();
    expect(algorithms).toContain(alg);
    const keyPair = await client.randomDPoPKeyPair(alg);
    const DPoP = client.getDPoPHandle(configuration, keyPair);
    const tokens = await client.clientCredentialsGrant(configuration, {}, { DPoP });
    expect(tokens.token_type).toBe('dpop');
    const { cnf } = decode(tokens.access_token).claims;
    expect(cnf).toEqual({ jkt: await DPoP.calculateThumbprint() });

    const call = async (handle?: client.DPoPHandle) =>
      client.fetchProtectedResource(
        configuration,
        tokens.access_token,
        new URL(`${url}/api/users?page[size]=1`),
        'GET',
        undefined,
        undefined,
        { DPoP: handle },
      );
    for (let times = 0; times < 3; times += 1) expect((await call(DPoP)).status).toBe(200);
    await expect(call()).rejects.toMatchObject({
      cause: [{ scheme: 'dpop', parameters: { error: 'invalid_token' } }],
    });
    const attacker = client.getDPoPHandle(configuration, await client.randomDPoPKeyPair(alg));
    await expect(call(attacker)).rejects.toMatchObject({
      cause: [{ scheme: 'dpop', parameters: { error: 'invalid_token' } }],
    });
  });

  it('serves oauth4webapi', async () => {
    const insecure = { [oauth.allowInsecureRequests]: true };
    const issuer = new URL(backoffice.url);
    const as = await oauth.processDiscoveryResponse(
      issuer,
      await oauth.discoveryRequest(issuer, { algorithm: 'oauth2', ...insecure }),
    );
    const { clientId, clientSecret } = backoffice.client;
    const registered: oauth.Client = { client_id: clientId };
    const DPoP = oauth.DPoP(registered, await oauth.generateKeyPair('ES256'));
    const ask = async () =>
      oauth.processClientCredentialsResponse(
        as,
        registered,
        await oauth.clientCredentialsGrantRequest(
          as,
          registered,
          oauth.ClientSecretPost(clientSecret),
          new URLSearchParams(),
          { DPoP, ...insecure },
        ),
      );
    const tokens = await once(ask);
    expect(tokens.token_type).toBe('dpop');
    const users = new URL(`${backoffice.url}/api/users`);
    const call = async () =>
      oauth.protectedResourceRequest(tokens.access_token, 'GET', users, undefined, undefined, {
        DPoP,
        ...insecure,
      });
    const response = await once(call);
    expect(response.status).toBe(200);
    expect((await call()).status).toBe(200);
  });

  /** Repeats the request only if the server has required a nonce. */
  async function once<Result>(act: () => Promise<Result>): Promise<Result> {
    try {
      return await act();
    } catch (error) {
      if (!requireNonce || !oauth.isDPoPNonceError(error)) throw error;
      return act();
    }
  }
});

describe('oauth4webapi as a protected resource', () => {
  it('accepts a bound token of Latchkey with a proof, using the published metadata and keys', async () => {
    const applications = await startSide('backoffice');
    try {
      const { backoffice } = applications;
      const key = dpopKey();
      const token = await boundToken(backoffice, key);
      const headers = { Authorization: `DPoP ${token}`, DPoP: apiProof(backoffice, key, token) };
      const claims = await oauth.validateJwtAccessToken(
        {
          issuer: backoffice.url,
          jwks_uri: `${backoffice.url}/.well-known/jwks.json`,
        },
        new Request(`${backoffice.url}/api/users`, { headers }),
        `${backoffice.url}/api`,
        { requireDPoP: true, [oauth.allowInsecureRequests]: true },
      );
      expect(claims.client_id).toBe(backoffice.client.clientId);
    } finally {
      await applications.stop();
    }
  });
});

describe('oauth4webapi as a parser of challenges', () => {
  it('finds both schemes in the answer to a request without a token', async () => {
    const applications = await startSide('backoffice');
    try {
      const { url } = applications.backoffice;
      const { status: code, headers } = await fetch(`${url}/api/users`);
      const challenge = headers.get('www-authenticate')!;
      const answer = new Response('', { status: code, headers: { 'WWW-Authenticate': challenge } });
      const parameters = {
        realm: 'backoffice',
        resource_metadata: `${url}/.well-known/oauth-protected-resource/api`,
      };
      await expect(oauth.processRevocationResponse(answer)).rejects.toMatchObject({
        cause: [
          { scheme: 'bearer', parameters },
          {
            scheme: 'dpop',
            parameters: { ...parameters, algs: 'ES256 RS256 PS256 EdDSA Ed25519' },
          },
        ],
      });
    } finally {
      await applications.stop();
    }
  });
});

describe('one connection for several callers, as behind a proxy', () => {
  it('GHSA-7mr7-4f54-vcx5: keeps no token, key or rejection of one caller for the next', async () => {
    const applications = await startSide('backoffice');
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    try {
      const { backoffice } = applications;
      const callers = await Promise.all(
        ['users:read', 'users:write'].map(async (scope) => {
          const key = dpopKey();
          const registered = await backoffice.createClient(scope);
          return { key, token: await boundToken(backoffice, key, registered) };
        }),
      );
      const [reader, writer] = callers as [(typeof callers)[0], (typeof callers)[0]];
      const call = async (token: string, proof?: string) =>
        status(agent, `${backoffice.url}/api/users`, {
          Authorization: `DPoP ${token}`,
          ...(proof === undefined ? {} : { DPoP: proof }),
        });
      const proof = ({ key, token }: typeof reader) => apiProof(backoffice, key, token);
      for (let round = 0; round < 5; round += 1) {
        const answers = await Promise.all([
          call(reader.token, proof(reader)),
          call(writer.token, proof(writer)),
          call(reader.token, apiProof(backoffice, writer.key, reader.token)),
          call(writer.token),
          call(reader.token, proof(reader)),
        ]);
        expect(answers).toEqual([200, 403, 401, 401, 200]);
      }
      expect(Object.values(agent.freeSockets).flat()).toHaveLength(1);
    } finally {
      agent.destroy();
      await applications.stop();
    }
  });
});

describe('RFC 9449 §4.3 item 9, behind a proxy that changes the host and strips part of the path', () => {
  let applications: TestSide<'backoffice'>;
  const key = dpopKey();
  const issuer = 'https://bücher.example:443/office';

  beforeAll(async () => {
    applications = await startSide('backoffice', (config) => {
      config.backoffice.publicUrl = issuer;
    });
  });
  afterAll(async () => applications.stop());

  it('htu begins with the public URL, with any Host header', async () => {
    const { port, client: registered } = applications.backoffice;
    const url = `http://127.0.0.1:${port}`;
    const ask = async (htu: string) => {
      const proof = tokenProof({ url }, key, { htu });
      const answer = await fetch(`${url}/oauth2-token`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json', DPoP: proof },
        body: JSON.stringify(credentials(registered)),
      });
      return { status: answer.status, body: await answer.json() };
    };
    for (const htu of [
      `${issuer}/oauth2-token`,
      'https://xn--bcher-kva.example/office/oauth2-token',
      'HTTPS://BÜCHER.example/%6Fffice/oauth2-token',
    ]) {
      expect((await ask(htu)).status).toBe(200);
    }
    for (const htu of [`${url}/oauth2-token`, 'https://xn--bcher-kva.example/oauth2-token']) {
      expect((await ask(htu)).body).toMatchObject({ error: 'invalid_dpop_proof' });
    }
    const { body } = await ask(`${issuer}/oauth2-token`);
    const token = (body as { access_token: string }).access_token;
    const good = apiProof({ url, issuer }, key, token);
    expect((await dpopRequest({ url }, token, good)).status).toBe(200);
    expect((await dpopRequest({ url }, token, apiProof({ url }, key, token))).status).toBe(401);
  });

  it('accepts a request in absolute form, and uses its path (RFC 9112 §3.2.2)', async () => {
    const { port, client: registered } = applications.backoffice;
    const url = `http://127.0.0.1:${port}`;
    const { access_token: token } = (await (
      await fetch(`${url}/oauth2-token`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json', DPoP: tokenProof({ url, issuer }, key) },
        body: JSON.stringify(credentials(registered)),
      })
    ).json()) as { access_token: string };
    const path = 'http://elsewhere.example/api/users?page[size]=1';
    const headers = { Authorization: `DPoP ${token}`, DPoP: apiProof({ url, issuer }, key, token) };
    expect(await status(undefined, url, headers, path)).toBe(200);
  });
});

async function status(
  agent: Agent | undefined,
  url: string,
  headers: Record<string, string>,
  path?: string,
): Promise<number> {
  return new Promise((resolve, reject) => {
    httpRequest(url, { agent, headers, ...(path === undefined ? {} : { path }) }, (response) => {
      response.resume().on('end', () => resolve(response.statusCode!));
    })
      .on('error', reject)
      .end();
  });
}
