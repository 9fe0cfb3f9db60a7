import type { TestDatabase } from './database.js';
import { MARKED_CLIENT } from './marked-usage.js';

/** The person of marked rows: an id that no account has, so that no deletion ends them. */
export const MARKED_PERSON = '7001';

/** The person of the consent, whose deletion would also end the refresh token. */
const OTHER_PERSON = '7002';

/** Matches an answer that contains an attribute of the marked resource, by type. */
export const PEOPLE_MARKS: Readonly<Record<string, RegExp>> = {
  sessions: /mark-sessions/,
  'authentication-factors': /mark-factors/,
  'refresh-tokens': /mark-refresh-tokens/,
  consents: /mark-consents/,
  // It has no free text, but only such a resource has this member, which is true in the example.
  'sign-in-states': /"hasPassword":false/,
};

/** Filters without which a route answers 400. The first people of a database have accounts, and no sessions. */
const REQUIRED_FILTERS: Readonly<Record<string, string>> = {
  'GET /api/authentication-factors': `filter[person]=${MARKED_PERSON}`,
  'GET /api/sign-in-states': 'filter[person]=1,2,3',
  'DELETE /api/sessions': 'filter[person]=1,2,3',
  'GET /api/client-scopes': `filter[client]=${MARKED_CLIENT}`,
};

/** Returns the filter without which a route answers 400, or an empty text. */
export function requiredFilterOf(route: string): string {
  return REQUIRED_FILTERS[route] ?? '';
}

/** Creates a session, a passkey, a refresh token and a consent. Returns their ids by type. */
export async function markedGrants(
  { query }: Pick<TestDatabase, 'query'>,
  name: string,
): Promise<Record<string, string>> {
  const idOf = async (sql: string, values: unknown[]) => String((await query(sql, values))[0]!.id);
  const side = 'storefront';
  // Not the marked client, whose tokens are revoked by one of its routes.
  const clientId = await idOf(
    `INSERT INTO oauth_clients (client_id, side, name, scopes)
     VALUES (gen_random_uuid(), '${side}', $1, '{users:read}') RETURNING client_id AS id`,
    [`application ${name}`],
  );
  return {
    sessions: await idOf(
      `INSERT INTO sessions (id_hash, side, person_id, amr, acr, user_agent, expires_at)
       VALUES (sha256($1::text::bytea), '${side}', ${MARKED_PERSON}, '{pwd}', '1', 'mark-sessions',
         now() + interval '1 hour') RETURNING id`,
      [name],
    ),
    'authentication-factors': await idOf(
      `INSERT INTO passkeys (side, person_id, credential_id, public_key, counter, name)
       VALUES ('${side}', ${MARKED_PERSON}, sha256($1::text::bytea), 'x', 0, 'mark-factors')
       RETURNING '${side}-${MARKED_PERSON}-passkey-' || id AS id`,
      [name],
    ),
    'refresh-tokens': await idOf(
      `INSERT INTO refresh_tokens (side, handle, client_id, person_id, session_id, scope,
         authenticated_at, acr, amr, current_hash, expires_at)
       VALUES ('${side}', substr(sha256($1::text::bytea), 1, 16), $2, ${MARKED_PERSON},
         'mark-refresh-tokens', '{users:read}', now(), '1', '{pwd}', sha256('x'),
         now() + interval '1 day') RETURNING id`,
      [name, clientId],
    ),
    consents: await idOf(
      `INSERT INTO consents (side, client_id, person_id, scopes)
       VALUES ('${side}', $1, ${OTHER_PERSON}, '{mark-consents}') RETURNING id`,
      [clientId],
    ),
  };
}
