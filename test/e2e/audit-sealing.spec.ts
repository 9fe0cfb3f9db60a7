import { Client, type QueryConfig, type QueryResult } from 'pg';
import { DataSource } from 'typeorm';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import {
  AUDIT_ENTITIES,
  AuditEventsRepository,
  AuditTrail,
  AuditVerificationsRepository,
} from '#audit';
import { SIDES } from '#oauth';
import { editTrail, emptyTrail } from '../support/audit-edits.js';
import { startApplications } from '../support/applications.js';
import { createDatabase, type TestDatabase } from '../support/database.js';
import { latchkey } from '../support/latchkey.js';
import { request } from '../support/requests.js';
import { hasPgbouncer, Pooler } from '../support/pooler.js';
import { untilWaiting } from '../support/waiting-statements.js';

let database: TestDatabase;
let owner: DataSource;
let trail: AuditTrail;
const sessions: Client[] = [];

const SEAL = 'SELECT seal_audit_events()';
const REFUSED = 'call this function by itself';

beforeAll(async () => {
  database = await createDatabase();
  const { url } = database;
  const options = { type: 'postgres', url, entities: AUDIT_ENTITIES, poolSize: 5 } as const;
  owner = await new DataSource(options).initialize();
  trail = new AuditTrail(new AuditEventsRepository(owner), new AuditVerificationsRepository(owner));
});
beforeEach(async () => emptyTrail(database));
afterEach(async () => {
  await Promise.all(sessions.splice(0).map(async (session) => session.end()));
});
afterAll(async () => {
  await owner.destroy();
  await database.drop();
});

/** Opens a session with the login of the storefront, which a test ends. */
async function login(url = database.urlOf('storefront')): Promise<Client> {
  const session = new Client(url);
  session.on('error', () => {}); // some tests end the session on the server
  await session.connect();
  sessions.push(session);
  return session;
}

const record = (reason: string, count = 1) =>
  `INSERT INTO unsealed_audit_events (actor_type, actor, side, action, reason)
   SELECT 'client', 'x', 'storefront', 'x', '${reason}' FROM generate_series(1, ${count})`;

const MODES = [
  'ACCESS SHARE',
  'ROW SHARE',
  'ROW EXCLUSIVE',
  'SHARE UPDATE EXCLUSIVE',
  'SHARE',
  'SHARE ROW EXCLUSIVE',
  'EXCLUSIVE',
  'ACCESS EXCLUSIVE',
];

/** The driver's types lack the query mode. */
type Message = string | (QueryConfig & { queryMode?: 'extended' });

/** Calls of the function that could keep its lock. Each is a list of messages. */
const KEPT: Readonly<Record<string, readonly Message[]>> = {
  'a transaction': ['BEGIN', SEAL],
  'a transaction in one message': [`BEGIN; ${SEAL}`],
  'a chained transaction': ['BEGIN', 'COMMIT AND CHAIN', SEAL],
  'a savepoint': ['BEGIN', 'SAVEPOINT s', SEAL],
  'a transaction with deferred constraints': ['BEGIN', 'SET CONSTRAINTS ALL DEFERRED', SEAL],
  'a serializable transaction': ['BEGIN ISOLATION LEVEL SERIALIZABLE', SEAL],
  'a further statement': [`${SEAL}; SELECT pg_sleep(60)`],
  'an earlier statement': [`SELECT 1; ${SEAL}`],
  'a DO block': ['DO $$ BEGIN PERFORM seal_audit_events(); PERFORM pg_sleep(60); END $$'],
  'a function': [
    'CREATE FUNCTION pg_temp.f() RETURNS void LANGUAGE sql AS $$ SELECT seal_audit_events() $$',
    'SELECT pg_temp.f()',
  ],
  'a function of the same name': [
    'CREATE FUNCTION pg_temp.seal_audit_events() RETURNS boolean LANGUAGE sql AS $$ SELECT public.seal_audit_events() $$',
    'SELECT pg_temp.seal_audit_events()',
  ],
  'a longer query': ['SELECT seal_audit_events(), pg_sleep(60)'],
  'a prepared statement': [`PREPARE p AS ${SEAL}`, 'EXECUTE p'],
  'a cursor': [`BEGIN`, `DECLARE c CURSOR WITH HOLD FOR ${SEAL}`, 'COMMIT'],
  'a copy': [`COPY (${SEAL}) TO STDOUT`],
  'an explained query': [`EXPLAIN ANALYZE ${SEAL}`],
  'the extended protocol': [{ text: SEAL, queryMode: 'extended' }],
  'a statement of the driver with a name': [{ text: SEAL, name: 'named' }],
  'debug messages, which a client may leave unread': ['SET client_min_messages = debug5', SEAL],
  'log messages': ['SET client_min_messages = log', SEAL],
};

const attempt = async (session: Client, messages: readonly Message[]) => {
  for (const message of messages) await session.query(message);
};

const sealed = ({ rows }: QueryResult) => (rows as { seal_audit_events: boolean | null }[])[0];

/** Does the work while an open transaction of the owner has run these statements. */
async function whileOwner(statements: string[], work: (rows: unknown[]) => Promise<void>) {
  const runner = owner.createQueryRunner();
  await runner.startTransaction();
  try {
    let rows: unknown[] = [];
    for (const statement of statements) rows = (await runner.query(statement)) as unknown[];
    await work(rows);
  } finally {
    await runner.rollbackTransaction();
    await runner.release();
  }
}

/** Returns the state of the trail, without sealing. */
async function state() {
  const { unsealed, ...verification } = await trail.verify();
  const count = 'count' in verification ? verification.count : null;
  return { sound: verification.sound, sealed: count, unsealed: unsealed.count };
}

describe('seal_audit_events', () => {
  it('moves committed events into the chain, in the order of the inserts', async () => {
    const session = await login();
    await session.query(record('first'));
    await session.query(record('second'));
    expect(await state()).toEqual({ sound: true, sealed: 0, unsealed: 2 });
    expect(sealed(await session.query(SEAL))).toEqual({ seal_audit_events: true });
    expect(await state()).toEqual({ sound: true, sealed: 2, unsealed: 0 });
    const reasons = (await trail.list({ limit: 9 })).map(({ id, reason }) => [id, reason]);
    expect(reasons).toEqual([
      ['2', 'second'],
      ['1', 'first'],
    ]);
    expect(sealed(await session.query(SEAL))).toEqual({ seal_audit_events: true });
  });

  it('seals in the order of the inserts when the rows of the table have another order', async () => {
    const session = await login();
    await session.query('BEGIN');
    await session.query(record('rolled back', 50));
    await session.query('ROLLBACK');
    await session.query(record('first', 2));
    await database.query('VACUUM unsealed_audit_events');
    await session.query(record('second', 2)); // where the deleted rows were
    const stored = 'SELECT reason FROM unsealed_audit_events ORDER BY ctid';
    const rows = await database.query(stored);
    expect(rows.map(({ reason }) => reason)).toEqual(['second', 'second', 'first', 'first']);
    await session.query(SEAL);
    const reasons = (await trail.list({ limit: 9 })).map(({ reason }) => reason);
    expect(reasons).toEqual(['second', 'second', 'first', 'first']);
    expect(await state()).toEqual({ sound: true, sealed: 4, unsealed: 0 });
  });

  it('seals the event of a transaction that commits late after later events', async () => {
    const [late, session] = [await login(), await login()];
    await late.query('BEGIN');
    await late.query(record('late'));
    await session.query(record('early'));
    await session.query(SEAL);
    expect(await state()).toEqual({ sound: true, sealed: 1, unsealed: 0 });
    await late.query('COMMIT');
    await session.query(SEAL);
    expect((await trail.list({ limit: 9 })).map(({ reason }) => reason)).toEqual(['late', 'early']);
    expect(await state()).toEqual({ sound: true, sealed: 2, unsealed: 0 });
  });

  it('seals at most 1,000 events at once', async () => {
    const session = await login();
    await session.query(record('small', 1500));
    expect(sealed(await session.query(SEAL))).toEqual({ seal_audit_events: false });
    expect(await state()).toEqual({ sound: true, sealed: 1000, unsealed: 500 });
    expect(sealed(await session.query(SEAL))).toEqual({ seal_audit_events: true });
    expect(await state()).toEqual({ sound: true, sealed: 1500, unsealed: 0 });
  });

  it.each([
    ['', '(SELECT jsonb_agg(gen_random_uuid()) FROM generate_series(1, 3000 + n * 0))'],
    [' and compressible', `to_jsonb(repeat('a', 131000))`],
  ])('seals at most 4 MB at once when events are large%s', async (_, document) => {
    const session = await login();
    await session.query(
      `INSERT INTO unsealed_audit_events (actor_type, actor, side, action, before)
       SELECT 'client', 'x', 'storefront', 'x', ${document} FROM generate_series(1, 60) n`,
    );
    expect(sealed(await session.query(SEAL))).toEqual({ seal_audit_events: false });
    const { unsealed } = await state();
    expect(unsealed).toBeGreaterThan(25);
    expect(unsealed).toBeLessThan(35);
    expect(sealed(await session.query(SEAL))).toEqual({ seal_audit_events: true });
    expect(await state()).toEqual({ sound: true, sealed: 60, unsealed: 0 });
  });

  it('loses nothing and doubles nothing when its session is ended while it seals', async () => {
    const [session, holder] = [await login(), await login()];
    await session.query(record('one', 300));
    // At each of these steps the function waits for the lock of another session.
    for (const table of ['audit_head', 'unsealed_audit_events', 'audit_events']) {
      const mode = table === 'unsealed_audit_events' ? 'SHARE' : 'EXCLUSIVE';
      await whileOwner([`LOCK TABLE ${table} IN ${mode} MODE`], async () => {
        const victim = await login();
        const [{ pid }] = (await victim.query('SELECT pg_backend_pid() AS pid')).rows;
        const call = victim.query(SEAL).catch((error: Error) => error.message);
        await vi.waitUntil(async () => {
          const waiting = 'SELECT FROM pg_stat_activity WHERE pid = $1 AND wait_event_type = $2';
          return (await database.query(waiting, [pid, 'Lock'])).length > 0;
        });
        await database.query('SELECT pg_terminate_backend($1)', [pid]);
        expect(await call).toMatch(/terminat/);
      });
      expect(await state()).toEqual({ sound: true, sealed: 0, unsealed: 300 });
    }
    await holder.query(SEAL);
    expect(await state()).toEqual({ sound: true, sealed: 300, unsealed: 0 });
  });

  it('seals nothing when the owner of the tables deletes an event meanwhile', async () => {
    const [session, holder] = [await login(), await login(database.url)];
    await session.query(record('one', 3));
    await holder.query('BEGIN');
    await holder.query('SET LOCAL session_replication_role = replica'); // without triggers
    await holder.query(
      'DELETE FROM unsealed_audit_events WHERE entry = (SELECT min(entry) FROM unsealed_audit_events)',
    );
    const call = session.query(SEAL).catch((error: Error) => error.message);
    await untilWaiting(holder, database);
    await holder.query('COMMIT');
    expect(await call).toBe('an unsealed event was deleted meanwhile; nothing is sealed');
    expect(await state()).toEqual({ sound: true, sealed: 0, unsealed: 2 });
    await session.query(SEAL);
    expect(await state()).toEqual({ sound: true, sealed: 2, unsealed: 0 });
  });

  it('returns null at once while another session seals, and forms one chain with it', async () => {
    await whileOwner(['SELECT seal_audit_batch(true)'], async () => {
      const session = await login();
      await session.query(record('one'));
      expect(sealed(await session.query(SEAL))).toEqual({ seal_audit_events: null });
    });

    const logins = await Promise.all(Array.from({ length: 4 }, async () => login()));
    for (let round = 0; round < 10; round += 1) {
      await Promise.all(logins.map(async (each) => each.query(record('many', 30))));
      await Promise.all(logins.map(async (each) => each.query(SEAL)));
    }
    await database.seal();
    expect(await state()).toEqual({ sound: true, sealed: 1201, unsealed: 0 });
  });

  it('forms one chain when the clock of the server is set back', async () => {
    for (const days of [0, -3, 2, -1]) {
      await database.query(record(`clock ${days}`));
      await editUnsealed(
        `UPDATE unsealed_audit_events SET occurred_at = now() + interval '${days} days'
         WHERE reason = 'clock ${days}'`,
      );
    }
    await database.seal();
    expect(await state()).toEqual({ sound: true, sealed: 4, unsealed: 0 });
    await database.query(record('after'));
    await editUnsealed(`UPDATE unsealed_audit_events SET occurred_at = now() + interval '1 day'`);
    expect((await trail.verify()).unsealed).toEqual({ count: 1, age: 0 });
  });

  it('permits no deletion later in its transaction', async () => {
    const act = owner.transaction(async (transaction) => {
      await transaction.query('SELECT seal_audit_batch(true)');
      await transaction.query('DELETE FROM unsealed_audit_events');
    });
    await expect(act).rejects.toThrow('DELETE on unsealed_audit_events is refused');
  });

  it('fails when the head of the chain is missing, and keeps the events', async () => {
    await editTrail(database, 'DELETE FROM audit_head');
    const session = await login();
    await session.query(record('one'));
    await expect(session.query(SEAL)).rejects.toThrow('the head of the audit trail is missing');
    expect(await state()).toEqual({ sound: false, sealed: null, unsealed: 1 });
  });
});

describe('a session of a stolen login', () => {
  it.each(Object.keys(KEPT))('cannot seal within %s', async (name) => {
    const [session, other] = [await login(), await login()];
    await session.query(record('one'));
    await expect(attempt(session, KEPT[name]!)).rejects.toThrow(REFUSED);
    expect(sealed(await other.query(SEAL))).toEqual({ seal_audit_events: true });
    expect(await state()).toEqual({ sound: true, sealed: 1, unsealed: 0 });
  });

  it('cannot seal in the extended protocol, however often it tries', async () => {
    const session = await login();
    for (let count = 0; count < 300; count += 1) {
      const call = session.query({ text: SEAL, name: 'named' });
      await expect(call).rejects.toThrow(REFUSED);
    }
  });

  it('cannot seal in the extended protocol without ending its transaction', async () => {
    const [session, other] = [await login(), await login()];
    await session.query(record('one'));
    const held = new Promise<string>((resolve) =>
      session.connection.once('errorMessage', (error: Error) => resolve(error.message)),
    );
    session.connection.parse({ text: SEAL, name: '', types: [] }, true);
    session.connection.bind({}, true);
    session.connection.execute({}, true);
    session.connection.flush();
    expect(await held).toContain(REFUSED);
    expect(sealed(await other.query(SEAL))).toEqual({ seal_audit_events: true });
    expect(await state()).toEqual({ sound: true, sealed: 1, unsealed: 0 });
  });

  it.each(SIDES)('of the %s cannot stop sealing by any lock that it may take', async (side) => {
    const [holder, session] = [await login(database.urlOf(side)), await login()];
    const taken: string[] = [];
    for (const table of ['unsealed_audit_events', 'audit_events', 'audit_head']) {
      for (const mode of MODES) {
        await holder.query('BEGIN');
        const isTaken = await holder.query(`LOCK TABLE ${table} IN ${mode} MODE`).then(
          () => true,
          () => false,
        );
        if (isTaken) taken.push(`${table} ${mode}`);
        await session.query(record('one'));
        expect(sealed(await session.query(SEAL))).toEqual({ seal_audit_events: true });
        await holder.query('ROLLBACK');
      }
    }
    const readable = ['unsealed_audit_events ACCESS SHARE', 'audit_events ACCESS SHARE'];
    expect(taken).toEqual(side === 'backoffice' ? readable : []);
    const count = 3 * MODES.length;
    expect(await state()).toEqual({ sound: true, sealed: count, unsealed: 0 });
  });

  it('cannot stop sealing by a snapshot, an idle cursor, or an event that it does not commit', async () => {
    const [reader, writer, session] = [
      await login(database.urlOf('backoffice')),
      await login(),
      await login(),
    ];
    await session.query(record('one', 100));
    await reader.query('BEGIN ISOLATION LEVEL REPEATABLE READ');
    await reader.query('DECLARE c CURSOR FOR SELECT * FROM unsealed_audit_events');
    await reader.query('FETCH 3 FROM c');
    await reader.query('DECLARE d CURSOR FOR SELECT * FROM audit_events');
    await reader.query('FETCH 3 FROM d');
    await writer.query('BEGIN');
    await writer.query(record('never committed'));
    expect(sealed(await session.query(SEAL))).toEqual({ seal_audit_events: true });
    const { rows } = await reader.query('SELECT count(*)::int AS n FROM unsealed_audit_events');
    expect(rows).toEqual([{ n: 100 }]);
    await writer.query('ROLLBACK');
    await session.query(record('two'));
    expect(sealed(await session.query(SEAL))).toEqual({ seal_audit_events: true });
    expect(await state()).toEqual({ sound: true, sealed: 101, unsealed: 0 });
  });

  it('can see how many events are unsealed, since when, and which session seals, but no event', async () => {
    const session = await login();
    const backlog = async () => (await session.query('SELECT * FROM audit_backlog()')).rows;
    expect(await backlog()).toEqual([{ events: 0, age: 0, sessions: [] }]);
    await session.query(record('one', 2));
    const sealing = 'SELECT pg_backend_pid() AS pid, seal_audit_batch(true)';
    await whileOwner([sealing], async ([row]) => {
      const { pid } = row as { pid: number };
      expect(await backlog()).toEqual([{ events: 2, age: expect.any(Number), sessions: [pid] }]);
    });
  });
});

describe('through a pooler in transaction mode', () => {
  let pooler: Pooler;

  beforeAll(async () => {
    if (!hasPgbouncer) return;
    const settings = { default_pool_size: 1 };
    pooler = await Pooler.before([database.urlOf('storefront')], { settings });
  });
  beforeEach(({ skip }) => skip(!hasPgbouncer, 'there is no /usr/sbin/pgbouncer'));
  afterAll(async () => pooler?.stop());

  it('events are recorded and sealed', async () => {
    const session = await login(pooler.through(database.urlOf('storefront')));
    await session.query(record('one'));
    expect(sealed(await session.query(SEAL))).toEqual({ seal_audit_events: true });
  });

  it.each(Object.keys(KEPT))('a session cannot seal within %s', async (name) => {
    const url = pooler.through(database.urlOf('storefront'));
    const [session, other] = [await login(url), await login()];
    await session.query(record('one'));
    await expect(attempt(session, KEPT[name]!)).rejects.toThrow(REFUSED);
    expect(sealed(await other.query(SEAL))).toEqual({ seal_audit_events: true });
    expect(await state()).toEqual({ sound: true, sealed: 1, unsealed: 0 });
  });
});

describe('readers of the trail', () => {
  const run = async (...words: string[]) =>
    latchkey(
      { environment: { PATH: process.env.PATH ?? '', DATABASE_URL: database.url } },
      'audit',
      ...words,
    );

  beforeEach(async () => {
    await database.query(record('one', 60));
    await database.seal();
    await database.query(record('two', 60));
  });

  it('list unsealed events before those of the chain, marked and without an id', async () => {
    const { output } = await run('list', '--limit', '62');
    const ids = output
      .trimEnd()
      .split('\n')
      .slice(1)
      .map((line) => line.split(' ', 1)[0]);
    expect(ids).toEqual([...Array<string>(60).fill('unsealed'), '60', '59']);
    const json = JSON.parse((await run('list', '--json', '--limit', '10000')).output);
    expect(json).toHaveLength(120);
    expect(json[0]).toMatchObject({ id: null, previousHash: null, hash: null, reason: 'two' });
    expect(json[0]).not.toHaveProperty('entry');
    expect((await trail.list({ limit: 5, before: '3' })).map(({ id }) => id)).toEqual(['2', '1']);
  });

  it('export them last', async () => {
    const lines = (await run('export')).output.trimEnd().split('\n');
    const ids = lines.map((line) => (JSON.parse(line) as { id: string | null }).id);
    expect(ids.slice(58, 62)).toEqual(['59', '60', null, null]);
    expect(ids).toHaveLength(120);
  });

  it('verify the chain and count them', async () => {
    const verified = await run('verify', '--json');
    expect(verified.errors).toBe('');
    expect(JSON.parse(verified.output)).toMatchObject({ sound: true, count: 60, unsealed: 60 });
    await editTrail(database, `UPDATE audit_events SET reason = 'x' WHERE id = 3`);
    await database.query(record('three'));
    const broken = await run('verify', '--json');
    expect(broken.code).toBe(3);
    expect(JSON.parse(broken.output)).toMatchObject({ sound: false, id: '3', unsealed: 1 });
  });

  it('read one snapshot, so an event that is sealed meanwhile appears once', async () => {
    const reasons: (string | null)[] = [];
    for await (const page of trail.pages({ limit: 1000 })) {
      reasons.push(...page.map(({ reason }) => reason));
      await database.seal();
    }
    expect(reasons).toEqual([...Array(60).fill('two'), ...Array(60).fill('one')]);
  });
});

it.each(['listen', 'poll'] as const)(
  'processes with database.changes: %s seal the events of a session that has ended, within 2 s',
  async (changes) => {
    const applications = await startApplications((config) => {
      Object.assign(config.database, { changes, pollInterval: 200 });
    });
    try {
      const session = await login(applications.database.urlOf('storefront'));
      await session.query(record('one', 2500));
      const unsealed = async () =>
        (await applications.database.query('SELECT FROM unsealed_audit_events')).length;
      await expect.poll(unsealed, { timeout: 2000 }).toBe(0);
      const { auditTrail } = applications.administration;
      expect(await auditTrail.verify()).toMatchObject({ sound: true, unsealed: { count: 0 } });
      const { body } = await request(
        `http://127.0.0.1:${applications.storefront.managementPort}/metrics`,
      );
      expect(body).toMatch(/^latchkey_audit_unsealed_events 0$/m);
      expect(body).toMatch(/^latchkey_audit_unsealed_age_seconds 0$/m);
    } finally {
      await applications.stop();
    }
  },
);

it('a restored database has its unsealed events, and its chain goes on', async () => {
  await database.query(record('sealed', 3));
  await database.seal();
  await database.query(record('unsealed', 2));
  const statements = ['DELETE FROM audit_head'];
  for (const table of ['audit_events', 'unsealed_audit_events', 'audit_head']) {
    const [row] = await database.query(`SELECT jsonb_agg(r)::text AS rows FROM public.${table} r`);
    statements.push(
      `INSERT INTO ${table} OVERRIDING SYSTEM VALUE
       SELECT * FROM jsonb_populate_recordset(NULL::${table}, '${String(row!.rows)}')`,
    );
  }
  const noted = await trail.verify();
  const copy = await createDatabase();
  const restored = await new DataSource({
    type: 'postgres',
    url: copy.url,
    entities: AUDIT_ENTITIES,
  }).initialize();
  try {
    // As pg_restore does, which creates triggers after it has loaded the rows.
    await editTrail(copy, ...statements);
    await copy.seal();
    expect(noted).toMatchObject({ sound: true, count: 3, unsealed: { count: 2 } });
    const expected = 'head' in noted ? noted.head : undefined;
    const copied = new AuditTrail(
      new AuditEventsRepository(restored),
      new AuditVerificationsRepository(restored),
    );
    expect(await copied.verify({ expected })).toMatchObject({ sound: true, count: 5 });
  } finally {
    await restored.destroy();
    await copy.drop();
  }
});

/** Changes unsealed events as only the owner of the tables can, with disabled triggers. */
async function editUnsealed(statement: string): Promise<void> {
  const triggers = (verb: string) =>
    database.query(`ALTER TABLE unsealed_audit_events ${verb} TRIGGER ALL`);
  await triggers('DISABLE');
  await database.query(statement);
  await triggers('ENABLE');
}
