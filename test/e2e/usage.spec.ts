import { setTimeout as pause } from 'node:timers/promises';
import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DataSource } from 'typeorm';
import { makeClientSecret, UsageReports } from '#oauth';
import { ClientUsage } from '../../libs/oauth/src/usage/client-usage.js';
import { UsageRepository } from '../../libs/oauth/src/usage/usage.repository.js';
import {
  startApplications,
  type TestApplication,
  type TestApplications,
  type TestClient,
} from '../support/applications.js';
import { operationsWith } from '../support/operations.js';
import { accessToken, api, credentials, request, tokenRequest } from '../support/requests.js';
import { untilWaiting } from '../support/waiting-statements.js';

let applications: TestApplications;
let backoffice: TestApplication;

beforeAll(async () => {
  applications = await startApplications((config) => {
    config.clients.usage.interval = 1;
  });
  backoffice = applications.backoffice;
});
afterAll(async () => applications.stop());

/** Milliseconds. Counts are written every second. */
const SOON = { timeout: 10_000 };

/** Returns one row with the sums of all hours: the hour may change during a test. */
async function hours({ clientId }: TestClient) {
  return applications.database.query(
    `SELECT sum(tokens_issued)::integer AS tokens_issued, sum(api_calls)::integer AS api_calls,
       sum(denials)::integer AS denials, bool_and(hour = date_trunc('hour', hour)) AS whole
     FROM client_usage WHERE client_id = $1 GROUP BY client_id`,
    [clientId],
  );
}

async function scopes({ clientId }: TestClient) {
  return applications.database.query(
    `SELECT scope, uses::integer FROM client_scope_usage WHERE client_id = $1 ORDER BY scope`,
    [clientId],
  );
}

/** Returns the id of a client that was last used from two networks so long ago. */
async function clientWithNetworks(one: string, other: string): Promise<string> {
  const { clientId } = await backoffice.createClient();
  await applications.database.query(
    `INSERT INTO client_networks (client_id, network, last_used_at) VALUES
       ($1, '192.0.2.0/24', now() - $2::interval), ($1, '198.51.100.0/24', now() - $3::interval)`,
    [clientId, one, other],
  );
  return clientId;
}

describe('the usage counts of a client', () => {
  it('include tokens, API calls, denials, and the needed scopes', async () => {
    const client = await backoffice.createClient('users:read users:write profile:read');
    const token = await accessToken(backoffice, { client });
    const narrow = await accessToken(backoffice, { client, scope: 'profile:read' });
    await Promise.all(Array.from({ length: 5 }, async () => api(backoffice, token, '/api/users')));
    expect((await api(backoffice, narrow, '/api/users')).status).toBe(403);
    const wrong = { ...client, clientSecret: makeClientSecret('backoffice') };
    expect((await tokenRequest(backoffice, credentials(wrong))).status).toBe(401);

    await expect
      .poll(async () => hours(client), SOON)
      .toEqual([{ tokens_issued: 2, api_calls: 5, denials: 2, whole: true }]);
    expect(await scopes(client)).toEqual([{ scope: 'users:read', uses: 5 }]);
  });

  it('count a request of operations once, and a scope once per operation that needs it', async () => {
    const client = await backoffice.createClient('users:write roles:write keys:write');
    const operations = operationsWith(backoffice, await accessToken(backoffice, { client }));
    const role = (name: string) => ({
      op: 'add',
      data: { type: 'roles', attributes: { name, scopes: [] } },
    });
    expect((await operations.send(role('one'), role('two'))).status).toBe(200);
    await expect
      .poll(async () => hours(client), SOON)
      .toEqual([{ tokens_issued: 1, api_calls: 1, denials: 0, whole: true }]);
    expect(await scopes(client)).toEqual([{ scope: 'roles:write', uses: 2 }]);
  });

  it('are added to the counts stored before', async () => {
    const client = await backoffice.createClient();
    await accessToken(backoffice, { client });
    await expect
      .poll(async () => hours(client), SOON)
      .toEqual([{ tokens_issued: 1, api_calls: 0, denials: 0, whole: true }]);
    const token = await accessToken(backoffice, { client });
    await api(backoffice, token, '/api/users');
    await expect
      .poll(async () => hours(client), SOON)
      .toEqual([{ tokens_issued: 2, api_calls: 1, denials: 0, whole: true }]);
  });

  it('show the last use of a secret with which a client only revokes tokens', async () => {
    const client = await backoffice.createClient();
    const { status } = await request(`${backoffice.url}/oauth2-token/revoke`, {
      method: 'POST',
      body: new URLSearchParams({ ...credentials(client), token: 'unknown' }),
    });
    expect(status).toBe(200);
    const read = async () =>
      applications.database.query(
        'SELECT use_count::integer FROM oauth_client_secrets WHERE client_id = $1',
        [client.clientId],
      );
    await expect.poll(read, SOON).toEqual([{ use_count: 1 }]);
  });

  it('show time, number and address of the last uses of a client and of each secret', async () => {
    const client = await backoffice.createClient();
    const before = new Date();
    await accessToken(backoffice, { client });
    await accessToken(backoffice, { client });
    const read = async () =>
      applications.database.query(
        `SELECT use_count::integer, last_used_address, secret.last_used_at >= $2 AS recent,
           secret.last_used_at = client.last_used_at AS same,
           idle_since = client.last_used_at AS idle, updated_at = client.created_at AS untouched
         FROM oauth_client_secrets secret JOIN oauth_clients client USING (client_id)
         WHERE client_id = $1`,
        [client.clientId, before],
      );
    await expect.poll(read, SOON).toEqual([
      {
        use_count: 2,
        last_used_address: '127.0.0.1',
        recent: true,
        same: true,
        idle: true,
        untouched: true,
      },
    ]);
  });

  it('are not lost while the database rejects them', async () => {
    const client = await backoffice.createClient();
    const token = await accessToken(backoffice, { client });
    await expect
      .poll(async () => hours(client), SOON)
      .toEqual([{ tokens_issued: 1, api_calls: 0, denials: 0, whole: true }]);
    await applications.database.query('ALTER TABLE client_usage RENAME TO client_usage_away');
    for (let time = 0; time < 3; time++) await accessToken(backoffice, { client });
    await api(backoffice, token, '/api/users');
    await pause(1500);
    await applications.database.query('ALTER TABLE client_usage_away RENAME TO client_usage');
    await expect
      .poll(async () => hours(client), SOON)
      .toEqual([{ tokens_issued: 4, api_calls: 1, denials: 0, whole: true }]);
  });

  it('of a deleted client do not prevent the counts of others from being written', async () => {
    const [gone, client] = [await backoffice.createClient(), await backoffice.createClient()];
    await accessToken(backoffice, { client: gone });
    await accessToken(backoffice, { client });
    await applications.database.query('DELETE FROM oauth_clients WHERE client_id = $1', [
      gone.clientId,
    ]);
    await expect
      .poll(async () => hours(client), SOON)
      .toEqual([{ tokens_issued: 1, api_calls: 0, denials: 0, whole: true }]);
  });

  it.each(['backoffice', 'storefront'] as const)(
    'are written even when the login of the %s sets every count to the largest number',
    async (side) => {
      const application = applications[side];
      const planted = await application.createClient();
      const client = await application.createClient();
      const token = await accessToken(application, { client: planted });
      await api(application, token, '/api/users');
      const written = async () =>
        (await hours(planted)).length + (await scopes(planted)).length === 2;
      await expect.poll(written, SOON).toBe(true);
      const login = new Client(applications.database.urlOf(side));
      await login.connect();
      for (const [table, counts] of [
        ['oauth_client_secrets', 'use_count = 9223372036854775807'],
        ['client_scope_usage', 'uses = 9223372036854775807'],
        [
          'client_usage',
          'tokens_issued = 2147483647, api_calls = 2147483647, denials = 2147483647',
        ],
      ]) {
        await login.query(`UPDATE ${table} SET ${counts} WHERE client_id = $1`, [planted.clientId]);
      }
      await login.end();
      await api(application, await accessToken(application, { client: planted }), '/api/users');
      await accessToken(application, { client });
      await expect
        .poll(async () => hours(client), SOON)
        .toEqual([{ tokens_issued: 1, api_calls: 0, denials: 0, whole: true }]);
      const highest = 1_000_000_000;
      expect(await hours(planted)).toEqual([
        { tokens_issued: highest, api_calls: highest, denials: highest, whole: true },
      ]);
      const larger = `SELECT uses, use_count FROM client_scope_usage
        JOIN oauth_client_secrets USING (client_id) WHERE client_id = $1`;
      expect(await applications.database.query(larger, [planted.clientId])).toEqual([
        { uses: '1000000000000000', use_count: '1000000000000000' },
      ]);
    },
  );

  it('of a new network while the client is being deleted cause no server error', async () => {
    const client = await backoffice.createClient();
    const deletion = new Client(applications.database.url);
    await deletion.connect();
    await deletion.query('BEGIN');
    await deletion.query('DELETE FROM oauth_clients WHERE client_id = $1', [client.clientId]);
    const answer = tokenRequest(backoffice, credentials(client));
    await untilWaiting(deletion, applications.database);
    await deletion.query('COMMIT');
    await deletion.end();
    expect((await answer).status).toBe(200);
  });

  it('are written when a process stops', async () => {
    const others = await startApplications((config) => {
      config.clients.usage.interval = 3600;
    });
    const client = await others.backoffice.createClient();
    await accessToken(others.backoffice, { client });
    await others.backoffice.stop();
    expect(await others.database.query('SELECT tokens_issued FROM client_usage')).toEqual([
      { tokens_issued: 1 },
    ]);
    await others.storefront.stop();
    await others.database.drop();
  });

  it('keep only the newest hundred networks of a client, on either side', async () => {
    for (const side of ['backoffice', 'storefront'] as const) {
      const [many, few] = [
        await applications[side].createClient(),
        await applications[side].createClient(),
      ];
      await applications.database.query(
        `INSERT INTO client_networks (client_id, network, last_used_at)
         SELECT id, format('10.%s.%s.0/24', n / 200, n % 200)::cidr, now() - n * interval '1 minute'
         FROM (VALUES ($1::uuid, 103), ($2::uuid, 100)) clients (id, most), generate_series(1, most) n`,
        [many.clientId, few.clientId],
      );
      await applications[side].app.get(UsageRepository, { strict: false }).deleteOlderThan(400);
      const rows = await applications.database.query(
        `SELECT client_id, count(*)::integer AS count,
           max(now() - last_used_at) < interval '101 minutes' AS newest
         FROM client_networks WHERE client_id IN ($1, $2) GROUP BY client_id`,
        [many.clientId, few.clientId],
      );
      expect(rows.map(({ count, newest }) => [count, newest])).toEqual([
        [100, true],
        [100, true],
      ]);
    }
  });

  it('write the last use of a network at most once an hour', async () => {
    const clientId = await clientWithNetworks('59 minutes', '61 minutes');
    const usage = new ClientUsage();
    for (const network of ['192.0.2.0/24', '198.51.100.0/24']) usage.addNetwork(network);
    await backoffice.app.get(UsageRepository, { strict: false }).add([[clientId, usage]]);
    const minutes = `SELECT floor(extract(epoch FROM now() - last_used_at) / 60)::integer AS minutes
      FROM client_networks WHERE client_id = $1 ORDER BY network`;
    const rows = await applications.database.query(minutes, [clientId]);
    expect(rows.map((row) => row.minutes)).toEqual([59, 0]);
  });

  it('are read from a given time on, the newest hour first', async () => {
    const { clientId } = await backoffice.createClient();
    await applications.database.query(
      `INSERT INTO client_usage (client_id, hour, api_calls)
       SELECT $1, timestamptz '2026-01-01 00:00Z' + n * interval '1 hour', n
       FROM generate_series(0, 3) n`,
      [clientId],
    );
    const usage = new UsageReports(backoffice.app.get(DataSource, { strict: false }));
    const from = new Date('2026-01-01T02:00:00Z');
    const read = await usage.ofClient(clientId, { unit: 'hour', from });
    expect(read.map(({ apiCalls }) => apiCalls)).toEqual([3, 2]);
  });

  it('of networks are deleted after the retention time', async () => {
    const clientId = await clientWithNetworks('399 days', '401 days');
    await backoffice.app.get(UsageRepository, { strict: false }).deleteOlderThan(400);
    const kept = 'SELECT network::text FROM client_networks WHERE client_id = $1';
    expect(await applications.database.query(kept, [clientId])).toEqual([
      { network: '192.0.2.0/24' },
    ]);
  });

  it('are deleted after the retention time', async () => {
    const client = await backoffice.createClient();
    await applications.database.query(
      `INSERT INTO client_usage (client_id, hour) VALUES
         ($1, date_trunc('hour', now()) - interval '401 days'),
         ($1, date_trunc('hour', now()) - interval '399 days')`,
      [client.clientId],
    );
    await backoffice.app.get(UsageRepository, { strict: false }).deleteOlderThan(400);
    const kept = `SELECT round(extract(epoch FROM now() - hour) / 86400)::integer AS days
      FROM client_usage WHERE client_id = $1`;
    expect(await applications.database.query(kept, [client.clientId])).toEqual([{ days: 399 }]);
  });
});
