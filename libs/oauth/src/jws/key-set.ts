import { type PublicJwk, readPublicJwk } from './public-jwk.js';

/** Public keys of one client (RFC 7517 §5). */
export interface JsonWebKeySet {
  keys: JsonWebKey[];
}

/** Of the public ones that there are here (RFC 7518 §6, RFC 8037 §2). */
export type JsonWebKey = Partial<
  Record<'kty' | 'crv' | 'x' | 'y' | 'n' | 'e' | 'kid' | 'alg', string>
>;

/** Those that verify signatures, and what is wrong with the others. */
export interface ReadKeySet {
  keys: readonly PublicJwk[];
  faults: readonly string[];
}

/**
 * The keys of a set that can be used. Others are passed over, as RFC 7517 §5
 * wants it: a set that is published for several purposes has such.
 *
 * @returns what is wrong when it is no set, or has too many keys; never what it says
 */
export function readKeySet(value: unknown, most: number): ReadKeySet | string {
  const keys = keysOf(value);
  if (!keys) return 'a JWK Set is an object with a list of keys';
  if (keys.length > most) return `it has more than ${most} keys`;
  const read = keys.map(readPublicJwk);
  return {
    keys: read.filter((key) => typeof key !== 'string'),
    faults: read.flatMap((key, at) => (typeof key === 'string' ? [`keys[${at}]: ${key}`] : [])),
  };
}

/** What is wrong with a set that is to be kept, every key of which has to be good; null for nothing. */
export function keySetError(value: unknown, most: number): string | null {
  const set = readKeySet(value, most);
  if (typeof set === 'string') return set;
  const { keys, faults } = set;
  if (faults.length > 0) return faults.join('; ');
  if (keys.length === 0) return 'there is no key in it';
  const kids = new Set(keys.map(({ kid }) => kid));
  const areNamed = kids.size === keys.length && !kids.has(null);
  return keys.length === 1 || areNamed ? null : 'each of several keys needs a kid of its own';
}

/**
 * A set as it is kept: of each key what makes it one, its kid and its alg, in
 * one order. Anything else may be in it and says nothing to us (RFC 7517 §4, §5).
 */
export function plainKeySet(set: JsonWebKeySet): JsonWebKeySet {
  return { keys: set.keys.map(plainKey) };
}

function plainKey(value: JsonWebKey): JsonWebKey {
  const read = readPublicJwk(value);
  // One that was written by hand in SQL: it differs from whatever is said now.
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
