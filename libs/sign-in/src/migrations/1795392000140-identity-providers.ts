import type { MigrationInterface, QueryRunner } from 'typeorm';
import { schemaOf } from './1795392000126-sign-in.js';
import { deletion, noDeletion, ownRows, PERSON, time } from './1795392000132-second-factors.js';

/**
 * Adds identity providers, the identities there with which people sign in here, and the public keys
 * with which secrets for providers are sealed.
 *
 * The back office writes the providers of both sides, as it writes clients. Each application reads and
 * writes only the identities of its own people. So a stolen login of the back office can add a
 * provider to the storefront, but no identity.
 */
export class IdentityProviders1795392000140 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    const schema = await schemaOf(queryRunner);
    await queryRunner.query(`
      CREATE TABLE identity_providers (
        id            bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        side          text NOT NULL CHECK (side IN ('backoffice', 'storefront')),
        key           text NOT NULL CHECK (key ~ '^[a-z0-9](?:[a-z0-9-]{0,38}[a-z0-9])?$'),
        name          text NOT NULL CHECK (length(name) BETWEEN 1 AND 60),
        issuer        text NOT NULL CHECK (length(issuer) BETWEEN 1 AND 500),
        client_id     text NOT NULL CHECK (length(client_id) BETWEEN 1 AND 500),
        sealed_secret bytea CHECK (octet_length(sealed_secret) BETWEEN 1 AND 2000),
        scope         text NOT NULL DEFAULT 'openid' CHECK (length(scope) BETWEEN 1 AND 500),
        enabled       boolean NOT NULL DEFAULT true,
        created_at    timestamptz NOT NULL DEFAULT now() CHECK (${time('created_at')}),
        updated_at    timestamptz NOT NULL DEFAULT now() CHECK (${time('updated_at')}),
        UNIQUE (side, key),
        UNIQUE (side, issuer)
      );

      CREATE TABLE linked_identities (
        ${PERSON},
        issuer       text NOT NULL,
        -- OpenID Connect Core §2 limits sub to 255 characters.
        subject      text NOT NULL CHECK (length(subject) BETWEEN 1 AND 255),
        created_at   timestamptz NOT NULL DEFAULT now() CHECK (${time('created_at')}),
        last_used_at timestamptz CHECK (${time('last_used_at')}),
        PRIMARY KEY (side, issuer, subject),
        -- A provider that is added again later has no identities.
        FOREIGN KEY (side, issuer) REFERENCES identity_providers (side, issuer) ON DELETE CASCADE
      );
      CREATE INDEX linked_identities_person_idx ON linked_identities (side, person_id);

      -- X25519. Each side publishes the one that follows from its key-encryption key.
      CREATE TABLE sealing_keys (
        side       text PRIMARY KEY CHECK (side IN ('backoffice', 'storefront')),
        public_key bytea NOT NULL CHECK (octet_length(public_key) = 32)
      );

      ALTER TABLE identity_providers ENABLE ROW LEVEL SECURITY;
      CREATE POLICY backoffice ON identity_providers TO latchkey_backoffice USING (true);
      CREATE POLICY storefront ON identity_providers TO latchkey_storefront
        USING (side = 'storefront');
      ${['linked_identities', 'sealing_keys'].map(ownRows).join('')}
      CREATE POLICY read_all ON sealing_keys FOR SELECT TO latchkey_backoffice USING (true);
      GRANT SELECT ON identity_providers TO latchkey_backoffice, latchkey_storefront;
      GRANT INSERT (side, key, name, issuer, client_id, sealed_secret, scope, enabled),
        UPDATE (name, client_id, sealed_secret, scope, enabled, updated_at), DELETE
        ON identity_providers TO latchkey_backoffice;
      GRANT SELECT, INSERT (side, person_id, issuer, subject), UPDATE (last_used_at), DELETE
        ON linked_identities TO latchkey_backoffice, latchkey_storefront;
      GRANT SELECT, INSERT, UPDATE (public_key) ON sealing_keys
        TO latchkey_backoffice, latchkey_storefront;
      -- A session may begin later than the authentication at the provider.
      GRANT INSERT (authenticated_at) ON sessions TO latchkey_backoffice, latchkey_storefront;

      ${deletion(schema, 'linked_identities', ['linked_identities'])}
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      ${noDeletion('linked_identities')}
      REVOKE INSERT (authenticated_at) ON sessions FROM latchkey_backoffice, latchkey_storefront;
      DROP TABLE linked_identities, identity_providers, sealing_keys;
    `);
  }
}
