import { createHash } from 'node:crypto';
import type { SigningAlgorithm } from './signing-algorithm.js';

/**
 * Returns the left half of the hash of a token in base64url, by the hash of the signature algorithm
 * (OpenID Connect Core §3.1.3.6, `at_hash`). Ed25519 uses SHA-512 (RFC 8032 §5.1).
 */
export function leftHalfHash(token: string, algorithm: SigningAlgorithm): string {
  const isEdwards = algorithm === 'EdDSA';
  const digest = createHash(isEdwards ? 'sha512' : 'sha256')
    .update(token)
    .digest();
  return digest.subarray(0, digest.length / 2).toString('base64url');
}
