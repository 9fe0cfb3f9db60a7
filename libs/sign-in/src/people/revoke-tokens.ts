/**
 * Statement that revokes all tokens of a person, `$2`, of a side, `$1`: access tokens, and refresh
 * tokens (see `people_tokens` of libs/oauth). Processes are notified. Applications then ask the
 * person to sign in again.
 */
export const REVOKE_TOKENS = `
  INSERT INTO people_tokens (side, person_id, tokens_valid_after)
  VALUES ($1, $2, clock_timestamp())
  ON CONFLICT (side, person_id) DO UPDATE SET tokens_valid_after = excluded.tokens_valid_after`;
