import { Injectable } from '@nestjs/common';
import { type Answer, Pages } from '../pages/pages.js';
import type { Visit } from '../pages/visit.js';
import { type Person, PeopleRepository } from '../people/people.repository.js';
import type { Session } from '../sessions/session.js';
import { Sessions } from '../sessions/sessions.js';

/** Seconds after a sign-in in which a person may change how they sign in. */
const RECENT = 300;

/** A person who has signed in a short time ago. */
export interface Access {
  person: Person;
  session: Session;
}

/** Access to the pages that change how a person signs in: a stolen session alone is not enough. */
@Injectable()
export class AccountAccess {
  constructor(
    private readonly sessions: Sessions,
    private readonly people: PeopleRepository,
    private readonly pages: Pages,
  ) {}

  /**
   * Returns the person, or the answer that leads to the sign-in page when nobody is signed in or the
   * sign-in is older than five minutes. The sign-in continues at `path`.
   */
  async open(visit: Visit, path: string): Promise<Access | Answer> {
    const session = await this.sessions.session(visit.headers);
    const person = session && (await this.people.find(session.personId));
    const isRecent = session && session.authenticatedAt >= Date.now() / 1000 - RECENT;
    if (person && isRecent) return { person, session };
    return this.pages.redirectTo(this.sessions.signInPath({ returnTo: path }));
  }
}

export function isAnswer(value: object): value is Answer {
  return 'body' in value;
}
