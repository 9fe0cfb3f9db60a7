import { setTimeout as pause } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import { AuditChain, type ChainPoint, type Verification } from './audit-chain.js';
import { AuditVerificationsRepository } from './audit-verifications.repository.js';
import type { Verifier } from './audit-verification.entity.js';
import { erasuresOf, startOf } from './maintenance.js';
import {
  AuditEventsRepository,
  type AuditQuery,
  type UnsealedEvents,
} from './audit-events.repository.js';
import type { RecordedEvent } from './recorded-event.entity.js';

/** Milliseconds between two looks for new events. */
const FOLLOW_MS = 1000;

/** Newest events among which there is one that is sealed, unless nothing seals them. */
const SEALED_AMONG = 1000;

/** The result for the chain, and the events that are not in it yet. */
export type TrailVerification = Verification & { unsealed: UnsealedEvents };

/** Progress of a verification: the number of verified events, and of all events of the chain. */
export interface VerifiedEvents {
  verified: number;
  total: number;
}

interface VerifyOptions {
  expected?: ChainPoint;

  /** Called after each event. */
  progress?: (events: VerifiedEvents) => void;
}

/** Reads, verifies and exports the audit trail. */
@Injectable()
export class AuditTrail {
  constructor(
    private readonly events: AuditEventsRepository,
    private readonly verifications: AuditVerificationsRepository,
  ) {}

  /**
   * Returns events, the newest first. For the next page, set `before` to the last id of this one.
   */
  async list(query: AuditQuery): Promise<RecordedEvent[]> {
    return this.events.list(query);
  }

  /**
   * Returns the newest events of the chain, the oldest first, and then those that are sealed later. It
   * ends when the caller stops.
   */
  async *follow(query: AuditQuery): AsyncGenerator<RecordedEvent[]> {
    const newest = (await this.events.list({ limit: SEALED_AMONG })).find(({ id }) => id !== null);
    const known = (await this.events.list(query)).filter(({ id }) => id !== null);
    let last = newest?.id ?? '0';
    yield known.filter(({ id }) => BigInt(id!) <= BigInt(last)).toReversed();
    for (;;) {
      await pause(FOLLOW_MS);
      for await (const page of this.events.newer(last, query)) {
        yield page;
        last = page.at(-1)!.id!;
      }
    }
  }

  /** Returns the same events as `list`, page by page, for large results. */
  pages(query: AuditQuery): AsyncIterable<RecordedEvent[]> {
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
   * The heads that earlier verifications noted are compared too. They are in the same database, so an
   * attacker who can rewrite the trail can change them.
   *
   * Unsealed events have no hash yet. They are counted.
   *
   * @throws Error when the expected point was removed, so that it cannot be compared
   */
  async verify({ expected, progress }: VerifyOptions = {}): Promise<TrailVerification> {
    return this.events.inSnapshot(async (snapshot) => {
      const unsealed = await this.events.unsealed(snapshot);
      const maintenance = await this.events.maintenance(snapshot);
      const start = startOf(maintenance);
      const noted = await this.verifications.heads(snapshot);
      const chain = new AuditChain({ start, expected, noted, erasures: erasuresOf(maintenance) });
      const head = await this.events.head(snapshot);
      const total = Number(head?.id ?? start.id) - Number(start.id);
      let verified = 0;
      for await (const link of this.events.links(snapshot)) {
        const problem = chain.follow(link);
        if (problem) return { ...problem, unsealed };
        progress?.({ verified: (verified += 1), total });
      }
      const verification = chain.end(head);
      if (verification.sound && expected && BigInt(expected.id) < BigInt(start.id)) {
        throw removed(expected, start);
      }
      return { ...verification, unsealed };
    });
  }

  /**
   * Records the outcome of a verification of the whole trail, so that others can read it. A sound one
   * is a noted head of the chain.
   */
  async record(verification: Verification, actor: { type: Verifier; name: string }): Promise<void> {
    const after = verification.sound ? verification.start.id : '0';
    await this.verifications.add({ actor, complete: true, after, verification });
  }

  /**
   * Returns all events, the oldest first; with an id, those of the chain up to it. Unsealed events
   * are the last ones.
   */
  export(last?: string): AsyncIterable<RecordedEvent> {
    return this.events.inOrder(last);
  }
}

function removed(expected: ChainPoint, start: ChainPoint): Error {
  return new Error(
    `event ${expected.id} was removed with all up to ${start.id}: ` +
      'compare its hash with the file of that `audit prune`',
  );
}
