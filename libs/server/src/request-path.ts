/** The part of an absolute-form request target before its path (RFC 9112 §3.2.2). */
export const ORIGIN = /^https?:\/\/[^/?#]*/i;

/** A request target without its origin, query and fragment, as it was sent. */
export function rawPath(target: string): string {
  const path = target.startsWith('/') ? target : target.replace(ORIGIN, '');
  const end = path.search(/[?#]/);
  return end < 0 ? path : path.slice(0, end);
}

/** The path that the router finds for a target: `/oauth2-token` for `/%6fauth2-token#a`, too. */
export function requestPath(target: string): string {
  const path = rawPath(target);
  try {
    return decodeURI(path);
  } catch {
    return path; // the router rejects it
  }
}
