import type { Transaction } from '#database';
import { revokeGrants, type Side, SIDES } from '#oauth';

interface EndedSession {
  session: string;
  side: Side;
  personId: string;
}

/**
 * Ends sessions, maybe only those of one person, and revokes what apps got in them. Returns the sessions
 * that have ended.
 */
export async function endSessions(
  sessions: readonly string[],
  of: { side: Side; id: string } | undefined,
  transaction: Transaction,
): Promise<EndedSession[]> {
  const [ended] = await transaction.query<[EndedSession[]]>(
    `DELETE FROM person_sessions
     WHERE id = ANY ($1::uuid[]) AND side = coalesce($2, side)
       AND person_id = coalesce($3, person_id)
     RETURNING id::text AS session, side, person_id::text AS "personId"`,
    [sessions, of?.side ?? null, of?.id ?? null],
  );
  for (const side of SIDES) {
    const ofSide = ended.filter((session) => session.side === side);
    if (ofSide.length === 0) continue;
    const personIds = [...new Set(ofSide.map(({ personId }) => personId))];
    const sessionIds = ofSide.map(({ session }) => session);
    await revokeGrants({ side, personIds, sessionIds }, transaction);
  }
  return ended;
}
