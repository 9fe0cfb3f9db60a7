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
import { Paths } from '../pages/paths.js';
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
    private readonly paths: Paths,
  ) {}

  @Get()
  async show(
    @Query() query: unknown,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const session = await this.sessions.session(request.headers);
    const answer =
      session && (await this.page.render(session, request.headers, field(query, 'notice')));
    if (answer) send(reply, answer);
    else this.#signIn(reply);
  }

  /** Ends one session of the person; their own one signs them out. */
  @Post('sessions/end')
  async end(
    @Body() form: unknown,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.#withSession(request, reply, async (session) => {
      const id = field(form, 'id') ?? '';
      const cookie = isUuid(id) ? await this.sessions.endOne(id, session, visitOf(request)) : null;
      this.#redirect(reply, '/account', cookie);
    });
  }

  @Post('sessions/end-others')
  async endOthers(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    await this.#withSession(request, reply, async (session) => {
      await this.sessions.endOthers(session, visitOf(request));
      this.#redirect(reply, '/account');
    });
  }

  @Post('password')
  async changePassword(
    @Body() form: unknown,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.#withSession(request, reply, async (session) => {
      const visit = visitOf(request);
      const problem = await this.passwordChange.change(form, session, visit);
      if (!problem) return this.#redirect(reply, '/account?notice=password');
      const answer = await this.page.render(session, visit.headers, undefined, problem);
      if (answer) send(reply, answer);
      else this.#signIn(reply);
    });
  }

  async #withSession(
    request: FastifyRequest,
    reply: FastifyReply,
    work: (session: Session) => Promise<void>,
  ): Promise<void> {
    const session = await this.sessions.session(request.headers);
    if (session) await work(session);
    else this.#signIn(reply);
  }

  #signIn(reply: FastifyReply): void {
    this.#redirect(reply, this.sessions.signInPath({ returnTo: '/account' }));
  }

  /** Continues with a GET (303). The policy of the page allows redirects to this server. */
  #redirect(reply: FastifyReply, path: string, cookie?: string | null): void {
    if (cookie) void reply.header('set-cookie', cookie);
    void reply
      .status(303)
      .headers({ location: this.paths.link(path), 'cache-control': 'no-store' })
      .send();
  }
}

const UUID = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/;

function isUuid(text: string): boolean {
  return UUID.test(text);
}
