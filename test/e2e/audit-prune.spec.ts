import { createHash, randomUUID } from 'node:crypto';
import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DataSource } from 'typeorm';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  AUDIT_ENTITIES,
  AuditEventsRepository,
  AuditLog,
  AuditMaintenance,
  AuditMaintenanceRepository,
  AuditTrail,
  AuditVerificationsRepository,
} from '#audit';
import { editTrail, emptyTrail, rehash } from '../support/audit-edits.js';
import { latchkey } from '../support/latchkey.js';
import { createDatabase, type TestDatabase } from '../support/database.js';

let database: TestDatabase;
let dataSource: DataSource;
let trail: AuditTrail;
let maintenance: AuditMaintenance;
let folder: string;
const log = new AuditLog();
const actor = { type: 'command', name: 'root' } as const;

beforeAll(async () => {
  database = await createDatabase();
  const { url } = database;
  const options = { type: 'postgres', url, entities: AUDIT_ENTITIES, poolSize: 5 } as const;
  dataSource = await new DataSource(options).initialize();
  trail = new AuditTrail(
    new AuditEventsRepository(dataSource),
    new AuditVerificationsRepository(dataSource),
  );
  maintenance = new AuditMaintenance(new AuditMaintenanceRepository(dataSource), log);
  folder = await mkdtemp(join(tmpdir(), 'latchkey-'));
});
afterAll(async () => {
  await dataSource.destroy();
  await database.drop();
  await rm(folder, { recursive: true });
});

const record = async (count: number) => {
  const events = Array.from({ length: count }, (_, at) => ({
    actor,
    action: 'a.b',
    reason: `number ${at + 1}`,
  }));
  await dataSource.transaction(async (transaction) => log.record(events, transaction));
  await database.seal();
};

beforeEach(async () => {
  await emptyTrail(database);
  await record(6);
  await age();
});

/**
 * Rewrites events with the time of an earlier day, and the chain with them. The first three get
 * the end of a day five, four and three days ago; the fourth the beginning of a day two days ago.
 */
async function age(): Promise<void> {
  const statements = [1, 2, 3, 4, 5, 6].flatMap((id) => [
    `UPDATE audit_events SET previous_hash = before.hash FROM audit_events before
     WHERE audit_events.id = ${id} AND before.id = ${id - 1}`,
    `UPDATE audit_events SET occurred_at = date_trunc('day', now() AT TIME ZONE 'UTC')
       AT TIME ZONE 'UTC' - ${Math.max(6 - id, 1)} * interval '1 day' + interval '${id === 4 ? 0 : 23.99} hours'
     WHERE id = ${id} AND id <= 4`,
    rehash(id),
  ]);
  const head = 'UPDATE audit_head SET hash = (SELECT hash FROM audit_events WHERE id = 6)';
  await editTrail(database, ...statements, head);
}

const point = async (id: number) => {
  const [row] = await database.query(
    `SELECT encode(hash, 'hex') AS hash FROM audit_events WHERE id = ${id}`,
  );
  return { id: String(id), hash: String(row!.hash) };
};

const ids = async () => {
  const rows = await database.query('SELECT id FROM audit_events ORDER BY id');
  return rows.map(({ id }) => Number(id));
};

/** Prunes like the command does, with a made-up hash of the export. */
const prune = async (days: number) => {
  const old = (await maintenance.olderThan(days))!;
  const { length } = (await ids()).filter((id) => id <= Number(old.last.id));
  await maintenance.prune(old, { count: length, sha256: 'ab'.repeat(32) }, actor);
  return old;
};

const run = async (retention: string, ...words: string[]) => {
  const environment = { PATH: process.env.PATH ?? '', DATABASE_URL: database.url };
  return latchkey({ environment: { ...environment, AUDIT_RETENTION: retention } }, ...words);
};

describe('latchkey audit prune', () => {
  it('moves whole days into a file and leaves a trail that verifies from there on', async () => {
    const file = join(folder, `${randomUUID()}.jsonl`);
    const [third, noted] = [await point(3), await point(5)];
    const pruned = await run('2', 'audit', 'prune', '--export', file, '--json');
    expect({ code: pruned.code, errors: pruned.errors }).toEqual({ code: 0, errors: '' });
    const text = await readFile(file, 'utf8');
    const sha256 = createHash('sha256').update(text).digest('hex');
    const until = new Date(Math.floor(Date.now() / 86_400_000 - 2) * 86_400_000);
    expect(JSON.parse(pruned.output)).toEqual({
      removed: 3,
      count: 3,
      ...third,
      until: until.toISOString(),
      file,
      sha256,
    });
    const lines = text.trimEnd().split('\n');
    const hashes = lines.map((line) => JSON.parse(line) as { id: string; hash: string });
    expect(hashes.map(({ id }) => id)).toEqual(['1', '2', '3']);
    expect(hashes.at(-1)).toMatchObject(third);
    expect((await stat(file)).mode & 0o777).toBe(0o600);

    expect(await ids()).toEqual([4, 5, 6, 7]);
    const [event] = await trail.list({ limit: 1 });
    expect(event).toMatchObject({
      actorType: 'command',
      action: 'audit.pruned',
      after: { ...third, count: 3, until: until.toISOString(), exportSha256: sha256 },
    });
    const verified = await run('2', 'audit', 'verify', '--json');
    expect(JSON.parse(verified.output)).toEqual({
      sound: true,
      count: 4,
      erased: 0,
      after: `3:${third.hash}`,
      ...(await point(7)),
      unsealed: 0,
      unsealedSeconds: 0,
    });
    expect(await trail.verify({ expected: noted })).toMatchObject({ sound: true });
    expect(await trail.verify({ expected: third })).toMatchObject({ sound: true });

    const again = await run('2', 'audit', 'prune', '--export', join(folder, 'none.jsonl'));
    expect(again).toEqual({
      code: 0,
      output: 'nothing to remove: no whole day is older than 2 days\n',
      errors: '',
    });
    expect(await ids()).toEqual([4, 5, 6, 7]);
  });

  it('removes nothing without a retention time, or when the output file exists already', async () => {
    const file = join(folder, `${randomUUID()}.jsonl`);
    const unset = await run('0', 'audit', 'prune', '--export', file);
    expect([unset.code, unset.errors]).toEqual([
      1,
      'latchkey: nothing to remove: audit.retention is 0, which keeps all events\n',
    ]);
    expect((await run('2', 'audit', 'prune')).code).toBe(64);
    const taken = await run('2', 'audit', 'prune', '--export', join(folder, '.'));
    expect(taken.code).toBe(1);
    expect(await ids()).toEqual([1, 2, 3, 4, 5, 6]);
  });

  it('removes nothing from a broken trail', async () => {
    await editTrail(database, `UPDATE audit_events SET reason = 'x' WHERE id = 5`);
    const { code, errors } = await run('2', 'audit', 'prune', '--export', join(folder, 'a'));
    expect([code, errors]).toEqual([
      3,
      'latchkey: the audit trail is broken at event 5: it was changed and no longer matches its hash\n',
    ]);
    expect(await ids()).toEqual([1, 2, 3, 4, 5, 6]);
  });
});

describe('a pruned audit trail', () => {
  it('keeps every day within the retention time, and begins later after each prune', async () => {
    expect(await maintenance.olderThan(5)).toBeNull();
    expect((await prune(4)).last).toEqual({ id: '1', hash: expect.any(String) });
    expect((await prune(1)).last.id).toBe('4');
    expect(await ids()).toEqual([5, 6, 7, 8]);
    expect(await trail.verify()).toMatchObject({ sound: true, count: 4, start: { id: '4' } });
  });

  it('keeps everything when the number of exported events differs', async () => {
    const old = (await maintenance.olderThan(2))!;
    const pruned = maintenance.prune(old, { count: 2, sha256: '' }, actor);
    await expect(pruned).rejects.toThrow(
      'nothing was removed: the file has 2 events, the trail 3; ' +
        'delete the file and run the command again',
    );
    expect(await ids()).toEqual([1, 2, 3, 4, 5, 6]);
  });

  it('cannot be compared with a checkpoint that was removed, and reports that', async () => {
    const first = await point(1);
    await prune(2);
    await expect(trail.verify({ expected: first })).rejects.toThrow(
      'event 1 was removed with all up to 3: compare its hash with the file of that `audit prune`',
    );
    const other = { id: '3', hash: first.hash };
    expect(await trail.verify({ expected: other })).toEqual({
      sound: false,
      id: '3',
      problem: 'the trail begins after it, with another hash than expected',
      unsealed: { count: 0, age: 0 },
    });
  });

  const forged = `jsonb_build_object('id', '4', 'hash',
    (SELECT encode(hash, 'hex') FROM audit_events WHERE id = 4))`;

  it.each([
    ['more removed than the checkpoint says', ['DELETE FROM audit_events WHERE id = 4'], '4'],
    ['no checkpoint', ['DELETE FROM audit_events WHERE id = 7'], '1'],
    [
      'a checkpoint that was moved',
      [
        `UPDATE audit_events SET after = ${forged} WHERE id = 7`,
        'DELETE FROM audit_events WHERE id = 4',
      ],
      '7',
    ],
    [
      'a checkpoint that was moved with its hash',
      [
        `UPDATE audit_events SET after = ${forged} WHERE id = 7`,
        'DELETE FROM audit_events WHERE id = 4',
        rehash(7),
      ],
      '7',
    ],
    [
      'a checkpoint with another hash',
      [`UPDATE audit_events SET after = after || jsonb_build_object('hash', repeat('a', 64))`],
      '4',
    ],
    [
      'an event that was put back before it',
      [
        `INSERT INTO audit_events (id, occurred_at, actor_type, actor, action, previous_hash, hash)
         SELECT 3, occurred_at, actor_type, actor, action, hash, hash FROM audit_events WHERE id = 4`,
      ],
      '3',
    ],
  ])('fails verification after tampering: %s', async (_, statements, id) => {
    await prune(2);
    expect(await trail.verify()).toMatchObject({ sound: true });
    await editTrail(database, ...statements);
    expect(await trail.verify()).toMatchObject({ sound: false, id });
  });
});

describe('the rows of the audit trail', () => {
  it.each(['backoffice', 'storefront'] as const)(
    'cannot be removed, changed or explained by the login of the %s',
    async (side) => {
      const { url } = { url: database.urlOf(side) };
      const login = await new DataSource({ type: 'postgres', url, poolSize: 1 }).initialize();
      const attempt = async (statement: string) =>
        login.transaction(async (transaction) => {
          await transaction.query(`SET LOCAL latchkey.audit = 'prune'`);
          if (statement.startsWith('UPDATE')) {
            await transaction.query(`SET LOCAL latchkey.audit = 'erase'`);
          }
          await transaction.query(statement);
        });
      const insert = (action: string, table = 'unsealed_audit_events') =>
        `INSERT INTO ${table} (actor_type, actor, action, side)
         VALUES ('system', 'x', '${action}', '${side}')`;
      for (const statement of [
        'DELETE FROM unsealed_audit_events',
        `UPDATE unsealed_audit_events SET reason = 'x'`,
        'TRUNCATE unsealed_audit_events',
        'SELECT FROM unsealed_audit_events FOR UPDATE',
        'SELECT FROM unsealed_audit_events FOR KEY SHARE',
        insert('audit.pruned', 'audit_events'),
        insert('audit.erased', 'audit_events'),
        'DELETE FROM audit_events',
        `UPDATE audit_events SET reason = 'x'`,
        `UPDATE audit_events SET salt = NULL`,
        'TRUNCATE audit_events',
        insert('audit.pruned'),
        insert('audit.erased'),
      ]) {
        await expect(attempt(statement)).rejects.toThrow(/permission denied|row-level security/);
      }
      await attempt(insert('a.b'));
      await attempt(insert('a.b', 'audit_events'));
      await login.destroy();
      await database.seal();
      expect(await trail.verify()).toMatchObject({ sound: true, count: 8 });
    },
  );

  it.each([
    ['DELETE FROM audit_events', 'erase'],
    [`UPDATE audit_events SET reason = 'x'`, 'prune'],
    [`UPDATE audit_events SET hash = hash`, 'erase'],
    [`UPDATE audit_events SET occurred_at = now(), reason = 'x'`, 'erase'],
    ['TRUNCATE audit_events', 'prune'],
    ['DELETE FROM audit_head', 'prune'],
    ['UPDATE audit_head SET id = 1', 'erase'],
    ['DELETE FROM audit_head', 'seal'],
    ['TRUNCATE unsealed_audit_events', 'seal'],
    ['DELETE FROM unsealed_audit_events', 'prune'],
    ['DELETE FROM unsealed_audit_events', 'erase'],
    [`UPDATE unsealed_audit_events SET reason = 'x'`, 'erase'],
    [`UPDATE unsealed_audit_events SET reason = 'x'`, 'seal'],
  ])('are protected from %s by their owner under the purpose %s', async (statement, purpose) => {
    const attempt = dataSource.transaction(async (transaction) => {
      await transaction.query(`SET LOCAL latchkey.audit = '${purpose}'`);
      await transaction.query(statement);
    });
    await expect(attempt).rejects.toThrow(/ is refused: /);
  });
});
