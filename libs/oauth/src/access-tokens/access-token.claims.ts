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
}

/** Whether no claim is missing and each has its type; what it says is another question. */
export function isWhole({ sub, client_id, jti, scope, iat, exp }: AccessTokenClaims): boolean {
  const texts = [sub, client_id, jti, scope].every((claim) => typeof claim === 'string');
  return texts && Number.isInteger(iat) && Number.isInteger(exp);
}
