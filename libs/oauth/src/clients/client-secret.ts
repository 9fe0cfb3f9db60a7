import { hash, randomBytes, timingSafeEqual } from 'node:crypto';
import { crc32 } from 'node:zlib';
import { SIDES, type Side } from '../side.js';

/**
 * `lkb_` or `lks_`, 43 digits, 6 digits: the prefix names the side, the digits
 * are base 62 so that a double click selects all of it, and the last six are a
 * checksum by which a secret scanner knows a real one from a look-alike.
 */
const PREFIX: Readonly<Record<Side, string>> = { backoffice: 'lkb_', storefront: 'lks_' };
const DIGITS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';

/** 256 random bits, shown once. Enough entropy that a fast hash is a safe one. */
export function makeClientSecret(side: Side): string {
  const random = base62(BigInt(`0x${randomBytes(32).toString('hex')}`), 43);
  return `${PREFIX[side]}${random}${checksum(PREFIX[side] + random)}`;
}

/** SHA-256; what the database keeps. */
export function hashClientSecret(secret: string): Buffer {
  return hash('sha256', secret, 'buffer');
}

/**
 * The side whose secret this could be, by prefix, length and checksum; null for
 * any other text. Nothing is looked up: it may never have been anybody's.
 */
export function identifyClientSecret(text: string): Side | null {
  const side = SIDES.find((each) => text.startsWith(PREFIX[each]));
  const isWhole = /^lk[bs]_[0-9A-Za-z]{49}$/.test(text);
  return side && isWhole && checksum(text.slice(0, -6)) === text.slice(-6) ? side : null;
}

/** Those of the candidates that were hashed from this secret; compares them all, in constant time. */
export function matchingSecrets<Candidate extends { hash: Buffer }>(
  secret: string,
  candidates: readonly Candidate[],
): Candidate[] {
  const presented = hashClientSecret(secret);
  return candidates.filter((candidate) => timingSafeEqual(presented, candidate.hash));
}

function checksum(text: string): string {
  return base62(BigInt(crc32(text)), 6);
}

function base62(value: bigint, length: number): string {
  let digits = '';
  for (let rest = value; digits.length < length; rest /= 62n) {
    digits = DIGITS.charAt(Number(rest % 62n)) + digits;
  }
  return digits;
}
