import { randomUUID, sign } from 'node:crypto';
import { ALGORITHM, AUDIENCE, ISSUER, KEY_ID, LIFETIME, PRIVATE_KEY } from './surroundings.js';

const HEADER = encode({ alg: ALGORITHM, typ: 'at+jwt', kid: KEY_ID });
const KEY = {
  key: PRIVATE_KEY,
  ...(ALGORITHM === 'ES256' && { dsaEncoding: 'ieee-p1363' as const }),
};

/** The claims that Latchkey's tokens have, signed by node:crypto and nothing else. */
export function accessToken(clientId: string, scope: string): string {
  const now = Math.floor(Date.now() / 1000);
  const claims = encode({
    iss: ISSUER,
    aud: AUDIENCE,
    sub: clientId,
    client_id: clientId,
    iat: now,
    exp: now + LIFETIME,
    jti: randomUUID(),
    scope,
  });
  const text = `${HEADER}.${claims}`;
  return `${text}.${sign('sha256', Buffer.from(text), KEY).toString('base64url')}`;
}

function encode(part: object): string {
  return Buffer.from(JSON.stringify(part)).toString('base64url');
}
