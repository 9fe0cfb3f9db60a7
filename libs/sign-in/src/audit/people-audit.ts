import { Inject, Injectable } from '@nestjs/common';
import { type Actor, AuditLog, type NewAuditEvent } from '#audit';
import type { Transaction } from '#database';
import { actorOf, type Visit } from '../pages/visit.js';
import { personEvent, personSubject } from '../people/person-event.js';
import { SIGN_IN_SETTINGS, type SignInSettings } from '../sign-in.settings.js';
import { PeopleAuditRepository } from './people-audit.repository.js';

/** An act that concerns the sign-in of a person. */
export interface PersonAct {
  action: string;
  personId: string;
  after?: NewAuditEvent['after'];
}

/** Failed attempts of one minute. */
interface Failures {
  /** Null when nobody has the name, or when the attempts were for several people. */
  personId: string | null;
  network: string;
  isLocked: boolean;
  occurrences: number;
}

/** Writes what people do about their sign-in into the audit trail. */
@Injectable()
export class PeopleAudit {
  constructor(
    @Inject(SIGN_IN_SETTINGS) private readonly settings: Pick<SignInSettings, 'side'>,
    private readonly log: AuditLog,
    private readonly repository: PeopleAuditRepository,
  ) {}

  /** Records an act of the person, in the transaction of the act. */
  async record(act: PersonAct, visit: Visit, transaction: Transaction): Promise<void> {
    await this.recordFor(actorOf(act.personId, visit), act, transaction);
  }

  /** Records an act of another actor that concerns the person, in the transaction of the act. */
  async recordFor(
    actor: Actor,
    { action, personId, after }: PersonAct,
    transaction: Transaction,
  ): Promise<void> {
    const { side } = this.settings;
    await this.log.record(personEvent(action, { side, personId, actor }, { after }), transaction);
  }

  async recordFailures(sums: readonly Failures[]): Promise<void> {
    const { side } = this.settings;
    const events = sums.map(({ personId, network, isLocked, occurrences }): NewAuditEvent => {
      const actor: Actor = { type: 'anonymous', name: network };
      const reason = `${isLocked ? 'locked' : 'wrong credentials'}: summed up for a minute`;
      const subject = personId === null ? undefined : personSubject(side, personId);
      return { actor, side, action: 'person.sign_in_failed', subject, reason, occurrences };
    });
    await this.repository.write(events);
  }
}
