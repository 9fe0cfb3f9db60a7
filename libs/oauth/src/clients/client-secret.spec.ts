import { crc32 } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import {
  hashClientSecret,
  identifyClientSecret,
  makeClientSecret,
  matchingSecrets,
} from './client-secret.js';

describe('a client secret', () => {
  it('names its side and can be distinguished from a look-alike by its checksum', () => {
    for (const [side, prefix] of [
      ['backoffice', 'lkb_'],
      ['storefront', 'lks_'],
    ] as const) {
      const secret = makeClientSecret(side);
      expect(secret).toMatch(new RegExp(`^${prefix}[0-9A-Za-z]{49}$`));
      expect(fromBase62(secret.slice(-6))).toBe(BigInt(crc32(secret.slice(0, -6))));
    }
  });

  it('has 256 random bits', () => {
    const secrets = Array.from({ length: 1000 }, () => makeClientSecret('backoffice'));
    expect(new Set(secrets).size).toBe(1000);
    const values = secrets.map((secret) => fromBase62(secret.slice(4, 47)));
    expect(values.every((value) => value < 2n ** 256n)).toBe(true);
    expect(values.some((value) => value > 2n ** 255n)).toBe(true);
  });

  it('matches its own hash only, and only when it is complete', () => {
    const secret = makeClientSecret('storefront');
    const own = { hash: hashClientSecret(secret).toString('hex') };
    const other = { hash: hashClientSecret('other').toString('hex') };
    expect(own.hash).toMatch(/^[0-9a-f]{64}$/);
    expect(matchingSecrets(secret, [other, own])).toEqual([own]);
    expect(matchingSecrets(secret, [])).toEqual([]);
    for (const wrong of ['', secret.slice(0, -1), `${secret}x`, secret.toLowerCase()]) {
      expect(matchingSecrets(wrong, [other, own])).toEqual([]);
    }
  });

  it('is identified as a secret of its side without a look-up', () => {
    expect(identifyClientSecret(makeClientSecret('backoffice'))).toBe('backoffice');
    expect(identifyClientSecret(makeClientSecret('storefront'))).toBe('storefront');
  });

  it('is not identified when a character is wrong, missing or added', () => {
    const secret = makeClientSecret('backoffice');
    const changed = secret.slice(0, 20) + (secret[20] === 'a' ? 'b' : 'a') + secret.slice(21);
    const side = secret.replace('lkb_', 'lks_');
    for (const text of [
      '',
      'lkb_',
      changed,
      side,
      secret.slice(0, -1),
      `${secret}0`,
      `x${secret}`,
    ]) {
      expect(identifyClientSecret(text)).toBeNull();
    }
  });
});

function fromBase62(text: string): bigint {
  const digits = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
  return Array.from(text).reduce((value, digit) => value * 62n + BigInt(digits.indexOf(digit)), 0n);
}
