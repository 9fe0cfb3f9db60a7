import { createHash, type KeyObject } from 'node:crypto';

/** SHA-256 thumbprint of a public P-256 key, base64url (RFC 7638 §3); our `kid`. */
export function thumbprint(publicKey: KeyObject): string {
  const { crv, kty, x, y } = publicKey.export({ format: 'jwk' });
  return createHash('sha256').update(JSON.stringify({ crv, kty, x, y })).digest('base64url');
}
