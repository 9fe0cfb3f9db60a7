/**
 * The authentication scheme of a request (RFC 6750 §2.1, RFC 9449 §7.1), as a challenge names it.
 */
export type Scheme = 'Bearer' | 'DPoP';

interface Request {
  headers: { authorization?: string };
}

/** Matches the scheme and a token68, with nothing before or after them. */
const CREDENTIALS = /^(?:Bearer|DPoP) +([\w\-.~+/]+=*)$/i;

/**
 * Returns the token of a request, or null if it has none. Only the header is read: a token in a URL
 * would be stored in logs and browser histories (RFC 6750 §5.3).
 */
export function accessTokenOf({ headers }: Request): string | null {
  return CREDENTIALS.exec(headers.authorization ?? '')?.[1] ?? null;
}

/**
 * Returns the reason why `accessTokenOf` found no token, for the caller. The text never repeats the
 * header.
 */
export function missingTokenText({ headers }: Request): string {
  const { authorization } = headers;
  const error = authorization === undefined ? '' : headerError(authorization.trim());
  return `${error}send an access token: Authorization: Bearer …`;
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

/** Returns the scheme of a request; `Bearer` also for a request without a token. */
export function schemeOf({ headers }: Request): Scheme {
  return /^DPoP +\S/i.test(headers.authorization ?? '') ? 'DPoP' : 'Bearer';
}
