/** `typ` of an access token (RFC 9068 §2.1). It prevents that another JWT is accepted as one. */
export const ACCESS_TOKEN_TYPE = 'at+jwt';

/** The claims of an access token (RFC 9068 §2.2); times in Unix seconds. */
export interface AccessTokenClaims {
  iss: string;
  aud: string;
  sub: string;
  client_id: string;
  iat: number;
  exp: number;
  jti: string;
  /** Space-separated (RFC 9068 §2.2.3). */
  scope: string;
  /**
   * Thumbprint of the key that the token is bound to (RFC 9449 §6.1); absent for a bearer token.
   */
  cnf?: { jkt: string };
}

/**
 * True when all required claims are present and have the right type. Does not check their values.
 */
export function hasRequiredClaims({
  sub,
  client_id,
  jti,
  scope,
  iat,
  exp,
  cnf,
}: AccessTokenClaims): boolean {
  const texts = [sub, client_id, jti, scope].every((claim) => typeof claim === 'string');
  return texts && Number.isInteger(iat) && Number.isInteger(exp) && isBinding(cnf);
}

/** True for no binding or for a `jkt` alone. An unknown kind of binding must not be ignored. */
function isBinding(cnf: unknown): boolean {
  if (cnf === undefined) return true;
  const { jkt, ...others } = (cnf ?? {}) as Record<string, unknown>;
  return typeof jkt === 'string' && Object.keys(others).length === 0;
}
