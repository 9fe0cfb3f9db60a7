import { Body, Controller, Get, Post, Req, Res, UseFilters, UseGuards } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { type Access, AccountAccess, isAnswer } from '../methods/account-access.js';
import { type Answer, Pages } from '../pages/pages.js';
import { ACCOUNT } from '../pages/paths.js';
import { actorOf, field, send, type Visit, visitOf } from '../pages/visit.js';
import { APP, NEW_APP, NEW_RECOVERY_CODES, REMOVE_APP, TotpPages } from '../totp/totp-pages.js';
import { Totp } from '../totp/totp.service.js';
import { PageErrorFilter } from './page-error.filter.js';
import { SameOriginGuard } from './same-origin.guard.js';

/** The pages on which a person sets up an authenticator app, replaces it and removes it. */
@Controller()
@UseGuards(SameOriginGuard)
@UseFilters(PageErrorFilter)
export class AuthenticatorAppController {
  constructor(
    private readonly access: AccountAccess,
    private readonly totp: Totp,
    private readonly pages: Pages,
    private readonly appPages: TotpPages,
  ) {}

  /** Shows the secret that waits for its first code. */
  @Get(APP)
  async show(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const visit = visitOf(request);
    const access = await this.access.open(visit, ACCOUNT);
    if (isAnswer(access)) return send(reply, access);
    const secret = await this.totp.pending(access.person);
    const locale = this.pages.localeOf(visit.headers);
    send(reply, secret ? this.appPages.newApp(locale, secret) : this.pages.redirectTo(ACCOUNT));
  }

  @Post(NEW_APP)
  async begin(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const answer = await this.#change(visitOf(request), async ({ person }) => {
      await this.totp.begin(person);
      return this.pages.redirectTo(APP);
    });
    send(reply, answer);
  }

  /** Confirms the secret by its first code. */
  @Post(APP)
  async confirm(
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
    @Body() form: unknown,
  ): Promise<void> {
    const visit = visitOf(request);
    const answer = await this.#change(visit, async ({ person }) => {
      const locale = this.pages.localeOf(visit.headers);
      const code = field(form, 'code') ?? '';
      const codes = await this.totp.confirm(person.id, code, actorOf(person.id, visit));
      if (codes) return this.appPages.recoveryCodes(locale, codes);
      const secret = await this.totp.pending(person);
      if (!secret) return this.pages.redirectTo(ACCOUNT);
      const failure = { status: 422, message: locale.messages.codeWrong };
      return this.appPages.newApp(locale, secret, failure);
    });
    send(reply, answer);
  }

  @Post(NEW_RECOVERY_CODES)
  async newRecoveryCodes(
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const visit = visitOf(request);
    const answer = await this.#change(visit, async ({ person }) => {
      const codes = await this.totp.newRecoveryCodes(person.id, actorOf(person.id, visit));
      if (!codes) return this.pages.redirectTo(ACCOUNT);
      return this.appPages.recoveryCodes(this.pages.localeOf(visit.headers), codes);
    });
    send(reply, answer);
  }

  @Post(REMOVE_APP)
  async remove(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const visit = visitOf(request);
    const answer = await this.#change(visit, async ({ person }) => {
      await this.totp.remove(person.id, actorOf(person.id, visit));
      return this.pages.redirectTo(ACCOUNT);
    });
    send(reply, answer);
  }

  /** Makes a change for a person who has just signed in, on a page of this server. */
  async #change(visit: Visit, change: (access: Access) => Promise<Answer>): Promise<Answer> {
    const access = await this.access.open(visit, ACCOUNT);
    return isAnswer(access) ? access : change(access);
  }
}
