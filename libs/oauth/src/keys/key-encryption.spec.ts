import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { openKey, sealKey } from './key-encryption.js';

const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const keyEncryptionKey = randomBytes(32);
const sealed = sealKey(privateKey, keyEncryptionKey, 'backoffice:kid');

describe('a sealed private key', () => {
  it('opens with its key-encryption key and label', () => {
    const opened = openKey(sealed, keyEncryptionKey, 'backoffice:kid');
    expect(opened?.export({ format: 'jwk' })).toEqual(privateKey.export({ format: 'jwk' }));
  });

  it('does not open with another key or label, or with a changed byte', () => {
    expect(openKey(sealed, randomBytes(32), 'backoffice:kid')).toBeNull();
    expect(openKey(sealed, keyEncryptionKey, 'storefront:kid')).toBeNull();
    for (let at = 0; at < sealed.length; at += 1) {
      const changed = Buffer.from(sealed);
      changed[at]! ^= 1;
      expect(openKey(changed, keyEncryptionKey, 'backoffice:kid')).toBeNull();
    }
  });

  it('does not open when it is cut short', () => {
    for (const length of [0, 1, 12, 27, 28, sealed.length - 1]) {
      expect(openKey(sealed.subarray(0, length), keyEncryptionKey, 'backoffice:kid')).toBeNull();
    }
  });

  it('is different each time the same key is sealed', () => {
    expect(sealKey(privateKey, keyEncryptionKey, 'backoffice:kid')).not.toEqual(sealed);
  });

  it('does not contain the private key in clear', () => {
    const { d } = privateKey.export({ format: 'jwk' });
    expect(sealed.includes(Buffer.from(d!, 'base64url'))).toBe(false);
  });
});
