import { createHmac } from 'node:crypto';
import { isKey } from './rules.js';

/**
 * Returns what may be shown of a key-encryption key, such as `*** (fingerprint 1a2b3c4d)`. Equal keys
 * have equal fingerprints, with which operators compare processes. The 32 bits of an HMAC reveal nothing
 * usable of 32 random bytes. Another text could be guessed by them, so it is `***` alone.
 */
export function shownKey(key: string): string {
  if (!isKey(key)) return key && '***';
  const hmac = createHmac('sha256', Buffer.from(key, 'base64')).update('fingerprint');
  return `*** (fingerprint ${hmac.digest('hex').slice(0, 8)})`;
}
