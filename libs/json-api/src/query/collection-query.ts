import type { Filter } from './filter.js';
import type { PageRequest } from './pagination.js';
import type { ResourceSelection } from './resource-selection.js';
import type { SortKey } from './sort.js';
import type { InTurn } from './time-limit.js';

/** The query of a collection, validated against the definition. */
export interface CollectionQuery extends ResourceSelection {
  page: PageRequest;

  /** True when the client requests the total of all pages, which costs a count. */
  total: boolean;

  /**
   * Set when the client requests the ETag of each resource. `base` is the base URL of all links in
   * the documents, see `baseUrlOf`.
   */
  etags?: { base: string };

  sort: readonly SortKey[];
  filters: readonly Filter[];

  /** Words that must all occur in the searchable attributes. */
  search: readonly string[];

  /** Rows that the page tests at most, for a read without an index, see `Scan`. */
  scan?: number;

  /** Sets the header for `X-Include: totalCount`. */
  announceTotal?: (total: number) => void;

  /** Limits the number of concurrent costly reads. */
  inTurn?: InTurn;
}
