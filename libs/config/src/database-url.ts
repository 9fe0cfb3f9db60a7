/** What is shown for a URL that cannot be shown without risking its password. */
const UNREADABLE = '(unreadable URL)';

/** `embedded`, or a URL that pg understands as the person who wrote it does. */
export function isDatabaseUrl(url: string): boolean {
  return url === 'embedded' || parse(url) !== null;
}

/**
 * `postgres://user@host:5432/name`, for logs and errors.
 *
 * Nothing of the query is kept, since `?password=` is a password too.
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
 * Null also for `postgres://user:1/2@host`: it is a valid URL, of a host `user`
 * with the port 1, and what follows is half of the password. An @ behind the
 * host gives that away. A # means nothing in such a URL, so it is a password's.
 */
function parse(url: string): URL | null {
  if (!/^postgres(ql)?:\/\/[^#]*$/.test(url) || !URL.canParse(url)) return null;
  const parsed = new URL(url);
  const { username, password, pathname, search } = parsed;
  const isDecodable = [username, password, pathname].every(canDecode);
  return isDecodable && !/@/.test(pathname + search) ? parsed : null;
}

/** A URL may have a % that begins nothing; pg, which decodes the parts, does not take it. */
function canDecode(text: string): boolean {
  try {
    decodeURIComponent(text);
    return true;
  } catch {
    return false;
  }
}
