/**
 * The texts that are hashed, as SQL. The trigger has its own implementation on purpose: if somebody
 * changes the trigger, the two disagree and `verify` detects it.
 *
 * `canonical` is hashed into `hash`, together with the previous hash. `details` has all values that
 * may name a person, with a salt, and is hashed into `details_hash`. For events of versions without
 * salts, `canonical` has all values, and `details` and `details_hash` are null.
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
