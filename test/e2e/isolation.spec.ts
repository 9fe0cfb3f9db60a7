import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { promisify } from 'node:util';
import { Client, type DatabaseError } from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Side } from '#oauth';
import { startApplications } from '../support/applications.js';
import { fillBothSides, MARKS } from '../support/both-sides.js';
import { createDatabase, type TestDatabase } from '../support/database.js';
import { otherResources, tableOf } from '../support/resources.js';

const REFUSED = '42501'; // insufficient_privilege

/**
 * Functions that the logins may call: for searches, to seal audit events, to see how many events are not
 * sealed, to register a person, and to keep a provider enabled. `audit-sealing.spec.ts` tests those for events.
 */
const GRANTED = [
  'text_pairs',
  'seal_audit_events',
  'audit_backlog',
  'register_customer_user',
  'hold_identity_provider',
  'make_first_link',
];

/** Tables of the credentials and sessions of people. */
const OF_PEOPLE = [
  'authorization_codes',
  'authorization_requests',
  'consents',
  'linked_identities',
  'notify_outbox',
  'passkeys',
  'passwords',
  'pending_sign_ins',
  'person_networks',
  'recovery_codes',
  'sessions',
  'sign_in_links',
  'sign_in_transactions',
  'totp_secrets',
];

/** Tables in which each application's login may see some rows; it sees nothing of the others. */
const SEEN: Readonly<Record<Side, readonly string[]>> = {
  storefront: [
    'changes',
    'client_networks',
    'client_scope_usage',
    'client_secret_networks',
    'client_usage',
    'customer_users',
    'customers',
    'failed_attempts',
    'idempotent_requests',
    'identity_providers',
    'instances',
    'key_rotations',
    'migrations',
    'oauth_client_secrets',
    'oauth_clients',
    'people_tokens',
    'refresh_tokens',
    'refusals',
    'registrations',
    'revoked_tokens',
    'sealed_signing_keys',
    'sealing_keys',
    'side_usage',
    'signing_keys',
    'used_proofs',
    ...OF_PEOPLE,
    ...otherResources('storefront').map(tableOf),
  ],
  backoffice: [
    'audit_events',
    'audit_verifications',
    'changes',
    'client_networks',
    'client_scope_grants',
    'client_scope_usage',
    'client_secret_networks',
    'client_usage',
    'customer_users',
    'customers',
    'failed_attempts',
    'idempotent_requests',
    'identity_providers',
    'instances',
    'key_rotations',
    'migrations',
    'oauth_client_secrets',
    'oauth_clients',
    'people_tokens',
    'refresh_tokens',
    'refusals',
    'revoked_tokens',
    'roles',
    'sealed_signing_keys',
    'sealing_keys',
    'side_usage',
    'signing_keys',
    'staff_user_roles',
    'staff_users',
    'unsealed_audit_events',
    'used_proofs',
    ...OF_PEOPLE,
    ...otherResources('backoffice').map(tableOf),
  ],
};

/** Tables whose rows belong to one side and are hidden from the other, the back office included. */
const OWN = new Set([
  'changes',
  'failed_attempts',
  'idempotent_requests',
  'sealed_signing_keys',
  'used_proofs',
  ...OF_PEOPLE.filter((table) => !['consents', 'sessions'].includes(table)),
]);

/**
 * Lists the tables of the schema, so that a new one is tested automatically. A trigger empties
 * `trigger_checks` after each statement, so it never has a row.
 */
const TABLES = `
  SELECT relname AS name FROM pg_class
  WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p')
    AND relname <> 'trigger_checks' ORDER BY relname`;

/**
 * Function that reveals its argument; its low cost makes PostgreSQL run it before other conditions.
 */
const SPY = `
  CREATE FUNCTION pg_temp.spy(seen text) RETURNS boolean LANGUAGE plpgsql COST 0.0001 AS $$
  BEGIN
    RAISE NOTICE '%', seen;
    RETURN true;
  END $$`;

/** A session with the login of an application, which records everything it receives. */
class Session {
  readonly #client: Client;
  #messages = '';

  private constructor(url: string) {
    this.#client = new Client(url);
    this.#client.on('notice', ({ message }) => (this.#messages += message));
    this.#client.connection.on('copyData', ({ chunk }: { chunk: Buffer }) => {
      this.#messages += chunk.toString('utf8');
    });
  }

  static async open(url: string): Promise<Session> {
    const session = new Session(url);
    await session.#client.connect();
    return session;
  }

  /**
   * Runs a statement; returns all it shows (rows, notices, copied data or error) and its SQLSTATE.
   */
  async try(sql: string, values: unknown[] = []): Promise<{ code: string | null; shown: string }> {
    this.#messages = '';
    try {
      const { rows } = await this.#client.query<object>(sql, values);
      return { code: null, shown: this.#messages + (rows.length > 0 ? JSON.stringify(rows) : '') };
    } catch (error) {
      const { code = '', message, detail = '' } = error as DatabaseError;
      return { code, shown: this.#messages + message + detail };
    }
  }

  async close(): Promise<void> {
    await this.#client.end();
  }
}

let database: TestDatabase;
let tables: string[];
const sessions = {} as Record<Side, Session>;

beforeAll(async () => {
  database = await createDatabase();
  tables = await names(TABLES);
  for (const side of ['backoffice', 'storefront'] as const) {
    sessions[side] = await Session.open(database.urlOf(side));
    await sessions[side].try(SPY);
  }
});
beforeEach(async () => fillBothSides(database));
afterAll(async () => {
  await Promise.all(Object.values(sessions).map(async (session) => session.close()));
  await database.drop();
});

async function names(sql: string): Promise<string[]> {
  return (await database.query(sql)).map(({ name }) => String(name));
}

/**
 * Reads the table as its owner, with `xmin` and `ctid`, so that an update to equal values shows.
 * With the schema in its name, `audit_events` is read without sealing.
 */
async function rowsOf(table: string): Promise<string[]> {
  const rows = await database.query(
    `SELECT concat(xmin, ' ', ctid, ' ', t::text) AS row FROM public.${table} t ORDER BY 1`,
  );
  return rows.map(({ row }) => String(row));
}

/** Reads the rows of a table that the login must neither see nor change. */
async function hiddenRows(side: Side, table: string): Promise<string[]> {
  const rows = await rowsOf(table);
  if (!SEEN[side].includes(table)) return rows;
  if (side === 'backoffice' && !OWN.has(table)) return [];
  const other = side === 'backoffice' ? 'storefront' : 'backoffice';
  return rows.filter((row) => MARKS[other].test(row));
}

interface Column {
  name: string;
  /** True when only the database sets it: by an expression, or by a sequence unless overridden. */
  generated: boolean;
  identity: boolean;
}

async function columnsOf(table: string): Promise<Column[]> {
  return (await database.query(
    `SELECT attname AS name, attgenerated <> '' AS generated, attidentity <> '' AS identity
     FROM pg_attribute
     WHERE attrelid = $1::regclass AND attnum > 0 AND NOT attisdropped`,
    [table],
  )) as unknown as Column[];
}

async function grants() {
  return database.query(
    `SELECT relname, relacl::text FROM pg_class
     WHERE relnamespace = 'public'::regnamespace ORDER BY relname`,
  );
}

/** Builds statements of every verb with which a login could reach rows hidden from it. */
async function attempts(table: string, row: unknown) {
  const written = (await columnsOf(table)).filter(({ generated }) => !generated);
  const columns = written.map(({ name }) => name).join(', ');
  const value = (name: string) => `(jsonb_populate_record(NULL::${table}, $1)).${name}`;
  return [
    { sql: `SELECT * FROM ${table}` },
    { sql: `SELECT count(*)::text || string_agg(t::text, ' ') FROM ${table} t` },
    { sql: `SELECT * FROM ${table} FOR UPDATE` },
    { sql: `SELECT * FROM ${table} FOR KEY SHARE` },
    { sql: `SELECT * FROM ${table} t WHERE pg_temp.spy(t::text)` },
    { sql: `COPY ${table} TO STDOUT` },
    { sql: `COPY (SELECT * FROM ${table}) TO STDOUT` },
    {
      sql: `INSERT INTO ${table} (${columns}) OVERRIDING SYSTEM VALUE
            SELECT ${columns} FROM jsonb_populate_record(NULL::${table}, $1) RETURNING *`,
      values: [row],
    },
    ...written
      .filter(({ identity }) => !identity)
      .flatMap(({ name }) => [
        { sql: `UPDATE ${table} SET ${name} = ${name}` },
        { sql: `UPDATE ${table} SET ${name} = ${value(name)} RETURNING *`, values: [row] },
      ]),
    {
      sql: `MERGE INTO ${table} USING (SELECT 1) one ON true WHEN MATCHED THEN DELETE`,
    },
    { sql: `DELETE FROM ${table} WHERE pg_temp.spy(${table}::text) RETURNING *` },
    { sql: `DELETE FROM ${table}` },
    { sql: `TRUNCATE ${table} CASCADE` },
  ];
}

describe.each(['storefront', 'backoffice'] as const)('the login of the %s', (side) => {
  const other = side === 'storefront' ? 'backoffice' : 'storefront';

  it('neither sees nor changes a row of the other side, in any table, with any verb', async () => {
    const session = sessions[side];
    const breaches: string[] = [];
    const rows = new Map<string, unknown>();
    // Before the attempts: one to delete a client also deletes rows of other tables.
    for (const table of tables) {
      const [row] = await database.query(
        `SELECT to_jsonb(t) AS row FROM public.${table} t ORDER BY t::text ~ $1 DESC LIMIT 1`,
        [MARKS[other].source],
      );
      rows.set(table, row!.row);
    }
    for (const table of tables) {
      const hidden = await hiddenRows(side, table);
      const isSeen = SEEN[side].includes(table);
      for (const { sql, values } of await attempts(table, rows.get(table))) {
        const { code, shown } = await session.try(sql, values);
        // Values that the statement sent itself may be shown again.
        const isShown = hidden.length > 0 && !values && MARKS[other].test(shown);
        const isLetIn = !isSeen && code !== REFUSED;
        if (isShown || isLetIn) breaches.push(`${sql}: ${code} ${shown}`);
      }
      const after = await hiddenRows(side, table);
      if (JSON.stringify(after) !== JSON.stringify(hidden)) breaches.push(`${table} is changed`);
    }
    expect(breaches).toEqual([]);
  });

  it('sees its own rows', async () => {
    for (const table of SEEN[side]) {
      const { code, shown } = await sessions[side].try(`SELECT t::text FROM ${table} t`);
      expect({ table, code, shown }).not.toMatchObject({ shown: '' });
      expect(code).toBe(null);
    }
  });

  it('cannot become another role', async () => {
    const [owner] = await names('SELECT current_user AS name');
    for (const sql of [
      `SET ROLE latchkey_${other}`,
      `SET ROLE ${other}`,
      `SET ROLE ${owner}`,
      `SET SESSION AUTHORIZATION ${other}`,
      `GRANT latchkey_${other} TO ${side}`,
      `ALTER ROLE ${side} BYPASSRLS`,
      `ALTER ROLE ${other} PASSWORD 'x'`,
      'CREATE ROLE another',
    ]) {
      expect({ sql, ...(await sessions[side].try(sql)) }).toMatchObject({ sql, code: REFUSED });
    }
  });

  it('cannot change or create a table, policy or function', async () => {
    const before = await grants();
    // GRANT only warns that nothing was granted.
    await sessions[side].try(`GRANT ALL ON ALL TABLES IN SCHEMA public TO ${side}`);
    expect(await grants()).toEqual(before);
    for (const sql of [
      'SET row_security = off; SELECT * FROM signing_keys',
      'ALTER TABLE oauth_clients DISABLE ROW LEVEL SECURITY',
      'DROP POLICY storefront ON signing_keys',
      `CREATE POLICY mine ON signing_keys TO latchkey_${side} USING (true)`,
      'CREATE TABLE mine ()',
      'CREATE VIEW mine AS SELECT 1',
      'CREATE FUNCTION mine() RETURNS integer LANGUAGE sql AS $$SELECT 1$$',
      'CREATE SCHEMA mine',
      'DROP TRIGGER oauth_clients_changed ON oauth_clients',
    ]) {
      expect({ sql, ...(await sessions[side].try(sql)) }).toMatchObject({ sql, code: REFUSED });
    }
    await sessions[side].try('RESET row_security');
  });

  it('can call no function of the schema but those granted, and create no trigger with one', async () => {
    const functions = (await database.query(
      `SELECT proname AS name, array_to_string(array_fill('NULL'::text, ARRAY[pronargs]), ', ') AS nulls
       FROM pg_proc WHERE pronamespace = 'public'::regnamespace AND proname <> ALL ($1)`,
      [GRANTED],
    )) as { name: string; nulls: string }[];
    await sessions[side].try('CREATE TEMP TABLE bait (id bigint)');
    for (const { name, nulls } of functions) {
      const call = await sessions[side].try(`SELECT ${name}(${nulls})`);
      expect({ name, ...call }).toMatchObject({ code: REFUSED });
    }
    for (const { name } of functions.filter(({ nulls }) => nulls === '')) {
      const trigger = await sessions[side].try(
        `CREATE TRIGGER t BEFORE INSERT ON bait FOR EACH ROW EXECUTE FUNCTION ${name}()`,
      );
      expect({ name, ...trigger }).toMatchObject({ code: REFUSED });
    }
  });

  it('learns nothing of the other side from the system catalogs and views', async () => {
    await sessions[other].try(`SELECT 'a statement of the ${other}'`);
    const activity = await sessions[side].try(
      `SELECT DISTINCT query FROM pg_stat_activity WHERE usename = '${other}'
       AND datname = current_database()`,
    );
    expect(activity.shown).toBe('[{"query":"<insufficient privilege>"}]');
    for (const sql of [
      'SELECT * FROM pg_authid',
      'SELECT * FROM pg_shadow',
      'SELECT * FROM pg_statistic',
      'SELECT last_value FROM staff_users_id_seq',
      `SELECT nextval('customer_users_id_seq')`,
      `SELECT pg_read_file('superuser.password')`,
      `SELECT lo_import('/etc/hostname')`,
      `COPY once TO '/tmp/latchkey-isolation'`,
      `COPY once TO PROGRAM 'cat'`,
      'SELECT * FROM pg_hba_file_rules',
    ]) {
      expect({ sql, ...(await sessions[side].try(sql)) }).toMatchObject({ sql, code: REFUSED });
    }
    const { shown } = await sessions[side].try(
      `SELECT tablename FROM pg_stats WHERE schemaname = 'public'`,
    );
    expect(shown).toBe('');
  });
});

describe('the login of the storefront', () => {
  it('sees customers as owners of clients through the view, but no staff, with any query', async () => {
    const { storefront } = sessions;
    for (const sql of [
      'SELECT side, id FROM client_owners',
      'SELECT side, id FROM client_owners o WHERE pg_temp.spy(o::text)',
      `SELECT side, id FROM client_owners WHERE side = 'storefront' OR pg_temp.spy(side)`,
    ]) {
      const { code, shown } = await storefront.try(sql);
      expect({ code, shown }).toEqual({ code: null, shown: expect.stringContaining('storefront') });
      expect(shown).not.toContain('backoffice');
    }
    for (const sql of ['DELETE FROM client_owners', 'UPDATE client_owners SET id = 1']) {
      expect(await storefront.try(sql)).not.toMatchObject({ code: null });
    }
    expect(
      (await sessions.backoffice.try('SELECT DISTINCT side FROM client_owners')).shown,
    ).toMatch(/backoffice.*storefront|storefront.*backoffice/);
  });

  it.each([
    [
      'makes no client',
      `INSERT INTO oauth_clients (client_id, side, name, scopes)
                         VALUES (gen_random_uuid(), 'storefront', 'mine', '{}')`,
    ],
    ['gives a client no scope', `UPDATE oauth_clients SET scopes = '{users:write}'`],
    ['replaces no secret', `UPDATE oauth_client_secrets SET hash = sha256('known')`],
    ['makes nobody an administrator', `UPDATE customer_users SET role = 'administrator'`],
    ['makes no customer', `INSERT INTO customers (name) VALUES ('mine')`],
    ['renames no customer', `UPDATE customers SET name = 'mine'`],
    ['deletes no customer', 'DELETE FROM customers'],
    ['takes nobody from a customer', 'UPDATE customer_users SET customer_id = NULL'],
    [
      'moves nobody to a customer',
      'UPDATE customer_users SET customer_id = customers.id FROM customers',
    ],
    ['confirms nobody', 'UPDATE customer_users SET confirmed = true'],
    ['reads no audit event', 'SELECT * FROM audit_events'],
    ['reads no unsealed audit event', 'SELECT side FROM unsealed_audit_events'],
    ['counts no unsealed audit events', 'SELECT count(*) FROM unsealed_audit_events'],
    [
      'records nothing of the back office',
      `INSERT INTO audit_events (actor_type, actor, side, action)
                                            VALUES ('system', 'x', 'backoffice', 'x')`,
    ],
    [
      'records no unsealed event of the back office',
      `INSERT INTO unsealed_audit_events (actor_type, actor, side, action)
                                            VALUES ('system', 'x', 'backoffice', 'x')`,
    ],
    [
      'records nothing of no side',
      `INSERT INTO audit_events (actor_type, actor, action)
                                    VALUES ('system', 'x', 'x')`,
    ],
  ])('%s', async (_, sql) => {
    expect(await sessions.storefront.try(sql)).toMatchObject({ code: REFUSED });
  });

  it('registers a person with a company of their own, and in no company that exists', async () => {
    const { storefront, backoffice } = sessions;
    const call = (address: string) =>
      `SELECT * FROM register_customer_user(
         'a customer of the storefront', '${address}', 'A', 'B', 'administrator')`;
    expect(await storefront.try(call('new@example.com'))).toMatchObject({ code: null });
    const people = `SELECT email, role FROM customer_users JOIN customers c ON c.id = customer_id
      WHERE c.name = 'a customer of the storefront' ORDER BY c.id DESC LIMIT 1`;
    expect(await database.query(people)).toEqual([
      { email: 'new@example.com', role: 'administrator' },
    ]);
    const count = 'SELECT count(*)::integer AS count FROM customers';
    const before = await database.query(count);
    expect((await storefront.try(call('NEW@example.com'))).shown).toBe(
      '[{"new_customer_id":null,"new_user_id":null}]',
    );
    expect(await database.query(count)).toEqual(before);
    expect(await backoffice.try(call('other@example.com'))).toMatchObject({ code: REFUSED });
  });

  it('cannot restore a revoked token, and can delete expired revocations', async () => {
    await sessions.storefront.try('DELETE FROM revoked_tokens');
    expect(
      await database.query(
        `SELECT side, expires_at > now() AS unexpired FROM revoked_tokens ORDER BY 1, 2`,
      ),
    ).toEqual([
      { side: 'backoffice', unexpired: false },
      { side: 'backoffice', unexpired: true },
      { side: 'storefront', unexpired: true },
    ]);
  });

  it('sees no more of the other side with psql', async ({ skip }) => {
    skip(!existsSync('/usr/bin/psql'), 'psql is not installed; the tests above say the same by pg');
    const commands = [...tables, 'client_owners'].flatMap((table) => [
      `--command=TABLE ${table}`,
      `--command=\\copy ${table} TO STDOUT`,
      `--command=DELETE FROM ${table}`,
      `--command=TRUNCATE ${table} CASCADE`,
    ]);
    const before = await Promise.all(tables.map(async (table) => hiddenRows('storefront', table)));
    const words = ['--no-psqlrc', ...commands, database.urlOf('storefront')];
    // Most statements are rejected, so psql fails in the end.
    const { stdout } = await promisify(execFile)('psql', words).catch(
      (error: Error & { stdout: string }) => error,
    );
    expect(stdout).toMatch(MARKS.storefront);
    expect(stdout).not.toMatch(MARKS.backoffice);
    expect(await Promise.all(tables.map(async (table) => hiddenRows('storefront', table)))).toEqual(
      before,
    );
  });
});

describe('the login of the back office and the messages of the storefront', () => {
  const asked = (columns: string, values: string) =>
    `INSERT INTO notify_outbox (side, expires_at, ${columns})
     VALUES ('storefront', now() + interval '1 hour', ${values})`;

  it('asks for the link of a person, and reads nothing of it', async () => {
    const { backoffice, storefront } = sessions;
    const request = asked('person_id, kind', `1, 'invitation'`);
    expect(await backoffice.try(request)).toMatchObject({ code: null });
    expect(await backoffice.try(`${request} RETURNING id`)).toMatchObject({ code: REFUSED });
    const read = `SELECT count(*)::integer AS count FROM notify_outbox WHERE person_id = 1`;
    expect((await backoffice.try(read)).shown).toBe('[{"count":0}]');
    expect((await storefront.try(read)).shown).toBe('[{"count":1}]');
  });

  it.each([
    ['makes no message', asked('person_id, kind, sealed', `1, 'invitation', 'x'`)],
    ['registers nobody', asked('person_id, kind', `1, 'registration'`)],
    [
      'makes no link',
      `INSERT INTO sign_in_links (token_hash, side, person_id, purpose, expires_at)
       VALUES (sha256('x'), 'storefront', 1, 'recovery', now())`,
    ],
  ])('%s', async (_, sql) => {
    expect(await sessions.backoffice.try(sql)).toMatchObject({ code: REFUSED });
  });
});

describe('the login of the back office and the signing keys of the storefront', () => {
  it('can list keys, request a rotation and withdraw a key', async () => {
    const { backoffice } = sessions;
    const statements = [
      `SELECT kid FROM signing_keys WHERE side = 'storefront'`,
      `UPDATE key_rotations SET algorithm = 'RS256' WHERE side = 'storefront' RETURNING side`,
      `SELECT name FROM instances WHERE side = 'storefront'`,
      `DELETE FROM signing_keys WHERE side = 'storefront' RETURNING kid`,
    ];
    for (const sql of statements) {
      expect({ sql, ...(await backoffice.try(sql)) }).toEqual({
        sql,
        code: null,
        shown: expect.stringContaining('storefront'),
      });
    }
  });

  it('cannot publish or activate a key there, or change the rows of processes', async () => {
    const { backoffice } = sessions;
    expect(
      await backoffice.try(`INSERT INTO signing_keys (kid, side, algorithm, public_jwk)
                            VALUES ('mine', 'storefront', 'ES256', '{}')`),
    ).toMatchObject({ code: REFUSED });
    expect(
      await backoffice.try(`UPDATE signing_keys SET side = 'storefront' WHERE side = 'backoffice'`),
    ).toMatchObject({ code: REFUSED });
    expect(
      await backoffice.try(`INSERT INTO instances (id, side, name)
                            VALUES (gen_random_uuid(), 'storefront', 'x')`),
    ).toMatchObject({ code: REFUSED });
    for (const sql of [
      `UPDATE signing_keys SET activated_at = now() WHERE side = 'storefront' RETURNING kid`,
      `UPDATE instances SET keys = '{}' WHERE side = 'storefront' RETURNING id`,
    ]) {
      expect({ sql, ...(await backoffice.try(sql)) }).toEqual({ sql, code: null, shown: '' });
    }
  });
});

describe('a change of a storefront client by the login of the back office', () => {
  it('notifies the storefront', async () => {
    const heard: string[] = [];
    const listener = new Client(database.urlOf('storefront'));
    await listener.connect();
    listener.on('notification', ({ payload = '' }) => heard.push(payload));
    await listener.query('LISTEN clients_storefront');
    const { code } = await sessions.backoffice.try(
      `UPDATE oauth_client_secrets SET expires_at = now() WHERE hint = 'storefront'`,
    );
    await listener.query('SELECT 1');
    await listener.end();
    expect({ code, heard }).toEqual({
      code: null,
      heard: [expect.stringMatching(MARKS.storefront)],
    });
  });
});

describe('the views of people', () => {
  const OF_BOTH = ['person_codes', 'live_refresh_tokens'];
  const OF_BACKOFFICE = [
    'person_authenticator_apps',
    'person_identities',
    'person_network_times',
    'person_passkeys',
    'person_passwords',
    'person_pending_sign_ins',
    'person_recovery_codes',
    'person_sessions',
  ];

  it('show the storefront no member of staff, and the back office everybody', async () => {
    for (const view of OF_BOTH) {
      const sql = `SELECT * FROM ${view} t WHERE pg_temp.spy(t::text)`;
      expect((await sessions.storefront.try(sql)).shown).not.toMatch(MARKS.backoffice);
      const { shown } = await sessions.backoffice.try(sql);
      expect(shown).toMatch(MARKS.backoffice);
      expect(shown).toMatch(MARKS.storefront);
    }
    for (const view of OF_BACKOFFICE) {
      const all = `SELECT side FROM ${view}`;
      expect({ view, ...(await sessions.storefront.try(all)) }).toMatchObject({ code: REFUSED });
      const { shown } = await sessions.backoffice.try(all);
      expect({ view, shown }).toMatchObject({ shown: expect.stringMatching(MARKS.storefront) });
    }
  });

  it('show the back office the links that people can use, without their tokens', async () => {
    await database.query(
      `INSERT INTO sign_in_links (token_hash, side, person_id, purpose, expires_at, used_at)
       VALUES (sha256('usable'), 'storefront', 7003, 'recovery', now() + interval '1 hour', NULL),
         (sha256('used'), 'storefront', 7004, 'recovery', now() + interval '1 hour', now()),
         (sha256('past'), 'storefront', 7005, 'recovery', now(), NULL)`,
    );
    const links = 'SELECT side, person_id FROM person_links WHERE person_id BETWEEN 7003 AND 7005';
    expect((await sessions.backoffice.try(links)).shown).toBe(
      '[{"side":"storefront","person_id":"7003"}]',
    );
    expect(await sessions.storefront.try(links)).toMatchObject({ code: REFUSED });
    const first = `SELECT make_first_link('storefront', 1, sha256('x'), 60)`;
    expect(await sessions.storefront.try(first)).toMatchObject({ code: REFUSED });
  });

  it('have no secret and no hash', async () => {
    const rows = await database.query(
      `SELECT attrelid::regclass::text || '.' || attname AS name FROM pg_attribute
       WHERE attrelid = ANY ($1::text[]::regclass[]) AND attname ~ 'hash|secret|key|salt|handle|subject'`,
      [[...OF_BOTH, ...OF_BACKOFFICE, 'person_links']],
    );
    expect(rows).toEqual([]);
  });

  it.each([
    `UPDATE sessions SET id_hash = sha256('known') WHERE side = 'storefront'`,
    `INSERT INTO sessions (id_hash, side, person_id, amr, acr, expires_at)
     VALUES (sha256('x'), 'storefront', 7000, '{pwd}', '1', now() + interval '1 hour')`,
    `UPDATE consents SET scopes = '{users:write}' WHERE side = 'storefront'`,
    `UPDATE person_codes SET token_id = gen_random_uuid()`,
    `DELETE FROM person_codes`,
    `DELETE FROM live_refresh_tokens`,
    `UPDATE person_passkeys SET name = 'x'`,
    `INSERT INTO person_passwords VALUES ('storefront', 1, now())`,
    `INSERT INTO person_identities (side, person_id, issuer) VALUES ('storefront', 1, 'x')`,
    `UPDATE person_identities SET person_id = 1`,
  ])('let the back office only end and remove: %s', async (sql) => {
    expect((await sessions.backoffice.try(sql)).code).toBe(REFUSED);
  });
});

describe('the database schema', () => {
  /** Lists objects open to more than the two groups, and objects without row-level security. */
  async function openings(): Promise<string[]> {
    const rows = await database.query(`
      SELECT relname || ' has no row-level security' AS opening FROM pg_class
        WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p') AND NOT relrowsecurity
      UNION ALL
      SELECT relname || ' is no barrier' FROM pg_class
        WHERE relnamespace = 'public'::regnamespace AND relkind = 'v'
          AND NOT coalesce(reloptions && '{security_barrier=true,security_invoker=true}', false)
      UNION ALL
      SELECT relname || ' is granted to everybody' FROM pg_class, aclexplode(relacl) acl
        WHERE relnamespace = 'public'::regnamespace AND grantee = 0
      UNION ALL
      SELECT attrelid::regclass || ' has a column for everybody' FROM pg_attribute
          JOIN pg_class ON pg_class.oid = attrelid, aclexplode(attacl) acl
        WHERE relnamespace = 'public'::regnamespace AND grantee = 0
      UNION ALL
      SELECT proname || ' may be called by everybody' FROM pg_proc,
          aclexplode(coalesce(proacl, acldefault('f', proowner))) acl
        WHERE pronamespace = 'public'::regnamespace AND grantee = 0
      UNION ALL
      SELECT polname || ' is a policy for everybody' FROM pg_policy WHERE 0 = ANY (polroles)
      UNION ALL
      SELECT 'everybody may create in it' FROM pg_namespace, aclexplode(nspacl) acl
        WHERE nspname = 'public' AND grantee = 0 AND privilege_type = 'CREATE'
      ORDER BY 1`);
    return rows.map(({ opening }) => String(opening));
  }

  it('has no table without a row for these tests', async () => {
    for (const table of tables) expect([table, await rowsOf(table)]).not.toEqual([table, []]);
  });

  it('is open only to the two groups, and to them by row-level security', async () => {
    expect(await openings()).toEqual([]);
  });

  it('grants each application only the rights in database-rights.txt, column by column', async () => {
    const rows = await database.query(`
      SELECT grantee, table_name || ' ' || privilege_type || ': '
        || string_agg(column_name, ' ' ORDER BY column_name) AS rights
      FROM information_schema.role_column_grants
      WHERE table_schema = 'public' AND grantee IN ('latchkey_backoffice', 'latchkey_storefront')
      GROUP BY grantee, table_name, privilege_type
      UNION ALL
      SELECT grantee, table_name || ' DELETE' FROM information_schema.role_table_grants
      WHERE table_schema = 'public' AND grantee IN ('latchkey_backoffice', 'latchkey_storefront')
        AND privilege_type = 'DELETE'`);
    const lines = rows.map(({ grantee, rights }) => `${String(grantee)} ${String(rights)}\n`);
    await expect(lines.toSorted().join('')).toMatchFileSnapshot('database-rights.txt');
  });

  it('is fully checked: every kind of opening is found', async () => {
    const createAll = `
      CREATE TABLE forgotten (id integer);
      GRANT SELECT ON forgotten TO PUBLIC;
      CREATE VIEW seen AS SELECT 1;
      CREATE FUNCTION called() RETURNS integer LANGUAGE sql AS 'SELECT 1';
      CREATE POLICY all_of_it ON forgotten USING (true);
      GRANT UPDATE (name) ON oauth_clients TO PUBLIC;
      GRANT CREATE ON SCHEMA public TO PUBLIC`;
    const undoAll = `
      DROP TABLE forgotten;
      DROP VIEW seen;
      DROP FUNCTION called;
      REVOKE UPDATE (name) ON oauth_clients FROM PUBLIC;
      REVOKE CREATE ON SCHEMA public FROM PUBLIC`;
    await database.query(createAll);
    const found = await openings();
    await database.query(undoAll);
    expect(await openings()).toEqual([]);
    expect(found).toEqual([
      'all_of_it is a policy for everybody',
      'called may be called by everybody',
      'everybody may create in it',
      'forgotten has no row-level security',
      'forgotten is granted to everybody',
      'oauth_clients has a column for everybody',
      'seen is no barrier',
    ]);
  });
});

describe('each application', () => {
  it('logs in with its own login, for its notifications too', async () => {
    const applications = await startApplications();
    expect(
      await applications.database.query(
        `SELECT DISTINCT usename::text, application_name FROM pg_stat_activity
         WHERE datname = current_database() AND application_name LIKE 'latchkey %' ORDER BY 2`,
      ),
    ).toEqual([
      { usename: 'backoffice', application_name: 'latchkey backoffice' },
      { usename: 'backoffice', application_name: 'latchkey backoffice notifications' },
      { usename: 'storefront', application_name: 'latchkey storefront' },
      { usename: 'storefront', application_name: 'latchkey storefront notifications' },
    ]);
    await applications.stop();
  });
});
