import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Authenticates rows of signing keys with the key-encryption key of their application. Existing
 * keys have no code yet: a process of the application adopts those whose private half it can open.
 * No login can mark a key as an existing one.
 *
 * Rows of keys, processes and requested rotations have a maximum size, so that every key can be
 * read and withdrawn. Larger rows are deleted.
 */
export class SigningKeyAuthentication1795392000020 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    const schema = await schemaOf(queryRunner);

    await queryRunner.query(BOUNDS);
    await queryRunner.query(`
      -- Milliseconds, the precision of processes: the code covers the time as it is read.
      ALTER TABLE signing_keys
        ADD authentication bytea CHECK (octet_length(authentication) <= 128),
        ADD made_before_authentication boolean NOT NULL DEFAULT false;
      UPDATE signing_keys SET made_before_authentication = true,
        created_at = date_trunc('milliseconds', created_at),
        activated_at = date_trunc('milliseconds', activated_at),
        retired_at = date_trunc('milliseconds', retired_at);
      ALTER TABLE signing_keys ADD CONSTRAINT signing_keys_authenticated
        CHECK (authentication IS NOT NULL OR made_before_authentication);

      -- Every id that ever existed, so that a removed key cannot be inserted again.
      CREATE TABLE signing_key_ids (
        kid  text PRIMARY KEY,
        side text NOT NULL CHECK (side IN ('backoffice', 'storefront'))
      );
      INSERT INTO signing_key_ids SELECT kid, side FROM signing_keys;
      ALTER TABLE signing_key_ids ENABLE ROW LEVEL SECURITY;
    `);
    await queryRunner.query(guards(schema));
    await queryRunner.query(RIGHTS);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      DROP TRIGGER signing_keys_forward ON signing_keys;
      DROP TRIGGER signing_keys_once ON signing_keys;
      DROP FUNCTION forward_signing_key;
      DROP FUNCTION note_signing_key;
      DROP TABLE signing_key_ids;
      REVOKE INSERT, UPDATE ON signing_keys, key_rotations, instances
        FROM latchkey_backoffice, latchkey_storefront;
      GRANT INSERT, UPDATE (activated_at, retired_at) ON signing_keys
        TO latchkey_backoffice, latchkey_storefront;
      GRANT INSERT, UPDATE (algorithm, requested_at) ON key_rotations
        TO latchkey_backoffice, latchkey_storefront;
      GRANT INSERT, UPDATE (seen_at, keys) ON instances
        TO latchkey_backoffice, latchkey_storefront;
      ALTER TABLE signing_keys DROP CONSTRAINT signing_keys_authenticated,
        DROP CONSTRAINT signing_keys_bounded, DROP authentication, DROP made_before_authentication;
      ALTER TABLE sealed_signing_keys DROP CONSTRAINT sealed_signing_keys_bounded;
      ALTER TABLE key_rotations DROP CONSTRAINT key_rotations_bounded;
      ALTER TABLE instances DROP CONSTRAINT instances_bounded;
    `);
  }
}

export async function schemaOf(runner: {
  query: (sql: string) => Promise<unknown>;
}): Promise<string> {
  const rows = await runner.query('SELECT quote_ident(current_schema()) AS schema');
  return (rows as [{ schema: string }])[0].schema;
}

/**
 * Maximum number of keys of a side; each of its processes reads all of them. A retired key is kept
 * for 25 hours, so a side that rotates ten times an hour has 250.
 */
const MAX_KEYS = 1000;

/**
 * A code does not prove that a row is the latest one. These triggers prevent a login from restoring
 * an earlier state, and an older version, which writes no code, from changing keys.
 */
function guards(schema: string): string {
  return `
    ${noteSigningKey(schema)}

    CREATE FUNCTION forward_signing_key() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      IF NEW.authentication IS NULL AND OLD.authentication IS NOT NULL
        OR NEW.activated_at IS DISTINCT FROM OLD.activated_at AND OLD.activated_at IS NOT NULL
        OR NEW.retired_at IS NULL AND OLD.retired_at IS NOT NULL
        OR NEW.retired_at < OLD.retired_at
      THEN
        RAISE insufficient_privilege
          USING MESSAGE = 'a signing key does not go back to an earlier state';
      END IF;
      IF (NEW.activated_at, NEW.retired_at) IS DISTINCT FROM (OLD.activated_at, OLD.retired_at)
        AND NEW.authentication IS NOT DISTINCT FROM OLD.authentication
      THEN
        RAISE insufficient_privilege
          USING MESSAGE = 'a signing key changes with its authentication: this process is of an older version';
      END IF;
      RETURN NEW;
    END $$;

    CREATE TRIGGER signing_keys_once AFTER INSERT ON signing_keys
      FOR EACH ROW EXECUTE FUNCTION note_signing_key();
    CREATE TRIGGER signing_keys_forward BEFORE UPDATE ON signing_keys
      FOR EACH ROW WHEN (row_security_active('signing_keys'::regclass))
      EXECUTE FUNCTION forward_signing_key();
    REVOKE ALL ON FUNCTION note_signing_key(), forward_signing_key() FROM PUBLIC;
  `;
}

/**
 * Maximum sizes. Ids are thumbprints (RFC 7638), so log lines and commands can show them unchanged.
 * Public keys have about 800 bytes, sealed private keys at most about 3,500, host names at most
 * 255, and the ids of 370 keys 16 KiB.
 */
const OF_KEYS = `kid ~ '^[A-Za-z0-9_-]{1,128}$' AND octet_length(algorithm) <= 32
  AND octet_length(public_jwk::text) <= 16384`;
const OF_SEALED_KEYS = 'octet_length(sealed_private_key) <= 16384';
const OF_ROTATIONS = 'octet_length(algorithm) <= 32';
const OF_INSTANCES = 'octet_length(name) <= 512 AND octet_length(keys::text) <= 16384';

/** Deletes the rows above the maximum sizes; a running process adds its own row again. */
const BOUNDS = `
  -- Without triggers: the notification of a key with a long id fails, and the deletion with it.
  ALTER TABLE signing_keys DISABLE TRIGGER USER;
  DELETE FROM signing_keys WHERE NOT (${OF_KEYS})
    OR kid IN (SELECT kid FROM sealed_signing_keys WHERE NOT (${OF_SEALED_KEYS}));
  ALTER TABLE signing_keys ENABLE TRIGGER USER;
  INSERT INTO changes (side, channel, payload)
    SELECT side, 'keys_' || side, 'signing_keys' FROM unnest('{backoffice,storefront}'::text[]) side
    ON CONFLICT DO NOTHING;
  DELETE FROM key_rotations WHERE NOT (${OF_ROTATIONS});
  DELETE FROM instances WHERE NOT (${OF_INSTANCES});

  ALTER TABLE signing_keys ADD CONSTRAINT signing_keys_bounded CHECK (${OF_KEYS});
  ALTER TABLE sealed_signing_keys
    ADD CONSTRAINT sealed_signing_keys_bounded CHECK (${OF_SEALED_KEYS});
  ALTER TABLE key_rotations ADD CONSTRAINT key_rotations_bounded CHECK (${OF_ROTATIONS});
  ALTER TABLE instances ADD CONSTRAINT instances_bounded CHECK (${OF_INSTANCES});
`;

/** The columns that the applications may write. */
const RIGHTS = `
  REVOKE INSERT ON signing_keys, key_rotations, instances
    FROM latchkey_backoffice, latchkey_storefront;
  GRANT INSERT (kid, side, algorithm, public_jwk, created_at, authentication),
    UPDATE (authentication) ON signing_keys TO latchkey_backoffice, latchkey_storefront;
  GRANT INSERT (side, algorithm) ON key_rotations TO latchkey_backoffice, latchkey_storefront;
  GRANT INSERT (id, side, name, keys) ON instances TO latchkey_backoffice, latchkey_storefront;
`;

/** Trigger function that keeps a removed key from coming back, and limits the keys of a side. */
export function noteSigningKey(schema: string): string {
  return `
    CREATE FUNCTION note_signing_key() RETURNS trigger LANGUAGE plpgsql
      SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    BEGIN
      -- By a unique index, because a snapshot may miss the changes of another session.
      INSERT INTO ${schema}.signing_key_ids (kid, side) VALUES (NEW.kid, NEW.side);
      IF (SELECT count(*) FROM ${schema}.signing_keys WHERE side = NEW.side) > ${MAX_KEYS} THEN
        RAISE program_limit_exceeded USING MESSAGE =
          format('the %s already has ${MAX_KEYS} signing keys: withdraw some', NEW.side);
      END IF;
      RETURN NULL;
    EXCEPTION WHEN unique_violation THEN
      RAISE unique_violation USING MESSAGE =
        format('the signing key %s was removed before; a removed key does not come back', NEW.kid);
    END $$;`;
}
