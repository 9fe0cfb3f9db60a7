import { hash, randomBytes, timingSafeEqual } from 'node:crypto';
import { crc32 } from 'node:zlib';
import { SIDES, type Side } from '../side.js';

/**
 * The form of a secret: `lkb_` or `lks_`, 43 digits, 6 digits. The prefix names the side. The
 * digits are base 62, so that a double click selects the complete secret. The last six are a
 * checksum, by which a secret scanner distinguishes a real secret from a look-alike.
 */
const PREFIX: Readonly<Record<Side, string>> = { backoffice: 'lkb_', storefront: 'lks_' };
const DIGITS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';

/** Makes a secret of 256 random bits, shown once. With so much entropy, a fast hash is safe. */
export function makeClientSecret(side: Side): string {
  const random = base62(BigInt(`0x${randomBytes(32).toString('hex')}`), 43);
  return `${PREFIX[side]}${random}${checksum(PREFIX[side] + random)}`;
}

/** Returns the SHA-256 of a secret, which is all that the database keeps of it. */
export function hashClientSecret(secret: string): Buffer {
  return hash('sha256', secret, 'buffer');
}

/**
 * Returns the side whose secret this could be, by prefix, length and checksum; null for any other
 * text. It looks nothing up, so the secret need not belong to any client.
 */
export function identifyClientSecret(text: string): Side | null {
  const side = SIDES.find((each) => text.startsWith(PREFIX[each]));
  const hasForm = /^lk[bs]_[0-9A-Za-z]{49}$/.test(text);
  return side && hasForm && checksum(text.slice(0, -6)) === text.slice(-6) ? side : null;
}

/** Returns the candidates that are hashes of this secret; compares them all, in constant time. */
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
