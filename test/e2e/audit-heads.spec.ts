import { Logger } from '@nestjs/common';
import { Client } from 'pg';
import { DataSource } from 'typeorm';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import {
  AUDIT_ENTITIES,
  AuditCheck,
  AuditEventsRepository,
  AuditVerificationsRepository,
} from '#audit';
import { startSide, type TestSide } from '../support/applications.js';
import { editTrail, emptyTrail, rehash } from '../support/audit-edits.js';
import { type Api, apiOf } from '../support/json-api.js';
import { latchkey } from '../support/latchkey.js';

let applications: TestSide<'backoffice'>;
let api: Api;
let login: DataSource;
let check: AuditCheck;

beforeAll(async () => {
  applications = await startSide('backoffice');
  api = await apiOf(applications.backoffice, 'audit:read');
  login = await new DataSource({
    type: 'postgres',
    url: applications.database.urlOf('backoffice'),
    entities: AUDIT_ENTITIES,
  }).initialize();
  check = new AuditCheck(new AuditEventsRepository(login), new AuditVerificationsRepository(login));
});
afterAll(async () => {
  await login.destroy();
  await applications.stop();
});
beforeEach(async () => emptyTrail(applications.database));

async function record(count: number): Promise<void> {
  const { database } = applications;
  await database.query(
    `INSERT INTO unsealed_audit_events (actor_type, actor, action)
     SELECT 'client', 'x', 'done.' || n FROM generate_series(1, ${count}) n`,
  );
  await database.seal();
}

async function chain(): Promise<Record<string, unknown>> {
  const { body } = await api.get('/api/audit-chains/trail');
  return body.data.attributes;
}

async function heads(query = 'sort=-notedAt'): Promise<Record<string, unknown>[]> {
  const { body } = await api.get(`/api/audit-heads?${query}`);
  return body.data.map(({ attributes }: { attributes: object }) => attributes);
}

const verify = async (...words: string[]) =>
  latchkey(
    { environment: { PATH: process.env.PATH ?? '', DATABASE_URL: applications.database.url } },
    'audit',
    'verify',
    ...words,
  );

const hashOf = async (id: number) => {
  const [row] = await applications.database.query(
    `SELECT encode(hash, 'hex') AS hash FROM audit_events WHERE id = $1`,
    [id],
  );
  return String(row!.hash);
};

describe('the state of the audit chain', () => {
  it('is empty before the first event and the first verification', async () => {
    expect(await chain()).toEqual({
      eventId: null,
      hash: null,
      sealedAt: null,
      unsealed: 0,
      unsealedSeconds: 0,
      verifiedUpTo: null,
      verifiedAt: null,
      verifiedBy: null,
      completeUpTo: null,
      completeAt: null,
      completeBy: null,
      brokenAt: null,
      problem: null,
      checkedAt: null,
    });
    expect(await heads()).toEqual([]);
  });

  it('says up to which event `latchkey audit verify` has verified the trail, and notes the head', async () => {
    await record(3);
    const { code } = await verify();
    expect(code).toBe(0);
    await record(2);
    const hash = await hashOf(3);
    const time = expect.stringMatching(/^\d{4}-\d\d-\d\dT/);
    const by = expect.stringMatching(/^command:/);
    expect(await chain()).toMatchObject({
      eventId: '5',
      hash: await hashOf(5),
      sealedAt: time,
      verifiedUpTo: '3',
      verifiedAt: time,
      verifiedBy: by,
      completeUpTo: '3',
      completeAt: time,
      completeBy: by,
      brokenAt: null,
    });
    expect(await heads()).toEqual([
      {
        notedAt: time,
        actorType: 'command',
        actor: expect.any(String),
        complete: true,
        eventId: '3',
        hash,
      },
    ]);
  });

  it('says up to which event a process of the back office has verified the new events', async () => {
    await record(3);
    await verify();
    await record(2);
    await check.run('backoffice');
    expect(await chain()).toMatchObject({
      verifiedUpTo: '5',
      verifiedBy: 'system:backoffice',
      completeUpTo: '3',
    });
    expect(await heads()).toMatchObject([
      { eventId: '5', complete: false, actorType: 'system', hash: await hashOf(5) },
      { eventId: '3', complete: true },
    ]);
  });

  it('shows the event at which a check has found the chain broken, and the log says so once', async () => {
    await record(3);
    await check.run('backoffice');
    await record(3);
    await editTrail(applications.database, `UPDATE audit_events SET action = 'other' WHERE id = 5`);
    const error = vi.spyOn(Logger.prototype, 'error').mockImplementation(() => {});
    await check.run('backoffice');
    await check.run('backoffice');
    expect(error.mock.calls).toEqual([
      [expect.stringMatching(/^the audit trail is broken at event 5: it was changed/)],
    ]);
    error.mockRestore();
    expect(await chain()).toMatchObject({
      verifiedUpTo: '3',
      brokenAt: '5',
      problem: 'it was changed and no longer matches its hash',
    });
    expect(await heads()).toHaveLength(1);
  });

  it('needs the scope audit:read', async () => {
    const other = await apiOf(applications.backoffice, 'users:read');
    for (const path of ['/api/audit-chains', '/api/audit-chains/trail', '/api/audit-heads']) {
      expect((await other.get(path)).status).toBe(403);
    }
  });
});

describe('a check of the new events', () => {
  it('adds no row when nothing is new', async () => {
    await record(1);
    await check.run('backoffice');
    await check.run('backoffice');
    expect(await heads()).toHaveLength(1);
  });

  it('finds an event that does not follow the noted head, although the rest of the chain is consistent', async () => {
    await record(2);
    await check.run('backoffice');
    await record(1);
    await editTrail(
      applications.database,
      `UPDATE audit_events SET action = 'other' WHERE id = 2`,
      rehash(2),
      'UPDATE audit_events SET previous_hash = (SELECT hash FROM audit_events WHERE id = 2) WHERE id = 3',
      rehash(3),
      'UPDATE audit_head SET hash = (SELECT hash FROM audit_events WHERE id = 3)',
    );
    await check.run('backoffice');
    expect(await chain()).toMatchObject({
      brokenAt: '3',
      problem: 'it does not follow the event before: one of the two was rewritten',
    });
  });

  it('finds that the noted head itself was removed', async () => {
    await record(2);
    await check.run('backoffice');
    await editTrail(applications.database, 'DELETE FROM audit_events WHERE id = 2');
    await check.run('backoffice');
    expect(await chain()).toMatchObject({ brokenAt: '2' });
  });

  it('begins after the events that `audit prune` has removed', async () => {
    await record(2);
    await applications.database.query(
      `INSERT INTO audit_events (actor_type, actor, action, after)
       SELECT 'command', 'root', 'audit.pruned', jsonb_build_object('id', '1', 'hash',
         encode(hash, 'hex')) FROM audit_events WHERE id = 1`,
    );
    await editTrail(applications.database, 'DELETE FROM audit_events WHERE id = 1');
    await check.run('backoffice');
    expect(await chain()).toMatchObject({ verifiedUpTo: '3', brokenAt: null });
  });

  it('is made by one process at a time', async () => {
    await record(1);
    const other = new Client(applications.database.urlOf('backoffice'));
    await other.connect();
    await other.query('BEGIN; SELECT pg_advisory_xact_lock(7518)');
    await check.run('backoffice');
    expect(await heads()).toEqual([]);
    await other.end();
    await expect
      .poll(async () => check.run('backoffice').then(async () => heads()))
      .toHaveLength(1);
  });
});

describe('latchkey audit verify', () => {
  it('finds that the trail was rewritten consistently, because earlier verifications noted its heads', async () => {
    await record(3);
    await verify();
    await editTrail(
      applications.database,
      `UPDATE audit_events SET action = 'other' WHERE id = 3`,
      rehash(3),
      'UPDATE audit_head SET hash = (SELECT hash FROM audit_events WHERE id = 3)',
    );
    const { code, errors } = await verify();
    expect({ code, errors }).toEqual({
      code: 3,
      errors:
        'latchkey: the audit trail is broken at event 3: it has not the hash that an earlier ' +
        'verification noted: it or one before was rewritten\n',
    });
    expect(await chain()).toMatchObject({ brokenAt: '3', completeUpTo: '3' });
  });

  it('finds that the end of the trail was cut off, because an earlier verification noted it', async () => {
    await record(3);
    await verify();
    await editTrail(
      applications.database,
      'DELETE FROM audit_events WHERE id = 3',
      'UPDATE audit_head SET (id, hash) = (SELECT id, hash FROM audit_events WHERE id = 2)',
    );
    const { code, errors } = await verify();
    expect([code, errors]).toEqual([
      3,
      expect.stringContaining('broken at event 3: an earlier verification noted it'),
    ]);
  });

  it('verifies a read-only database, and says that the outcome is not recorded', async () => {
    await record(1);
    const { database } = applications;
    const [{ name }] = (await database.query('SELECT current_database() AS name')) as [
      { name: string },
    ];
    await database.query(`ALTER DATABASE "${name}" SET default_transaction_read_only = on`);
    const { code, errors } = await verify();
    await database.query('SET default_transaction_read_only = off');
    await database.query(`ALTER DATABASE "${name}" RESET default_transaction_read_only`);
    expect([code, errors]).toEqual([
      0,
      expect.stringContaining('the outcome is not recorded in the database: '),
    ]);
    expect(await heads()).toEqual([]);
  });
});

describe('the login of the back office', () => {
  it.each([
    `('command', 'root', true, true, 0, 9, sha256(''), NULL)`,
    `('system', 'backoffice', true, true, 0, 9, sha256(''), NULL)`,
    `('command', 'root', false, false, 0, 9, NULL, 'x')`,
  ])(
    'cannot add the outcome of a complete verification or of the command line: %s',
    async (row) => {
      await expect(
        login.query(
          `INSERT INTO audit_verifications
           (actor_type, actor, complete, sound, after_id, event_id, hash, problem) VALUES ${row}`,
        ),
      ).rejects.toThrow('violates row-level security policy');
    },
  );

  it('cannot change or remove an outcome', async () => {
    await record(1);
    await check.run('backoffice');
    for (const sql of ['UPDATE audit_verifications SET sound = false', 'DELETE FROM audit_heads']) {
      await expect(login.query(sql)).rejects.toThrow('permission denied');
    }
  });
});
