import { ValidateBy } from 'class-validator';

/** URIs in each list of one client, at most. */
export const MAX_URIS = 20;

/** Characters. Together with its keys, a client stays below the size of an audit event. */
export const MAX_URI = 500;

/** The characters of a URI without those of a fragment and a wildcard (RFC 3986 §2). */
const URI = /^[\w.~:/?[\]@!$&'()+,;=%-]+$/;

/** A private-use scheme is a domain name of the app in reverse order (RFC 8252 §7.1). */
const PRIVATE_USE = /^[a-z][a-z0-9-]*(?:\.[a-z0-9-]+)+:\/./;

/** Hosts of the device itself, to which http is as safe as https (RFC 8252 §7.3, §8.3). */
const LOOPBACK = new Set(['127.0.0.1', '[::1]', 'localhost']);

/** Validates each URI to which this server may send people. */
export const IsRedirectUri = () =>
  ValidateBy(
    {
      name: 'redirectUri',
      validator: {
        validate: isRedirectUri,
        defaultMessage: () =>
          `each value in $property must be an https URI of at most ${MAX_URI} characters, in its ` +
          'normal form and without user, fragment and *. http is only for 127.0.0.1, [::1] and ' +
          'localhost. The scheme of a native app has a dot, as in com.example.app:/callback',
      },
    },
    { each: true },
  );

/**
 * True for an absolute URI that a request can be compared with exactly (RFC 9700 §4.1.3). A browser
 * opens the normal form of a URI, so another form would lead to a place that it does not show.
 * Schemes such as `javascript` and `data`, which run code in the page, have no dot.
 */
export function isRedirectUri(value: unknown): boolean {
  if (typeof value !== 'string' || value.length > MAX_URI) return false;
  if (!URI.test(value) || !URL.canParse(value)) return false;
  const { protocol, hostname, username, password, href } = new URL(value);
  if (username !== '' || password !== '' || /%(?![\da-f]{2})/i.test(value)) return false;
  if (href !== value && href !== `${value}/`) return false;
  if (protocol === 'https:') return true;
  if (protocol === 'http:') return LOOPBACK.has(hostname);
  return PRIVATE_USE.test(value);
}
