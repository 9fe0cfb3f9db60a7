import type { NewAuditEvent } from '#audit';
import { isClientId } from '../clients/client-snapshot.js';
import { networkOf } from '../network.js';
import type { Side } from '../side.js';

/** A failed authentication. Only the operator sees the reason, by the request id. */
export interface AuthenticationFailure {
  clientId: string;
  reason: string;
  requestId: string;
  address: string;
}

/** The action of the audit event; `latchkey why` searches for it. */
export const AUTHENTICATION_FAILED = 'client_authentication.failed';

/** The failures of one network. */
interface Sum {
  /** Null when the failures are of more than one client. */
  clientId: string | null;
  occurrences: number;
  kinds: Map<string, number>;
}

/** The name for all networks beyond the limit. */
const OTHERS = 'other networks';

/**
 * Sums up failed authentications without an event of their own. Each network gets one event with
 * the number of failures of each kind. Networks beyond the limit share one event, so that a caller
 * with many addresses adds only a limited number of rows.
 */
export class FailureSums {
  readonly #sums = new Map<string, Sum>();

  constructor(
    private readonly side: Side,
    private readonly maxNetworks: number,
  ) {}

  add({ clientId, reason, address }: AuthenticationFailure): void {
    const network = networkOf(address);
    const isFull = this.#sums.size >= this.maxNetworks && !this.#sums.has(network);
    const sum = this.#of(isFull ? OTHERS : network, clientId);
    const [kind = ''] = reason.split(':', 1);
    sum.kinds.set(kind, (sum.kinds.get(kind) ?? 0) + 1);
    sum.occurrences += 1;
    if (sum.clientId !== clientId) sum.clientId = null;
  }

  /** Returns the events of the sums and resets the sums. */
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
