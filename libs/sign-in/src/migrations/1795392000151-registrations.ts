import type { MigrationInterface, QueryRunner } from 'typeorm';
import { time } from './1795392000132-second-factors.js';

/**
 * Adds registrations of the storefront that nobody has confirmed. They are no accounts: no other
 * table refers to them, and no e-mail address is taken by one.
 */
export class Registrations1795392000151 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE TABLE registrations (
        token_hash   bytea PRIMARY KEY CHECK (octet_length(token_hash) = 32),
        email        text NOT NULL CHECK (length(email) <= 255),
        first_name   text NOT NULL CHECK (length(first_name) BETWEEN 1 AND 100),
        last_name    text NOT NULL CHECK (length(last_name) BETWEEN 1 AND 100),
        company_name text NOT NULL CHECK (length(company_name) BETWEEN 1 AND 255),
        expires_at   timestamptz NOT NULL CHECK (${time('expires_at')})
      );
      CREATE INDEX registrations_email_idx ON registrations (lower(email));
      CREATE INDEX registrations_expires_at_idx ON registrations (expires_at);

      ALTER TABLE registrations ENABLE ROW LEVEL SECURITY;
      CREATE POLICY storefront ON registrations TO latchkey_storefront USING (true);
      -- The right to update is for the row lock of the purge.
      GRANT SELECT, INSERT, UPDATE (expires_at), DELETE ON registrations TO latchkey_storefront;
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP TABLE registrations');
  }
}
