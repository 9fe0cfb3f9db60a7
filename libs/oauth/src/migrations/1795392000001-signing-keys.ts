import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Creates signing keys: the public half in plain text, the private half sealed by its application.
 */
export class SigningKeys1795392000001 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE TABLE signing_keys (
        kid                text PRIMARY KEY,
        side               text NOT NULL CHECK (side IN ('backoffice', 'storefront')),
        algorithm          text NOT NULL,
        public_jwk         jsonb NOT NULL CHECK (NOT public_jwk ? 'd'),
        sealed_private_key bytea NOT NULL,
        created_at         timestamptz NOT NULL DEFAULT now()
      );

      CREATE INDEX signing_keys_side_idx ON signing_keys (side, created_at DESC);
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP TABLE signing_keys');
  }
}
