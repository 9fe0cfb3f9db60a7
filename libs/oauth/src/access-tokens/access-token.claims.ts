/** `typ` of an access token (RFC 9068 §2.1), so that no other JWT passes for one. */
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
  /** The key to which it is bound, by its thumbprint (RFC 9449 §6.1); without, it is a bearer token. */
  cnf?: { jkt: string };
}

/** Whether no claim is missing and each has its type; what it says is another question. */
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

/** One that we do not understand must not pass for none. */
function isBinding(cnf: unknown): boolean {
  if (cnf === undefined) return true;
  const { jkt, ...others } = (cnf ?? {}) as Record<string, unknown>;
  return typeof jkt === 'string' && Object.keys(others).length === 0;
}
