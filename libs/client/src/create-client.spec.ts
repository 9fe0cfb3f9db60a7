import { generateKeyPairSync } from 'node:crypto';
import { inspect } from 'node:util';
import { gzipSync } from 'node:zlib';
import { decodeProtectedHeader, importJWK, jwtVerify, type JWK } from 'jose';
import { build, type Rolldown } from 'vite';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { hash } from '../../../test/support/dpop.js';
import {
  failure,
  FakeServer,
  SECRET,
  type SentRequest,
} from '../../../test/support/fake-server.js';
import { createClient } from './create-client.js';
import type { ClientOptions } from './client-options.js';
import type { PrivateKey } from './private-key.js';

afterEach(() => {
  vi.unstubAllGlobals();
});

const options = { url: 'https://shop.example', clientId: 'erp', clientSecret: SECRET };

describe('the options of a client', () => {
  it.each([
    ['without a clientId', { ...options, clientId: '' }, 'createClient needs clientId'],
    ['without a credential', { ...options, clientSecret: '' }, 'either clientSecret or privateKey'],
    ['with two credentials', { ...options, privateKey: {} }, 'either clientSecret or privateKey'],
    ['with a relative URL', { ...options, url: '/api' }, 'needs url to be an http or https URL'],
    ['with another scheme', { ...options, url: 'file:///etc' }, 'needs url to be'],
    ['with a password in the URL', { ...options, url: 'https://a:b@c.example' }, 'needs url to be'],
    ['with a query in the URL', { ...options, url: 'https://c.example?a' }, 'needs url to be'],
    ['with a bad issuer', { ...options, issuer: 'shop' }, 'needs issuer to be'],
  ])('are rejected %s, without a value in the message', (_, given, message) => {
    const create = () => createClient(given as ClientOptions);
    expect(create).toThrow(message);
    expect(create).toThrow(
      expect.not.objectContaining({ message: expect.stringContaining(SECRET) }),
    );
  });

  it('are rejected in a browser, with the page that says why', () => {
    vi.stubGlobal('window', {});
    expect(() => createClient(options)).not.toThrow();
    vi.stubGlobal('document', {});
    expect(() => createClient(options)).toThrow(
      'createClient must not run in a browser, where everybody can read its credentials. ' +
        'See docs/storefront.md.',
    );
  });

  it('may be undefined, which means the default', async () => {
    const server = new FakeServer();
    const client = server.client({ scope: undefined, timeoutMs: undefined, retries: undefined });
    expect((await client.GET('/api/users')).response.status).toBe(200);
  });
});

describe('the secret of a client', () => {
  it('is in no text of the client, its results and its errors', async () => {
    const server = new FakeServer();
    const client = server.client();
    const results: unknown[] = [client, client.operations(), client.all('/api/users')];
    results.push(await client.GET('/api/users'));
    server.answers.push(() => failure(400, 'invalid_parameter'));
    results.push(await client.GET('/api/users').catch((error: unknown) => error));
    server.tokenAnswers.push(() => failure(401, 'invalid_client'));
    results.push(
      await server
        .client()
        .GET('/api/users')
        .catch((error: unknown) => error),
    );
    server.answers.push(() => new TypeError('fetch failed'));
    results.push(await client.GET('/api/users', { timeoutMs: 1 }).catch((error: unknown) => error));
    expect(results.filter((each) => each instanceof Error)).toHaveLength(3);
    for (const result of results) {
      const texts = [
        inspect(result, { depth: Infinity, showHidden: true, getters: true }),
        JSON.stringify(result),
        String(result),
        String((result as Error).stack),
      ];
      expect(texts.join('\n')).not.toContain(SECRET);
      expect(texts.join('\n')).not.toContain('token-1');
    }
  });
});

describe('an error of a server that repeats the request', () => {
  const repeated = ({ body, headers }: SentRequest) =>
    [body, decodeURIComponent(body), headers.get('Authorization')].join(' ');

  /** Repeats body and headers of the request wherever an error has texts. */
  const echo = (request: SentRequest) => {
    const text = repeated(request);
    const errors = [{ code: text, detail: text, meta: { texts: [text], [text]: 1 }, id: text }];
    return Response.json({ error: text, error_description: text, errors }, { status: 400 });
  };

  /** Repeats them in the headers of an answer, whose status is that of an error or of a success. */
  const echoInHeaders = (status: number) => (request: SentRequest) => {
    const text = repeated(request);
    return new Response('x', { status, headers: { 'X-Request-Id': text, 'Content-Type': text } });
  };

  const echoes: [place: string, answer: (request: SentRequest) => Response][] = [
    ['the body', echo],
    ['the headers of an error', echoInHeaders(400)],
    ['the headers of a success without JSON', echoInHeaders(200)],
  ];
  const { privateKey } = generateKeyPairSync('ed25519');
  const pem = String(privateKey.export({ type: 'pkcs8', format: 'pem' }));
  const textOf = (error: unknown) =>
    [inspect(error, { depth: Infinity, showHidden: true }), JSON.stringify(error)].join('\n');

  it.each(echoes)('has neither the secret nor the assertion: in %s', async (_, answer) => {
    for (const given of [{ clientSecret: `p/w+1"2%!(~ 'x` }, { privateKey: pem }]) {
      const server = new FakeServer();
      server.tokenAnswers.push(answer);
      const call = server.client(given).GET('/api/users');
      const text = textOf(await call.catch((error: unknown) => error));
      const form = new URLSearchParams(server.requests[0]!.body);
      const credential = form.get('client_secret') ?? form.get('client_assertion')!;
      expect(text).toContain('[redacted]');
      const [, sent] = /client_(?:secret|assertion)=([^&]+)/.exec(server.requests[0]!.body)!;
      for (const each of [credential, encodeURIComponent(credential), sent!]) {
        expect(text).not.toContain(each);
        expect(text).not.toContain(JSON.stringify(each).slice(1, -1));
      }
    }
  });

  it.each(echoes)('has no token: in %s', async (_, answer) => {
    const server = new FakeServer();
    server.answers.push(answer);
    const call = server.client().GET('/api/users');
    const text = textOf(await call.catch((error: unknown) => error));
    expect(text).toContain('Bearer [redacted]');
    expect(text).not.toContain('token-1');
  });

  it('has no token when a replaced fetch repeats it in its failure', async () => {
    const server = new FakeServer();
    server.answers.push(({ headers }) => new TypeError(headers.get('Authorization')!));
    const call = server.client({ retries: 0 }).GET('/api/users');
    const text = textOf(await call.catch((error: unknown) => error));
    expect(text).toContain('GET https://shop.example/api/users: no answer: Bearer [redacted]');
    expect(text).not.toContain('token-1');
  });
});

describe('a client with a private key', () => {
  const url = 'https://shop.example';
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const ed25519 = generateKeyPairSync('ed25519');
  const pem = (key: typeof privateKey) => String(key.export({ type: 'pkcs8', format: 'pem' }));
  const jwk = (key: typeof privateKey) => key.export({ format: 'jwk' }) as Record<string, unknown>;

  it.each([
    ['P-256 in PEM', pem(privateKey), publicKey, { alg: 'ES256' }],
    ['P-256 as a JWK', { ...jwk(privateKey), kid: 'a' }, publicKey, { alg: 'ES256', kid: 'a' }],
    ['a JWK for use', { ...jwk(privateKey), use: 'sig', key_ops: [] }, publicKey, { alg: 'ES256' }],
    ['Ed25519 in PEM', pem(ed25519.privateKey), ed25519.publicKey, { alg: 'EdDSA' }],
    ['RSA in PEM', pem(rsa.privateKey), rsa.publicKey, { alg: 'RS256' }],
    ['RSA for PS256', { ...jwk(rsa.privateKey), alg: 'PS256' }, rsa.publicKey, { alg: 'PS256' }],
    [
      'a CryptoKey',
      async () => importJWK(jwk(privateKey) as JWK, 'ES256'),
      publicKey,
      { alg: 'ES256' },
    ],
  ] as const)(
    'signs an assertion for each token request with %s',
    async (_, key, verifier, header) => {
      const server = new FakeServer();
      server.tokenAnswers.push(() => failure(503, 'service_unavailable', { 'Retry-After': '0' }));
      const given = typeof key === 'function' ? await key() : key;
      await server.client({ privateKey: given as PrivateKey }).GET('/api/users');
      const bodies = server.tokenRequests.map(({ body }) => new URLSearchParams(body));
      expect(bodies.map((body) => body.get('client_assertion_type'))).toEqual(
        Array(2).fill('urn:ietf:params:oauth:client-assertion-type:jwt-bearer'),
      );
      const claims = [];
      for (const body of bodies) {
        const { payload, protectedHeader } = await jwtVerify(
          body.get('client_assertion')!,
          verifier,
          {
            audience: url,
            issuer: 'erp',
            subject: 'erp',
            requiredClaims: ['exp', 'jti'],
          },
        );
        expect(protectedHeader).toEqual(header);
        claims.push(payload);
      }
      expect(claims[0]!.jti).not.toBe(claims[1]!.jti);
    },
  );

  it('names the key of `keyId`, and the issuer', async () => {
    const server = new FakeServer();
    const issuer = 'https://public.example';
    await server.client({ privateKey: pem(privateKey), keyId: 'b', issuer }).GET('/api/users');
    const assertion = new URLSearchParams(server.requests[0]!.body).get('client_assertion')!;
    expect(decodeProtectedHeader(assertion)).toEqual({ alg: 'ES256', kid: 'b' });
    await jwtVerify(assertion, publicKey, { audience: issuer });
  });

  it.each(['nonsense', pem(privateKey).slice(0, 80), { kty: 'oct', k: 'c2VjcmV0' }])(
    'fails with a key that it cannot use, without repeating it: %j',
    async (key) => {
      const error = await new FakeServer()
        .client({ privateKey: key })
        .GET('/api/users')
        .catch((each: unknown) => each);
      expect(error).toEqual(
        new Error('privateKey must be a P-256, Ed25519 or RSA key: a CryptoKey, a JWK, or PKCS #8'),
      );
    },
  );
});

describe('a client with DPoP', () => {
  it('sends a proof with each request, for its method and public address', async () => {
    const server = new FakeServer();
    const issuer = 'https://public.example/admin';
    const client = server.client({ dpop: true, issuer });
    const query = { 'page[size]': 5 };
    await client.GET('/api/users', { params: { query } });
    await client.DELETE('/api/users/{id}', { params: { path: { id: '7' } } });
    expect(server.usedTokens).toEqual(['DPoP token-1', 'DPoP token-1']);
    const proofs = await Promise.all(
      server.requests.map(async ({ headers }) => {
        const proof = headers.get('DPoP')!;
        const { jwk, ...header } = decodeProtectedHeader(proof);
        expect(header).toEqual({ alg: 'ES256', typ: 'dpop+jwt' });
        return { jwk, ...(await jwtVerify(proof, await importJWK(jwk!, 'ES256'))).payload };
      }),
    );
    const { jwk } = proofs[0]!;
    expect(Object.keys(jwk!).toSorted()).toEqual(['crv', 'kty', 'x', 'y']);
    const common = { jwk, jti: expect.any(String), iat: expect.any(Number) };
    expect(proofs).toEqual([
      { ...common, htm: 'POST', htu: `${issuer}/oauth2-token` },
      { ...common, htm: 'GET', htu: `${issuer}/api/users`, ath: hash('token-1') },
      { ...common, htm: 'DELETE', htu: `${issuer}/api/users/7`, ath: hash('token-1') },
    ]);
    expect(new Set(proofs.map(({ jti }) => jti)).size).toBe(3);
  });

  it('repeats a request once with the nonce of the server, and uses it afterwards', async () => {
    const server = new FakeServer();
    const nonce = (value: string, status: number) => () =>
      failure(status, 'use_dpop_nonce', { 'DPoP-Nonce': value });
    server.tokenAnswers.push(nonce('a', 400));
    server.answers.push(nonce('b', 401));
    await server.client({ dpop: true }).GET('/api/users');
    const nonces = server.requests.map(({ headers }) => {
      const [, claims = ''] = headers.get('DPoP')!.split('.');
      return (JSON.parse(Buffer.from(claims, 'base64url').toString()) as { nonce?: string }).nonce;
    });
    expect(nonces).toEqual([undefined, 'a', 'a', 'b']);
    server.answers.push(nonce('c', 401), nonce('d', 401));
    const client = server.client({ dpop: true });
    await expect(client.GET('/api/users')).rejects.toMatchObject({ code: 'use_dpop_nonce' });
  });

  it('makes no key before the first request, which edge runtimes forbid', async () => {
    const made = vi.spyOn(crypto.subtle, 'generateKey');
    const client = new FakeServer().client({ dpop: true });
    expect(made).not.toHaveBeenCalled();
    await client.GET('/api/users');
    expect(made).toHaveBeenCalledOnce();
  });

  it('uses a key of the caller', async () => {
    const server = new FakeServer();
    const pair = (await crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, false, [
      'sign',
    ])) as { privateKey: never; publicKey: never };
    await server.client({ dpop: pair }).GET('/api/users');
    const { x } = (await crypto.subtle.exportKey('jwk', pair.publicKey)) as { x: string };
    const { jwk } = decodeProtectedHeader(server.requests[0]!.headers.get('DPoP')!);
    expect(jwk).toMatchObject({ x });
  });
});

describe('the bundle of the client', () => {
  it('has at most 12 KB with gzip, and no dependency on a runtime', async () => {
    const built = await build({
      configFile: false,
      logLevel: 'silent',
      build: {
        write: false,
        minify: true,
        lib: { entry: 'libs/client/src/index.ts', formats: ['es'] },
      },
    });
    const { output } = (built as Rolldown.RolldownOutput[])[0]!;
    expect(output).toHaveLength(1);
    const [{ code, imports }] = output;
    expect(imports).toEqual([]);
    expect(code).not.toMatch(/\bBuffer\b|\bnode:|\brequire\(/);
    expect(gzipSync(code).length).toBeLessThan(12 * 1024);
  });
});
