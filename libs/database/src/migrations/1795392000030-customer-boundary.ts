import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What a person of a company adds through the storefront is of that company. */
export class CustomerBoundary1795392000030 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('GRANT INSERT (customer_id) ON customer_users TO latchkey_storefront');
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(
      'REVOKE INSERT (customer_id) ON customer_users FROM latchkey_storefront',
    );
  }
}
