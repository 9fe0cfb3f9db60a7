import type { MigrationInterface, QueryRunner } from 'typeorm';
import { schemaOf } from './1795392000126-sign-in.js';

/**
 * Adds second factors: the secrets of authenticator apps, and recovery codes. Each application
 * accesses only the rows of its own people.
 */
export class SecondFactors1795392000132 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    const schema = await schemaOf(queryRunner);
    await queryRunner.query(`
      CREATE TABLE totp_secrets (
        ${PERSON},
        sealed_secret  bytea CHECK (octet_length(sealed_secret) BETWEEN 1 AND 200),
        -- The newest time step whose code was used: 30 s each, since 1970.
        last_step      bigint NOT NULL DEFAULT 0 CHECK (last_step BETWEEN 0 AND 100000000000),
        confirmed_at   timestamptz CHECK (${time('confirmed_at')}),
        -- Codes that were tried since a time, the right one included, which sets the number to 0.
        attempts       integer NOT NULL DEFAULT 0 CHECK (attempts BETWEEN 0 AND 1000000),
        attempts_since timestamptz CHECK (${time('attempts_since')}),
        -- A secret that no code has confirmed yet. It replaces the other one when a code does.
        pending_secret bytea CHECK (octet_length(pending_secret) BETWEEN 1 AND 200),
        pending_at     timestamptz CHECK (${time('pending_at')}),
        PRIMARY KEY (side, person_id)
      );

      CREATE TABLE recovery_codes (
        ${PERSON},
        code_hash  bytea NOT NULL CHECK (octet_length(code_hash) = 32),
        created_at timestamptz NOT NULL DEFAULT now() CHECK (${time('created_at')}),
        used_at    timestamptz CHECK (${time('used_at')}),
        PRIMARY KEY (side, person_id, code_hash)
      );

      ${['totp_secrets', 'recovery_codes'].map(ownRows).join('')}
      GRANT SELECT, INSERT (side, person_id, pending_secret, pending_at),
        UPDATE (sealed_secret, last_step, confirmed_at, attempts, attempts_since, pending_secret,
          pending_at), DELETE
        ON totp_secrets TO latchkey_backoffice, latchkey_storefront;
      GRANT SELECT, INSERT (side, person_id, code_hash), UPDATE (used_at), DELETE
        ON recovery_codes TO latchkey_backoffice, latchkey_storefront;

      ${deletion(schema, 'second_factors', ['totp_secrets', 'recovery_codes'])}
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      ${noDeletion('second_factors')}
      DROP TABLE recovery_codes, totp_secrets;
    `);
  }
}

/** The columns that name a person. Triggers delete the rows of a deleted person. */
export const PERSON = `side text NOT NULL CHECK (side IN ('backoffice', 'storefront')),
        person_id bigint NOT NULL CHECK (person_id BETWEEN 1 AND 999999999999999999)`;

/** Limits a time to those that the API can show. */
export function time(column: string): string {
  return `${column} >= '0001-01-01 00:00:00+00' AND ${column} < '10000-01-01 00:00:00+00'`;
}

/** Policies that give each application only its own rows. */
export function ownRows(table: string): string {
  return `
      ALTER TABLE ${table} ENABLE ROW LEVEL SECURITY;
      CREATE POLICY backoffice ON ${table} TO latchkey_backoffice USING (side = 'backoffice');
      CREATE POLICY storefront ON ${table} TO latchkey_storefront USING (side = 'storefront');`;
}

/**
 * Triggers that delete the rows of a deleted person. They have the rights of the owner of the
 * tables: the back office deletes people of the storefront, whose rows it cannot access.
 */
export function deletion(schema: string, name: string, tables: readonly string[]): string {
  const deletes = tables.map(
    (table) => `DELETE FROM ${schema}.${table} WHERE side = TG_ARGV[0] AND person_id = OLD.id;`,
  );
  return `
      CREATE FUNCTION delete_${name}() RETURNS trigger LANGUAGE plpgsql
        SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
      BEGIN
        ${deletes.join('\n        ')}
        RETURN NULL;
      END $$;
      REVOKE ALL ON FUNCTION delete_${name}() FROM PUBLIC;
      CREATE TRIGGER staff_users_${name} AFTER DELETE ON staff_users
        FOR EACH ROW EXECUTE FUNCTION delete_${name}('backoffice');
      CREATE TRIGGER customer_users_${name} AFTER DELETE ON customer_users
        FOR EACH ROW EXECUTE FUNCTION delete_${name}('storefront');`;
}

export function noDeletion(name: string): string {
  return `
      DROP TRIGGER staff_users_${name} ON staff_users;
      DROP TRIGGER customer_users_${name} ON customer_users;
      DROP FUNCTION delete_${name}();`;
}
