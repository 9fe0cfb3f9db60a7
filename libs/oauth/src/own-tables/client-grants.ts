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

/** Columns that administrators set, from the first migration. */
const TOUCHING =
  'name, description, scopes, access_token_lifetime, allowed_networks, enabled, expires_at, owner_id, contact, tokens_valid_after, jwks, jwks_uri, dpop_bound_access_tokens, limits';

/** Columns that decide on the rights of a client, from the first migration. */
const NOTIFYING =
  'client_id, side, scopes, access_token_lifetime, allowed_networks, enabled, expires_at, owner_id, tokens_valid_after, jwks, jwks_uri, dpop_bound_access_tokens, limits';

function triggers(touching: string, notifying: string): string {
  return `
DROP TRIGGER oauth_clients_touch ON own.oauth_clients;
CREATE TRIGGER oauth_clients_touch BEFORE UPDATE OF ${touching} ON own.oauth_clients
  FOR EACH ROW EXECUTE FUNCTION own.touch_updated_at();
DROP TRIGGER oauth_clients_changed ON own.oauth_clients;
CREATE TRIGGER oauth_clients_changed AFTER DELETE OR UPDATE OF ${notifying} ON own.oauth_clients
  FOR EACH ROW EXECUTE FUNCTION own.notify_client_changed();`;
}

/** The grants of clients and their redirect URIs. `own` stands for the schema. */
export const CLIENT_GRANTS = `
ALTER TABLE own.oauth_clients
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
${triggers(`${TOUCHING}, ${COLUMNS}`, `${NOTIFYING}, name, ${COLUMNS}`)}
`;

export const WITHOUT_CLIENT_GRANTS = `
${triggers(TOUCHING, NOTIFYING)}
ALTER TABLE own.oauth_clients DROP grant_types, DROP redirect_uris,
  DROP post_logout_redirect_uris, DROP is_public, DROP is_third_party;
`;
