import { randomBytes } from 'node:crypto';
import { DataSource } from 'typeorm';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  AUDIT_ENTITIES,
  AuditEventsRepository,
  AuditLog,
  AuditTrail,
  AuditVerificationsRepository,
  type NewAuditEvent,
  type RecordedEvent,
} from '#audit';
import { editTrail, emptyTrail, rehash } from '../support/audit-edits.js';
import { Command } from '../support/commands.js';
import { latchkey } from '../support/latchkey.js';
import { createDatabase, type TestDatabase } from '../support/database.js';

let database: TestDatabase;
let dataSource: DataSource;
let trail: AuditTrail;
const log = new AuditLog();

beforeAll(async () => {
  database = await createDatabase();
  dataSource = await open(database.url);
  trail = new AuditTrail(
    new AuditEventsRepository(dataSource),
    new AuditVerificationsRepository(dataSource),
  );
});
beforeEach(async () => emptyTrail(database));
afterAll(async () => {
  await dataSource.destroy();
  await database.drop();
});

const open = async (url: string) =>
  new DataSource({ type: 'postgres', url, entities: AUDIT_ENTITIES, poolSize: 20 }).initialize();

const event = (changes: Partial<NewAuditEvent> = {}): NewAuditEvent => ({
  actor: { type: 'client', name: 'erp', requestId: 'request 1', address: '192.0.2.1' },
  action: 'role.updated',
  side: 'backoffice',
  subject: { type: 'role', id: '7' },
  before: { label: 'old', big: 1.5, nothing: null },
  after: { label: 'nëw', list: [1, { deep: true }] },
  reason: 'asked for',
  ...changes,
});

const several = (count: number) =>
  Array.from({ length: count }, (_, at) => event({ reason: `number ${at + 1}` }));

/** Records events, and seals them. */
const record = async (events: NewAuditEvent | NewAuditEvent[]) => {
  await dataSource.transaction(async (transaction) => log.record(events, transaction));
  await database.seal();
};

const verifySealed = async () => {
  await database.seal();
  return trail.verify();
};

const run = async (...words: string[]) =>
  latchkey(
    { environment: { PATH: process.env.PATH ?? '', DATABASE_URL: database.url } },
    'audit',
    ...words,
  );

const collect = async (events: AsyncIterable<RecordedEvent>) => {
  const found: RecordedEvent[] = [];
  for await (const each of events) found.push(each);
  return found;
};

describe('audit events', () => {
  it('are stored as recorded, with their position in the chain', async () => {
    await record(event());
    await record({ actor: { type: 'system', name: 'backoffice' }, action: 'key.created' });
    const [second, first] = await trail.list({ limit: 10 });
    expect(first).toEqual({
      id: '1',
      occurredAt: expect.any(Date),
      actorType: 'client',
      actor: 'erp',
      side: 'backoffice',
      action: 'role.updated',
      subjectType: 'role',
      subjectId: '7',
      before: { label: 'old', big: 1.5, nothing: null },
      after: { label: 'nëw', list: [1, { deep: true }] },
      reason: 'asked for',
      occurrences: 1,
      requestId: 'request 1',
      address: '192.0.2.1',
      previousHash: Buffer.alloc(32),
      hash: expect.any(Buffer),
    });
    expect(second).toMatchObject({
      id: '2',
      side: null,
      subjectType: null,
      subjectId: null,
      before: null,
      after: null,
      reason: null,
      occurrences: 1,
      requestId: null,
      address: null,
      previousHash: first!.hash,
    });
  });

  it('keep the order of several events recorded in one call', async () => {
    await record([]);
    await record(several(1000));
    expect((await collect(trail.export())).map(({ reason }) => reason)).toEqual(
      several(1000).map(({ reason }) => reason),
    );
    await expect(record(several(1001))).rejects.toThrow('1001 events at once, over 1000');
    expect(await verifySealed()).toMatchObject({ sound: true, count: 1000 });
  });

  it('are rolled back together with their act', async () => {
    await record(event());
    const act = dataSource.transaction(async (transaction) => {
      await log.record(several(3), transaction);
      throw new Error('the act fails');
    });
    await expect(act).rejects.toThrow('the act fails');
    await record(event());
    expect((await trail.list({ limit: 10 })).map(({ id }) => id)).toEqual(['2', '1']);
    expect(await verifySealed()).toMatchObject({ sound: true, count: 2 });
  });

  it('form one chain when 50 transactions record at once and some are rolled back', async () => {
    const acts = Array.from({ length: 50 }, async (_, at) =>
      dataSource.transaction(async (transaction) => {
        await log.record(several((at % 4) + 1), transaction);
        if (at % 5 === 0) throw new Error('the act fails');
      }),
    );
    const done = await Promise.allSettled(acts);
    expect(done.filter(({ status }) => status === 'rejected')).toHaveLength(10);
    const count = done.reduce(
      (sum, { status }, at) => sum + (status === 'fulfilled' ? (at % 4) + 1 : 0),
      0,
    );
    await database.seal();
    const ids = (await collect(trail.export())).map(({ id }) => Number(id));
    expect(ids).toEqual(Array.from({ length: count }, (_, at) => at + 1));
    expect(await verifySealed()).toMatchObject({ sound: true, count });
  });

  it('are recorded even when texts cannot be stored or are too long', async () => {
    const name = randomBytes(40_000).toString('base64');
    await record(
      event({
        actor: { type: 'anonymous', name: `\0${name}`, requestId: '\uD800', address: 'a\0' },
        subject: { type: 'client', id: '😀'.repeat(5000) },
        reason: `a\0b${name}`,
        before: { 'n\0': 'v\0\uDC00' },
      }),
    );
    const [stored] = await trail.list({ limit: 1 });
    expect(stored).toMatchObject({
      actor: `\uFFFD${name.slice(0, 198)}…`,
      requestId: '\uFFFD',
      address: 'a\uFFFD',
      reason: `a\uFFFDb${name.slice(0, 996)}…`,
      before: { 'n\uFFFD': 'v\uFFFD\uFFFD' },
    });
    expect(await verifySealed()).toMatchObject({ sound: true });
  });

  describe.each(['latchkey_storefront', 'latchkey_backoffice', 'the owner'])('by %s', (role) => {
    const insert = async (column: string, value: string) =>
      dataSource.transaction(async (transaction) => {
        if (role !== 'the owner') await transaction.query(`SET LOCAL ROLE ${role}`);
        const columns = {
          actor_type: `'client'`,
          actor: `'x'`,
          side: `'storefront'`,
          action: `'x'`,
        };
        const all = { ...columns, [column]: value };
        await transaction.query(
          `INSERT INTO audit_events (${Object.keys(all).join(', ')})
           VALUES (${Object.values(all).join(', ')})`,
        );
      });

    it.each([
      ['actor', 1024],
      ['action', 1024],
      ['subject_type', 1024],
      ['subject_id', 1024],
      ['request_id', 1024],
      ['address', 1024],
      ['reason', 8192],
    ])('have a %s of at most %i bytes', async (column, maxBytes) => {
      await insert(column, `repeat('é', ${maxBytes / 2})`);
      await expect(insert(column, `repeat('é', ${maxBytes / 2}) || 'a'`)).rejects.toThrow(
        'an audit event is too large: at most 1024 bytes for a name or id, ' +
          '8192 for the reason, 131072 for before and after',
      );
      expect(await verifySealed()).toMatchObject({ sound: true, count: 1 });
    });

    it.each(['before', 'after'])('have a document %s of at most 128 KiB', async (column) => {
      await insert(column, `to_jsonb(repeat('a', 131070))`);
      await expect(insert(column, `to_jsonb(repeat('a', 131071))`)).rejects.toThrow(
        'an audit event is too large',
      );
      expect(await verifySealed()).toMatchObject({ sound: true, count: 1 });
    });
  });

  it('have a side of at most 1024 bytes', async () => {
    const insert = async (bytes: number) =>
      database.query(
        `INSERT INTO audit_events (actor_type, actor, action, side)
         VALUES ('system', 'x', 'x', repeat('a', ${bytes}))`,
      );
    await insert(1024);
    await expect(insert(1025)).rejects.toThrow('an audit event is too large');
  });

  it('fit in a row when every text has its largest length in characters of three bytes', async () => {
    const long = '語'.repeat(5000);
    await record(
      event({
        actor: { type: 'client', name: long, requestId: long, address: long },
        action: long,
        side: long,
        subject: { type: long, id: long },
        reason: long,
      }),
    );
    expect(await verifySealed()).toMatchObject({ sound: true, count: 1 });
  });

  it('take position, time and hash from the database and ignore values given in the INSERT', async () => {
    await database.query(
      `INSERT INTO audit_events (id, occurred_at, actor_type, actor, action, previous_hash, hash)
       VALUES (99, '2001-01-01', 'system', 'x', 'a.b', '\\x00', '\\x00'),
              (99, '2001-01-01', 'system', 'x', 'a.b', '\\x00', '\\x00')`,
    );
    expect(await verifySealed()).toMatchObject({ sound: true, count: 2, head: { id: '2' } });
    const [newest] = await trail.list({ limit: 1 });
    expect(newest!.occurredAt.getFullYear()).toBeGreaterThan(2020);
  });

  it.each([
    `UPDATE audit_events SET reason = 'x'`,
    'UPDATE audit_events SET reason = reason WHERE false',
    'DELETE FROM audit_events',
    'TRUNCATE audit_events',
    'UPDATE audit_head SET id = id + 1',
    'DELETE FROM audit_head',
    'TRUNCATE audit_head',
  ])('are protected from %s, even by the owner', async (statement) => {
    await record(several(2));
    await expect(database.query(statement)).rejects.toThrow(
      /^(UPDATE|DELETE|TRUNCATE) on audit_(events|head) is refused: /,
    );
    expect(await verifySealed()).toMatchObject({ sound: true, count: 2 });
  });

  it('need no right but INSERT, and the insert trigger grants no other right', async () => {
    const as = async (statement: string) =>
      dataSource.transaction(async (transaction) => {
        await transaction.query(`SET LOCAL ROLE latchkey_backoffice`);
        // An audit_head table of the attacker's own, to mislead the trigger.
        await transaction.query('CREATE TEMPORARY TABLE audit_head (id bigint) ON COMMIT DROP');
        await transaction.query(statement);
      });
    await as(`INSERT INTO audit_events (actor_type, actor, action) VALUES ('system', 'x', 'a.b')`);
    expect(await verifySealed()).toMatchObject({ sound: true, count: 1 });
    await expect(as('SELECT * FROM public.audit_head')).rejects.toThrow('permission denied');
    await expect(
      as(`CREATE TEMPORARY TABLE mine (LIKE audit_events);
          CREATE TRIGGER t BEFORE INSERT ON mine FOR EACH ROW EXECUTE FUNCTION audit_events_unsealed()`),
    ).rejects.toThrow('permission denied for function audit_events_unsealed');
    await expect(as('SELECT seal_audit_batch(false)')).rejects.toThrow('permission denied');
  });
});

describe('latchkey audit list', () => {
  it('filters by every option it has, and prints the newest event first', async () => {
    await record([
      event(),
      event({ actor: { type: 'command', name: 'root' }, action: 'client.created' }),
      event({ side: 'storefront', subject: { type: 'client', id: 'a:b' } }),
    ]);
    const ids = async (...words: string[]) => {
      const { output } = await run('list', '--json', ...words);
      return JSON.parse(output).map(({ id }: { id: string }) => id);
    };
    expect(await ids()).toEqual(['3', '2', '1']);
    expect(await ids('--limit', '2')).toEqual(['3', '2']);
    expect(await ids('--action', 'client.created')).toEqual(['2']);
    expect(await ids('--actor', 'erp')).toEqual(['3', '1']);
    expect(await ids('--actor', 'command:root')).toEqual(['2']);
    expect(await ids('--actor', 'client:root')).toEqual([]);
    expect(await ids('--actor', 'client:erp')).toEqual(['3', '1']);
    expect(await ids('--side', 'storefront')).toEqual(['3']);
    expect(await ids('--subject', 'client:a:b')).toEqual(['3']);
    expect(await ids('--since', '2001-01-01')).toEqual(['3', '2', '1']);
    expect(await ids('--since', '2999-01-01T00:00:00+01:00')).toEqual([]);
    expect(await ids('--until', '2999-01-01', '--since', '2001-01-01')).toEqual(['3', '2', '1']);
    expect(await ids('--until', '2001-01-01')).toEqual([]);
    expect(await ids('--since', '2001-01-01', '--until', '2002-01-01')).toEqual([]);
    expect((await trail.list({ requestId: 'request 1', before: '3', limit: 9 })).length).toBe(1);
  });

  it('follows the trail: the newest matching events, and then each one that is added', async () => {
    await record([event(), event({ action: 'client.created' }), event()]);
    const followed = trail.follow({ action: 'role.updated', limit: 1 });
    const next = async () => {
      const { value } = await followed.next();
      return (value as RecordedEvent[]).map(({ id }) => id);
    };
    expect(await next()).toEqual(['3']);
    await record([event({ action: 'client.created' }), event(), event()]);
    expect(await next()).toEqual(['5', '6']);
    await record(event());
    expect(await next()).toEqual(['7']);
    await followed.return(undefined);
  });

  it('--follow prints a line for each event, until the reader stops', async () => {
    await record([event(), event({ reason: 'second' })]);
    const environment = { PATH: process.env.PATH ?? '', DATABASE_URL: database.url };
    const command = new Command({ environment }, 'bin/latchkey.js', 'audit', 'list', '--follow');
    await command.prints(/second/);
    await record(event({ reason: 'third' }));
    await command.prints(/third\n/);
    command.child.kill('SIGINT');
    const { output } = await command.ended();
    expect(
      output
        .trim()
        .split('\n')
        .map((line) => line.split('  ')[0]),
    ).toEqual(['1', '2', '3']);
  });

  it('prints a table without control characters that could move the cursor', async () => {
    await record(event({ reason: 'red \u001b[31m\u009b' }));
    const { output } = await run('list');
    expect(output).toMatch(/^id +occurredAt +actor +side +action +subject +times +reason\n1 /);
    expect(output).toContain('client:erp');
    expect(output).toContain('red \uFFFD[31m\uFFFD\n');
  });

  it.each([
    [['list', '--since', 'yesterday'], 'must be an ISO 8601'],
    [['list', '--since', '2026-02-01T10:00'], 'must be an ISO 8601'],
    [['list', '--limit', '10001'], '1 to 10000'],
    [['list', '--subject', 'role'], '<type>:<id>'],
    [['verify', '--expect', '1:abc'], '<id>:<hash'],
  ])('rejects the arguments %j', async (words, message) => {
    const { code, errors } = await run(...words);
    expect(code).toBe(64);
    expect(errors).toContain(message);
  });
});

describe('latchkey audit export', () => {
  it('prints nothing for an empty trail', async () => {
    expect(await run('export')).toEqual({ code: 0, output: '', errors: '' });
  });

  it('prints every event as one line, the oldest first, across several pages', async () => {
    for (let at = 0; at < 3; at += 1) await record(several(1000));
    await record(event({ reason: 'line\nbreak' }));
    const { code, output } = await run('export');
    const events = output
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(code).toBe(0);
    expect(events.map(({ id }) => Number(id))).toEqual(
      Array.from({ length: 3001 }, (_, at) => at + 1),
    );
    expect(events.at(-1)).toMatchObject({
      reason: 'line\nbreak',
      previousHash: events.at(-2).hash,
      hash: expect.stringMatching(/^[0-9a-f]{64}$/),
    });
    expect(await verifySealed()).toMatchObject({ sound: true, count: 3001 });
  });

  it('ends quietly when its reader closes the pipe', async () => {
    await record(several(1000));
    const environment = { PATH: process.env.PATH ?? '', DATABASE_URL: database.url };
    const command = new Command({ environment }, 'bin/latchkey.js', 'audit', 'export');
    await command.prints(/\n/);
    command.child.stdout!.destroy();
    expect(await command.ended()).toMatchObject({ code: 0, errors: '' });
  });
});

describe('latchkey audit verify', () => {
  const edit = async (...statements: string[]) => editTrail(database, ...statements);

  const broken = (id: string, fault: string) => ({
    code: 3,
    output: '',
    errors: `latchkey: the audit trail is broken at event ${id}: ${fault}\n`,
  });

  const NONE = { unsealed: 0, unsealedSeconds: 0 };

  const CHANGED = 'it was changed and no longer matches its hash';
  const UNCONNECTED = 'it does not follow the event before: one of the two was rewritten';

  beforeEach(async () => record(several(5)));

  it('prints the head of the chain, to be compared later with --expect', async () => {
    const { code, output, errors } = await run('verify', '--json');
    const newest = (await trail.list({ limit: 1 }))[0]!;
    expect({ code, errors }).toEqual({ code: 0, errors: '' });
    const point = { id: '5', hash: newest.hash!.toString('hex') };
    const after = `0:${'00'.repeat(32)}`;
    expect(JSON.parse(output)).toEqual({
      sound: true,
      count: 5,
      erased: 0,
      after,
      ...point,
      ...NONE,
    });
    await record(several(2));
    expect((await run('verify', '--expect', `5:${point.hash}`)).code).toBe(0);
  });

  it('prints the head of an empty trail, to be compared later', async () => {
    const empty = await createDatabase();
    const other = await open(empty.url);
    const head = { id: '0', hash: '00'.repeat(32) };
    const theirs = new AuditTrail(
      new AuditEventsRepository(other),
      new AuditVerificationsRepository(other),
    );
    const unsealed = { count: 0, age: 0 };
    const nothing = { sound: true, count: 0, erased: 0, start: head, head, unsealed };
    expect(await theirs.verify({ expected: head })).toEqual(nothing);
    await other.destroy();
    await empty.drop();
  });

  it.each([
    ['actor_type', `'system'`, CHANGED],
    ['actor', `'somebody'`, CHANGED],
    ['side', 'NULL', CHANGED],
    ['action', `'role.deleted'`, CHANGED],
    ['subject_type', `'user'`, CHANGED],
    ['subject_id', `'8'`, CHANGED],
    ['before', 'NULL', CHANGED],
    ['after', `after || '{"x": 1}'`, CHANGED],
    ['reason', `reason || ' '`, CHANGED],
    ['occurrences', '2', CHANGED],
    ['request_id', `'another'`, CHANGED],
    ['address', 'NULL', CHANGED],
    ['occurred_at', `occurred_at + interval '1 microsecond'`, CHANGED],
    ['previous_hash', `sha256('x')`, UNCONNECTED],
    ['salt', 'gen_random_uuid()', CHANGED],
    ['details_hash', `sha256('x')`, CHANGED],
    ['details_hash', 'NULL', CHANGED],
    ['hash', `sha256('x')`, CHANGED],
  ])('detects a changed %s', async (column, value, fault) => {
    await edit(`UPDATE audit_events SET ${column} = ${value} WHERE id = 3`);
    expect(await run('verify')).toEqual(broken('3', fault));
  });

  it('is tested with every column of audit_events', async () => {
    const rows = await database.query(
      `SELECT count(*)::int AS count FROM information_schema.columns
       WHERE table_name = 'audit_events'`,
    );
    expect(rows).toEqual([{ count: 18 }]); // the columns above, and the id
  });

  it.each([
    ['another id', ['UPDATE audit_events SET id = 9 WHERE id = 3'], '3', 'it is missing'],
    [
      'a time in another era',
      [
        'ALTER TABLE audit_events DROP CONSTRAINT audit_events_times_bounded',
        `UPDATE audit_events SET occurred_at = (occurred_at::text || ' BC')::timestamptz WHERE id = 3`,
      ],
      '3',
      CHANGED,
    ],
    [
      'a document null instead of no document',
      [
        `UPDATE audit_events SET before = NULL WHERE id = 5`,
        rehash(5),
        `UPDATE audit_head SET hash = (SELECT hash FROM audit_events WHERE id = 5)`,
        `UPDATE audit_events SET before = 'null' WHERE id = 5`,
      ],
      '5',
      CHANGED,
    ],
    ['a row less in the middle', ['DELETE FROM audit_events WHERE id = 3'], '3', 'it is missing'],
    [
      'a row less at the beginning',
      ['DELETE FROM audit_events WHERE id = 1'],
      '1',
      'it is missing',
    ],
    [
      'a cut-off end',
      ['DELETE FROM audit_events WHERE id > 3'],
      '4',
      'it is missing: the head is at 5',
    ],
    ['nothing left', ['TRUNCATE audit_events'], '1', 'it is missing: the head is at 5'],
    [
      'two rows in each other’s place',
      [
        'UPDATE audit_events SET id = 99 WHERE id = 2',
        'UPDATE audit_events SET id = 2 WHERE id = 4',
        'UPDATE audit_events SET id = 4 WHERE id = 99',
      ],
      '2',
      UNCONNECTED,
    ],
    [
      'a forged row at the end',
      [
        `INSERT INTO audit_events SELECT 6, occurred_at, actor_type, actor, side, action,
           subject_type, subject_id, before, after, reason, occurrences, request_id, address,
           hash, hash, salt, details_hash FROM audit_events WHERE id = 5`,
        rehash(6),
      ],
      '6',
      'it is beyond the head of the chain',
    ],
    [
      'a forged row before the beginning',
      [
        `INSERT INTO audit_events SELECT 0, occurred_at, actor_type, actor, side, action,
           subject_type, subject_id, before, after, reason, occurrences, request_id, address,
           hash, hash, salt, details_hash FROM audit_events WHERE id = 5`,
      ],
      '0',
      'it is before the first event',
    ],
    [
      'a row that was rewritten with its hash',
      [`UPDATE audit_events SET reason = 'x' WHERE id = 3`, rehash(3)],
      '4',
      UNCONNECTED,
    ],
    [
      'a last row that was rewritten with its hash',
      [`UPDATE audit_events SET reason = 'x' WHERE id = 5`, rehash(5)],
      '5',
      'the head has another hash',
    ],
    ['a head less', ['DELETE FROM audit_head'], '5', 'the head of the chain is missing'],
  ])('detects %s', async (_, statements, id, fault) => {
    await edit(...statements);
    expect(await run('verify')).toEqual(broken(id, fault));
  });

  it('detects a chain rewritten up to its head only with a checkpoint noted before', async () => {
    const noted = (await trail.list({ limit: 1 }))[0]!.hash!.toString('hex');
    await edit(
      `UPDATE audit_events SET reason = 'x' WHERE id = 5`,
      rehash(5),
      'UPDATE audit_head SET hash = (SELECT hash FROM audit_events WHERE id = 5)',
    );
    expect((await run('verify')).code).toBe(0);
    const { code, output, errors } = await run('verify', '--json', '--expect', `5:${noted}`);
    const fault = 'it has not the expected hash: it or one before was rewritten';
    expect({ code, errors }).toEqual({
      code: 3,
      errors: `latchkey: the audit trail is broken at event 5: ${fault}\n`,
    });
    expect(JSON.parse(output)).toEqual({ sound: false, id: '5', fault, ...NONE });
    expect((await run('verify', '--expect', `6:${noted}`)).errors).toContain(
      'event 6: it is missing: the chain ends at 5',
    );
  });
});
