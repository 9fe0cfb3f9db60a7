import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Limits the size of audit events, because a row that is too large to be read cannot be removed
 * either. `AuditLog` truncates texts far below these limits. By its name the trigger runs before
 * the one that computes the chain, so a rejected row is not hashed. Larger existing events stay,
 * because they are evidence.
 */
export class AuditEventSize1795392000064 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE FUNCTION audit_events_too_large() RETURNS trigger LANGUAGE plpgsql
        SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
      BEGIN
        RAISE program_limit_exceeded USING MESSAGE = 'an audit event is too large: at most ' ||
          '${NAME} bytes for a name or id, ${REASON} for the reason, ${DOCUMENT} for before and after';
      END $$;
      REVOKE ALL ON FUNCTION audit_events_too_large() FROM PUBLIC;

      CREATE TRIGGER audit_events_bounds BEFORE INSERT ON audit_events
        FOR EACH ROW WHEN (
          greatest(octet_length(NEW.actor), octet_length(NEW.side), octet_length(NEW.action),
            octet_length(NEW.subject_type), octet_length(NEW.subject_id),
            octet_length(NEW.request_id), octet_length(NEW.address)) > ${NAME}
          OR octet_length(NEW.reason) > ${REASON}
          OR octet_length(NEW.before::text) > ${DOCUMENT}
          OR octet_length(NEW.after::text) > ${DOCUMENT})
        EXECUTE FUNCTION audit_events_too_large();
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      DROP TRIGGER audit_events_bounds ON audit_events;
      DROP FUNCTION audit_events_too_large();
    `);
  }
}

/** Bytes; `AuditLog` stores at most 200 characters. */
const NAME = 1024;

/** Bytes; `AuditLog` stores at most 1,000 characters. */
const REASON = 8192;

/**
 * Bytes of each document; the largest, that of a client, has 64 KiB of keys and 16 KiB of scopes.
 */
const DOCUMENT = 131_072;
