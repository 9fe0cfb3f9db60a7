import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The storefront writes that a person whom it creates is not confirmed; the default of the column is true. */
export class UnconfirmedCreations1795392000035 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('GRANT INSERT (confirmed) ON customer_users TO latchkey_storefront');
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('REVOKE INSERT (confirmed) ON customer_users FROM latchkey_storefront');
  }
}
