import { generateKeyPairSync } from 'node:crypto';
import { JwtService } from '@nestjs/jwt';
import { importJWK, jwtVerify } from 'jose';
import { describe, expect, it } from 'vitest';
import { JwtSigner } from './jwt-signer.js';

const ec = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 });

const CLAIMS = { iss: 'https://shop.example', iat: 1_796_000_000, exp: 1_796_003_600, jti: '1' };
const HEADER = { typ: 'at+jwt', kid: 'k1' };

const nest = new JwtService({});
const signer = new JwtSigner();

describe.each([
  ['ES256', ec],
  ['RS256', rsa],
  ['PS256', rsa],
] as const)('JwtSigner with %s', (algorithm, { privateKey, publicKey }) => {
  const options = { algorithm, privateKey, header: { alg: algorithm, ...HEADER } };
  const token = signer.sign(CLAIMS, options);

  it('writes the same header and claims as JwtService of @nestjs/jwt', () => {
    const [header, claims] = nest.sign(CLAIMS, options).split('.');
    expect(token.split('.').slice(0, 2)).toEqual([header, claims]);
  });

  it('writes a signature that JwtService of @nestjs/jwt verifies', () => {
    const key = publicKey.export({ format: 'pem', type: 'spki' });
    const clockTimestamp = CLAIMS.iat;
    const rules = { publicKey: key, algorithms: [algorithm], clockTimestamp };
    expect(nest.verify(token, rules)).toEqual(CLAIMS);
  });
});

it('JwtSigner signs with EdDSA, which JwtService of @nestjs/jwt does not support', async () => {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  const options = { algorithm: 'EdDSA', privateKey, header: HEADER };
  expect(() => nest.sign(CLAIMS, options as never)).toThrow('"algorithm" must be a valid string');
  const key = await importJWK(publicKey.export({ format: 'jwk' }), 'EdDSA');
  const currentDate = new Date(CLAIMS.iat * 1000);
  const verified = await jwtVerify(signer.sign(CLAIMS, options), key, { currentDate });
  expect(verified.protectedHeader).toEqual({ alg: 'EdDSA', ...HEADER });
  expect(verified.payload).toEqual(CLAIMS);
});
