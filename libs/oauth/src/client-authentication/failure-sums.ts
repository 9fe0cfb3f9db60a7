import type { NewAuditEvent } from '#audit';
import { isClientId } from '../clients/client-snapshot.js';
import { networkOf } from '../network.js';
import type { Side } from '../side.js';

/** A failure with its reason, which only the operator sees, by the request id. */
export interface AuthenticationFailure {
  clientId: string;
  reason: string;
  requestId: string;
  address: string;
}

/** The action of its audit event; `latchkey why` searches for it. */
export const AUTHENTICATION_FAILED = 'client_authentication.failed';

/** The client is null when the failures are of more than one. */
interface Sum {
  clientId: string | null;
  occurrences: number;
  kinds: Map<string, number>;
}

/** All networks beyond the limit together. */
const OTHERS = 'other networks';

/**
 * Failed authentications without an event of their own: one event for each network, with
 * the number of each kind of reason. Networks beyond the limit share one event, so that
 * a caller with many addresses adds no more rows than a caller with one.
 */
export class FailureSums {
  readonly #sums = new Map<string, Sum>();

  constructor(
    private readonly side: Side,
    private readonly mostNetworks: number,
  ) {}

  add({ clientId, reason, address }: AuthenticationFailure): void {
    const network = networkOf(address);
    const isFull = this.#sums.size >= this.mostNetworks && !this.#sums.has(network);
    const sum = this.#of(isFull ? OTHERS : network, clientId);
    const [kind = ''] = reason.split(':', 1);
    sum.kinds.set(kind, (sum.kinds.get(kind) ?? 0) + 1);
    sum.occurrences += 1;
    if (sum.clientId !== clientId) sum.clientId = null;
  }

  /** The events; counting begins anew. */
  take(): NewAuditEvent[] {
    const events = Array.from(this.#sums, ([network, sum]) => this.#event(network, sum));
    this.#sums.clear();
    return events;
  }

  #of(network: string, clientId: string): Sum {
    const known = this.#sums.get(network);
    if (known) return known;
    const sum: Sum = { clientId, occurrences: 0, kinds: new Map() };
    this.#sums.set(network, sum);
    return sum;
  }

  #event(network: string, { clientId, occurrences, kinds }: Sum): NewAuditEvent {
    const counts = Array.from(kinds, ([kind, count]) => `${kind} ${count}`);
    return {
      actor: { type: 'anonymous', name: network },
      action: AUTHENTICATION_FAILED,
      side: this.side,
      subject:
        clientId !== null && isClientId(clientId)
          ? { type: 'oauth-clients', id: clientId }
          : undefined,
      reason: `${counts.join(', ')}: summed up for a minute; the log has each request`,
      occurrences,
    };
  }
}
