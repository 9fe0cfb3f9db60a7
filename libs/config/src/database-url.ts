/** Text shown instead of a URL that could reveal its password. */
const UNREADABLE = '(unreadable URL)';

/** True for `embedded` and for a URL that pg reads as its author meant it. */
export function isDatabaseUrl(url: string): boolean {
  return url === 'embedded' || parse(url) !== null;
}

/**
 * Returns `postgres://user@host:5432/name`, for logs and errors.
 *
 * The query is dropped, because `?password=` is a password too.
 */
export function withoutPassword(url: string): string {
  if (url === 'embedded') return url;
  const parsed = parse(url);
  if (!parsed) return UNREADABLE;

  const { username, hostname, port, pathname, searchParams } = parsed;
  const host = hostname || searchParams.get('host') || 'localhost';
  return `postgres://${username && `${username}@`}${host}:${port || '5432'}${pathname}`;
}

/**
 * Parses a PostgreSQL URL; null when the URL is ambiguous or invalid.
 *
 * `postgres://user:1/2@host` is a valid URL with the host `user` and the port 1,
 * and the rest is half of a password. An @ after the host reveals this mistake.
 * A # has no meaning in such a URL, so it belongs to a password.
 */
function parse(url: string): URL | null {
  if (!/^postgres(ql)?:\/\/[^#]*$/.test(url) || !URL.canParse(url)) return null;
  const parsed = new URL(url);
  const { username, password, pathname, search } = parsed;
  const isDecodable = [username, password, pathname].every(canDecode);
  return isDecodable && !/@/.test(pathname + search) ? parsed : null;
}

/** Returns false for a stray %. A URL may hold one, but pg decodes the parts and rejects it. */
function canDecode(text: string): boolean {
  try {
    decodeURIComponent(text);
    return true;
  } catch {
    return false;
  }
}
