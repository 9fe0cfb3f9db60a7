/** A word that the API can search for: three letters or digits, or two characters of which one is not ASCII. */
const FINDABLE = /[a-z\d]{3}|\P{ASCII}\S|\S\P{ASCII}/iu;

/** True when the API can search for a text. One such word is enough; the others narrow the search. */
export function isSearchable(text: string): boolean {
  return FINDABLE.test(text);
}
