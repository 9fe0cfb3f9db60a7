import { generateKeyPairSync, sign } from 'node:crypto';
import { importJWK, jwtVerify, SignJWT } from 'jose';
import { describe, expect, it } from 'vitest';
import { isSignedBy, readJws, signJws } from './jws.js';
import { SIGNING_ALGORITHMS, type SigningAlgorithm } from './signing-algorithm.js';

const ec = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 });
const ed = generateKeyPairSync('ed25519');
const PAIRS = { ES256: ec, RS256: rsa, PS256: rsa, EdDSA: ed };

const CLAIMS = { sub: 'someone', jti: '1' };

function verificationKey(algorithm: SigningAlgorithm) {
  return { algorithm, publicKey: PAIRS[algorithm].publicKey };
}

/** The order of the curve P-256. */
const ORDER = BigInt('0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551');

function bytes(value: bigint): Buffer {
  return Buffer.from(value.toString(16).padStart(64, '0'), 'hex');
}

describe.each(SIGNING_ALGORITHMS)('a JWS with %s', (algorithm) => {
  const { privateKey, publicKey } = PAIRS[algorithm];
  const token = signJws({ alg: algorithm }, CLAIMS, privateKey);

  it('is verified by jose when signJws signed it', async () => {
    const key = await importJWK(publicKey.export({ format: 'jwk' }), algorithm);
    expect((await jwtVerify(token, key)).payload).toEqual(CLAIMS);
  });

  it('is verified by isSignedBy when jose signed it', async () => {
    const key = await importJWK(privateKey.export({ format: 'jwk' }), algorithm);
    const foreign = await new SignJWT(CLAIMS).setProtectedHeader({ alg: algorithm }).sign(key);
    const jws = readJws(foreign)!;
    expect(jws.claims).toEqual(CLAIMS);
    expect(isSignedBy(jws, verificationKey(algorithm))).toBe(true);
  });

  it('is rejected when a bit of its signature is changed', () => {
    const [header, claims] = token.split('.') as [string, string];
    const { signature } = readJws(token)!;
    for (let bit = 0; bit < signature.length * 8; bit += 7) {
      const changed = Buffer.from(signature);
      changed[bit >> 3]! ^= 1 << (bit & 7);
      const jws = readJws(`${header}.${claims}.${changed.toString('base64url')}`)!;
      expect(isSignedBy(jws, verificationKey(algorithm))).toBe(false);
    }
  });

  it('is rejected when its signature is too short, too long, all zeros or all ones', () => {
    const [header, claims] = token.split('.') as [string, string];
    const { signature } = readJws(token)!;
    for (const changed of [
      signature.subarray(0, -1),
      signature.subarray(1),
      Buffer.concat([signature, Buffer.from([0])]),
      Buffer.concat([Buffer.from([0]), signature]),
      Buffer.concat([signature, signature]),
      Buffer.alloc(signature.length),
      Buffer.alloc(signature.length, 0xff),
      Buffer.alloc(1),
    ]) {
      const jws = readJws(`${header}.${claims}.${changed.toString('base64url')}`)!;
      expect(isSignedBy(jws, verificationKey(algorithm))).toBe(false);
    }
  });

  it('is rejected when its signature lacks a leading zero byte', () => {
    let jws = readJws(token)!;
    for (let n = 0; jws.signature[0] !== 0; n += 1) {
      jws = readJws(signJws({ alg: algorithm }, { n }, privateKey))!;
    }
    expect(isSignedBy(jws, verificationKey(algorithm))).toBe(true);
    const changed = { ...jws, signature: jws.signature.subarray(1) };
    expect(isSignedBy(changed, verificationKey(algorithm))).toBe(false);
  });

  it('is rejected with the key or the name of another algorithm', () => {
    const jws = readJws(token)!;
    for (const other of SIGNING_ALGORITHMS.filter((name) => name !== algorithm)) {
      expect(isSignedBy(jws, verificationKey(other))).toBe(false);
      expect(isSignedBy(jws, { algorithm, publicKey: PAIRS[other].publicKey })).toBe(
        PAIRS[other] === PAIRS[algorithm], // RS256 and PS256 use the same key pair here
      );
      const renamed = { ...jws, header: { alg: other } };
      expect(isSignedBy(renamed, verificationKey(algorithm))).toBe(false);
    }
  });
});

describe('a JWS with the alg Ed25519 (RFC 9864)', () => {
  const header = Buffer.from(JSON.stringify({ alg: 'Ed25519' })).toString('base64url');
  const claims = Buffer.from(JSON.stringify(CLAIMS)).toString('base64url');
  const signature = sign(null, Buffer.from(`${header}.${claims}`), ed.privateKey);
  const jws = readJws(`${header}.${claims}.${signature.toString('base64url')}`)!;

  it('is verified like one with the alg EdDSA', () => {
    expect(isSignedBy(jws, verificationKey('EdDSA'))).toBe(true);
  });

  it('is rejected with another Ed25519 key and with an ES256 key', () => {
    const { publicKey } = generateKeyPairSync('ed25519');
    expect(isSignedBy(jws, { algorithm: 'EdDSA', publicKey })).toBe(false);
    expect(isSignedBy(jws, verificationKey('ES256'))).toBe(false);
  });
});

describe('an ECDSA signature of the Wycheproof test cases', () => {
  const [header, claims] = signJws({ alg: 'ES256' }, CLAIMS, ec.privateKey).split('.') as [
    string,
    string,
  ];
  const text = `${header}.${claims}`;
  const der = sign('sha256', Buffer.from(text), ec.privateKey);
  const good = sign('sha256', Buffer.from(text), { key: ec.privateKey, dsaEncoding: 'ieee-p1363' });
  const r = good.subarray(0, 32);
  const s = good.subarray(32);

  it.each<[string, Buffer]>([
    ['r = 0', Buffer.concat([bytes(0n), s])],
    ['s = 0', Buffer.concat([r, bytes(0n)])],
    ['r = s = 0 (CVE-2022-21449)', Buffer.concat([bytes(0n), bytes(0n)])],
    ['r = s = 1', Buffer.concat([bytes(1n), bytes(1n)])],
    ['r = n', Buffer.concat([bytes(ORDER), s])],
    ['s = n', Buffer.concat([r, bytes(ORDER)])],
    ['r = n - 1', Buffer.concat([bytes(ORDER - 1n), s])],
    ['s + n', Buffer.concat([r, bytes((BigInt(`0x${s.toString('hex')}`) + ORDER) % (1n << 256n))])],
    ['r and s exchanged', Buffer.concat([s, r])],
    ['DER instead of P1363', der],
    ['each number in 33 bytes', Buffer.concat([Buffer.alloc(1), r, Buffer.alloc(1), s])],
    ['r alone', r],
    ['the length of a P-384 signature', Buffer.alloc(96, 1)],
  ])('is rejected: %s', (_, signature) => {
    const jws = readJws(`${text}.${signature.toString('base64url')}`)!;
    expect(isSignedBy(jws, verificationKey('ES256'))).toBe(false);
  });

  it('is accepted unchanged, which proves that the other cases fail for their changes', () => {
    const jws = readJws(`${text}.${good.toString('base64url')}`)!;
    expect(isSignedBy(jws, verificationKey('ES256'))).toBe(true);
  });
});

describe('isSignedBy with a key that is too weak or of another type', () => {
  it.each([
    ['RSA of 1024 bits', 'RS256', generateKeyPairSync('rsa', { modulusLength: 1024 })],
    ['RSA of 1024 bits', 'PS256', generateKeyPairSync('rsa', { modulusLength: 1024 })],
    ['P-384', 'ES256', generateKeyPairSync('ec', { namedCurve: 'P-384' })],
    ['secp256k1', 'ES256', generateKeyPairSync('ec', { namedCurve: 'secp256k1' })],
    ['Ed448', 'EdDSA', generateKeyPairSync('ed448')],
  ] as const)('is false: %s as %s', (_, algorithm, { privateKey, publicKey }) => {
    const jws = readJws(signJws({ alg: algorithm }, CLAIMS, privateKey))!;
    expect(isSignedBy(jws, { algorithm, publicKey })).toBe(false);
  });
});

describe('readJws', () => {
  const [header, claims, signature] = signJws({ alg: 'ES256' }, CLAIMS, ec.privateKey).split(
    '.',
  ) as [string, string, string];
  const text = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');

  it.each([
    ['two segments', `${header}.${claims}`],
    ['four segments', `${header}.${claims}.${signature}.`],
    ['no signature', `${header}.${claims}.`],
    ['spare bits set in the signature', `${header}.${claims}.${spareBit(signature)}`],
    ['a padded signature', `${header}.${claims}.${signature}==`],
    ['a header that is a list', `${text([])}.${claims}.${signature}`],
    ['claims that are text', `${header}.${text('sub')}.${signature}`],
    ['claims that are null', `${header}.${text(null)}.${signature}`],
    [
      'claims that are not UTF-8',
      `${header}.${Buffer.from([0x22, 0xff, 0x22]).toString('base64url')}.x`,
    ],
    ['an empty text', ''],
  ])('returns null for a text that is not a signed JWT: %s', (_, token) => {
    expect(readJws(token)).toBeNull();
  });
});

/**
 * Sets a spare bit. The last base64url character of 64 bytes has two bits of data and four zeros.
 */
function spareBit(signature: string): string {
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
  const last = alphabet.indexOf(signature.at(-1)!);
  return signature.slice(0, -1) + alphabet[last | 1];
}
