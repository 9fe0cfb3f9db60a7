import * as jose from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
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
  codeFor,
  createPerson,
  exchange,
  peopleClient,
  pkce,
  requestOf,
} from '../support/people-clients.js';
import { openApiDocument } from '../support/open-api.js';
import { request, tokenRequest } from '../support/requests.js';
import { allRoutesOf } from '../support/routes.js';
import { signIn } from '../support/sign-in.js';
import { decode } from '../support/tokens.js';

const PAGE = 'https://page.example';

let applications: TestSide<'storefront'>;
let storefront: TestApplication;
let client: TestClient;
let person: string;
let cookie: string;

beforeAll(async () => {
  applications = await startSide('storefront', ({ storefront: settings }) => {
    settings.oauth.signingAlgorithm = 'RS256';
    settings.cors.allowedOrigins = [PAGE];
  });
  storefront = applications.storefront;
  client = await peopleClient(applications, 'storefront', { scopes: ['profile:read'] });
  person = await createPerson(applications, 'storefront');
  cookie = await signIn(applications, 'storefront', person);
});
afterAll(async () => applications.stop());

type Others = Record<string, string | undefined>;

const { verifier, challenge } = pkce();
const asked = (others: Others = {}, by = client) => requestOf(by, challenge, others);

async function tokensOf(others: Others = {}): Promise<Record<string, string>> {
  const code = await codeFor(storefront, asked(others), cookie);
  const { body } = await exchange(storefront, client, { code, code_verifier: verifier });
  return body as Record<string, string>;
}

describe('RFC 6749, rules for every answer of the authorization endpoint', () => {
  it.each<[string, Others]>([
    ['a scope with other characters', { scope: 'é"\\' }],
    ['a response type with other characters', { response_type: '"\\é' }],
    ['an unknown prompt', { prompt: '"\\é' }],
    ['claims that are no object', { claims: '"\\é' }],
    ['a request object', { request: '"' }],
    ['a key that is no thumbprint', { dpop_jkt: '"' }],
  ])('§4.1.2.1 describes %s only with permitted characters', async (_, others) => {
    const { error, error_description: description } = answerOf(
      await authorize(storefront, asked(others)),
    );
    expect(error).toMatch(/^[a-z_]+$/);
    expect(description).toMatch(/^[\x20\x21\x23-\x5b\x5d-\x7e]+$/);
  });

  it('§10.10 nobody can guess codes and refresh tokens, which have 256 random bits', async () => {
    const texts = new Set<string>();
    for (let count = 0; count < 20; count += 1) {
      const code = await codeFor(storefront, asked(), cookie);
      expect(code).toMatch(/^[\w-]{43}$/);
      texts.add(code);
    }
    for (let count = 0; count < 5; count += 1) {
      const { refresh_token: token } = await tokensOf();
      expect(token).toMatch(/^[\w-]{64}$/);
      texts.add(token!);
    }
    expect(texts.size).toBe(25);
    // No part of two tokens is the same, so none of it is a counter or a time.
    const beginnings = Array.from(texts, (text) => text.slice(0, 6));
    expect(new Set(beginnings).size).toBe(25);
  });
});

describe('RFC 6749 §6, a refresh by a confidential client', () => {
  it('§6, §3.2.1 needs the credentials of the client (OpenID Connect Core §12.1)', async () => {
    const { refresh_token: token } = await tokensOf();
    const parameters = { grant_type: 'refresh_token', refresh_token: token };
    const { clientId: client_id, clientSecret: client_secret } = client;
    const alone = await tokenRequest(storefront, { ...parameters, client_id });
    expect([alone.status, alone.body.error]).toEqual([401, 'invalid_client']);
    const wrong = { ...parameters, client_id, client_secret: `${client_secret}x` };
    expect((await tokenRequest(storefront, wrong)).status).toBe(401);
    const right = { ...parameters, client_id, client_secret };
    expect((await tokenRequest(storefront, right)).status).toBe(200);
  });
});

describe('RFC 9126, the endpoint for pushed requests', () => {
  it('§2.3 answers 405 to another method, and 413 to a body that is too large', async () => {
    const url = `${storefront.url}/oauth2-token/par`;
    const get = await request(`${url}?${asked().toString()}`);
    expect([get.status, get.headers.get('allow')]).toEqual([405, 'OPTIONS, POST']);
    const body = new URLSearchParams({ nonce: 'x'.repeat(20_000) });
    expect((await request(url, { method: 'POST', body })).status).toBe(413);
  });
});

describe('RFC 8252, native apps', () => {
  it('§7.1, §8.4 return to a private-use scheme that is registered exactly', async () => {
    const uri = 'com.example.app:/callback';
    const app = await peopleClient(applications, 'storefront', {
      redirectUris: [uri],
      scopes: ['profile:read'],
      isPublic: true,
    });
    const answer = await authorized(storefront, asked({ redirect_uri: uri }, app), cookie);
    expect(answer.headers.get('location')).toMatch(/^com\.example\.app:\/callback\?code=/);
    for (const other of ['com.example.app:/other', 'com.example.app2:/callback']) {
      expect((await authorize(storefront, asked({ redirect_uri: other }, app))).status).toBe(400);
    }
  });

  it('§7.3, §8.4 return to any port of a loopback address, and to no other path', async () => {
    const app = await peopleClient(applications, 'storefront', {
      redirectUris: ['http://127.0.0.1/callback', 'http://[::1]/callback'],
      scopes: ['profile:read'],
      isPublic: true,
    });
    const status = async (uri: string) =>
      (await authorize(storefront, asked({ redirect_uri: uri }, app))).status;
    const both = ['http://127.0.0.1:51004/callback', 'http://[::1]:61023/callback'];
    expect(await Promise.all(both.map(status))).toEqual([200, 200]);
    const others = ['http://127.0.0.1:51004/other', 'http://localhost:51004/callback'];
    expect(await Promise.all(others.map(status))).toEqual([400, 400]);
  });
});

describe('RFC 9207, the issuer in the answer', () => {
  it('§2, §2.4 is the issuer of the metadata in a code and in an error', async () => {
    const { body: metadata } = await request(
      `${storefront.url}/.well-known/oauth-authorization-server`,
    );
    const answers = [
      await authorized(storefront, asked(), cookie),
      await authorized(storefront, asked({ prompt: 'none' })),
      await authorize(storefront, asked({ scope: 'nothing' })),
    ];
    const { issuer } = metadata as { issuer: string };
    expect(answers.map((answer) => answerOf(answer).iss)).toEqual([issuer, issuer, issuer]);
    const { search, hash } = new URL(issuer);
    expect([search, hash]).toEqual(['', '']);
  });
});

describe('RFC 9700, what the server does not have', () => {
  it('§2.4 rejects the password grant', async () => {
    const { clientId: client_id, clientSecret: client_secret } = client;
    const owner = { username: 'ann', password: 'secret' };
    const body = { grant_type: 'password', client_id, client_secret, ...owner };
    const answer = await tokenRequest(storefront, body);
    expect([answer.status, answer.body.error]).toEqual([400, 'unsupported_grant_type']);
  });

  it('§2.6 opens the authorization endpoint to no page of another origin, but the token endpoint', async () => {
    const allowed = async (path: string) => {
      const { headers } = await request(storefront.url + path, { headers: { Origin: PAGE } });
      return headers.get('access-control-allow-origin');
    };
    expect(await allowed(`/oauth2-authorize?${asked().toString()}`)).toBeNull();
    expect(await allowed('/oauth2-token')).toBe(PAGE);
    const { paths } = await openApiDocument(storefront);
    const described = (path: string) => path.replaceAll(/:(\w+)/g, '{$1}');
    const pages = allRoutesOf(storefront)
      .map((route) => route.split(' ')[1]!)
      .filter((path) => path.startsWith('/') && !Object.hasOwn(paths, described(path)));
    expect(pages).toEqual(expect.arrayContaining(['/sign-in', '/sign-up', '/account']));
    const open = [];
    for (const path of pages) if (await allowed(path)) open.push(path);
    expect(open).toEqual([]);
  });
});

describe('OpenID Connect Core, tokens that are signed with RS256', () => {
  it('§10.1, §15.1 verify against the published key that their kid names', async () => {
    const { id_token: idToken } = await tokensOf({ scope: 'openid', nonce: 'n' });
    const keys = jose.createRemoteJWKSet(new URL(`${storefront.url}/.well-known/jwks.json`));
    const options = { issuer: storefront.url, audience: client.clientId, algorithms: ['RS256'] };
    const { payload, protectedHeader } = await jose.jwtVerify(idToken!, keys, options);
    expect(protectedHeader).toEqual({ alg: 'RS256', typ: 'JWT', kid: expect.any(String) });
    expect(payload).toMatchObject({ sub: person, nonce: 'n' });
    expect(payload.sub!.length).toBeLessThanOrEqual(255); // §2
  });

  it('§5.3.2 are of the same person as the answer of the userinfo endpoint', async () => {
    const { id_token: idToken, access_token: token } = await tokensOf({ scope: 'openid' });
    const { body } = await request(`${storefront.url}/oauth2-userinfo`, {
      headers: { Authorization: `Bearer ${token}` },
    });
    expect(body.sub).toBe(decode(idToken!).claims.sub);
  });
});
