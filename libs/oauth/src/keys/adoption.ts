import { createPublicKey } from 'node:crypto';
import { isKeyOf } from '../jws/signing-algorithm.js';
import { thumbprint } from '../jws/thumbprint.js';
import { isPublicMembers } from './authentication-code.js';
import type { KeySeal } from './key-seal.js';
import type { SigningKey } from './signing-key.entity.js';

/**
 * True when a key that is older than the authentication of rows belongs to this side: its private
 * half opens with the key-encryption key, and everything else in the row follows from that half.
 */
export function isAdoptable(row: SigningKey, sealed: Buffer | undefined, seal: KeySeal): boolean {
  const privateKey = sealed && seal.open(row.kid, sealed);
  if (!privateKey || row.authentication !== null) return false;
  if (!isPublicMembers(row.publicJwk)) return false;
  const publicKey = createPublicKey(privateKey);
  const jwk = publicKey.export({ format: 'jwk' }) as Record<string, string>;
  const isSame = Object.entries(jwk).every(([name, value]) => row.publicJwk[name] === value);
  const hasMore = Object.keys(row.publicJwk).length > Object.keys(jwk).length;
  return isSame && !hasMore && thumbprint(jwk) === row.kid && isKeyOf(row.algorithm, publicKey);
}
