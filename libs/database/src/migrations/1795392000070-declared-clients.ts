import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Which clients and secrets `latchkey clients apply` made, and the keys that it left them. Tables of
 * their own, without a grant and without a policy: an application login, and so a caller of the API,
 * can neither read nor write them. The rows go with the client or the secret that they are about.
 */
export class DeclaredClients1795392000070 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE TABLE declared_clients (
        side       text NOT NULL CHECK (side IN ('backoffice', 'storefront')),
        -- Of the clients file.
        key        text NOT NULL CHECK (length(key) BETWEEN 1 AND 100),
        client_id  uuid NOT NULL UNIQUE REFERENCES oauth_clients ON DELETE CASCADE,
        -- Its jwks and jwksUri as the last apply left them; null before the first one.
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
