/** What a log shows for a URL that cannot be shown without risking its password. */
const UNREADABLE = '(unreadable URL)';

/**
 * `postgres://user@host:5432/name`, for logs and errors.
 *
 * Nothing of the query is kept, since `?password=` is a password too.
 */
export function withoutPassword(url: string): string {
  const parsed = parse(url);
  if (!parsed) return UNREADABLE;

  const { username, hostname, port, pathname, searchParams } = parsed;
  const host = hostname || searchParams.get('host') || 'localhost';
  return `postgres://${username && `${username}@`}${host}:${port || '5432'}${pathname}`;
}

/** @throws Error when pg would understand the URL differently from the person who wrote it. */
export function assertDatabaseUrl(url: string): void {
  if (parse(url)) return;
  throw new Error(
    'database.url must be `embedded` or postgres://user:password@host:port/name, ' +
      'with the special characters of the password written as %23 and so on',
  );
}

/**
 * Null also for `postgres://user:1#2@host`: it is a valid URL, of a host
 * `user` with the port 1, and what follows is half of the password. An @
 * behind the host gives that away.
 */
function parse(url: string): URL | null {
  if (!/^postgres(ql)?:/.test(url) || !URL.canParse(url)) return null;
  const parsed = new URL(url);
  return /@/.test(parsed.pathname + parsed.search + parsed.hash) ? null : parsed;
}
