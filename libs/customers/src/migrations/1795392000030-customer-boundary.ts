import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Lets the storefront set the company and `confirmed` of people whom it creates; the default of
 * `confirmed` is true. A changed e-mail address is not confirmed, also when SQL changes it.
 */
export class CustomerBoundary1795392000030 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      GRANT INSERT (customer_id, confirmed) ON customer_users TO latchkey_storefront;

      CREATE FUNCTION reset_confirmed() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        NEW.confirmed := false;
        RETURN NEW;
      END $$;
      REVOKE ALL ON FUNCTION reset_confirmed() FROM PUBLIC;

      -- Addresses are compared without case everywhere, so another case of ASCII letters is
      -- no new address. The lower case of another letter can be an ASCII letter: that of U+0130 is i.
      CREATE TRIGGER customer_users_email_changed BEFORE UPDATE OF email ON customer_users
        FOR EACH ROW WHEN (lower(NEW.email COLLATE "C") <> lower(OLD.email COLLATE "C"))
        EXECUTE FUNCTION reset_confirmed();

      -- UPDATE OF ignores a column that a trigger sets, so the e-mail is listed as well.
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

      REVOKE INSERT (customer_id, confirmed) ON customer_users FROM latchkey_storefront;
    `);
  }
}
