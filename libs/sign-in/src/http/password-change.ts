import { Injectable } from '@nestjs/common';
import { PeopleAudit } from '../audit/people-audit.js';
import type { Access } from '../methods/account-access.js';
import { field, type Visit } from '../pages/visit.js';
import { NewPasswords } from '../passwords/new-passwords.js';
import { Passwords } from '../passwords/passwords.js';
import { Sessions } from '../sessions/sessions.js';
import { SessionsRepository } from '../sessions/sessions.repository.js';
import { typedPassword } from './new-password-form.js';

/** The reason why a password was not changed; `locked` has the seconds to wait. */
export type ChangeProblem =
  { kind: 'short' | 'long' | 'common' | 'different' | 'wrong' } | { kind: 'locked'; wait: number };

/** Changes the password of a person who is signed in and types the current one. */
@Injectable()
export class PasswordChange {
  constructor(
    private readonly passwords: Passwords,
    private readonly newPasswords: NewPasswords,
    private readonly sessions: SessionsRepository,
    private readonly own: Sessions,
    private readonly audit: PeopleAudit,
  ) {}

  /** Changes the password and ends all other sessions. Returns null, or the reason why not. */
  async change(
    form: unknown,
    { person, session }: Access,
    visit: Visit,
  ): Promise<ChangeProblem | null> {
    const typed = typedPassword(form);
    const problem = await this.newPasswords.problem(typed, person);
    if (problem) return { kind: problem };
    const current = field(form, 'current') ?? '';
    const outcome = await this.passwords.check(person.email, current, visit);
    if (!outcome.person) {
      return outcome.wait > 0 ? { kind: 'locked', wait: outcome.wait } : { kind: 'wrong' };
    }
    if (outcome.person.id !== person.id) return { kind: 'wrong' };
    const hash = await this.newPasswords.hash(typed);
    const { passwordChangedAt } = outcome;
    return this.sessions.within(async (transaction) => {
      if (!(await this.newPasswords.isUnchanged(person, passwordChangedAt, transaction))) {
        return { kind: 'wrong' };
      }
      await this.newPasswords.set(person, hash, transaction);
      await this.own.endOthersWithin(session, visit, transaction);
      const act = { action: 'password.changed', personId: person.id };
      await this.audit.record(act, visit, transaction);
      return null;
    });
  }
}
