import type { Filter } from './filter.js';
import type { PageRequest } from './pagination.js';
import type { ResourceSelection } from './resource-selection.js';
import type { SortKey } from './sort.js';
import type { InTurn } from './time-limit.js';

/** The query of a collection, validated against the definition. */
export interface CollectionQuery extends ResourceSelection {
  page: PageRequest;

  /** True when the client wants the number of all resources, which costs a count. */
  total: boolean;

  sort: readonly SortKey[];
  filters: readonly Filter[];

  /** Words that must all be in the searchable attributes. */
  search: readonly string[];

  /** For `X-Include: totalCount`. */
  announceTotal?: (total: number) => void;

  /** Limits how many costly reads run at a time. */
  inTurn?: InTurn;
}
