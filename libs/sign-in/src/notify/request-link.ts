import type { Side } from '#oauth';
import { ROSTERS } from '../people/people.repository.js';

/**
 * Statement that asks the application of a side, `$1`, for the link of a person, `$2`, for a purpose,
 * `$3`; the request is kept for `$4` seconds. It returns no row for a person who may not sign in.
 */
export function requestLink(side: Side): string {
  const { table, isActive } = ROSTERS[side];
  return `
    WITH person AS (
      SELECT id, email, now() + make_interval(secs => $4) AS expires_at
      FROM ${table} WHERE id = $2 AND ${isActive} FOR SHARE
    ), request AS (
      INSERT INTO notify_outbox (side, person_id, kind, expires_at)
      SELECT $1, id, $3, expires_at FROM person
    )
    SELECT email, expires_at AS "expiresAt" FROM person`;
}
