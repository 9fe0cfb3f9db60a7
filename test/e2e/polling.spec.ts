import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Administration } from '../support/administration.js';
import type { TestClient } from '../support/applications.js';
import { createDatabase, type TestDatabase } from '../support/database.js';
import { TcpProxy } from '../support/tcp-proxy.js';
import { startReplicas, type Replicas } from '../support/replicas.js';
import { accessTokenAt, api } from '../support/requests.js';
import { revoke } from '../support/revocation.js';
import { kidOf } from '../support/signing-keys.js';

/** Tests two processes that get no notifications and learn of changes by polling alone. */

let database: TestDatabase;
let proxy: TcpProxy;
let replicas: Replicas;
let administration: Administration;
let client: TestClient;

beforeAll(async () => {
  database = await createDatabase();
  await database.query('DROP TRIGGER changes_notify ON changes');
  const url = database.urlOf('backoffice');
  proxy = await TcpProxy.to(url);
  replicas = await startReplicas('backoffice', database.url, {
    variables: { DATABASE_CHANGES: 'poll', BACKOFFICE_DATABASE_URL: proxy.through(url) },
    settings: {
      'lifetime: 60 #': 'lifetime: 3600 #', // the cache lifetime would otherwise end stale entries as well
      'announceFor: 600': 'announceFor: 1',
    },
  });
  administration = await Administration.open(database.url);
  client = await administration.createClient();
});
afterAll(async () => {
  await administration.close();
  await replicas.stop();
  await proxy.end();
  await database.drop();
});

/** The poll interval is a second; the rest allows for a busy machine. */
const NOTIFIED = { timeout: 2000, interval: 20 };

async function verify(url: string, token: string): Promise<string> {
  const { status, body } = await api({ url }, token, '/api/users');
  return `${status} ${body.errors?.[0]?.code ?? 'ok'}`;
}

const judgements = async (token: string) =>
  Promise.all(replicas.urls.map(async (url) => verify(url, token)));

const both = (judgement: string) => [judgement, judgement];

/** Gets a token and uses it at every process, so that each has the client cached. */
async function tokenInUse(of = client): Promise<string> {
  const token = await accessTokenAt(replicas.urls[0]!, of);
  expect(await judgements(token)).toEqual(both('200 ok'));
  return token;
}

const DISABLE = 'UPDATE oauth_clients SET enabled = false WHERE client_id = $1';

async function disable({ clientId }: TestClient): Promise<void> {
  await database.query(DISABLE, [clientId]);
}

describe('processes that poll', () => {
  it('reject a disabled client within the interval', async () => {
    const other = await administration.createClient();
    const token = await tokenInUse(other);
    await disable(other);
    await expect.poll(async () => judgements(token), NOTIFIED).toEqual(both('401 client_inactive'));
  });

  it('reject a token that another process has revoked, within the interval', async () => {
    const [token, kept] = [await tokenInUse(), await tokenInUse()];
    expect((await revoke({ url: replicas.urls[0]! }, client, token)).status).toBe(200);
    await expect.poll(async () => judgements(token), NOTIFIED).toEqual(both('401 revoked_token'));
    expect(await judgements(kept)).toEqual(both('200 ok'));
  });

  it('reject a revoked token even while the login of their side keeps deleting changes', async () => {
    const token = await tokenInUse();
    const attacker = new Client(database.urlOf('backoffice'));
    attacker.on('error', () => {}); // its session is ended below
    await attacker.connect();
    const { rows } = await attacker.query<{ pid: number }>('SELECT pg_backend_pid() AS pid');
    const attack = attacker
      .query(
        'DO $$ BEGIN LOOP DELETE FROM changes; COMMIT; PERFORM pg_sleep(0.001); END LOOP; END $$',
      )
      .catch(() => {});
    try {
      expect((await revoke({ url: replicas.urls[0]! }, client, token)).status).toBe(200);
      await expect.poll(async () => judgements(token), NOTIFIED).toEqual(both('401 revoked_token'));
    } finally {
      await database.query('SELECT pg_terminate_backend($1)', [rows[0]!.pid]);
      await attack;
    }
  });

  it('apply changes of a long transaction when it commits, even after faster transactions', async () => {
    const [slow, fast] = [await administration.createClient(), await administration.createClient()];
    const [slowToken, fastToken] = [await tokenInUse(slow), await tokenInUse(fast)];
    const transaction = new Client({ connectionString: database.url });
    await transaction.connect();
    try {
      await transaction.query('BEGIN');
      await transaction.query(DISABLE, [slow.clientId]);
      await disable(fast);
      await expect
        .poll(async () => judgements(fastToken), NOTIFIED)
        .toEqual(both('401 client_inactive'));
      expect(await judgements(slowToken)).toEqual(both('200 ok'));
      await transaction.query('COMMIT');
    } finally {
      await transaction.end();
    }
    await expect
      .poll(async () => judgements(slowToken), NOTIFIED)
      .toEqual(both('401 client_inactive'));
  });

  it('rotate their key on request, without a rejected token', async () => {
    const before = await tokenInUse();
    await database.query(`INSERT INTO key_rotations (side) VALUES ('backoffice')`);
    let after = before;
    const change = async () => {
      after = await tokenInUse();
      return kidOf(after) !== kidOf(before);
    };
    await expect.poll(change, { timeout: 15_000, interval: 100 }).toBe(true);
    expect(await judgements(before)).toEqual(both('200 ok'));
  });

  it('work again within a second of the database, and apply the changes made meanwhile', async () => {
    const other = await administration.createClient();
    const [kept, disabled] = [await tokenInUse(), await tokenInUse(other)];
    proxy.close();
    await expect
      .poll(async () => judgements(kept), { timeout: 5000 })
      .toEqual(both('503 service_unavailable'));
    await disable(other);
    proxy.open();
    // The rest allows for a busy machine.
    const back = { timeout: 4000, interval: 20 };
    await expect.poll(async () => judgements(kept), back).toEqual(both('200 ok'));
    await expect
      .poll(async () => judgements(disabled), NOTIFIED)
      .toEqual(both('401 client_inactive'));
  });

  it('notice a database that no longer answers, like listening processes do', async () => {
    const token = await tokenInUse();
    proxy.freeze();
    try {
      await expect
        .poll(async () => judgements(token), { timeout: 5000 })
        .toEqual(both('503 service_unavailable'));
    } finally {
      proxy.thaw();
    }
    await expect.poll(async () => judgements(token), { timeout: 5000 }).toEqual(both('200 ok'));
  });
});
