/**
 * An index of trigrams knows letters and digits only: without three of them in a row
 * there is nothing to look up, and every row would be read.
 */
const THREE_IN_A_ROW = /[\p{L}\p{N}]{3}/u;

export function isFindable(text: string): boolean {
  return THREE_IN_A_ROW.test(text);
}
