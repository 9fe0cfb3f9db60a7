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
  /**
   * The time at which the person authenticated (RFC 9068 §2.2.1). A token with this claim is of a
   * person, `sub`; a token without it is of the client or of the user for whom the client acts.
   */
  auth_time?: number;
  /** Level of the person's authentication, see `SignedInPerson`. */
  acr?: string;
  /** Authentication methods of the person (RFC 8176). */
  amr?: readonly string[];
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
  auth_time,
}: AccessTokenClaims): boolean {
  const texts = [sub, client_id, jti, scope].every((claim) => typeof claim === 'string');
  const times = Number.isInteger(iat) && Number.isInteger(exp);
  const isOfKnownKind = auth_time === undefined || Number.isInteger(auth_time);
  return texts && times && isOfKnownKind && isBinding(cnf);
}

/** True for no binding or for a `jkt` alone. An unknown kind of binding must not be ignored. */
function isBinding(cnf: unknown): boolean {
  if (cnf === undefined) return true;
  const { jkt, ...others } = (cnf ?? {}) as Record<string, unknown>;
  return typeof jkt === 'string' && Object.keys(others).length === 0;
}
