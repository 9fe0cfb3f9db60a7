/** How a request uses its token (RFC 6750 §2.1, RFC 9449 §7.1), as challenges name it. */
export type Scheme = 'Bearer' | 'DPoP';

interface Request {
  headers: { authorization?: string };
}

/** The scheme and a token68, and nothing around them. */
const CREDENTIALS = /^(?:Bearer|DPoP) +([\w\-.~+/]+=*)$/i;

/**
 * The token of a request; null when there is none. Only the header counts: a
 * token in a URL ends up in logs and histories (RFC 6750 §5.3).
 */
export function accessTokenOf({ headers }: Request): string | null {
  return CREDENTIALS.exec(headers.authorization ?? '')?.[1] ?? null;
}

/**
 * The reason why `accessTokenOf` found no token, for the caller. It needs no look-up, and repeats
 * nothing of the header.
 */
export function missingTokenText({ headers }: Request): string {
  const { authorization } = headers;
  const fault = authorization === undefined ? '' : headerError(authorization.trim());
  return `${fault}send an access token: Authorization: Bearer …`;
}

function headerError(header: string): string {
  if (header === '') return 'the Authorization header is empty; ';
  if (/^(?:Bearer|DPoP)$/i.test(header)) return 'the Authorization header has no token; ';
  if (/^(?:Bearer|DPoP) +(?:Bearer|DPoP)\b/i.test(header)) {
    return 'the Authorization header has its scheme twice; ';
  }
  if (/^(?:Bearer|DPoP) /i.test(header)) {
    return 'the text after the scheme has characters that no token has; ';
  }
  return 'the Authorization header has neither the scheme Bearer nor DPoP; ';
}

/** Also of a request without a token, which then is no DPoP one. */
export function schemeOf({ headers }: Request): Scheme {
  return /^DPoP +\S/i.test(headers.authorization ?? '') ? 'DPoP' : 'Bearer';
}
