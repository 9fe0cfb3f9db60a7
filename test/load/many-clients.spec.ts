import { afterAll, beforeAll, expect, it } from 'vitest';
import { Administration } from '../support/administration.js';
import type { TestClient } from '../support/applications.js';
import { createDatabase, type TestDatabase } from '../support/database.js';
import { startReplicas, type Replicas } from '../support/replicas.js';
import { accessTokenAt, api, credentials, tokenRequest } from '../support/requests.js';
import { hashClientSecret, makeClientSecret } from '../../libs/oauth/src/clients/client-secret.js';

const FEW = 100;
const MANY = 100_000;
const SAMPLES = 60;

interface Installation {
  count: number;
  database: TestDatabase;
  replicas: Replicas;
  administration: Administration;
  token: string;
  /** Some of the inserted clients, whose secrets the test knows. */
  clients: TestClient[];
}

const installations: Installation[] = [];

beforeAll(async () => {
  for (const count of [FEW, MANY]) installations.push(await install(count));
});
afterAll(async () => {
  for (const { administration, replicas, database } of installations) {
    await administration.close();
    await replicas.stop();
    await database.drop();
  }
});

async function install(count: number): Promise<Installation> {
  const database = await createDatabase();
  await database.query(
    `INSERT INTO staff_users (username, email, first_name, last_name)
     SELECT 'user' || n, 'user' || n || '@example.com', 'A', 'B' FROM generate_series(1, 50) n`,
  );
  await database.query(
    `INSERT INTO oauth_clients (client_id, side, name, scopes, enabled, owner_id, last_used_at, created_at)
     SELECT gen_random_uuid(), CASE WHEN n % 2 = 0 THEN 'backoffice' ELSE 'storefront' END,
       'client ' || n, '{users:read}', n % 50 <> 0, CASE WHEN n % 1000 = 2 THEN 1 + n % 50 END,
       now() - n % 1000 * interval '1 day', now() - interval '3 years'
     FROM generate_series(1, $1::integer) n`,
    [count],
  );
  const secrets = Array.from({ length: SAMPLES }, () => makeClientSecret('backoffice'));
  const rows = await database.query(
    `INSERT INTO oauth_client_secrets (id, client_id, hash, hint)
     SELECT gen_random_uuid(), client_id, ($1::bytea[])[n::integer], 'test' FROM (
       SELECT client_id, row_number() OVER (ORDER BY client_id) AS n FROM oauth_clients
       WHERE side = 'backoffice' AND enabled AND owner_id IS NULL LIMIT $2) numbered
     WHERE n <= $2 RETURNING client_id, hash`,
    [secrets.map(hashClientSecret), Math.min(SAMPLES, count / 4)],
  );
  await database.query(
    `INSERT INTO oauth_client_secrets (id, client_id, hash, hint)
     SELECT gen_random_uuid(), client_id, sha256(client_id::text::bytea), 'fill' FROM oauth_clients`,
  );
  await database.query('ANALYZE');
  const replicas = await startReplicas('backoffice', database.url, {
    count: 1,
    variables: { LOG_LEVEL: 'silent' },
  });
  const administration = await Administration.open(database.url);
  const caller = await administration.createClient({ scopes: ['clients:read'] });
  const token = await accessTokenAt(replicas.urls[0]!, caller);
  const byHash = new Map(
    secrets.map((secret) => [hashClientSecret(secret).toString('hex'), secret]),
  );
  const clients = rows.map(({ client_id, hash }) => ({
    clientId: String(client_id),
    clientSecret: byHash.get((hash as Buffer).toString('hex'))!,
  }));
  return { count, database, replicas, administration, token, clients };
}

const SINCE = () => new Date(Date.now() - 990 * 86_400_000).toISOString().replace(/\.\d+Z/, 'Z');

/** Queries of lists, by their names in the output. */
const LISTS: Record<string, () => string> = {
  'first page': () => '',
  'page 4': () => 'page[number]=4',
  'of one side': () => 'filter[side]=storefront',
  'of one owner': () => 'filter[owner]=3',
  'disabled ones': () => 'filter[enabled]=false',
  'unused for 990 days': () => `filter[unusedSince]=${SINCE()}`,
  'unused, of one side': () => `filter[unusedSince]=${SINCE()}&filter[side]=backoffice`,
  'unused, longest first': () => `filter[unusedSince]=${SINCE()}&sort=idleSince`,
  'longest unused first': () => 'sort=idleSince',
  'by name': () => 'sort=name',
};

async function measure(work: () => Promise<number>, status: number): Promise<number> {
  const times: number[] = [];
  for (let sample = -10; sample < SAMPLES; sample++) {
    const start = performance.now();
    expect(await work()).toBe(status);
    if (sample >= 0) times.push(performance.now() - start);
  }
  return times.toSorted((a, b) => a - b)[SAMPLES / 2]!;
}

it(`prints the times of lists and tokens with ${FEW} and with ${MANY} clients`, async () => {
  const table = new Map<string, number[]>();
  const add = (name: string, time: number) => table.set(name, [...(table.get(name) ?? []), time]);
  for (const { replicas, token, clients } of installations) {
    const url = replicas.urls[0]!;
    let next = 0;
    const ask = async () =>
      (await tokenRequest({ url }, credentials(clients[next++ % clients.length]!))).status;
    for (let first = 0; first < clients.length; first++) await ask();
    add('token, cached client', await measure(ask, 200));
    for (const [name, query] of Object.entries(LISTS)) {
      const path = `/api/oauth-clients?${encodeURI(query())}`;
      add(name, await measure(async () => (await api({ url }, token, path)).status, 200));
    }
  }
  expect(table.size).toBe(Object.keys(LISTS).length + 1);
  for (const [name, [few, many]] of table) {
    const ratio = (many! / few!).toFixed(2);
    process.stdout.write(
      `${name.padEnd(22)} ${few!.toFixed(2)} ms  ${many!.toFixed(2)} ms  × ${ratio}\n`,
    );
  }
});
