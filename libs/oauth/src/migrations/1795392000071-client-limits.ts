import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Limits of one client override those of the configuration. A change takes effect at once. */
export class ClientLimits1795392000071 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      ALTER TABLE oauth_clients ADD limits jsonb
        CHECK (jsonb_typeof(limits) = 'object' AND octet_length(limits::text) <= 1024);
      ${triggers(`${TOUCHING}, limits`, `${TOLD}, limits`)}
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      ${triggers(TOUCHING, TOLD)}
      ALTER TABLE oauth_clients DROP limits;
    `);
  }
}

function triggers(touching: string, told: string): string {
  return `
    DROP TRIGGER oauth_clients_touch ON oauth_clients;
    CREATE TRIGGER oauth_clients_touch BEFORE UPDATE OF ${touching} ON oauth_clients
      FOR EACH ROW EXECUTE FUNCTION touch_updated_at();
    DROP TRIGGER oauth_clients_changed ON oauth_clients;
    CREATE TRIGGER oauth_clients_changed AFTER DELETE OR UPDATE OF ${told} ON oauth_clients
      FOR EACH ROW EXECUTE FUNCTION notify_client_changed();`;
}

/** Columns that administrators set, from earlier migrations. */
const TOUCHING =
  'name, description, scopes, access_token_lifetime, allowed_networks, enabled, expires_at, owner_id, contact, tokens_valid_after, jwks, jwks_uri, dpop_bound_access_tokens';

/** Columns that decide on the rights of a client, from earlier migrations. */
const TOLD =
  'client_id, side, scopes, access_token_lifetime, allowed_networks, enabled, expires_at, owner_id, tokens_valid_after, jwks, jwks_uri, dpop_bound_access_tokens';
