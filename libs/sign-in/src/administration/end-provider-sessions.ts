import type { Transaction } from '#database';
import { revokeGrants, type Side } from '#oauth';

/** The sessions that began at identity providers: at one or at all of them, of one person or of all. */
export interface ProviderSessions {
  side: Side;
  providerId?: string;
  personId?: string;
}

/** People and providers are null for all of them. */
const SELECTED = `side = $1 AND provider_id IS NOT NULL
  AND provider_id = coalesce($2, provider_id) AND person_id = coalesce($3, person_id)`;

/**
 * Ends sessions that began at identity providers, the sign-ins there that wait for a second factor, and
 * the tokens that apps got in these sessions. Returns the number of sessions.
 *
 * The caller first locks the provider or removes the identities: a sign-in that is under way has then
 * started its session, which this statement sees, or gets none.
 */
export async function endProviderSessions(
  { side, providerId, personId }: ProviderSessions,
  transaction: Transaction,
): Promise<number> {
  const values = [side, providerId ?? null, personId ?? null];
  await transaction.query(`DELETE FROM person_pending_sign_ins WHERE ${SELECTED}`, values);
  const [ended] = await transaction.query<[{ id: string; personId: string }[]]>(
    `DELETE FROM person_sessions WHERE ${SELECTED}
     RETURNING id::text, person_id::text AS "personId"`,
    values,
  );
  if (ended.length === 0) return 0;
  const personIds = [...new Set(ended.map((session) => session.personId))];
  const sessionIds = ended.map(({ id }) => id);
  await revokeGrants({ side, personIds, sessionIds }, transaction);
  return ended.length;
}
