import { Get, Post } from '@nestjs/common';
import type { PendingSignIn } from '../methods/pending-sign-ins.repository.js';
import { SignIn } from '../methods/sign-in.js';
import { type Answer, type Locale, Pages } from '../pages/pages.js';
import { signInPath } from '../pages/paths.js';
import type { Visit } from '../pages/visit.js';
import { RecoveryCodes } from '../recovery-codes/recovery-codes.service.js';
import { CODE, type Failure, RECOVERY_CODE, TotpPages } from '../totp/totp-pages.js';
import { Totp } from '../totp/totp.service.js';
import { CurrentVisit, Field, PageController } from './page-controller.js';

/** Attempts at one sign-in; then it starts again with the password, whose failures are limited. */
const MAX_ATTEMPTS = 5;

/** A kind of codes: their page, the message after a wrong one, and their check. */
interface Factor {
  page(this: void, locale: Locale, failure?: Failure): Answer;
  wrong: 'codeWrong' | 'recoveryCodeWrong';
  verify(this: void, personId: string, code: string): Promise<boolean>;
}

/** The pages of the second factor: a code of an authenticator app, or a recovery code. */
@PageController()
export class SecondFactorController {
  readonly #app: Factor;
  readonly #recoveryCode: Factor;

  constructor(
    private readonly signIn: SignIn,
    totp: Totp,
    recoveryCodes: RecoveryCodes,
    private readonly pages: Pages,
    factorPages: TotpPages,
  ) {
    this.#app = {
      page: (locale, failure) => factorPages.code(locale, failure),
      wrong: 'codeWrong',
      verify: async (personId, code) => totp.verify(personId, code),
    };
    this.#recoveryCode = {
      page: (locale, failure) => factorPages.recoveryCode(locale, failure),
      wrong: 'recoveryCodeWrong',
      verify: async (personId, code) => recoveryCodes.use(personId, code),
    };
  }

  @Get(CODE)
  async code(@CurrentVisit() visit: Visit): Promise<Answer> {
    return this.#show(visit, this.#app);
  }

  @Post(CODE)
  async verifyCode(@CurrentVisit() visit: Visit, @Field('code') code = ''): Promise<Answer> {
    return this.#attempt(visit, code, this.#app);
  }

  @Get(RECOVERY_CODE)
  async recoveryCode(@CurrentVisit() visit: Visit): Promise<Answer> {
    return this.#show(visit, this.#recoveryCode);
  }

  @Post(RECOVERY_CODE)
  async verifyRecoveryCode(
    @CurrentVisit() visit: Visit,
    @Field('code') code = '',
  ): Promise<Answer> {
    return this.#attempt(visit, code, this.#recoveryCode);
  }

  async #show(visit: Visit, { page }: Factor): Promise<Answer> {
    const pending = await this.signIn.pending(visit, { counts: false });
    return pending ? page(this.pages.localeOf(visit.headers)) : this.#restart();
  }

  /** Counts an attempt, and completes the sign-in when the code is right. */
  async #attempt(visit: Visit, code: string, { page, wrong, verify }: Factor): Promise<Answer> {
    const pending = await this.signIn.pending(visit, { counts: true });
    if (!pending || pending.attempts > MAX_ATTEMPTS) return this.#restart(pending);
    if (!(await verify(pending.personId, code))) {
      const locale = this.pages.localeOf(visit.headers);
      return page(locale, { status: 401, message: locale.messages[wrong] });
    }
    return (await this.signIn.completed(pending, 'otp', visit)) ?? this.#restart(pending);
  }

  /** The sign-in has expired, was completed elsewhere, or had too many attempts. */
  #restart(pending?: PendingSignIn | null): Answer {
    return this.pages.redirectTo(pending ? signInPath(pending.returnTo) : '/sign-in');
  }
}
