import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Adds indexes for filters and sorts by birthday, title and phone of people. */
export class IndexedAttributes1795392000097 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE INDEX customer_users_birthday_idx ON customer_users (birthday, id);
      CREATE INDEX staff_users_birthday_idx ON staff_users (birthday, id);
      CREATE INDEX staff_users_title_idx ON staff_users (title COLLATE root_collation, id);
      CREATE INDEX staff_users_phone_idx ON staff_users (phone, id);
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      DROP INDEX customer_users_birthday_idx, staff_users_birthday_idx, staff_users_title_idx,
        staff_users_phone_idx;
    `);
  }
}
