import type { Transaction } from '#database';
import type { Side } from '#oauth';

/** Ends the links of a person of this side that were not used. */
export async function endUnusedLinks(
  { side, personId }: { side: Side; personId: string },
  transaction: Transaction,
): Promise<void> {
  await transaction.query(
    'DELETE FROM sign_in_links WHERE side = $1 AND person_id = $2 AND used_at IS NULL',
    [side, personId],
  );
}
