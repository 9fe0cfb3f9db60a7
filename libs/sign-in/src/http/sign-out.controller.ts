import { Controller, Post, Req, Res, UseFilters, UseGuards } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { messageOf } from '../pages/forms.js';
import { html } from '../pages/html.js';
import { Pages } from '../pages/pages.js';
import { Paths } from '../pages/paths.js';
import { send, visitOf } from '../pages/visit.js';
import { Cookies } from '../sessions/cookies.js';
import { Sessions } from '../sessions/sessions.js';
import { PageErrorFilter } from './page-error.filter.js';
import { SameOriginGuard } from './same-origin.guard.js';

/** Ends the session of the browser. */
@Controller('sign-out')
@UseGuards(SameOriginGuard)
@UseFilters(PageErrorFilter)
export class SignOutController {
  constructor(
    private readonly sessions: Sessions,
    private readonly cookies: Cookies,
    private readonly pages: Pages,
    private readonly paths: Paths,
  ) {}

  /** Without a session, only the cookie is removed. */
  @Post()
  async signOut(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const session = await this.sessions.session(request.headers);
    if (session) await this.sessions.endOne(session.id, session, visitOf(request));
    const locale = this.pages.localeOf(request.headers);
    const { messages } = locale;
    const answer = this.pages.page(locale, {
      title: messages.signOut,
      cookies: [this.cookies.remove()],
      body: html`<section>
        <h1>${messages.signOut}</h1>
        ${messageOf(messages.signedOut, 'good')}
        <a class="button plain" href="${this.paths.link('/sign-in')}">${messages.signIn}</a>
      </section>`,
    });
    send(reply, answer);
  }
}
