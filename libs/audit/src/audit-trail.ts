import { Injectable } from '@nestjs/common';
import { AuditChain, type ChainPoint, type Verification } from './audit-chain.js';
import type { AuditEvent } from './audit-event.entity.js';
import { erasuresOf, startOf } from './maintenance.js';
import { AuditEventsRepository, type AuditQuery } from './audit-events.repository.js';

/** Reads, verifies and exports the audit trail. */
@Injectable()
export class AuditTrail {
  constructor(private readonly events: AuditEventsRepository) {}

  /**
   * Returns events, the newest first. For the next page, set `before` to the last id of this one.
   */
  async list(query: AuditQuery): Promise<AuditEvent[]> {
    return this.events.list(query);
  }

  /** Returns the same events as `list`, page by page, for large results. */
  pages(query: AuditQuery): AsyncIterable<AuditEvent[]> {
    return this.events.pages(query);
  }

  /**
   * Recomputes every hash outside the database. Compares each event with the next, and the last
   * event with the head. Reports the first problem.
   *
   * An attacker who can rewrite the complete trail can make another valid chain. A point that was
   * noted elsewhere, given as `expected`, proves that nothing up to it was rewritten.
   *
   * After a removal of old events the chain starts at the point in the event of that removal. An
   * erased event is intact when a later event has the digest of its new text.
   *
   * @throws Error when the expected point was removed, so that it cannot be compared
   */
  async verify({ expected }: { expected?: ChainPoint } = {}): Promise<Verification> {
    return this.events.inSnapshot(async (snapshot) => {
      const maintenance = await this.events.maintenance(snapshot);
      const start = startOf(maintenance);
      const chain = new AuditChain({ start, expected, erasures: erasuresOf(maintenance) });
      const head = await this.events.head(snapshot);
      for await (const link of this.events.links(snapshot)) {
        const problem = chain.follow(link);
        if (problem) return problem;
      }
      const verification = chain.end(head);
      if (verification.sound && expected && BigInt(expected.id) < BigInt(start.id)) {
        throw removed(expected, start);
      }
      return verification;
    });
  }

  /** Returns all events up to a given one, or to the newest at the call; the oldest first. */
  export(last?: string): AsyncIterable<AuditEvent> {
    return this.events.inOrder(last);
  }
}

function removed(expected: ChainPoint, start: ChainPoint): Error {
  return new Error(
    `event ${expected.id} was removed with all up to ${start.id}: ` +
      'compare its hash with the file of that `audit prune`',
  );
}
