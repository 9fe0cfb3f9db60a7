import { Injectable } from '@nestjs/common';
import { PeopleAudit } from '../audit/people-audit.js';
import type { Visit } from '../pages/visit.js';
import { PeopleRepository, type Person } from '../people/people.repository.js';
import { NewPasswords, type TypedPassword } from '../passwords/new-passwords.js';
import { tokenHash } from '../secrets/random-token.js';
import { SessionsRepository } from '../sessions/sessions.repository.js';
import { type Link, LinksRepository } from './links.repository.js';

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

  /** Finds the person of a link that can be used. Opening a link does not use it. */
  async personOf(token: string | undefined): Promise<Person | null> {
    const link = await this.find(token);
    return link && this.people.find(link.personId);
  }

  async find(token: string | undefined): Promise<Link | null> {
    const hash = tokenHash(token);
    return hash && this.repository.find(hash);
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
