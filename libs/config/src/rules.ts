import {
  isFQDN,
  IsInt,
  isIP,
  Max,
  Min,
  ValidateBy,
  type ValidationArguments,
} from 'class-validator';
import { isDatabaseUrl } from './database-url.js';

/** Far more than any list in the configuration needs. */
const MAX_ITEMS = 100;

/** Builds a rule with one message per setting: validation stops at the first broken rule. */
function rule(
  name: string,
  message: string | ((value: unknown) => string),
  holds: (value: unknown) => boolean,
) {
  const defaultMessage = (invalid?: ValidationArguments) =>
    typeof message === 'string' ? message : message(invalid?.value);
  return ValidateBy({ name, validator: { validate: holds, defaultMessage } });
}

export function text(
  name: string,
  message: string | ((value: unknown) => string),
  holds: (value: string) => boolean,
) {
  return rule(name, message, (value) => typeof value === 'string' && holds(value));
}

function list(name: string, message: string, holds: (item: string, list: unknown[]) => boolean) {
  return rule(
    name,
    `${message}; at most ${MAX_ITEMS}`,
    (value) =>
      Array.isArray(value) &&
      value.length <= MAX_ITEMS &&
      value.every((item) => typeof item === 'string' && holds(item, value)),
  );
}

/** The unit of a number; the message of a wrong one names it. */
type Unit = 'milliseconds' | 'seconds' | 'days' | 'bytes' | 'KiB' | 'characters';

/** An integer from `min` to `max`, both included. */
export function Integer(min: number, max: number, unit?: Unit): PropertyDecorator {
  const message = `must be an integer from ${min} to ${max}${unit ? ` (${unit})` : ''}`;
  return (target, property) => {
    for (const check of [IsInt({ message }), Min(min, { message }), Max(max, { message })]) {
      check(target, property);
    }
  };
}

/** 0 lets the system choose a free port, as tests do. */
export const Port = () => Integer(0, 65535);

export const Host = () =>
  text(
    'host',
    'must be an IP address or a host name',
    (host) => isIP(host) || isFQDN(host, { require_tld: false, allow_underscores: true }),
  );

export const DatabaseUrl = () =>
  text(
    'databaseUrl',
    'must be embedded or a postgres:// URL, with special characters of its password percent-encoded (# as %23)',
    isDatabaseUrl,
  );

/** Login URL of one application; empty uses the login of `database.url`. */
export const LoginUrl = () =>
  text(
    'loginUrl',
    'must be a postgres:// URL, with special characters of its password percent-encoded (# as %23)',
    (url) => url === '' || (url !== 'embedded' && isDatabaseUrl(url)),
  );

/** The address of a standby, without a login; empty for none. */
export const ReadUrl = () =>
  text(
    'readUrl',
    'must be postgres://host:port/name without user and password: each side uses its own login there',
    (url) => url === '' || (url !== 'embedded' && isDatabaseUrl(url) && isServer(url)),
  );

/** True for a host without a login. */
function isServer(url: string): boolean {
  const { hostname, username, password, searchParams } = new URL(url);
  const given = [username, password, searchParams.get('user'), searchParams.get('password')];
  return hostname !== '' && !given.some(Boolean);
}

/**
 * An issuer. Clients append paths to it and compare it character by character
 * (RFC 8414 §2, §3.3). Its path must be in the form in which clients and proxies
 * send it: no escapes, no `..`, no empty segment. An empty setting is derived.
 */
export const PublicUrl = () =>
  text(
    'publicUrl',
    'must be an http(s) URL without trailing slash, query, fragment, user or escapes in its path',
    (url) => url === '' || (/^https?:\/\/[^\s/?#\\@]+(?:\/[\w.~-]+)*$/.test(url) && isNormal(url)),
  );

function isNormal(url: string): boolean {
  const [, path = '/'] = /^\w+:\/\/[^/]+(\/.*)?$/.exec(url)!;
  return URL.canParse(url) && new URL(url).pathname === path;
}

export const Audience = () =>
  text('audience', 'must not contain white space or be longer than 255', (audience) =>
    /^\S{0,255}$/.test(audience),
  );

/**
 * 32 bytes, an AES-256 key. Only the canonical base64 is allowed, so that equal keys are equal
 * text.
 */
export const KeyEncryptionKey = () =>
  text('keyEncryptionKey', keyError, (key) => key === '' || isKey(key));

/** True when a text is base64 of exactly 32 bytes. */
export function isKey(key: string): boolean {
  const bytes = Buffer.from(key, 'base64');
  return bytes.length === 32 && bytes.toString('base64') === key;
}

/** Names the likely mistake in a key-encryption key. The message must not reveal any of the key. */
function keyError(value: unknown): string {
  return typeof value === 'string' && isKey(value.trim())
    ? 'has white space around the key, such as a line break at its end: remove it'
    : 'must be exactly 32 bytes in base64: make one with `openssl rand -base64 32`';
}

export const Origins = () =>
  list(
    'origins',
    "must be origins such as https://shop.example.com (no path, no trailing slash), or '*' alone",
    (origin, { length }) => (origin === '*' ? length === 1 : isOrigin(origin)),
  );

/**
 * True for an origin in the normal form that browsers send; it is compared as text (RFC 6454 §6.2).
 */
function isOrigin(origin: string): boolean {
  // The URL parser accepts a wildcard inside a host name, but it would match no origin.
  return /^https?:[^*]+$/.test(origin) && URL.canParse(origin) && new URL(origin).origin === origin;
}

export const Scopes = () =>
  list('scopes', 'must be scopes such as users:read', (scope) => /^[a-z-]+:[a-z]+$/.test(scope));

const HEADER_NAME = /^[!#$%&'*+.^_`|~0-9A-Za-z-]{1,100}$/; // a token (RFC 9110 §5.6.2)

export const HeaderName = () =>
  text('headerName', 'must be the name of a header', (name) => HEADER_NAME.test(name));

export const HeaderNames = () =>
  list('headerNames', 'must be names of headers', (name) => HEADER_NAME.test(name));

export const Networks = () =>
  list('networks', 'must be IP addresses or CIDR ranges such as 10.0.0.0/8', (network) => {
    const [address, prefix, ...rest] = network.split('/');
    const bits = isIP(address, 4) ? 32 : isIP(address, 6) ? 128 : 0;
    if (prefix === undefined) return bits > 0;
    // Not /0: it would make every caller a trusted proxy.
    return /^[1-9]\d{0,2}$/.test(prefix) && Number(prefix) <= bits && rest.length === 0;
  });

/** A domain name in lower case; an address would void passkeys when it changes. */
const DOMAIN =
  /^(?=.{1,253}$)(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)*[a-z](?:[a-z0-9-]{0,61}[a-z0-9])?$/;

export const RelyingPartyId = () =>
  text(
    'relyingPartyId',
    'must be a domain name in lower case, without scheme and port',
    (name) => name === '' || DOMAIN.test(name),
  );
