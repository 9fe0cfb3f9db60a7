import type { Ledger, Write } from './ledger.js';

/** What the database has of the writes of one scenario, by their texts. */
export interface Stored {
  /** How many customers have this name. */
  customers: ReadonlyMap<string, number>;
  /** How many events of the audit trail made it so; they are written in the same transaction. */
  events: ReadonlyMap<string, number>;
  /** What a customer's description is now, by its name. */
  descriptions: ReadonlyMap<string, string>;
}

/** How the books and the database differ. Only `unacknowledged` is no fault. */
export interface Comparison {
  missing: string[];
  twice: string[];
  /** Nobody was told so, and it is there all the same. */
  unacknowledged: number;
}

export function compare({ writes }: Pick<Ledger, 'writes'>, stored: Stored): Comparison {
  const missing = new Set<string>();
  const twice = new Set<string>();
  let unacknowledged = 0;
  for (const { kind, text, acknowledged } of writes) {
    const counts = [stored.events.get(text) ?? 0];
    if (kind === 'create') counts.push(stored.customers.get(text) ?? 0);
    if (counts.some((count) => count > 1)) twice.add(text);
    if (acknowledged && counts.includes(0)) missing.add(text);
    if (!acknowledged && counts.some((count) => count > 0)) unacknowledged += 1;
  }
  for (const text of overwritten(writes, stored)) missing.add(text);
  return { missing: [...missing], twice: [...twice], unacknowledged };
}

/**
 * The last acknowledged change of each customer that does not show: what it says now was neither
 * written by that change nor by a later one that may have arrived.
 */
function overwritten(writes: readonly Write[], { descriptions }: Stored): string[] {
  const customers = new Set(writes.flatMap(({ customer }) => customer ?? []));
  return [...customers].flatMap((customer) => {
    const changes = writes.filter((write) => write.customer === customer);
    const last = changes.findLastIndex(({ acknowledged }) => acknowledged);
    if (last === -1) return [];
    const possible = changes.slice(last).map(({ text }) => text);
    return possible.includes(descriptions.get(customer) ?? '') ? [] : [possible[0]!];
  });
}
