import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Records the clients and secrets that `latchkey clients apply` made, and the public keys that it
 * set. These tables have neither a grant nor a policy, so an application login, and with it a
 * caller of the API, can neither read nor write them. A row is deleted with its client or secret.
 */
export class DeclaredClients1795392000070 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE TABLE declared_clients (
        side       text NOT NULL CHECK (side IN ('backoffice', 'storefront')),
        -- The key in the clients file.
        key        text NOT NULL CHECK (length(key) BETWEEN 1 AND 100),
        client_id  uuid NOT NULL UNIQUE REFERENCES oauth_clients ON DELETE CASCADE,
        -- jwks and jwksUri of the client after the last apply; null before the first one.
        key_set    text,
        PRIMARY KEY (side, key)
      );

      -- With the hash and the client of the secret: the back office may change both in its row.
      CREATE TABLE declared_client_secrets (
        secret_id  uuid PRIMARY KEY REFERENCES oauth_client_secrets ON DELETE CASCADE,
        client_id  uuid NOT NULL,
        hash       bytea NOT NULL CHECK (length(hash) = 32)
      );

      ALTER TABLE declared_clients ENABLE ROW LEVEL SECURITY;
      ALTER TABLE declared_client_secrets ENABLE ROW LEVEL SECURITY;
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP TABLE declared_client_secrets, declared_clients');
  }
}
