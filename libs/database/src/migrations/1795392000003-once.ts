import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Records work that is done once in the life of a database, by the first process that starts it.
 */
export class Once1795392000003 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE TABLE once (
        name    text PRIMARY KEY,
        done_at timestamptz NOT NULL DEFAULT now()
      )
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP TABLE once');
  }
}
