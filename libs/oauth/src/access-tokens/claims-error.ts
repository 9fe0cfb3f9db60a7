import type { Jws } from '../jws/jws.js';
import type { OAuthSettings } from '../oauth-settings.js';
import { type AccessTokenClaims, hasRequiredClaims } from './access-token.claims.js';
import type { TokenError } from './token-header.js';

/** The reason why verified claims do not belong to a token for this side. */
export interface ClaimsError {
  code: 'wrong_audience' | 'wrong_issuer' | 'invalid_claims';
  description: string;
}

/** The side that checks a token, with the issuer and audience that it requires. */
export type Expected = Pick<OAuthSettings, 'side' | 'issuer' | 'audience' | 'peers'>;

/**
 * Returns the error of claims that are not for this side, or null. `iss` and `aud` must be exactly
 * the expected strings, not lists that contain them, and no claim may be missing (RFC 9068 §4).
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
 * Replaces `unknown_key` by `wrong_audience` for a token of a peer, whose key is unknown here.
 * The audience is not verified: it is used only to tell the caller where the token belongs.
 */
export function headerError(
  error: TokenError,
  jws: Jws | null,
  expected: Expected,
): TokenError | ClaimsError {
  const audience = jws?.claims.aud;
  const isOfPeer = expected.peers.some((other) => other.audience === audience);
  return error.code === 'unknown_key' && isOfPeer ? wrongAudience(audience, expected) : error;
}

/** Names the API that the token is for, and the endpoint that issues tokens for this side. */
function wrongAudience(audience: unknown, { side, issuer, peers }: Expected): ClaimsError {
  const owner = peers.find((other) => other.audience === audience);
  const whose = owner ? `the ${owner.name} API (${owner.audience})` : 'another API';
  return {
    code: 'wrong_audience',
    description:
      `the token is for ${whose}; this is the ${side} API: ` +
      `ask ${issuer}/oauth2-token for a token`,
  };
}
