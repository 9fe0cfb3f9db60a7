import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { DataSource } from 'typeorm';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { connect, type Database } from '#database';
import { createDatabase, type TestDatabase } from '../support/database.js';

let server: TestDatabase;
let database: Database;

beforeAll(async () => {
  server = await createDatabase();
  await server.query('CREATE TABLE numbers (n integer UNIQUE, at timestamptz DEFAULT now())');
  await server.query('INSERT INTO numbers VALUES (1), (2), (3)');
  database = await connect({
    url: server.url,
    embeddedDirectory: '',
    poolSize: 1,
    startTimeout: 10,
    migrate: false,
    applicationName: 'direct data source',
    entities: [],
  });
});
afterAll(async () => {
  await database.close();
  await server.drop();
});

type Ask = (text: string, values?: unknown[]) => Promise<unknown>;

/**
 * Returns the answer or the error of a statement run by TypeORM in a transaction that is rolled
 * back.
 */
async function inTransaction(dataSource: DataSource, work: (ask: Ask) => Promise<unknown>) {
  const runner = dataSource.createQueryRunner();
  await runner.startTransaction();
  try {
    return await work(async (text, values) => runner.query(text, values));
  } finally {
    await runner.rollbackTransaction();
    await runner.release();
  }
}

async function outcome(ask: Ask, [text, values]: Parameters<Ask>): Promise<unknown> {
  return ask(text, values).catch((error: Error) => {
    const members = Object.fromEntries(Object.entries(error));
    const { name, message } = error;
    return { ...members, name, message, driverError: String(members.driverError) };
  });
}

it.each<Parameters<Ask>>([
  ['SELECT n, $1::text AS t, null AS nothing FROM numbers ORDER BY n', ['x']],
  ['SELECT n FROM numbers WHERE n > 5'],
  ['INSERT INTO numbers VALUES ($1) RETURNING n', [10]],
  ['INSERT INTO numbers VALUES (11)'],
  ['UPDATE numbers SET n = n + 20 WHERE n > 1 RETURNING n'],
  ['UPDATE numbers SET n = 0 WHERE n > 50'],
  ['DELETE FROM numbers WHERE n = 3 RETURNING n'],
  ['WITH gone AS (DELETE FROM numbers RETURNING n) SELECT count(*)::int AS count FROM gone'],
  ['SELECT 1; SELECT 2'],
  ['INSERT INTO numbers VALUES (1)'],
  ['SELECT 1 / $1::integer', [0]],
  ['SELECT nothing FROM numbers'],
])('DirectDataSource answers like TypeORM in a transaction: %s', async (...statement) => {
  const { dataSource } = database;
  const expected = await inTransaction(dataSource, async (ask) => outcome(ask, statement));
  // The pool has one connection, so these three statements form one transaction.
  await dataSource.query('BEGIN');
  const answer = await outcome(async (text, values) => dataSource.query(text, values), statement);
  await dataSource.query('ROLLBACK');
  expect(answer).toEqual(expected);
});

it('reports a wrong statement with the stack of its caller', async () => {
  const statement = async function wrongStatement() {
    return await database.dataSource.query('SELECT nothing FROM numbers');
  };
  const error = await statement().catch((thrown: unknown) => thrown as { driverError: Error });
  expect((error as { driverError: Error }).driverError.stack).toContain('wrongStatement');
});

it('rows of completed statements are garbage of the young generation', async () => {
  const rowBytes = 25 * 500;
  const program = ['--expose-gc', 'test/support/old-bytes.mjs', server.url];
  const { stdout } = await promisify(execFile)(process.execPath, program);
  const oldBytesPerStatement = Number.parseFloat(stdout);
  expect(oldBytesPerStatement).toBeLessThan(rowBytes / 4);
});
