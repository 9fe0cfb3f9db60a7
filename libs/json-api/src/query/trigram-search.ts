/**
 * An index of trigrams finds three letters or digits in a row. Its letters beyond ASCII depend on
 * the database, so the index of pairs (`text_pairs`) finds those.
 */
const TRIGRAM = /[a-z\d]{3}/i;

/** Two characters in a row of which at least one is not ASCII, such as 山田. */
const PAIR = /\P{ASCII}.|.\P{ASCII}/su;

/** Either index finds the first character of a text. */
const START = /[a-z\d]|\P{ASCII}/iu;

export const FINDABLE =
  'three letters or digits in a row, or two characters in a row of which one is not ASCII';

/** True when an index finds the text somewhere in others; without one every row would be read. */
export function isFindable(text: string): boolean {
  return TRIGRAM.test(text) || PAIR.test(text);
}

/** True when an index finds the texts that begin with this text. */
export function isFindableStart(text: string): boolean {
  return START.test(text);
}

/** True when the text has a pair that the index of pairs has. */
export function hasPair(text: string): boolean {
  return PAIR.test(text);
}
