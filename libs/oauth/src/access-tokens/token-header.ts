import type { KeyObject } from 'node:crypto';
import { SIGNING_ALGORITHM } from '../keys/key-store.js';
import { ACCESS_TOKEN_TYPE } from './access-token.claims.js';

export interface HeaderFault {
  code: 'malformed_token' | 'wrong_token_type' | 'unknown_key';
  description: string;
}

/**
 * The key that must have signed the token, by its header alone (RFC 9068 §4).
 *
 * Our tokens have three header members; one with more (`jwk`, `jku`, `x5c`,
 * `crit` …) asks to be verified in a way that we do not offer, so it is refused
 * rather than read past (RFC 8725 §3.10).
 */
export function signingKeyOf(
  token: string,
  find: (kid: string) => KeyObject | null,
): KeyObject | HeaderFault {
  const [encodedHeader = '', , signature = '', ...rest] = token.split('.');
  const header = readJson(encodedHeader);
  if (!header || rest.length > 0 || !isCanonical(signature)) {
    return { code: 'malformed_token', description: 'the token is not a signed JWT' };
  }
  const { typ, alg, kid, ...others } = header;
  if (typ !== ACCESS_TOKEN_TYPE) {
    return {
      code: 'wrong_token_type',
      description: `the token is not of type ${ACCESS_TOKEN_TYPE}`,
    };
  }
  if (alg !== SIGNING_ALGORITHM || Object.keys(others).length > 0) {
    return { code: 'malformed_token', description: 'the token has a header that is not ours' };
  }
  const key = typeof kid === 'string' ? find(kid) : null;
  return key ?? { code: 'unknown_key', description: 'the token is signed by a key not known here' };
}

/** The audience that a token claims, believed by nobody: only to say where it belongs. */
export function claimedAudience(token: string): unknown {
  return readJson(token.split('.')[1] ?? '')?.aud;
}

function readJson(segment: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(Buffer.from(segment, 'base64url').toString('utf8'));
    return typeof value === 'object' ? (value as Record<string, unknown> | null) : null;
  } catch {
    return null;
  }
}

/** Base64url has spare bits at its end: without this, several texts are one signature. */
function isCanonical(signature: string): boolean {
  return (
    signature !== '' && Buffer.from(signature, 'base64url').toString('base64url') === signature
  );
}
