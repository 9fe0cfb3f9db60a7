import type { DataSource } from 'typeorm';

/** Rows that one statement deletes. */
const PAGE = 20_000;

interface Deletion {
  table: string;
  /** Columns that identify a row. */
  key: readonly [string, ...string[]];
  /** Condition in SQL, with `values` as its parameters. */
  where: string;
  values?: readonly unknown[];
}

/** A table whose rows expire. */
export interface ExpiringTable {
  table: string;
  /** Columns that identify a row. */
  key: Deletion['key'];
  /** Time for which a row stays after its end, an interval in SQL; without it, none. */
  kept?: string;
}

/** Deletes the expired rows of one side. Skips rows that another process is deleting. */
export async function deleteExpired(
  dataSource: DataSource,
  { table, key, kept }: ExpiringTable,
  side: string,
): Promise<void> {
  const end = kept === undefined ? 'now()' : `now() - interval '${kept}'`;
  const where = `side = $1 AND expires_at < ${end}`;
  await deleteInPages(dataSource, { table, key, where, values: [side] });
}

/** Deletes the matching rows in small steps. Skips rows that another process is deleting. */
export async function deleteInPages(
  dataSource: DataSource,
  { table, key, where, values = [] }: Deletion,
): Promise<void> {
  const isSameRow = key.map((column) => `${table}.${column} = page.${column}`).join(' AND ');
  const statement = `WITH page AS (
      SELECT ${key.join(', ')} FROM ${table} WHERE ${where} LIMIT ${PAGE} FOR UPDATE SKIP LOCKED),
    deleted AS (DELETE FROM ${table} USING page WHERE ${isSameRow} RETURNING 1)
    SELECT count(*)::integer AS count FROM deleted`;
  for (let deleted = PAGE; deleted === PAGE;) {
    const [row] = await dataSource.query<{ count: number }[]>(statement, [...values]);
    deleted = row!.count;
  }
}
