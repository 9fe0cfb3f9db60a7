import { generateKeyPairSync, sign, verify } from 'node:crypto';
import { expect, it } from 'vitest';
import { joseSignature } from './signature.js';

const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });

it('joseSignature makes a signature that node:crypto verifies as r‖s', () => {
  // One signature in 128 has a leading zero in r or s.
  for (let at = 0; at < 1000; at++) {
    const text = Buffer.from(`text ${at}`);
    const signature = joseSignature(sign('sha256', text, privateKey));
    const isValid = verify(
      'sha256',
      text,
      { key: publicKey, dsaEncoding: 'ieee-p1363' },
      signature,
    );
    expect(isValid, `signature ${at}`).toBe(true);
  }
});

it.each([
  ['three short bytes', '010203', `${'00'.repeat(29)}010203`],
  ['a first bit that is set', `00${'ff'.repeat(32)}`, 'ff'.repeat(32)],
  ['all 32 bytes', '7f'.repeat(32), '7f'.repeat(32)],
])('joseSignature pads and cuts integers of %s', (_, integer, expected) => {
  const length = (hex: string) => (hex.length / 2).toString(16).padStart(2, '0');
  const other = '55';
  const integers = [`02${length(integer)}${integer}`, `02${length(other)}${other}`];
  const sequence = (parts: string[]) =>
    Buffer.from(`30${length(parts.join(''))}${parts.join('')}`, 'hex');
  const padded = other.padStart(64, '0');
  expect(joseSignature(sequence(integers)).toString('hex')).toBe(expected + padded);
  expect(joseSignature(sequence(integers.toReversed())).toString('hex')).toBe(padded + expected);
});
