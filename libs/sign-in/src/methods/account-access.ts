import { Injectable } from '@nestjs/common';
import { PageRedirection } from '../pages/page-rejection.js';
import { ACCOUNT } from '../pages/paths.js';
import type { Visit } from '../pages/visit.js';
import { type Person, PeopleRepository } from '../people/people.repository.js';
import type { Session } from '../sessions/session.js';
import { Sessions } from '../sessions/sessions.js';

/** Seconds after a sign-in in which a person may change how they sign in. */
const RECENT = 300;

/** A person who is signed in. */
export interface Access {
  person: Person;
  session: Session;
}

/** Opens the pages of a person's account. A browser without access goes to the sign-in first. */
@Injectable()
export class AccountAccess {
  constructor(
    private readonly sessions: Sessions,
    private readonly people: PeopleRepository,
  ) {}

  /** @throws PageRedirection to the sign-in page when nobody is signed in */
  async signedIn({ headers }: Visit): Promise<Access> {
    const session = await this.sessions.session(headers);
    const person = session && (await this.people.find(session.personId));
    if (!person) throw this.#signIn();
    return { person, session };
  }

  /**
   * Access to the pages that change how a person signs in: a stolen session alone is not enough.
   *
   * @throws PageRedirection to the sign-in page also when the sign-in is older than five minutes
   */
  async recent(visit: Visit): Promise<Access> {
    const access = await this.signedIn(visit);
    if (access.session.authenticatedAt < Date.now() / 1000 - RECENT) throw this.#signIn();
    return access;
  }

  #signIn(): PageRedirection {
    return new PageRedirection(this.sessions.signInPath({ returnTo: ACCOUNT }));
  }
}
