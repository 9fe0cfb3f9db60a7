/** True when the text has the form of an id that the database gives to rows: a positive `bigint`. */
export function isRowId(text: string): boolean {
  return /^[1-9]\d{0,17}$/.test(text);
}
