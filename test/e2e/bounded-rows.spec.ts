import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fillBothSides } from '../support/both-sides.js';
import { createDatabase, type TestDatabase } from '../support/database.js';

let database: TestDatabase;

beforeAll(async () => {
  database = await createDatabase();
  await fillBothSides(database);
});
afterAll(async () => database.drop());

/** SQLSTATE check_violation. */
const REFUSED = '23514';

/**
 * Columns of a type without a largest size that the login of an application may insert or
 * update. A foreign key is as long as the key; test/e2e/audit.spec.ts has the bounds of events.
 */
const COLUMNS = `
  SELECT relname AS table, attname AS column, format_type(atttypid, NULL) AS type
  FROM pg_class JOIN pg_attribute ON attrelid = pg_class.oid JOIN pg_type ON pg_type.oid = atttypid
  WHERE relnamespace = 'public'::regnamespace AND relkind = 'r' AND relname <> 'audit_events'
    AND attnum > 0 AND NOT attisdropped AND attgenerated = '' AND typlen = -1 AND atttypmod = -1
    AND typname NOT IN ('cidr', 'inet', 'numeric')
    AND NOT EXISTS (
      SELECT FROM pg_constraint
      WHERE conrelid = attrelid AND contype = 'f' AND attnum = ANY (conkey))
    AND EXISTS (
      SELECT FROM unnest('{latchkey_backoffice,latchkey_storefront}'::text[]) login
      WHERE has_column_privilege(login, attrelid, attnum, 'INSERT, UPDATE'))
  ORDER BY 1, 2`;

/** Longer than every bound, in bytes. */
const LONG = 300_000;

/** An answer that is kept may be longer than the largest request. */
const LONG_ANSWER = 34_000_000;

/** The value of a column with much more in it, by its type. */
const LONGER: Record<string, (column: string) => string> = {
  text: (column) => `coalesce(${column}, '') || repeat('a', ${LONG})`,
  bytea: (column) => `coalesce(${column}, '') || convert_to(repeat('a', ${LONG}), 'UTF8')`,
  jsonb: (column) =>
    `coalesce(${column}, '{"keys": []}') || jsonb_build_object('a', repeat('a', ${LONG}))`,
  'text[]': (column) => `array_append(${column}, repeat('a', ${LONG}))`,
  'cidr[]': () => `array_fill('10.0.0.0/8'::cidr, ARRAY[${LONG} / 10])`,
};

type Column = Record<'table' | 'column' | 'type', string>;

function longer({ table, column, type }: Column): string {
  // A trigger reads it as JSON.
  if (`${table}.${column}` === 'idempotent_requests.body') {
    return `to_json(repeat('a', ${LONG_ANSWER}))`;
  }
  return LONGER[type]!(`"${column}"`);
}

/** The outcome of the attempt: an SQLSTATE, or whether the rows have the long value. */
async function lengthen(column: Column): Promise<string> {
  const update = `WITH updated AS (
      UPDATE ${column.table} SET "${column.column}" = ${longer(column)}
      RETURNING octet_length("${column.column}"::text) >= ${LONG} AS is_long)
    SELECT bool_or(is_long) AS "isLong" FROM updated`;
  return database.query(update).then(
    ([row]) => (row!.isLong ? 'long' : 'ignored'),
    ({ code }: { code: string }) => code,
  );
}

/** The time columns of all tables. */
const TIMES = `
  SELECT table_name AS table, column_name AS column
  FROM information_schema.columns JOIN information_schema.tables USING (table_schema, table_name)
  WHERE table_schema = 'public' AND table_type = 'BASE TABLE' AND is_generated = 'NEVER'
    AND data_type ~ '^(timestamp|date)'
  ORDER BY 1, 2`;

/** The outcome of the attempt: an SQLSTATE, or whether a row has the time. */
async function setTime({ table, column }: Omit<Column, 'type'>, time: string): Promise<string> {
  const update = `WITH updated AS (
      UPDATE ${table} SET "${column}" = '${time}' RETURNING "${column}" = '${time}' AS is_set)
    SELECT bool_or(is_set) AS "isSet" FROM updated`;
  return database.query(update).then(
    ([row]) => (row!.isSet === null ? 'no row' : row!.isSet ? 'set' : 'ignored'),
    ({ code }: { code: string }) => code,
  );
}

describe('a row that the login of an application writes', () => {
  it('has a largest size, in every column', async () => {
    const columns = (await database.query(COLUMNS)) as Column[];
    const outcomes = new Map<string, string>();
    for (const column of columns) {
      outcomes.set(`${column.table}.${column.column}`, await lengthen(column));
    }
    const others = [...outcomes].filter(([, outcome]) => outcome !== REFUSED);
    // A trigger computes it from the body, whatever is given.
    expect(others).toEqual([['idempotent_requests.holds', 'ignored']]);
    expect(outcomes.size).toBeGreaterThan(40);
  });

  it.each(['infinity', '-infinity', '10000-01-01 00:00:00+00', '0001-12-31 23:59:59+00 BC'])(
    'has no time %s, in any column',
    async (time) => {
      const columns = (await database.query(TIMES)) as Column[];
      const others: string[] = [];
      for (const column of columns) {
        const outcome = await setTime(column, time);
        // A trigger sets it at the update.
        if (outcome === 'ignored' && column.column === 'updated_at') continue;
        if (outcome !== REFUSED) others.push(`${column.table}.${column.column} ${outcome}`);
      }
      // SQLSTATE restrict_violation: no event is changed.
      expect(others).toEqual(['audit_events.occurred_at 23001']);
      expect(columns.length).toBeGreaterThan(30);
    },
  );
});
