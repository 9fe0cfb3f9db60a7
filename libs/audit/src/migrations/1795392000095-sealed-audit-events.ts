import type { MigrationInterface, QueryRunner } from 'typeorm';
import { chain, HEAD_REFUSAL, schemaOf } from './1795392000005-audit-events.js';
import { SALTED } from './1795392000061-audit-retention.js';

/**
 * Lets transactions record audit events without waiting for each other.
 *
 * An event is first a row of `unsealed_audit_events`, which its transaction inserts without a lock.
 * `seal_audit_events()` moves committed events into `audit_events` and computes the chain, in one
 * transaction. So a crash loses no event, and doubles none.
 *
 * The chain needs one order, so one session seals at a time: the one that has locked the row of
 * `audit_head`. The others do not wait for it. A login may call the function, but cannot keep that
 * lock: the function runs only as the single statement of its own transaction.
 *
 * A row that is inserted into `audit_events` becomes an unsealed event. The version before, and SQL
 * by hand, insert there.
 */
export class SealedAuditEvents1795392000095 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    const schema = await schemaOf(queryRunner);
    await queryRunner.query(UNSEALED_EVENTS);
    await queryRunner.query(refuseFunction());
    await queryRunner.query(`
      DROP TRIGGER audit_events_bounds ON audit_events;
      DROP TRIGGER audit_events_chain ON audit_events;
      DROP TRIGGER audit_head_refuse ON audit_head;
      DROP FUNCTION audit_events_chain();
      DROP FUNCTION audit_head_refuse();

      ${bounds('unsealed_audit_events')}
      CREATE TRIGGER unsealed_audit_events_refuse
        BEFORE UPDATE OR DELETE OR TRUNCATE ON unsealed_audit_events
        FOR EACH STATEMENT EXECUTE FUNCTION audit_events_refuse();
      CREATE TRIGGER audit_head_refuse BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_head
        FOR EACH STATEMENT EXECUTE FUNCTION audit_events_refuse();

      ${unsealed(schema)}
      CREATE TRIGGER audit_events_unsealed BEFORE INSERT ON audit_events FOR EACH ROW
        WHEN (current_setting('latchkey.audit', true) IS DISTINCT FROM 'seal')
        EXECUTE FUNCTION audit_events_unsealed();

      ${sealBatch(schema)}
      ${sealEvents(schema)}
      ${backlog(schema)}

      REVOKE ALL ON FUNCTION audit_events_unsealed(), seal_audit_batch(boolean),
        seal_audit_events(), audit_backlog() FROM PUBLIC;
      GRANT EXECUTE ON FUNCTION seal_audit_events(), audit_backlog() TO ${BACKOFFICE}, ${STOREFRONT};
    `);
  }

  /** Seals all events first. */
  async down(queryRunner: QueryRunner): Promise<void> {
    const schema = await schemaOf(queryRunner);
    await queryRunner.query(
      'LOCK TABLE unsealed_audit_events, audit_events IN ACCESS EXCLUSIVE MODE',
    );
    await queryRunner.query(`
      DO $$ BEGIN
        WHILE NOT ${schema}.seal_audit_batch(true) LOOP END LOOP;
      END $$`);
    await queryRunner.query(`
      DROP TABLE unsealed_audit_events;
      DROP TRIGGER audit_head_refuse ON audit_head;
      DROP TRIGGER audit_events_unsealed ON audit_events;
      DROP FUNCTION audit_events_unsealed();
      DROP FUNCTION seal_audit_events();
      DROP FUNCTION seal_audit_batch(boolean);
      DROP FUNCTION audit_backlog();
    `);
    await queryRunner.query(refuseFunction(FORMER_REFUSAL));
    await queryRunner.query(formerChain(schema));
    await queryRunner.query(bounds('audit_events'));
  }
}

const BACKOFFICE = 'latchkey_backoffice';
const STOREFRONT = 'latchkey_storefront';

/** Events of one transaction of the sealer; it takes some 50 ms. */
const BATCH = 1000;

/** Bytes of the hashed texts after which a batch ends: a stolen login can plant large events. */
const BATCH_BYTES = 4_000_000;

/** The columns that a transaction gives an event. */
const VALUES = `actor_type, actor, side, action, subject_type, subject_id, before, after, reason,
  occurrences, request_id, address`;

/**
 * The table has every constraint of `audit_events`, so that each of its rows can be sealed. Entries
 * are in the order of the inserts, with gaps after rollbacks.
 */
const UNSEALED_EVENTS = `
  CREATE TABLE unsealed_audit_events (
    entry bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    LIKE audit_events INCLUDING CONSTRAINTS INCLUDING DEFAULTS
  );
  ALTER TABLE unsealed_audit_events
    DROP COLUMN id, DROP COLUMN salt, DROP COLUMN details_hash, DROP COLUMN previous_hash,
    DROP COLUMN hash, ALTER COLUMN occurred_at SET DEFAULT clock_timestamp();
  -- Rows come and go, and each seal reads past those that are gone.
  ALTER TABLE unsealed_audit_events
    SET (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 5000);
  ALTER TABLE unsealed_audit_events ENABLE ROW LEVEL SECURITY;
  CREATE POLICY backoffice_reads ON unsealed_audit_events FOR SELECT TO ${BACKOFFICE} USING (true);
  CREATE POLICY backoffice_adds ON unsealed_audit_events FOR INSERT TO ${BACKOFFICE}
    WITH CHECK (NOT starts_with(action, 'audit.'));
  CREATE POLICY storefront_adds ON unsealed_audit_events FOR INSERT TO ${STOREFRONT}
    WITH CHECK (side = 'storefront' AND NOT starts_with(action, 'audit.'));
  GRANT SELECT ON unsealed_audit_events TO ${BACKOFFICE};
  GRANT INSERT (${VALUES}) ON unsealed_audit_events TO ${BACKOFFICE}, ${STOREFRONT};
`;

/** Trigger function that makes a row of `audit_events` an unsealed event. */
export function unsealed(schema: string): string {
  return `
    -- With the rights of the caller, because no policy checks a row that the trigger does not keep.
    CREATE FUNCTION audit_events_unsealed() RETURNS trigger LANGUAGE plpgsql
      SET search_path = pg_catalog, pg_temp AS $$
    BEGIN
      INSERT INTO ${schema}.unsealed_audit_events (${VALUES})
        VALUES (${VALUES.replaceAll(/\w+/g, 'NEW.$&')});
      RETURN NULL;
    END $$;
  `;
}

/**
 * Function that seals one batch, for the owner in any transaction. It returns true when it has sealed
 * all events that were committed before, false when events may be left, and null when another
 * session seals at the moment.
 */
function sealBatch(schema: string): string {
  return `
    CREATE FUNCTION seal_audit_batch(waits boolean) RETURNS boolean LANGUAGE plpgsql
      SET search_path = pg_catalog, pg_temp AS $$
    DECLARE
      head ${schema}.audit_head;
      event ${schema}.unsealed_audit_events;
      sealed ${schema}.audit_events;
      entries bigint[] := '{}';
      details text;
      bytes bigint := 0;
      purpose text := coalesce(current_setting('latchkey.audit', true), '');
    BEGIN
      IF waits THEN
        SELECT * INTO head FROM ${schema}.audit_head FOR UPDATE;
      ELSE
        SELECT * INTO head FROM ${schema}.audit_head FOR UPDATE SKIP LOCKED;
      END IF;
      IF NOT FOUND THEN
        IF EXISTS (SELECT FROM ${schema}.audit_head) THEN
          RETURN NULL;
        END IF;
        RAISE no_data_found USING MESSAGE = 'the head of the audit trail is missing';
      END IF;
      PERFORM set_config('latchkey.audit', 'seal', true);
      sealed.id := head.id;
      sealed.hash := head.hash;
      FOR event IN SELECT * FROM ${schema}.unsealed_audit_events ORDER BY entry LIMIT ${BATCH} LOOP
        sealed.id := sealed.id + 1;
        sealed.previous_hash := sealed.hash;
        sealed.salt := gen_random_uuid();
        -- The check of the chain, libs/audit/src/chain-text.ts, says this again in its own words.
        details := jsonb_build_array(
          sealed.salt, event.actor, event.subject_id, event.before::text, event.after::text,
          event.reason, event.address
        )::text;
        sealed.details_hash := sha256(convert_to(details, 'UTF8'));
        sealed.hash := sha256(convert_to(jsonb_build_array(
          sealed.id, extract(epoch FROM event.occurred_at)::text, event.actor_type, event.side,
          event.action, event.subject_type, event.occurrences, event.request_id,
          encode(sealed.details_hash, 'hex')
        )::text, 'UTF8') || sealed.previous_hash);
        INSERT INTO ${schema}.audit_events
            (id, occurred_at, salt, details_hash, previous_hash, hash, ${VALUES})
          VALUES (sealed.id, event.occurred_at, sealed.salt, sealed.details_hash,
            sealed.previous_hash, sealed.hash, ${VALUES.replaceAll(/\w+/g, 'event.$&')});
        entries := entries || event.entry;
        bytes := bytes + octet_length(details);
        EXIT WHEN bytes > ${BATCH_BYTES};
      END LOOP;
      IF sealed.id > head.id THEN
        DELETE FROM ${schema}.unsealed_audit_events WHERE entry = ANY (entries);
        UPDATE ${schema}.audit_head SET id = sealed.id, hash = sealed.hash;
      END IF;
      PERFORM set_config('latchkey.audit', purpose, true);
      RETURN cardinality(entries) < ${BATCH} AND bytes <= ${BATCH_BYTES};
    END $$;
  `;
}

/** Function that seals one batch, for every login, with the same result. */
export function sealEvents(schema: string): string {
  return `
    -- The transaction is older than the statement after BEGIN, and in the extended protocol, where
    -- the client can delay the end of the transaction. The text of the query is another one when
    -- further statements, a function or a cursor are around the call. A message to a client that
    -- does not read would delay the end of the transaction, so debug messages must be off.
    CREATE FUNCTION seal_audit_events() RETURNS boolean LANGUAGE plpgsql
      SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    BEGIN
      IF transaction_timestamp() <> statement_timestamp()
        OR current_query() IS DISTINCT FROM 'SELECT seal_audit_events()'
        OR current_setting('client_min_messages') NOT IN ('notice', 'warning', 'error') THEN
        RAISE invalid_transaction_state USING MESSAGE = 'call this function by itself: ' ||
          'SELECT seal_audit_events(), outside of a transaction, with the simple query protocol';
      END IF;
      RETURN ${schema}.seal_audit_batch(false);
    END $$;
  `;
}

/**
 * Function that returns the number of unsealed events (it counts at most 100,000), the age of the
 * oldest one in seconds, and the sessions that have locked the head of the chain.
 */
export function backlog(schema: string): string {
  return `
    CREATE FUNCTION audit_backlog(OUT events integer, OUT age double precision, OUT sessions integer[])
      LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
      SELECT
        (SELECT count(*) FROM (
          SELECT FROM ${schema}.unsealed_audit_events LIMIT 100000) counted)::integer,
        greatest(0, extract(epoch FROM clock_timestamp() - (
          SELECT occurred_at FROM ${schema}.unsealed_audit_events ORDER BY entry LIMIT 1))),
        ARRAY(SELECT DISTINCT pid FROM pg_locks JOIN pg_database ON pg_database.oid = database
          WHERE datname = current_database() AND relation = '${schema}.audit_head'::regclass
            AND mode <> 'AccessShareLock' AND granted
          ORDER BY pid)
    $$;
  `;
}

const REFUSAL = `
  (TG_TABLE_NAME::text, TG_OP, purpose) IN (('audit_events', 'DELETE', 'prune'),
    ('audit_events', 'UPDATE', 'erase'), ('unsealed_audit_events', 'DELETE', 'seal'),
    ('audit_head', 'UPDATE', 'seal'))`;

const FORMER_REFUSAL = `(TG_OP, purpose) IN (('DELETE', 'prune'), ('UPDATE', 'erase'))`;

/** Trigger function that refuses every change that is not permitted. */
export function refuseFunction(isPermitted = REFUSAL): string {
  return `
    CREATE OR REPLACE FUNCTION audit_events_refuse() RETURNS trigger LANGUAGE plpgsql
      SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    DECLARE
      purpose text := current_setting('latchkey.audit', true);
    BEGIN
      IF TG_NARGS = 0 AND ${isPermitted} THEN
        RETURN NULL;
      END IF;
      RAISE EXCEPTION '% on % is refused: it is evidence, and is only added to', TG_OP, TG_TABLE_NAME
        USING ERRCODE = 'restrict_violation';
    END $$;
  `;
}

/** The trigger of `1795392000086-shaped-documents.ts`, for another table. */
function bounds(table: string): string {
  return `
    CREATE TRIGGER ${table}_bounds BEFORE INSERT ON ${table} FOR EACH ROW WHEN (
      greatest(octet_length(NEW.actor), octet_length(NEW.side), octet_length(NEW.action),
        octet_length(NEW.subject_type), octet_length(NEW.subject_id),
        octet_length(NEW.request_id), octet_length(NEW.address)) > 1024
      OR octet_length(NEW.reason) > 8192
      OR octet_length(NEW.before::text) > 131072
      OR octet_length(NEW.after::text) > 131072
      OR jsonb_path_exists(NEW.before, 'strict $.**{33}')
      OR jsonb_path_exists(NEW.after, 'strict $.**{33}'))
    EXECUTE FUNCTION audit_events_too_large();
  `;
}

/** The triggers of the version before. */
function formerChain(schema: string): string {
  return `
    ${chain(schema, SALTED)}
    ${HEAD_REFUSAL}
    REVOKE ALL ON FUNCTION audit_events_chain(), audit_head_refuse() FROM PUBLIC;
    CREATE TRIGGER audit_events_chain BEFORE INSERT ON audit_events
      FOR EACH ROW EXECUTE FUNCTION audit_events_chain();
    CREATE TRIGGER audit_head_refuse BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_head
      FOR EACH STATEMENT EXECUTE FUNCTION audit_head_refuse();
  `;
}
