/** The part of an absolute-form request target before its path (RFC 9112 §3.2.2). */
export const ORIGIN = /^https?:\/\/[^/?#]*/i;

/** Returns the path of a request target as it was sent, without origin, query and fragment. */
export function rawPath(target: string): string {
  const path = target.startsWith('/') ? target : target.replace(ORIGIN, '');
  const end = path.search(/[?#]/);
  return end < 0 ? path : path.slice(0, end);
}

/**
 * Returns an address that every router can read, and that has no route, with the first segment of
 * the target.
 */
export function besidePath(target: string): string {
  const [, first = ''] = rawPath(target).split('/');
  const name = requestPath(`/${first}`);
  return /^\/[\w.-]+$/.test(name) ? `${name}/-` : '/-';
}

/** Returns the decoded path that the router matches: `/%6fauth2-token#a` gives `/oauth2-token`. */
export function requestPath(target: string): string {
  const path = rawPath(target);
  try {
    return decodeURI(path);
  } catch {
    return path; // the router rejects it
  }
}
