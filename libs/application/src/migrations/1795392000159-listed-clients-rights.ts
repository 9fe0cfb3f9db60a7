import type { MigrationInterface, QueryRunner } from 'typeorm';
import { cutCounts, MAX_OF_BIGINT } from './1795392000087-bounded-counts-and-lists.js';

/**
 * Adds the indexes of the search for clients, and the rights of the logins on the usage of a side
 * and on the times of grants. Each application counts the usage of its own side. The back office
 * reads that of both, and the grants, which triggers write.
 */
export class ListedClientsRights1795392000159 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    const [{ schema }] = (await queryRunner.query(
      `SELECT extnamespace::regnamespace::text AS schema FROM pg_extension
       WHERE extname = 'pg_trgm'`,
    )) as [{ schema: string }];
    const trigrams = SEARCHED.map((column) => `${column} ${schema}.gin_trgm_ops`);
    const pairs = SEARCHED.map((column) => `text_pairs(' ' || ${column})`);
    await queryRunner.query(`
      CREATE INDEX oauth_clients_search_idx ON oauth_clients USING gin (${trigrams.join(', ')});
      CREATE INDEX oauth_clients_pairs_idx ON oauth_clients USING gin (${pairs.join(', ')});
      ${cutCounts('side_usage', COUNTS)}
      ${RIGHTS}
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      DROP INDEX oauth_clients_search_idx, oauth_clients_pairs_idx;
      REVOKE ALL ON side_usage FROM latchkey_backoffice, latchkey_storefront;
      REVOKE UPDATE (secrets_end_at) ON oauth_clients FROM latchkey_storefront;
      REVOKE ALL ON client_scope_grants FROM latchkey_backoffice;
      DROP POLICY backoffice_reads ON client_scope_grants;
      ALTER TABLE client_scope_grants DISABLE ROW LEVEL SECURITY;
      DROP POLICY backoffice_reads ON side_usage;
      DROP POLICY backoffice ON side_usage;
      DROP POLICY storefront ON side_usage;
      ALTER TABLE side_usage DISABLE ROW LEVEL SECURITY;
      DROP TRIGGER side_usage_cut ON side_usage;
      DROP FUNCTION cut_side_usage();
    `);
  }
}

/** Columns of `filter[search]`, in the order of the definition. */
const SEARCHED = ['name', 'description', 'contact'];

const COUNTS = {
  tokens_issued: MAX_OF_BIGINT,
  api_calls: MAX_OF_BIGINT,
  denials: MAX_OF_BIGINT,
};

const RIGHTS = `
  ALTER TABLE side_usage ENABLE ROW LEVEL SECURITY;
  CREATE POLICY backoffice_reads ON side_usage FOR SELECT TO latchkey_backoffice USING (true);
  CREATE POLICY backoffice ON side_usage TO latchkey_backoffice USING (side = 'backoffice');
  CREATE POLICY storefront ON side_usage TO latchkey_storefront USING (side = 'storefront');
  GRANT SELECT, INSERT, UPDATE (tokens_issued, api_calls, denials), DELETE ON side_usage
    TO latchkey_backoffice, latchkey_storefront;
  ALTER TABLE client_scope_grants ENABLE ROW LEVEL SECURITY;
  CREATE POLICY backoffice_reads ON client_scope_grants FOR SELECT TO latchkey_backoffice USING (true);
  GRANT SELECT ON client_scope_grants TO latchkey_backoffice;
  GRANT UPDATE (secrets_end_at) ON oauth_clients TO latchkey_storefront;
`;
