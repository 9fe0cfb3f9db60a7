import { createHmac, createPublicKey, generateKeyPairSync } from 'node:crypto';
import { createLocalJWKSet, jwtVerify } from 'jose';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { startSide, type TestApplication, type TestSide } from '../support/applications.js';
import { accessToken, api, request, type Answer } from '../support/requests.js';
import { base64url, decode, encode, es256, resign, signingKey } from '../support/tokens.js';

let applications: TestSide<'backoffice'>;
let backoffice: TestApplication;
let token: string;

beforeAll(async () => {
  applications = await startSide('backoffice');
  backoffice = applications.backoffice;
  token = await accessToken(backoffice);
});
afterAll(async () => applications.stop());

/** Returns the answer of the API to a token: status, code, and the error of the challenge. */
async function callApi(candidate: string) {
  return outcome(await api(backoffice, candidate, '/api/users'));
}

function outcome({ status, headers, body }: Answer) {
  const error = /error="(\w+)"/.exec(headers.get('www-authenticate') ?? '')?.[1];
  return { status, code: body.errors?.[0].code, error };
}

function invalid(code: unknown) {
  return { status: 401, code, error: 'invalid_token' };
}

describe('RFC 9068, the access token', () => {
  it('§2 has the type, the key id and the claims (RFC 9700 §4.15)', () => {
    const { header, claims } = decode(token);
    expect(header).toEqual({ alg: 'ES256', typ: 'at+jwt', kid: signingKey(backoffice).kid });
    expect(claims).toEqual({
      iss: backoffice.url,
      aud: `${backoffice.url}/api`,
      sub: backoffice.client.clientId,
      client_id: backoffice.client.clientId,
      iat: expect.any(Number),
      exp: (claims.iat as number) + 3600,
      jti: expect.stringMatching(/^[0-9a-f-]{36}$/),
      scope: 'users:read users:write',
    });
  });

  it('§4 verifies against the published keys with an independent library', async () => {
    const { body } = await request(`${backoffice.url}/.well-known/jwks.json`);
    const { payload } = await jwtVerify(token, createLocalJWKSet(body), {
      typ: 'at+jwt',
      issuer: backoffice.url,
      audience: `${backoffice.url}/api`,
    });
    expect(payload.sub).toBe(backoffice.client.clientId);
  });

  it('is accepted any number of times', async () => {
    const answers = await Promise.all(Array.from({ length: 20 }, () => callApi(token)));
    for (const answer of answers) expect(answer.status).toBe(200);
  });

  it('is rejected with token_expired when it has expired', async () => {
    const now = Math.floor(Date.now() / 1000);
    const expired = resign(backoffice, token, { claims: { iat: now - 3600, exp: now } });
    expect(await callApi(expired)).toEqual(invalid('expired_token'));
    const living = resign(backoffice, token, { claims: { iat: now - 3600, exp: now + 60 } });
    expect((await callApi(living)).status).toBe(200);
  });

  it('is rejected when its lifetime is over by the clock', async () => {
    const exp = decode(token).claims.exp as number;
    vi.useFakeTimers({ toFake: ['Date'] });
    try {
      vi.setSystemTime((exp - 1) * 1000);
      expect((await callApi(token)).status).toBe(200);
      vi.setSystemTime(exp * 1000);
      expect(await callApi(token)).toEqual(invalid('expired_token'));
    } finally {
      vi.useRealTimers();
    }
  });
});

describe('RFC 6750, sending the token', () => {
  it('§3.1 challenges a request without a token, without an error code', async () => {
    const { status, headers, body } = await request(`${backoffice.url}/api/users`);
    expect(status).toBe(401);
    const parameters = `realm="backoffice", resource_metadata="${backoffice.url}/.well-known/oauth-protected-resource/api"`;
    expect(headers.get('www-authenticate')).toBe(
      `Bearer ${parameters}, DPoP ${parameters}, algs="ES256 RS256 PS256 EdDSA Ed25519"`,
    );
    expect(headers.get('content-type')).toBe('application/vnd.api+json');
    expect(body.errors).toEqual([
      {
        id: headers.get('x-request-id'),
        status: '401',
        code: 'missing_token',
        title: 'Missing token',
        detail: 'send an access token: Authorization: Bearer …',
      },
    ]);
  });

  it.each(['bearer', 'BEARER', 'Bearer '])('§2.1 accepts the scheme %j', async (scheme) => {
    const headers = { Authorization: `${scheme} ${token}` };
    expect((await request(`${backoffice.url}/api/users`, { headers })).status).toBe(200);
  });

  const unreadable = 'the text after the scheme has characters that no token has';
  const schemeless = 'the Authorization header has neither the scheme Bearer nor DPoP';
  const twice = 'the Authorization header has its scheme twice';
  it.each([
    ['another scheme', (jwt: string) => `Basic ${jwt}`, schemeless],
    ['no scheme', (jwt: string) => jwt, schemeless],
    ['something after it', (jwt: string) => `Bearer ${jwt} x`, unreadable],
    ['a comma', (jwt: string) => `Bearer ${jwt}, Basic x`, unreadable],
    ['quotes', (jwt: string) => `Bearer "${jwt}"`, unreadable],
    ['no token', () => 'Bearer', 'the Authorization header has no token'],
    ['nothing', () => '', 'the Authorization header is empty'],
    ['its scheme twice', (jwt: string) => `Bearer Bearer ${jwt}`, twice],
    ['two schemes', (jwt: string) => `DPoP bearer ${jwt}`, twice],
  ])('rejects an Authorization header with %s, and names the cause', async (_, header, cause) => {
    const headers = { Authorization: header(token) };
    const answer = await request(`${backoffice.url}/api/users`, { headers });
    expect(outcome(answer)).toEqual({ status: 401, code: 'missing_token', error: undefined });
    expect(answer.body.errors[0].detail).toBe(
      `${cause}; send an access token: Authorization: Bearer …`,
    );
  });

  it('§5.3 rejects a token in the URL (jmondi/oauth2-server 5.0.0-rc.5) (RFC 9700 §4.3.2)', async () => {
    const answer = await request(`${backoffice.url}/api/users?access_token=${token}`);
    expect(outcome(answer)).toEqual({ status: 401, code: 'missing_token', error: undefined });
  });

  it('rejects a token in the body', async () => {
    const answer = await request(`${backoffice.url}/api/users`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/vnd.api+json' },
      body: JSON.stringify({ access_token: token, data: { type: 'users' } }),
    });
    expect(outcome(answer)).toEqual({ status: 401, code: 'missing_token', error: undefined });
  });

  it('§3.1 answers 403 to a token without the scope, and names the scope (RFC 9700 §2.3)', async () => {
    const reader = await accessToken(backoffice, { scope: 'users:read' });
    const answer = await api(backoffice, reader, '/api/users/1', { method: 'DELETE' });
    expect(outcome(answer)).toEqual({
      status: 403,
      code: 'insufficient_scope',
      error: 'insufficient_scope',
    });
    expect(answer.headers.get('www-authenticate')).toContain('scope="users:write"');
  });

  it('answers only 401 to a GET without a token, even with other errors in the request', async () => {
    const answer = await request(`${backoffice.url}/api/users/999999?nonsense=1`, {
      headers: { Accept: 'text/html', 'Content-Type': 'text/plain' },
    });
    expect(outcome(answer)).toEqual({ status: 401, code: 'missing_token', error: undefined });
  });
});

describe('the API, given a forged token,', () => {
  it.each(['none', 'None', 'NONE', ''])(
    'rejects alg %j without a signature (CVE-2022-23540)',
    async (alg) => {
      const { header, claims } = decode(token);
      for (const signature of ['', 'AAAA']) {
        const forged = encode({ ...header, alg }, claims, () => signature);
        expect(await callApi(forged)).toEqual(invalid('malformed_token'));
      }
    },
  );

  it.each(['HS256', 'HS384', 'HS512'])(
    'rejects %s with the public key as secret (CVE-2020-15084)',
    async (alg) => {
      const { header, claims } = decode(token);
      const publicKey = createPublicKey(signingKey(backoffice).privateKey);
      const { body: jwks } = await request(`${backoffice.url}/.well-known/jwks.json`);
      const secrets = [
        publicKey.export({ type: 'spki', format: 'pem' }),
        publicKey.export({ type: 'spki', format: 'der' }),
        JSON.stringify(jwks.keys[0]),
        '',
      ];
      for (const secret of secrets) {
        const forged = encode({ ...header, alg }, claims, (text) =>
          createHmac(alg.replace('HS', 'sha'), secret).update(text).digest('base64url'),
        );
        expect(await callApi(forged)).toEqual(invalid('malformed_token'));
      }
    },
  );

  it.each(['RS256', 'PS256', 'ES384', 'ES256K', 'EdDSA', 'es256'])(
    'rejects the header alg %s with a valid signature (CVE-2026-22817, CVE-2026-22818)',
    async (alg) => {
      expect(await callApi(resign(backoffice, token, { header: { alg } }))).toEqual(
        invalid('malformed_token'),
      );
    },
  );

  it('rejects the signature of another key (RFC 6749 §10.3)', async () => {
    const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    const { header, claims } = decode(token);
    expect(await callApi(encode(header, claims, es256(privateKey)))).toEqual(
      invalid('invalid_signature'),
    );
  });

  it('rejects the signature of another token', async () => {
    const other = await accessToken(backoffice, { scope: 'users:read' });
    const { header, claims } = decode(token);
    expect(await callApi(encode(header, claims, () => decode(other).signature))).toEqual(
      invalid('invalid_signature'),
    );
  });

  it('rejects a change of any byte (CVE-2026-27840, RFC 6749 §10.3)', async () => {
    const changed = Array.from(token, (character, at) => {
      const other = character === 'A' ? 'B' : 'A';
      return token.slice(0, at) + other + token.slice(at + 1);
    });
    const verdicts = await Promise.all(changed.map((candidate) => callApi(candidate)));
    for (const { status } of verdicts) expect(status).toBe(401);
  });

  it('rejects other encodings of the same signature bytes', async () => {
    const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
    for (const last of alphabet.replace(token.at(-1)!, '')) {
      expect((await callApi(token.slice(0, -1) + last)).status).toBe(401);
    }
    expect((await callApi(`${token}=`)).status).toBe(401);
    expect((await callApi(`${token}.`)).status).toBe(401);
    expect((await callApi(token.slice(0, -1))).status).toBe(401);
  });

  it.each([
    ['r and s of zero', Buffer.alloc(64)],
    ['r of zero', Buffer.concat([Buffer.alloc(32), Buffer.alloc(32, 1)])],
    ['too few bytes', Buffer.alloc(63, 1)],
    ['too many bytes', Buffer.alloc(65, 1)],
    ['no bytes', Buffer.alloc(0)],
    ['DER', Buffer.from('3006020101020101', 'hex')],
  ])('rejects a signature of %s', async (_, signature) => {
    const { header, claims } = decode(token);
    const forged = encode(header, claims, () => signature.toString('base64url'));
    expect((await callApi(forged)).status).toBe(401);
  });

  it.each([undefined, 'JWT', 'jwt', 'AT+JWT ', 'dpop+jwt', 'application/at+jwt', 1, null])(
    'rejects the type %j',
    async (typ) => {
      expect(await callApi(resign(backoffice, token, { header: { typ } }))).toEqual(
        invalid('wrong_token_type'),
      );
    },
  );

  it.each([
    undefined,
    '',
    'unknown',
    '../../../../dev/null',
    "' OR 1=1 --",
    '__proto__',
    'constructor',
    1,
    null,
    ['a'],
    {},
  ])('rejects the key id %j (CVE-2025-65945)', async (kid) => {
    expect(await callApi(resign(backoffice, token, { header: { kid } }))).toEqual(
      invalid('unknown_key'),
    );
  });

  it('rejects headers with a key of their own or with unsupported extensions (CVE-2018-0114)', async () => {
    const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    const { header, claims } = decode(token);
    const extras = {
      jwk: publicKey.export({ format: 'jwk' }),
      jku: 'https://attacker.example/jwks.json',
      x5u: 'https://attacker.example/x',
      x5c: ['AAAA'],
      crit: ['exp'],
      b64: false,
      zip: 'DEF',
    };
    for (const [name, value] of Object.entries(extras)) {
      const forged = encode({ ...header, [name]: value }, claims, es256(privateKey));
      expect(await callApi(forged)).toEqual(invalid('malformed_token'));
      const signed = resign(backoffice, token, { header: { [name]: value } });
      expect(await callApi(signed)).toEqual(invalid('malformed_token'));
    }
  });

  it.each([
    'x',
    'a.b',
    'a.b.c',
    'a.b.c.d',
    '..',
    `${base64url({})}.${base64url({})}.`,
    'eyJhbGciOiJub25lIn0..',
    'x'.repeat(8000),
  ])('rejects %j, which is not a JWT', async (candidate) => {
    expect((await callApi(candidate)).status).toBe(401);
  });

  it.each([
    ['null', Buffer.from('null'), 'malformed_token'],
    ['a list', Buffer.from('[]'), 'malformed_token'],
    ['invalid UTF-8', Buffer.from([0xff]), 'malformed_token'],
    ['no JSON', Buffer.from('{'), 'malformed_token'],
  ])('rejects a token header that is %s', async (_, header, code) => {
    const [, claims, signature] = token.split('.');
    expect(await callApi(`${header.toString('base64url')}.${claims}.${signature}`)).toEqual(
      invalid(code),
    );
  });
});

describe('an access token with a valid signature', () => {
  const now = Math.floor(Date.now() / 1000);

  it.each([
    ['iss as a list', () => ({ iss: [backoffice.url] }), 'wrong_issuer'],
    ['another iss', () => ({ iss: 'https://attacker.example' }), 'wrong_issuer'],
    ['no iss', () => ({ iss: undefined }), 'wrong_issuer'],
    ['iss with a slash', () => ({ iss: `${backoffice.url}/` }), 'wrong_issuer'],
    ['aud as a list', () => ({ aud: [`${backoffice.url}/api`] }), 'wrong_audience'],
    [
      'aud as a list of two',
      () => ({ aud: [`${backoffice.url}/api`, 'https://x.example'] }),
      'wrong_audience',
    ],
    ['no aud', () => ({ aud: undefined }), 'wrong_audience'],
    ['aud as an object', () => ({ aud: {} }), 'wrong_audience'],
    ['exp as a string', () => ({ exp: String(now + 600) }), 'malformed_token'],
    ['exp as a list', () => ({ exp: [now + 600] }), 'malformed_token'],
    ['exp as null', () => ({ exp: null }), 'malformed_token'],
    ['no exp', () => ({ exp: undefined }), 'invalid_claims'],
    ['nbf in the future', () => ({ nbf: now + 600 }), 'token_not_yet_valid'],
    ['nbf as a string', () => ({ nbf: '0' }), 'malformed_token'],
    ['no sub', () => ({ sub: undefined }), 'invalid_claims'],
    ['sub as a list', () => ({ sub: ['a'] }), 'invalid_claims'],
    ['no client_id', () => ({ client_id: undefined }), 'invalid_claims'],
    ['no jti', () => ({ jti: undefined }), 'invalid_claims'],
    ['no scope', () => ({ scope: undefined }), 'invalid_claims'],
    ['scope as a list', () => ({ scope: ['users:read'] }), 'invalid_claims'],
    ['no iat', () => ({ iat: undefined }), 'invalid_claims'],
  ])('is rejected with %s (CVE-2025-30144, RFC 9700 §2.3, §4.10.2)', async (_, claims, code) => {
    expect(await callApi(resign(backoffice, token, { claims: claims() }))).toEqual(invalid(code));
  });

  it('is rejected with a scope that only begins like the required one', async () => {
    const scope = 'users:reader xusers:read';
    const answer = await callApi(resign(backoffice, token, { claims: { scope } }));
    expect(answer).toMatchObject({ status: 403, code: 'insufficient_scope' });
  });
});
