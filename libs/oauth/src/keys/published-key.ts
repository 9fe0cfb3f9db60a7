import type { JsonWebKey } from 'node:crypto';
import type { VerificationKey } from '../jws/jws.js';
import { type SigningKey, verificationKey } from './signing-key.entity.js';

/** The public half of a key, with its form in the key set (RFC 7517 §4). */
export interface PublishedKey extends VerificationKey {
  kid: string;
  jwk: JsonWebKey;
}

/** Returns the published form of a key; it never changes, because the id is a thumbprint. */
export function published(row: SigningKey): PublishedKey {
  const { kid, algorithm, publicJwk } = row;
  return {
    kid,
    ...verificationKey(row),
    jwk: { ...publicJwk, kid, use: 'sig', alg: algorithm },
  };
}
