import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Administration } from '../support/administration.js';
import { TESTER, type TestClient } from '../support/applications.js';
import { createDatabase, type TestDatabase } from '../support/database.js';
import { startReplicas, type Replicas } from '../support/replicas.js';
import { accessTokenAt, api, credentials, tokenRequest } from '../support/requests.js';

let database: TestDatabase;
let replicas: Replicas;
let administration: Administration;

beforeAll(async () => {
  database = await createDatabase();
  replicas = await startReplicas('backoffice', database.url);
  administration = await Administration.open(database.url);
});
afterAll(async () => {
  await administration.close();
  await replicas.stop();
  await database.drop();
});

/**
 * Milliseconds. The promise is one second, which one test proves; the rest allows for a busy
 * machine.
 */
const AT_ONCE_MS = 3000;

async function statuses(token: string): Promise<number[]> {
  return Promise.all(
    replicas.urls.map(async (url) => (await api({ url }, token, '/api/users')).status),
  );
}

async function codes(token: string): Promise<string[]> {
  return Promise.all(
    replicas.urls.map(async (url) => {
      const { body } = await api({ url }, token, '/api/users');
      return body.errors?.[0]?.code ?? 'none';
    }),
  );
}

/** Measures the milliseconds until every process gives this answer. */
async function untilAll(token: string, code: string): Promise<number> {
  const start = performance.now();
  for (;;) {
    const answers = await codes(token);
    const passed = performance.now() - start;
    if (answers.every((answer) => answer === code)) return passed;
    if (passed > 5 * AT_ONCE_MS) throw new Error(`after ${passed} ms still ${answers.join()}`);
    await pause(10);
  }
}

/** Gets a token and uses it at every process, so that each has the client cached. */
async function tokenInUse(client: TestClient): Promise<string> {
  const token = await accessTokenAt(replicas.urls[0]!, client);
  expect(await statuses(token)).toEqual([200, 200]);
  return token;
}

async function createOwner(scopes: string): Promise<{ owner: string; role: string }> {
  const name = `user ${Math.random()}`;
  const [user] = await database.query(
    `INSERT INTO staff_users (username, email, first_name, last_name)
     VALUES ($1, $1, 'A', 'B') RETURNING id`,
    [name],
  );
  const [role] = await database.query(
    `INSERT INTO roles (name, scopes) VALUES ($1, $2::text[]) RETURNING id`,
    [name, scopes],
  );
  await database.query('INSERT INTO staff_user_roles VALUES ($1, $2)', [user!.id, role!.id]);
  return { owner: String(user!.id), role: String(role!.id) };
}

describe('a change by hand in SQL applies to issued tokens in every process when', () => {
  it.each([
    ['disabled', `UPDATE oauth_clients SET enabled = false WHERE client_id = $1`],
    ['expired', `UPDATE oauth_clients SET expires_at = now() WHERE client_id = $1`],
    ['deleted', `DELETE FROM oauth_clients WHERE client_id = $1`],
    [
      'moved to the other side',
      `UPDATE oauth_clients SET side = 'storefront' WHERE client_id = $1`,
    ],
  ])('a client is %s', async (_, change) => {
    const client = await administration.createClient();
    const token = await tokenInUse(client);
    await database.query(change, [client.clientId]);
    expect(await untilAll(token, 'client_inactive')).toBeLessThan(AT_ONCE_MS);
    for (const url of replicas.urls) {
      expect((await tokenRequest({ url }, credentials(client))).status).toBe(401);
    }
  });

  it('its allowed networks change, and again when they are opened', async () => {
    const client = await administration.createClient();
    const token = await tokenInUse(client);
    const set = async (networks: string) =>
      database.query(`UPDATE oauth_clients SET allowed_networks = $2 WHERE client_id = $1`, [
        client.clientId,
        networks,
      ]);
    await set('{192.0.2.0/24}');
    expect(await untilAll(token, 'network_not_allowed')).toBeLessThan(AT_ONCE_MS);
    expect(await statuses(token)).toEqual([403, 403]);
    await set('{192.0.2.0/24,127.0.0.0/8}');
    expect(await untilAll(token, 'none')).toBeLessThan(AT_ONCE_MS);
  });

  it('its scopes are reduced, within a second', async () => {
    let fastest = Infinity;
    // The fastest of up to three attempts counts, since the machine may be busy.
    for (let count = 1; count <= 3 && fastest >= 1000; count += 1) {
      const client = await administration.createClient({ scopes: ['users:read', 'users:write'] });
      const token = await tokenInUse(client);
      await database.query(
        `UPDATE oauth_clients SET scopes = '{users:write}' WHERE client_id = $1`,
        [client.clientId],
      );
      fastest = Math.min(fastest, await untilAll(token, 'insufficient_scope'));
    }
    expect(fastest).toBeLessThan(1000);
  });

  it.each([
    [
      'its owner is disabled',
      `UPDATE staff_users SET enabled = false WHERE id = $1`,
      'client_inactive',
    ],
    ['its owner is deleted', `DELETE FROM staff_users WHERE id = $1`, 'client_inactive'],
    [
      'its owner loses a role',
      `DELETE FROM staff_user_roles WHERE user_id = $1`,
      'insufficient_scope',
    ],
    [
      'a role of its owner loses a scope',
      `UPDATE roles SET scopes = '{users:write}'
       WHERE id IN (SELECT role_id FROM staff_user_roles WHERE user_id = $1)`,
      'insufficient_scope',
    ],
  ])('%s', async (_, change, code) => {
    const { owner } = await createOwner('{users:read,profile:read}');
    const client = await administration.createClient({ owner: { type: 'users', id: owner } });
    const token = await tokenInUse(client);
    await database.query(change, [owner]);
    expect(await untilAll(token, code)).toBeLessThan(AT_ONCE_MS);
  });

  it('all clients are deleted at once', async () => {
    const token = await tokenInUse(await administration.createClient());
    await database.query('TRUNCATE oauth_clients CASCADE');
    expect(await untilAll(token, 'client_inactive')).toBeLessThan(AT_ONCE_MS);
  });
});

describe('failed authentication attempts', () => {
  it('are counted across all processes', async () => {
    const { clientId } = await administration.createClient();
    const ask = async (url: string) =>
      (await tokenRequest({ url }, credentials({ clientId, clientSecret: 'wrong' }))).status;
    const [one, other] = replicas.urls as [string, string];
    const answers: number[] = [];
    for (let pair = 0; pair < 10; pair++) answers.push(await ask(one), await ask(other));
    expect(answers).toEqual(Array(20).fill(401));
    expect([await ask(one), await ask(other)]).toEqual([429, 429]);
  });
});

describe('a change of a client', () => {
  it('applies when its time comes, without a notification', async () => {
    const client = await administration.createClient();
    const token = await tokenInUse(client);
    const expiresAt = Date.now() + 3000;
    await database.query(
      'UPDATE oauth_clients SET expires_at = to_timestamp($2) WHERE client_id = $1',
      [client.clientId, expiresAt / 1000],
    );
    await untilAll(token, 'none');
    await pause(expiresAt - Date.now() + 10);
    expect(await codes(token)).toEqual(['client_inactive', 'client_inactive']);
  });

  it('by an administrator applies at once, and so does its reversal', async () => {
    const client = await administration.createClient();
    const token = await tokenInUse(client);
    await administration.clients.update(client.clientId, { enabled: false }, TESTER);
    expect(await untilAll(token, 'client_inactive')).toBeLessThan(AT_ONCE_MS);
    await administration.clients.update(client.clientId, { enabled: true }, TESTER);
    expect(await untilAll(token, 'none')).toBeLessThan(AT_ONCE_MS);
  });

  it('applies at once in every process whose LISTEN connection was lost meanwhile', async () => {
    const client = await administration.createClient();
    const token = await tokenInUse(client);
    await database.query(
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
       WHERE application_name LIKE '%notifications' AND datname = current_database()`,
    );
    await database.query('UPDATE oauth_clients SET enabled = false WHERE client_id = $1', [
      client.clientId,
    ]);
    expect(await untilAll(token, 'client_inactive')).toBeLessThan(AT_ONCE_MS);
  });

  it('of the secret reaches a process that has the client cached', async () => {
    const client = await administration.createClient();
    await tokenInUse(client);
    for (let round = 0; round < 20; round++) {
      const { row, secret } = (await administration.secrets.create(client.clientId, {}, TESTER))!;
      const asked = await Promise.all(
        replicas.urls.map(async (url) =>
          tokenRequest({ url }, credentials({ ...client, clientSecret: secret })),
        ),
      );
      expect(asked.map(({ status }) => status)).toEqual([200, 200]);
      await administration.secrets.retire(row.id, { force: true }, TESTER);
    }
  });
});
