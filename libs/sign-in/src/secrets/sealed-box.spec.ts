import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { SealedBox, sealFor } from './sealed-box.js';

const KEYS = { current: randomBytes(32), previous: null };

describe('a secret that is sealed for a side', () => {
  it('is opened with the key-encryption key of the side alone', () => {
    const box = new SealedBox(KEYS);
    const sealed = sealFor(box.publicKey, 'a sécret', 'label');
    expect(sealed.includes('cret')).toBe(false);
    expect(box.open(sealed, 'label')).toBe('a sécret');
    expect(box.isCurrent(sealed, 'label')).toBe(true);
    const other = new SealedBox({ current: randomBytes(32), previous: null });
    expect(other.open(sealed, 'label')).toBe(null);
  });

  it('is opened after the key-encryption key was replaced', () => {
    const sealed = sealFor(new SealedBox(KEYS).publicKey, 'secret', 'label');
    const box = new SealedBox({ current: randomBytes(32), previous: KEYS.current });
    expect(box.open(sealed, 'label')).toBe('secret');
    expect(box.isCurrent(sealed, 'label')).toBe(false);
  });

  it('is not opened under another label, nor after a change of any part', () => {
    const box = new SealedBox(KEYS);
    const sealed = sealFor(box.publicKey, 'secret', 'label');
    expect(box.open(sealed, 'another')).toBe(null);
    for (let at = 0; at < sealed.length; at += 7) {
      const changed = Buffer.from(sealed);
      changed[at]! ^= 1;
      expect(box.open(changed, 'label')).toBe(null);
    }
    expect(box.open(Buffer.alloc(0), 'label')).toBe(null);
    expect(box.open(Buffer.alloc(80), 'label')).toBe(null);
  });

  it('differs each time, and the public key of a side does not', () => {
    const box = new SealedBox(KEYS);
    expect(new SealedBox(KEYS).publicKey).toEqual(box.publicKey);
    expect(box.publicKey).toHaveLength(32);
    const [one, other] = [1, 2].map(() => sealFor(box.publicKey, 'secret', 'label'));
    expect(one).not.toEqual(other);
  });
});
