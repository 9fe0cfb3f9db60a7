import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Prevents a login from making a revocation ineffective: a later revocation extends a row that ends
 * earlier, no login shortens a row, and no row outlasts its use.
 */
export class LastingRevocations1795392000025 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      -- Rows with an end that no token has may be forged. Their tokens stay revoked for the
      -- longest life of a token.
      UPDATE revoked_tokens SET revoked_at = now(), expires_at = now() + interval '24 hours'
        WHERE NOT (${PLAUSIBLE});
      ALTER TABLE revoked_tokens ADD CONSTRAINT revoked_tokens_expires_at_plausible
        CHECK (${PLAUSIBLE});

      CREATE FUNCTION extend_revocation() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        IF NEW.expires_at < OLD.expires_at THEN
          RAISE insufficient_privilege USING MESSAGE = 'a revocation does not end earlier';
        END IF;
        RETURN NEW;
      END $$;
      CREATE TRIGGER revoked_tokens_extend BEFORE UPDATE ON revoked_tokens
        FOR EACH ROW WHEN (row_security_active('revoked_tokens'::regclass))
        EXECUTE FUNCTION extend_revocation();
      REVOKE ALL ON FUNCTION extend_revocation() FROM PUBLIC;

      DROP TRIGGER revoked_tokens_notify ON revoked_tokens;
      CREATE TRIGGER revoked_tokens_notify AFTER INSERT OR UPDATE OF expires_at ON revoked_tokens
        FOR EACH ROW EXECUTE FUNCTION notify_token_revoked();

      ALTER POLICY backoffice_locks ON revoked_tokens USING (true);
      ALTER POLICY storefront_locks ON revoked_tokens USING (side = 'storefront');
      REVOKE INSERT, UPDATE ON revoked_tokens FROM ${GROUPS};
      GRANT INSERT (side, jti, client_id, expires_at), UPDATE (expires_at) ON revoked_tokens
        TO ${GROUPS};
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      REVOKE INSERT, UPDATE ON revoked_tokens FROM ${GROUPS};
      GRANT INSERT, UPDATE (revoked_at) ON revoked_tokens TO ${GROUPS};
      ALTER POLICY backoffice_locks ON revoked_tokens USING (expires_at < now());
      ALTER POLICY storefront_locks ON revoked_tokens
        USING (side = 'storefront' AND expires_at < now());
      DROP TRIGGER revoked_tokens_notify ON revoked_tokens;
      CREATE TRIGGER revoked_tokens_notify AFTER INSERT ON revoked_tokens
        FOR EACH ROW EXECUTE FUNCTION notify_token_revoked();
      DROP TRIGGER revoked_tokens_extend ON revoked_tokens;
      DROP FUNCTION extend_revocation;
      ALTER TABLE revoked_tokens DROP CONSTRAINT revoked_tokens_expires_at_plausible;
    `);
  }
}

const GROUPS = 'latchkey_backoffice, latchkey_storefront';

/** A token lives for at most 24 hours; the rest allows for clocks that differ. */
const PLAUSIBLE = `expires_at BETWEEN revoked_at - interval '24 hours' AND revoked_at + interval '48 hours'`;
