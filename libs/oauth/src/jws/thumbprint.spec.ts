import { generateKeyPairSync } from 'node:crypto';
import { calculateJwkThumbprint, exportJWK } from 'jose';
import { expect, it } from 'vitest';
import { thumbprint } from './thumbprint.js';

it.each([
  ['EC', () => generateKeyPairSync('ec', { namedCurve: 'P-256' })],
  ['RSA', () => generateKeyPairSync('rsa', { modulusLength: 2048 })],
  ['OKP', () => generateKeyPairSync('ed25519')],
])('of a key of type %s is what an independent implementation computes', async (_, generate) => {
  for (let round = 0; round < 3; round += 1) {
    const jwk = await exportJWK(generate().publicKey);
    expect(thumbprint(jwk)).toBe(await calculateJwkThumbprint(jwk));
  }
});

it('is refused of a secret, which has no public half', () => {
  expect(() => thumbprint({ kty: 'oct', k: 'AAAA' })).toThrow('no thumbprint');
});
