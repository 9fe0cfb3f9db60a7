import { generateKeyPairSync } from 'node:crypto';
import { calculateJwkThumbprint, exportJWK } from 'jose';
import { expect, it } from 'vitest';
import { thumbprint } from './thumbprint.js';

it('is what an independent implementation of RFC 7638 computes', async () => {
  for (let round = 0; round < 20; round += 1) {
    const { publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    expect(thumbprint(publicKey)).toBe(await calculateJwkThumbprint(await exportJWK(publicKey)));
  }
});
