import { BEGINNING, type ChainPoint } from './audit-chain.js';

/** Actions of the command line alone: the database rejects them from an application's login. */
export const PRUNED = 'audit.pruned';
export const ERASED = 'audit.erased';

/** The event of a removal or an erasure. */
export interface MaintenanceEvent {
  id: string;
  action: string;
  after: unknown;
}

/** The point before the first event, from the newest event of a removal. */
export function startOf(events: readonly MaintenanceEvent[]): ChainPoint {
  const newest = events.findLast(({ action }) => action === PRUNED);
  const { id, hash } = (newest?.after ?? {}) as Partial<ChainPoint>;
  const isPoint = /^\d{1,18}$/.test(id ?? '') && /^[0-9a-f]{64}$/.test(hash ?? '');
  return newest && isPoint && BigInt(id!) < BigInt(newest.id)
    ? { id: id!, hash: hash! }
    : BEGINNING;
}

/** The digest that the last erasure of an event left, by its id. An event erases only older ones. */
export function erasuresOf(events: readonly MaintenanceEvent[]): Map<string, string> {
  const erasures = new Map<string, string>();
  for (const { id, action, after } of events) {
    if (action !== ERASED) continue;
    const { events: digests } = (after ?? {}) as { events?: Record<string, string> | null };
    for (const [erased, digest] of Object.entries(digests ?? {})) {
      if (/^\d{1,18}$/.test(erased) && BigInt(erased) < BigInt(id)) erasures.set(erased, digest);
    }
  }
  return erasures;
}
