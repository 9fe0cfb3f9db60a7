import type { Position } from '../query/cursor.js';
import type { Filter, Range } from '../query/filter.js';
import type { CursorPage } from '../query/pagination.js';
import type { Page } from './pagination-links.js';
import type { CollectionQuery } from '../query/collection-query.js';
import { type SortKey, totalOrder } from '../query/sort.js';

/**
 * Returns the same page as `ResourceRepository.list`, for a few computed rows without a table.
 * Texts compare by code units, and null comes last, as in the database. `ignoreCase` and `search`
 * are not supported.
 */
export function paginateInMemory<Row extends { readonly id: string }>(
  all: readonly Row[],
  { page, sort, filters, total, announceTotal }: CollectionQuery,
): Page<Row> {
  const keys = totalOrder(sort);
  const rows = all
    .filter((row) => filters.every((filter) => matches(row, filter)))
    .toSorted((one, other) => order(placeOf(one, keys), placeOf(other, keys), keys));
  if (total) announceTotal?.(rows.length);
  const counted = total ? { total: rows.length } : {};
  if ('cursors' in page) return { ...pageByCursor(rows, keys, page), ...counted };
  const start = (page.number - 1) * page.size;
  return {
    rows: rows.slice(start, start + page.size),
    hasNext: rows.length > start + page.size,
    ...counted,
  };
}

function pageByCursor<Row extends object>(
  all: readonly Row[],
  keys: readonly SortKey[],
  { size, after, before }: CursorPage,
): Page<Row> {
  const beyond = all.filter((row) => {
    const place = placeOf(row, keys);
    const isAfter = !after || order(place, after.map(read), keys) > 0;
    return isAfter && (!before || order(place, before.map(read), keys) < 0);
  });
  const rows = before && !after ? beyond.slice(-size) : beyond.slice(0, size);
  const positions = rows.map((row): Position => placeOf(row, keys).map(write));
  return { rows, positions, hasNext: beyond.length > size };
}

function matches(row: object, { attribute, operator, values, ranges }: Filter): boolean {
  const actual = comparable(row, attribute);
  const wanted = values.map(asComparable);
  if (operator === 'exists') return (actual !== null) === values[0];
  const isEqual =
    actual !== null &&
    (wanted.includes(actual) || ranges.some((range) => isBetween(actual, range)));
  if (operator === 'eq') return isEqual;
  if (operator === 'neq') return !isEqual;
  if (actual === null) return false;
  const sign = compare(actual, wanted[0]!);
  return (
    (sign < 0 && operator.startsWith('lt')) ||
    (sign > 0 && operator.startsWith('gt')) ||
    (sign === 0 && operator.endsWith('te'))
  );
}

function isBetween(actual: Comparable, { from, to }: Range): boolean {
  return (
    (from === null || compare(actual, asComparable(from)) >= 0) &&
    (to === null || compare(actual, asComparable(to)) <= 0)
  );
}

function order(
  one: readonly Comparable[],
  other: readonly Comparable[],
  keys: readonly SortKey[],
): number {
  for (const [index, { descending }] of keys.entries()) {
    const ascending = compare(one[index] ?? null, other[index] ?? null);
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

function placeOf(row: object, keys: readonly SortKey[]): Comparable[] {
  return keys.map(({ attribute }) => comparable(row, attribute));
}

function comparable(row: object, attribute: string): Comparable {
  return asComparable((row as Readonly<Record<string, unknown>>)[attribute] ?? null);
}

/** Converts a value so that equal ones compare as equal, such as two Dates of one moment. */
function asComparable(value: unknown): Comparable {
  if (value instanceof Date) return value.getTime();
  return typeof value === 'boolean' ? Number(value) : (value as Comparable);
}

/** Writes a value for a cursor; the form distinguishes numbers from texts. */
function write(value: Comparable): string | null {
  return value === null ? null : JSON.stringify(value);
}

function read(text: string | null): Comparable {
  return text === null ? null : (JSON.parse(text) as Comparable);
}
