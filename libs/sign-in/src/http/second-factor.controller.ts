import { Body, Controller, Get, Post, Req, Res, UseFilters, UseGuards } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { PendingSignIn } from '../methods/pending-sign-ins.repository.js';
import { SignIn } from '../methods/sign-in.js';
import { type Answer, Pages } from '../pages/pages.js';
import { field, send, type Visit, visitOf } from '../pages/visit.js';
import { RecoveryCodes } from '../recovery-codes/recovery-codes.service.js';
import { CODE, RECOVERY_CODE, TotpPages } from '../totp/totp-pages.js';
import { Totp } from '../totp/totp.service.js';
import { PageErrorFilter } from './page-error.filter.js';
import { SameOriginGuard } from './same-origin.guard.js';

/** Attempts at one sign-in; then it starts again with the password, whose failures are limited. */
const MAX_ATTEMPTS = 5;

/** A code that was tried at a waiting sign-in. */
interface Attempt {
  pending: PendingSignIn;
  code: string;
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
    const visit = visitOf(request);
    const pending = await this.signIn.pending(visit, { counts: false });
    const locale = this.pages.localeOf(visit.headers);
    send(reply, pending ? this.factorPages.code(locale) : this.#restart());
  }

  @Post(CODE)
  async verifyCode(
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
    @Body() form: unknown,
  ): Promise<void> {
    const visit = visitOf(request);
    const answer = await this.#attempt(visit, form, async ({ pending, code }) => {
      if (await this.totp.verify(pending.personId, code)) return 'otp';
      const locale = this.pages.localeOf(visit.headers);
      return this.factorPages.code(locale, { status: 401, message: locale.messages.codeWrong });
    });
    send(reply, answer);
  }

  @Get(RECOVERY_CODE)
  async recoveryCode(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const visit = visitOf(request);
    const pending = await this.signIn.pending(visit, { counts: false });
    const locale = this.pages.localeOf(visit.headers);
    send(reply, pending ? this.factorPages.recoveryCode(locale) : this.#restart());
  }

  @Post(RECOVERY_CODE)
  async verifyRecoveryCode(
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
    @Body() form: unknown,
  ): Promise<void> {
    const visit = visitOf(request);
    const answer = await this.#attempt(visit, form, async ({ pending, code }) => {
      if (await this.recoveryCodes.use(pending.personId, code)) return 'otp';
      const locale = this.pages.localeOf(visit.headers);
      const message = locale.messages.recoveryCodeWrong;
      return this.factorPages.recoveryCode(locale, { status: 401, message });
    });
    send(reply, answer);
  }

  /** Counts an attempt, and continues with the method that `verify` returns. */
  async #attempt(
    visit: Visit,
    form: unknown,
    verify: (attempt: Attempt) => Promise<Answer | 'otp'>,
  ): Promise<Answer> {
    const pending = await this.signIn.pending(visit, { counts: true });
    if (!pending || pending.attempts > MAX_ATTEMPTS) return this.#restart();
    const code = field(form, 'code') ?? '';
    const verified = await verify({ pending, code });
    if (typeof verified !== 'string') return verified;
    return (await this.signIn.completed(pending, verified, visit)) ?? this.#restart();
  }

  /** The sign-in has expired, was completed elsewhere, or had too many attempts. */
  #restart(): Answer {
    return this.pages.redirectTo('/sign-in');
  }
}
