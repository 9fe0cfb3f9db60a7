import { randomBytes } from 'node:crypto';
import { Client } from 'pg';
import { DataSource } from 'typeorm';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { endingBlockers } from '#database';
import {
  startApplications,
  type TestApplications,
  type TestClient,
} from '../support/applications.js';
import { latchkey } from '../support/latchkey.js';
import { apiOf } from '../support/json-api.js';
import { accessToken, api, credentials, tokenRequest } from '../support/requests.js';
import { keyRows, SOON } from '../support/signing-keys.js';

let applications: TestApplications;
let attackers: Client[];
let client: TestClient;

/** Locks and rows that each session of the stolen login holds and never releases. */
const HELD = {
  'the advisory locks': [
    'BEGIN',
    `SELECT pg_advisory_xact_lock(7517, hashtext('storefront'))`,
    `SELECT pg_advisory_xact_lock(hashtextextended('latchkey clients', 0))`,
  ],
  'an event in an open transaction': [
    'BEGIN',
    `INSERT INTO audit_events (actor_type, actor, side, action)
     VALUES ('client', 'x', 'storefront', 'x')`,
  ],
  'the rows themselves': [
    'BEGIN',
    'SELECT FROM signing_keys FOR UPDATE',
    'SELECT FROM oauth_clients FOR UPDATE',
  ],
  'the whole table': ['BEGIN', 'LOCK TABLE signing_keys, oauth_clients IN SHARE MODE'],
};

const SIDE = 'storefront';

type Held = keyof typeof HELD;

/** Opens a session with the stolen login of the storefront. */
async function attack(...held: Held[]): Promise<void> {
  for (const name of held) {
    const attacker = new Client({
      connectionString: applications.database.urlOf('storefront'),
      lock_timeout: 1000,
    });
    attacker.on('error', () => {}); // ended by the operator
    attackers.push(attacker);
    await attacker.connect();
    for (const sql of HELD[name]) await attacker.query(sql).catch(() => {});
  }
}

const run = async (...words: string[]) =>
  latchkey(
    { environment: { PATH: process.env.PATH ?? '', DATABASE_URL: applications.database.url } },
    ...words,
  );

const activeKid = async () =>
  (await keyRows(applications.database, 'storefront')).find(({ state }) => state === 'active')!.kid;

const answer = async (token: string) => {
  const { status, body } = await api(applications.storefront, token, '/api/users');
  return status === 200 ? '200' : `${status} ${body.errors[0].code}`;
};

beforeAll(async () => {
  applications = await startApplications((config) => {
    config.keys.announceFor = 0;
    config.database.limits.lockTimeout = 1;
  });
});
beforeEach(async () => {
  attackers = [];
  client = await applications.storefront.createClient();
  // An earlier test may have ended the key.
  const issued = async () => tokenRequest(applications.storefront, credentials(client));
  await vi.waitUntil(async () => (await issued()).status === 200, SOON);
});
afterEach(async () => {
  await Promise.all(attackers.map(async (attacker) => attacker.end().catch(() => {})));
});
afterAll(async () => applications.stop());

describe('a stolen login of the storefront', () => {
  it('cannot delay the end of a key with advisory locks', async () => {
    const token = await accessToken(applications.storefront, { client });
    const kid = await activeKid();
    const writer = await apiOf(applications.backoffice, 'keys:write');
    await attack('the advisory locks');
    expect((await writer.delete(`/api/signing-keys/${kid}`)).status).toBe(204);
    await expect.poll(async () => answer(token), SOON).toBe('401 unknown_key');
  });

  it('cannot delay changes by recording an event in a transaction that stays open', async () => {
    const clients = await apiOf(applications.backoffice, 'clients:write');
    await attack('an event in an open transaction');
    const { clientId: id } = client;
    const attributes = { enabled: false };
    const changed = clients.patch(`/api/oauth-clients/${id}`, {
      type: 'oauth-clients',
      id,
      attributes,
    });
    expect((await changed).status).toBe(204);
    const { code } = await run('clients', 'enable', id);
    expect(code).toBe(0);
  });

  it('makes the back office answer 503 while it holds locks that every write needs', async () => {
    const kid = await activeKid();
    const keys = await apiOf(applications.backoffice, 'keys:write');
    const clients = await apiOf(applications.backoffice, 'clients:write');
    await attack('the rows themselves');
    const { clientId: id } = client;
    const answers = [
      await keys.delete(`/api/signing-keys/${kid}`),
      await clients.patch(`/api/oauth-clients/${id}`, {
        type: 'oauth-clients',
        id,
        attributes: { enabled: false },
      }),
    ];
    for (const { status, headers, body } of answers) {
      expect({ status, retry: headers.get('retry-after'), errors: body.errors }).toEqual({
        status: 503,
        retry: '1',
        errors: [
          {
            id: expect.any(String),
            status: '503',
            code: 'service_unavailable',
            title: 'Service unavailable',
            detail: 'other requests change the same resources; try again later',
          },
        ],
      });
    }
  });

  it('is named by a command that its locks block, which changes nothing', async () => {
    const kid = await activeKid();
    await attack('the rows themselves');
    expect(await run('keys', 'retire', kid, '--now')).toEqual({
      code: 1,
      output: '',
      errors:
        'latchkey: nothing was changed: a lock is held by storefront from 127.0.0.1; try again, ' +
        'or use --cut, which ends database sessions of the applications that block this command\n',
    });
    expect(await activeKid()).toBe(kid);
  });

  it.each(Object.keys(HELD) as Held[])('is cut off while it holds %s', async (held) => {
    const token = await accessToken(applications.storefront, { client });
    const kid = await activeKid();
    await attack(held, 'the rows themselves', held);
    const { clientId } = client;
    const disabled = await run('clients', 'disable', clientId, '--cut');
    expect({ ...disabled, errors: '' }).toEqual({
      code: 0,
      output: expect.stringContaining(` (${clientId}) is disabled\n`),
      errors: '',
    });
    expect(disabled.errors).toMatch(/^latchkey: ended \d blocking sessions: storefront from 127/);
    await attack(held, 'the rows themselves');
    const { code, output } = await run('keys', 'retire', kid, '--now', '--cut');
    expect({ code, output: output.split('\n')[0] }).toEqual({
      code: 0,
      output: `${kid} is withdrawn: every token that it signed is rejected at once`,
    });
    await expect.poll(async () => answer(token), SOON).toBe('401 unknown_key');
  });
});

it('a command without the right to end sessions names the missing right', async () => {
  const { database } = applications;
  const name = `weak_${randomBytes(4).toString('hex')}`;
  await database.query(`CREATE ROLE ${name} LOGIN PASSWORD 'x'`);
  const url = Object.assign(new URL(database.url), { username: name, password: 'x' }).href;
  const open = async () => new DataSource({ type: 'postgres', url, poolSize: 1 }).initialize();
  const [waiting, watching] = [await open(), await open()];
  const work = async () => waiting.query('SELECT pg_advisory_lock(7517, hashtext($1))', [SIDE]);
  try {
    await waiting.query(`SET lock_timeout = '3s'`);
    await attack('the advisory locks');
    await expect(endingBlockers(watching, work)).rejects.toThrow(
      `may not end sessions of storefront: as a superuser, run GRANT pg_signal_backend TO ${name}`,
    );
    await database.query(`GRANT pg_signal_backend TO ${name}`);
    expect((await endingBlockers(watching, work)).ended).toEqual([
      { pid: expect.any(Number), login: SIDE, address: null },
    ]);
  } finally {
    await Promise.all([waiting.destroy(), watching.destroy()]);
    await database.query(`DROP ROLE ${name}`);
  }
});

it('--cut ends no session of a login that belongs to no application', async () => {
  const { database } = applications;
  const name = `bystander_${randomBytes(4).toString('hex')}`;
  await database.query(`CREATE ROLE ${name} LOGIN PASSWORD 'x'`);
  const others = Object.assign(new URL(database.url), { username: name, password: 'x' }).href;
  const open = async (url: string) =>
    new DataSource({ type: 'postgres', url, poolSize: 1 }).initialize();
  const [holding, waiting] = [await open(others), await open(database.url)];
  const watching = await open(database.url);
  try {
    await holding.query('SELECT pg_advisory_lock(1)');
    await waiting.query(`SET lock_timeout = '500ms'`);
    const work = async () => waiting.query('SELECT pg_advisory_lock(1)');
    await expect(endingBlockers(watching, work)).rejects.toThrow('lock timeout');
    expect(await holding.query('SELECT pg_advisory_unlock(1) AS held')).toEqual([{ held: true }]);
  } finally {
    await Promise.all([holding.destroy(), waiting.destroy(), watching.destroy()]);
    await database.query(`DROP ROLE ${name}`);
  }
});

it('keys retire rejects --cut without --now', async () => {
  expect(await run('keys', 'retire', 'x', '--cut')).toEqual({
    code: 64,
    output: '',
    errors: expect.stringContaining('--cut needs --now'),
  });
});
