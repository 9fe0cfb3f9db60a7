import type { MigrationInterface, QueryRunner } from 'typeorm';
import { schemaOf } from './1795392000020-signing-key-authentication.js';

/**
 * Refresh tokens of people. A row is a family: the refresh token of one authorization, and the ones
 * that replaced it. The rows of a person are deleted with the person.
 */
export class RefreshTokens1795392000115 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    const schema = await schemaOf(queryRunner);
    for (const statements of [TABLE, RIGHTS, LASTING]) await queryRunner.query(statements);
    await queryRunner.query(forget(schema, ['people_tokens', 'refresh_tokens']));
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(forget(await schemaOf(queryRunner), ['people_tokens']));
    await queryRunner.query('DROP TABLE refresh_tokens; DROP FUNCTION keep_family_revoked');
  }
}

const TIMES = [
  'authenticated_at',
  'rotated_at',
  'created_at',
  'last_used_at',
  'expires_at',
  'revoked_at',
  'access_tokens_expire_at',
].map((time) => `${time} >= '0001-01-01 00:00:00+00' AND ${time} < '10000-01-01 00:00:00+00'`);

/** Only hashes of the secrets are stored. `access_tokens` has the ids of the last access tokens. */
const TABLE = `
  CREATE TABLE refresh_tokens (
    id               bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    side             text NOT NULL CHECK (side IN ('backoffice', 'storefront')),
    handle           bytea NOT NULL CHECK (length(handle) = 16),
    client_id        uuid NOT NULL REFERENCES oauth_clients ON DELETE CASCADE,
    person_id        bigint NOT NULL,
    session_id       text NOT NULL CHECK (length(session_id) <= 100),
    scope            text[] NOT NULL,
    jkt              text CHECK (length(jkt) <= 100),
    authenticated_at timestamptz NOT NULL,
    acr              text NOT NULL CHECK (acr IN ('1', '2')),
    amr              text[] NOT NULL,
    current_hash     bytea NOT NULL CHECK (length(current_hash) = 32),
    previous_hash    bytea CHECK (length(previous_hash) = 32),
    salt             bytea CHECK (length(salt) = 32),
    rotated_at       timestamptz,
    created_at       timestamptz NOT NULL DEFAULT now(),
    last_used_at     timestamptz NOT NULL DEFAULT now(),
    expires_at       timestamptz NOT NULL,
    revoked_at       timestamptz,
    access_tokens    uuid[] NOT NULL DEFAULT '{}' CHECK (cardinality(access_tokens) <= 100),
    access_tokens_expire_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT refresh_tokens_bounded CHECK (
      octet_length(scope::text) <= 16384 AND octet_length(amr::text) <= 512),
    CONSTRAINT refresh_tokens_lists_plain CHECK (
      coalesce(array_ndims(scope), 1) = 1 AND array_position(scope, NULL) IS NULL
      AND coalesce(array_ndims(amr), 1) = 1 AND array_position(amr, NULL) IS NULL
      AND coalesce(array_ndims(access_tokens), 1) = 1
      AND array_position(access_tokens, NULL) IS NULL),
    CONSTRAINT refresh_tokens_times_bounded CHECK (${TIMES.join(' AND ')})
  );

  CREATE UNIQUE INDEX refresh_tokens_handle_key ON refresh_tokens (side, handle);
  CREATE INDEX refresh_tokens_person_idx ON refresh_tokens (side, person_id, client_id, id);
  CREATE INDEX refresh_tokens_client_id_idx ON refresh_tokens (client_id);
  CREATE INDEX refresh_tokens_expires_at_idx ON refresh_tokens (expires_at);
  CREATE INDEX refresh_tokens_last_used_at_idx ON refresh_tokens (last_used_at);
`;

/** The back office administers the people of both sides; only a process of the side issues. */
const RIGHTS = `
  ALTER TABLE refresh_tokens ENABLE ROW LEVEL SECURITY;
  CREATE POLICY backoffice ON refresh_tokens TO latchkey_backoffice
    USING (true) WITH CHECK (side = 'backoffice' OR revoked_at IS NOT NULL);
  CREATE POLICY storefront ON refresh_tokens TO latchkey_storefront USING (side = 'storefront');
  GRANT SELECT, DELETE,
    INSERT (side, handle, client_id, person_id, session_id, scope, jkt, authenticated_at, acr, amr,
      current_hash, expires_at, access_tokens, access_tokens_expire_at),
    UPDATE (current_hash, previous_hash, salt, rotated_at, last_used_at, revoked_at, access_tokens,
      access_tokens_expire_at)
    ON refresh_tokens TO latchkey_backoffice, latchkey_storefront;
`;

/** No login makes a revoked family valid again. */
const LASTING = `
  CREATE FUNCTION keep_family_revoked() RETURNS trigger LANGUAGE plpgsql
    SET search_path = pg_catalog, pg_temp AS $$
  BEGIN
    NEW.revoked_at := OLD.revoked_at;
    RETURN NEW;
  END $$;
  REVOKE ALL ON FUNCTION keep_family_revoked() FROM PUBLIC;

  CREATE TRIGGER refresh_tokens_stay_revoked BEFORE UPDATE ON refresh_tokens
    FOR EACH ROW WHEN (OLD.revoked_at IS NOT NULL) EXECUTE FUNCTION keep_family_revoked();
`;

function forget(schema: string, tables: readonly string[]): string {
  const deletions = tables.map(
    (table) => `DELETE FROM ${schema}.${table}
        WHERE side = TG_ARGV[0] AND (TG_OP = 'TRUNCATE' OR person_id = OLD.id);`,
  );
  return `
    CREATE OR REPLACE FUNCTION forget_person_tokens() RETURNS trigger
      LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    BEGIN
      ${deletions.join('\n      ')}
      RETURN NULL;
    END $$;`;
}
