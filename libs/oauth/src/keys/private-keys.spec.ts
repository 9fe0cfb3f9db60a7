import { generateKeyPairSync, type KeyObject, randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { KeySeal } from './key-seal.js';
import { PrivateKeys } from './private-keys.js';
import type { SigningKey } from './signing-key.entity.js';

const KEK = randomBytes(32);

/** Builds a key that signs from one second to another. */
function key(kid: string, activatedAt: number, retiredAt: number | null): SigningKey {
  return {
    kid,
    side: 'backoffice',
    algorithm: 'ES256',
    publicJwk: {},
    createdAt: new Date(0),
    activatedAt: new Date(activatedAt * 1000),
    retiredAt: retiredAt === null ? null : new Date(retiredAt * 1000),
    authentication: null,
    isAuthentic: true,
  };
}

/** Returns the id of the signing key of a process that opens only the keys with these ids. */
function signingOf(rows: SigningKey[], ...opened: string[]): string | undefined {
  const seal = new KeySeal('backoffice', { current: KEK, previous: null });
  const keys = new PrivateKeys(seal);
  const privateKey: KeyObject = generateKeyPairSync('ed25519').privateKey;
  keys.open(rows, new Map(opened.map((kid) => [kid, seal.seal(kid, privateKey)])));
  return keys.newestSigning(rows)?.kid;
}

describe('the key with which a process signs', () => {
  it('is the active key, even when the clock of the database went back', () => {
    expect(signingOf([key('old', 100, 90), key('active', 90, null)], 'old', 'active')).toBe(
      'active',
    );
  });

  it('is the newest retired key that opens when the active key does not', () => {
    const rows = [key('older', 10, 20), key('old', 20, 30), key('active', 30, null)];
    expect(signingOf(rows, 'older', 'old')).toBe('old');
    expect(signingOf(rows, 'older')).toBe('older');
    expect(signingOf(rows)).toBeUndefined();
  });
});
