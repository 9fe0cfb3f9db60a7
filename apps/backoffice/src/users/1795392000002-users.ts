import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Creates staff of the back office, and people with a storefront account. Columns that the API
 * filters or sorts by have an index; `id` makes the order of a page unambiguous.
 */
export class Users1795392000002 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE TABLE staff_users (
        id          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        username    text NOT NULL,
        email       text NOT NULL,
        name_prefix text,
        first_name  text NOT NULL,
        middle_name text,
        last_name   text NOT NULL,
        name_suffix text,
        phone       text,
        title       text,
        birthday    date,
        enabled     boolean NOT NULL DEFAULT true,
        created_at  timestamptz NOT NULL DEFAULT now(),
        updated_at  timestamptz NOT NULL DEFAULT now()
      );

      CREATE UNIQUE INDEX staff_users_username_key ON staff_users (lower(username));
      CREATE UNIQUE INDEX staff_users_email_key ON staff_users (lower(email));
      CREATE INDEX staff_users_first_name_idx ON staff_users (first_name, id);
      CREATE INDEX staff_users_last_name_idx ON staff_users (last_name, id);
      CREATE INDEX staff_users_enabled_idx ON staff_users (enabled, id);
      CREATE INDEX staff_users_created_at_idx ON staff_users (created_at, id);
      CREATE INDEX staff_users_updated_at_idx ON staff_users (updated_at, id);
      CREATE TRIGGER staff_users_touch BEFORE UPDATE ON staff_users
        FOR EACH ROW EXECUTE FUNCTION touch_updated_at();

      CREATE TABLE customer_users (
        id          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        email       text NOT NULL,
        name_prefix text,
        first_name  text NOT NULL,
        middle_name text,
        last_name   text NOT NULL,
        name_suffix text,
        birthday    date,
        enabled     boolean NOT NULL DEFAULT true,
        confirmed   boolean NOT NULL DEFAULT true,
        created_at  timestamptz NOT NULL DEFAULT now(),
        updated_at  timestamptz NOT NULL DEFAULT now()
      );

      CREATE UNIQUE INDEX customer_users_email_key ON customer_users (lower(email));
      CREATE INDEX customer_users_first_name_idx ON customer_users (first_name, id);
      CREATE INDEX customer_users_last_name_idx ON customer_users (last_name, id);
      CREATE INDEX customer_users_created_at_idx ON customer_users (created_at, id);
      CREATE INDEX customer_users_updated_at_idx ON customer_users (updated_at, id);
      CREATE TRIGGER customer_users_touch BEFORE UPDATE ON customer_users
        FOR EACH ROW EXECUTE FUNCTION touch_updated_at();
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP TABLE customer_users; DROP TABLE staff_users');
  }
}
