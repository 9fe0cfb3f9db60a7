import type { MigrationInterface, QueryRunner } from 'typeorm';
import { schemaOf } from './1795392000126-sign-in.js';

/**
 * Ends the links of a person whose e-mail address changes, also when SQL changes it: they were sent
 * to the earlier address, which may be that of somebody else. Messages with such links are deleted.
 * Requests stay, and their links go to the new address.
 */
export class LinksOfAnAddress1795392000153 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    const schema = await schemaOf(queryRunner);
    await queryRunner.query(`
      CREATE FUNCTION end_links_of_address() RETURNS trigger LANGUAGE plpgsql
        SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
      BEGIN
        DELETE FROM ${schema}.sign_in_links
          WHERE side = TG_ARGV[0] AND person_id = OLD.id AND used_at IS NULL;
        DELETE FROM ${schema}.notify_outbox
          WHERE side = TG_ARGV[0] AND person_id = OLD.id AND is_message;
        RETURN NULL;
      END $$;
      REVOKE ALL ON FUNCTION end_links_of_address() FROM PUBLIC;

      ${trigger('staff_users', 'backoffice')}
      ${trigger('customer_users', 'storefront')}
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      DROP TRIGGER staff_users_links ON staff_users;
      DROP TRIGGER customer_users_links ON customer_users;
      DROP FUNCTION end_links_of_address();
    `);
  }
}

/** Another case of ASCII letters is no new address, as for `confirmed`. */
function trigger(table: string, side: string): string {
  return `CREATE TRIGGER ${table}_links AFTER UPDATE OF email ON ${table}
        FOR EACH ROW WHEN (lower(NEW.email COLLATE "C") <> lower(OLD.email COLLATE "C"))
        EXECUTE FUNCTION end_links_of_address('${side}');`;
}
