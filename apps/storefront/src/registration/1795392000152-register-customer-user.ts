import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Adds the function with which the storefront registers a person. It has the rights of the owner of
 * the tables, because the storefront itself may create no company and set no role: it can only
 * create both together, so nobody gets a role in a company that exists.
 */
export class RegisterCustomerUser1795392000152 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    const [{ schema }] = (await queryRunner.query(
      'SELECT quote_ident(current_schema()) AS schema',
    )) as [{ schema: string }];
    await queryRunner.query(`
      CREATE FUNCTION register_customer_user(company text, address text, first text, last text, kind text,
          OUT new_customer_id bigint, OUT new_user_id bigint)
        LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
      BEGIN
        INSERT INTO ${schema}.customers (name) VALUES (company) RETURNING id INTO new_customer_id;
        INSERT INTO ${schema}.customer_users (email, first_name, last_name, role, customer_id, confirmed)
          VALUES (address, first, last, kind, new_customer_id, true) RETURNING id INTO new_user_id;
      EXCEPTION WHEN unique_violation THEN
        -- Somebody has the address. The company is taken back, too.
        new_customer_id := NULL;
        new_user_id := NULL;
      END $$;
      REVOKE ALL ON FUNCTION register_customer_user FROM PUBLIC;
      GRANT EXECUTE ON FUNCTION register_customer_user TO latchkey_storefront;
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP FUNCTION register_customer_user');
  }
}
