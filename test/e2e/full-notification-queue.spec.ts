import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Logger } from '@nestjs/common';
import { Client } from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { PostgresServer } from '../faults/postgres-server.js';
import { startApplications, type TestApplications } from '../support/applications.js';
import { migrate } from '../support/global-setup.js';
import { apiOf } from '../support/json-api.js';
import { accessToken, api } from '../support/requests.js';
import { keyRows, SOON } from '../support/signing-keys.js';

let directory: string;
let server: PostgresServer;
let applications: TestApplications;
let attackers: Client[];

/** A server of its own with the smallest possible queue: 64 pages of 8 KiB. */
beforeAll(async () => {
  Logger.overrideLogger(false);
  directory = await mkdtemp(join(tmpdir(), 'latchkey-queue-'));
  server = await PostgresServer.create(join(directory, 'data'), { max_notify_queue_pages: '64' });
  await server.start();
  await migrate(server.url);
  applications = await startApplications((config) => (config.keys.announceFor = 0), {
    url: server.url,
    urlOf: () => server.url,
    query: async (sql, parameters) => server.query(sql, parameters),
    seal: async () => {},
    allowConnections: async () => {},
    drop: async () => server.stop(),
  });
}, 60_000);
afterAll(async () => {
  await applications.stop();
  await rm(directory, { recursive: true });
});

beforeEach(async () => {
  attackers = [await session(), await session()];
});
afterEach(release);

async function session(): Promise<Client> {
  const client = new Client({ connectionString: server.url });
  await client.connect();
  return client;
}

/** Fills the queue: one session holds its tail, another one sends until it is full. */
async function fill(): Promise<void> {
  const [holder, sender] = attackers as [Client, Client];
  await holder.query('LISTEN x');
  await holder.query('BEGIN');
  await holder.query('SELECT 1');
  const send = async (bytes: number) => {
    for (let sent = 0; sent < 10_000; sent += 1) {
      await sender.query(`SELECT pg_notify('x', repeat('a', $1) || $2)`, [bytes, sent]);
    }
  };
  for (const bytes of [7900, 100]) {
    await expect(send(bytes)).rejects.toThrow('too many notifications in the NOTIFY queue');
  }
  await untilNoticed();
}

/**
 * Waits until the storefront has connected again because of the queue. Filling a queue of the
 * default size takes minutes, so a process has always noticed it before a change is not notified.
 */
async function untilNoticed(): Promise<void> {
  const [filled] = await server.query('SELECT now() AS at');
  const sql = `SELECT 1 AS later FROM pg_stat_activity
    WHERE application_name = 'latchkey storefront notifications' AND backend_start > $1`;
  await expect.poll(async () => server.query(sql, [filled!.at]), SOON).toEqual([{ later: 1 }]);
}

async function release(): Promise<void> {
  await Promise.all(attackers.splice(0).map(async (attacker) => attacker.end()));
}

const answer = async (token: string) => {
  const { status, body } = await api(applications.storefront, token, '/api/users');
  return status === 200 ? '200' : `${status} ${body.errors[0].code}`;
};

const ACTS: Record<string, (clientId: string) => Promise<{ status: number }>> = {
  'disables a client': async (id) => {
    const clients = await apiOf(applications.backoffice, 'clients:write');
    const attributes = { enabled: false };
    return clients.patch(`/api/oauth-clients/${id}`, { type: 'oauth-clients', id, attributes });
  },
  'changes a client by SQL and lets the queue go at once': async (id) => {
    const sql = 'UPDATE oauth_clients SET enabled = false WHERE client_id = $1';
    await applications.database.query(sql, [id]);
    await release();
    return { status: 200 };
  },
  // This act is last, since the side has no key for a moment after it.
  'withdraws a key': async () => {
    const keys = await apiOf(applications.backoffice, 'keys:write');
    const rows = await keyRows(applications.database, 'storefront');
    const { kid } = rows.find(({ state }) => state === 'active')!;
    return keys.delete(`/api/signing-keys/${kid}`);
  },
};

describe('while the NOTIFY queue is full', () => {
  it.each(Object.entries(ACTS))('an operator %s, and every process applies it', async (_, act) => {
    const client = await applications.storefront.createClient();
    const token = await accessToken(applications.storefront, { client });
    expect(await answer(token)).toBe('200');
    await fill();
    expect((await act(client.clientId)).status).toBeLessThan(300);
    await expect.poll(async () => answer(token), SOON).toMatch(/^401/);
  });
});
