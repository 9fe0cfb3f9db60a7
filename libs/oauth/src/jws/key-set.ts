import { type PublicJwk, readPublicJwk } from './public-jwk.js';

/** The public keys of one client (RFC 7517 §5). */
export interface JsonWebKeySet {
  keys: JsonWebKey[];
}

/** A public key of a type that this server supports (RFC 7518 §6, RFC 8037 §2). */
export type JsonWebKey = Partial<
  Record<'kty' | 'crv' | 'x' | 'y' | 'n' | 'e' | 'kid' | 'alg', string>
>;

/** The keys of a set that can verify signatures, and one error for each other key. */
export interface ReadKeySet {
  keys: readonly PublicJwk[];
  errors: readonly string[];
}

/**
 * Reads the usable keys of a JWK Set and skips the others (RFC 7517 §5): a set may be published
 * for several purposes.
 *
 * @returns an error text if the value is not a JWK Set or has more than `max` keys. The text never
 * repeats the value.
 */
export function readKeySet(value: unknown, max: number): ReadKeySet | string {
  const keys = keysOf(value);
  if (!keys) return 'a JWK Set is an object with a list of keys';
  if (keys.length > max) return `it has more than ${max} keys`;
  const read = keys.map(readPublicJwk);
  return {
    keys: read.filter((key) => typeof key !== 'string'),
    errors: read.flatMap((key, at) => (typeof key === 'string' ? [`keys[${at}]: ${key}`] : [])),
  };
}

/**
 * Returns the error of a JWK Set that a client registers, or null for a valid set. Unlike in
 * `readKeySet`, every key must be usable.
 */
export function keySetError(value: unknown, max: number): string | null {
  const set = readKeySet(value, max);
  if (typeof set === 'string') return set;
  const { keys, errors } = set;
  if (errors.length > 0) return errors.join('; ');
  if (keys.length === 0) return 'there is no key in it';
  const kids = new Set(keys.map(({ kid }) => kid));
  const areNamed = kids.size === keys.length && !kids.has(null);
  return keys.length === 1 || areNamed ? null : 'each of several keys needs a kid of its own';
}

/**
 * Returns the set as it is stored: for each key only the members that define it, `kid` and `alg`,
 * always in the same order. Other members are allowed but ignored (RFC 7517 §4, §5).
 */
export function plainKeySet(set: JsonWebKeySet): JsonWebKeySet {
  return { keys: set.keys.map(plainKey) };
}

function plainKey(value: JsonWebKey): JsonWebKey {
  const read = readPublicJwk(value);
  // A key that was inserted with SQL may be invalid. It stays unchanged, so it differs from every
  // valid key.
  if (typeof read === 'string') return value;
  const { kid, alg } = value;
  return {
    ...(read.jwk as JsonWebKey),
    ...(kid !== undefined && { kid }),
    ...(alg !== undefined && { alg }),
  };
}

function keysOf(value: unknown): unknown[] | null {
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, 'keys')) return null;
  const { keys } = value as { keys: unknown };
  return Array.isArray(keys) ? keys : null;
}
