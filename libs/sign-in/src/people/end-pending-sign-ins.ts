import type { Transaction } from '#database';
import type { Side } from '#oauth';

/** Ends the sign-ins of a person of this side that wait for a second factor. */
export async function endPendingSignIns(
  { side, personId }: { side: Side; personId: string },
  transaction: Transaction,
): Promise<void> {
  await transaction.query('DELETE FROM pending_sign_ins WHERE side = $1 AND person_id = $2', [
    side,
    personId,
  ]);
}
