/**
 * A redirect URI of a native application on the loopback interface. The address is a literal one,
 * because `localhost` may resolve to another interface (RFC 8252 §8.3).
 */
const LOOPBACK = /^(http:\/\/(?:127\.0\.0\.1|\[::1\]))(?::\d{1,5})?(\/[^]*)?$/;

/**
 * True when a redirect URI is one of the registered ones: the same text, character by character
 * (RFC 9700 §2.1). Only the port of a loopback address may differ, because the operating system
 * chooses it (RFC 8252 §7.3).
 */
export function isRegisteredUri(sent: string, registered: readonly string[]): boolean {
  if (registered.includes(sent)) return true;
  const withoutPort = loopbackWithoutPort(sent);
  return withoutPort !== null && registered.some((uri) => loopbackWithoutPort(uri) === withoutPort);
}

function loopbackWithoutPort(uri: string): string | null {
  const [, host, rest = ''] = LOOPBACK.exec(uri) ?? [];
  return host === undefined ? null : host + rest;
}

/**
 * Returns the redirect URI with the parameters of the answer. A query of the registered URI stays
 * (RFC 6749 §3.1.2). Undefined parameters are left out.
 */
export function redirectTo(
  redirectUri: string,
  parameters: Readonly<Record<string, string | undefined>>,
): string {
  const present = Object.entries(parameters).filter(([, value]) => value !== undefined);
  if (present.length === 0) return redirectUri;
  const query = new URLSearchParams(present as [string, string][]);
  return `${redirectUri}${redirectUri.includes('?') ? '&' : '?'}${query.toString()}`;
}
