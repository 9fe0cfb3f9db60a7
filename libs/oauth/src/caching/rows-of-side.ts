import { BatchLoader } from '#database';
import type { Side } from '../side.js';

/** Rows that one statement reads, at most. */
const MAX_TOGETHER = 100;

interface Source<Row> {
  side: Side;
  idOf: (row: Row) => string;
  /** Reads rows of a side by their ids. */
  select: (parameters: [Side, string[]]) => Promise<Row[]>;
}

/** Makes a loader of rows of one side, which reads the rows of concurrent look-ups together. */
export function rowsOfSide<Row>({ side, idOf, select }: Source<Row>): BatchLoader<string, Row> {
  const rowsById = async (ids: string[]) => {
    const rows = await select([side, ids]);
    return new Map(rows.map((row) => [idOf(row), row]));
  };
  return new BatchLoader(rowsById, MAX_TOGETHER);
}
