import type { TestDatabase } from './database.js';

/**
 * Creates `count` clients, `machine 1` and so on, that were created a year ago: each second one is of
 * the storefront, each tenth is disabled, and each tenth has expired. A few have a rare scope, a
 * description or a contact.
 */
export async function fillClients(database: TestDatabase, count: number): Promise<void> {
  await database.query(
    `INSERT INTO oauth_clients (client_id, side, name, description, contact, scopes, enabled,
       expires_at, last_used_at, created_at)
     SELECT gen_random_uuid(), CASE WHEN n % 2 = 0 THEN 'backoffice' ELSE 'storefront' END,
       'machine ' || n, CASE WHEN n % 1000 = 7 THEN 'reads Ledger ' || n END,
       CASE WHEN n % 1000 = 8 THEN 'Yamada 山田' END,
       CASE WHEN n % 500 = 0 THEN '{customers:read,keys:read}' ELSE '{users:read}' END::text[],
       n % 10 <> 0, CASE WHEN n % 10 = 1 THEN now() - interval '1 hour'
         WHEN n % 10 = 2 THEN now() + interval '1 day' END,
       CASE WHEN n % 3 <> 0 THEN now() - n % 300 * interval '1 day' END, now() - interval '1 year'
     FROM generate_series(1, $1::integer) n`,
    [count],
  );
  await database.query('ANALYZE oauth_clients');
}
