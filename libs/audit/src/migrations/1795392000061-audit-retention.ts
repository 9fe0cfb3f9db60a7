import type { MigrationInterface, QueryRunner } from 'typeorm';
import { chain, REFUSAL, schemaOf, UNSALTED } from './1795392000005-audit-events.js';

/**
 * Allows the removal of the oldest days, or of a person, from the audit trail without breaking the
 * chain.
 *
 * Values that may name a person (`actor`, `subject_id`, `before`, `after`, `reason`, `address`)
 * are hashed together with a random salt into `details_hash`. The chain covers that hash instead
 * of the values. An erasure removes values and salt; the chain is unchanged, and nobody can guess
 * the values from the hash. Existing events have neither salt nor `details_hash`, and keep
 * their hash.
 *
 * The triggers let the owner of the tables delete events, or change these values, only in a
 * transaction that sets `latchkey.audit`. No login of an application has the privilege to do
 * either, or to add an event that explains it (`audit.…`).
 */
export class AuditRetention1795392000061 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    const schema = await schemaOf(queryRunner);

    await queryRunner.query(`
      ALTER TABLE audit_events
        ADD COLUMN salt uuid,
        ADD COLUMN details_hash bytea CHECK (length(details_hash) = 32);

      ${chain(schema, SALTED)}

      CREATE OR REPLACE FUNCTION audit_events_refuse() RETURNS trigger LANGUAGE plpgsql
        SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
      DECLARE
        purpose text := current_setting('latchkey.audit', true);
      BEGIN
        IF TG_NARGS = 0 AND (TG_OP, purpose) IN (('DELETE', 'prune'), ('UPDATE', 'erase')) THEN
          RETURN NULL;
        END IF;
        RAISE EXCEPTION '% on audit_events is refused: it is evidence, and is only added to', TG_OP
          USING ERRCODE = 'restrict_violation';
      END $$;

      CREATE TRIGGER audit_events_refuse_fixed BEFORE UPDATE OF id, occurred_at, actor_type, side,
          action, subject_type, occurrences, request_id, details_hash, previous_hash, hash
        ON audit_events FOR EACH STATEMENT EXECUTE FUNCTION audit_events_refuse('always');

      DROP POLICY backoffice_adds ON audit_events;
      DROP POLICY storefront_adds ON audit_events;
      CREATE POLICY backoffice_adds ON audit_events FOR INSERT TO latchkey_backoffice
        WITH CHECK (NOT starts_with(action, 'audit.'));
      CREATE POLICY storefront_adds ON audit_events FOR INSERT TO latchkey_storefront
        WITH CHECK (side = 'storefront' AND NOT starts_with(action, 'audit.'));
    `);
  }

  /** Limitation: the previous version reports events of this version as changed. */
  async down(queryRunner: QueryRunner): Promise<void> {
    const schema = await schemaOf(queryRunner);

    await queryRunner.query(`
      DROP POLICY backoffice_adds ON audit_events;
      DROP POLICY storefront_adds ON audit_events;
      CREATE POLICY backoffice_adds ON audit_events FOR INSERT TO latchkey_backoffice
        WITH CHECK (true);
      CREATE POLICY storefront_adds ON audit_events FOR INSERT TO latchkey_storefront
        WITH CHECK (side = 'storefront');

      DROP TRIGGER audit_events_refuse_fixed ON audit_events;
      ${REFUSAL}
      ${chain(schema, UNSALTED)}
      ALTER TABLE audit_events DROP COLUMN salt, DROP COLUMN details_hash;
    `);
  }
}

export const SALTED = `
  NEW.salt := gen_random_uuid();
  NEW.details_hash := sha256(convert_to(jsonb_build_array(
    NEW.salt, NEW.actor, NEW.subject_id, NEW.before::text, NEW.after::text, NEW.reason, NEW.address
  )::text, 'UTF8'));
  NEW.hash := sha256(convert_to(jsonb_build_array(
    NEW.id, extract(epoch FROM NEW.occurred_at)::text, NEW.actor_type, NEW.side, NEW.action,
    NEW.subject_type, NEW.occurrences, NEW.request_id, encode(NEW.details_hash, 'hex')
  )::text, 'UTF8') || NEW.previous_hash);
`;
