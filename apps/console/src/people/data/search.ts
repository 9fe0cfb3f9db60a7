/** A run of characters that an index of three characters can find: three letters or digits of ASCII. */
const LONG = /[\p{L}\p{N}]{3}/u;

/** Two characters in a row of which one is not ASCII. */
const FOREIGN = /[\p{L}\p{N}]{2}/u;

/** True when the API can search for each word of a text. Shorter words are hints, and not sent. */
export function isSearchable(text: string): boolean {
  const words = text.split(/\s+/).filter((word) => word !== '');
  return (
    words.length > 0 &&
    words.every((word) => LONG.test(word) || (FOREIGN.test(word) && /[^\p{ASCII}]/u.test(word)))
  );
}
