import { Get, Post } from '@nestjs/common';
import { AccountAccess } from '../methods/account-access.js';
import { type Answer, Pages } from '../pages/pages.js';
import { ACCOUNT } from '../pages/paths.js';
import { actorOf, type Visit } from '../pages/visit.js';
import type { Person } from '../people/people.repository.js';
import { APP, NEW_APP, NEW_RECOVERY_CODES, REMOVE_APP, TotpPages } from '../totp/totp-pages.js';
import { Totp } from '../totp/totp.service.js';
import { CurrentVisit, Field, PageController } from './page-controller.js';

/** The pages on which a person sets up an authenticator app, replaces it and removes it. */
@PageController()
export class AuthenticatorAppController {
  constructor(
    private readonly access: AccountAccess,
    private readonly totp: Totp,
    private readonly pages: Pages,
    private readonly appPages: TotpPages,
  ) {}

  /** Shows the secret that waits for its first code. */
  @Get(APP)
  async show(@CurrentVisit() visit: Visit): Promise<Answer> {
    const { person } = await this.access.recent(visit);
    return this.#newApp(visit, person);
  }

  @Post(NEW_APP)
  async begin(@CurrentVisit() visit: Visit): Promise<Answer> {
    const { person } = await this.access.recent(visit);
    await this.totp.begin(person);
    return this.pages.redirectTo(APP);
  }

  /** Confirms the secret by its first code. */
  @Post(APP)
  async confirm(@CurrentVisit() visit: Visit, @Field('code') code = ''): Promise<Answer> {
    const { person } = await this.access.recent(visit);
    const codes = await this.totp.confirm(person.id, code, actorOf(person.id, visit));
    return codes ? this.#recoveryCodes(visit, codes) : this.#newApp(visit, person, 'codeWrong');
  }

  @Post(NEW_RECOVERY_CODES)
  async newRecoveryCodes(@CurrentVisit() visit: Visit): Promise<Answer> {
    const { id } = (await this.access.recent(visit)).person;
    const codes = await this.totp.newRecoveryCodes(id, actorOf(id, visit));
    return codes ? this.#recoveryCodes(visit, codes) : this.pages.redirectTo(ACCOUNT);
  }

  @Post(REMOVE_APP)
  async remove(@CurrentVisit() visit: Visit): Promise<Answer> {
    const { id } = (await this.access.recent(visit)).person;
    await this.totp.remove(id, actorOf(id, visit));
    return this.pages.redirectTo(ACCOUNT);
  }

  async #newApp({ headers }: Visit, person: Person, problem?: 'codeWrong'): Promise<Answer> {
    const secret = await this.totp.pending(person);
    if (!secret) return this.pages.redirectTo(ACCOUNT);
    const locale = this.pages.localeOf(headers);
    const failure = problem && { status: 422, message: locale.messages[problem] };
    return this.appPages.newApp(locale, secret, failure);
  }

  #recoveryCodes({ headers }: Visit, codes: readonly string[]): Answer {
    return this.appPages.recoveryCodes(this.pages.localeOf(headers), codes);
  }
}
