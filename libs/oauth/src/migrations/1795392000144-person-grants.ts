import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Lets the back office administer what apps got for people of both sides: consents, codes
 * and refresh tokens. Consents get an id for the API.
 */
export class PersonGrants1795392000144 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    for (const statements of [CONSENTS, CODES, REFRESH_TOKENS]) await queryRunner.query(statements);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      DROP VIEW person_codes, live_refresh_tokens;
      DROP INDEX refresh_tokens_person_idx, refresh_tokens_client_id_idx, consents_client_idx,
        consents_person_idx;
      CREATE INDEX refresh_tokens_person_idx ON refresh_tokens (side, person_id, client_id, id);
      CREATE INDEX refresh_tokens_client_id_idx ON refresh_tokens (client_id);
      CREATE INDEX consents_client_idx ON consents (client_id);
      DROP POLICY backoffice ON consents;
      CREATE POLICY backoffice ON consents TO latchkey_backoffice USING (side = 'backoffice');
      ALTER TABLE consents DROP id;
    `);
  }
}

/** A consent has no secret. The back office sees and deletes all, and adds those of its people. */
const CONSENTS = `
  ALTER TABLE consents ADD id text NOT NULL
    GENERATED ALWAYS AS (side || '-' || person_id::text || '-' || client_id::text) STORED;
  CREATE UNIQUE INDEX consents_id_idx ON consents (id);
  CREATE INDEX consents_person_idx ON consents (person_id, id);
  DROP INDEX consents_client_idx;
  CREATE INDEX consents_client_idx ON consents (client_id, id);
  DROP POLICY backoffice ON consents;
  CREATE POLICY backoffice ON consents TO latchkey_backoffice
    USING (true) WITH CHECK (side = 'backoffice');
`;

/**
 * Codes whose tokens are not revoked, without what they are bound to. The rights of the owner let the
 * back office revoke those of a shopper, and nothing else: a revocation makes the row disappear. The
 * session is read as text: details may be planted, and PostgreSQL 15 cannot ask whether they are JSON.
 */
const CODES = `
  CREATE VIEW person_codes (side, client_id, person_id, session_id, token_id, token_expires_at,
      expires_at, revoked_at) WITH (security_barrier) AS
    SELECT side, client_id, person_id,
      substring(details FROM '"sessionId":"([^"\\\\]+)"'), token_id, token_expires_at, expires_at,
      replayed_at
    FROM authorization_codes
    WHERE replayed_at IS NULL AND (side = 'storefront'
      OR pg_has_role('latchkey_backoffice', 'USAGE') OR NOT row_security_active('staff_users'));
  GRANT SELECT, UPDATE (revoked_at) ON person_codes TO latchkey_backoffice, latchkey_storefront;
`;

/**
 * Refresh tokens that work while the client and the person are active. The rights are those of the
 * caller, so the policies of the tables apply, and no condition is a barrier to an index.
 */
const REFRESH_TOKENS = `
  DROP INDEX refresh_tokens_person_idx, refresh_tokens_client_id_idx;
  CREATE INDEX refresh_tokens_person_idx ON refresh_tokens (person_id, side, client_id, id);
  CREATE INDEX refresh_tokens_client_id_idx ON refresh_tokens (client_id, id);

  CREATE VIEW live_refresh_tokens WITH (security_invoker) AS
    SELECT id, side, client_id, person_id, session_id, scope, authenticated_at, created_at,
      last_used_at, expires_at
    FROM refresh_tokens family
    WHERE revoked_at IS NULL AND expires_at > now()
      AND NOT EXISTS (SELECT FROM people_tokens revoked WHERE revoked.side = family.side
        AND revoked.person_id = family.person_id AND revoked.tokens_valid_after >= family.created_at)
      AND NOT EXISTS (SELECT FROM oauth_clients client WHERE client.client_id = family.client_id
        AND client.tokens_valid_after >= family.created_at);
  GRANT SELECT ON live_refresh_tokens TO latchkey_backoffice, latchkey_storefront;
`;
