import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Adds public keys, with which a client can authenticate instead of a secret; the requirement that
 * its tokens are bound to a key; and a record of assertions (RFC 7523) and DPoP proofs (RFC 9449)
 * that were used and must not be replayed.
 */
export class ClientKeys1795392000007 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      ALTER TABLE oauth_clients
        ADD jwks jsonb CHECK (jsonb_typeof(jwks -> 'keys') = 'array'),
        ADD jwks_uri text CHECK (length(jwks_uri) <= 2000),
        ADD dpop_bound_access_tokens boolean NOT NULL DEFAULT false,
        ADD CONSTRAINT oauth_clients_one_key_set CHECK (jwks IS NULL OR jwks_uri IS NULL);

      DROP TRIGGER oauth_clients_touch ON oauth_clients;
      CREATE TRIGGER oauth_clients_touch
        BEFORE UPDATE OF ${TOUCHING}, ${ADDED} ON oauth_clients
        FOR EACH ROW EXECUTE FUNCTION touch_updated_at();

      DROP TRIGGER oauth_clients_changed ON oauth_clients;
      CREATE TRIGGER oauth_clients_changed
        AFTER DELETE OR UPDATE OF ${TOLD}, ${ADDED} ON oauth_clients
        FOR EACH ROW EXECUTE FUNCTION notify_client_changed();

      -- The digest names the kind, whose it is and its jti: none of them has a length of ours.
      CREATE TABLE used_proofs (
        side       text NOT NULL CHECK (side IN ('backoffice', 'storefront')),
        digest     bytea NOT NULL CHECK (length(digest) = 32),
        expires_at timestamptz NOT NULL,
        PRIMARY KEY (side, digest)
      );

      CREATE INDEX used_proofs_expires_at_idx ON used_proofs (expires_at);
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      DROP TABLE used_proofs;
      DROP TRIGGER oauth_clients_changed ON oauth_clients;
      DROP TRIGGER oauth_clients_touch ON oauth_clients;
      ALTER TABLE oauth_clients DROP jwks, DROP jwks_uri, DROP dpop_bound_access_tokens;
      CREATE TRIGGER oauth_clients_touch BEFORE UPDATE OF ${TOUCHING} ON oauth_clients
        FOR EACH ROW EXECUTE FUNCTION touch_updated_at();
      CREATE TRIGGER oauth_clients_changed AFTER DELETE OR UPDATE OF ${TOLD} ON oauth_clients
        FOR EACH ROW EXECUTE FUNCTION notify_client_changed();
    `);
  }
}

const ADDED = 'jwks, jwks_uri, dpop_bound_access_tokens';

/** Columns that administrators set on a client, from the previous migration. */
const TOUCHING =
  'name, description, scopes, access_token_lifetime, allowed_networks, enabled, expires_at, owner_id, contact, tokens_valid_after';

/** Columns that decide the rights of a client, from the previous migration. */
const TOLD =
  'client_id, side, scopes, access_token_lifetime, allowed_networks, enabled, expires_at, owner_id, tokens_valid_after';
