import { request as httpRequest } from 'node:http';
import { calculateJwkThumbprint } from 'jose';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import {
  startApplications,
  TESTER,
  type TestApplication,
  type TestApplications,
} from '../support/applications.js';
import {
  apiProof,
  boundToken,
  dpopKey,
  dpopRequest,
  dpopTokenRequest,
  hash,
  proofOf,
  tokenProof,
} from '../support/dpop.js';
import { accessToken, type Answer, credentials, tokenRequest } from '../support/requests.js';
import { introspect } from '../support/revocation.js';
import { decode, encode, resign } from '../support/tokens.js';
import { Clients } from '#oauth';
import { UsedProofsPurge } from '../../libs/oauth/src/replay/used-proofs-purge.js';

let applications: TestApplications;
let backoffice: TestApplication;
/** A token that is bound to `key`. */
let token: string;
const key = dpopKey();

beforeAll(async () => {
  applications = await startApplications();
  backoffice = applications.backoffice;
  token = await boundToken(backoffice, key);
});
afterAll(async () => applications.stop());

/** Returns the answer of the token endpoint to a proof. */
async function requestToken(proof: string): Promise<string> {
  return said(await dpopTokenRequest(backoffice, backoffice.client, proof));
}

/** Returns the answer of the API to a proof with the bound token. */
async function called(proof: string | undefined, scheme = 'DPoP'): Promise<string> {
  return said(await dpopRequest(backoffice, token, proof, { scheme }));
}

/** Returns the status, and the error code or the token type. */
function said({ status, body }: Answer): string {
  return `${status} ${body.errors?.[0].code ?? body.error ?? body.token_type ?? 'ok'}`;
}

const INVALID = '400 invalid_dpop_proof';
const REFUSED = '401 invalid_dpop_proof';

/** Sends two separate header fields, which fetch would join. */
async function withTwoProofs(path: string, headers: Record<string, string>, proofs: string[]) {
  const method = path === '/api/users' ? 'GET' : 'POST';
  return new Promise<string>((resolve, reject) => {
    const sent = httpRequest(
      `${backoffice.url}${path}`,
      { method, headers: { ...headers, DPoP: proofs } },
      (response) => {
        let text = '';
        response.on('data', (part) => (text += part));
        response.on('end', () =>
          resolve(
            said({ status: response.statusCode!, body: JSON.parse(text), headers: new Headers() }),
          ),
        );
      },
    ).on('error', reject);
    sent.end(method === 'POST' ? JSON.stringify(credentials(backoffice.client)) : undefined);
  });
}

describe('RFC 9449 §4.3, a DPoP proof', () => {
  it('is accepted at the token endpoint and at the API if it is valid', async () => {
    expect(await requestToken(tokenProof(backoffice, key))).toBe('200 DPoP');
    expect(await called(apiProof(backoffice, key, token))).toBe('200 ok');
  });

  it('item 1: is rejected in two header fields, with any content', async () => {
    const json = { 'Content-Type': 'application/json' };
    const authorization = { Authorization: `DPoP ${token}` };
    const ask = () => tokenProof(backoffice, key);
    const call = () => apiProof(backoffice, key, token);
    const same = tokenProof(backoffice, key);
    for (const proofs of [
      [ask(), ask()],
      [same, same],
      [ask(), ''],
      ['', ask()],
    ]) {
      expect(await withTwoProofs('/oauth2-token', json, proofs)).toBe(INVALID);
    }
    for (const proofs of [
      [call(), call()],
      [call(), ''],
      ['', call()],
    ]) {
      expect(await withTwoProofs('/api/users', authorization, proofs)).toBe(REFUSED);
    }
    expect(await withTwoProofs('/oauth2-token', json, [ask()])).toBe('200 DPoP');
  });

  it.each([
    ['nothing', () => ''],
    ['a word', () => 'proof'],
    ['two parts', (proof: string) => proof.split('.').slice(0, 2).join('.')],
    ['four parts', (proof: string) => `${proof}.${proof.split('.')[2]}`],
    ['no signature', (proof: string) => proof.replace(/[^.]*$/, '')],
    ['padding', (proof: string) => `${proof}==`],
    ['a blank in it', (proof: string) => proof.replace('.', ' .')],
    ['a scheme before it', (proof: string) => `DPoP ${proof}`],
    [
      'claims that are no object',
      () => encode({ typ: 'dpop+jwt', alg: 'ES256' }, [] as never, () => 'AAAA'),
    ],
  ])('item 2: is one well-formed JWT, not %s', async (_, change) => {
    expect(await requestToken(change(tokenProof(backoffice, key)))).toBe(INVALID);
    expect(await called(change(apiProof(backoffice, key, token)))).toBe(REFUSED);
  });

  it('item 2: is rejected, not ignored, if it is too long (CVE-2026-9704)', async () => {
    const long = tokenProof(backoffice, key, { padding: 'x'.repeat(8192) });
    expect(await requestToken(long)).toBe(INVALID);
    expect(await requestToken(tokenProof(backoffice, key, { padding: 'x'.repeat(4096) }))).toBe(
      '200 DPoP',
    );
  });

  const WRONG = [undefined, null, '', 7, true, [], {}, ['x'], 'x'.repeat(2001)];
  it.each(['jti', 'htm', 'htu'])('item 3: must have %s as text', async (name) => {
    for (const value of WRONG) {
      expect(await requestToken(tokenProof(backoffice, key, { [name]: value }))).toBe(INVALID);
    }
  });

  it('item 3: must have iat as a number; exp and nbf are checked if present', async () => {
    for (const value of WRONG) {
      expect(await requestToken(tokenProof(backoffice, key, { iat: value }))).toBe(INVALID);
    }
    const now = Math.floor(Date.now() / 1000);
    for (const times of [{ exp: now }, { nbf: now + 30 }, { exp: 'never' }, { nbf: null }]) {
      expect(await requestToken(tokenProof(backoffice, key, times))).toBe(INVALID);
    }
    const good = { iat: now - 0.5, exp: now + 30, nbf: now - 1 };
    expect(await requestToken(tokenProof(backoffice, key, good))).toBe('200 DPoP');
  });

  it('item 3: has a jti of at most 256 characters', async () => {
    const padded = (length: number) => tokenProof(backoffice, key, { jti: 'j'.repeat(length) });
    expect(await requestToken(padded(257))).toBe(INVALID);
    expect(await requestToken(padded(256))).toBe('200 DPoP');
  });

  it.each([
    undefined,
    null,
    'JWT',
    'at+jwt',
    'dpop',
    'DPOP+JWT',
    'application/dpop+jwt',
    ['dpop+jwt'],
  ])('item 4: has the type dpop+jwt, not %j', async (typ) => {
    expect(await requestToken(tokenProof(backoffice, key, {}, { typ }))).toBe(INVALID);
  });

  it.each(['ES256', 'RS256', 'PS256', 'EdDSA'])('item 5: may be signed with %s', async (alg) => {
    const own = dpopKey(alg);
    const bound = await boundToken(backoffice, own);
    const answer = await dpopRequest(backoffice, bound, apiProof(backoffice, own, bound));
    expect(said(answer)).toBe('200 ok');
  });

  it.each([undefined, null, 'none', 'None', 'HS256', 'ES384', 'RS512', 'RS256', 'EdDSA', 'es256'])(
    'item 5: has a supported, asymmetric alg that matches the key, not %j (CVE-2022-23540)',
    async (alg) => {
      expect(await requestToken(tokenProof(backoffice, key, {}, { alg }))).toBe(INVALID);
    },
  );

  it('item 5: must match the alg of its JWK, if the JWK has one (CVE-2026-22817)', async () => {
    const { jwk } = key;
    const withAlg = (alg: string) => tokenProof(backoffice, key, {}, { jwk: { ...jwk, alg } });
    expect(await requestToken(withAlg('ES256'))).toBe('200 DPoP');
    for (const alg of ['RS256', 'HS256', 'none'])
      expect(await requestToken(withAlg(alg))).toBe(INVALID);
    const rsa = dpopKey('RS256');
    const forged = tokenProof(backoffice, rsa, {}, { jwk: { ...rsa.jwk, alg: 'PS256' } });
    expect(await requestToken(forged)).toBe(INVALID);
  });

  it('item 6: is signed by the key in its header, not by another key', async () => {
    const other = dpopKey();
    expect(await requestToken(tokenProof(backoffice, other, {}, { jwk: key.jwk }))).toBe(INVALID);
  });

  it.each([
    'AAAA',
    Buffer.alloc(64).toString('base64url'),
    Buffer.alloc(70, 1).toString('base64url'),
  ])(
    'item 6: is rejected with a blank signature, such as r = s = 0 (CVE-2022-21449)',
    async (signature) => {
      const [header, claims] = tokenProof(backoffice, key).split('.');
      expect(await requestToken(`${header}.${claims}.${signature}`)).toBe(INVALID);
    },
  );

  it('item 7: has a public key only', async () => {
    const { privateKey, jwk } = key;
    const fit = (value: unknown) => tokenProof(backoffice, key, {}, { jwk: value });
    const wrong = [
      privateKey.export({ format: 'jwk' }),
      { kty: 'oct', k: 'AAAA' },
      undefined,
      null,
      'jwk',
      [jwk],
      {},
      { ...jwk, x: jwk.y },
      { ...jwk, crv: 'P-384' },
      { ...jwk, use: 'enc' },
    ];
    for (const value of wrong) expect(await requestToken(fit(value))).toBe(INVALID);
    const { body } = await dpopTokenRequest(backoffice, backoffice.client, fit(wrong[0]));
    expect(body.error_description).toBe(
      'the jwk of the proof is a private key: send the public one, and replace this key, which is compromised',
    );
    expect(await requestToken(fit({ ...jwk, use: 'sig', kid: 'one' }))).toBe('200 DPoP');
  });

  it.each(['kid', 'jku', 'x5u', 'x5c', 'x5t', 'x5t#S256', 'crit'])(
    'item 7: names its key only by the header jwk, not by %s (CVE-2018-0114)',
    async (name) => {
      expect(await requestToken(tokenProof(backoffice, key, {}, { [name]: ['jti'] }))).toBe(
        INVALID,
      );
      const embedded = resign(backoffice, token, { header: { jwk: key.jwk } });
      const proof = apiProof(backoffice, key, embedded);
      expect(said(await dpopRequest(backoffice, embedded, proof))).toBe('401 malformed_token');
    },
  );

  it.each(['GET', 'post', 'POST ', 'PUT'])('item 8: has the method as htm, not %j', async (htm) => {
    expect(await requestToken(tokenProof(backoffice, key, { htm }))).toBe(INVALID);
  });

  it('item 8: has the htm HEAD for a HEAD request, not GET', async () => {
    const head = async (htm: string) =>
      dpopRequest(backoffice, token, apiProof(backoffice, key, token, { htm }), { method: 'HEAD' });
    expect((await head('HEAD')).status).toBe(200);
    expect((await head('GET')).status).toBe(401);
  });

  it('item 9: has the address as htu in any equivalent spelling, without query and fragment', async () => {
    const { port } = backoffice;
    for (const htu of [
      `http://127.0.0.1:${port}/oauth2-token`,
      `HTTP://127.0.0.1:${port}/oauth2-token`,
      `http://127.0.0.1:${port}/%6Fauth2%2dtoken`,
      `http://127.0.0.1:${port}/x/../oauth2-token`,
      `http://127.0.0.1:${port}/oauth2-token?resource=x`,
      `http://127.0.0.1:${port}/oauth2-token#top`,
    ]) {
      expect(await requestToken(tokenProof(backoffice, key, { htu }))).toBe('200 DPoP');
    }
  });

  it('item 9: is rejected with another address as htu', async () => {
    const { port, url } = backoffice;
    for (const htu of [
      url,
      `${url}/`,
      `${url}/oauth2-token/`,
      `${url}/oauth2-token/revoke`,
      `${url}//oauth2-token`,
      `${url}/OAUTH2-TOKEN`,
      `${url}\\oauth2-token`,
      `${url}/oauth2-token `,
      `${url}/oauth2-\ttoken`,
      `https://127.0.0.1:${port}/oauth2-token`,
      `http://localhost:${port}/oauth2-token`,
      `http://127.0.0.1/oauth2-token`,
      `http://127.0.0.1:${applications.storefront.port}/oauth2-token`,
      `http://user@127.0.0.1:${port}/oauth2-token`,
      `http:127.0.0.1:${port}/oauth2-token`,
      `//127.0.0.1:${port}/oauth2-token`,
      '/oauth2-token',
      'oauth2-token',
    ]) {
      expect(await requestToken(tokenProof(backoffice, key, { htu }))).toBe(INVALID);
    }
  });

  it('item 9: has the path as htu at the API exactly as it was sent, with any query', async () => {
    const users = `${backoffice.url}/api/users`;
    const call = async (path: string, htu: string) =>
      said(
        await dpopRequest(backoffice, token, apiProof(backoffice, key, token, { htu }), { path }),
      );
    expect(await call('/api/users?page[size]=1', users)).toBe('200 ok');
    expect(await call('/api/users?page[size]=1', `${users}?page[size]=2`)).toBe('200 ok');
    expect(await call('/api/%75sers', users)).toBe('200 ok');
    expect(await call('/api/users', `${backoffice.url}/api/%75sers`)).toBe('200 ok');
    expect(await call('/api/users/7', users)).toBe(REFUSED);
    expect(await call('/api/users/7', `${users}/7`)).toBe('404 not_found');
    expect(await call('/api/users/7', `${users}%2F7`)).toBe(REFUSED);
  });

  it('item 9: is rejected with an htu that only the request itself claims (RFC 9112 §3.2.2)', async () => {
    const elsewhere = 'http://other.example/api/users';
    const call = async (htu: string) =>
      new Promise((resolve, reject) => {
        const DPoP = apiProof(backoffice, key, token, { htu });
        const headers = { Authorization: `DPoP ${token}`, DPoP, Host: 'other.example' };
        httpRequest(backoffice.url, { path: elsewhere, headers }, (response) => {
          resolve(response.resume().statusCode);
        })
          .on('error', reject)
          .end();
      });
    expect(await call(`${backoffice.url}/api/users`)).toBe(200);
    expect(await call(elsewhere)).toBe(401);
  });

  it('item 11: has an iat within one minute of the time of the server, earlier or later', async () => {
    vi.useFakeTimers({ toFake: ['Date'] });
    try {
      const now = Math.floor(Date.now() / 1000);
      vi.setSystemTime(now * 1000);
      const at = async (iat: number) => requestToken(tokenProof(backoffice, key, { iat }));
      expect(await at(now - 59)).toBe('200 DPoP');
      expect(await at(now + 59)).toBe('200 DPoP');
      for (const iat of [now - 60, now + 60, now - 3600, now * 1000, 0, -1]) {
        expect(await at(iat)).toBe(INVALID);
      }
    } finally {
      vi.useRealTimers();
    }
  });

  it('item 12: has the hash of the sent token as ath at the API', async () => {
    const other = await boundToken(backoffice, key);
    for (const ath of [
      undefined,
      null,
      '',
      7,
      hash(other),
      hash(`${token} `),
      token,
      `${hash(token)}=`,
    ]) {
      expect(await called(apiProof(backoffice, key, token, { ath }))).toBe(REFUSED);
    }
    expect(await called(apiProof(backoffice, key, other))).toBe(REFUSED);
    expect(await called(apiProof(backoffice, key, token))).toBe('200 ok');
  });

  it('item 12: is rejected, and stays unused, if the token is bound to another key', async () => {
    const stolen = apiProof(backoffice, dpopKey(), token);
    const { status, headers, body } = await dpopRequest(backoffice, token, stolen);
    expect({ status, code: body.errors[0].code }).toEqual({ status: 401, code: 'wrong_dpop_key' });
    expect(headers.get('www-authenticate')).toContain(
      'DPoP realm="backoffice", error="invalid_token"',
    );
  });

  it('is rejected if any character is changed (CVE-2026-27840)', async () => {
    const proof = tokenProof(backoffice, key);
    for (let at = 0; at < proof.length; at += 1) {
      const other = proof[at] === 'A' ? 'B' : 'A';
      expect(await requestToken(proof.slice(0, at) + other + proof.slice(at + 1))).toBe(INVALID);
    }
    for (let end = 1; end < proof.length; end += 7) {
      expect(await requestToken(proof.slice(0, end))).toBe(INVALID);
    }
    expect(await requestToken(proof)).toBe('200 DPoP');
  });
});

describe('RFC 9449 §5, a token request with a proof', () => {
  it('§5 is answered with a token of the type DPoP, bound to the key by its thumbprint (§6.1, RFC 9700 §4.10.1)', async () => {
    const { client } = backoffice;
    const answer = await dpopTokenRequest(backoffice, client, tokenProof(backoffice, key));
    expect({ status: answer.status, body: answer.body }).toEqual({
      status: 200,
      body: {
        token_type: 'DPoP',
        expires_in: 3600,
        access_token: expect.any(String),
        scope: 'users:read users:write',
      },
    });
    expect(answer.headers.get('cache-control')).toBe('no-store');
    expect(answer.headers.has('dpop-nonce')).toBe(false);
    expect(decode(answer.body.access_token).claims.cnf).toEqual({
      jkt: await calculateJwkThumbprint(key.jwk),
    });
  });

  it('is answered with an unbound bearer token if there is no proof', async () => {
    const { body } = await tokenRequest(backoffice, credentials(backoffice.client));
    expect(body.token_type).toBe('Bearer');
    expect(decode(body.access_token).claims).not.toHaveProperty('cnf');
  });

  it('is answered with an error of RFC 6749 §5.2 if the proof is malformed', async () => {
    const proof = tokenProof(backoffice, key, { htm: 'GET' });
    const { status, headers, body } = await dpopTokenRequest(backoffice, backoffice.client, proof);
    expect({ status, body }).toEqual({
      status: 400,
      body: {
        error: 'invalid_dpop_proof',
        error_description: 'htm is not the method of the request',
      },
    });
    expect(headers.get('cache-control')).toBe('no-store');
    expect(headers.has('dpop-nonce')).toBe(false);
  });

  it('leaves the proof unused if the authentication of the client fails', async () => {
    const proof = tokenProof(backoffice, key);
    const stranger = { ...backoffice.client, clientSecret: 'wrong' };
    expect(said(await dpopTokenRequest(backoffice, stranger, proof))).toBe('401 invalid_client');
    expect(said(await dpopTokenRequest(backoffice, stranger, 'no proof'))).toBe(
      '401 invalid_client',
    );
    expect(await requestToken(proof)).toBe('200 DPoP');
  });

  it('§11.1 is accepted once with each proof, also for another client', async () => {
    const proof = tokenProof(backoffice, key);
    expect(await requestToken(proof)).toBe('200 DPoP');
    expect(await requestToken(proof)).toBe(INVALID);
    const other = await backoffice.createClient();
    expect(said(await dpopTokenRequest(backoffice, other, proof))).toBe(INVALID);
    const jti = 'the same';
    expect(await requestToken(tokenProof(backoffice, key, { jti }))).toBe('200 DPoP');
    expect(await requestToken(tokenProof(backoffice, key, { jti }))).toBe(INVALID);
    expect(await requestToken(tokenProof(backoffice, dpopKey(), { jti }))).toBe('200 DPoP');
  });

  it('§11.1 is rejected with a used proof after its time, and with a proof for the other side', async () => {
    const proof = tokenProof(backoffice, key);
    expect(await requestToken(proof)).toBe('200 DPoP');
    vi.useFakeTimers({ toFake: ['Date'] });
    try {
      vi.setSystemTime(Date.now() + 61_000);
      expect(await requestToken(proof)).toBe(INVALID);
    } finally {
      vi.useRealTimers();
    }
    const { storefront } = applications;
    const foreign = tokenProof(backoffice, key);
    expect(said(await dpopTokenRequest(storefront, storefront.client, foreign))).toBe(INVALID);
  });

  it('§11.1 stays rejected after a purge, which deletes only proofs that expired minutes ago', async () => {
    const proof = tokenProof(backoffice, key);
    expect(await requestToken(proof)).toBe('200 DPoP');
    const names = ['future', 'recent', 'old'];
    await applications.database.query(
      `INSERT INTO used_proofs (side, digest, expires_at)
       SELECT side, sha256(name::bytea), now() + age::interval
       FROM (VALUES ('future', '1 minute'), ('recent', '-4 minutes'), ('old', '-6 minutes'))
         proofs (name, age), unnest('{backoffice,storefront}'::text[]) side`,
    );
    await backoffice.app.get(UsedProofsPurge).purge();
    expect(await requestToken(proof)).toBe(INVALID);
    const kept = await applications.database.query(
      `SELECT side || ' ' || name AS row FROM used_proofs JOIN unnest($1::text[]) name
         ON digest = sha256(name::bytea) ORDER BY 1`,
      [names],
    );
    expect(kept.map(({ row }) => row)).toEqual([
      'backoffice future',
      'backoffice recent',
      'storefront future',
      'storefront old',
      'storefront recent',
    ]);
  });

  it('is rejected while the server cannot check whether the proof was used (CVE-2020-15223)', async () => {
    const { database } = applications;
    await database.query('ALTER TABLE used_proofs RENAME TO gone');
    try {
      const proof = tokenProof(backoffice, key);
      const answer = await dpopTokenRequest(backoffice, backoffice.client, proof);
      expect(said(answer)).toBe('503 temporarily_unavailable');
      expect(answer.headers.get('retry-after')).toBe('5');
      const refused = await dpopRequest(backoffice, token, apiProof(backoffice, key, token));
      expect(said(refused)).toBe('503 service_unavailable');
      expect(refused.headers.get('content-type')).toBe('application/vnd.api+json');
      expect(JSON.stringify(refused.body)).not.toContain('used_proofs');
    } finally {
      await database.query('ALTER TABLE gone RENAME TO used_proofs');
    }
    expect(await called(apiProof(backoffice, key, token))).toBe('200 ok');
  });
});

describe('RFC 9449 §5.2, a client that must bind its tokens', () => {
  it('gets no token without a proof, and one with a proof', async () => {
    const client = await backoffice.createClient('users:read', { dpopBoundAccessTokens: true });
    const { status, body } = await tokenRequest(backoffice, credentials(client));
    expect({ status, body }).toEqual({
      status: 400,
      body: {
        error: 'invalid_dpop_proof',
        error_description: 'the tokens of this client must be bound to a key: send a DPoP header',
      },
    });
    const bound = await boundToken(backoffice, key, client);
    const answer = await dpopRequest(backoffice, bound, apiProof(backoffice, key, bound));
    expect(said(answer)).toBe('200 ok');
  });

  it('may then use only bound tokens; earlier bearer tokens are rejected (CVE-2024-46999, CVE-2024-22258)', async () => {
    const client = await backoffice.createClient('users:read');
    const resource = await backoffice.createClient('tokens:introspect');
    const before = await accessToken(backoffice, { client });
    const call = async () => dpopRequest(backoffice, before, undefined, { scheme: 'Bearer' });
    expect(said(await call())).toBe('200 ok');
    const clients = backoffice.app.get(Clients);
    await clients.update(client.clientId, { dpopBoundAccessTokens: true }, TESTER);
    await expect.poll(async () => said(await call())).toBe('401 not_dpop_bound');
    expect((await call()).headers.get('www-authenticate')).toContain(
      'DPoP realm="backoffice", error="invalid_token"',
    );
    expect((await introspect(backoffice, resource, before)).body).toEqual({ active: false });
    await clients.update(client.clientId, { dpopBoundAccessTokens: false }, TESTER);
    await expect.poll(async () => said(await call())).toBe('200 ok');
  });
});

describe('RFC 9449 §6.2, introspection', () => {
  it('reports the key of a bound token, and the token type', async () => {
    const resource = await backoffice.createClient('tokens:introspect');
    const { cnf } = decode(token).claims;
    expect((await introspect(backoffice, resource, token)).body).toMatchObject({
      active: true,
      cnf,
      token_type: 'DPoP',
    });
    const { body } = await introspect(backoffice, resource, await accessToken(backoffice));
    expect(body.token_type).toBe('Bearer');
    expect(body).not.toHaveProperty('cnf');
  });
});

describe('RFC 9449 §7, an API request', () => {
  const METADATA = () =>
    `resource_metadata="${backoffice.url}/.well-known/oauth-protected-resource/api"`;
  const ALGS = 'algs="ES256 RS256 PS256 EdDSA Ed25519"';

  it('§7.1 is challenged with both schemes if it has no token', async () => {
    const { status, headers, body } = await dpopRequest(backoffice, '', undefined);
    expect({ status, code: body.errors[0].code }).toEqual({ status: 401, code: 'missing_token' });
    expect(headers.get('www-authenticate')).toBe(
      `Bearer realm="backoffice", ${METADATA()}, DPoP realm="backoffice", ${METADATA()}, ${ALGS}`,
    );
  });

  it.each(['dpop', 'DPOP', 'DPoP '])('§7.1 is accepted with the scheme %j', async (scheme) => {
    expect(await called(apiProof(backoffice, key, token), scheme)).toBe('200 ok');
  });

  it('§7.1 gets the error of its token in a challenge of the scheme DPoP', async () => {
    const expired = resign(backoffice, token, { claims: { exp: 1 } });
    const challenges = [
      [expired, 'expired_token', 'invalid_token'],
      ['none', 'malformed_token', 'invalid_token'],
      [resign(backoffice, token, { claims: { iss: 'x' } }), 'wrong_issuer', 'invalid_token'],
      [resign(backoffice, token, { claims: { aud: 'x' } }), 'wrong_audience', 'invalid_token'],
      [
        resign(backoffice, token, { claims: { client_id: 'x' } }),
        'client_inactive',
        'invalid_token',
      ],
      [
        resign(backoffice, token, { claims: { scope: 'a:b' } }),
        'insufficient_scope',
        'insufficient_scope',
      ],
    ];
    for (const [sent, code, error] of challenges) {
      const proof = apiProof(backoffice, key, sent!);
      const { headers, body } = await dpopRequest(backoffice, sent!, proof);
      expect(body.errors[0].code).toBe(code);
      expect(headers.get('www-authenticate')).toMatch(
        new RegExp(
          `^DPoP realm="backoffice", error="${error}", .*, algs="ES256 RS256 PS256 EdDSA Ed25519"$`,
        ),
      );
    }
  });

  it.each<[unknown]>([
    [null],
    [{}],
    ['x'],
    [[]],
    [{ jkt: 7 }],
    [{ 'x5t#S256': 'AAAA' }],
    [{ jkt: 'AAAA', 'x5t#S256': 'AAAA' }],
  ])('is rejected with a token whose cnf is %j (CVE-2025-30144)', async (cnf) => {
    const odd = resign(backoffice, token, { claims: { cnf } });
    for (const scheme of ['Bearer', 'DPoP']) {
      const answer = await dpopRequest(backoffice, odd, apiProof(backoffice, key, odd), {
        scheme,
      });
      expect(said(answer)).toBe('401 invalid_claims');
    }
  });

  it('§7.2 CVE-2024-49755: is answered 401 if a bound token is sent as Bearer', async () => {
    const { status, headers, body } = await dpopRequest(backoffice, token, undefined, {
      scheme: 'Bearer',
    });
    const detail = 'the token is bound to a key: send it as DPoP, with a proof';
    expect({ status, errors: body.errors }).toEqual({
      status: 401,
      errors: [
        {
          id: headers.get('x-request-id'),
          status: '401',
          code: 'dpop_bound_token',
          title: 'Dpop bound token',
          detail,
        },
      ],
    });
    expect(headers.get('www-authenticate')).toBe(
      `DPoP realm="backoffice", error="invalid_token", error_description="${detail}", ${METADATA()}, ${ALGS}`,
    );
  });

  describe('for each token, scheme and proof', () => {
    const proofs: Record<string, (sent: string) => string | undefined> = {
      'no proof': () => undefined,
      'a proof': (sent) => apiProof(backoffice, key, sent),
      'a proof of another key': (sent) => apiProof(backoffice, dpopKey(), sent),
      'a proof for another token': () => apiProof(backoffice, key, 'another'),
    };
    it.each([
      ['bound', 'DPoP', 'no proof', '401 invalid_dpop_proof'],
      ['bound', 'DPoP', 'a proof', '200 ok'],
      ['bound', 'DPoP', 'a proof of another key', '401 wrong_dpop_key'],
      ['bound', 'DPoP', 'a proof for another token', '401 invalid_dpop_proof'],
      ['bound', 'Bearer', 'no proof', '401 dpop_bound_token'],
      ['bound', 'Bearer', 'a proof', '401 dpop_bound_token'],
      ['bound', 'Bearer', 'a proof of another key', '401 dpop_bound_token'],
      ['bound', 'Bearer', 'a proof for another token', '401 dpop_bound_token'],
      ['unbound', 'DPoP', 'no proof', '401 not_dpop_bound'],
      ['unbound', 'DPoP', 'a proof', '401 not_dpop_bound'],
      ['unbound', 'DPoP', 'a proof of another key', '401 not_dpop_bound'],
      ['unbound', 'DPoP', 'a proof for another token', '401 not_dpop_bound'],
      ['unbound', 'Bearer', 'no proof', '200 ok'],
      ['unbound', 'Bearer', 'a proof', '200 ok'],
      ['unbound', 'Bearer', 'a proof of another key', '200 ok'],
      ['unbound', 'Bearer', 'a proof for another token', '200 ok'],
    ])('%s, sent as %s with %s: %s', async (kind, scheme, proof, expected) => {
      const sent = kind === 'bound' ? token : await accessToken(backoffice);
      const answer = await dpopRequest(backoffice, sent, proofs[proof]!(sent), { scheme });
      expect(said(answer)).toBe(expected);
    });
  });

  it('§11.1 is accepted once with each proof', async () => {
    const proof = apiProof(backoffice, key, token);
    expect(await called(proof)).toBe('200 ok');
    expect(await called(proof)).toBe(REFUSED);
  });

  it('leaves the proof unused if the token is invalid, and uses it before the scope is checked', async () => {
    const proof = apiProof(backoffice, key, token);
    expect(said(await dpopRequest(backoffice, 'none', proof))).toBe('401 malformed_token');
    expect(await called(proof)).toBe('200 ok');
    const reader = await boundToken(backoffice, key, await backoffice.createClient('users:write'));
    const once = apiProof(backoffice, key, reader);
    expect(said(await dpopRequest(backoffice, reader, once))).toBe('403 insufficient_scope');
    expect(said(await dpopRequest(backoffice, reader, once))).toBe(REFUSED);
  });

  it('is rejected with the proof of a token request, and the other way round', async () => {
    expect(await called(tokenProof(backoffice, key))).toBe(REFUSED);
    expect(await requestToken(apiProof(backoffice, key, token))).toBe(INVALID);
    const claims = { htm: 'GET', htu: `${backoffice.url}/api/users`, ath: hash(token) };
    expect(await called(proofOf(key, claims))).toBe('200 ok');
  });

  it('is rejected with an access token as proof, and with a proof as access token', async () => {
    expect(await requestToken(token)).toBe(INVALID);
    const proof = apiProof(backoffice, key, token);
    expect(said(await dpopRequest(backoffice, proof, proof))).toBe('401 wrong_token_type');
  });
});
