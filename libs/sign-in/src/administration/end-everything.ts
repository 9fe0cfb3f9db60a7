import type { Transaction } from '#database';
import { revokeGrants, type Side } from '#oauth';

/**
 * Ends all sessions of a person, the sign-ins that wait for a second factor, and all tokens that
 * apps have for the person. Returns the number of sessions.
 */
export async function endEverything(
  { side, personId }: { side: Side; personId: string },
  transaction: Transaction,
): Promise<number> {
  await revokeGrants({ side, personIds: [personId] }, transaction);
  await transaction.query(
    'DELETE FROM person_pending_sign_ins WHERE side = $1 AND person_id = $2',
    [side, personId],
  );
  const [, count] = await transaction.query<[unknown, number]>(
    'DELETE FROM person_sessions WHERE side = $1 AND person_id = $2',
    [side, personId],
  );
  return count;
}
