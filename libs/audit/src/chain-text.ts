/**
 * The texts that are hashed, as SQL. The trigger has an implementation of its own, on purpose:
 * a changed trigger is detected because the two disagree.
 *
 * `canonical` is hashed into `hash`, together with the hash before. `details` is hashed into
 * `details_hash`: all values that may name a person, with a salt. Events of versions without
 * salts have everything in `canonical`, and null for the others.
 */
export const CHAIN_TEXTS = `
  CASE WHEN details_hash IS NULL THEN jsonb_build_array(
    id, extract(epoch FROM occurred_at)::text,
    actor_type, actor, side, action, subject_type, subject_id,
    before::text, after::text, reason, occurrences, request_id, address
  ) ELSE jsonb_build_array(
    id, extract(epoch FROM occurred_at)::text,
    actor_type, side, action, subject_type, occurrences, request_id, encode(details_hash, 'hex')
  ) END::text AS canonical,
  CASE WHEN details_hash IS NOT NULL THEN jsonb_build_array(
    salt, actor, subject_id, before::text, after::text, reason, address
  ) END::text AS details`;
