import { BEGINNING, type ChainPoint } from './audit-chain.js';

/**
 * Actions of the command line only: the database rejects them from the logins of the applications.
 */
export const PRUNED = 'audit.pruned';
export const ERASED = 'audit.erased';

/** The event of a removal or an erasure. */
export interface MaintenanceEvent {
  id: string;
  action: string;
  after: unknown;
}

/** Returns the point before the first event, from the newest event of a removal. */
export function startOf(events: readonly MaintenanceEvent[]): ChainPoint {
  const newest = events.findLast(({ action }) => action === PRUNED);
  const { id, hash } = (newest?.after ?? {}) as Partial<ChainPoint>;
  const isPoint = /^\d{1,18}$/.test(id ?? '') && /^[0-9a-f]{64}$/.test(hash ?? '');
  return newest && isPoint && BigInt(id!) < BigInt(newest.id)
    ? { id: id!, hash: hash! }
    : BEGINNING;
}

/**
 * Returns the digests that the last erasures recorded, by event id. An event erases only older
 * events.
 */
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
