import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Makes revoked tokens resources of an API: adds a unique id, because `jti` is unique only per
 * application, and indexes for filters and sort keys. Rights are unchanged, because no application
 * updates these rows.
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
