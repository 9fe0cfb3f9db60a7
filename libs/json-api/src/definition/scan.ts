/**
 * Reads for which a table has no index. They test rows in the order of the page, and a limited number
 * of them, so such a page can have few resources or none. Its link to the next page continues after the
 * rows that were tested.
 */
export interface Scan<Name extends string = string> {
  /** Rows that one page tests at most. */
  readonly rows: number;

  /** Attributes in which `filter[search]` looks for each word. An object is searched as JSON text. */
  readonly search: readonly Name[];

  /** Attributes with a filter for equal values. */
  readonly filter: readonly Name[];
}
