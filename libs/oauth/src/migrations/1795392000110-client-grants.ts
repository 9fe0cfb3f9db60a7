import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * A client has grant types, redirect URIs, and two properties: without credentials, and of another
 * party. Existing clients keep the client credentials grant alone. The name of a client is shown to
 * people, so processes are also notified of a new name.
 */
export class ClientGrants1795392000110 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(clientGrants());
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(withoutClientGrants());
  }
}

const LISTS = ['redirect_uris', 'post_logout_redirect_uris'];

const COLUMNS = ['grant_types', ...LISTS, 'is_public', 'is_third_party'].join(', ');

/** 20 URIs of 500 characters each, which are ASCII. More would not fit into an audit event. */
function bounded(column: string): string {
  return `cardinality(${column}) <= 20 AND octet_length(${column}::text) <= 10240`;
}

/** `array_position` fails for a list of lists, and only CASE guarantees the order of evaluation. */
function plain(column: string): string {
  return `CASE WHEN coalesce(array_ndims(${column}), 1) = 1
    THEN array_position(${column}, NULL) IS NULL ELSE false END`;
}

function triggers(schema: string, touching: string, notifying: string): string {
  return `
    DROP TRIGGER oauth_clients_touch ON ${schema}oauth_clients;
    CREATE TRIGGER oauth_clients_touch BEFORE UPDATE OF ${touching} ON ${schema}oauth_clients
      FOR EACH ROW EXECUTE FUNCTION ${schema}touch_updated_at();
    DROP TRIGGER oauth_clients_changed ON ${schema}oauth_clients;
    CREATE TRIGGER oauth_clients_changed AFTER DELETE OR UPDATE OF ${notifying} ON ${schema}oauth_clients
      FOR EACH ROW EXECUTE FUNCTION ${schema}notify_client_changed();`;
}

/** Columns that administrators set, from earlier migrations. */
const TOUCHING =
  'name, description, scopes, access_token_lifetime, allowed_networks, enabled, expires_at, owner_id, contact, tokens_valid_after, jwks, jwks_uri, dpop_bound_access_tokens, limits';

/** Columns that decide on the rights of a client, from earlier migrations. */
const NOTIFYING =
  'client_id, side, scopes, access_token_lifetime, allowed_networks, enabled, expires_at, owner_id, tokens_valid_after, jwks, jwks_uri, dpop_bound_access_tokens, limits';

/** The columns, their checks, and the triggers. A schema ends with a dot. */
export function clientGrants(schema = ''): string {
  return `
    ALTER TABLE ${schema}oauth_clients
      ADD grant_types text[] NOT NULL DEFAULT '{client_credentials}',
      ADD redirect_uris text[] NOT NULL DEFAULT '{}',
      ADD post_logout_redirect_uris text[] NOT NULL DEFAULT '{}',
      ADD is_public boolean NOT NULL DEFAULT false,
      ADD is_third_party boolean NOT NULL DEFAULT false,
      ADD CONSTRAINT oauth_clients_grants_bounded CHECK (
        cardinality(grant_types) BETWEEN 1 AND 10
        AND octet_length(grant_types::text) <= 1024
        AND ${LISTS.map(bounded).join(' AND ')}),
      ADD CONSTRAINT oauth_clients_grants_plain CHECK (
        ${['grant_types', ...LISTS].map(plain).join(' AND ')}),
      ADD CONSTRAINT oauth_clients_public CHECK (
        NOT is_public
        OR (jwks IS NULL AND jwks_uri IS NULL AND 'client_credentials' <> ALL (grant_types)));
    ${triggers(schema, `${TOUCHING}, ${COLUMNS}`, `${NOTIFYING}, name, ${COLUMNS}`)}
  `;
}

export function withoutClientGrants(schema = ''): string {
  return `
    ${triggers(schema, TOUCHING, NOTIFYING)}
    ALTER TABLE ${schema}oauth_clients DROP grant_types, DROP redirect_uris,
      DROP post_logout_redirect_uris, DROP is_public, DROP is_third_party;
  `;
}
