import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Creates clients and their secrets. Each secret is a row, so that a new one can overlap the old
 * one.
 */
export class OAuthClients1795392000000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE FUNCTION touch_updated_at() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        NEW.updated_at := now();
        RETURN NEW;
      END $$;

      CREATE TABLE oauth_clients (
        client_id  uuid PRIMARY KEY,
        side       text NOT NULL CHECK (side IN ('backoffice', 'storefront')),
        name       text NOT NULL CHECK (length(name) BETWEEN 1 AND 100),
        scopes     text[] NOT NULL,
        enabled    boolean NOT NULL DEFAULT true,
        created_at timestamptz NOT NULL DEFAULT now(),
        updated_at timestamptz NOT NULL DEFAULT now(),
        CONSTRAINT oauth_clients_side_name_key UNIQUE (side, name)
      );

      CREATE TRIGGER oauth_clients_touch BEFORE UPDATE ON oauth_clients
        FOR EACH ROW EXECUTE FUNCTION touch_updated_at();

      CREATE TABLE oauth_client_secrets (
        id         uuid PRIMARY KEY,
        client_id  uuid NOT NULL REFERENCES oauth_clients ON DELETE CASCADE,
        hash       bytea NOT NULL CHECK (length(hash) = 32),
        hint       text NOT NULL,
        created_at timestamptz NOT NULL DEFAULT now()
      );

      CREATE INDEX oauth_client_secrets_client_id_idx ON oauth_client_secrets (client_id);
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      DROP TABLE oauth_client_secrets;
      DROP TABLE oauth_clients;
      DROP FUNCTION touch_updated_at();
    `);
  }
}
