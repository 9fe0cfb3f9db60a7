import { Injectable } from '@nestjs/common';
import { AuditChain, type ChainPoint, type Verification } from './audit-chain.js';
import type { AuditEvent } from './audit-event.entity.js';
import { AuditEventsRepository, type AuditQuery } from './audit-events.repository.js';

/** What was written down: to read, to check, to take away. */
@Injectable()
export class AuditTrail {
  constructor(private readonly events: AuditEventsRepository) {}

  /** The newest first; the next page is what comes `before` the last id of this one. */
  async list(query: AuditQuery): Promise<AuditEvent[]> {
    return this.events.list(query);
  }

  /**
   * Recomputes every hash, outside the database, and compares each event with
   * the next and the last with the head. Reports the first fault.
   *
   * Whoever may rewrite all of it can make another chain that is sound in
   * itself. A point that was noted elsewhere, given as `expected`, proves that
   * nothing up to it was rewritten.
   */
  async verify({ expected }: { expected?: ChainPoint } = {}): Promise<Verification> {
    const chain = new AuditChain(expected);
    return this.events.inSnapshot(async (snapshot) => {
      const head = await this.events.head(snapshot);
      for await (const link of this.events.links(snapshot)) {
        const fault = chain.follow(link);
        if (fault) return fault;
      }
      return chain.end(head);
    });
  }

  /** All that there is at the call, the oldest first, never more than a page in memory. */
  export(): AsyncIterable<AuditEvent> {
    return this.events.inOrder();
  }
}
