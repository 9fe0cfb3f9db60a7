import { makeClientSecret } from '#oauth';
import type { TestApplications } from './applications.js';
import { credentials, tokenRequest } from './requests.js';

/** The clients that the tour of the console acts on. */
export const TOUR_CLIENTS = { used: 'ERP', unused: 'stock report 2025', failing: 'price feed' };

/** Clients of a small company, by name: side, scopes, days since the last use, days to the end. */
const OTHERS = [
  ['product import', 'backoffice', 'users:read', 0, 200],
  ['customer sync', 'backoffice', 'customers:read customers:write', 0, 12],
  [TOUR_CLIENTS.unused, 'backoffice', 'users:read customers:read', 140, 80],
  ['web shop', 'storefront', 'users:read', 0, 300],
  ['mobile app', 'storefront', 'profile:read', 1, 300],
] as const;

/** Creates clients with some use, and one that is refused because of its secret. */
export async function fillTour({
  backoffice,
  storefront,
  database,
}: TestApplications): Promise<void> {
  const sides = { backoffice, storefront };
  await database.query(`UPDATE oauth_clients SET name = 'loyalty cards'`);
  for (const [name, side, scopes, daysUnused, daysToEnd] of OTHERS) {
    const { clientId } = await sides[side].createClient(scopes, { name });
    await database.query(
      `WITH ends AS (
         UPDATE oauth_client_secrets SET expires_at = now() + make_interval(days => $3)
         WHERE client_id = $1)
       UPDATE oauth_clients SET created_at = now() - interval '200 days',
         last_used_at = now() - make_interval(days => $2, hours => 1) WHERE client_id = $1`,
      [clientId, daysUnused, daysToEnd],
    );
  }
  const used = await backoffice.createClient('users:read', { name: TOUR_CLIENTS.used });
  for (let times = 0; times < 20; times++) await tokenRequest(backoffice, credentials(used));
  const { clientId } = await backoffice.createClient('users:read', { name: TOUR_CLIENTS.failing });
  const clientSecret = makeClientSecret('backoffice');
  await tokenRequest(backoffice, credentials({ clientId, clientSecret }));
}
