import type { Stored } from './comparison.js';

/** A database, with the rights of its superuser. */
interface Database {
  query(sql: string, values: unknown[]): Promise<Record<string, unknown>[]>;
}

/** Reads the writes from the database whose text begins with the prefix. */
export async function storedWrites(postgres: Database, prefix: string): Promise<Stored> {
  const customers = await postgres.query(
    `SELECT name AS text, count(*)::integer AS value FROM customers
     WHERE starts_with(name, $1) GROUP BY name`,
    [prefix],
  );
  const events = await postgres.query(
    `SELECT text, count(*)::integer AS value FROM (
         SELECT subject_type, after FROM audit_events
         UNION ALL SELECT subject_type, after FROM unsealed_audit_events) events,
       LATERAL (VALUES (after->>'name'), (after->>'description')) texts (text)
     WHERE subject_type = 'customers' AND starts_with(text, $1) GROUP BY text`,
    [prefix],
  );
  const descriptions = await postgres.query(
    `SELECT name AS text, description AS value FROM customers
     WHERE starts_with(name, $1) AND description IS NOT NULL`,
    [prefix],
  );
  return {
    customers: byText<number>(customers),
    events: byText<number>(events),
    descriptions: byText<string>(descriptions),
  };
}

/** Returns the tokens of these clients in the usage counts. */
export async function countedTokens(
  postgres: Database,
  clientIds: readonly string[],
): Promise<number> {
  const [row] = await postgres.query(
    `SELECT coalesce(sum(tokens_issued), 0)::integer AS tokens FROM client_usage
     WHERE client_id = ANY($1)`,
    [clientIds],
  );
  return row!.tokens as number;
}

function byText<Value>(rows: Record<string, unknown>[]): Map<string, Value> {
  return new Map(rows.map(({ text, value }) => [text as string, value as Value]));
}
