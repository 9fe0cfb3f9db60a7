import { hash, randomBytes } from 'node:crypto';

/** Crockford's base 32 without I, L, O and U, so that people do not confuse digits. */
const DIGITS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** Codes of one person. */
export const RECOVERY_CODES = 10;

/** 80 bits, 16 digits: enough entropy that a fast hash is safe, and short enough to be typed. */
const BYTES = 10;

/** Makes a code in groups of four digits, such as `0G4K-9QTR-ZZ10-PW3M`; shown once. */
export function makeRecoveryCode(): string {
  const bits = [...randomBytes(BYTES)].map((byte) => byte.toString(2).padStart(8, '0')).join('');
  const digits = bits.replaceAll(/.{5}/g, (five) => DIGITS.charAt(Number.parseInt(five, 2)));
  return digits.replaceAll(/.{4}(?=.)/g, '$&-');
}

/**
 * Returns the SHA-256 of a code, which is all that the database keeps of it. Case, spaces and hyphens
 * do not matter, and O, I and L are read as 0, 1 and 1. Null for a text without the form of a code.
 */
export function hashRecoveryCode(text: string): Buffer | null {
  const digits = text
    .replaceAll(/[\s-]/g, '')
    .toUpperCase()
    .replaceAll('O', '0')
    .replaceAll(/[IL]/g, '1');
  return /^[0-9A-HJKMNP-TV-Z]{16}$/.test(digits) ? hash('sha256', digits, 'buffer') : null;
}
