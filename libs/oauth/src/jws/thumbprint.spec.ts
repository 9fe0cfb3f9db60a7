import { generateKeyPairSync } from 'node:crypto';
import { calculateJwkThumbprint, exportJWK } from 'jose';
import { expect, it } from 'vitest';
import { thumbprint } from './thumbprint.js';

it.each([
  ['EC', () => generateKeyPairSync('ec', { namedCurve: 'P-256' })],
  ['RSA', () => generateKeyPairSync('rsa', { modulusLength: 2048 })],
  ['OKP', () => generateKeyPairSync('ed25519')],
])('thumbprint of a key of type %s equals that of jose', async (_, generate) => {
  for (let round = 0; round < 3; round += 1) {
    const jwk = await exportJWK(generate().publicKey);
    expect(thumbprint(jwk)).toBe(await calculateJwkThumbprint(jwk));
  }
});

it('thumbprint throws for a symmetric key', () => {
  expect(() => thumbprint({ kty: 'oct', k: 'AAAA' })).toThrow('no thumbprint');
});
