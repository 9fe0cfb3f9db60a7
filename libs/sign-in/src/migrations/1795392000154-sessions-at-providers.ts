import type { MigrationInterface, QueryRunner } from 'typeorm';
import { schemaOf } from './1795392000126-sign-in.js';

/**
 * Sessions, and sign-ins that wait for a second factor, know the identity provider at which they
 * began, so that they end with it. Linked identities get an id, with which the back office sees and
 * removes those of both sides without their subjects.
 *
 * The column has no foreign key: the row of a provider is deleted after its sessions have ended with
 * the tokens of apps, which a cascade would leave.
 */
export class SessionsAtProviders1795392000154 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      ALTER TABLE sessions ADD ${PROVIDER};
      ALTER TABLE pending_sign_ins ADD ${PROVIDER};
      CREATE INDEX sessions_provider_id_idx ON sessions (provider_id)
        WHERE provider_id IS NOT NULL;
      CREATE INDEX pending_sign_ins_provider_id_idx ON pending_sign_ins (provider_id)
        WHERE provider_id IS NOT NULL;
      GRANT INSERT (provider_id), UPDATE (provider_id) ON sessions
        TO latchkey_backoffice, latchkey_storefront;

      ALTER TABLE linked_identities ADD id bigint GENERATED ALWAYS AS IDENTITY UNIQUE;
      CREATE VIEW person_identities WITH (security_barrier) AS
        SELECT id, side, person_id, issuer, created_at, last_used_at FROM linked_identities;
      GRANT SELECT, DELETE ON person_identities TO latchkey_backoffice;
    `);
    await queryRunner.query(views('provider_id'));
    await queryRunner.query(heldProvider(await schemaOf(queryRunner)));
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      DROP FUNCTION hold_identity_provider;
      DROP VIEW person_sessions, person_pending_sign_ins, person_identities;
      ALTER TABLE sessions DROP provider_id;
      ALTER TABLE pending_sign_ins DROP provider_id;
      ALTER TABLE linked_identities DROP id;
    `);
    await queryRunner.query(views());
  }
}

const PROVIDER = `provider_id bigint CHECK (provider_id BETWEEN 1 AND 999999999999999999)`;

/** Replaces the views of the back office, with a further column or without one. */
function views(...columns: string[]): string {
  const more = columns.map((column) => `, ${column}`).join('');
  return `
    CREATE OR REPLACE VIEW person_sessions WITH (security_invoker) AS
      SELECT id, side, person_id, amr, acr, user_agent, address, created_at, authenticated_at,
        last_seen_at, expires_at${more}
      FROM sessions WHERE expires_at > now();
    CREATE OR REPLACE VIEW person_pending_sign_ins WITH (security_barrier) AS
      SELECT side, person_id${more} FROM pending_sign_ins;
    GRANT SELECT, DELETE ON person_sessions, person_pending_sign_ins TO latchkey_backoffice;
  `;
}

/**
 * Keeps a provider enabled until the end of the transaction, and returns false for one that is
 * disabled or removed. A lock needs a right to update, which only the owner of the tables has at
 * both sides.
 */
function heldProvider(schema: string): string {
  return `
    CREATE FUNCTION hold_identity_provider(provider bigint) RETURNS boolean LANGUAGE plpgsql
      SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    BEGIN
      PERFORM FROM ${schema}.identity_providers WHERE id = provider AND enabled FOR SHARE;
      RETURN FOUND;
    END $$;
    REVOKE ALL ON FUNCTION hold_identity_provider FROM PUBLIC;
    GRANT EXECUTE ON FUNCTION hold_identity_provider TO latchkey_backoffice, latchkey_storefront;
  `;
}
