import { createHmac, randomUUID } from 'node:crypto';
import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { Clients } from '#oauth';
import {
  startApplications,
  type TestApplication,
  type TestApplications,
  TESTER,
} from '../support/applications.js';
import {
  assertionParameters,
  type ClientKey,
  makeClientKey,
  signAssertion,
  withAssertion,
} from '../support/client-keys.js';
import { type Answer, credentials, request, tokenRequest } from '../support/requests.js';
import { base64url, decode, encode } from '../support/tokens.js';

const ALGORITHMS = ['ES256', 'RS256', 'PS256', 'EdDSA'] as const;
const TYPE = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer';

let applications: TestApplications;
let backoffice: TestApplication;
let key: ClientKey;
let clientId: string;

beforeAll(async () => {
  applications = await startApplications();
  backoffice = applications.backoffice;
  key = makeClientKey();
  clientId = await clientWith(key);
});
afterAll(async () => applications.stop());

async function clientWith(...keys: ClientKey[]): Promise<string> {
  const jwks = { keys: keys.map(({ jwk }) => jwk) };
  const client = await backoffice.createClient('users:read tokens:introspect', { jwks });
  return client.clientId;
}

const change = async (id: string, changes: Parameters<Clients['update']>[1]) =>
  backoffice.app.get(Clients).update(id, changes, TESTER);

type Json = Record<string, unknown>;

/** Returns an assertion, by default signed with the key of the client. */
function sign(
  claims: Json = {},
  { header, by = key, of = clientId }: { header?: Json; by?: ClientKey; of?: string } = {},
): string {
  return signAssertion({ issuer: backoffice.url, clientId: of, key: by, header, claims });
}

const ask = async (assertion: string, more: object = {}) =>
  tokenRequest(backoffice, { ...withAssertion(assertion), ...more });

const post = async (path: string, body: object) =>
  request(`${backoffice.url}/oauth2-token/${path}`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
  });

const REJECTED = '401 invalid_client: client authentication failed, with its request id';

/** Returns the result of a token request. REJECTED is the complete answer to a failed authentication. */
function outcome({ status, headers, body }: Answer): string {
  const { error, error_description, request_id, ...rest } = body;
  if (status === 200) return '200';
  const its = request_id === headers.get('x-request-id') ? ', with its request id' : '';
  const more = Object.keys(rest).length > 0 ? ', and more' : '';
  return `${status} ${error}: ${error_description}${its}${more}`;
}

async function requestToken(assertion: string, more: object = {}): Promise<string> {
  return outcome(await ask(assertion, more));
}

/** Waits until the assertion is rejected; the application is notified of a change within moments. */
async function untilRejected(assertion: () => string): Promise<void> {
  await expect.poll(async () => requestToken(assertion())).toBe(REJECTED);
}

const errorOf = ({ status, body: { error, error_description } }: Answer) =>
  `${status} ${error}: ${error_description}`;

const seconds = (from = 0) => Math.floor(Date.now() / 1000) + from;

describe('RFC 7523 §2.2, an assertion for client authentication', () => {
  it.each(ALGORITHMS)('is accepted when it is signed with %s', async (algorithm) => {
    const by = makeClientKey(algorithm);
    const of = await clientWith(by);
    const { status, body } = await ask(sign({}, { by, of }));
    expect({ status, scope: body.scope }).toEqual({
      status: 200,
      scope: 'users:read tokens:introspect',
    });
    expect(decode(body.access_token).claims).toMatchObject({ client_id: of, sub: of });
  });

  it('is accepted in a form, also with the same client_id', async () => {
    const form = new URLSearchParams({ ...withAssertion(sign()), client_id: clientId });
    expect((await tokenRequest(backoffice, form.toString())).status).toBe(200);
    expect((await ask(sign(), { client_id: clientId })).status).toBe(200);
  });

  it('is accepted by each endpoint that authenticates clients (RFC 9700 §2.5, OpenID Connect Core §9)', async () => {
    const token = (await ask(sign())).body.access_token as string;
    const sent = () => ({ ...assertionParameters(sign()), token });
    const introspected = await post('introspect', sent());
    expect(introspected.body).toMatchObject({ active: true, client_id: clientId });
    expect((await post('revoke', sent())).status).toBe(200);
    expect((await post('introspect', sent())).body).toEqual({ active: false });
  });

  it('is listed with its algorithms in the metadata (RFC 8414 §2)', async () => {
    const { body } = await request(`${backoffice.url}/.well-known/oauth-authorization-server`);
    for (const endpoint of ['token', 'revocation', 'introspection']) {
      expect(body[`${endpoint}_endpoint_auth_methods_supported`]).toContain('private_key_jwt');
      const algorithms = body[`${endpoint}_endpoint_auth_signing_alg_values_supported`];
      expect(algorithms).toEqual([...ALGORITHMS, 'Ed25519']);
    }
  });

  it.each([
    ['no typ', {}],
    ['typ JWT', { typ: 'JWT' }],
    ['the typ of the revised RFC 7523', { typ: 'client-authentication+jwt' }],
    ['no kid', { kid: undefined }],
    ['headers that nobody knows (RFC 7515 §4)', { nonce: 'x', iat: 1 }],
  ])('may have %s', async (_, header) => {
    expect((await ask(sign({}, { header }))).status).toBe(200);
  });

  it('may have further claims, and the claims of §3 at their limits', async () => {
    const now = seconds();
    const assertion = sign({ iat: now, nbf: now, exp: now + 299, jti: 'é'.repeat(256), more: {} });
    expect((await ask(assertion)).status).toBe(200);
  });

  it('may be signed with any key of its client', async () => {
    const keys = ALGORITHMS.map((algorithm) => makeClientKey(algorithm));
    const of = await clientWith(...keys);
    for (const by of keys) {
      expect((await ask(sign({}, { by, of }))).status).toBe(200);
      expect((await ask(sign({}, { by, of, header: { kid: undefined } }))).status).toBe(200);
    }
  });

  it('is accepted from a client that also has secrets', async () => {
    const jwks = { keys: [key.jwk] };
    const client = await backoffice.createClient('users:read', { jwks });
    expect((await ask(sign({}, { of: client.clientId }))).status).toBe(200);
    expect((await tokenRequest(backoffice, credentials(client))).status).toBe(200);
  });

  it('counts as a use of the client, not of its secrets', async () => {
    const of = await clientWith(key);
    await ask(sign({}, { of }));
    await expect
      .poll(
        async () =>
          applications.database.query(
            `SELECT tokens_issued, use_count FROM client_usage
             JOIN oauth_client_secrets USING (client_id) WHERE client_id = $1`,
            [of],
          ),
        { timeout: 15_000, interval: 500 },
      )
      .toEqual([{ tokens_issued: 1, use_count: '0' }]);
  });
});

describe('a token request with a malformed client assertion', () => {
  it.each<[string, () => object, string]>([
    [
      'with a secret in the body (RFC 6749 §2.3)',
      () => ({ client_id: clientId, client_secret: 'x' }),
      '400 invalid_request: use one client authentication method, not two',
    ],
    [
      'with another type of assertion (RFC 6749 §5.2)',
      () => ({ client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:saml2-bearer' }),
      `401 invalid_client: client_assertion_type must be ${TYPE}`,
    ],
    [
      'without the type (RFC 7521 §4.2)',
      () => ({ client_assertion_type: '' }),
      '400 invalid_request: client_assertion and client_assertion_type need each other',
    ],
    [
      'without the assertion (RFC 7521 §4.2)',
      () => ({ client_assertion: undefined }),
      '400 invalid_request: client_assertion and client_assertion_type need each other',
    ],
    [
      'with a list of assertions',
      () => ({ client_assertion: [sign(), sign()] }),
      '400 invalid_request: client_assertion must appear once',
    ],
    [
      'with one that is too long, never as if it were absent (CVE-2026-9704)',
      () => ({ client_assertion: 'x'.repeat(8193), client_id: clientId, client_secret: 'x' }),
      '400 invalid_request: client_assertion must not be longer than 8192 characters',
    ],
  ])('is rejected %s', async (_, more, expected) => {
    expect(errorOf(await ask(sign(), more()))).toBe(expected);
  });

  it('is rejected with a secret in the header (RFC 6749 §2.3)', async () => {
    const { clientId: id, clientSecret } = backoffice.client;
    const Authorization = `Basic ${btoa(`${id}:${clientSecret}`)}`;
    const answer = await tokenRequest(backoffice, withAssertion(sign()), { Authorization });
    expect(errorOf(answer)).toBe(
      '400 invalid_request: use one client authentication method, not two',
    );
  });

  it('is rejected with another client_id (RFC 7521 §4.2)', async () => {
    expect(await requestToken(sign(), { client_id: randomUUID() })).toBe(REJECTED);
    expect(await requestToken(sign(), { client_id: backoffice.client.clientId })).toBe(REJECTED);
  });

  it.each(['x', 'a.b', 'a.b.c', '..', `${base64url({ alg: 'ES256' })}..`])(
    'is rejected with %j, which is not a JWT (RFC 7523 §3.2)',
    async (text) => {
      expect(await requestToken(text)).toBe(REJECTED);
      expect(await requestToken(text, { client_id: clientId })).toBe(REJECTED);
    },
  );
});

describe('RFC 7523 §3, a client assertion with a valid signature:', () => {
  const WRONG: unknown[] = [null, true, 0, 1, -1, '', 'x', [], {}, ['x'], { x: 1 }];
  const cases = ['iss', 'sub', 'aud', 'exp', 'jti', 'iat', 'nbf'].flatMap((name) =>
    [undefined, ...WRONG].map((value): [string, unknown] => [name, value]),
  );
  const fine = ([name, value]: [string, unknown]) =>
    (value === 'x' && name === 'jti') ||
    (['iat', 'nbf'].includes(name) && (value === undefined || typeof value === 'number'));

  it.each(cases.filter((each) => !fine(each)))(
    '%s may not be %j (CVE-2025-30144, OpenID Connect Core §9)',
    async (name, value) => {
      expect(await requestToken(sign({ [name]: value }))).toBe(REJECTED);
    },
  );

  it.each(cases.filter(fine))('%s may be %j', async (name, value) => {
    // Each jti is accepted once; each run of this file has its own client.
    expect((await ask(sign({ [name]: value }))).status).toBe(200);
  });

  it('aud may be a list with only the issuer', async () => {
    expect((await ask(sign({ aud: [backoffice.url] }))).status).toBe(200);
  });

  it.each<[string, () => unknown]>([
    ['an empty list', () => []],
    ['a list in a list', () => [[backoffice.url]]],
    ['a list with the issuer twice', () => [backoffice.url, backoffice.url]],
    ['a list with the token endpoint', () => [`${backoffice.url}/oauth2-token`]],
    ['a list with the issuer of the other side', () => [applications.storefront.url]],
    ['a list with the issuer and another', () => [backoffice.url, 'https://evil.example']],
    ['the token endpoint', () => `${backoffice.url}/oauth2-token`],
    ['the API', () => `${backoffice.url}/api`],
    ['the issuer with a slash', () => `${backoffice.url}/`],
    ['the issuer in capitals', () => backoffice.url.toUpperCase()],
    ['the issuer of the other side', () => applications.storefront.url],
    ['the token endpoint of somebody else', () => 'https://evil.example/token'],
  ])('aud may not be %s (CVE-2025-27370)', async (_, aud) => {
    expect(await requestToken(sign({ aud: aud() }))).toBe(REJECTED);
  });

  it.each<[string, () => Json]>([
    ['past', () => ({ exp: seconds(-1) })],
    ['now', () => ({ exp: seconds() })],
    ['more than five minutes away', () => ({ exp: seconds(302) })],
    ['infinite', () => ({ exp: Number.MAX_VALUE })],
    ['text', () => ({ exp: String(seconds(60)) })],
  ])('exp may not be %s', async (_, claims) => {
    vi.useFakeTimers({ toFake: ['Date'] }); // the clock stands still
    try {
      expect(await requestToken(sign(claims()))).toBe(REJECTED);
    } finally {
      vi.useRealTimers();
    }
  });

  it('iat and nbf may be only a few seconds ahead, because clocks differ', async () => {
    expect((await ask(sign({ iat: seconds(3), nbf: seconds(3) }))).status).toBe(200);
    expect(await requestToken(sign({ iat: seconds(20) }))).toBe(REJECTED);
    expect(await requestToken(sign({ nbf: seconds(20) }))).toBe(REJECTED);
  });

  it('jti may have at most 256 characters', async () => {
    expect(await requestToken(sign({ jti: 'x'.repeat(257) }))).toBe(REJECTED);
  });

  it('iss, sub or both may not be another client (CVE-2026-55672)', async () => {
    const other = await clientWith(makeClientKey());
    expect(await requestToken(sign({ iss: other }))).toBe(REJECTED);
    expect(await requestToken(sign({ sub: other }))).toBe(REJECTED);
    expect(await requestToken(sign({ iss: other, sub: other }))).toBe(REJECTED);
  });
});

describe('forged client assertions', () => {
  it.each(['none', 'None', 'NONE', ''])(
    'are rejected with alg %j and no signature (CVE-2022-23540)',
    async (alg) => {
      const { claims } = decode(sign());
      for (const signature of ['', 'AA']) {
        expect(await requestToken(encode({ alg, kid: key.kid }, claims, () => signature))).toBe(
          REJECTED,
        );
      }
    },
  );

  it.each(['HS256', 'HS384', 'HS512'])(
    'are rejected with %s and the public key as secret (CVE-2026-11800)',
    async (alg) => {
      const { claims } = decode(sign());
      const digest = alg.replace('HS', 'sha');
      const pem = key.publicKey.export({ format: 'pem', type: 'spki' });
      const der = key.publicKey.export({ format: 'der', type: 'spki' });
      for (const secret of [pem, der, JSON.stringify(key.jwk), key.jwk.x!]) {
        const signer = (text: string) =>
          createHmac(digest, secret).update(text).digest('base64url');
        expect(await requestToken(encode({ alg, kid: key.kid }, claims, signer))).toBe(REJECTED);
      }
    },
  );

  it.each(['RS256', 'PS256', 'ES384', 'ES256K', 'EdDSA', 'es256'])(
    'are rejected with alg %s for a key of ES256 (CVE-2026-22817)',
    async (alg) => {
      expect(await requestToken(sign({}, { header: { alg } }))).toBe(REJECTED);
    },
  );

  it('are rejected with an algorithm that an RSA key is not registered for (CVE-2026-22818)', async () => {
    const rsa = makeClientKey('RS256');
    const jwks = { keys: [{ ...rsa.jwk, alg: 'PS256' }] };
    const { clientId: of } = await backoffice.createClient('users:read', { jwks });
    expect(await requestToken(sign({}, { by: rsa, of }))).toBe(REJECTED);
    const pss: ClientKey = { ...rsa, algorithm: 'PS256' };
    expect((await ask(sign({}, { by: pss, of }))).status).toBe(200);
  });

  it('are rejected when signed by another key, with any kid (CVE-2025-65945)', async () => {
    const stranger = makeClientKey();
    const otherClientKey = makeClientKey();
    await clientWith(otherClientKey);
    for (const by of [stranger, otherClientKey]) {
      expect(await requestToken(sign({}, { by }))).toBe(REJECTED);
      expect(await requestToken(sign({}, { by, header: { kid: key.kid } }))).toBe(REJECTED);
      expect(await requestToken(sign({}, { by, header: { kid: undefined } }))).toBe(REJECTED);
    }
  });

  it.each([null, 1, [], {}, '', 'another', '../../etc/passwd', '__proto__'])(
    'are rejected with the kid %j, even if signed by the right key (CVE-2025-65945)',
    async (kid) => {
      expect(await requestToken(sign({}, { header: { kid } }))).toBe(REJECTED);
    },
  );

  it.each(['at+jwt', 'dpop+jwt', 'jwt', 'JOSE', 'secevent+jwt', '', 1, null])(
    'are rejected with the typ %j of another kind of token',
    async (typ) => {
      expect(await requestToken(sign({}, { header: { typ } }))).toBe(REJECTED);
    },
  );

  it('are rejected with a key of their own or with unsupported extensions (CVE-2018-0114)', async () => {
    const stranger = makeClientKey();
    const headers: Json[] = [
      { jwk: stranger.jwk },
      { jku: 'https://evil.example/jwks.json' },
      { x5u: 'https://evil.example/cert.pem' },
      { x5c: ['AAAA'] },
      { x5t: 'AAAA' },
      { 'x5t#S256': 'AAAA' },
      { crit: ['exp'], exp: 1 },
      { crit: [] },
      { b64: false, crit: ['b64'] },
    ];
    for (const header of headers) {
      expect(await requestToken(sign({}, { header }))).toBe(REJECTED);
      expect(await requestToken(sign({}, { header, by: stranger }))).toBe(REJECTED);
    }
  });

  it('are rejected with blank signatures (CVE-2022-21449)', async () => {
    const { header, claims } = decode(sign());
    const n = Buffer.from(
      'ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551',
      'hex',
    );
    const signatures = [Buffer.alloc(64), Buffer.concat([n, n]), Buffer.alloc(64, 0xff)];
    for (const signature of signatures) {
      expect(
        await requestToken(encode(header, claims, () => signature.toString('base64url'))),
      ).toBe(REJECTED);
    }
  });

  it('are rejected when a byte is missing, changed or added (CVE-2026-27840)', async () => {
    const good = sign();
    const places = [...Array(12).keys()].map((at) => Math.floor((at * good.length) / 12));
    const changed = places.map((at) => {
      const other = good[at] === 'A' ? 'B' : 'A';
      return good.slice(0, at) + other + good.slice(at + 1);
    });
    const cut = [good.slice(0, -1), good.slice(0, -10), good.slice(0, good.lastIndexOf('.') + 1)];
    for (const text of [...changed, ...cut, `${good}A`, `${good}=`, `${good}.`, ` ${good}`]) {
      expect(await requestToken(text)).toBe(REJECTED);
    }
    expect((await ask(good)).status).toBe(200);
  });

  it('all get the same answer as an unknown client', async () => {
    const answers = [
      await ask(sign({ sub: randomUUID() })),
      await ask(sign({}, { of: randomUUID() })),
      await ask(sign({}, { by: makeClientKey() })),
      await ask(sign({}, { of: backoffice.client.clientId })),
      await ask('x'),
      await tokenRequest(backoffice, { ...credentials(backoffice.client), client_secret: 'x' }),
    ];
    expect(new Set(answers.map(outcome))).toEqual(new Set([REJECTED]));
    const names = answers.map(({ headers }) => [...headers.keys()].join());
    expect(new Set(names).size).toBe(1);
  });
});

describe('RFC 7523 §3 item 7, a client assertion', () => {
  it('is accepted once (CVE-2020-5300, OpenID Connect Core §9)', async () => {
    const assertion = sign();
    expect((await ask(assertion)).status).toBe(200);
    expect(await requestToken(assertion)).toBe(REJECTED);
  });

  it('is rejected with the jti of a used one of the same client, and accepted with one of another client', async () => {
    const jti = randomUUID();
    expect((await ask(sign({ jti }))).status).toBe(200);
    expect(await requestToken(sign({ jti, exp: seconds(30) }))).toBe(REJECTED);
    const of = await clientWith(key);
    expect((await ask(sign({ jti }, { of }))).status).toBe(200);
  });

  it('is accepted once when it is sent fifty times concurrently (CVE-2020-5300)', async () => {
    const assertion = sign();
    const answers = await Promise.all(Array.from({ length: 50 }, async () => ask(assertion)));
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    expect(new Set(answers.map(outcome))).toEqual(new Set(['200', REJECTED]));
  });

  it('is not used up by another client', async () => {
    const claims = { jti: randomUUID() };
    expect(await requestToken(sign(claims, { by: makeClientKey() }))).toBe(REJECTED);
    expect(await requestToken(sign({ ...claims, aud: 'x' }))).toBe(REJECTED);
    expect(await requestToken(sign(claims), { client_id: randomUUID() })).toBe(REJECTED);
    expect((await ask(sign(claims))).status).toBe(200);
  });

  it('is answered 503 when its use cannot be recorded', async () => {
    const assertion = sign();
    await applications.database.query('ALTER TABLE used_proofs RENAME TO gone');
    try {
      const answer = await ask(assertion);
      expect(errorOf(answer)).toBe(
        '503 temporarily_unavailable: client authentication failed: try again',
      );
      expect(answer.headers.get('retry-after')).toBe('5');
    } finally {
      await applications.database.query('ALTER TABLE gone RENAME TO used_proofs');
    }
    expect((await ask(assertion)).status).toBe(200);
  });
});

describe('a key of a client', () => {
  it('is rejected in the next request after its removal (CVE-2026-1486)', async () => {
    const [old, fresh] = [makeClientKey(), makeClientKey()];
    const of = await clientWith(old);
    expect((await ask(sign({}, { by: old, of }))).status).toBe(200);
    await change(of, { jwks: { keys: [old.jwk, fresh.jwk] } });
    expect((await ask(sign({}, { by: fresh, of }))).status).toBe(200);
    await change(of, { jwks: { keys: [fresh.jwk] } });
    await untilRejected(() => sign({}, { by: old, of }));
    await change(of, { jwks: null });
    await untilRejected(() => sign({}, { by: fresh, of }));
  });

  it.each<[string, object]>([
    ['is disabled', { enabled: false }],
    ['has expired (CVE-2025-31123)', { expiresAt: '2020-01-01T00:00:00Z' }],
    ['is elsewhere than it may be', { allowedNetworks: ['10.0.0.0/8'] }],
  ])('is rejected while the client %s', async (_, changes) => {
    const of = await clientWith(key);
    expect((await ask(sign({}, { of }))).status).toBe(200);
    const kept = sign({}, { of });
    await change(of, changes);
    await untilRejected(() => sign({}, { of }));
    expect(outcome(await ask(kept))).toBe(REJECTED);
    for (const path of ['introspect', 'revoke']) {
      const body = { ...assertionParameters(sign({}, { of })), token: 'x' };
      expect(outcome(await post(path, body))).toBe(REJECTED);
    }
    await change(of, { enabled: true, expiresAt: null, allowedNetworks: [] });
    await expect.poll(async () => (await ask(sign({}, { of }))).status).toBe(200);
    expect((await ask(kept)).status).toBe(200); // a rejected assertion is not used up
  });

  it.each([{}, { client_secret: '' }, { client_secret: 'x' }, { client_assertion: '' }])(
    'is required from a client without secrets: %j is rejected (CVE-2026-44476)',
    async (sent) => {
      const { id } = await backoffice.app.get(Clients).create(
        {
          side: 'backoffice',
          name: `keys only ${randomUUID()}`,
          scopes: ['users:read'],
          jwks: { keys: [key.jwk] },
        },
        TESTER,
      );
      const body = { grant_type: 'client_credentials', client_id: id, ...sent };
      expect((await tokenRequest(backoffice, body)).body.error).toBe('invalid_client');
      expect((await ask(sign({}, { of: id }))).status).toBe(200);
    },
  );
});

describe('a stolen database login of the application', () => {
  it('cannot make a used assertion valid again', async () => {
    const login = new Client(applications.database.urlOf('backoffice'));
    await login.connect();
    try {
      const assertion = sign();
      expect((await ask(assertion)).status).toBe(200);
      await login.query('DELETE FROM used_proofs');
      // Only rows that are already too old can be changed, so no row can be made to look older.
      const aged = `UPDATE used_proofs SET expires_at = now() - interval '1 hour'`;
      expect((await login.query(aged)).rowCount).toBe(0);
      await login.query('DELETE FROM used_proofs');
      expect(outcome(await ask(assertion))).toBe(REJECTED);

      const row = `INSERT INTO used_proofs VALUES ('backoffice', sha256($1), now() - $2::interval)`;
      const forget = async () =>
        (await login.query(`DELETE FROM used_proofs WHERE digest IN (sha256('a'), sha256('b'))`))
          .rowCount;
      // In one transaction, because the processes also remove old rows.
      await login.query('BEGIN');
      await login.query(row, ['a', '61 seconds']);
      await login.query(row, ['b', '50 seconds']);
      expect([await forget(), await forget()]).toEqual([1, 0]);
      await login.query('COMMIT');
    } finally {
      await login.end();
    }
  });
});
