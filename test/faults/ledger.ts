/** What is asked for. `create` and `change` are the writes. */
export type Kind = 'token' | 'introspect' | 'read' | 'create' | 'change';

/** One request and what became of it. Times are of the monotonic clock, in milliseconds. */
export interface SentRequest {
  kind: Kind;
  sentAt: number;
  endedAt: number;
  /** `ok`, or how it failed: `refused`, `reset`, `timeout`, or the status and code of the answer. */
  outcome: string;
}

/**
 * A write, by a text that no other one has: a new customer by its name, a change of one by its
 * description.
 */
export interface Write {
  kind: 'create' | 'change';
  text: string;
  /** Of a change, the name of the customer. */
  customer?: string;
  /** An answer has come that says it is done. */
  acknowledged: boolean;
  /** That answer was the one to an earlier attempt, which had not come. */
  replayed: boolean;
  attempts: number;
  /** It was repeated long after the fault, and still not answered. */
  isUnsettled: boolean;
}

/** The books of one scenario: what was sent, and what the clients have been told. */
export class Ledger {
  readonly requests: SentRequest[] = [];
  readonly writes: Write[] = [];

  /** Begins every text of it. */
  constructor(readonly prefix: string) {}

  /** Notes a request, and gives what `send` resolves with. */
  async note<Result extends { outcome: string }>(
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
