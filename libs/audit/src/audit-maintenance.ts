import { Injectable } from '@nestjs/common';
import type { Transaction } from '#database';
import type { Actor } from './actor.js';
import { type ChainPoint, digestOf } from './audit-chain.js';
import { AuditLog } from './audit-log.js';
import { Addresses } from './addresses.js';
import { AuditMaintenanceRepository, type ErasableEvent } from './audit-maintenance.repository.js';
import { erasedEvent, isOwn, wholeDocuments } from './erased-event.js';
import type { Erasure, Person } from './erasure.js';
import { ERASED, PRUNED } from './maintenance.js';

/**
 * Number of events read and replaced at once. The table limits each event to some 270 KiB, and
 * `erasedEvent` keeps each text within these limits. So a page has at most 14 MiB before and after.
 */
const PAGE = 50;

/** The events before the days that are kept. */
export interface OldEvents {
  last: ChainPoint;
  /** Start of the first day that is kept. */
  until: Date;
}

/** The export file of the events that `prune` removes. */
interface Export {
  count: number;
  /** SHA-256 of the file, in hexadecimal. */
  sha256: string;
}

/** The accounts of both sides. */
export interface Accounts {
  /** Returns the addresses that an account has now, in upper or lower case. */
  addressesAmong(emails: readonly string[], transaction: Transaction): Promise<string[]>;
}

/** Options of an erasure. A trial only counts the events. */
interface ErasureOptions {
  actor: Actor;
  isTrial: boolean;
  accounts: Accounts;
}

/** The result of an erasure, or of a trial. */
export interface ErasureReport {
  pseudonym: string;
  count: number;

  /**
   * Number of changed events of the person. The other changed events name an address or an owned
   * client.
   */
  own: number;

  /**
   * Documents that become the pseudonym alone, because they are too deep or would become too large.
   */
  wholeDocuments: number;

  /** E-mail addresses that are replaced in the events of other resources. */
  addresses: string[];

  /** Addresses that are not replaced, because an account has them now. */
  keptAddresses: string[];
}

/**
 * Removes old events and erases people. Only the command line uses it, as the owner of the tables.
 */
@Injectable()
export class AuditMaintenance {
  constructor(
    private readonly repository: AuditMaintenanceRepository,
    private readonly audit: AuditLog,
  ) {}

  /**
   * Returns the events that a retention of so many days does not keep; null when there are none.
   */
  async olderThan(days: number): Promise<OldEvents | null> {
    return this.repository.lastBefore(days);
  }

  /**
   * Removes exactly the exported events, and records the point after which the trail begins.
   *
   * @throws Error when the number of events differs from that of the export
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
   * Replaces all values that name the person by one random pseudonym in all events. Records the ids
   * of these events and the digests of their new texts, but no data of the person. With `isTrial`
   * nothing is changed.
   *
   * An address that an account has now is replaced only in the events of the person: in other
   * events it names the person of that account.
   */
  async erase(person: Person, { actor, isTrial, accounts }: ErasureOptions) {
    const pseudonym = `erased-${crypto.randomUUID()}`;
    return this.repository.within('erase', async (transaction) => {
      await this.repository.lock(transaction);
      const emails = await this.repository.emailsOf(person, transaction);
      const keptAddresses = await accounts.addressesAmong(emails, transaction);
      const addresses = without(emails, keptAddresses);
      const erasure = { person, addresses: new Addresses(addresses), pseudonym };
      const counts = { count: 0, own: 0, wholeDocuments: 0 };
      const report: ErasureReport = { pseudonym, ...counts, addresses, keptAddresses };
      const ownedOnly = addresses.length === 0;
      for await (const events of this.#naming({ person, ownedOnly }, transaction)) {
        const changed = changedEvents(events, erasure);
        add(changed, { report, person });
        const replaced = changed.map(({ erased }) => erased);
        if (!isTrial) await this.#replace(replaced, { actor, ...erasure }, transaction);
      }
      return report;
    });
  }

  /** Returns the events that may name the person, page by page. */
  async *#naming(
    filter: { person: Person; ownedOnly: boolean },
    transaction: Transaction,
  ): AsyncGenerator<ErasableEvent[]> {
    for (let [after, isLast] = ['0', false]; !isLast;) {
      const events = await this.repository.naming(filter, { after, size: PAGE }, transaction);
      yield events;
      isLast = events.length < PAGE;
      after = events.at(-1)?.id ?? after;
    }
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

interface ChangedEvent {
  event: ErasableEvent;
  erased: ErasableEvent;
}

/** Returns the events that name the person, before and after the erasure. */
function changedEvents(events: readonly ErasableEvent[], erasure: Erasure): ChangedEvent[] {
  return events.flatMap((event) => {
    const erased = erasedEvent(event, erasure);
    return erased ? [{ event, erased: { id: event.id, ...erased } }] : [];
  });
}

function add(
  changed: readonly ChangedEvent[],
  { report, person }: { report: ErasureReport; person: Person },
): void {
  report.count += changed.length;
  for (const { event, erased } of changed) {
    if (isOwn(event, person)) report.own += 1;
    report.wholeDocuments += wholeDocuments(erased, report.pseudonym);
  }
}

function without(emails: readonly string[], kept: readonly string[]): string[] {
  const excluded = new Set(kept);
  return emails.filter((email) => !excluded.has(email));
}
