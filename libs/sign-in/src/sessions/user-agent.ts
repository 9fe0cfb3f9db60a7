import type { RequestHeaders } from '#oauth';

/** Characters of the header User-Agent that a session keeps. */
const MAX_USER_AGENT = 200;

/** Cuts the header, and replaces what PostgreSQL cannot store. */
export function userAgentOf({ 'user-agent': userAgent }: RequestHeaders): string {
  const text = typeof userAgent === 'string' ? userAgent : '';
  return text.slice(0, MAX_USER_AGENT).replaceAll(/[^\x20-\x7e]/g, '?');
}
