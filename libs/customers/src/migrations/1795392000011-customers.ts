import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Adds companies, to which people with an account belong, and indexes for the text search in names
 * of people and companies.
 */
export class Customers1795392000011 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(MAKE_TRIGRAMS);
    const [{ schema }] = (await queryRunner.query(
      `SELECT extnamespace::regnamespace::text AS schema FROM pg_extension
       WHERE extname = 'pg_trgm'`,
    )) as [{ schema: string }];

    await queryRunner.query(CUSTOMERS);
    await queryRunner.query(CUSTOMER_USERS);
    for (const [table, columns] of Object.entries(SEARCHED)) {
      const keys = columns.map((column) => `${column} ${schema}.gin_trgm_ops`);
      await queryRunner.query(
        `CREATE INDEX ${table}_search_idx ON ${table} USING gin (${keys.join(', ')})`,
      );
    }
  }

  /** Keeps the extension, which other users of the database may need or may have created. */
  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      DROP INDEX staff_users_search_idx, customer_users_search_idx, customer_users_enabled_idx,
        customer_users_confirmed_idx, customer_users_role_idx;
      ALTER TABLE customer_users DROP customer_id;
      DROP TABLE customers;
    `);
  }
}

/**
 * Columns of `filter[search]`, in one index per table, because the search covers all of them at
 * once.
 */
const SEARCHED = {
  staff_users: ['username', 'email', 'first_name', 'last_name'],
  customer_users: ['email', 'first_name', 'last_name'],
  customers: ['name'],
};

/**
 * Creates the extension in a schema of its own, unless the database has it already. Every role may
 * call its functions, and no function in Latchkey's schema is public. LIKE and ILIKE find the index
 * even when the schema is in no search_path.
 */
const MAKE_TRIGRAMS = `
  DO $$ BEGIN
    IF NOT EXISTS (SELECT FROM pg_extension WHERE extname = 'pg_trgm') THEN
      CREATE SCHEMA IF NOT EXISTS latchkey_extensions;
      CREATE EXTENSION pg_trgm SCHEMA latchkey_extensions;
    END IF;
  EXCEPTION
    WHEN undefined_file OR feature_not_supported THEN
      RAISE feature_not_supported USING MESSAGE = 'the server lacks the extension pg_trgm: install '
        'the contrib modules of PostgreSQL (package postgresql-contrib) there, and then migrate again';
    WHEN insufficient_privilege THEN
      RAISE insufficient_privilege USING MESSAGE = format('%I may not create extensions in this '
        'database: as one who may, run CREATE EXTENSION pg_trgm; and then migrate again', current_user);
  END $$`;

/**
 * Companies, whose names need not be unique. The back office writes them; the storefront reads
 * them.
 */
const CUSTOMERS = `
  CREATE TABLE customers (
    id          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    name        text NOT NULL CHECK (length(name) BETWEEN 1 AND 255),
    description text CHECK (length(description) <= 1000),
    created_at  timestamptz NOT NULL DEFAULT now(),
    updated_at  timestamptz NOT NULL DEFAULT now()
  );

  CREATE INDEX customers_name_idx ON customers (lower(name), id);
  CREATE INDEX customers_created_at_idx ON customers (created_at, id);
  CREATE INDEX customers_updated_at_idx ON customers (updated_at, id);
  CREATE TRIGGER customers_touch BEFORE UPDATE ON customers
    FOR EACH ROW EXECUTE FUNCTION touch_updated_at();

  ALTER TABLE customers ENABLE ROW LEVEL SECURITY;
  CREATE POLICY everybody ON customers TO latchkey_backoffice, latchkey_storefront USING (true);
  GRANT SELECT, INSERT, UPDATE, DELETE ON customers TO latchkey_backoffice;
  GRANT SELECT ON customers TO latchkey_storefront;
`;

/**
 * Only the back office assigns people to companies: the storefront's write rights are by column.
 */
const CUSTOMER_USERS = `
  ALTER TABLE customer_users ADD customer_id bigint
    CONSTRAINT customer_users_customer_id_fkey REFERENCES customers;

  CREATE INDEX customer_users_customer_id_idx ON customer_users (customer_id, id);
  CREATE INDEX customer_users_enabled_idx ON customer_users (enabled, id);
  CREATE INDEX customer_users_confirmed_idx ON customer_users (confirmed, id);
  CREATE INDEX customer_users_role_idx ON customer_users (role, id);
`;
