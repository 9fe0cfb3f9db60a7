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

/** No list in the configuration is meant to be longer. */
const MAX_ITEMS = 100;

/** One message per setting, whichever of its rules is broken: validation stops at the first. */
function rule(
  name: string,
  message: string | ((value: unknown) => string),
  holds: (value: unknown) => boolean,
) {
  const defaultMessage = (refused?: ValidationArguments) =>
    typeof message === 'string' ? message : message(refused?.value);
  return ValidateBy({ name, validator: { validate: holds, defaultMessage } });
}

function text(
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

export function Integer(min: number, max: number): PropertyDecorator {
  return (target, property) => {
    for (const check of [
      IsInt({ message: `must be an integer from ${min} to ${max}` }),
      Min(min),
      Max(max),
    ]) {
      check(target, property);
    }
  };
}

/** 0 lets the system choose a free one, as tests do. */
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
    'must be embedded or a postgres:// URL, special characters of its password as %23 and so on',
    isDatabaseUrl,
  );

/** Of an application of its own; empty is the login of `database.url`. */
export const LoginUrl = () =>
  text(
    'loginUrl',
    'must be a postgres:// URL, special characters of its password as %23 and so on',
    (url) => url === '' || (url !== 'embedded' && isDatabaseUrl(url)),
  );

/**
 * An issuer: clients append paths to it and compare it letter by letter (RFC
 * 8414 §2, §3.3). Its path is in the form in which clients and proxies send it:
 * nothing escaped, no `..`, no empty segment. An empty setting is derived.
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

/** 32 bytes are an AES-256 key. Only the canonical spelling, so that equal keys are equal text. */
export const KeyEncryptionKey = () =>
  text('keyEncryptionKey', keyError, (key) => key === '' || isKey(key));

function isKey(key: string): boolean {
  const bytes = Buffer.from(key, 'base64');
  return bytes.length === 32 && bytes.toString('base64') === key;
}

/** The likely fault of a key-encryption key. The message must not reveal any of the key. */
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

/** The browser sends the normal form, and it is compared as text (RFC 6454 §6.2). */
function isOrigin(origin: string): boolean {
  // No wildcard inside a name, which the URL parser lets pass: it would match nothing.
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
    // Not /0: every caller would be a trusted proxy.
    return /^[1-9]\d{0,2}$/.test(prefix) && Number(prefix) <= bits && rest.length === 0;
  });
