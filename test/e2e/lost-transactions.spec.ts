import { setTimeout as pause } from 'node:timers/promises';
import type { EntityManager } from 'typeorm';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { BufferReader } from 'pg-protocol/dist/buffer-reader.js';
import { connect, type Database } from '#database';
import { createDatabase, type TestDatabase } from '../support/database.js';

let server: TestDatabase;
let database: Database;

beforeAll(async () => {
  server = await createDatabase();
  database = await connect({
    url: server.url,
    embeddedDirectory: '',
    poolSize: 1,
    startTimeout: 10,
    migrate: false,
    applicationName: 'lost transactions',
    entities: [],
  });
});
afterAll(async () => {
  await database.close();
  await server.drop();
});

/** Ends the connection between two statements, so that no statement reports the loss. */
async function lose(transaction: EntityManager): Promise<void> {
  const [{ pid }] = (await transaction.query('SELECT pg_backend_pid() AS pid')) as [
    { pid: number },
  ];
  await server.query('SELECT pg_terminate_backend($1)', [pid]);
  await pause(200);
}

const refusal = { status: 503, code: 'service_unavailable', headers: { 'Retry-After': '1' } };

it('a transaction that continues after its connection was lost fails with 503', async () => {
  const lost = database.dataSource.transaction(async (transaction) => {
    await lose(transaction);
    await transaction.query('SELECT 1');
  });
  await expect(lost).rejects.toMatchObject(refusal);
});

it('a transaction that only commits after its connection was lost fails with 503', async () => {
  await expect(database.dataSource.transaction(lose)).rejects.toMatchObject(refusal);
  expect(
    await database.dataSource.transaction(async (next) => next.query('SELECT 1 AS n')),
  ).toEqual([{ n: 1 }]);
});

it('another error in a transaction is passed on unchanged', async () => {
  const failing = database.dataSource.transaction(async () => {
    throw new Error('a mistake of ours');
  });
  await expect(failing).rejects.toThrow('a mistake of ours');
});

it('an answer that the driver cannot parse ends its connection, not the process', async () => {
  const read = vi.spyOn(BufferReader.prototype, 'string').mockImplementationOnce(() => {
    throw new Error('Cannot create a string longer than 0x1fffffe8 characters');
  });
  await expect(database.dataSource.query(`SELECT 'a' AS a`)).rejects.toMatchObject(refusal);
  read.mockRestore();
  expect(await database.dataSource.query('SELECT 1 AS n')).toEqual([{ n: 1 }]);
});

it('an error outside of a transaction returns its connection to the pool', async () => {
  for (let time = 0; time < 2; time += 1) {
    const failing = database.dataSource.query('SELECT pg_terminate_backend(pg_backend_pid())');
    await expect(failing).rejects.toMatchObject(refusal);
  }
  expect(await database.dataSource.query('SELECT 1 AS n')).toEqual([{ n: 1 }]);
});
