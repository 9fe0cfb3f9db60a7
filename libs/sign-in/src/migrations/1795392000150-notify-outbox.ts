import type { MigrationInterface, QueryRunner } from 'typeorm';
import { schemaOf } from './1795392000126-sign-in.js';
import { deletion, noDeletion, PERSON, time } from './1795392000132-second-factors.js';

/**
 * Adds the outbox of `notify`: requests for links, and the messages that they become. Each
 * application makes and sends those of its own people. The back office may also ask for the link
 * of a person of the storefront, without reading the outbox of the storefront.
 */
export class NotifyOutbox1795392000150 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    const schema = await schemaOf(queryRunner);
    await queryRunner.query(`
      CREATE TABLE notify_outbox (
        id              uuid PRIMARY KEY DEFAULT gen_random_uuid(),
        ${PERSON.replace('bigint NOT NULL', 'bigint')},
        kind            text NOT NULL CHECK (kind IN ('invitation', 'recovery', 'registration')),
        -- Sealed: what somebody typed into a page, or the message with its link. A link that staff
        -- ask for has only the person, until the application has made it.
        sealed          bytea CHECK (octet_length(sealed) BETWEEN 1 AND 16384),
        is_message      boolean NOT NULL DEFAULT false,
        attempts        integer NOT NULL DEFAULT 0 CHECK (attempts BETWEEN 0 AND 1000000),
        created_at      timestamptz NOT NULL DEFAULT now() CHECK (${time('created_at')}),
        next_attempt_at timestamptz NOT NULL DEFAULT now() CHECK (${time('next_attempt_at')}),
        expires_at      timestamptz NOT NULL CHECK (${time('expires_at')}),
        CHECK (person_id IS NOT NULL OR sealed IS NOT NULL),
        CHECK (sealed IS NOT NULL OR NOT is_message)
      );
      CREATE INDEX notify_outbox_next_attempt_at_idx ON notify_outbox (side, next_attempt_at);
      CREATE INDEX notify_outbox_expires_at_idx ON notify_outbox (side, expires_at);
      CREATE INDEX notify_outbox_person_idx ON notify_outbox (side, person_id);

      ALTER TABLE notify_outbox ENABLE ROW LEVEL SECURITY;
      CREATE POLICY backoffice ON notify_outbox TO latchkey_backoffice
        USING (side = 'backoffice') WITH CHECK (side = 'backoffice' OR (sealed IS NULL AND kind <> 'registration'));
      CREATE POLICY storefront ON notify_outbox TO latchkey_storefront USING (side = 'storefront');
      GRANT SELECT, INSERT (id, side, person_id, kind, sealed, expires_at),
        UPDATE (person_id, sealed, is_message, attempts, next_attempt_at, expires_at), DELETE
        ON notify_outbox TO latchkey_backoffice, latchkey_storefront;

      -- Until now only the owner of the tables made links. An application could always set a
      -- password and start a session, so links give it no access that it did not have.
      GRANT INSERT (token_hash, side, person_id, purpose, expires_at)
        ON sign_in_links TO latchkey_backoffice, latchkey_storefront;

      ${deletion(schema, 'notify_outbox', ['notify_outbox'])}
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      ${noDeletion('notify_outbox')}
      REVOKE INSERT (token_hash, side, person_id, purpose, expires_at)
        ON sign_in_links FROM latchkey_backoffice, latchkey_storefront;
      DROP TABLE notify_outbox;
    `);
  }
}
