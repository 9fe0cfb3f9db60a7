import type { Filter } from './filter.js';
import type { Page } from './pagination.js';
import type { ResourceQuery } from './resource-query.js';
import type { SortKey } from './sort.js';

/**
 * What `ResourceRepository.list` answers, of rows that are no table: a handful
 * that somebody computes. Texts compare by their code units and null comes last,
 * as in the database; `ignore-case` and `before` are not for them.
 */
export function pageOf<Row extends { readonly id: string }>(
  rows: readonly Row[],
  { page, sort, filters }: ResourceQuery,
): Page<Row> {
  const sorted = rows
    .filter((row) => filters.every((filter) => matches(row, filter)))
    .toSorted((one, other) => order(one, other, [...sort, BY_ID]));
  const start = (page.number - 1) * page.size;
  return {
    rows: sorted.slice(start, start + page.size),
    hasNext: sorted.length > start + page.size,
  };
}

/** Breaks ties, so that the order is total. */
const BY_ID: SortKey = { attribute: 'id', descending: false };

function matches(row: object, { attribute, values }: Filter): boolean {
  const actual = comparable(row, attribute);
  return actual !== null && values.some((value) => asNumberOrText(value) === actual);
}

function order(one: object, other: object, keys: readonly SortKey[]): number {
  for (const { attribute, descending } of keys) {
    const ascending = compare(comparable(one, attribute), comparable(other, attribute));
    if (ascending !== 0) return descending ? -ascending : ascending;
  }
  return 0;
}

type Comparable = string | number | null;

function compare(one: Comparable, other: Comparable): number {
  if (one === other) return 0;
  if (one === null || other === null) return one === null ? 1 : -1;
  return one < other ? -1 : 1;
}

function comparable(row: object, attribute: string): Comparable {
  return asNumberOrText((row as Readonly<Record<string, unknown>>)[attribute] ?? null);
}

/** Two Dates of one moment are two objects. */
function asNumberOrText(value: unknown): Comparable {
  if (value instanceof Date) return value.getTime();
  return typeof value === 'boolean' ? Number(value) : (value as Comparable);
}
