import { Post } from '@nestjs/common';
import { messageOf } from '../pages/forms.js';
import { html } from '../pages/html.js';
import { type Answer, Pages } from '../pages/pages.js';
import { Paths } from '../pages/paths.js';
import type { Visit } from '../pages/visit.js';
import { Cookies } from '../sessions/cookies.js';
import { Sessions } from '../sessions/sessions.js';
import { CurrentVisit, PageController } from './page-controller.js';

/** Ends the session of the browser. */
@PageController('sign-out')
export class SignOutController {
  constructor(
    private readonly sessions: Sessions,
    private readonly cookies: Cookies,
    private readonly pages: Pages,
    private readonly paths: Paths,
  ) {}

  /** Ends the session. Without one, it removes the cookie only. */
  @Post()
  async signOut(@CurrentVisit() visit: Visit): Promise<Answer> {
    const session = await this.sessions.session(visit.headers);
    if (session) await this.sessions.endOne(session.id, session, visit);
    const locale = this.pages.localeOf(visit.headers);
    const { messages } = locale;
    return this.pages.page(locale, {
      title: messages.signOut,
      cookies: [this.cookies.remove()],
      section: html`${messageOf(messages.signedOut, 'good')}
        <a class="button plain" href="${this.paths.link('/sign-in')}">${messages.signIn}</a>`,
    });
  }
}
