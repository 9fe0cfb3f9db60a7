import { setTimeout as pause } from 'node:timers/promises';
import { Logger } from '@nestjs/common';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Config } from '#config';
import { createClient } from '#client';
import type { Backoffice } from '#client';
import type { TestSide } from '../support/applications.js';
import { type Api, apiOf, apiWith, refusals } from '../support/json-api.js';
import { latchkey } from '../support/latchkey.js';
import { plantEvents } from '../support/many-events.js';
import { samplesOf, sumOf } from '../support/metrics.js';
import { hasPostgresql15, Postgresql15, run } from '../support/postgresql-15.js';
import { Replicated } from '../support/replicated.js';
import { accessToken, api, type Answer } from '../support/requests.js';
import { revoke } from '../support/revocation.js';

/** A streaming standby of PostgreSQL 15 that serves reads, in two processes of the back office. */

const SCOPES = 'roles:read roles:write';

let replicated: Replicated;
let first: TestSide<'backoffice'>;
let second: Awaited<ReturnType<Replicated['startAnother']>>;
let settings: Config;

/** The caller that changes, and another one. */
let token: string;
let writer: Api;
let other: Api;

/** The reads that a process has sent to the standby. */
const toStandby = async (of: { managementPort: number } = first.backoffice) =>
  sumOf(await samplesOf(of), 'latchkey_reads_total', { target: 'replica' });

const toPrimary = async (reason: string, of: { managementPort: number } = first.backoffice) =>
  sumOf(await samplesOf(of), 'latchkey_reads_total', { target: 'primary', reason });

const isUsed = async (of: { managementPort: number } = first.backoffice) =>
  sumOf(await samplesOf(of), 'latchkey_replica_used') === 1;

let roles = 0;

const role = (name = `role ${++roles}`) => ({ type: 'roles', attributes: { name, scopes: [] } });

/** Creates a role in SQL, as another program would. Returns its id. */
const createRole = async (name: string) => {
  const rows = await first.database.query(
    `INSERT INTO roles (name, scopes) VALUES ($1, '{}') RETURNING id`,
    [name],
  );
  return String(rows[0]!.id);
};

const renameRole = async (id: string, name: string) =>
  first.database.query('UPDATE roles SET name = $2, updated_at = now() WHERE id = $1', [id, name]);

const nameIn = ({ body }: Answer) => body.data.attributes.name as string;

const namesIn = ({ body }: Answer) =>
  (body.data as { attributes: { name: string } }[]).map(({ attributes }) => attributes.name);

/** Waits until both processes know that the standby has everything of now. */
const untilCurrent = async () => {
  const id = await createRole(`marker ${++roles}`);
  for (const url of [first.backoffice.url, second.url]) {
    const seen = async () =>
      namesIn(await api({ url }, token, '/api/roles?sort=-createdAt&page[size]=1')).join('');
    await expect.poll(seen).toBe(`marker ${roles}`);
  }
  return id;
};

beforeAll(async () => {
  if (!hasPostgresql15) return;
  replicated = await Replicated.start();
  first = await replicated.startSide('backoffice', (config) => {
    // So long that a test can pause the standby.
    Object.assign(config.database, { readUrl: replicated.readUrl, readMaxLag: 60_000 });
    settings = config;
  });
  second = await replicated.startAnother(settings, ({ database }) => {
    Object.assign(database, { readUrl: replicated.readUrl, readMaxLag: 60_000 });
  });
  const client = await first.backoffice.createClient(SCOPES);
  token = await accessToken(first.backoffice, { client });
  writer = apiWith(first.backoffice, token);
  other = await apiOf(first.backoffice, SCOPES);
  await vi.waitUntil(async () => (await isUsed()) && isUsed(second));
});
beforeEach(({ skip }) => skip(!hasPostgresql15, 'there is no PostgreSQL 15: apt-get install it'));
afterEach(async () => {
  vi.restoreAllMocks();
  if (hasPostgresql15) await replicated.standby.resume();
});
afterAll(async () => {
  if (!hasPostgresql15) return;
  await first.stop();
  await replicated.stop();
});

describe('a read replica', () => {
  it('answers lists, single resources and their relationships', async () => {
    const id = await createRole('before');
    await untilCurrent();
    await replicated.standby.pause();
    await renameRole(id, 'after');
    const before = await toStandby();
    expect(nameIn(await other.get(`/api/roles/${id}`))).toBe('before');
    expect(namesIn(await other.get('/api/roles?page[size]=100'))).toContain('before');
    expect(await toStandby()).toBe(before + 2);
  });

  it('answers costly reads, which have a time limit of their own', async () => {
    const people = await apiOf(first.backoffice, 'users:read');
    await untilCurrent();
    const [standby, primary] = [await toStandby(), await toPrimary('failed')];
    const { status } = await people.get('/api/users?filter[search]=aaa%20bbb%20ccc%20ddd');
    expect(status).toBe(200);
    expect([await toStandby(), await toPrimary('failed')]).toEqual([standby + 1, primary]);
  });

  it('answers an export to its end', async () => {
    const client = await first.backoffice.createClient('audit:read');
    const reader = await accessToken(first.backoffice, { client });
    await first.database.seal();
    await untilCurrent();
    const before = await toStandby();
    const path = '/api/audit-events.jsonl';
    expect((await api(first.backoffice, reader, path)).status).toBe(200);
    expect(await toStandby()).toBeGreaterThanOrEqual(before + 2);
  });

  it('answers an export also when the client reads it slowly', async () => {
    await plantEvents(first.database, 2000, {
      after: `jsonb_build_object('x', repeat('x', 8000))`,
    });
    const client = await first.backoffice.createClient('audit:read');
    const reader = await accessToken(first.backoffice, { client });
    await untilCurrent();
    const before = await toStandby();
    const response = await fetch(`${first.backoffice.url}/api/audit-events.jsonl`, {
      headers: { Authorization: `Bearer ${reader}` },
    });
    await pause(200); // buffers are full, so later pages are read when the client goes on
    expect((await response.text()).split('\n').length).toBeGreaterThan(2000);
    // One statement for the count, and one for each page of 100.
    expect(await toStandby()).toBeGreaterThanOrEqual(before + 21);
  });

  it('does not hide a new resource of another caller whose id is known', async () => {
    await untilCurrent();
    await replicated.standby.pause();
    const id = await createRole('new');
    expect(namesIn(await other.get('/api/roles?page[size]=100'))).not.toContain('new');
    expect(nameIn(await other.get(`/api/roles/${id}`))).toBe('new');
    expect((await other.get('/api/roles/999999')).status).toBe(404);
  });

  it('has no part in tokens, revocations and the state of clients', async () => {
    await untilCurrent();
    await replicated.standby.pause();
    const client = await first.backoffice.createClient(SCOPES);
    const fresh = await accessToken(first.backoffice, { client });
    expect((await api(second, fresh, '/api/roles')).status).toBe(200);
    await revoke(first.backoffice, client, fresh);
    await expect.poll(async () => (await api(second, fresh, '/api/roles')).status).toBe(401);
  });
});

describe('a caller reads its own changes', () => {
  it('at the process that made them, while another caller reads the standby', async () => {
    await untilCurrent();
    await replicated.standby.pause();
    const name = `own ${++roles}`;
    const created = await writer.post('/api/roles', role(name));
    expect(created.status).toBe(201);
    expect(created.headers.get('Latchkey-LSN')).toMatch(/^[0-9a-f]{16}$/);
    expect(namesIn(await writer.get('/api/roles?page[size]=100'))).toContain(name);
    expect(namesIn(await other.get('/api/roles?page[size]=100'))).not.toContain(name);
    expect(await toPrimary('own_change')).toBeGreaterThan(0);

    await replicated.standby.resume();
    const before = await toStandby();
    await expect
      .poll(async () => (await writer.get('/api/roles')).status && toStandby())
      .toBeGreaterThan(before);
    expect(namesIn(await writer.get('/api/roles?page[size]=100'))).toContain(name);
  });

  it('at another process, with the header Latchkey-LSN of the answer', async () => {
    await untilCurrent();
    await replicated.standby.pause();
    const name = `elsewhere ${++roles}`;
    const created = await writer.post('/api/roles', role(name));
    const lsn = created.headers.get('Latchkey-LSN')!;
    const path = '/api/roles?page[size]=100';
    const there = async (headers: Record<string, string>) =>
      namesIn(await api(second, token, path, { headers }));
    expect(await there({})).not.toContain(name);
    expect(await there({ 'Latchkey-LSN': lsn })).toContain(name);
    expect(await there({ 'Latchkey-LSN': '0'.repeat(16) })).not.toContain(name);

    const { id } = created.body.data;
    const deleted = await writer.delete(`/api/roles/${id}`);
    const after = { 'Latchkey-LSN': deleted.headers.get('Latchkey-LSN')! };
    expect((await api(second, token, `/api/roles/${id}`, { headers: after })).status).toBe(404);
  });

  it('with the client of this repository, whichever process answers', async () => {
    await untilCurrent();
    await replicated.standby.pause();
    const { clientId, clientSecret } = await first.backoffice.createClient(SCOPES);
    const { url } = first.backoffice;
    const client = createClient<Backoffice>({
      url,
      clientId,
      clientSecret,
      fetch: async (address, init) =>
        fetch(init.method === 'GET' ? address.replace(url, second.url) : address, init),
    });
    const name = `client ${++roles}`;
    const names = async () => {
      const { data } = await client.GET('/api/roles', { params: { query: { 'page[size]': 100 } } });
      return data.data.map(({ attributes }) => attributes?.name);
    };
    expect(await names()).not.toContain(name);
    const attributes = { name, scopes: [] };
    await client.POST('/api/roles', { body: { data: { type: 'roles', attributes } } });
    expect(await names()).toContain(name);
  });

  it.each(['', 'x', '0/16B3748', `${'0'.repeat(16)}, ${'0'.repeat(16)}`])(
    'rejects the header %j',
    async (lsn) => {
      const answer = await api(first.backoffice, token, '/api/roles', {
        headers: { 'Latchkey-LSN': lsn },
      });
      expect(refusals(answer)).toEqual(['400 invalid_lsn Latchkey-LSN']);
    },
  );

  it('and the state with which If-Match has failed', async () => {
    const id = await createRole(`matched ${++roles}`);
    await untilCurrent();
    await replicated.standby.pause();
    const name = `renamed ${++roles}`;
    await renameRole(id, name);
    const path = `/api/roles/${id}`;
    const stale = await other.get(path);
    const client = await first.backoffice.createClient(SCOPES);
    const own = await accessToken(first.backoffice, { client });
    const change = { type: 'roles', id, attributes: { name: `again ${++roles}` } };
    const patch = async (etag: string) =>
      api(first.backoffice, own, path, {
        method: 'PATCH',
        document: { data: change },
        headers: { 'If-Match': etag },
      });
    const failed = await patch(stale.headers.get('ETag')!);
    expect(refusals(failed)).toEqual(['412 precondition_failed If-Match']);
    expect(failed.headers.get('Latchkey-LSN')).toMatch(/^[0-9a-f]{16}$/);
    const current = await api(first.backoffice, own, path);
    expect(nameIn(current)).toBe(name);
    const done = await patch(current.headers.get('ETag')!);
    expect(done.status).toBe(200);
  });

  it('and the state after a fault, because the change may have been made', async () => {
    const id = await createRole(`faulty ${++roles}`);
    await run(
      replicated.primary.superuserUrl,
      `CREATE FUNCTION fail() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE 'fault'; END $$;
       CREATE TRIGGER fail BEFORE INSERT ON roles FOR EACH ROW WHEN (new.name = 'fault')
         EXECUTE FUNCTION fail()`,
    );
    await untilCurrent();
    await replicated.standby.pause();
    const name = `meanwhile ${++roles}`;
    await renameRole(id, name);
    const caller = await apiOf(first.backoffice, SCOPES);
    expect(nameIn(await caller.get(`/api/roles/${id}`))).not.toBe(name);
    const failed = await caller.post('/api/roles', role('fault'));
    expect(failed.status).toBe(500);
    expect(failed.headers.get('Latchkey-LSN')).toMatch(/^[0-9a-f]{16}$/);
    expect(nameIn(await caller.get(`/api/roles/${id}`))).toBe(name);
  });
});

describe('the maximum lag', () => {
  it('sends reads to the primary while the standby is further behind', async () => {
    const strict = await replicated.startAnother(settings, ({ database }) => {
      Object.assign(database, { readUrl: replicated.readUrl, readMaxLag: 300 });
    });
    const id = await createRole(`bounded ${++roles}`);
    await untilCurrent();
    await expect.poll(async () => isUsed(strict)).toBe(true);
    await replicated.standby.pause();
    const name = `changed ${++roles}`;
    await renameRole(id, name);
    const shown = async () => nameIn(await api(strict, token, `/api/roles/${id}`));
    await expect.poll(shown, { timeout: 5000 }).toBe(name);
    expect(await toPrimary('lag', strict)).toBeGreaterThan(0);
    expect(sumOf(await samplesOf(strict), 'latchkey_replica_lag_seconds')).toBeGreaterThan(0.3);
    expect(await isUsed(strict)).toBe(false);
    await replicated.standby.resume();
    await expect.poll(async () => isUsed(strict)).toBe(true);
  });
});

describe('a standby that fails', () => {
  /** Reads without a pause until `work` is done, and returns the statuses. */
  const readWhile = async (work: () => Promise<void>) => {
    const done = new AbortController();
    const statuses = new Set<number>();
    const read = async () => {
      while (!done.signal.aborted) statuses.add((await other.get('/api/roles')).status);
    };
    const readers = [read(), read(), read(), read()];
    await work().finally(() => done.abort());
    await Promise.all(readers);
    return [...statuses];
  };

  it('fails no read when it is killed, and is used again when it is back', async () => {
    await untilCurrent();
    const statuses = await readWhile(async () => {
      await replicated.standby.kill();
      await expect.poll(isUsed).toBe(false);
      const away = await toPrimary('away');
      await expect.poll(async () => toPrimary('away')).toBeGreaterThan(away);
      await replicated.standby.restart();
      await expect.poll(isUsed, { timeout: 5000 }).toBe(true);
      const before = await toStandby();
      await expect.poll(toStandby).toBeGreaterThan(before);
    });
    expect(statuses).toEqual([200]);
  });

  it('fails no read when it no longer answers', async () => {
    await expect.poll(isUsed).toBe(true);
    const statuses = await readWhile(async () => {
      replicated.proxy.freeze();
      await expect.poll(isUsed, { timeout: 5000 }).toBe(false);
      replicated.proxy.thaw();
      await expect.poll(isUsed, { timeout: 5000 }).toBe(true);
    });
    expect(statuses).toEqual([200]);
  });

  it('is not used, and is named, when the address leads to the primary', async () => {
    const warn = vi.spyOn(Logger.prototype, 'warn').mockReturnValue();
    const { hostname, port } = new URL(replicated.primary.url);
    const process = await replicated.startAnother(settings, ({ database }) => {
      database.readUrl = `postgres://${hostname}:${port}/latchkey`;
    });
    expect((await api(process, token, '/api/roles')).status).toBe(200);
    expect(await toPrimary('away', process)).toBe(1);
    expect(warn.mock.calls.flat()).toContain(
      'database.readUrl: reads go to the primary: the server is not a standby',
    );
  });

  it('stops the start when it belongs to another database', async () => {
    const stranger = await Postgresql15.start();
    await run(stranger.url, `CREATE ROLE backoffice LOGIN PASSWORD 'x'`);
    const { hostname, port } = new URL(stranger.url);
    const started = replicated.startAnother(settings, ({ database }) => {
      database.readUrl = `postgres://${hostname}:${port}/latchkey`;
    });
    await expect(started).rejects.toThrow(
      'database.readUrl: the server is not a copy of the primary: their system identifiers differ',
    );
    await stranger.stop();
  });
});

describe('latchkey database status', () => {
  const status = async (readUrl: string, ...words: string[]) =>
    latchkey(
      { environment: { ...replicated.environment, DATABASE_READ_URL: readUrl } },
      'database',
      'status',
      ...words,
    );

  it('shows the standby and how far it is behind', async () => {
    const { code, output } = await status(replicated.standby.url);
    expect(code).toBe(0);
    expect(output).toMatch(
      /replica +postgres:\/\/127\.0\.0\.1:\d+\/latchkey: a standby that caught up in \d+ ms, from \d+ bytes behind/,
    );
    const json = await status(replicated.standby.url, '--json');
    expect(JSON.parse(json.output)).toMatchObject({
      state: 'current',
      replica: {
        state: 'standby',
        url: replicated.standby.url,
        behindMs: expect.any(Number),
        behindBytes: expect.any(Number),
      },
    });
  });

  it('says why a replica is not used', async () => {
    const { hostname, port } = new URL(replicated.primary.url);
    const { code, output } = await status(`postgres://${hostname}:${port}/latchkey`);
    expect(code).toBe(0);
    expect(output).toMatch(/replica +.*: not used: the server is not a standby/);
  });

  it('shows no replica without the setting', async () => {
    expect((await status('')).output).not.toContain('replica');
  });
});
