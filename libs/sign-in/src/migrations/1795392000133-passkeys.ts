import type { MigrationInterface, QueryRunner } from 'typeorm';
import { schemaOf } from './1795392000126-sign-in.js';
import { deletion, noDeletion, ownRows, PERSON, time } from './1795392000132-second-factors.js';

/**
 * Adds passkeys, and transactions: the challenges that an authenticator signs once, and sign-ins
 * that are at an identity provider. Each application accesses only its own.
 */
export class Passkeys1795392000133 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    const schema = await schemaOf(queryRunner);
    await queryRunner.query(`
      CREATE TABLE passkeys (
        id            bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        ${PERSON},
        -- WebAuthn limits the id to 1023 bytes. Public keys are in the format COSE.
        credential_id bytea NOT NULL CHECK (octet_length(credential_id) BETWEEN 1 AND 1023),
        public_key    bytea NOT NULL CHECK (octet_length(public_key) BETWEEN 1 AND 4096),
        counter       bigint NOT NULL CHECK (counter BETWEEN 0 AND 4294967295),
        name          text NOT NULL CHECK (length(name) BETWEEN 1 AND 60),
        created_at    timestamptz NOT NULL DEFAULT now() CHECK (${time('created_at')}),
        last_used_at  timestamptz CHECK (${time('last_used_at')}),
        UNIQUE (side, credential_id)
      );
      CREATE INDEX passkeys_person_idx ON passkeys (side, person_id);

      CREATE TABLE sign_in_transactions (
        ${PERSON.replace('bigint NOT NULL', 'bigint')},
        token_hash  bytea NOT NULL CHECK (octet_length(token_hash) = 32),
        kind        text NOT NULL CHECK (kind IN ('passkey', 'new-passkey', 'provider')),
        provider_id bigint CHECK (provider_id BETWEEN 1 AND 999999999999999999),
        -- The one-time link that the transaction uses up.
        link_hash   bytea CHECK (octet_length(link_hash) = 32),
        return_to   text NOT NULL DEFAULT '' CHECK (octet_length(return_to) <= 4096),
        expires_at  timestamptz NOT NULL CHECK (${time('expires_at')}),
        PRIMARY KEY (side, token_hash)
      );
      CREATE INDEX sign_in_transactions_expires_at_idx ON sign_in_transactions (side, expires_at);
      CREATE INDEX sign_in_transactions_person_idx ON sign_in_transactions (side, person_id);

      ${['passkeys', 'sign_in_transactions'].map(ownRows).join('')}
      GRANT SELECT, INSERT (side, person_id, credential_id, public_key, counter, name),
        UPDATE (counter, last_used_at), DELETE
        ON passkeys TO latchkey_backoffice, latchkey_storefront;
      -- The right to update is for the row lock of the purge.
      GRANT SELECT, INSERT, UPDATE (expires_at), DELETE
        ON sign_in_transactions TO latchkey_backoffice, latchkey_storefront;

      ${deletion(schema, 'passkeys', ['passkeys', 'sign_in_transactions'])}
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      ${noDeletion('passkeys')}
      DROP TABLE sign_in_transactions, passkeys;
    `);
  }
}
