import { trailFunctions } from '#audit';

/** The functions and triggers of the audit trail. */
export const AUDIT_FUNCTIONS = `
CREATE FUNCTION own.audit_events_too_large() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = pg_catalog, pg_temp AS $function$
    BEGIN
      RAISE program_limit_exceeded USING MESSAGE =
        'an audit event is too large: at most 1024 bytes for a name or id, 8192 for the reason, 131072 for before and after, and 32 levels of these';
    END $function$;
${trailFunctions('own')}
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
