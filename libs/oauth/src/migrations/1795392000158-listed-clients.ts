import type { MigrationInterface, QueryRunner } from 'typeorm';
import { schemaOf } from './1795392000020-signing-key-authentication.js';

/**
 * Adds what lists of clients show and find: the next end of a secret, the time at which each scope
 * was granted, clients by scope, and the usage of all clients of a side by the hour.
 *
 * The time of earlier grants is not known. Each counts as granted at the last change of its client,
 * so that no scope looks unneeded for longer than it was granted. The usage of clients that were
 * deleted before is not in the sums.
 */
export class ListedClients1795392000158 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(listedClients(`${await schemaOf(queryRunner)}.`));
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(withoutListedClients(`${await schemaOf(queryRunner)}.`));
  }
}

const FUNCTION = 'LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp';

function times(table: string, ...columns: string[]): string {
  const bounds = columns.map(
    (column) => `${column} >= '0001-01-01 00:00:00+00' AND ${column} < '10000-01-01 00:00:00+00'`,
  );
  return `CONSTRAINT ${table}_listed_times_bounded CHECK (${bounds.join(' AND ')})`;
}

/**
 * The columns, tables and triggers. A schema ends with a dot. A scope that is too
 * long for `client_scope_usage` has no grant either.
 */
export function listedClients(schema: string): string {
  return `
    ALTER TABLE ${schema}oauth_clients
      ADD secrets_end_at timestamptz,
      ADD ${times('oauth_clients', 'secrets_end_at')};
    CREATE TABLE ${schema}client_scope_grants (
      client_id uuid NOT NULL REFERENCES ${schema}oauth_clients ON DELETE CASCADE,
      scope text NOT NULL CHECK (octet_length(scope) <= 256),
      granted_at timestamptz NOT NULL DEFAULT now(),
      PRIMARY KEY (client_id, scope),
      ${times('client_scope_grants', 'granted_at')}
    );

    CREATE FUNCTION ${schema}next_secret_end(client uuid) RETURNS timestamptz LANGUAGE sql STABLE
      SET search_path = pg_catalog, pg_temp AS $$
        SELECT min(expires_at) FROM ${schema}oauth_client_secrets
        WHERE client_id = client AND expires_at > now()
      $$;
    CREATE FUNCTION ${schema}note_secret_end() RETURNS trigger ${FUNCTION} AS $$
      BEGIN
        UPDATE ${schema}oauth_clients SET secrets_end_at = ${schema}next_secret_end(client_id)
          WHERE client_id IN (OLD.client_id, NEW.client_id)
            AND secrets_end_at IS DISTINCT FROM ${schema}next_secret_end(client_id);
        RETURN NULL;
      END $$;
    CREATE FUNCTION ${schema}note_granted_scopes() RETURNS trigger ${FUNCTION} AS $$
      BEGIN
        DELETE FROM ${schema}client_scope_grants
          WHERE client_id = NEW.client_id AND scope <> ALL (NEW.scopes);
        INSERT INTO ${schema}client_scope_grants (client_id, scope)
          SELECT NEW.client_id, scope FROM unnest(NEW.scopes) scope WHERE octet_length(scope) <= 256
        ON CONFLICT DO NOTHING;
        RETURN NULL;
      END $$;
    REVOKE ALL ON FUNCTION ${schema}note_secret_end(), ${schema}note_granted_scopes(),
      ${schema}next_secret_end(uuid) FROM PUBLIC;

    UPDATE ${schema}oauth_clients SET secrets_end_at = ${schema}next_secret_end(client_id)
      WHERE client_id IN (
        SELECT client_id FROM ${schema}oauth_client_secrets WHERE expires_at > now());
    INSERT INTO ${schema}client_scope_grants (client_id, scope, granted_at)
      SELECT DISTINCT client_id, scope, updated_at FROM ${schema}oauth_clients, unnest(scopes) scope
      WHERE octet_length(scope) <= 256;

    CREATE TRIGGER note_secret_end
      AFTER INSERT OR DELETE OR UPDATE OF client_id, expires_at ON ${schema}oauth_client_secrets
      FOR EACH ROW EXECUTE FUNCTION ${schema}note_secret_end();
    CREATE TRIGGER note_granted_scopes AFTER INSERT OR UPDATE OF scopes ON ${schema}oauth_clients
      FOR EACH ROW EXECUTE FUNCTION ${schema}note_granted_scopes();

    CREATE INDEX oauth_clients_secrets_end_at_idx
      ON ${schema}oauth_clients (secrets_end_at, client_id);
    CREATE INDEX oauth_clients_scopes_idx ON ${schema}oauth_clients USING gin (scopes);
    ${sideUsage(schema)}
  `;
}

/** One row for each hour since 2020 at most, so that no login can fill the table. */
function sideUsage(schema: string): string {
  return `
    CREATE TABLE ${schema}side_usage (
      side text NOT NULL CHECK (side ~ '^[a-z][a-z0-9_]{0,39}$'),
      hour timestamptz NOT NULL CHECK (
        hour >= '2020-01-01 00:00:00+00' AND hour <= now() + interval '25 hours'
        AND extract(epoch FROM hour) % 3600 = 0),
      tokens_issued bigint NOT NULL DEFAULT 0,
      api_calls bigint NOT NULL DEFAULT 0,
      denials bigint NOT NULL DEFAULT 0,
      PRIMARY KEY (side, hour)
    );
    INSERT INTO ${schema}side_usage
      SELECT side, date_trunc('hour', hour, 'UTC'), sum(tokens_issued), sum(api_calls), sum(denials)
      FROM ${schema}client_usage JOIN ${schema}oauth_clients USING (client_id)
      WHERE hour >= '2020-01-01 00:00:00+00' GROUP BY 1, 2;
  `;
}

export function withoutListedClients(schema: string): string {
  return `
    DROP TABLE ${schema}side_usage, ${schema}client_scope_grants;
    DROP TRIGGER note_secret_end ON ${schema}oauth_client_secrets;
    DROP TRIGGER note_granted_scopes ON ${schema}oauth_clients;
    DROP FUNCTION ${schema}note_secret_end, ${schema}note_granted_scopes, ${schema}next_secret_end;
    DROP INDEX ${schema}oauth_clients_scopes_idx;
    ALTER TABLE ${schema}oauth_clients DROP secrets_end_at;
  `;
}
