import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Stores responses to requests with an `Idempotency-Key`. `caller` begins with the side, like the
 * keys of failed_attempts; `request` is a digest. Status and body are null only within the
 * transaction that creates the row. Rows are read by key and purged by `expires_at`.
 */
export class IdempotentRequests1795392000012 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE TABLE idempotent_requests (
        caller     text NOT NULL,
        key        text NOT NULL,
        request    text NOT NULL,
        status     smallint,
        body       text,
        expires_at timestamptz NOT NULL,
        PRIMARY KEY (caller, key)
      );
      CREATE INDEX idempotent_requests_expires_at_idx ON idempotent_requests (expires_at);

      ALTER TABLE idempotent_requests ENABLE ROW LEVEL SECURITY;
      CREATE POLICY backoffice ON idempotent_requests TO latchkey_backoffice
        USING (starts_with(caller, 'backoffice '));
      CREATE POLICY storefront ON idempotent_requests TO latchkey_storefront
        USING (starts_with(caller, 'storefront '));
      GRANT SELECT, INSERT, UPDATE (request, status, body, expires_at), DELETE
        ON idempotent_requests TO latchkey_backoffice, latchkey_storefront;
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP TABLE idempotent_requests');
  }
}
