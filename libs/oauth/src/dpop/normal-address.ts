/**
 * Excludes characters that `URL` would drop or replace: it also accepts texts that are not URLs.
 */
const ADDRESS = /^https?:\/\/[^\s\\\p{Cc}]+$/iu;

const UNRESERVED = /[\w.~-]/;

/**
 * Returns the normal form of an http or https URL, without query and fragment, or null for any
 * other text. RFC 9449 §4.3 item 9 requires syntax-based and scheme-based normalization (RFC 3986
 * §6.2.2 and §6.2.3).
 */
export function normalAddress(text: string): string | null {
  if (!ADDRESS.test(text) || !URL.canParse(text)) return null;
  const { origin, pathname, username, password } = new URL(text);
  if (username !== '' || password !== '') return null;
  return origin + pathname.replaceAll(/%[\da-f]{2}/gi, normalOctet);
}

/** Decodes unreserved characters (`%7e` to `~`); writes all others in capitals (`%2f` to `%2F`). */
function normalOctet(encoded: string): string {
  const character = String.fromCharCode(Number.parseInt(encoded.slice(1), 16));
  return UNRESERVED.test(character) ? character : encoded.toUpperCase();
}
