import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Prevents two misuses of a login. The storefront, which ends a secret for its holder, can move the
 * end earlier and never later: a retired or replaced secret stays so. No login can hide a change
 * from processes that poll (`database.changes: poll`): it can delete a change only after all of
 * them have polled, or have noticed that they missed a poll.
 */
export class LastingEnds1795392000083 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE FUNCTION end_secret_sooner() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        IF coalesce(NEW.expires_at, 'infinity') > coalesce(OLD.expires_at, 'infinity') THEN
          RAISE insufficient_privilege USING MESSAGE = 'the storefront does not end a secret later';
        END IF;
        RETURN NEW;
      END $$;
      CREATE TRIGGER oauth_client_secrets_end BEFORE UPDATE OF expires_at ON oauth_client_secrets
        FOR EACH ROW WHEN (row_security_active('oauth_client_secrets'::regclass)
          AND NOT pg_has_role('latchkey_backoffice', 'USAGE'))
        EXECUTE FUNCTION end_secret_sooner();
      REVOKE ALL ON FUNCTION end_secret_sooner() FROM PUBLIC;

      ALTER TABLE changes ADD at timestamptz NOT NULL DEFAULT clock_timestamp();
    `);
    for (const side of SIDES) {
      await queryRunner.query(`
        DROP POLICY ${side} ON changes;
        CREATE POLICY ${side}_reads ON changes FOR SELECT TO latchkey_${side}
          USING (side = '${side}');
        CREATE POLICY ${side}_forgets ON changes FOR DELETE TO latchkey_${side}
          USING (side = '${side}' AND at < now() - interval '10 minutes');
      `);
    }
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    for (const side of SIDES) {
      await queryRunner.query(`
        DROP POLICY ${side}_reads ON changes;
        DROP POLICY ${side}_forgets ON changes;
        CREATE POLICY ${side} ON changes TO latchkey_${side} USING (side = '${side}');
      `);
    }
    await queryRunner.query(`
      ALTER TABLE changes DROP at;
      DROP TRIGGER oauth_client_secrets_end ON oauth_client_secrets;
      DROP FUNCTION end_secret_sooner();
    `);
  }
}

const SIDES = ['backoffice', 'storefront'];
