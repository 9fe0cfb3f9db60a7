import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Outcomes of verifications of the audit chain, so that programs and the console can read up to which
 * event the chain is verified. The sound ones are noted heads of the chain, with which later
 * verifications compare it.
 *
 * The login of the back office may add only outcomes of its own checks, which are never complete. The
 * others are of the command line.
 */
export class AuditVerifications1795392000168 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE TABLE audit_verifications (
        id          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        verified_at timestamptz NOT NULL DEFAULT clock_timestamp()
          CHECK (verified_at >= '0001-01-01Z' AND verified_at < '10000-01-01Z'),
        actor_type  text NOT NULL CHECK (actor_type = ANY (ARRAY['command', 'system'])),
        actor       text NOT NULL CHECK (octet_length(actor) <= 1024),
        complete    boolean NOT NULL,
        sound       boolean NOT NULL,
        after_id    bigint NOT NULL CHECK (after_id BETWEEN 0 AND 1000000000000000),
        event_id    bigint NOT NULL CHECK (event_id BETWEEN 0 AND 1000000000000000),
        hash        bytea CHECK (length(hash) = 32),
        problem     text CHECK (octet_length(problem) <= 8192),
        CHECK (sound = (hash IS NOT NULL) AND sound = (problem IS NULL))
      );

      CREATE INDEX audit_verifications_verified_at_idx ON audit_verifications (verified_at, id);

      CREATE VIEW audit_heads WITH (security_barrier) AS
        SELECT id, verified_at, actor_type, actor, complete, event_id::text AS event_id,
          encode(hash, 'hex') AS hash
        FROM audit_verifications WHERE sound;

      ALTER TABLE audit_verifications ENABLE ROW LEVEL SECURITY;
      CREATE POLICY backoffice_reads ON audit_verifications FOR SELECT TO latchkey_backoffice
        USING (true);
      CREATE POLICY backoffice_adds ON audit_verifications FOR INSERT TO latchkey_backoffice
        WITH CHECK (actor_type = 'system' AND NOT complete);
      GRANT SELECT ON audit_verifications, audit_heads TO latchkey_backoffice;
      GRANT INSERT (actor_type, actor, complete, sound, after_id, event_id, hash, problem)
        ON audit_verifications TO latchkey_backoffice;
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      DROP VIEW audit_heads;
      DROP TABLE audit_verifications;
    `);
  }
}
