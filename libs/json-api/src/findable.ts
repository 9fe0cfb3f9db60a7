/**
 * An index of trigrams knows letters and digits only: without three of them in a row
 * there is nothing to look up, and every row would be read.
 */
const THREE_IN_A_ROW = /[\p{L}\p{N}]{3}/u;

/** Of the beginning of a word it knows one. */
const ONE = /[\p{L}\p{N}]/u;

export function isFindableStart(text: string): boolean {
  return ONE.test(text);
}

export function isFindable(text: string): boolean {
  return THREE_IN_A_ROW.test(text);
}
