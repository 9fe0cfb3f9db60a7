import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { Seal } from './seal.js';

const [first, second, third] = [randomBytes(32), randomBytes(32), randomBytes(32)];
const seal = new Seal({ current: first, previous: null });
const sealed = seal.seal('a secret', 'backoffice totp 7');

describe('a sealed secret of sign-in', () => {
  it('opens with its key-encryption key and label', () => {
    expect(seal.open(sealed, 'backoffice totp 7')).toBe('a secret');
    expect(seal.isCurrent(sealed, 'backoffice totp 7')).toBe(true);
  });

  it('opens while the key-encryption key is being replaced, and says that it is not current', () => {
    const replaced = new Seal({ current: second, previous: first });
    expect(replaced.open(sealed, 'backoffice totp 7')).toBe('a secret');
    expect(replaced.isCurrent(sealed, 'backoffice totp 7')).toBe(false);
  });

  it('does not open with other key-encryption keys or for another row', () => {
    expect(new Seal({ current: second, previous: third }).open(sealed, 'backoffice totp 7')).toBe(
      null,
    );
    expect(seal.open(sealed, 'backoffice totp 8')).toBe(null);
    expect(seal.open(sealed, 'storefront totp 7')).toBe(null);
  });

  it('does not open with a changed byte or when it is cut short', () => {
    for (let at = 0; at < sealed.length; at += 1) {
      const changed = Buffer.from(sealed);
      changed[at]! ^= 1;
      expect(seal.open(changed, 'backoffice totp 7')).toBe(null);
      expect(seal.open(sealed.subarray(0, at), 'backoffice totp 7')).toBe(null);
    }
  });

  it('is different each time, and does not contain the secret in clear', () => {
    expect(seal.seal('a secret', 'backoffice totp 7')).not.toEqual(sealed);
    expect(sealed.includes('a secret')).toBe(false);
  });
});
