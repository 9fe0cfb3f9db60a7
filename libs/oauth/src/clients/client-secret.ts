import { hash, randomBytes, timingSafeEqual } from 'node:crypto';
import { crc32 } from 'node:zlib';
import { type ShopSide, type Side, SIDES } from '../side.js';

/**
 * The form of a secret: `lkb_`, `lks_` or `lkh_`, 43 digits, 6 digits. The prefix names the side. The
 * digits are base 62, so that a double click selects the complete secret. The last six are a
 * checksum, by which a secret scanner distinguishes a real secret from a look-alike.
 */
const PREFIX: Readonly<Record<ShopSide, string>> = { backoffice: 'lkb_', storefront: 'lks_' };

/** The prefix of the sides of hosts, which have names of their own. */
const OTHER_PREFIX = 'lkh_';

const DIGITS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';

/** Makes a secret of 256 random bits, shown once. With so much entropy, a fast hash is safe. */
export function makeClientSecret(side: Side): string {
  const random = base62(BigInt(`0x${randomBytes(32).toString('hex')}`), 43);
  const text = prefixOf(side) + random;
  return text + checksum(text);
}

/** Returns the SHA-256 of a secret, which is all that the database keeps of it. */
export function hashClientSecret(secret: string): Buffer {
  return hash('sha256', secret, 'buffer');
}

/**
 * Returns the side whose secret this could be, by prefix, length and checksum; null for any other
 * text. It looks nothing up, so the secret need not belong to any client.
 */
export function identifyClientSecret(text: string): ShopSide | null {
  const side = SIDES.find((each) => text.startsWith(PREFIX[each]));
  return side && hasForm(text) ? side : null;
}

/** True when the text could be a secret of the side, by prefix, length and checksum. */
export function isSecretOf(side: Side, text: string): boolean {
  return text.startsWith(prefixOf(side)) && hasForm(text);
}

function hasForm(text: string): boolean {
  const isText = /^lk[bhs]_[0-9A-Za-z]{49}$/.test(text);
  return isText && checksum(text.slice(0, -6)) === text.slice(-6);
}

function prefixOf(side: Side): string {
  return PREFIX[side as ShopSide] ?? OTHER_PREFIX;
}

/**
 * Returns the candidates whose hash, in hexadecimal, is that of this secret; compares them all, in
 * constant time.
 */
export function matchingSecrets<Candidate extends { hash: string }>(
  secret: string,
  candidates: readonly Candidate[],
): Candidate[] {
  const presented = hashClientSecret(secret);
  return candidates.filter((candidate) =>
    timingSafeEqual(presented, Buffer.from(candidate.hash, 'hex')),
  );
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
