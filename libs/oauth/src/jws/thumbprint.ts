import { createHash, type JsonWebKey } from 'node:crypto';

/**
 * The required members of each key type, in the order of their names (RFC 7638 §3.2, RFC 8037 §2).
 */
const MEMBERS: Readonly<Record<string, readonly (keyof JsonWebKey)[]>> = {
  EC: ['crv', 'kty', 'x', 'y'],
  OKP: ['crv', 'kty', 'x'],
  RSA: ['e', 'kty', 'n'],
};

/**
 * Returns the SHA-256 thumbprint of a public key in base64url (RFC 7638 §3). It is the `kid` of
 * this server's keys, and the `jkt` of a DPoP key (RFC 9449 §6.1).
 */
export function thumbprint(jwk: JsonWebKey): string {
  const members = MEMBERS[jwk.kty ?? ''];
  if (!members) throw new Error(`no thumbprint for a key of type ${jwk.kty}`);
  const canonical = JSON.stringify(Object.fromEntries(members.map((name) => [name, jwk[name]])));
  return createHash('sha256').update(canonical).digest('base64url');
}
