import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Revoked tokens as resources of an API: an id that is the only one of its kind,
 * which `jti` alone is not, as each side revokes by itself; and what they are
 * filtered and sorted by. Who may do what stays as it was: nobody updates these.
 */
export class RevokedTokenResources1795392000010 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      ALTER TABLE revoked_tokens ADD id text NOT NULL
        GENERATED ALWAYS AS (side || '-' || jti::text) STORED;

      CREATE UNIQUE INDEX revoked_tokens_id_idx ON revoked_tokens (id);
      CREATE INDEX revoked_tokens_client_id_idx ON revoked_tokens (client_id);
      CREATE INDEX revoked_tokens_revoked_at_idx ON revoked_tokens (revoked_at);
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      DROP INDEX revoked_tokens_client_id_idx, revoked_tokens_revoked_at_idx;
      ALTER TABLE revoked_tokens DROP id;
    `);
  }
}
