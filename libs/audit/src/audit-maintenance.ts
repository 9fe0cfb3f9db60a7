import { Injectable } from '@nestjs/common';
import type { Transaction } from '#database';
import type { Actor } from './actor.js';
import { type ChainPoint, digestOf } from './audit-chain.js';
import { AuditLog } from './audit-log.js';
import { AuditMaintenanceRepository, type ErasableEvent } from './audit-maintenance.repository.js';
import { emailsOf, erasedEvent, type Person } from './erased-event.js';
import { ERASED, PRUNED } from './maintenance.js';

/** Events that one `audit.erased` event names. */
const PAGE = 500;

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
      const own = await this.repository.ofPerson(person, transaction);
      const emails = emailsOf(own);
      const others = await this.repository.mentioning(person, emails, transaction);
      const changed = [...own, ...others]
        .map((event) => ({ event, left: erasedEvent(event, { person, emails, pseudonym }) }))
        .filter(({ event, left }) => JSON.stringify(left) !== JSON.stringify(detailsOf(event)))
        .map(({ event, left }) => ({ id: event.id, ...left }));
      if (!isTrial) await this.#replace(changed, { actor, pseudonym, person }, transaction);
      return { pseudonym, count: changed.length };
    });
  }

  async #replace(
    changed: readonly ErasableEvent[],
    { actor, pseudonym, person }: { actor: Actor; pseudonym: string; person: Person },
    transaction: Transaction,
  ): Promise<void> {
    for (let at = 0; at < changed.length; at += PAGE) {
      const page = changed.slice(at, at + PAGE);
      const texts = await this.repository.replace(page, transaction);
      const event = {
        actor,
        action: ERASED,
        subject: { type: person.type, id: pseudonym },
        after: { events: Object.fromEntries(texts.map((text) => [text.id, digestOf(text)])) },
        occurrences: page.length,
      };
      await this.audit.record(event, transaction);
    }
  }
}

/** The columns in the order of `erasedEvent`. */
function detailsOf({ side, subjectType, subjectId, actor, before, after, reason }: ErasableEvent) {
  return { side, subjectType, subjectId, actor, before, after, reason };
}
