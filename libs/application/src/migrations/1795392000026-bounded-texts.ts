import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Limits the size of every text, list, document and byte string that an application login may
 * write, so that one row cannot exhaust the memory of a process that reads it. The limits of the
 * API, in characters, are lower. `test/e2e/bounded-rows.spec.ts` finds a column without a limit.
 */
export class BoundedTexts1795392000026 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    for (const table of EXPENDABLE) {
      await queryRunner.query(`DELETE FROM ${table} WHERE NOT (${bound(table)})`);
    }
    for (const table of TABLES) {
      await queryRunner.query(
        `ALTER TABLE ${table} ADD CONSTRAINT ${table}_bounded CHECK (${bound(table)})`,
      );
    }
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    for (const table of TABLES) {
      await queryRunner.query(`ALTER TABLE ${table} DROP CONSTRAINT ${table}_bounded`);
    }
  }
}

/**
 * Bytes of a text of a person: the API allows 255 characters, and Unicode NFC may lengthen them.
 */
const PERSONAL = 4096;

const PERSON = {
  email: PERSONAL,
  name_prefix: PERSONAL,
  first_name: PERSONAL,
  middle_name: PERSONAL,
  last_name: PERSONAL,
  name_suffix: PERSONAL,
};

/** Bytes, by table and column. */
const MOST = {
  // 100 scopes; ten RSA keys of 8,192 bits, each with a kid of 256 characters, have 30 KB.
  oauth_clients: { scopes: 16_384, jwks: 65_536 },
  // An unreadable address is cut after 64 characters, and stored with the proxy that sent it.
  oauth_client_secrets: { hint: 64, last_used_address: 512 },
  client_scope_usage: { scope: 256 },
  roles: { scopes: 16_384 },
  staff_users: { ...PERSON, username: PERSONAL, phone: PERSONAL, title: PERSONAL },
  customer_users: PERSON,
  // `http.bodyLimit` is at most 10 MiB, and an answer is longer than the request.
  idempotent_requests: { caller: 1024, key: 1024, request: 1024, body: 33_554_432 },
} as const;

type Table = keyof typeof MOST;

const TABLES = Object.keys(MOST) as Table[];

/**
 * Tables whose larger rows are deleted. In other tables they stop the migration: they may be of
 * value.
 */
const EXPENDABLE: readonly Table[] = ['client_scope_usage', 'idempotent_requests'];

function bound(table: Table): string {
  return Object.entries(MOST[table])
    .map(([column, most]) => `coalesce(octet_length(${column}::text), 0) <= ${most}`)
    .join(' AND ');
}
