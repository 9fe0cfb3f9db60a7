import { Logger } from '@nestjs/common';
import type { DataSource } from 'typeorm';

/** Limits on waiting and on resources of an application; times in seconds. */
export interface DatabaseLimits {
  /** Requests that wait for a connection of the pool. */
  maxWaiting: number;
  /** Connections of the pool that no single client can occupy. */
  keptForOthers: number;
  /** Time to wait for an idle or a new connection. */
  connectionTimeout: number;
  /** Duration of one statement. */
  statementTimeout: number;
  /** Time to wait for a row that another transaction has locked. */
  lockTimeout: number;
  /** Time between two statements of one transaction. */
  idleTransactionTimeout: number;
}

/** Converts limits to session settings: PostgreSQL's names, milliseconds. */
export function timeouts({
  statementTimeout,
  lockTimeout,
  idleTransactionTimeout,
}: DatabaseLimits) {
  return {
    statement_timeout: statementTimeout * 1000,
    lock_timeout: lockTimeout * 1000,
    idle_in_transaction_session_timeout: idleTransactionTimeout * 1000,
  };
}

/** Warns of limits that are not in effect, for example because a pooler drops them. */
export async function requireLimits(dataSource: DataSource, limits: DatabaseLimits): Promise<void> {
  const [{ login, missing }] = await dataSource.query<[{ login: string; missing: string[] }]>(
    `SELECT quote_ident(current_user) AS login,
       ARRAY(SELECT name FROM pg_settings WHERE name = ANY ($1) AND setting = '0') AS missing`,
    [Object.keys(timeouts(limits))],
  );
  const statements = Object.entries(timeouts(limits))
    .filter(([name]) => missing.includes(name))
    .map(([name, value]) => `ALTER ROLE ${login} SET ${name} = ${value};`);
  if (statements.length === 0) return;
  new Logger('Database').warn(
    `database.limits are not in effect, probably because of a pooler; run ${statements.join(' ')}`,
  );
}
