import { randomBytes } from 'node:crypto';
import { Client } from 'pg';
import { DataSource } from 'typeorm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findMigrations } from '../../libs/database/src/find-migrations.js';
import { createDatabase, type TestDatabase } from '../support/database.js';
import { databaseUrl } from '../support/database-url.js';
import { untilWaiting } from '../support/waiting-statements.js';

const migrations = await findMigrations();

let database: TestDatabase;
let dataSource: DataSource;

beforeAll(async () => {
  database = await createDatabase();
  dataSource = await new DataSource({
    type: 'postgres',
    url: database.url,
    migrations,
  }).initialize();
});
afterAll(async () => {
  await dataSource.destroy();
  await database.drop();
});

/** Reads all schema objects and privileges, except the list of migrations. */
async function schema(): Promise<unknown> {
  const [row] = await database.query(`
    SELECT
      (SELECT json_agg(c ORDER BY c::text) FROM (
        SELECT table_name, column_name, data_type, is_nullable, column_default, generation_expression
        FROM information_schema.columns WHERE table_schema = 'public') c) AS columns,
      (SELECT json_agg(indexdef ORDER BY indexdef) FROM pg_indexes WHERE schemaname = 'public') AS indexes,
      (SELECT json_agg(to_jsonb(c) - 'oid' ORDER BY collname) FROM pg_collation c
       WHERE collnamespace = 'public'::regnamespace) AS collations,
      (SELECT json_agg(pg_get_constraintdef(oid) ORDER BY conname, pg_get_constraintdef(oid)) FROM pg_constraint
       WHERE connamespace = 'public'::regnamespace) AS constraints,
      (SELECT json_agg(pg_get_functiondef(oid) ORDER BY proname) FROM pg_proc
       WHERE pronamespace = 'public'::regnamespace) AS functions,
      (SELECT json_agg(pg_get_triggerdef(oid) ORDER BY tgname, tgrelid::regclass::text) FROM pg_trigger
       WHERE NOT tgisinternal) AS triggers,
      (SELECT json_agg(definition ORDER BY viewname) FROM pg_views WHERE schemaname = 'public') AS views,
      (SELECT json_agg(p ORDER BY tablename, policyname) FROM pg_policies p) AS policies,
      (SELECT json_agg(r ORDER BY relname) FROM (
        SELECT relname, relrowsecurity, reloptions, relacl::text FROM pg_class
        WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'v', 'S')) r) AS rights,
      (SELECT json_agg(c ORDER BY c::text) FROM (
        SELECT attrelid::regclass, attname, attacl::text FROM pg_attribute
        WHERE attacl IS NOT NULL AND NOT attisdropped) c) AS column_rights,
      (SELECT json_agg(f ORDER BY proname) FROM (
        SELECT proname, proacl::text FROM pg_proc
        WHERE pronamespace = 'public'::regnamespace) f) AS function_rights
  `);
  return row;
}

describe('migrations', () => {
  it('leave nothing behind when they are undone, and can run again', async () => {
    const whole = await schema();
    for (const _ of migrations) await dataSource.undoLastMigration();
    expect(
      await database.query(
        `SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace
         AND relkind IN ('r', 'v', 'S') AND relname NOT LIKE 'migrations%' UNION ALL
         SELECT collname FROM pg_collation WHERE collnamespace = 'public'::regnamespace UNION ALL
         SELECT proname FROM pg_proc WHERE pronamespace = 'public'::regnamespace`,
      ),
    ).toEqual([]);
    await dataSource.runMigrations({ transaction: 'each' });
    expect(await schema()).toEqual(whole);
  });

  it('keep clients and their secrets when the last migrations are undone and run again', async () => {
    const whole = await schema();
    const [{ id } = {}] = await database.query(
      `INSERT INTO oauth_clients (client_id, side, name, scopes)
       VALUES (gen_random_uuid(), 'backoffice', 'old', '{users:read}') RETURNING client_id AS id`,
    );
    const secrets = 'SELECT id, client_id, hash, hint FROM oauth_client_secrets';
    await database.query(
      `INSERT INTO oauth_client_secrets (id, client_id, hash, hint)
       VALUES (gen_random_uuid(), $1, sha256('old'), 'old.')`,
      [id],
    );
    const before = await database.query(secrets);
    for (const _ of migrations.slice(4)) await dataSource.undoLastMigration();
    expect(await database.query(secrets)).toEqual(before);
    await dataSource.runMigrations({ transaction: 'each' });
    expect(await database.query(secrets)).toEqual(before);
    expect(await schema()).toEqual(whole);
  });

  it('need no superuser, and say what to do when the extension may not be created', async () => {
    const owner = `migrations_${randomBytes(4).toString('hex')}`;
    await database.query(`CREATE ROLE ${owner} LOGIN PASSWORD 'x'`);
    await database.query(`CREATE DATABASE ${owner}`);
    const url = databaseUrl(database.url, owner);
    const keeper = await new DataSource({ type: 'postgres', url }).initialize();
    const own = await new DataSource({
      type: 'postgres',
      url: Object.assign(new URL(url), { username: owner, password: 'x' }).href,
      migrations,
    }).initialize();
    try {
      await keeper.query(`ALTER SCHEMA public OWNER TO ${owner}`);
      await expect(own.runMigrations({ transaction: 'each' })).rejects.toThrow(
        `${owner} may not create extensions in this database: as one who may, run ` +
          'CREATE EXTENSION pg_trgm; and then migrate again',
      );
      await keeper.query(`ALTER DATABASE ${owner} OWNER TO ${owner}`);
      const [last] = (await own.runMigrations({ transaction: 'each' })).toReversed();
      expect(last?.name).toBe(migrations.at(-1)?.name);
    } finally {
      await own.destroy();
      await keeper.destroy();
      await database.query(`DROP DATABASE ${owner}`);
      await database.query(`DROP ROLE ${owner}`);
    }
  });

  it('normalize existing texts, unless two accounts would become equal', async () => {
    const texts = migrations.findIndex(({ name }) => name === 'NormalTexts1795392000081');
    for (const _ of migrations.slice(texts)) await dataSource.undoLastMigration();
    const rows = await database.query(
      `INSERT INTO customer_users (email, first_name, last_name)
       SELECT email || '@example.com', $2, 'B' FROM unnest($1::text[]) email RETURNING id`,
      [['rene\u0301', 'REN\u00C9', 'zoe\u0308'], 'Zoe\u0308'],
    );
    const [first, second, third] = rows.map(({ id }) => String(id));
    await expect(dataSource.runMigrations({ transaction: 'each' })).rejects.toThrow(
      'rows of customer_users have the same email in Unicode NFC, and differ only in how their ' +
        `characters are composed (id): ${first}, ${second}. ` +
        'Change or delete all but one of each, and then migrate again',
    );
    const people = 'SELECT id::text, email, first_name FROM customer_users ORDER BY id';
    expect(await database.query(people)).toContainEqual({
      id: third,
      email: 'zoe\u0308@example.com',
      first_name: 'Zoe\u0308',
    });
    await database.query('DELETE FROM customer_users WHERE id = $1', [second]);
    await dataSource.runMigrations({ transaction: 'each' });
    expect(await database.query(people)).toEqual([
      { id: first, email: 'ren\u00E9@example.com', first_name: 'Zo\u00EB' },
      { id: third, email: 'zo\u00EB@example.com', first_name: 'Zo\u00EB' },
    ]);
  });

  it('bound existing rows written by a stolen login, and keep the others', async () => {
    const first = migrations.findIndex(
      ({ name }) => name === 'SigningKeyAuthentication1795392000020',
    );
    for (const _ of migrations.slice(first)) await dataSource.undoLastMigration();
    await database.query(`
      INSERT INTO revoked_tokens (side, jti, expires_at)
        SELECT 'storefront', gen_random_uuid(), ends
        FROM unnest('{1960-01-01, 294000-01-01}'::timestamptz[]) ends;
      INSERT INTO signing_keys (kid, side, algorithm, public_jwk)
        SELECT kid, 'storefront', 'ES256', '{}'
        FROM unnest(ARRAY[repeat('a', 9000), 'a' || chr(10), repeat('b', 128), 'c']) kid;
      INSERT INTO sealed_signing_keys VALUES ('c', 'storefront', convert_to(repeat('a', 16385), 'UTF8'));
      INSERT INTO key_rotations VALUES ('storefront', repeat('a', 33)), ('backoffice', 'RS256');
      INSERT INTO instances (id, side, name) SELECT gen_random_uuid(), 'storefront', name
        FROM unnest(ARRAY[repeat('a', 513), 'b']) name;
      INSERT INTO failed_attempts VALUES ('storefront a', 9, 9007199254740991),
        ('storefront b', 9, NULL), ('storefront c', 9, extract(epoch FROM now()) * 1000 + 86400000);
      INSERT INTO idempotent_requests VALUES
        ('storefront a', repeat('a', 1025), '', 200, '{}', now()), ('storefront a', 'b', '', 200, '{}', now());
    `);
    await dataSource.runMigrations({ transaction: 'each' });
    expect(
      await database.query(`
        SELECT count(*)::integer AS count, bool_and(expires_at = revoked_at + interval '24 hours'
          AND revoked_at > now() - interval '5 minutes') AS bounded FROM revoked_tokens`),
    ).toEqual([{ count: 2, bounded: true }]);
    for (const table of ['signing_keys', 'signing_key_ids']) {
      expect(await database.query(`SELECT left(kid, 1) AS kid FROM ${table}`)).toEqual([
        { kid: 'b' },
      ]);
    }
    expect(await database.query('SELECT key FROM failed_attempts')).toEqual([
      { key: 'storefront c' },
    ]);
    expect(await database.query('SELECT algorithm FROM key_rotations')).toEqual([
      { algorithm: 'RS256' },
    ]);
    expect(await database.query('SELECT name FROM instances')).toEqual([{ name: 'b' }]);
    expect(await database.query('SELECT key FROM idempotent_requests')).toEqual([{ key: 'b' }]);
    await database.query(
      'TRUNCATE revoked_tokens, signing_keys, signing_key_ids, key_rotations, instances, idempotent_requests CASCADE',
    );
  });

  it('bound existing times written by a stolen login, and keep the rows', async () => {
    const bounded = migrations.findIndex(({ name }) => name === 'BoundedTimes1795392000084');
    for (const _ of migrations.slice(bounded)) await dataSource.undoLastMigration();
    await database.query(`
      WITH client AS (
        INSERT INTO oauth_clients (client_id, side, name, scopes, last_used_at)
        VALUES (gen_random_uuid(), 'storefront', 'times', '{users:read}', 'infinity')
        RETURNING client_id)
      INSERT INTO oauth_client_secrets (id, client_id, hash, hint, expires_at)
        SELECT gen_random_uuid(), client_id, sha256('times'), 'time', '-infinity' FROM client;
      INSERT INTO signing_keys (kid, side, algorithm, public_jwk, created_at, authentication)
        VALUES ('times', 'storefront', 'ES256', '{}', '200000-01-01', '');
    `);
    await dataSource.runMigrations({ transaction: 'each' });
    const times = await database.query(`
      SELECT last_used_at, expires_at, created_at
      FROM (SELECT last_used_at, client_id FROM oauth_clients WHERE name = 'times') client
        JOIN (SELECT client_id, expires_at FROM oauth_client_secrets) secret USING (client_id),
        (SELECT created_at FROM signing_keys WHERE kid = 'times') key`);
    expect(times).toEqual([
      {
        last_used_at: new Date('9999-12-31T00:00:00Z'),
        expires_at: new Date('0001-01-01T00:00:00Z'),
        created_at: new Date('9999-12-31T00:00:00Z'),
      },
    ]);
    await database.query(`DELETE FROM oauth_clients WHERE name = 'times'`);
    await database.query('TRUNCATE signing_keys, signing_key_ids CASCADE');
  });

  it('delete stored answers that expire too late, and keep the others', async () => {
    const bounded = migrations.findIndex(({ name }) => name === 'BoundedAnswers1795392000085');
    for (const _ of migrations.slice(bounded)) await dataSource.undoLastMigration();
    await database.query(`
      INSERT INTO idempotent_requests (caller, key, request, status, body, expires_at)
      SELECT 'storefront x', ends, '', 201, '{"type": "users", "id": "1", "attributes": {}}',
        now() + ends::interval
      FROM unnest('{168 hours, 200 hours, 7000 years}'::text[]) ends`);
    const kept = 'SELECT key, holds FROM idempotent_requests ORDER BY key';
    expect((await database.query(kept)).length).toBe(3);
    await dataSource.runMigrations({ transaction: 'each' });
    expect(await database.query(kept)).toEqual([{ key: '168 hours', holds: ['users/1'] }]);
    await dataSource.undoLastMigration();
    await database.query('UPDATE idempotent_requests SET body = NULL');
    expect(await database.query(kept)).toEqual([{ key: '168 hours', holds: [] }]);
    await dataSource.runMigrations({ transaction: 'each' });
    await database.query('TRUNCATE idempotent_requests');
  });

  it('end planted keys, disable planted clients, and keep the others', async () => {
    const shaped = migrations.findIndex(({ name }) => name === 'ShapedDocuments1795392000086');
    for (const _ of migrations.slice(shaped)) await dataSource.undoLastMigration();
    const deep = `${'['.repeat(8000)}${']'.repeat(8000)}`;
    const jwk = '{"kty": "OKP", "x5c": ["a"]}';
    await database.query(`
      INSERT INTO signing_keys (kid, side, algorithm, public_jwk, authentication)
        VALUES ('good', 'storefront', 'ES256', '{"kty": "EC"}', ''),
          ('null', 'storefront', 'ES256', 'null', ''), ('deep', 'backoffice', 'ES256', '{"a": ${deep}}', '');
      INSERT INTO audit_events (actor_type, actor, action, before)
        VALUES ('system', 'planted', 'x', '${deep}');
      INSERT INTO oauth_clients (client_id, side, name, scopes, allowed_networks, jwks, limits) VALUES
        (gen_random_uuid(), 'storefront', 'good', '{a}', '{10.0.0.0/8}', '{"keys": [${jwk}]}', '{"a": 1}'),
        (gen_random_uuid(), 'storefront', 'plain', '{a}', '{}', NULL, NULL),
        (gen_random_uuid(), 'storefront', 'jwks', '{a}', '{10.0.0.0/8}', '"text"', '{"a": 1}'),
        (gen_random_uuid(), 'storefront', 'limits', '{a}', '{}', '{"keys": [${jwk}]}', '{"a": {}}'),
        (gen_random_uuid(), 'storefront', 'deep', '{a}', '{}', '{"keys": [${deep}]}', NULL);
    `);
    await dataSource.runMigrations({ transaction: 'each' });

    expect(await database.query('SELECT kid FROM signing_keys')).toEqual([{ kid: 'good' }]);
    const clients = await database.query(`
      SELECT name, enabled, allowed_networks::text AS networks, jwks IS NOT NULL AS keys, limits
      FROM oauth_clients WHERE name <> 'old' ORDER BY name`);
    expect(clients.map((client) => Object.values(client))).toEqual([
      ['deep', false, '{}', false, null],
      ['good', true, '{10.0.0.0/8}', true, { a: 1 }],
      ['jwks', false, '{10.0.0.0/8}', false, { a: 1 }],
      ['limits', false, '{}', true, null],
      ['plain', true, '{}', false, null],
    ]);
    const events = await database.query(`
      SELECT actor, action, after, reason, name FROM audit_events
      LEFT JOIN oauth_clients ON client_id::text = subject_id ORDER BY id DESC LIMIT 4`);
    const disabled = {
      actor: 'migration',
      action: 'client.updated',
      after: { enabled: false },
      reason: 'its keys or limits had a form that no process writes',
    };
    const named = events.slice(0, 3).map(({ name }) => name);
    expect(new Set(named)).toEqual(new Set(['deep', 'jwks', 'limits']));
    expect(events[0]).toMatchObject(disabled);
    expect(events[3]).toMatchObject({ actor: 'planted' });
    await database.query('TRUNCATE signing_keys, signing_key_ids CASCADE');
    await database.query(`DELETE FROM oauth_clients WHERE name <> 'old'`);
  });

  it('leave a client and a member of staff at most as many rows as a process can read', async () => {
    const bounded = migrations.findIndex(({ name }) => name === 'BoundedRowsOfOne1795392000088');
    for (const _ of migrations.slice(bounded)) await dataSource.undoLastMigration();
    await database.query(`
      INSERT INTO oauth_clients (client_id, side, name, scopes, tokens_valid_after)
        VALUES ('00000000-0000-0000-0000-000000000088', 'storefront', 'many', '{a}', '9999-12-30');
      INSERT INTO oauth_client_secrets (id, client_id, hash, hint, last_used_at)
        SELECT gen_random_uuid(), '00000000-0000-0000-0000-000000000088', sha256(n::text::bytea), 'x',
          CASE WHEN n = 7 THEN now() END FROM generate_series(1, 150) n;
      INSERT INTO client_usage
        SELECT '00000000-0000-0000-0000-000000000088', hour, 1, 1, 1
        FROM unnest('{2026-01-01,9000-01-01}'::timestamptz[]) hour;
      INSERT INTO roles (name, scopes) SELECT 'many ' || n, '{a}' FROM generate_series(1, 1010) n;
      INSERT INTO roles (id, name, scopes) OVERRIDING SYSTEM VALUE VALUES (-1, 'many -1', '{a}');
      INSERT INTO staff_users (username, email, first_name, last_name)
        VALUES ('many', 'many@x.example', 'a', 'b');
      INSERT INTO staff_user_roles
        SELECT person.id, role.id FROM staff_users person, roles role
        WHERE username = 'many' AND name LIKE 'many %' AND role.id > 0`);
    await dataSource.runMigrations({ transaction: 'each' });
    const [row] = await database.query(`
      SELECT (SELECT count(*)::int FROM oauth_client_secrets WHERE hint = 'x') AS secrets,
        (SELECT count(*)::int FROM oauth_client_secrets WHERE hash = sha256('7')) AS used,
        (SELECT count(*)::int FROM staff_user_roles) AS roles,
        (SELECT count(*)::int FROM client_usage) AS hours,
        (SELECT tokens_valid_after <= now() FROM oauth_clients WHERE name = 'many') AS past,
        (SELECT count(*)::int FROM roles WHERE id < 1) AS negative`);
    expect(row).toEqual({ secrets: 100, used: 1, roles: 1000, hours: 1, past: true, negative: 1 });
    await database.query(`DELETE FROM oauth_clients WHERE name = 'many'`);
    await database.query(`DELETE FROM staff_users WHERE username = 'many'`);
    await database.query(`DELETE FROM roles WHERE name LIKE 'many %'`);
  });

  it('cut the counts and repair the lists written by a stolen login', async () => {
    const bounded = migrations.findIndex(
      ({ name }) => name === 'BoundedCountsAndLists1795392000087',
    );
    for (const _ of migrations.slice(bounded)) await dataSource.undoLastMigration();
    const [{ id } = {}] = await database.query(`
      INSERT INTO oauth_clients (client_id, side, name, scopes, allowed_networks)
      VALUES (gen_random_uuid(), 'storefront', 'lists', '{users:read}', '{NULL}'),
        (gen_random_uuid(), 'storefront', 'lists 2', '{{users:read},{NULL}}',
          '{{10.0.0.0/8},{127.0.0.1/32}}'),
        (gen_random_uuid(), 'storefront', 'lists 3', '{users:write,users:read}', '{}')
      RETURNING client_id AS id`);
    await database.query(
      `INSERT INTO oauth_client_secrets (id, client_id, hash, hint, use_count)
       VALUES (gen_random_uuid(), $1, sha256('counts'), 'coun', 9223372036854775807)`,
      [id],
    );
    await database.query(`INSERT INTO client_usage VALUES ($1, '2026-01-01', 2147483647, -1, 7)`, [
      id,
    ]);
    await database.query(`
      INSERT INTO failed_attempts VALUES ('storefront x', 2147483647, 1);
      INSERT INTO roles (name, scopes) VALUES ('lists', '{{users:read},{NULL}}');
      INSERT INTO instances (id, side, name, keys)
        VALUES (gen_random_uuid(), 'storefront', 'lists', '{NULL,a}');
      INSERT INTO idempotent_requests VALUES
        ('storefront a', 'a', '', 201, '{"type": null, "id": "1", "attributes": {}}', now()),
        ('storefront a', 'b', '', 32767, '{}', now()),
        ('storefront a', 'c', '', 201, '{}', now())`);
    await dataSource.runMigrations({ transaction: 'each' });
    expect(
      await database.query(`
        SELECT scopes, allowed_networks::text AS networks FROM oauth_clients
        WHERE name LIKE 'lists%' ORDER BY name`),
    ).toEqual([
      { scopes: ['users:read'], networks: '{255.255.255.255/32}' },
      { scopes: ['users:read'], networks: '{10.0.0.0/8,127.0.0.1/32}' },
      { scopes: ['users:write', 'users:read'], networks: '{}' },
    ]);
    const counts = `
      SELECT use_count::text, tokens_issued, api_calls, denials, points
      FROM oauth_client_secrets JOIN client_usage USING (client_id), failed_attempts
      WHERE hint = 'coun' AND key = 'storefront x'`;
    expect(await database.query(counts)).toEqual([
      {
        use_count: '1000000000000000',
        tokens_issued: 1_000_000_000,
        api_calls: 0,
        denials: 7,
        points: 1_000_000_000,
      },
    ]);
    expect(
      await database.query(`
        SELECT scopes, keys FROM roles JOIN instances USING (name) WHERE name = 'lists'`),
    ).toEqual([{ scopes: ['users:read'], keys: ['a'] }]);
    expect(await database.query('SELECT key FROM idempotent_requests')).toEqual([{ key: 'c' }]);
    await database.query(`DELETE FROM oauth_clients WHERE name LIKE 'lists%'`);
    await database.query(`DELETE FROM roles WHERE name = 'lists'`);
    await database.query('TRUNCATE failed_attempts, instances, idempotent_requests');
  });

  const LATE: [migration: string, planted: string, found: string, mended: unknown][] = [
    [
      'BoundedTimes1795392000084',
      `INSERT INTO client_networks SELECT client_id, '10.0.0.0/24', 'infinity' FROM oauth_clients`,
      'SELECT DISTINCT last_used_at AS found FROM client_networks',
      new Date('9999-12-31T00:00:00Z'),
    ],
    [
      'BoundedCountsAndLists1795392000087',
      `INSERT INTO instances (id, side, name, keys)
       VALUES (gen_random_uuid(), 'storefront', 'late', '{NULL,a}')`,
      'SELECT keys AS found FROM instances',
      ['a'],
    ],
  ];

  it.each(LATE)(
    'wait for a transaction that plants a row, and then repair it (%s)',
    async (...[migration, planted, found, mended]) => {
      const bounded = migrations.findIndex(({ name }) => name === migration);
      for (const _ of migrations.slice(bounded)) await dataSource.undoLastMigration();
      await database.query(
        `INSERT INTO oauth_clients (client_id, side, name, scopes)
         VALUES (gen_random_uuid(), 'storefront', 'late', '{users:read}')`,
      );
      const login = new Client(database.urlOf('storefront'));
      await login.connect();
      await login.query('BEGIN');
      await login.query(planted);
      const migrated = dataSource.runMigrations({ transaction: 'each' });
      await untilWaiting(login, database);
      await login.query('COMMIT');
      await login.end();
      await migrated;
      expect(await database.query(found)).toEqual([{ found: mended }]);
      await database.query(`DELETE FROM oauth_clients WHERE name = 'late'`);
      await database.query('TRUNCATE instances');
    },
  );

  it('use the extension in the schema where it is installed', async () => {
    for (const _ of migrations.slice(11)) await dataSource.undoLastMigration();
    await database.query(`
      DROP EXTENSION pg_trgm;
      CREATE SCHEMA "Our Extensions";
      CREATE EXTENSION pg_trgm SCHEMA "Our Extensions"`);
    await dataSource.runMigrations({ transaction: 'each' });
    expect(
      await database.query(
        `SELECT indexdef FROM pg_indexes WHERE indexname = 'customers_search_idx'`,
      ),
    ).toEqual([{ indexdef: expect.stringContaining('name "Our Extensions".gin_trgm_ops') }]);
  });
});
