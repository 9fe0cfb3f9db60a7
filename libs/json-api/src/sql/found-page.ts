import type { Position } from '../query/cursor.js';
import type { Page } from '../response/pagination-links.js';
import type { CollectionQuery } from '../query/collection-query.js';
import { POSITION } from './keyset.js';

/** Returns the page; `found` has one row more than the page when there is another page. */
export function foundPage<Row extends object>(
  found: readonly Row[],
  { page, announceTotal }: CollectionQuery,
  { counted, stop }: { counted?: object; stop?: Position } = {},
): Page<Row> {
  const rows = found.slice(0, page.size);
  const { total } = (counted ?? {}) as { total?: number };
  if (total !== undefined) announceTotal?.(total);
  const counts = { hasNext: found.length > page.size, ...(total !== undefined && { total }) };
  if (!('cursors' in page)) return { rows, ...counts };
  if (page.before && !page.after) rows.reverse();
  const positions = rows.map((row) => (row as unknown as { [POSITION]: Position })[POSITION]);
  return { rows, positions, ...counts, ...(stop && { stop }) };
}
