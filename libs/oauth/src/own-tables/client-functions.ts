import { countLock } from './fragments.js';

/** Creates the trigger function that keeps counts of a table between 0 and a maximum. */
function cutFunction(table: string, columns: readonly string[], max: number): string {
  const cuts = columns.map(
    (column) => `NEW.${column} := least(greatest(NEW.${column}, 0), ${max});`,
  );
  return `CREATE FUNCTION own.cut_${table}() RETURNS trigger LANGUAGE plpgsql
  SET search_path = pg_catalog, pg_temp AS $function$
    BEGIN
      ${cuts.join('\n')}
      RETURN NEW;
    END $function$;`;
}

/** The functions and triggers of clients, their secrets and their use. */
export const CLIENTS_FUNCTIONS = `
CREATE FUNCTION own.bound_oauth_client_secrets() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = pg_catalog, pg_temp AS $function$
    BEGIN
    ${countLock('oauth_client_secrets', 'client_id')}
      -- A row trigger sees the rows that the same statement has written before.
      IF (SELECT count(*) FROM (
          SELECT FROM own.oauth_client_secrets WHERE client_id = NEW.client_id LIMIT 100) held) = 100
      THEN
        RAISE check_violation USING MESSAGE =
          format('%s %s already has 100 rows in oauth_client_secrets', 'client_id', NEW.client_id);
      END IF;
      RETURN NEW;
    END $function$;
${cutFunction('client_scope_usage', ['uses'], 1e15)}
${cutFunction('client_usage', ['tokens_issued', 'api_calls', 'denials'], 1e9)}
${cutFunction('failed_attempts', ['points'], 1e9)}
${cutFunction('oauth_client_secrets', ['use_count'], 1e15)}
CREATE FUNCTION own.cut_revocation_of_all() RETURNS trigger LANGUAGE plpgsql
  SET search_path = pg_catalog, pg_temp AS $function$
      BEGIN
        NEW.tokens_valid_after := least(NEW.tokens_valid_after, clock_timestamp());
        RETURN NEW;
      END $function$;
CREATE FUNCTION own.notify_client_changed() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = pg_catalog, pg_temp AS $function$
    BEGIN
      INSERT INTO own.changes (side, channel, payload) SELECT side, 'clients_' || side, client_id::text FROM own.oauth_clients
        WHERE client_id IN (OLD.client_id, NEW.client_id) ON CONFLICT DO NOTHING;
      IF TG_TABLE_NAME = 'oauth_clients' THEN
        INSERT INTO own.changes (side, channel, payload) VALUES (OLD.side, 'clients_' || OLD.side, OLD.client_id::text)
          ON CONFLICT DO NOTHING;
      END IF;
      RETURN NULL;
    END $function$;
CREATE FUNCTION own.notify_everything_changed() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = pg_catalog, pg_temp AS $function$
    BEGIN
      INSERT INTO own.changes (side, channel, payload)
        SELECT DISTINCT side, 'clients_' || side, '*' FROM own.instances ON CONFLICT DO NOTHING;
      RETURN NULL;
    END $function$;

CREATE TRIGGER cut_revocation_of_all BEFORE INSERT OR UPDATE OF tokens_valid_after ON
    own.oauth_clients FOR EACH ROW WHEN ((new.tokens_valid_after IS NOT NULL)) EXECUTE FUNCTION
    own.cut_revocation_of_all();
CREATE TRIGGER oauth_clients_changed AFTER DELETE OR UPDATE OF client_id, side, scopes,
    access_token_lifetime, allowed_networks, enabled, expires_at, owner_id, tokens_valid_after,
    jwks, jwks_uri, dpop_bound_access_tokens, limits ON own.oauth_clients FOR EACH ROW EXECUTE
    FUNCTION own.notify_client_changed();
CREATE TRIGGER oauth_clients_emptied AFTER TRUNCATE ON own.oauth_clients FOR EACH STATEMENT
    EXECUTE FUNCTION own.notify_everything_changed();
CREATE TRIGGER oauth_clients_touch BEFORE UPDATE OF name, description, scopes,
    access_token_lifetime, allowed_networks, enabled, expires_at, owner_id, contact,
    tokens_valid_after, jwks, jwks_uri, dpop_bound_access_tokens, limits ON own.oauth_clients
    FOR EACH ROW EXECUTE FUNCTION own.touch_updated_at();
CREATE TRIGGER bound_oauth_client_secrets BEFORE INSERT OR UPDATE OF client_id ON
    own.oauth_client_secrets FOR EACH ROW EXECUTE FUNCTION own.bound_oauth_client_secrets();
CREATE TRIGGER oauth_client_secrets_changed AFTER INSERT OR DELETE OR UPDATE OF client_id,
    hash, not_before, expires_at, deprecated_at ON own.oauth_client_secrets FOR EACH ROW
    EXECUTE FUNCTION own.notify_client_changed();
CREATE TRIGGER oauth_client_secrets_cut BEFORE INSERT OR UPDATE ON own.oauth_client_secrets FOR
    EACH ROW WHEN (((new.use_count < 0) OR (new.use_count > '1000000000000000'::bigint)))
    EXECUTE FUNCTION own.cut_oauth_client_secrets();
CREATE TRIGGER oauth_client_secrets_emptied AFTER TRUNCATE ON own.oauth_client_secrets FOR EACH
    STATEMENT EXECUTE FUNCTION own.notify_everything_changed();
CREATE TRIGGER client_scope_usage_cut BEFORE INSERT OR UPDATE ON own.client_scope_usage FOR
    EACH ROW WHEN (((new.uses < 0) OR (new.uses > '1000000000000000'::bigint))) EXECUTE
    FUNCTION own.cut_client_scope_usage();
CREATE TRIGGER client_usage_cut BEFORE INSERT OR UPDATE ON own.client_usage FOR EACH ROW WHEN
    ((((new.tokens_issued < 0) OR (new.tokens_issued > 1000000000)) OR ((new.api_calls < 0) OR
    (new.api_calls > 1000000000)) OR ((new.denials < 0) OR (new.denials > 1000000000))))
    EXECUTE FUNCTION own.cut_client_usage();
CREATE TRIGGER failed_attempts_cut BEFORE INSERT OR UPDATE ON own.failed_attempts FOR EACH ROW
    WHEN (((new.points < 0) OR (new.points > 1000000000))) EXECUTE FUNCTION
    own.cut_failed_attempts();
`;
