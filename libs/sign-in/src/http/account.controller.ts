import {
  Body,
  Controller,
  Get,
  Post,
  Query,
  Req,
  Res,
  UseFilters,
  UseGuards,
} from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { type Answer, Pages } from '../pages/pages.js';
import { ACCOUNT } from '../pages/paths.js';
import { field, send, visitOf } from '../pages/visit.js';
import { Sessions } from '../sessions/sessions.js';
import type { Session } from '../sessions/session.js';
import { AccountPage } from './account-page.js';
import { PageErrorFilter } from './page-error.filter.js';
import { PasswordChange } from './password-change.js';
import { SameOriginGuard } from './same-origin.guard.js';

/** The page of a person who is signed in: their sessions and their credentials. */
@Controller('account')
@UseGuards(SameOriginGuard)
@UseFilters(PageErrorFilter)
export class AccountController {
  constructor(
    private readonly sessions: Sessions,
    private readonly page: AccountPage,
    private readonly passwordChange: PasswordChange,
    private readonly pages: Pages,
  ) {}

  @Get()
  async show(
    @Query() query: unknown,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const answer = await this.#withSession(request, async (session) =>
      this.page.render(session, request.headers, field(query, 'notice')),
    );
    send(reply, answer);
  }

  /** Ends one session of the person; their own one signs them out. */
  @Post('sessions/end')
  async end(
    @Body() form: unknown,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const answer = await this.#withSession(request, async (session) => {
      const id = field(form, 'id') ?? '';
      const cookie = isUuid(id) ? await this.sessions.endOne(id, session, visitOf(request)) : null;
      return { ...this.pages.redirectTo(ACCOUNT), ...(cookie !== null && { cookies: [cookie] }) };
    });
    send(reply, answer);
  }

  @Post('sessions/end-others')
  async endOthers(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const answer = await this.#withSession(request, async (session) => {
      await this.sessions.endOthers(session, visitOf(request));
      return this.pages.redirectTo(ACCOUNT);
    });
    send(reply, answer);
  }

  @Post('password')
  async changePassword(
    @Body() form: unknown,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const answer = await this.#withSession(request, async (session) => {
      const visit = visitOf(request);
      const problem = await this.passwordChange.change(form, session, visit);
      if (!problem) return this.pages.redirectTo(`${ACCOUNT}?notice=password`);
      return this.page.render(session, visit.headers, undefined, problem);
    });
    send(reply, answer);
  }

  /** Leads to the sign-in page without a session, and when `work` returns null. */
  async #withSession(
    { headers }: FastifyRequest,
    work: (session: Session) => Promise<Answer | null>,
  ): Promise<Answer> {
    const session = await this.sessions.session(headers);
    const answer = session && (await work(session));
    return answer ?? this.pages.redirectTo(this.sessions.signInPath({ returnTo: ACCOUNT }));
  }
}

const UUID = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/;

function isUuid(text: string): boolean {
  return UUID.test(text);
}
