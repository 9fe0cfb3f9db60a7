import { Inject, Injectable } from '@nestjs/common';
import type { Actor } from '#audit';
import { CountersRepository } from '../attempts/counters.repository.js';
import { PeopleAudit } from '../audit/people-audit.js';
import { LinksRepository } from '../links/links.repository.js';
import { randomToken, tokenHash } from '../secrets/random-token.js';
import type { Language } from '../pages/languages.js';
import { type Person, PeopleRepository } from '../people/people.repository.js';
import { personSubject } from '../people/person-event.js';
import { SIGN_IN_SETTINGS, type SignInSettings } from '../sign-in.settings.js';
import { notifyBody } from './notify-message.js';
import { NotifyOutboxRepository, type OutboxRow } from './notify-outbox.repository.js';

/** The form of somebody who has forgotten a password. */
export interface TypedRecovery {
  name: string;
  language: Language;
  /** The browser, for the audit trail: nobody knows who uses it. */
  actor: Actor;
}

/** Makes links for which staff or the people themselves have asked, and the messages with them. */
@Injectable()
export class LinkMessages {
  constructor(
    @Inject(SIGN_IN_SETTINGS) private readonly settings: SignInSettings,
    private readonly people: PeopleRepository,
    private readonly links: LinksRepository,
    private readonly outbox: NotifyOutboxRepository,
    private readonly audit: PeopleAudit,
    private readonly counters: CountersRepository,
  ) {}

  /**
   * Makes the message of a request, and returns its body. Returns null, without a trace, when there
   * is nobody to whom it may be sent, or when they have been sent enough.
   */
  async make({ id, personId, content, kind }: OutboxRow): Promise<string | null> {
    const typed = content === null ? null : (JSON.parse(content) as TypedRecovery);
    const person = typed
      ? await this.people.findByName(typed.name)
      : await this.people.find(personId!);
    if (!person || (typed && !(await this.#mayRecover(person)))) {
      await this.outbox.delete(id);
      return null;
    }
    return this.#replace({ id, personId: person.id, typed, isInvitation: kind === 'invitation' });
  }

  /** A stranger may ask for links again and again, so each person gets a few. */
  async #mayRecover({ id }: Person): Promise<boolean> {
    const { side, recovery } = this.settings;
    const { perPerson: limit, window } = recovery;
    const key = `${side} recovery of ${id}`;
    const waitOf = await this.counters.count({ key, limit, window });
    return waitOf(key, limit) === 0;
  }

  async #replace({
    id,
    personId,
    typed,
    isInvitation,
  }: {
    id: string;
    personId: string;
    typed: TypedRecovery | null;
    isInvitation: boolean;
  }): Promise<string | null> {
    const { invitationLifetime, recoveryLifetime } = this.settings.links;
    const lifetime = isInvitation ? invitationLifetime : recoveryLifetime;
    const purpose = isInvitation ? 'invitation' : 'recovery';
    const token = randomToken();
    return this.outbox.within(async (transaction) => {
      // The link goes to the address of now: a new address ends only links that exist already.
      const person = await this.people.hold(personId, transaction);
      if (!person || !(await this.outbox.hold(id, transaction))) return null;
      // Not for a link that a stranger may have asked for: it must not void those of the person.
      if (!typed) await this.links.endUnused(personId, transaction);
      const link = { personId, purpose, lifetime } as const;
      const expiresAt = await this.links.insert(tokenHash(token)!, link, transaction);
      const body = this.#body({ person, token, purpose, language: typed?.language, expiresAt });
      await this.outbox.replace(id, { personId, body, expiresAt }, transaction);
      if (typed) {
        const after = { purpose, expiresAt: expiresAt.toISOString() };
        const act = { action: 'sign_in_link.requested', personId, after };
        await this.audit.recordFor(typed.actor, act, transaction);
      }
      return body;
    });
  }

  #body({
    person: { id, email, name },
    token,
    purpose,
    language = null,
    expiresAt,
  }: {
    person: Person;
    token: string;
    purpose: 'invitation' | 'recovery';
    language?: Language | null;
    expiresAt: Date;
  }): string {
    const { side, issuer } = this.settings;
    return notifyBody(`person.${purpose}`, {
      side,
      person: personSubject(side, id),
      email,
      name,
      language,
      link: `${issuer}/sign-in/link?token=${token}`,
      expiresAt: expiresAt.toISOString(),
    });
  }
}
