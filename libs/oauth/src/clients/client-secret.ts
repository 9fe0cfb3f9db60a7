import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { crc32 } from 'node:zlib';
import type { Side } from '../side.js';

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
  return createHash('sha256').update(secret).digest();
}

/** Whether the secret is one of those that were hashed; takes the same time for any wrong one. */
export function verifyClientSecret(secret: string, hashes: readonly Buffer[]): boolean {
  const presented = hashClientSecret(secret);
  return hashes.filter((hash) => timingSafeEqual(presented, hash)).length > 0;
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
