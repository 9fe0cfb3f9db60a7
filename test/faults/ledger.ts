/** The kind of a request. `create` and `change` are writes. */
export type Kind = 'token' | 'introspect' | 'read' | 'create' | 'change';

/** One request and its outcome. Times are of the monotonic clock, in milliseconds. */
export interface SentRequest {
  kind: Kind;
  sentAt: number;
  endedAt: number;
  /**
   * `ok`, or how it failed: `refused`, `reset`, `timeout`, or the status and code of the answer.
   */
  outcome: string;
}

/**
 * A write, identified by a unique text: a new customer by its name, a change of a customer by its
 * description.
 */
export interface Write {
  kind: 'create' | 'change';
  text: string;
  /** The name of the changed customer; only for `change`. */
  customer?: string;
  /** True when the client got an answer that confirms the write. */
  acknowledged: boolean;
  /** True when that answer was a replay of the lost answer to an earlier attempt. */
  replayed: boolean;
  attempts: number;
  /** True when the write was repeated long after the fault and still got no answer. */
  isUnsettled: boolean;
}

/** The ledger of one scenario: the requests, and the answers that clients got. */
export class Ledger {
  readonly requests: SentRequest[] = [];
  readonly writes: Write[] = [];

  /** `prefix` begins every text of this scenario. */
  constructor(readonly prefix: string) {}

  /** Sends a request, records it, and returns the result of `send`. */
  async record<Result extends { outcome: string }>(
    kind: Kind,
    send: () => Promise<Result>,
  ): Promise<Result> {
    const sentAt = performance.now();
    const result = await send();
    this.requests.push({ kind, sentAt, endedAt: performance.now(), outcome: result.outcome });
    return result;
  }

  write(kind: Write['kind'], text: string, customer?: string): Write {
    const write: Write = {
      kind,
      text,
      customer,
      acknowledged: false,
      replayed: false,
      attempts: 0,
      isUnsettled: false,
    };
    this.writes.push(write);
    return write;
  }

  failures(): SentRequest[] {
    return this.requests.filter(({ outcome }) => outcome !== 'ok');
  }
}
