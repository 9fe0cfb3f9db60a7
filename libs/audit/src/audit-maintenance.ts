import { Injectable } from '@nestjs/common';
import type { Transaction } from '#database';
import type { Actor } from './actor.js';
import { type ChainPoint, digestOf } from './audit-chain.js';
import { AuditLog } from './audit-log.js';
import { AuditMaintenanceRepository, type ErasableEvent } from './audit-maintenance.repository.js';
import { type Erasure, erasedEvent, type Person } from './erased-event.js';
import { ERASED, PRUNED } from './maintenance.js';

/** Events read and replaced at once; a stolen login can make each of them 256 KiB. */
const PAGE = 50;

/** The events of the oldest days. */
export interface OldEvents {
  last: ChainPoint;
  /** Beginning of the first day that is kept. */
  until: Date;
}

/** The export of events that are removed after it. */
interface Export {
  count: number;
  /** SHA-256 of the file, in hexadecimal. */
  sha256: string;
}

/** Removes old days and erases people, for the command line as the owner of the tables. */
@Injectable()
export class AuditMaintenance {
  constructor(
    private readonly repository: AuditMaintenanceRepository,
    private readonly audit: AuditLog,
  ) {}

  /** The events that a retention of so many days does not keep; null when there are none. */
  async olderThan(days: number): Promise<OldEvents | null> {
    return this.repository.lastBefore(days);
  }

  /**
   * Removes the exported events and no others, and records the point after which the trail
   * begins.
   */
  async prune({ last, until }: OldEvents, { count, sha256 }: Export, actor: Actor): Promise<void> {
    await this.repository.within('prune', async (transaction) => {
      const deleted = await this.repository.deleteUpTo(last.id, transaction);
      if (deleted !== count) {
        throw new Error(
          `nothing was removed: the file has ${count} events, the trail ${deleted}; ` +
            'delete the file and run the command again',
        );
      }
      const after = { ...last, count, until: until.toISOString(), exportSha256: sha256 };
      await this.audit.record({ actor, action: PRUNED, after }, transaction);
    });
  }

  /**
   * Replaces all values that name the person by one random pseudonym in all events. Records the
   * ids of these events and the digests of their new texts, but nothing of the person. With
   * `isTrial` nothing is changed.
   */
  async erase(
    person: Person,
    { actor, isTrial }: { actor: Actor; isTrial: boolean },
  ): Promise<{ pseudonym: string; count: number }> {
    const pseudonym = `erased-${crypto.randomUUID()}`;
    return this.repository.within('erase', async (transaction) => {
      const emails = await this.repository.emailsOf(person, transaction);
      const erasure = { person, emails, pseudonym };
      let count = 0;
      for (let [after, isLast] = ['0', false]; !isLast;) {
        const page = { after, size: PAGE };
        const events = await this.repository.naming(erasure, page, transaction);
        const changed = changedEvents(events, erasure);
        if (!isTrial) await this.#replace(changed, { actor, ...erasure }, transaction);
        count += changed.length;
        isLast = events.length < PAGE;
        after = events.at(-1)?.id ?? after;
      }
      return { pseudonym, count };
    });
  }

  async #replace(
    changed: readonly ErasableEvent[],
    { actor, pseudonym, person }: { actor: Actor; pseudonym: string; person: Person },
    transaction: Transaction,
  ): Promise<void> {
    if (changed.length === 0) return;
    const texts = await this.repository.replace(changed, transaction);
    const event = {
      actor,
      action: ERASED,
      subject: { type: person.type, id: pseudonym },
      after: { events: Object.fromEntries(texts.map((text) => [text.id, digestOf(text)])) },
      occurrences: changed.length,
    };
    await this.audit.record(event, transaction);
  }
}

/** The events that name the person, as the erasure leaves them. */
function changedEvents(events: readonly ErasableEvent[], erasure: Erasure): ErasableEvent[] {
  return events
    .map((event) => ({ event, left: erasedEvent(event, erasure) }))
    .filter(({ event, left }) => JSON.stringify(left) !== JSON.stringify(detailsOf(event)))
    .map(({ event, left }) => ({ id: event.id, ...left }));
}

/** The columns in the order of `erasedEvent`. */
function detailsOf({ side, subjectType, subjectId, actor, before, after, reason }: ErasableEvent) {
  return { side, subjectType, subjectId, actor, before, after, reason };
}
