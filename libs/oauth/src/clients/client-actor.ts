import type { Actor } from '#audit';
import type { ClientSnapshot } from './client-snapshot.js';

/** The client of a request as the actor of audit events. */
export function clientActor(
  { clientId }: Pick<ClientSnapshot, 'clientId'>,
  { address, requestId }: { address: string; requestId: string },
): Actor {
  return { type: 'client', name: clientId, address, requestId };
}
