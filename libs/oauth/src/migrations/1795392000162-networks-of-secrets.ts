import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Records from which networks each secret is used, so that people see which machines still use a
 * replaced one. Lists of secrets are filtered and sorted by their end.
 */
export class NetworksOfSecrets1795392000162 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(networksOfSecrets());
    await queryRunner.query(RIGHTS);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP VIEW used_client_secrets');
    await queryRunner.query(withoutNetworksOfSecrets());
  }
}

/** The table and the index. A schema ends with a dot. */
export function networksOfSecrets(schema = ''): string {
  return `
    CREATE TABLE ${schema}client_secret_networks (
      secret_id    uuid NOT NULL REFERENCES ${schema}oauth_client_secrets ON DELETE CASCADE,
      network      cidr NOT NULL,
      last_used_at timestamptz NOT NULL,
      PRIMARY KEY (secret_id, network),
      CONSTRAINT client_secret_networks_times_bounded CHECK (
        last_used_at >= '0001-01-01 00:00:00+00' AND last_used_at < '10000-01-01 00:00:00+00')
    );
    CREATE INDEX oauth_client_secrets_expires_at_idx
      ON ${schema}oauth_client_secrets (expires_at, id);
  `;
}

export function withoutNetworksOfSecrets(schema = ''): string {
  return `
    DROP INDEX ${schema}oauth_client_secrets_expires_at_idx;
    DROP TABLE ${schema}client_secret_networks;
  `;
}

/** Networks of a secret that the API shows, the last used first. */
const SHOWN = 20;

const RIGHTS = `
  ALTER TABLE client_secret_networks ENABLE ROW LEVEL SECURITY;
  CREATE POLICY backoffice ON client_secret_networks TO latchkey_backoffice USING (true);
  CREATE POLICY storefront ON client_secret_networks TO latchkey_storefront USING (EXISTS (
    SELECT FROM oauth_client_secrets secret JOIN oauth_clients client USING (client_id)
    WHERE secret.id = client_secret_networks.secret_id AND client.side = 'storefront'));
  GRANT SELECT, INSERT, UPDATE (last_used_at), DELETE ON client_secret_networks
    TO latchkey_backoffice, latchkey_storefront;

  CREATE VIEW used_client_secrets WITH (security_invoker) AS
    SELECT secret.id, client_id, hint, label, not_before, expires_at, deprecated_at, created_at,
      secret.last_used_at, last_used_address, use_count,
      jsonb_build_object('networks', coalesce((
        SELECT jsonb_agg(jsonb_build_object('network', network::text, 'lastUsedAt',
          to_char(used.last_used_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'))
          ORDER BY used.last_used_at DESC, network)
        FROM (SELECT network, last_used_at FROM client_secret_networks
          WHERE secret_id = secret.id ORDER BY last_used_at DESC, network LIMIT ${SHOWN}) used),
        '[]')) AS used_from
    FROM oauth_client_secrets secret;
  GRANT SELECT ON used_client_secrets TO latchkey_backoffice;
`;
