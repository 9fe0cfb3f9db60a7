/**
 * Statement that revokes all tokens of a person, `$2`, of a side, `$1`: access tokens, and refresh
 * tokens (see `people_tokens` of libs/oauth). Processes are notified. Applications then ask the
 * person to sign in again.
 */
export const REVOKE_TOKENS = `
  INSERT INTO people_tokens (side, person_id, tokens_valid_after)
  VALUES ($1, $2, clock_timestamp())
  ON CONFLICT (side, person_id) DO UPDATE SET tokens_valid_after = excluded.tokens_valid_after`;

/**
 * Statement that revokes what applications got in sessions, `$3`, of a person, `$2`, of a side, `$1`:
 * refresh tokens, the access tokens that belong to them, and codes that are not exchanged yet.
 */
export const REVOKE_TOKENS_OF_SESSIONS = `
  WITH revoked AS (
    UPDATE refresh_tokens SET revoked_at = now()
    WHERE side = $1 AND person_id = $2 AND session_id = ANY ($3::text[]) AND revoked_at IS NULL
    RETURNING client_id, access_tokens, access_tokens_expire_at
  ), codes AS (
    UPDATE authorization_codes SET used_at = now()
    WHERE side = $1 AND person_id = $2 AND used_at IS NULL
      AND details::jsonb #>> '{person,sessionId}' = ANY ($3::text[])
  )
  INSERT INTO revoked_tokens (side, jti, client_id, expires_at)
  SELECT $1, unnest(access_tokens), client_id, access_tokens_expire_at
  FROM revoked WHERE access_tokens_expire_at > now()
  ON CONFLICT DO NOTHING`;

/** Statement that ends the sign-ins of a person, `$2`, of a side, `$1`, that wait for a second factor. */
export const END_PENDING_SIGN_INS =
  'DELETE FROM pending_sign_ins WHERE side = $1 AND person_id = $2';
