import type { RequestHeaders } from './person-sessions.js';

/**
 * True when a page of this server has sent the request: the browser says so in `Sec-Fetch-Site`, or
 * `Origin` is the origin of the public URL. A request without both headers is rejected, because an
 * old browser or a form of another site may have sent it. Cookies alone never prove the origin.
 */
export function isSameOrigin(headers: RequestHeaders, issuer: string): boolean {
  const site = headers['sec-fetch-site'];
  if (site !== undefined) return site === 'same-origin';
  return headers.origin === new URL(issuer).origin;
}
