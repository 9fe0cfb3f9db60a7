import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Sorts names by the root collation of the Unicode Collation Algorithm: `Élan` beside `Elan`, `ann`
 * beside `Ann`. Statements name the collation, so only the indexes of lists depend on its version.
 * Columns and unique indexes keep the collation of the database. An update of ICU may reorder rows
 * of a list, but never decides whether two addresses are equal.
 */
export class Collation1795392000080 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(MAKE_COLLATION);
    await queryRunner.query(REPLACED.map((index) => `DROP INDEX ${index}`).join(';'));
    await queryRunner.query(indexes({ ...RENEWED, ...NEW }, 'COLLATE root_collation'));
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    const made = [...REPLACED, ...Object.keys(NEW)];
    await queryRunner.query(made.map((index) => `DROP INDEX ${index}`).join(';'));
    await queryRunner.query(indexes(RENEWED, ''));
    await queryRunner.query('DROP COLLATION root_collation');
  }
}

/**
 * Creates the collation in the schema of the tables, with their owner, who may refresh its version.
 */
const MAKE_COLLATION = `
  DO $$ BEGIN
    CREATE COLLATION root_collation (provider = icu, locale = 'und');
  EXCEPTION
    WHEN feature_not_supported THEN
      RAISE feature_not_supported USING MESSAGE = format('the server cannot sort by ICU in this '
        'database (%s): use a PostgreSQL built with ICU and a database with the encoding UTF8, '
        'and then migrate again', SQLERRM);
  END $$`;

/** Table, key and id of each index; `%` is the collation. */
const RENEWED = {
  staff_users_first_name_idx: 'staff_users (first_name %, id)',
  staff_users_last_name_idx: 'staff_users (last_name %, id)',
  customer_users_first_name_idx: 'customer_users (first_name %, id)',
  customer_users_last_name_idx: 'customer_users (last_name %, id)',
  customers_name_idx: 'customers (lower(name) %, id)',
  oauth_clients_name_idx: 'oauth_clients (name %, client_id)',
  oauth_clients_side_name_idx: 'oauth_clients (side, name %, client_id)',
};

/** Indexes in addition to a unique index on the same key. */
const NEW = {
  staff_users_username_idx: 'staff_users (lower(username) %, id)',
  staff_users_email_idx: 'staff_users (lower(email) %, id)',
  customer_users_email_idx: 'customer_users (lower(email) %, id)',
  roles_name_idx: 'roles (lower(name) %, id)',
};

const REPLACED = Object.keys(RENEWED);

function indexes(keys: Record<string, string>, collation: string): string {
  return Object.entries(keys)
    .map(([index, on]) => `CREATE INDEX ${index} ON ${on.replace('%', collation)}`)
    .join(';');
}
