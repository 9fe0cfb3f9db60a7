import { createPublicKey, generateKeyPairSync, type KeyObject, verify } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { readPublicJwk } from './public-jwk.js';

const ec = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 });
const ed = generateKeyPairSync('ed25519');
const jwk = ec.publicKey.export({ format: 'jwk' });
const rsaJwk = rsa.publicKey.export({ format: 'jwk' });

describe('a public JWK', () => {
  it.each([
    ['P-256', ec, ['ES256']],
    ['RSA', rsa, ['RS256', 'PS256']],
    ['Ed25519', ed, ['EdDSA']],
  ])('with %s has all algorithms that fit it', (_, { publicKey }, algorithms) => {
    const plain = publicKey.export({ format: 'jwk' });
    const extras = { kid: 'one', use: 'sig', key_ops: ['verify'], x5t: 'AAAA' };
    expect(readPublicJwk({ ...plain, ...extras })).toMatchObject({
      jwk: plain,
      kid: 'one',
      algorithms,
    });
  });

  it('with an alg has only that algorithm', () => {
    expect(readPublicJwk({ ...rsaJwk, alg: 'PS256' })).toMatchObject({
      kid: null,
      algorithms: ['PS256'],
    });
  });
});

describe('a point of Ed25519 for which anybody can sign', () => {
  /** A signature made without a key: R is the neutral point, S is 0. */
  const FORGED = Buffer.from('01'.padEnd(128, '0'), 'hex');
  const NOTHING = /^no public key/;

  it.each([
    ['0', '00'.repeat(32)],
    ['1', `01${'00'.repeat(31)}`],
    ['of order 8', '26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05'],
    [
      'the other one of order 8',
      'c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a',
    ],
    ['p - 1', `ec${'ff'.repeat(30)}7f`],
    ['p', `ed${'ff'.repeat(30)}7f`],
    ['p + 1', `ee${'ff'.repeat(30)}7f`],
  ])('is rejected as a key, with either sign: %s', (_, hex) => {
    const x = Buffer.from(hex, 'hex');
    const isForged = (publicKey: KeyObject) =>
      Array.from({ length: 100 }, (__, at) => Buffer.from(`text ${at}`)).some((text) =>
        verify(null, text, publicKey, FORGED),
      );
    for (const sign of [0x00, 0x80]) {
      x[31] = (x[31]! & 0x7f) | sign;
      const okp = { kty: 'OKP', crv: 'Ed25519', x: x.toString('base64url') };
      expect(readPublicJwk(okp)).toMatch(NOTHING);
      // Node.js 20 needs the rule. OpenSSL 3.5, of Node.js 24, rejects these signatures itself.
      const isNeeded = Number.parseFloat(process.versions.openssl) < 3.5;
      expect(isForged(createPublicKey({ key: okp, format: 'jwk' }))).toBe(isNeeded);
    }
  });
});

it.each(['Aw', 'EQ', 'AQAB', '_____w'])('a public JWK may have the RSA exponent %s', (e) => {
  expect(readPublicJwk({ ...rsaJwk, e })).toMatchObject({ algorithms: ['RS256', 'PS256'] });
});

describe('readPublicJwk', () => {
  const KID = 'a kid that is not a string of 1 to 256 characters';
  const NONE = 'no public key for ES256, RS256, PS256 or EdDSA';

  it.each<[string, unknown, string]>([
    ['null', null, 'not a JWK'],
    ['a list', [jwk], 'not a JWK'],
    ['text', 'x', 'not a JWK'],
    ['a private key', ec.privateKey.export({ format: 'jwk' }), 'a private key'],
    ['a private RSA key', rsa.privateKey.export({ format: 'jwk' }), 'a private key'],
    ['a secret', { kty: 'oct', k: 'AAAA' }, 'a private key'],
    ['a key for encryption', { ...jwk, use: 'enc' }, 'a key that is not for signatures'],
    ['a key for signing', { ...jwk, key_ops: ['sign'] }, 'a key that is not for verifying'],
    ['an empty kid', { ...jwk, kid: '' }, KID],
    ['a long kid', { ...jwk, kid: 'x'.repeat(257) }, KID],
    ['a kid that is a number', { ...jwk, kid: 1 }, KID],
    ['an alg of another kind', { ...jwk, alg: 'HS256' }, 'an alg that is not'],
    ['an alg that does not fit', { ...jwk, alg: 'RS256' }, NONE],
    ['a point that is not on the curve', { ...jwk, x: jwk.y, y: jwk.x }, NONE],
    ['P-384', generateKeyPairSync('ec', { namedCurve: 'P-384' }).publicKey, NONE],
    ['RSA of 1024 bits', generateKeyPairSync('rsa', { modulusLength: 1024 }).publicKey, NONE],
    ['RSA with the exponent 1, for which anybody can sign', { ...rsaJwk, e: 'AQ' }, NONE],
    ['RSA with an even exponent', { ...rsaJwk, e: 'AQAC' }, NONE],
    ['RSA with an exponent as long as its modulus', { ...rsaJwk, e: rsaJwk.n }, NONE],
    ['RSA with an exponent of 33 bits', { ...rsaJwk, e: 'AQAAAAE' }, NONE],
    [
      'RSA with an exponent that takes minutes to read',
      { ...rsaJwk, e: Buffer.alloc(300_000, 0xff).toString('base64url') },
      NONE,
    ],
    ['no key', {}, NONE],
  ])('rejects with the reason: %s', (_, value, error) => {
    const plain =
      value && typeof value === 'object' && 'asymmetricKeyType' in value
        ? (value as typeof ec.publicKey).export({ format: 'jwk' })
        : value;
    expect(readPublicJwk(plain)).toContain(error);
  });
});
