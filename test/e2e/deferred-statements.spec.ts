import { Client } from 'pg';
import type { DataSource, EntityManager } from 'typeorm';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { connect, type Database, deferred, prepared } from '#database';
import { createDatabase, type TestDatabase } from '../support/database.js';

/** Statements that share a round trip with the next one, on a pool of one connection. */

const ADD = deferred(prepared('INSERT INTO deferred (n) VALUES ($1)'));
const COUNT = 'SELECT count(*)::integer AS count FROM deferred WHERE n <> $1';

let server: TestDatabase;
let database: Database;
let dataSource: DataSource;

beforeAll(async () => {
  server = await createDatabase();
  await server.query('CREATE TABLE deferred (n integer PRIMARY KEY)');
  database = await connect({
    url: server.url,
    embeddedDirectory: '',
    poolSize: 1,
    startTimeout: 10,
    migrate: false,
    applicationName: 'deferred statements',
    entities: [],
  });
  ({ dataSource } = database);
});
afterAll(async () => {
  await database.close();
  await server.drop();
});

const sent = vi.spyOn(Client.prototype, 'query');

beforeEach(async () => {
  await server.query('TRUNCATE deferred');
  await server.query('INSERT INTO deferred VALUES (1)');
  sent.mockClear();
});
afterAll(() => sent.mockRestore());

/** Returns the number of round trips of some work. */
async function tripsOf(work: () => Promise<unknown>): Promise<number> {
  sent.mockClear();
  await work();
  return sent.mock.calls.length;
}

async function rows(): Promise<number[]> {
  const found = await server.query('SELECT n FROM deferred ORDER BY n');
  return found.map(({ n }) => n as number);
}

const count = async (transaction: EntityManager, other = 0) =>
  transaction.query<[{ count: number }]>(COUNT, [other]);

describe('a transaction', () => {
  it('begins with its first statement, and commits with a deferred one', async () => {
    const trips = await tripsOf(async () =>
      dataSource.transaction(async (transaction) => {
        expect(await count(transaction)).toEqual([{ count: 1 }]);
        expect(await transaction.query(ADD, [2])).toEqual([]);
      }),
    );
    expect(trips).toBe(2);
    expect(await rows()).toEqual([1, 2]);
  });

  it('sees the changes of deferred statements, in their order', async () => {
    const counts = await dataSource.transaction(async (transaction) => {
      await transaction.query(ADD, [2]);
      await transaction.query(ADD, [3]);
      return count(transaction);
    });
    expect(counts).toEqual([{ count: 3 }]);
  });

  it('that only has a deferred statement takes one round trip', async () => {
    const work = async (transaction: EntityManager) => transaction.query(ADD, [2]);
    expect(await tripsOf(async () => dataSource.transaction(work))).toBe(1);
    expect(await rows()).toEqual([1, 2]);
  });

  it.each([
    ['commits', async () => 'nothing'],
    ['rolls back', async () => Promise.reject(new Error('a mistake of ours'))],
  ])('without statements that %s takes no round trip', async (_, work) => {
    expect(await tripsOf(async () => dataSource.transaction(work).catch(String))).toBe(0);
  });

  it('that rolls back does not send its deferred statements', async () => {
    const failing = dataSource.transaction(async (transaction) => {
      await transaction.query(ADD, [2]);
      throw new Error('a mistake of ours');
    });
    await expect(failing).rejects.toThrow('a mistake of ours');
    expect(await rows()).toEqual([1]);
    expect(sent.mock.calls.map(([text]) => text)).not.toContain('ROLLBACK');
  });

  it('may have another isolation level', async () => {
    const shown = await dataSource.transaction('REPEATABLE READ', async (transaction) =>
      transaction.query('SHOW transaction_isolation'),
    );
    expect(shown).toEqual([{ transaction_isolation: 'repeatable read' }]);
  });

  it('may begin with a text of several statements', async () => {
    await dataSource.transaction(async (transaction) => {
      await transaction.query('INSERT INTO deferred VALUES (2); INSERT INTO deferred VALUES (3)');
    });
    expect(await rows()).toEqual([1, 2, 3]);
  });

  it('keeps deferred statements before a savepoint, and drops those after it', async () => {
    await dataSource.transaction(async (transaction) => {
      await transaction.query(ADD, [2]);
      const nested = transaction.transaction(async (inner) => {
        await inner.query(ADD, [3]);
        throw new Error('a mistake of ours');
      });
      await expect(nested).rejects.toThrow('a mistake of ours');
      await transaction.query(ADD, [4]);
    });
    expect(await rows()).toEqual([1, 2, 4]);
  });
});

describe('an error', () => {
  const duplicate = { code: '23505', constraint: 'deferred_pkey' };

  it('of a deferred statement is reported by the commit, which commits nothing', async () => {
    const failing = dataSource.transaction(async (transaction) => {
      await transaction.query('INSERT INTO deferred VALUES ($1)', [2]);
      await transaction.query(ADD, [1]);
    });
    await expect(failing).rejects.toMatchObject(duplicate);
    expect(await rows()).toEqual([1]);
  });

  it('of a deferred statement prevents the next statement', async () => {
    const failing = dataSource.transaction(async (transaction) => {
      await transaction.query(ADD, [1]);
      await transaction.query('INSERT INTO deferred VALUES ($1)', [2]);
    });
    await expect(failing).rejects.toMatchObject(duplicate);
    expect(await rows()).toEqual([1]);
  });

  it('of the first statement ends the transaction that begins with it', async () => {
    const failing = dataSource.transaction(async (transaction) => {
      await transaction.query('INSERT INTO deferred VALUES ($1)', [1]);
    });
    await expect(failing).rejects.toMatchObject(duplicate);
    await dataSource.query(ADD, [2]);
    expect(await rows()).toEqual([1, 2]);
  });

  it('before a prepared statement does not leave it without its preparation', async () => {
    const text = prepared('INSERT INTO deferred SELECT $1::integer');
    const after = async (n: number) =>
      dataSource.transaction(async (transaction) => {
        await transaction.query(ADD, [n]);
        await transaction.query(text, [n + 1]);
      });
    await expect(after(1)).rejects.toMatchObject(duplicate);
    await after(2);
    await after(4);
    expect(await rows()).toEqual([1, 2, 3, 4, 5]);
  });
});

it('a deferred statement outside of a transaction runs at once', async () => {
  expect(await tripsOf(async () => dataSource.query(ADD, [2]))).toBe(1);
  expect(await rows()).toEqual([1, 2]);
});
