/** `Bearer b64token` (RFC 6750 §2.1), and nothing around it. */
const BEARER = /^Bearer +([\w\-.~+/]+=*)$/i;

/**
 * The token of a request; null when there is none. Only the header counts: a
 * token in a URL ends up in logs and histories (RFC 6750 §5.3).
 */
export function bearerToken({ headers }: { headers: { authorization?: string } }): string | null {
  return BEARER.exec(headers.authorization ?? '')?.[1] ?? null;
}
