import { Client as Session } from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fillBothSides } from '../support/both-sides.js';
import { SIDES } from '#oauth';
import { createDatabase, type TestDatabase } from '../support/database.js';
import { insertionOf, otherResources, tableOf } from '../support/resources.js';

let database: TestDatabase;

beforeAll(async () => {
  database = await createDatabase();
  await fillBothSides(database);
});
afterAll(async () => database.drop());

/** SQLSTATE check_violation. */
const REFUSED = '23514';

/**
 * Columns that the login of an application may insert or update. A foreign key is bounded by the
 * key it refers to; test/e2e/audit.spec.ts tests the bounds of events.
 */
const columnsOf = (condition: string) => `
  SELECT relname AS table, attname AS column, format_type(atttypid, NULL) AS type
  FROM pg_class JOIN pg_attribute ON attrelid = pg_class.oid JOIN pg_type ON pg_type.oid = atttypid
  WHERE relnamespace = 'public'::regnamespace AND relkind = 'r'
    AND relname NOT IN ('audit_events', 'unsealed_audit_events')
    AND attnum > 0 AND NOT attisdropped AND attgenerated = '' AND attidentity = ''
    AND ${condition}
    AND NOT EXISTS (
      SELECT FROM pg_constraint
      WHERE conrelid = attrelid AND contype = 'f' AND attnum = ANY (conkey))
    AND EXISTS (
      SELECT FROM unnest('{latchkey_backoffice,latchkey_storefront}'::text[]) login
      WHERE has_column_privilege(login, attrelid, attnum, 'INSERT, UPDATE'))
  ORDER BY 1, 2`;

type Column = Record<'table' | 'column' | 'type', string>;

const OTHERS = SIDES.flatMap(otherResources);

/** Expects the outcome in each column that is named here, or in a table that no test names. */
function expected<Outcome>(
  columns: readonly Column[],
  named: Record<string, Outcome>,
  other: Outcome,
) {
  const tables = new Set(OTHERS.map(tableOf));
  const others = columns.filter(({ table }) => tables.has(table));
  return {
    ...Object.fromEntries(others.map(({ table, column }) => [`${table}.${column}`, other])),
    ...named,
  };
}

/** Columns of a type without a largest size. */
const COLUMNS = columnsOf(
  `typlen = -1 AND atttypmod = -1 AND typname NOT IN ('cidr', 'inet', 'numeric')`,
);

const NUMBERS = columnsOf(`typcategory = 'N'`);

const LISTS = columnsOf(`typcategory = 'A'`);

/** A size in bytes above every bound. */
const LONG = 300_000;

/** Size limit of a stored answer, which may be larger than the largest request. */
const LONG_ANSWER = 34_000_000;

/** Builds the value of a column enlarged beyond its bound, by its type. */
const LONGER: Record<string, (column: string) => string> = {
  text: (column) => `coalesce(${column}, '') || repeat('a', ${LONG})`,
  bytea: (column) => `coalesce(${column}, '') || convert_to(repeat('a', ${LONG}), 'UTF8')`,
  jsonb: (column) => `coalesce(${column}, '{}') || jsonb_build_object('a', repeat('a', ${LONG}))`,
  'text[]': (column) => `array_append(${column}, repeat('a', ${LONG}))`,
  'uuid[]': () => `array_fill(gen_random_uuid(), ARRAY[${LONG} / 10])`,
  'cidr[]': () => `array_fill('10.0.0.0/8'::cidr, ARRAY[${LONG} / 10])`,
};

/** Long values in the form that the column requires. */
const LONG_OF: Record<string, string> = {
  // A trigger reads this value as JSON.
  'idempotent_requests.body': `to_json(repeat('a', ${LONG_ANSWER}))`,
  'oauth_clients.jwks': `jsonb_build_object('keys', jsonb_build_array(
    jsonb_build_object('a', repeat('a', ${LONG}))))`,
  'oauth_clients.limits': `(
    SELECT jsonb_object_agg(n::text, n) FROM generate_series(1, ${LONG} / 10) n)`,
};

function longer({ table, column, type }: Column): string {
  return LONG_OF[`${table}.${column}`] ?? LONGER[type]!(`"${column}"`);
}

/** Returns the outcome of the attempt: an SQLSTATE, or whether the rows have the long value. */
async function lengthen(column: Column): Promise<string> {
  const update = `WITH updated AS (
      UPDATE ${column.table} SET "${column.column}" = ${longer(column)}
      RETURNING octet_length("${column.column}"::text) >= ${LONG} AS is_long)
    SELECT bool_or(is_long) AS "isLong" FROM updated`;
  return database.query(update).then(
    ([row]) => (row!.isLong ? 'long' : 'ignored'),
    ({ code }: { code: string }) => code,
  );
}

/** JSON columns that the login of an application may insert or update, those of events included. */
const DOCUMENTS = `
  SELECT relname AS table, attname AS column, format_type(atttypid, NULL) AS type
  FROM pg_class JOIN pg_attribute ON attrelid = pg_class.oid JOIN pg_type ON pg_type.oid = atttypid
  WHERE relnamespace = 'public'::regnamespace AND relkind = 'r'
    AND attnum > 0 AND NOT attisdropped AND attgenerated = ''
    AND typname IN ('json', 'jsonb')
    AND EXISTS (
      SELECT FROM unnest('{latchkey_backoffice,latchkey_storefront}'::text[]) login
      WHERE has_column_privilege(login, attrelid, attnum, 'INSERT, UPDATE'))
  ORDER BY 1, 2`;

const nested = (levels: number, inside = '') =>
  `${'['.repeat(levels)}${inside}${']'.repeat(levels)}`;

/** Documents of 33 levels, and of the largest depth that every PostgreSQL reads. */
const DEEP = [31, 8000].flatMap((levels) => [
  nested(levels + 2, '1'),
  `{"a":${nested(levels + 1, '1')}}`,
  `{"keys":${nested(levels + 1, '1')}}`,
  `{"keys":[{"a":${nested(levels - 1, '1')}}]}`,
  `{"keys":[],"a":${nested(levels + 1, '1')}}`,
]);

/** Documents of a few levels, in a form that no process writes to the column. */
const SHAPELESS = [
  'null',
  '"text"',
  '1',
  '[]',
  '{"a":{}}',
  '{"keys":[1]}',
  '{"keys":[{"a":[[]]}]}',
];

/** Tables of events, which cannot be updated. */
const EVENTS = new Set(['audit_events', 'unsealed_audit_events']);

/** Returns the outcome: an SQLSTATE, or whether a row has the value. */
async function setValue({ table, column, type }: Column, value: string): Promise<string> {
  const isSet = `"${column}"::text = $1::${type}::text AS is_set`;
  const write = EVENTS.has(table)
    ? `INSERT INTO ${table} (actor_type, actor, action, "${column}")
           VALUES ('system', 'x', 'x', $1::${type}) RETURNING ${isSet}`
    : `UPDATE ${table} SET "${column}" = $1::${type} RETURNING ${isSet}`;
  const all = `WITH written AS (${write}) SELECT bool_or(is_set) AS "isSet" FROM written`;
  return database.query(all, [value]).then(
    ([row]) => (row!.isSet ? 'set' : 'ignored'),
    ({ code }: { code: string }) => code,
  );
}

/** Writes each value into each column and collects the outcomes by column. */
async function outcomesOf(columns: Column[], values: readonly string[]) {
  const all: Record<string, string[]> = {};
  for (const column of columns) {
    const each: string[] = [];
    for (const value of values) each.push(await setValue(column, value));
    all[`${column.table}.${column.column}`] = [...new Set(each)];
  }
  return all;
}

/** The time columns of all tables. */
const TIMES = `
  SELECT table_name AS table, column_name AS column
  FROM information_schema.columns JOIN information_schema.tables USING (table_schema, table_name)
  WHERE table_schema = 'public' AND table_type = 'BASE TABLE' AND is_generated = 'NEVER'
    AND data_type ~ '^(timestamp|date)'
  ORDER BY 1, 2`;

/** Returns the outcome of the attempt: an SQLSTATE, or whether a row has the value. */
async function set({ table, column }: Omit<Column, 'type'>, value: string): Promise<string> {
  const update = `WITH updated AS (
      UPDATE ${table} SET "${column}" = '${value}' RETURNING "${column}" = '${value}' AS is_set)
    SELECT bool_or(is_set) AS "isSet" FROM updated`;
  return database.query(update).then(
    ([row]) => (row!.isSet === null ? 'no row' : row!.isSet ? 'set' : 'ignored'),
    ({ code }: { code: string }) => code,
  );
}

/** Bounds of each numeric type. */
const EXTREMES: Record<string, readonly [least: bigint, most: bigint]> = {
  smallint: [-(2n ** 15n), 2n ** 15n - 1n],
  integer: [-(2n ** 31n), 2n ** 31n - 1n],
  bigint: [-(2n ** 63n), 2n ** 63n - 1n],
};

/** Returns the outcome: an SQLSTATE, or `cut` when twice the stored number still fits its type. */
async function setNumber({ table, column, type }: Column, value: bigint): Promise<string> {
  const [, most] = EXTREMES[type]!;
  const update = `WITH updated AS (
      UPDATE ${table} SET "${column}" = '${value}'
      RETURNING "${column}"::numeric BETWEEN 0 AND ${most / 2n} AS is_cut)
    SELECT bool_and(is_cut) AS "isCut" FROM updated`;
  return database.query(update).then(
    ([row]) => (row!.isCut === null ? 'no row' : row!.isCut ? 'cut' : 'set'),
    ({ code }: { code: string }) => code,
  );
}

describe('a row that the login of an application writes', () => {
  it('has a largest size in every column', async () => {
    const columns = (await database.query(COLUMNS)) as Column[];
    const outcomes = new Map<string, string>();
    for (const column of columns) {
      outcomes.set(`${column.table}.${column.column}`, await lengthen(column));
    }
    const others = [...outcomes].filter(([, outcome]) => outcome !== REFUSED);
    // A trigger computes the value from the body and ignores the given one.
    expect(others).toEqual([['idempotent_requests.holds', 'ignored']]);
    expect(outcomes.size).toBeGreaterThan(40);
  });

  it('cannot hold a JSON document too deep to be read, in any column', async () => {
    const columns = (await database.query(DOCUMENTS)) as Column[];
    const named = {
      // SQLSTATE program_limit_exceeded, raised by a trigger.
      'audit_events.after': ['54000'],
      'audit_events.before': ['54000'],
      'oauth_clients.jwks': [REFUSED],
      'oauth_clients.limits': [REFUSED],
      'signing_keys.public_jwk': [REFUSED],
      'unsealed_audit_events.after': ['54000'],
      'unsealed_audit_events.before': ['54000'],
    };
    expect(await outcomesOf(columns, DEEP)).toEqual(expected(columns, named, [REFUSED]));
  });

  it('cannot hold a JSON document in a form that no process writes', async () => {
    const columns = ((await database.query(DOCUMENTS)) as Column[]).filter(
      ({ table }) => !EVENTS.has(table),
    );
    const all = await outcomesOf(columns, SHAPELESS);
    for (const [column, codes] of Object.entries(all)) {
      expect({ column, codes }).toEqual({ column, codes: [REFUSED] });
    }
    expect(columns.length).toBeGreaterThan(2);
  });

  it('can hold every JSON document that processes write', async () => {
    const write = async (table: string, column: string, value: string) =>
      setValue({ table, column, type: 'jsonb' }, value);
    const deepest = `{"a":${nested(31, '1')}}`;
    expect(await write('unsealed_audit_events', 'before', deepest)).toBe('set');
    expect(await write('oauth_clients', 'limits', '{"tokensPerMinute": 0}')).toBe('set');
    expect(await write('oauth_clients', 'limits', '{}')).toBe('set');
    // Members that RFC 7517 and browsers add to a key; here only SQL writes them.
    const key = '{"e": "AQAB", "x5c": ["a", "b"], "ext": true, "key_ops": []}';
    expect(await write('oauth_clients', 'jwks', `{"keys": [{}, ${key}]}`)).toBe('set');
    expect(await write('signing_keys', 'public_jwk', '{"e": "AQAB", "kty": "RSA"}')).toBe('set');
  });

  it.each(['infinity', '-infinity', '10000-01-01 00:00:00+00', '0001-12-31 23:59:59+00 BC'])(
    'cannot hold the time %s, in any column',
    async (time) => {
      const columns = (await database.query(TIMES)) as Column[];
      const others: string[] = [];
      for (const column of columns) {
        const outcome = await set(column, time);
        // A trigger sets the time at the update, or cuts it to the present.
        const isMended = ['updated_at', 'tokens_valid_after'].includes(column.column);
        if (outcome === 'ignored' && isMended) continue;
        if (outcome !== REFUSED) others.push(`${column.table}.${column.column} ${outcome}`);
      }
      // SQLSTATE restrict_violation: events cannot be changed.
      expect(others).toEqual([
        'audit_events.occurred_at 23001',
        'unsealed_audit_events.occurred_at 23001',
      ]);
      expect(columns.length).toBeGreaterThan(30);
    },
  );

  it('cannot hold a number that an addition could overflow, in any column', async () => {
    const columns = (await database.query(NUMBERS)) as Column[];
    const outcomes: Record<string, string[]> = {};
    for (const column of columns) {
      const [least, most] = EXTREMES[column.type]!;
      const both = [await setNumber(column, least), await setNumber(column, most)];
      outcomes[`${column.table}.${column.column}`] = both;
    }
    const named = {
      'client_scope_usage.uses': ['cut', 'cut'],
      'client_usage.api_calls': ['cut', 'cut'],
      'client_usage.denials': ['cut', 'cut'],
      'client_usage.tokens_issued': ['cut', 'cut'],
      'side_usage.api_calls': ['cut', 'cut'],
      'side_usage.denials': ['cut', 'cut'],
      'side_usage.tokens_issued': ['cut', 'cut'],
      // A time that is only compared with others; one in the past ends the count.
      'failed_attempts.expire': ['set', REFUSED],
      'failed_attempts.points': ['cut', 'cut'],
      'idempotent_requests.status': [REFUSED, REFUSED],
      'oauth_client_secrets.use_count': ['cut', 'cut'],
      'oauth_clients.access_token_lifetime': [REFUSED, REFUSED],
      // An id, to which nothing is added; an id without a person grants no access.
      'oauth_clients.owner_id': ['set', 'set'],
      'people_tokens.person_id': ['set', 'set'],
      'audit_verifications.after_id': [REFUSED, REFUSED],
      'audit_verifications.event_id': [REFUSED, REFUSED],
      'authorization_codes.family_id': [REFUSED, REFUSED],
      'authorization_codes.person_id': [REFUSED, REFUSED],
      'authorization_requests.decided_by': [REFUSED, REFUSED],
      'consents.person_id': [REFUSED, REFUSED],
      'linked_identities.person_id': [REFUSED, REFUSED],
      'notify_outbox.attempts': [REFUSED, REFUSED],
      'notify_outbox.person_id': [REFUSED, REFUSED],
      'passwords.person_id': [REFUSED, REFUSED],
      'passkeys.counter': [REFUSED, REFUSED],
      'passkeys.person_id': [REFUSED, REFUSED],
      'sign_in_transactions.person_id': [REFUSED, REFUSED],
      'sign_in_transactions.provider_id': [REFUSED, REFUSED],
      'pending_sign_ins.attempts': [REFUSED, REFUSED],
      'pending_sign_ins.person_id': [REFUSED, REFUSED],
      'person_networks.person_id': [REFUSED, REFUSED],
      'recovery_codes.person_id': [REFUSED, REFUSED],
      'refresh_tokens.person_id': ['set', 'set'],
      'refusals.occurrences': [REFUSED, REFUSED],
      'refusals.status': [REFUSED, REFUSED],
      'totp_secrets.attempts': [REFUSED, REFUSED],
      'totp_secrets.last_step': [REFUSED, REFUSED],
      'totp_secrets.person_id': [REFUSED, REFUSED],
      'sessions.person_id': [REFUSED, REFUSED],
      'sessions.provider_id': [REFUSED, REFUSED],
      'pending_sign_ins.provider_id': [REFUSED, REFUSED],
      'sign_in_links.person_id': [REFUSED, REFUSED],
    };
    expect(outcomes).toEqual(expected(columns, named, [REFUSED, REFUSED]));
  });

  it.each(['{NULL}', '{10.0.0.0/8,NULL}', '{{10.0.0.0/8},{10.0.0.0/8}}'])(
    'cannot hold the list %s, in any column',
    async (list) => {
      const columns = (await database.query(LISTS)) as Column[];
      const outcomes: Record<string, string> = {};
      for (const column of columns) {
        outcomes[`${column.table}.${column.column}`] = await set(column, list);
      }
      const named = {
        'consents.scopes': REFUSED,
        // A trigger computes the value from the body and ignores the given one.
        'idempotent_requests.holds': 'ignored',
        'instances.keys': REFUSED,
        'oauth_clients.allowed_networks': REFUSED,
        'oauth_clients.grant_types': REFUSED,
        'oauth_clients.post_logout_redirect_uris': REFUSED,
        'oauth_clients.redirect_uris': REFUSED,
        'oauth_clients.scopes': REFUSED,
        'pending_sign_ins.amr': REFUSED,
        // SQLSTATE invalid_text_representation: a network is no UUID.
        'refresh_tokens.access_tokens': list.includes('10.') ? '22P02' : REFUSED,
        'refresh_tokens.amr': REFUSED,
        'refresh_tokens.scope': REFUSED,
        'roles.scopes': REFUSED,
        'sessions.amr': REFUSED,
      };
      expect(outcomes).toEqual(expected(columns, named, REFUSED));
    },
  );

  it.each(['0', '-1', '1000000000000000000'])('cannot have the id %s', async (id) => {
    const rows = {
      roles: `(id, name, scopes) OVERRIDING SYSTEM VALUE VALUES (${id}, 'planted', '{}')`,
      customers: `(id, name) OVERRIDING SYSTEM VALUE VALUES (${id}, 'planted')`,
      staff_users: `(id, username, email, first_name, last_name) OVERRIDING SYSTEM VALUE
        VALUES (${id}, 'planted', 'planted@x.example', 'a', 'b')`,
      customer_users: `(id, email, first_name, last_name) OVERRIDING SYSTEM VALUE
        VALUES (${id}, 'planted@x.example', 'a', 'b')`,
    };
    for (const [table, row] of Object.entries(rows)) {
      const planted = database.query(`INSERT INTO ${table} ${row}`);
      await expect(planted).rejects.toMatchObject({ code: REFUSED });
    }
    for (const resource of OTHERS) {
      const [sql, values] = insertionOf(resource, 'planted');
      const planted = sql
        .replace('(', '(id, ')
        .replace('VALUES (', `OVERRIDING SYSTEM VALUE VALUES (${id}, `);
      await expect(database.query(planted, values)).rejects.toMatchObject({ code: REFUSED });
    }
  });

  it('counts towards a limited number of rows per client or member of staff', async () => {
    await database.query(`
      INSERT INTO oauth_clients (client_id, side, name, scopes)
        VALUES ('00000000-0000-0000-0000-000000000088', 'storefront', 'many', '{a}');
      INSERT INTO roles (name, scopes) SELECT 'many ' || n, '{a}' FROM generate_series(1, 1001) n;
      INSERT INTO staff_users (username, email, first_name, last_name)
        VALUES ('many', 'many@x.example', 'a', 'b');`);
    const secrets = (from: number, to: number) =>
      database.query(`
        INSERT INTO oauth_client_secrets (id, client_id, hash, hint)
        SELECT gen_random_uuid(), '00000000-0000-0000-0000-000000000088', sha256(n::text::bytea), 'x'
        FROM generate_series(${from}, ${to}) n`);
    await expect(secrets(1, 101)).rejects.toMatchObject({ code: REFUSED });
    await secrets(1, 100);
    await expect(secrets(101, 101)).rejects.toMatchObject({ code: REFUSED });
    const roles = (count: number) =>
      database.query(`
        INSERT INTO staff_user_roles (user_id, role_id)
        SELECT person.id, role.id FROM staff_users person,
          (SELECT id FROM roles WHERE name LIKE 'many %' LIMIT ${count}) role
        WHERE username = 'many'`);
    await expect(roles(1001)).rejects.toMatchObject({ code: REFUSED });
    await roles(1000);
  });

  it('is counted by serialized transactions, never from an older snapshot', async () => {
    const client = '00000000-0000-0000-0000-000000000089';
    await database.query(
      `INSERT INTO oauth_clients (client_id, side, name, scopes)
       VALUES ('${client}', 'storefront', 'many at once', '{a}')`,
    );
    const sessions = [1, 2].map(() => new Session(database.url));
    await Promise.all(sessions.map(async (session) => session.connect()));
    const [first, second] = sessions as [Session, Session];
    const secrets = (from: number) => `
      INSERT INTO oauth_client_secrets (id, client_id, hash, hint)
      SELECT gen_random_uuid(), '${client}', sha256(('at once ' || n)::bytea), 'x'
      FROM generate_series(${from}, ${from + 59}) n`;
    const key = `INSERT INTO signing_keys (kid, side, algorithm, public_jwk, authentication)
      VALUES ('snapshot', 'storefront', 'ES256', '{}', '')`;
    try {
      for (const refused of [secrets(1), key]) {
        await first.query('BEGIN ISOLATION LEVEL REPEATABLE READ');
        await expect(first.query(refused)).rejects.toMatchObject({ code: '25000' });
        await first.query('ROLLBACK');
      }
      await first.query('BEGIN');
      await first.query(secrets(1));
      const waits = second.query(secrets(100)).catch(({ code }: { code: string }) => code);
      await expect
        .poll(async () =>
          database.query(`SELECT 1 FROM pg_stat_activity
            WHERE datname = current_database() AND wait_event = 'advisory'`),
        )
        .toHaveLength(1);
      await first.query('COMMIT');
      expect(await waits).toBe(REFUSED);
    } finally {
      await Promise.all(sessions.map(async (session) => session.end()));
    }
  });

  it('cannot revoke tokens that are issued later, or count usage in the future', async () => {
    const [row] = await database.query(`
      WITH revoked AS (
        UPDATE oauth_clients SET tokens_valid_after = '9999-12-30' RETURNING tokens_valid_after)
      SELECT count(*)::int AS count, bool_and(tokens_valid_after <= clock_timestamp()) AS past
      FROM revoked`);
    expect(row).toMatchObject({ past: true });
    expect(row!.count).toBeGreaterThan(0);
    const future = database.query(`UPDATE client_usage SET hour = now() + interval '2 days'`);
    await expect(future).rejects.toMatchObject({ code: REFUSED });
  });

  it('takes one of a limited number of locks, however many clients a transaction has rows for', async () => {
    const session = new Session(database.url);
    await session.connect();
    await session.query(`
      BEGIN;
      INSERT INTO oauth_clients (client_id, side, name, scopes)
      SELECT gen_random_uuid(), 'storefront', 'bulk ' || n, '{a}' FROM generate_series(1, 1500) n;
      INSERT INTO oauth_client_secrets (id, client_id, hash, hint)
      SELECT gen_random_uuid(), client_id, sha256(client_id::text::bytea), 'x'
      FROM oauth_clients WHERE name LIKE 'bulk %'`);
    const { rows } = await session.query<{ count: number }>(`
      SELECT count(*)::int AS count FROM pg_locks
      WHERE locktype = 'advisory' AND pid = pg_backend_pid()`);
    await session.end();
    expect(rows[0]!.count).toBeGreaterThan(500);
    expect(rows[0]!.count).toBeLessThanOrEqual(1024);
  });

  it('cannot refer to a resource without type or id', async () => {
    const planted = `UPDATE idempotent_requests
      SET body = '{"type": null, "id": "1", "attributes": {}}'`;
    await expect(database.query(planted)).rejects.toMatchObject({ code: REFUSED });
  });
});
