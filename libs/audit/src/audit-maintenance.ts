import { Injectable } from '@nestjs/common';
import type { Transaction } from '#database';
import type { Actor } from './actor.js';
import { type ChainPoint, digestOf } from './audit-chain.js';
import { AuditLog } from './audit-log.js';
import { Addresses } from './addresses.js';
import { AuditMaintenanceRepository, type ErasableEvent } from './audit-maintenance.repository.js';
import { type Erasure, erasedEvent, isOwn, type Person, wholeDocuments } from './erased-event.js';
import { ERASED, PRUNED } from './maintenance.js';

/**
 * Events read and replaced at once. The table bounds each to some 270 KiB, and `erasedEvent` lets
 * no text grow beyond these bounds, so a page has at most 14 MiB before and after.
 */
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

/** The accounts of both sides. */
export interface Accounts {
  /** Finds the addresses that an account has now, in any case. */
  addressesAmong(emails: readonly string[], transaction: Transaction): Promise<string[]>;
}

/** The settings of an erasure; a trial only counts. */
interface ErasureOptions {
  actor: Actor;
  isTrial: boolean;
  accounts: Accounts;
}

/** The changed events, or those that would be. */
export interface ErasureReport {
  pseudonym: string;
  count: number;

  /** Changed events of the person; the others name an address or an owned client. */
  own: number;

  /** Documents that the pseudonym replaces as a whole: too deep, or too large with it. */
  wholeDocuments: number;

  /** E-mail addresses that are replaced in the events of other resources. */
  addresses: string[];

  /** Addresses that are not, because an account has them now. */
  keptAddresses: string[];
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
   *
   * An address that an account has now is replaced in the events of the person alone: the others
   * name the person of that account.
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
      // Recorded after the last page: the head of the chain is locked from then on.
      await this.audit.gather(transaction, async () => {
        const ownedOnly = addresses.length === 0;
        for await (const events of this.#naming({ person, ownedOnly }, transaction)) {
          const changed = changedEvents(events, erasure);
          add(changed, { report, person });
          const replaced = changed.map(({ left }) => left);
          if (!isTrial) await this.#replace(replaced, { actor, ...erasure }, transaction);
        }
      });
      return report;
    });
  }

  /** The events that may name the person, page by page. */
  async *#naming(
    whom: { person: Person; ownedOnly: boolean },
    transaction: Transaction,
  ): AsyncGenerator<ErasableEvent[]> {
    for (let [after, isLast] = ['0', false]; !isLast;) {
      const events = await this.repository.naming(whom, { after, size: PAGE }, transaction);
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
  left: ErasableEvent;
}

/** The events that name the person, as they are and as the erasure leaves them. */
function changedEvents(events: readonly ErasableEvent[], erasure: Erasure): ChangedEvent[] {
  return events.flatMap((event) => {
    const left = erasedEvent(event, erasure);
    return left ? [{ event, left: { id: event.id, ...left } }] : [];
  });
}

function add(
  changed: readonly ChangedEvent[],
  { report, person }: { report: ErasureReport; person: Person },
): void {
  report.count += changed.length;
  for (const { event, left } of changed) {
    if (isOwn(event, person)) report.own += 1;
    report.wholeDocuments += wholeDocuments(left, report.pseudonym);
  }
}

function without(emails: readonly string[], kept: readonly string[]): string[] {
  const leftOut = new Set(kept);
  return emails.filter((email) => !leftOut.has(email));
}
