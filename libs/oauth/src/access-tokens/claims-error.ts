import type { Jws } from '../jws/jws.js';
import type { OAuthOptions } from '../oauth.options.js';
import { type AccessTokenClaims, hasRequiredClaims } from './access-token.claims.js';
import type { TokenError } from './token-header.js';

/** Why verified claims are not those of a token for this side. */
export interface ClaimsError {
  code: 'wrong_audience' | 'wrong_issuer' | 'invalid_claims';
  description: string;
}

/** Who asks, as far as a token must be for it. */
export type Expected = Pick<OAuthOptions, 'side' | 'issuer' | 'audience' | 'neighbours'>;

/**
 * Null for claims of this side: `iss` and `aud` are our strings, no lists that
 * have them among others, and no claim is missing (RFC 9068 §4).
 */
export function claimsError(claims: AccessTokenClaims, expected: Expected): ClaimsError | null {
  const { issuer, audience } = expected;
  if (claims.aud !== audience) return wrongAudience(claims.aud, expected);
  if (claims.iss !== issuer) {
    return { code: 'wrong_issuer', description: `the token was not issued by ${issuer}` };
  }
  if (hasRequiredClaims(claims)) return null;
  return { code: 'invalid_claims', description: 'the token lacks a claim of an access token' };
}

/**
 * A token of a neighbour has a key that is unknown here: say where it belongs
 * instead, by the audience that it claims, believed by nobody.
 */
export function headerError(
  fault: TokenError,
  jws: Jws | null,
  expected: Expected,
): TokenError | ClaimsError {
  const audience = jws?.claims.aud;
  const isNeighbours = expected.neighbours.some((other) => other.audience === audience);
  return fault.code === 'unknown_key' && isNeighbours ? wrongAudience(audience, expected) : fault;
}

/** With the place where the right one is to be had. */
function wrongAudience(audience: unknown, { side, issuer, neighbours }: Expected): ClaimsError {
  const owner = neighbours.find((other) => other.audience === audience);
  const whose = owner ? `the ${owner.name} API (${owner.audience})` : 'another API';
  return {
    code: 'wrong_audience',
    description:
      `the token is for ${whose}; this is the ${side} API: ` +
      `ask ${issuer}/oauth2-token for a token`,
  };
}
