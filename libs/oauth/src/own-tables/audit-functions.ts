/** The functions and triggers of the audit trail. */
export const AUDIT_FUNCTIONS = `
CREATE FUNCTION own.audit_backlog(OUT events integer, OUT age double precision, OUT sessions integer[])
  RETURNS record LANGUAGE sql STABLE SECURITY DEFINER
  SET search_path = pg_catalog, pg_temp AS $function$
      SELECT
        (SELECT count(*) FROM (
          SELECT FROM own.unsealed_audit_events LIMIT 100000) counted)::integer,
        greatest(0, extract(epoch FROM clock_timestamp() - (
          SELECT occurred_at FROM own.unsealed_audit_events ORDER BY entry LIMIT 1))),
        ARRAY(SELECT DISTINCT pid FROM pg_locks JOIN pg_database ON pg_database.oid = database
          WHERE datname = current_database() AND relation = 'own.audit_head'::regclass
            AND mode <> 'AccessShareLock' AND granted
          ORDER BY pid)
    $function$;
CREATE FUNCTION own.audit_events_refuse() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = pg_catalog, pg_temp AS $function$
    DECLARE
      purpose text := current_setting('latchkey.audit', true);
    BEGIN
      IF TG_NARGS = 0 AND
  (TG_TABLE_NAME::text, TG_OP, purpose) IN (('audit_events', 'DELETE', 'prune'),
    ('audit_events', 'UPDATE', 'erase'), ('unsealed_audit_events', 'DELETE', 'seal'),
    ('audit_head', 'UPDATE', 'seal')) THEN
        RETURN NULL;
      END IF;
      RAISE EXCEPTION '% on % is refused: it is evidence, and is only added to', TG_OP, TG_TABLE_NAME
        USING ERRCODE = 'restrict_violation';
    END $function$;
CREATE FUNCTION own.audit_events_too_large() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = pg_catalog, pg_temp AS $function$
    BEGIN
      RAISE program_limit_exceeded USING MESSAGE =
        'an audit event is too large: at most 1024 bytes for a name or id, 8192 for the reason, 131072 for before and after, and 32 levels of these';
    END $function$;
CREATE FUNCTION own.audit_events_unsealed() RETURNS trigger LANGUAGE plpgsql
  SET search_path = pg_catalog, pg_temp AS $function$
      BEGIN
        INSERT INTO own.unsealed_audit_events (actor_type, actor, side, action, subject_type, subject_id, before, after, reason,
  occurrences, request_id, address)
          VALUES (NEW.actor_type, NEW.actor, NEW.side, NEW.action, NEW.subject_type, NEW.subject_id, NEW.before, NEW.after, NEW.reason,
  NEW.occurrences, NEW.request_id, NEW.address);
        RETURN NULL;
      END $function$;
CREATE FUNCTION own.seal_audit_batch(waits boolean) RETURNS boolean LANGUAGE plpgsql
  SET search_path = pg_catalog, pg_temp AS $function$
    DECLARE
      head own.audit_head;
      event own.unsealed_audit_events;
      sealed own.audit_events;
      entries bigint[] := '{}';
      salts uuid[] := '{}';
      details_hashes bytea[] := '{}';
      -- With the hash before the first event.
      hashes bytea[];
      details text;
      bytes bigint := 0;
      inserted bigint;
      purpose text := coalesce(current_setting('latchkey.audit', true), '');
    BEGIN
      IF waits THEN
        SELECT * INTO head FROM own.audit_head FOR UPDATE;
      ELSE
        SELECT * INTO head FROM own.audit_head FOR UPDATE SKIP LOCKED;
      END IF;
      IF NOT FOUND THEN
        IF EXISTS (SELECT FROM own.audit_head) THEN
          RETURN NULL;
        END IF;
        RAISE no_data_found USING MESSAGE = 'the head of the audit trail is missing';
      END IF;
      PERFORM set_config('latchkey.audit', 'seal', true);
      sealed.id := head.id;
      sealed.hash := head.hash;
      hashes := ARRAY[head.hash];
      FOR event IN SELECT * FROM own.unsealed_audit_events ORDER BY entry LIMIT 1000 LOOP
        sealed.id := sealed.id + 1;
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
        )::text, 'UTF8') || sealed.hash);
        entries := entries || event.entry;
        salts := salts || sealed.salt;
        details_hashes := details_hashes || sealed.details_hash;
        hashes := hashes || sealed.hash;
        bytes := bytes + octet_length(details);
        EXIT WHEN bytes > 4000000;
      END LOOP;
      IF sealed.id > head.id THEN
        WITH event AS (
          DELETE FROM own.unsealed_audit_events WHERE entry = ANY (entries) RETURNING *
        )
        INSERT INTO own.audit_events
            (id, salt, details_hash, previous_hash, hash, occurred_at, actor_type, actor, side, action, subject_type, subject_id, before, after,
  reason, occurrences, request_id, address)
          SELECT head.id + place, salts[place], details_hashes[place], hashes[place],
            hashes[place + 1], occurred_at, actor_type, actor, side, action, subject_type, subject_id, before, after,
  reason, occurrences, request_id, address
          FROM (SELECT row_number() OVER (ORDER BY entry) AS place, * FROM event) placed
          ORDER BY place;
        -- The owner of the tables can delete an entry meanwhile, with disabled triggers.
        GET DIAGNOSTICS inserted = ROW_COUNT;
        IF inserted <> cardinality(entries) THEN
          RAISE serialization_failure
            USING MESSAGE = 'an unsealed event was deleted meanwhile; nothing is sealed';
        END IF;
        UPDATE own.audit_head SET id = sealed.id, hash = sealed.hash;
      END IF;
      PERFORM set_config('latchkey.audit', purpose, true);
      RETURN cardinality(entries) < 1000 AND bytes <= 4000000;
    END $function$;
CREATE FUNCTION own.seal_audit_events() RETURNS boolean LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = pg_catalog, pg_temp AS $function$
    BEGIN
      IF transaction_timestamp() <> statement_timestamp()
        OR current_query() IS DISTINCT FROM 'SELECT seal_audit_events()'
        OR current_setting('client_min_messages') NOT IN ('notice', 'warning', 'error') THEN
        RAISE invalid_transaction_state USING MESSAGE = 'call this function by itself: ' ||
          'SELECT seal_audit_events(), outside of a transaction, with the simple query protocol';
      END IF;
      RETURN own.seal_audit_batch(false);
    END $function$;

CREATE TRIGGER audit_events_refuse BEFORE DELETE OR UPDATE OR TRUNCATE ON own.audit_events FOR
    EACH STATEMENT EXECUTE FUNCTION own.audit_events_refuse();
CREATE TRIGGER audit_events_refuse_fixed BEFORE UPDATE OF id, occurred_at, actor_type, side,
    action, subject_type, occurrences, request_id, details_hash, previous_hash, hash ON
    own.audit_events FOR EACH STATEMENT EXECUTE FUNCTION own.audit_events_refuse('always');
CREATE TRIGGER audit_events_unsealed BEFORE INSERT ON own.audit_events FOR EACH ROW WHEN
    ((current_setting('latchkey.audit'::text, true) IS DISTINCT FROM 'seal'::text)) EXECUTE
    FUNCTION own.audit_events_unsealed();
CREATE TRIGGER audit_head_refuse BEFORE DELETE OR UPDATE OR TRUNCATE ON own.audit_head FOR EACH
    STATEMENT EXECUTE FUNCTION own.audit_events_refuse();
CREATE TRIGGER unsealed_audit_events_bounds BEFORE INSERT ON own.unsealed_audit_events FOR EACH
    ROW WHEN (((GREATEST(octet_length(new.actor), octet_length(new.side),
    octet_length(new.action), octet_length(new.subject_type), octet_length(new.subject_id),
    octet_length(new.request_id), octet_length(new.address)) > 1024) OR
    (octet_length(new.reason) > 8192) OR (octet_length((new.before)::text) > 131072) OR
    (octet_length((new.after)::text) > 131072) OR jsonb_path_exists(new.before,
    'strict $.**{33}'::jsonpath) OR jsonb_path_exists(new.after, 'strict $.**{33}'::jsonpath)))
    EXECUTE FUNCTION own.audit_events_too_large();
CREATE TRIGGER unsealed_audit_events_refuse BEFORE DELETE OR UPDATE OR TRUNCATE ON
    own.unsealed_audit_events FOR EACH STATEMENT EXECUTE FUNCTION own.audit_events_refuse();
`;
