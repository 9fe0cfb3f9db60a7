import { commonPasswords } from './common-passwords.js';

/** Characters (NIST SP 800-63B asks for at least 8; without a second factor, 15 is its advice). */
export const MIN_LENGTH = 12;

/** Characters; more would only make the hash slower. */
export const MAX_LENGTH = 128;

/** The reasons for which a new password is rejected. */
export type PasswordProblem = 'short' | 'long' | 'common';

/**
 * Returns the form of a password that is hashed: NFC, because keyboards write `é` as one character or
 * as two (NIST SP 800-63B §3.1.1.2). Blanks and every other character are kept.
 */
export function normalPassword(password: string): string {
  return password.length > MAX_LENGTH * 4 ? password : password.normalize('NFC');
}

/**
 * Returns the reason to reject a new password, or null. `names` are the name and the addresses of the
 * person: a password of little else is easy to guess. There are no rules about kinds of characters.
 */
export async function passwordProblem(
  password: string,
  names: readonly string[],
): Promise<PasswordProblem | null> {
  const { length } = Array.from(password);
  if (length > MAX_LENGTH) return 'long';
  if (length < MIN_LENGTH) return 'short';
  const isCommon = await commonPasswords();
  const folded = password.toLowerCase();
  const rests = [folded, ...names.map((name) => without(folded, name))];
  return rests.some((rest) => isEasy(rest) || isCommon(rest)) ? 'common' : null;
}

/** Characters that a password must have beside the name of the person. */
const MIN_REST = 6;

/** Removes each word of a name, such as those of an e-mail address. */
function without(password: string, name: string): string {
  const words = name.toLowerCase().split(/[^\p{L}\p{N}]+/u);
  return words
    .filter((word) => word.length >= 3)
    .reduce((rest, word) => rest.replaceAll(word, ''), password);
}

/** True for a short rest, a repeated part, or a row of neighbours such as `123456`. */
function isEasy(text: string): boolean {
  if (Array.from(text).length < MIN_REST || /^(.{1,6})\1+.{0,5}$/su.test(text)) return true;
  const codes = Array.from(text, (character) => character.codePointAt(0)!);
  const steps = codes.slice(1).map((code, at) => code - codes[at]!);
  return new Set(steps).size === 1 && Math.abs(steps[0]!) <= 1;
}
