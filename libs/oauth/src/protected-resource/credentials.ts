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

/** Also of a request without a token, which then is no DPoP one. */
export function schemeOf({ headers }: Request): Scheme {
  return /^DPoP +\S/i.test(headers.authorization ?? '') ? 'DPoP' : 'Bearer';
}
