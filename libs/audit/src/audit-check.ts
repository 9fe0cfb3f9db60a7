import { Injectable, Logger } from '@nestjs/common';
import type { Transaction } from '#database';
import { AuditChain, BEGINNING, type ChainPoint, type Verification } from './audit-chain.js';
import { AuditEventsRepository } from './audit-events.repository.js';
import { AuditVerificationsRepository, type ChainState } from './audit-verifications.repository.js';
import { erasuresOf, startOf } from './maintenance.js';

/**
 * Events that one transaction verifies, for about two seconds. A longer one would keep PostgreSQL from
 * cleaning up.
 */
const CHUNK = 100_000;

/** Milliseconds after which an outcome is recorded again, although no event was added. */
const REPEAT_MS = 86_400_000;

/**
 * Verifies the events that were added since the last verification, for processes of the back office.
 * Only `latchkey audit verify` verifies all events, and compares them with the stored head, which no
 * login of an application can read.
 */
@Injectable()
export class AuditCheck {
  readonly #logger = new Logger('Audit');
  #isBroken = false;

  constructor(
    private readonly events: AuditEventsRepository,
    private readonly verifications: AuditVerificationsRepository,
  ) {}

  /**
   * Verifies the new events, and records the outcome with the name of the application. Does nothing
   * while another process does the same.
   */
  async run(application: string): Promise<void> {
    for (let isLeft = true; isLeft;) {
      const state = await this.verifications.state();
      const done = await this.verifications.alone(async (transaction) =>
        this.#verify(transaction, state, application),
      );
      if (!done) return;
      this.#report(done.verification);
      isLeft = done.isLeft && done.verification.sound;
    }
  }

  async #verify(transaction: Transaction, { last }: ChainState, application: string) {
    const maintenance = await this.events.maintenance(transaction);
    const start = startOf(maintenance);
    const noted = await this.verifications.newestHead(transaction);
    const from = laterOf(start, noted ?? BEGINNING);
    const chain = new AuditChain({ start: from, erasures: erasuresOf(maintenance) });
    let verified = 0;
    let head: ChainPoint = from;
    let problem: Verification | null = null;
    for await (const link of this.events.links(transaction, from.id)) {
      problem = chain.follow(link);
      if (problem) break;
      head = { id: link.id, hash: link.hash!.toString('hex') };
      verified += 1;
      if (verified === CHUNK) break;
    }
    const isLeft = verified === CHUNK;
    const verification =
      problem ?? (isLeft ? chain.end(head) : await this.#end(chain, from, transaction));
    const isNew = verified > 0 || last?.sound !== verification.sound;
    const isOld = last === null || Date.now() - last.at.getTime() > REPEAT_MS;
    if (isNew || isOld) {
      const actor = { type: 'system', name: application } as const;
      const outcome = { actor, complete: false, after: from.id, verification };
      await this.verifications.add(outcome, transaction);
    }
    return { verification, isLeft };
  }

  /** Compares the end of the chain with the last event; without events, that is the point before. */
  async #end(chain: AuditChain, from: ChainPoint, transaction: Transaction): Promise<Verification> {
    const last = await this.verifications.lastEvent(transaction);
    return chain.end(last ?? from);
  }

  /** Logs a broken chain once, until it is intact again. */
  #report(verification: Verification): void {
    if (!verification.sound && !this.#isBroken) {
      const { id, problem } = verification;
      this.#logger.error(
        `the audit trail is broken at event ${id}: ${problem}; somebody has changed it in the ` +
          'database: keep a copy of the database, and see "Audit trail" in docs/operating.md',
      );
    }
    this.#isBroken = !verification.sound;
  }
}

function laterOf(one: ChainPoint, other: ChainPoint): ChainPoint {
  return BigInt(other.id) > BigInt(one.id) ? other : one;
}
