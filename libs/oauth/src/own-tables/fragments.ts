/**
 * Statements for the start of a trigger function that counts the rows of a table with the same value
 * of a column: two transactions that add such rows count one after the other.
 */
export function countLock(table: string, column: string): string {
  return `IF current_setting('transaction_isolation') NOT IN ('read committed', 'read uncommitted') THEN
      RAISE invalid_transaction_state USING MESSAGE =
        'rows that are counted are added in transactions that read what others have committed';
    END IF;
    PERFORM pg_advisory_xact_lock(
      hashtext('${table}'), hashtext(NEW.${column}::text) & 1023);`;
}

/** Constraint of a table on its times: the years 1 to 9999, which the API can show. */
export function timesBounded(table: string, ...columns: string[]): string {
  const bounds = columns.map(
    (time) => `(${time} >= '0001-01-01 00:00:00+00') AND (${time} < '10000-01-01 00:00:00+00')`,
  );
  return `CONSTRAINT ${table}_times_bounded CHECK ((${bounds.join(' AND ')}))`;
}

/** Constraint of a table on `client_id`: its rows are deleted with their client. */
export function referenceToClient(table: string): string {
  return `CONSTRAINT ${table}_client_id_fkey FOREIGN KEY (client_id) REFERENCES
    own.oauth_clients(client_id) ON DELETE CASCADE`;
}
