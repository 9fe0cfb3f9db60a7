import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A person's new e-mail address is not confirmed, whoever writes it. */
export class UnconfirmedEmails1795392000031 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE FUNCTION reset_confirmed() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        NEW.confirmed := false;
        RETURN NEW;
      END $$;
      REVOKE ALL ON FUNCTION reset_confirmed() FROM PUBLIC;

      -- Addresses are compared regardless of case everywhere, so another case is no other address.
      CREATE TRIGGER customer_users_email_changed BEFORE UPDATE OF email ON customer_users
        FOR EACH ROW WHEN (lower(NEW.email) <> lower(OLD.email))
        EXECUTE FUNCTION reset_confirmed();

      -- A column that a trigger sets does not count for UPDATE OF, so the e-mail is listed as well.
      DROP TRIGGER customer_users_owner_changed ON customer_users;
      CREATE TRIGGER customer_users_owner_changed
        AFTER DELETE OR UPDATE OF id, email, enabled, confirmed, role ON customer_users
        FOR EACH ROW EXECUTE FUNCTION notify_owner_changed('storefront', 'id');
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      DROP TRIGGER customer_users_owner_changed ON customer_users;
      CREATE TRIGGER customer_users_owner_changed
        AFTER DELETE OR UPDATE OF id, enabled, confirmed, role ON customer_users
        FOR EACH ROW EXECUTE FUNCTION notify_owner_changed('storefront', 'id');

      DROP TRIGGER customer_users_email_changed ON customer_users;
      DROP FUNCTION reset_confirmed();
    `);
  }
}
