import { Inject, Injectable, Optional } from '@nestjs/common';
import { PeopleAudit } from '../audit/people-audit.js';
import { actorOf, type Visit } from '../pages/visit.js';
import type { Person } from '../people/people.repository.js';
import { NewPasswords, type TypedPassword } from '../passwords/new-passwords.js';
import { tokenHash } from '../secrets/random-token.js';
import { SessionsRepository } from '../sessions/sessions.repository.js';
import { SIGN_IN_SETTINGS, type SignInSettings } from '../sign-in.settings.js';
import { type NewAccount, Registrar } from './registrar.js';
import { RegistrationsRepository } from './registrations.repository.js';

/** A person who has just registered. */
export interface Registered {
  person: Person;
  passwordChangedAt: string;
}

/** Confirms registrations: the person sets a password with the link from the e-mail. */
@Injectable()
export class Registrations {
  constructor(
    @Inject(SIGN_IN_SETTINGS) private readonly settings: Pick<SignInSettings, 'registration'>,
    private readonly repository: RegistrationsRepository,
    private readonly passwords: NewPasswords,
    private readonly sessions: SessionsRepository,
    private readonly audit: PeopleAudit,
    @Optional() private readonly registrar?: Registrar,
  ) {}

  /** The registrar, or null when nobody may register. */
  get open(): Registrar | null {
    return this.settings.registration && (this.registrar ?? null);
  }

  /** Finds the registration of a link that can be used. Opening a link does not use it. */
  async find(token: string): Promise<NewAccount | null> {
    const hash = this.open && tokenHash(token);
    return hash && this.repository.find(hash);
  }

  /**
   * Creates the account with its password. Returns null when the link was used meanwhile, or somebody
   * has an account with the address now.
   *
   * @throws TooBusy
   */
  async confirm(token: string, typed: TypedPassword, visit: Visit): Promise<Registered | null> {
    const hash = await this.passwords.hash(typed);
    return this.sessions.within(async (transaction) => {
      const account = await this.repository.use(tokenHash(token)!, transaction);
      if (!account) return null;
      await this.repository.deleteOf(account.email, transaction);
      const actor = (personId: string) => actorOf(personId, visit);
      const id = await this.open!.register(account, actor, transaction);
      if (id === null) return null;
      const person = { id, email: account.email, name: nameOf(account) };
      const passwordChangedAt = await this.passwords.set(person, hash, transaction);
      const act = { action: 'password.set', personId: id, after: { link: 'registration' } };
      await this.audit.record(act, visit, transaction);
      return { person, passwordChangedAt };
    });
  }
}

export function nameOf({ firstName, lastName }: NewAccount): string {
  return `${firstName} ${lastName}`;
}
