import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * A row of a running process is small, so that nobody slows the rotation of keys down by
 * huge ones. Rows that are not are removed: a process that lives adds its own again.
 */
export class InstanceSize1795392000066 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      DELETE FROM instances WHERE NOT (${IS_SMALL});
      ALTER TABLE instances ADD CONSTRAINT instances_small CHECK (${IS_SMALL});
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('ALTER TABLE instances DROP CONSTRAINT instances_small');
  }
}

/** Bytes: a host name has 255 at most, and 16 KiB are the ids of more than a hundred keys. */
const IS_SMALL = 'octet_length(name) <= 512 AND octet_length(keys::text) <= 16384';
