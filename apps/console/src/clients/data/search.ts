const CLIENT_ID = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i;

/** A word that the search of the API finds: three letters or digits, or two not of ASCII. */
const FINDABLE = /[a-z\d]{3}|\P{ASCII}./iu;

/** Returns the filter for a text that the person typed; a text that is too short finds everything. */
export function searchFilter(q = ''): Record<string, unknown> {
  const text = q.trim();
  if (CLIENT_ID.test(text)) return { 'filter[id]': [text.toLowerCase()] };
  return FINDABLE.test(text) ? { 'filter[search]': text } : {};
}
