import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Database, Notifications } from '#database';
import { startApplications, type TestApplications } from '../support/applications.js';
import { accessToken, api, credentials, tokenRequest } from '../support/requests.js';

let applications: TestApplications;

/** Settings that change how PostgreSQL writes or keeps what a process reads or writes. */
const SETTINGS = {
  extra_float_digits: '-15',
  DateStyle: 'German',
  TimeZone: 'Asia/Kolkata',
  synchronous_commit: 'off',
};

/** Changes the defaults of the login's own sessions, as every login may. */
async function attack(url: string): Promise<void> {
  const attacker = new Client(url);
  await attacker.connect();
  const login = `ALTER ROLE storefront IN DATABASE ${new URL(url).pathname.slice(1)}`;
  for (const [name, value] of Object.entries(SETTINGS)) {
    await attacker.query(`${login} SET ${name} = '${value}'`);
  }
  await attacker.end();
}

beforeAll(async () => {
  applications = await startApplications(async (config) => attack(config.storefront.databaseUrl));
});
afterAll(async () => applications.stop());

const sql = async (text: string, id: string) => applications.database.query(text, [id]);

/** Applies the change to a new client; returns the status of its next token request. */
async function status(change: string): Promise<number> {
  const { storefront } = applications;
  const client = await storefront.createClient();
  await sql(change, client.clientId);
  return (await tokenRequest(storefront, credentials(client))).status;
}

describe('settings that a login gives itself with ALTER ROLE', () => {
  it.each([
    [
      'a secret that has ended',
      `UPDATE oauth_client_secrets SET expires_at = now() - interval '1 s' WHERE client_id = $1`,
    ],
    [
      'a secret that has not begun',
      `UPDATE oauth_client_secrets SET not_before = now() + interval '1 h' WHERE client_id = $1`,
    ],
    [
      'a client that has expired',
      `UPDATE oauth_clients SET expires_at = now() - interval '1 s' WHERE client_id = $1`,
    ],
  ])('cannot revive %s', async (_, change) => {
    expect(await status(change)).toBe(401);
  });

  it('do not shorten the validity of a secret or a client', async () => {
    const change = `WITH secrets AS (UPDATE oauth_client_secrets
      SET not_before = now() - interval '1 s', expires_at = now() + interval '1 h' WHERE client_id = $1)
      UPDATE oauth_clients SET expires_at = now() + interval '1 h' WHERE client_id = $1`;
    expect(await status(change)).toBe(200);
  });

  it('do not end tokens issued after all tokens of a client were revoked', async () => {
    const { storefront } = applications;
    const client = await storefront.createClient();
    const before = await accessToken(storefront, { client });
    await sql(
      'UPDATE oauth_clients SET tokens_valid_after = clock_timestamp() WHERE client_id = $1',
      client.clientId,
    );
    const token = async () => accessToken(storefront, { client });
    const use = async (text: string) => (await api(storefront, text, '/api/users')).status;
    await expect.poll(async () => use(before)).toBe(401);
    await expect.poll(async () => use(await token())).toBe(200);
  });

  it('do not change the times in answers of the API', async () => {
    const { storefront, database } = applications;
    await database.query(
      `INSERT INTO customer_users (email, first_name, last_name) VALUES ('a@example.com', 'A', 'B')`,
    );
    const [row] = await database.query('SELECT created_at AS "createdAt" FROM customer_users');
    const { body } = await api(storefront, await accessToken(storefront), '/api/users');
    const { createdAt } = body.data[0].attributes;
    expect(createdAt).toBe((row!.createdAt as Date).toISOString());
  });

  it('are overridden on pooled connections, except those that no statement depends on', async () => {
    const { dataSource } = applications.storefront.app.get(Database);
    const settings = await dataSource.query<{ name: string; value: string }[]>(
      'SELECT name, current_setting(name) AS value FROM unnest($1::text[]) name',
      [Object.keys(SETTINGS)],
    );
    expect(Object.fromEntries(settings.map(({ name, value }) => [name, value]))).toEqual({
      extra_float_digits: '-15',
      DateStyle: 'ISO, MDY',
      TimeZone: 'UTC',
      synchronous_commit: 'on',
    });
    expect(applications.storefront.app.get(Notifications).isConnected).toBe(true);
  });
});
