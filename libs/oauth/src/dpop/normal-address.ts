/** Nothing that `URL` would drop or turn around: it takes more than what is an address. */
const ADDRESS = /^https?:\/\/[^\s\\\p{Cc}]+$/iu;

const UNRESERVED = /[\w.~-]/;

/**
 * An address in the one form that all its spellings have (RFC 9449 §4.3 item 9:
 * normalised by syntax and scheme, RFC 3986 §6.2.2 and §6.2.3), without query
 * and fragment; null for what is none.
 */
export function normalAddress(text: string): string | null {
  if (!ADDRESS.test(text) || !URL.canParse(text)) return null;
  const { origin, pathname, username, password } = new URL(text);
  if (username !== '' || password !== '') return null;
  return origin + pathname.replaceAll(/%[\da-f]{2}/gi, normalOctet);
}

/** A letter or the like as itself, the rest in capitals: `%7e` is `~`, `%2f` is `%2F` and no slash. */
function normalOctet(encoded: string): string {
  const character = String.fromCharCode(Number.parseInt(encoded.slice(1), 16));
  return UNRESERVED.test(character) ? character : encoded.toUpperCase();
}
