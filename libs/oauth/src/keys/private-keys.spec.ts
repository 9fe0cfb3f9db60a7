import { generateKeyPairSync, type KeyObject, randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { KeySeal } from './key-seal.js';
import { PrivateKeys } from './private-keys.js';
import type { SigningKey } from './signing-key.entity.js';

const KEK = randomBytes(32);

/** A key that signs since that second, until that one. */
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

/** What a process signs with that opens the keys with these ids only. */
function signingOf(rows: SigningKey[], ...opened: string[]): string | undefined {
  const seal = new KeySeal('backoffice', { current: KEK, previous: null });
  const keys = new PrivateKeys(seal);
  const privateKey: KeyObject = generateKeyPairSync('ed25519').privateKey;
  keys.open(rows, new Map(opened.map((kid) => [kid, seal.seal(kid, privateKey)])));
  return keys.newestSigning(rows)?.kid;
}

describe('what a process signs with', () => {
  it('is the active key, whatever the clock of the database has done since', () => {
    expect(signingOf([key('old', 100, 90), key('active', 90, null)], 'old', 'active')).toBe(
      'active',
    );
  });

  it('is of retired ones, when the active one does not open, the newest that does', () => {
    const rows = [key('older', 10, 20), key('old', 20, 30), key('active', 30, null)];
    expect(signingOf(rows, 'older', 'old')).toBe('old');
    expect(signingOf(rows, 'older')).toBe('older');
    expect(signingOf(rows)).toBeUndefined();
  });
});
