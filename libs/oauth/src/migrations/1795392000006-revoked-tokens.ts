import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Revokes tokens before they expire: one by its id, or all that a client had at a time. Every
 * process is notified of a new row, whichever login inserted it.
 */
export class RevokedTokens1795392000006 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      -- No foreign key: a client that is deleted does not bring its tokens back.
      CREATE TABLE revoked_tokens (
        side       text NOT NULL CHECK (side IN ('backoffice', 'storefront')),
        jti        uuid NOT NULL,
        client_id  uuid,
        expires_at timestamptz NOT NULL,
        revoked_at timestamptz NOT NULL DEFAULT now(),
        PRIMARY KEY (side, jti)
      );

      CREATE INDEX revoked_tokens_expires_at_idx ON revoked_tokens (expires_at);

      -- On the channel of the side: the id of the token and its end in whole Unix seconds.
      CREATE FUNCTION notify_token_revoked() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        PERFORM pg_notify('revoked_' || NEW.side,
          NEW.jti || ' ' || ceil(extract(epoch FROM NEW.expires_at))::bigint);
        RETURN NULL;
      END $$;

      CREATE TRIGGER revoked_tokens_notify AFTER INSERT ON revoked_tokens
        FOR EACH ROW EXECUTE FUNCTION notify_token_revoked();

      ALTER TABLE oauth_clients ADD tokens_valid_after timestamptz;

      DROP TRIGGER oauth_clients_touch ON oauth_clients;
      CREATE TRIGGER oauth_clients_touch
        BEFORE UPDATE OF ${TOUCHING}, tokens_valid_after ON oauth_clients
        FOR EACH ROW EXECUTE FUNCTION touch_updated_at();

      DROP TRIGGER oauth_clients_changed ON oauth_clients;
      CREATE TRIGGER oauth_clients_changed
        AFTER DELETE OR UPDATE OF ${TOLD}, tokens_valid_after ON oauth_clients
        FOR EACH ROW EXECUTE FUNCTION notify_client_changed();
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      DROP TRIGGER oauth_clients_changed ON oauth_clients;
      DROP TRIGGER oauth_clients_touch ON oauth_clients;
      ALTER TABLE oauth_clients DROP tokens_valid_after;
      CREATE TRIGGER oauth_clients_touch BEFORE UPDATE OF ${TOUCHING} ON oauth_clients
        FOR EACH ROW EXECUTE FUNCTION touch_updated_at();
      CREATE TRIGGER oauth_clients_changed AFTER DELETE OR UPDATE OF ${TOLD} ON oauth_clients
        FOR EACH ROW EXECUTE FUNCTION notify_client_changed();
      DROP TABLE revoked_tokens;
      DROP FUNCTION notify_token_revoked;
    `);
  }
}

/** Columns that administrators set on a client, from the previous migration. */
const TOUCHING =
  'name, description, scopes, access_token_lifetime, allowed_networks, enabled, expires_at, owner_id, contact';

/** Columns that decide the rights of a client, from the previous migration. */
const TOLD =
  'client_id, side, scopes, access_token_lifetime, allowed_networks, enabled, expires_at, owner_id';
