import { generateKeyPairSync, sign, verify } from 'node:crypto';
import { compactVerify, importJWK } from 'jose';
import { describe, expect, it } from 'vitest';
import { fromDer, toDer } from './ecdsa-signature.js';
import { isSignedBy, readJws } from './jws.js';
import { readPublicJwk } from './public-jwk.js';

const ONE = `${'00'.repeat(31)}01`;

/** Pairs of the same number: 32 bytes, and an INTEGER of DER. */
const NUMBERS: [string, string][] = [
  ['00'.repeat(32), '020100'],
  [ONE, '020101'],
  [`${'00'.repeat(31)}7f`, '02017f'],
  [`${'00'.repeat(31)}80`, '02020080'],
  [`${'00'.repeat(30)}00ff`, '020200ff'],
  [`${'00'.repeat(30)}0100`, '02020100'],
  [`${'00'.repeat(30)}8000`, '0203008000'],
  [`00${'7f'.repeat(31)}`, `021f${'7f'.repeat(31)}`],
  [`00${'80'.repeat(31)}`, `022000${'80'.repeat(31)}`],
  [`01${'00'.repeat(31)}`, `022001${'00'.repeat(31)}`],
  [`7f${'ff'.repeat(31)}`, `02207f${'ff'.repeat(31)}`],
  [`80${'00'.repeat(31)}`, `02210080${'00'.repeat(31)}`],
  ['ff'.repeat(32), `022100${'ff'.repeat(32)}`],
];

const PAIRS = NUMBERS.flatMap(([r, rInDer]) =>
  NUMBERS.map(([s, sInDer]) => {
    const numbers = rInDer + sInDer;
    const length = (numbers.length / 2).toString(16).padStart(2, '0');
    return { p1363: Buffer.from(r + s, 'hex'), der: Buffer.from(`30${length}${numbers}`, 'hex') };
  }),
);

describe('an ECDSA signature', () => {
  it('has numbers of every length and sign bit in DER as in X.690', () => {
    for (const { p1363, der } of PAIRS) {
      expect(toDer(p1363).toString('hex')).toBe(der.toString('hex'));
      expect(fromDer(der).toString('hex')).toBe(p1363.toString('hex'));
    }
  });

  it('of OpenSSL stays valid in both directions, also with leading zeros of r and of s', () => {
    const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    const key = { key: publicKey, dsaEncoding: 'ieee-p1363' } as const;
    const seen = new Set<string>();
    for (let n = 0; seen.size < 4; n += 1) {
      const text = Buffer.from(String(n));
      const der = sign('sha256', text, privateKey);
      const signature = fromDer(der);
      if (signature[0] === 0) seen.add('leading zero of r');
      if (signature[32] === 0) seen.add('leading zero of s');
      if (signature[0]! > 0x7f) seen.add('high bit of r');
      if (signature[32]! > 0x7f) seen.add('high bit of s');
      expect(verify('sha256', text, key, signature)).toBe(true);
      expect(toDer(signature)).toEqual(der);
    }
  });
});

/**
 * Valid signatures with numbers that random ones do not have. Each public key was computed from the
 * numbers. The signed text is `{"alg":"ES256"}` and `{"sub":"a"}`.
 */
const TEXT = 'eyJhbGciOiJFUzI1NiJ9.eyJzdWIiOiJhIn0';
const RARE: [string, string, { x: string; y: string }][] = [
  [
    'r = 5, s = 1',
    `${'00'.repeat(31)}05${ONE}`,
    {
      x: 'FyVHMy2sIyctQlsfXNks4CTpqCl8uvI2tdYUUYCkjIU',
      y: 'X_zOwlzgZPZFwePTZHbel20wxxmWtcO5T2ZBR67xXQo',
    },
  ],
  [
    'r of 31 bytes with the high bit, s = 127',
    `0080${'00'.repeat(29)}01${'00'.repeat(31)}7f`,
    {
      x: 'aFU2QxzoUFUB3VihCfVJ9XN5BdxaWKfqUakLythJ56k',
      y: 'naZBmae0e3nrcAA54P6dqwhA-ZM2jP8FMB4YonKx_zQ',
    },
  ],
  [
    'r of 32 bytes with the high bit, s = 128',
    `80${'00'.repeat(30)}04${'00'.repeat(31)}80`,
    {
      x: '6CI0q2AKdTiUiwkoYzFMXwePHziiaRPLANLjGLllT34',
      y: 'sjMf2lPG_5EbDrpe3SCpKduwggVzFjpbtAZWY1teygQ',
    },
  ],
  [
    'r of 32 bytes without the high bit, s = n - 1',
    `7f${'00'.repeat(31)}ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632550`,
    {
      x: 'b9sN4VokcmmFeq-9C80_ZfByga866r4TKj4xcEhCue4',
      y: '2kaT-mIpmXmWrdL3pcDkHRt4uPNSvHewTQc2jtxul-o',
    },
  ],
  [
    'r of 16 bytes, s of 31 bytes',
    `${'00'.repeat(16)}01${'00'.repeat(15)}00${'ff'.repeat(31)}`,
    {
      x: 'CV1GZel2VqLqWUdk7X6XRJf7lWlorYRc9dbuTyzTP7w',
      y: 'LDZ9VIhrHGVZ__EIchFuenAH43ptgCXTwwF_GBW0hIc',
    },
  ],
];

describe.each(RARE)('an ES256 signature with %s', (_, signature, point) => {
  const jwk = { kty: 'EC', crv: 'P-256', ...point };
  const { publicKey } = readPublicJwk(jwk) as Exclude<ReturnType<typeof readPublicJwk>, string>;
  const token = (bytes: Buffer) => `${TEXT}.${bytes.toString('base64url')}`;
  const good = Buffer.from(signature, 'hex');

  it('is accepted, by jose too', async () => {
    expect(isSignedBy(readJws(token(good))!, { algorithm: 'ES256', publicKey })).toBe(true);
    await expect(compactVerify(token(good), await importJWK(jwk, 'ES256'))).resolves.toBeDefined();
  });

  it('is rejected with another length, in DER, and with another number', () => {
    const changedAt = (at: number) => Buffer.from(good).fill(good[at]! ^ 1, at, at + 1);
    for (const changed of [
      good.subarray(1),
      good.subarray(0, 63),
      Buffer.concat([good, Buffer.of(0)]),
      Buffer.concat([good.subarray(0, 32), Buffer.of(0), good.subarray(32)]),
      Buffer.concat([good.subarray(0, 32), good.subarray(63)]),
      toDer(good),
      changedAt(31),
      changedAt(63),
    ]) {
      const jws = readJws(token(changed))!;
      expect(isSignedBy(jws, { algorithm: 'ES256', publicKey })).toBe(false);
    }
  });
});
