import { Body, Controller, Get, Post, Req, Res, UseFilters, UseGuards } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { SignIn } from '../methods/sign-in.js';
import { type Answer, type Locale, Pages } from '../pages/pages.js';
import { field, send, type Visit, visitOf } from '../pages/visit.js';
import { RecoveryCodes } from '../recovery-codes/recovery-codes.service.js';
import { CODE, RECOVERY_CODE, TotpPages } from '../totp/totp-pages.js';
import { Totp } from '../totp/totp.service.js';
import { PageErrorFilter } from './page-error.filter.js';
import { SameOriginGuard } from './same-origin.guard.js';

/** Attempts at one sign-in; then it starts again with the password, whose failures are limited. */
const MAX_ATTEMPTS = 5;

/** A kind of codes: their check, and the page after a wrong one. */
interface Factor {
  verify(this: void, personId: string, code: string): Promise<boolean>;
  rejected(this: void, locale: Locale): Answer;
}

/** The pages of the second factor: a code of an authenticator app, or a recovery code. */
@Controller()
@UseGuards(SameOriginGuard)
@UseFilters(PageErrorFilter)
export class SecondFactorController {
  constructor(
    private readonly signIn: SignIn,
    private readonly totp: Totp,
    private readonly recoveryCodes: RecoveryCodes,
    private readonly pages: Pages,
    private readonly factorPages: TotpPages,
  ) {}

  @Get(CODE)
  async code(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    send(reply, await this.#show(visitOf(request), (locale) => this.factorPages.code(locale)));
  }

  @Post(CODE)
  async verifyCode(
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
    @Body() form: unknown,
  ): Promise<void> {
    const answer = await this.#attempt(visitOf(request), form, {
      verify: async (personId, code) => this.totp.verify(personId, code),
      rejected: (locale) => {
        const failure = { status: 401, message: locale.messages.codeWrong };
        return this.factorPages.code(locale, failure);
      },
    });
    send(reply, answer);
  }

  @Get(RECOVERY_CODE)
  async recoveryCode(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const page = (locale: Locale) => this.factorPages.recoveryCode(locale);
    send(reply, await this.#show(visitOf(request), page));
  }

  @Post(RECOVERY_CODE)
  async verifyRecoveryCode(
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
    @Body() form: unknown,
  ): Promise<void> {
    const answer = await this.#attempt(visitOf(request), form, {
      verify: async (personId, code) => this.recoveryCodes.use(personId, code),
      rejected: (locale) => {
        const failure = { status: 401, message: locale.messages.recoveryCodeWrong };
        return this.factorPages.recoveryCode(locale, failure);
      },
    });
    send(reply, answer);
  }

  async #show(visit: Visit, page: (locale: Locale) => Answer): Promise<Answer> {
    const pending = await this.signIn.pending(visit, { counts: false });
    return pending ? page(this.pages.localeOf(visit.headers)) : this.#restart();
  }

  /** Counts an attempt, and completes the sign-in when the code is right. */
  async #attempt(visit: Visit, form: unknown, { verify, rejected }: Factor): Promise<Answer> {
    const pending = await this.signIn.pending(visit, { counts: true });
    if (!pending || pending.attempts > MAX_ATTEMPTS) return this.#restart();
    const isRight = await verify(pending.personId, field(form, 'code') ?? '');
    if (!isRight) return rejected(this.pages.localeOf(visit.headers));
    return (await this.signIn.completed(pending, 'otp', visit)) ?? this.#restart();
  }

  /** The sign-in has expired, was completed elsewhere, or had too many attempts. */
  #restart(): Answer {
    return this.pages.redirectTo('/sign-in');
  }
}
