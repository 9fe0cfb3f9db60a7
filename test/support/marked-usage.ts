import type { TestDatabase } from './database.js';

/** The client of marked usage. No test deletes it or gets a token of it. */
export const MARKED_CLIENT = '00000000-0000-4000-8000-00000c11e275';

/** Matches an answer that contains an attribute of the marked resource, by type. */
export const USAGE_MARKS: Readonly<Record<string, RegExp>> = {
  'client-usage': /190504/,
  'client-scopes': /mark-client-scopes/,
};

/** Creates usage of a client and of its side, and a scope. Returns their ids by type. */
export async function markedUsage({
  query,
}: Pick<TestDatabase, 'query'>): Promise<Record<string, string>> {
  await query(
    `INSERT INTO oauth_clients (client_id, side, name, scopes)
     VALUES ($1, 'storefront', 'with usage', '{mark-client-scopes}') ON CONFLICT DO NOTHING`,
    [MARKED_CLIENT],
  );
  await query(
    `INSERT INTO client_usage (client_id, hour, denials)
     VALUES ($1, '2026-01-02 03:00Z', 190504) ON CONFLICT DO NOTHING`,
    [MARKED_CLIENT],
  );
  await query(
    `INSERT INTO side_usage (side, hour, denials)
     VALUES ('storefront', '2026-01-02 03:00Z', 190504) ON CONFLICT DO NOTHING`,
  );
  return {
    'client-usage': `hour.2026-01-02T03.${MARKED_CLIENT}`,
    'client-scopes': `${MARKED_CLIENT}.mark-client-scopes`,
  };
}
