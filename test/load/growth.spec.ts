import { readFile } from 'node:fs/promises';
import { Client } from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createDatabase, type TestDatabase } from '../support/database.js';

/** The figures of docs/scaling.md that depend on the number of clients and of processes. */

const CLIENTS = 100_000;
const PROOFS = 100_000;
const NOTIFICATIONS = 2000;

let database: TestDatabase;

beforeAll(async () => {
  database = await createDatabase();
});
afterAll(async () => database.drop());

const print = (line: string) => process.stdout.write(`${line}\n`);

/** Prints the size of a table with its indexes for each of the rows, and returns it in bytes. */
async function printSize(table: string, rows: number, unit: string): Promise<number> {
  await database.query(`VACUUM ANALYZE ${table}`);
  const [size] = await database.query(
    'SELECT pg_table_size($1)::int AS rows, pg_indexes_size($1)::int AS indexes',
    [table],
  );
  const each = (bytes: unknown) => `${Math.round(Number(bytes) / rows)} bytes`.padStart(10);
  print(`${table.padEnd(22)} ${each(size!.rows)} and ${each(size!.indexes)} of indexes, a ${unit}`);
  return (Number(size!.rows) + Number(size!.indexes)) / rows;
}

it('prints the sizes of tables for each client', async () => {
  await database.query(
    `INSERT INTO oauth_clients (client_id, side, name, scopes, enabled, created_at)
     SELECT gen_random_uuid(), 'backoffice', 'client ' || n, '{users:read,users:write,roles:read}',
       true, now() - n * interval '1 minute' FROM generate_series(1, $1::integer) n`,
    [CLIENTS],
  );
  await database.query(
    `INSERT INTO oauth_client_secrets (id, client_id, hash, hint)
     SELECT gen_random_uuid(), client_id, sha256(client_id::text::bytea), 'hint' FROM oauth_clients`,
  );
  await database.query(
    `INSERT INTO client_usage (client_id, hour, tokens_issued)
     SELECT client_id, date_trunc('hour', now()), 1 FROM oauth_clients`,
  );
  const sizes = [
    await printSize('oauth_clients', CLIENTS, 'client'),
    await printSize('oauth_client_secrets', CLIENTS, 'client'),
    await printSize('client_usage', CLIENTS, 'client and hour'),
  ];
  // docs/scaling.md has their sum and the last one; a row that grows belongs there.
  expect(sizes[0]! + sizes[1]!).toBeLessThan(2000);
  expect(sizes[2]).toBeLessThan(200);
});

it('prints the size of a used proof, and its time in PostgreSQL', async () => {
  const columns = await database.query(
    `SELECT column_name, data_type FROM information_schema.columns
     WHERE table_name = 'used_proofs' ORDER BY ordinal_position`,
  );
  expect(columns.length).toBeGreaterThan(0);
  const values = columns.map(({ data_type: type }) => VALUES[String(type)] ?? 'NULL');
  const startMs = performance.now();
  await database.query(
    `INSERT INTO used_proofs SELECT ${values.join(', ')} FROM generate_series(1, $1::integer) n`,
    [PROOFS],
  );
  const us = ((performance.now() - startMs) / PROOFS) * 1000;
  print(`used_proofs            ${us.toFixed(1)} µs for a row of a large insert`);
  await printSize('used_proofs', PROOFS, 'proof');
});

const VALUES: Record<string, string> = {
  bytea: `sha256(n::text::bytea)`,
  text: `'backoffice'`,
  'timestamp with time zone': `now() + interval '5 minutes'`,
  uuid: 'gen_random_uuid()',
};

/** Returns the CPU time of sessions, in milliseconds: user and system, in ticks of 10 ms. */
async function cpuOf(pids: readonly number[]): Promise<number> {
  const stats = await Promise.all(pids.map(async (pid) => readFile(`/proc/${pid}/stat`, 'utf8')));
  const ticks = stats.map((stat) => {
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return Number(fields[11]) + Number(fields[12]);
  });
  return ticks.reduce((sum, each) => sum + each, 0) * 10;
}

async function open(): Promise<{ client: Client; pid: number }> {
  const client = new Client({ connectionString: database.url });
  await client.connect();
  const { rows } = await client.query<{ pid: number }>('SELECT pg_backend_pid() AS pid');
  return { client, pid: rows[0]!.pid };
}

it.each([1, 10, 50])('prints the cost of a notification with %i processes', async (count) => {
  const sender = await open();
  const listeners = await Promise.all(Array.from({ length: count }, open));
  let received = 0;
  for (const { client } of listeners) {
    client.on('notification', () => (received += 1));
    await client.query('LISTEN growth');
  }
  const pids = listeners.map(({ pid }) => pid);
  const before = [await cpuOf([sender.pid]), await cpuOf(pids)] as const;
  for (let sent = 0; sent < NOTIFICATIONS; sent += 1) {
    await sender.client.query('SELECT pg_notify($1, $2)', ['growth', String(sent)]);
  }
  await expect.poll(() => received, { timeout: 30_000 }).toBe(NOTIFICATIONS * count);
  const after = [await cpuOf([sender.pid]), await cpuOf(pids)] as const;
  const us = (index: 0 | 1) => Math.round(((after[index] - before[index]) / NOTIFICATIONS) * 1000);
  print(
    `${String(count).padStart(3)} processes: ${us(0)} µs of the sender, ${us(1)} µs of all listeners`,
  );
  await Promise.all([sender, ...listeners].map(async ({ client }) => client.end()));
});
