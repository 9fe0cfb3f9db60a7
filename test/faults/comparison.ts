import type { Ledger, Write } from './ledger.js';

/** The writes of one scenario in the database, by their texts. */
export interface Stored {
  /** Number of customers with this name. */
  customers: ReadonlyMap<string, number>;
  /**
   * Number of audit events with this text. An event is written in the transaction of its change.
   */
  events: ReadonlyMap<string, number>;
  /** The current description of a customer, by the customer's name. */
  descriptions: ReadonlyMap<string, string>;
}

/** The differences between ledger and database. Only `unacknowledged` is not an error. */
export interface Comparison {
  missing: string[];
  twice: string[];
  /** Writes in the database whose client got no answer. */
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
 * Returns the last acknowledged change of each customer whose current description was written
 * neither by that change nor by a later one that may have arrived.
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
