import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Gives signing keys a life cycle: announced, active, retired, deleted. The private halves move to
 * a table of their own, so that a role may list the keys without reading private halves. Every
 * process of an application is notified of each change.
 */
export class KeyLifeCycle1795392000009 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      -- Announced without the first time, active without the second.
      ALTER TABLE signing_keys
        ADD activated_at timestamptz,
        ADD retired_at timestamptz,
        ADD CONSTRAINT signing_keys_active_before_retired
          CHECK (retired_at IS NULL OR activated_at IS NOT NULL),
        ADD CONSTRAINT signing_keys_kid_side UNIQUE (kid, side);

      -- Retired from now on, not from before: a process that has not read a newer one signs on.
      UPDATE signing_keys SET activated_at = created_at;
      UPDATE signing_keys SET retired_at = now() WHERE kid NOT IN (
        SELECT DISTINCT ON (side) kid FROM signing_keys ORDER BY side, created_at DESC, kid);

      CREATE UNIQUE INDEX signing_keys_one_active_idx ON signing_keys (side)
        WHERE activated_at IS NOT NULL AND retired_at IS NULL;

      CREATE TABLE sealed_signing_keys (
        kid                text PRIMARY KEY,
        side               text NOT NULL CHECK (side IN ('backoffice', 'storefront')),
        sealed_private_key bytea NOT NULL,
        FOREIGN KEY (kid, side) REFERENCES signing_keys (kid, side) ON DELETE CASCADE
      );
      INSERT INTO sealed_signing_keys SELECT kid, side, sealed_private_key FROM signing_keys;
      ALTER TABLE signing_keys DROP sealed_private_key;

      -- A new key is wanted; a process of the side makes it, since only those can seal it.
      CREATE TABLE key_rotations (
        side         text PRIMARY KEY CHECK (side IN ('backoffice', 'storefront')),
        algorithm    text,
        requested_at timestamptz NOT NULL DEFAULT now()
      );

      -- The processes that run, and which keys each of them has.
      CREATE TABLE instances (
        id         uuid PRIMARY KEY,
        side       text NOT NULL CHECK (side IN ('backoffice', 'storefront')),
        name       text NOT NULL,
        started_at timestamptz NOT NULL DEFAULT now(),
        seen_at    timestamptz NOT NULL DEFAULT now(),
        keys       text[] NOT NULL DEFAULT '{}'
      );

      -- On the channel of the side: the table, and of a key that is gone its id.
      CREATE FUNCTION notify_keys() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        IF TG_OP <> 'DELETE' THEN
          PERFORM pg_notify('keys_' || NEW.side, TG_TABLE_NAME);
        ELSIF TG_TABLE_NAME = 'signing_keys' THEN
          PERFORM pg_notify('keys_' || OLD.side, 'gone ' || OLD.kid);
        ELSE
          PERFORM pg_notify('keys_' || OLD.side, TG_TABLE_NAME);
        END IF;
        RETURN NULL;
      END $$;

      CREATE TRIGGER signing_keys_notify AFTER INSERT OR UPDATE OR DELETE ON signing_keys
        FOR EACH ROW EXECUTE FUNCTION notify_keys();
      CREATE TRIGGER sealed_signing_keys_notify AFTER INSERT OR UPDATE ON sealed_signing_keys
        FOR EACH ROW EXECUTE FUNCTION notify_keys();
      CREATE TRIGGER key_rotations_notify AFTER INSERT OR UPDATE ON key_rotations
        FOR EACH ROW EXECUTE FUNCTION notify_keys();
      -- Not for each sign of life.
      CREATE TRIGGER instances_notify AFTER INSERT OR DELETE OR UPDATE OF keys ON instances
        FOR EACH ROW EXECUTE FUNCTION notify_keys();
      REVOKE ALL ON FUNCTION notify_keys() FROM PUBLIC;
    `);
    await queryRunner.query(RIGHTS);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      DROP TABLE instances, key_rotations;
      DROP POLICY backoffice_reads ON signing_keys;
      DROP POLICY backoffice_withdraws ON signing_keys;
      REVOKE DELETE ON signing_keys FROM latchkey_backoffice, latchkey_storefront;
      DROP TRIGGER signing_keys_notify ON signing_keys;

      -- The version before signs with the newest there is, so it must not find one that never signed.
      DELETE FROM signing_keys WHERE activated_at IS NULL;
      ALTER TABLE signing_keys ADD sealed_private_key bytea;
      UPDATE signing_keys SET created_at = activated_at, sealed_private_key = (
        SELECT sealed_private_key FROM sealed_signing_keys sealed
        WHERE sealed.kid = signing_keys.kid);
      ALTER TABLE signing_keys ALTER sealed_private_key SET NOT NULL;

      DROP TABLE sealed_signing_keys;
      DROP FUNCTION notify_keys;
      DROP INDEX signing_keys_one_active_idx;
      ALTER TABLE signing_keys DROP activated_at, DROP retired_at,
        DROP CONSTRAINT signing_keys_kid_side;
    `);
  }
}

/**
 * Each application manages its own keys. The back office can list the keys of the storefront,
 * request a new one and withdraw one. It cannot create one that the storefront would trust, and it
 * cannot read a private half.
 */
const RIGHTS = `
  ALTER TABLE sealed_signing_keys ENABLE ROW LEVEL SECURITY;
  ALTER TABLE key_rotations ENABLE ROW LEVEL SECURITY;
  ALTER TABLE instances ENABLE ROW LEVEL SECURITY;

  CREATE POLICY backoffice_reads ON signing_keys FOR SELECT TO latchkey_backoffice USING (true);
  CREATE POLICY backoffice_withdraws ON signing_keys FOR DELETE TO latchkey_backoffice USING (true);
  GRANT UPDATE (activated_at, retired_at), DELETE ON signing_keys
    TO latchkey_backoffice, latchkey_storefront;

  CREATE POLICY backoffice ON sealed_signing_keys TO latchkey_backoffice USING (side = 'backoffice');
  CREATE POLICY storefront ON sealed_signing_keys TO latchkey_storefront USING (side = 'storefront');
  GRANT SELECT, INSERT ON sealed_signing_keys TO latchkey_backoffice, latchkey_storefront;

  CREATE POLICY backoffice ON key_rotations TO latchkey_backoffice USING (true);
  CREATE POLICY storefront ON key_rotations TO latchkey_storefront USING (side = 'storefront');
  GRANT SELECT, INSERT, UPDATE (algorithm, requested_at), DELETE ON key_rotations
    TO latchkey_backoffice, latchkey_storefront;

  CREATE POLICY backoffice ON instances TO latchkey_backoffice USING (side = 'backoffice');
  CREATE POLICY backoffice_reads ON instances FOR SELECT TO latchkey_backoffice USING (true);
  CREATE POLICY storefront ON instances TO latchkey_storefront USING (side = 'storefront');
  GRANT SELECT, INSERT, UPDATE (seen_at, keys), DELETE ON instances
    TO latchkey_backoffice, latchkey_storefront;
`;
