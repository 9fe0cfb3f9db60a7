import { Injectable } from '@nestjs/common';
import { PeopleAudit } from '../audit/people-audit.js';
import type { Visit } from '../pages/visit.js';
import { PeopleRepository, type Person } from '../people/people.repository.js';
import { NewPasswords, type TypedPassword } from '../passwords/new-passwords.js';
import { tokenHash } from '../secrets/random-token.js';
import { SessionsRepository } from '../sessions/sessions.repository.js';
import { type LinkPurpose, LinksRepository } from './links.repository.js';

/** A one-time link that can be used, with its person. */
interface PersonalLink {
  person: Person;
  purpose: LinkPurpose;
}

/** One-time links, with which people set a password. `latchkey people invite` makes them. */
@Injectable()
export class Links {
  constructor(
    private readonly repository: LinksRepository,
    private readonly people: PeopleRepository,
    private readonly passwords: NewPasswords,
    private readonly sessions: SessionsRepository,
    private readonly audit: PeopleAudit,
  ) {}

  /** Finds a link that can be used, and its person. Opening a link does not use it. */
  async find(token: string | undefined): Promise<PersonalLink | null> {
    const hash = tokenHash(token);
    const link = hash && (await this.repository.find(hash));
    if (!link) return null;
    const person = await this.people.find(link.personId);
    return person && { person, purpose: link.purpose };
  }

  /**
   * Sets the password of the person with a link, and ends their sessions. Returns the time of the
   * change; null when the link was used meanwhile, or the person may no longer sign in.
   *
   * @throws TooBusy
   */
  async setPassword(
    { token, person, typed }: { token: string; person: Person; typed: TypedPassword },
    visit: Visit,
  ): Promise<string | null> {
    const hash = await this.passwords.hash(typed);
    return this.sessions.within(async (transaction) => {
      if (!(await this.people.lock(person.id, transaction))) return null;
      const link = await this.repository.use(tokenHash(token)!, transaction);
      if (link?.personId !== person.id) return null;
      const changedAt = await this.passwords.set(person, hash, transaction);
      await this.sessions.deleteOf(person.id, transaction);
      const { purpose } = link;
      const act = { action: 'password.set', personId: person.id, after: { link: purpose } };
      await this.audit.record(act, visit, transaction);
      return changedAt;
    });
  }
}
