import { hkdfSync } from 'node:crypto';
import type { KeyEncryptionKeys } from '../oauth.options.js';

/**
 * 32 bytes for one purpose, the same in every process that has the key-encryption
 * key (HKDF-SHA-256, RFC 5869); another purpose, or another key, has others.
 */
export function derivedKey({ current }: KeyEncryptionKeys, purpose: string): Buffer {
  return Buffer.from(hkdfSync('sha256', current, '', purpose, 32));
}
