/**
 * Matches three letters or digits in a row, which a trigram index finds. Its letters beyond ASCII
 * depend on the database, so the index of pairs (`text_pairs`) finds those.
 */
const TRIGRAM = /[a-z\d]{3}/i;

/** Two characters in a row of which at least one is not ASCII, such as 山田. */
const PAIR = /\P{ASCII}.|.\P{ASCII}/su;

/** Matches a first character that one of the indexes finds. */
const START = /[a-z\d]|\P{ASCII}/iu;

export const FINDABLE =
  'three letters or digits in a row, or two characters in a row of which one is not ASCII';

/** True when an index finds the text within other texts; otherwise every row would be read. */
export function isFindable(text: string): boolean {
  return TRIGRAM.test(text) || PAIR.test(text);
}

/** True when an index finds texts that begin with this text. */
export function isFindableStart(text: string): boolean {
  return START.test(text);
}

/** True when the text contains a pair that is in the index of pairs. */
export function hasPair(text: string): boolean {
  return PAIR.test(text);
}
