import { randomUUID, sign } from 'node:crypto';
import { joseSignature } from '../signature.js';
import { ALGORITHM, AUDIENCE, ISSUER, KEY_ID, LIFETIME, PRIVATE_KEY } from './settings.js';

const HEADER = encode({ alg: ALGORITHM, typ: 'at+jwt', kid: KEY_ID });

/** Signs a JWT with these claims, using only node:crypto. */
export function signedToken(claims: object): string {
  const text = `${HEADER}.${encode(claims)}`;
  const signature = sign('sha256', Buffer.from(text), PRIVATE_KEY);
  const inJws = ALGORITHM === 'ES256' ? joseSignature(signature) : signature;
  return `${text}.${inJws.toString('base64url')}`;
}

/** Signs a token with the same claims as Latchkey's tokens. */
export function accessToken(clientId: string, scope: string): string {
  const now = Math.floor(Date.now() / 1000);
  return signedToken({
    iss: ISSUER,
    aud: AUDIENCE,
    sub: clientId,
    client_id: clientId,
    iat: now,
    exp: now + LIFETIME,
    jti: randomUUID(),
    scope,
  });
}

function encode(part: object): string {
  return Buffer.from(JSON.stringify(part)).toString('base64url');
}
