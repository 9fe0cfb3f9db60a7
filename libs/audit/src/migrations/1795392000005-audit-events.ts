import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Records actions and their actors as a chain: each row contains the hash of the previous row.
 *
 * The insert trigger computes the chain for every login, and locks its head until the end of the
 * transaction. Ids therefore have no gap, even after a rollback. The functions run as the owner of
 * the tables, so an application login needs INSERT and SELECT on audit_events and no right on
 * audit_head. They name the schema. No other role may use them in a trigger of its own, which would
 * move the head without a row.
 */
export class AuditEvents1795392000005 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    const schema = await schemaOf(queryRunner);

    await queryRunner.query(`
      CREATE TABLE audit_events (
        id            bigint PRIMARY KEY,
        occurred_at   timestamptz NOT NULL,
        actor_type    text NOT NULL
          CHECK (actor_type IN ('client', 'command', 'holder', 'system', 'anonymous')),
        actor         text NOT NULL,
        side          text,
        action        text NOT NULL,
        subject_type  text,
        subject_id    text,
        before        jsonb,
        after         jsonb,
        reason        text,
        occurrences   integer NOT NULL DEFAULT 1 CHECK (occurrences > 0),
        request_id    text,
        address       text,
        previous_hash bytea NOT NULL CHECK (length(previous_hash) = 32),
        hash          bytea NOT NULL CHECK (length(hash) = 32)
      );

      CREATE INDEX audit_events_request_id_idx ON audit_events (request_id, id);
      CREATE INDEX audit_events_subject_idx ON audit_events (subject_id, subject_type, id);
      CREATE INDEX audit_events_subject_type_idx ON audit_events (subject_type, id);
      CREATE INDEX audit_events_actor_idx ON audit_events (actor, id);
      CREATE INDEX audit_events_action_idx ON audit_events (action, id);
      CREATE INDEX audit_events_side_idx ON audit_events (side, id);
      CREATE INDEX audit_events_occurred_at_idx ON audit_events (occurred_at, id);

      CREATE TABLE audit_head (
        sole boolean PRIMARY KEY DEFAULT true CHECK (sole),
        id   bigint NOT NULL,
        hash bytea NOT NULL CHECK (length(hash) = 32)
      );

      INSERT INTO audit_head (id, hash) VALUES (0, decode(repeat('00', 32), 'hex'));

      ${chain(schema, UNSALTED)}
      ${REFUSAL}
      ${HEAD_REFUSAL}
      REVOKE ALL ON FUNCTION audit_events_chain(), audit_events_refuse(), audit_head_refuse()
        FROM PUBLIC;

      CREATE TRIGGER audit_events_chain BEFORE INSERT ON audit_events
        FOR EACH ROW EXECUTE FUNCTION audit_events_chain();
      CREATE TRIGGER audit_events_refuse BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_events
        FOR EACH STATEMENT EXECUTE FUNCTION audit_events_refuse();
      CREATE TRIGGER audit_head_refuse BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_head
        FOR EACH STATEMENT EXECUTE FUNCTION audit_head_refuse();
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      DROP TABLE audit_events;
      DROP TABLE audit_head;
      DROP FUNCTION audit_events_chain();
      DROP FUNCTION audit_events_refuse();
      DROP FUNCTION audit_head_refuse();
    `);
  }
}

/** Returns the quoted name of the schema that a migration changes, for functions that name it. */
export async function schemaOf(queryRunner: QueryRunner): Promise<string> {
  const sql = 'SELECT quote_ident(current_schema()) AS schema';
  const [{ schema }] = (await queryRunner.query(sql)) as [{ schema: string }];
  return schema;
}

/**
 * Trigger function that computes the chain; libs/audit/src/chain-text.ts verifies it independently.
 */
export function chain(schema: string, hash: string): string {
  return `
    CREATE OR REPLACE FUNCTION audit_events_chain() RETURNS trigger LANGUAGE plpgsql
      SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    DECLARE
      head ${schema}.audit_head;
    BEGIN
      SELECT * INTO STRICT head FROM ${schema}.audit_head FOR UPDATE;
      NEW.id := head.id + 1;
      NEW.occurred_at := clock_timestamp();
      NEW.previous_hash := head.hash;
      ${hash}
      UPDATE ${schema}.audit_head SET id = NEW.id, hash = NEW.hash;
      RETURN NEW;
    END $$;
  `;
}

/**
 * The hash of an event. The time is in exact seconds, which differ for any two times, and the
 * documents are text: as jsonb, no document and the document null would be the same.
 */
export const UNSALTED = `
  NEW.hash := sha256(convert_to(jsonb_build_array(
    NEW.id, extract(epoch FROM NEW.occurred_at)::text,
    NEW.actor_type, NEW.actor, NEW.side, NEW.action, NEW.subject_type, NEW.subject_id,
    NEW.before::text, NEW.after::text, NEW.reason, NEW.occurrences,
    NEW.request_id, NEW.address
  )::text, 'UTF8') || NEW.previous_hash);
`;

/** Trigger function that refuses every change of an event. */
export const REFUSAL = `
  CREATE OR REPLACE FUNCTION audit_events_refuse() RETURNS trigger LANGUAGE plpgsql
    SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  BEGIN
    RAISE EXCEPTION '% on audit_events is refused: it is evidence, and is only added to', TG_OP
      USING ERRCODE = 'restrict_violation';
  END $$;
`;

/**
 * Trigger function that refuses a change of the head by hand, which is at depth one. An update from
 * within the insert trigger is at depth two.
 */
export const HEAD_REFUSAL = `
  CREATE FUNCTION audit_head_refuse() RETURNS trigger LANGUAGE plpgsql
    SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  BEGIN
    IF TG_OP = 'UPDATE' AND pg_trigger_depth() > 1 THEN
      RETURN NULL;
    END IF;
    RAISE EXCEPTION '% on audit_head is refused: only an insert into audit_events moves it', TG_OP
      USING ERRCODE = 'restrict_violation';
  END $$;
`;
