import { Injectable } from '@nestjs/common';
import { itemForm } from '../pages/forms.js';
import { html, type Html } from '../pages/html.js';
import { fill } from '../pages/languages.js';
import type { Locale } from '../pages/pages.js';
import { Paths } from '../pages/paths.js';
import { browserName } from '../pages/browser-name.js';
import { timeText } from '../pages/time-text.js';
import type { Session } from '../sessions/session.js';
import { Sessions } from '../sessions/sessions.js';

/** Renders the sessions of a person. */
@Injectable()
export class SessionList {
  constructor(
    private readonly sessions: Sessions,
    private readonly paths: Paths,
  ) {}

  async render(locale: Locale, current: Session): Promise<Html> {
    const { messages } = locale;
    const all = await this.sessions.listOf(current.personId);
    const others = all.filter(({ id }) => id !== current.id);
    return html`<section>
      <h2>${messages.sessions}</h2>
      <p class="quiet">${messages.sessionsText}</p>
      <ul class="list">
        ${[current, ...others].map((session) => this.#item(locale, session, session === current))}
      </ul>
      ${
        others.length > 0 &&
        html`<form
          method="post"
          action="${this.paths.link('/account/sessions/end-others')}"
          class="narrow"
        >
          <button class="plain">${messages.endOtherSessions}</button>
        </form>`
      }
    </section>`;
  }

  #item(locale: Locale, session: Session, isCurrent: boolean): Html {
    const { messages } = locale;
    const browser = browserName(session.userAgent) ?? messages.unknownBrowser;
    const signedInAt = timeText(locale, session.createdAt);
    const label = fill(messages.endSessionAt, { browser, time: signedInAt });
    return html`<li>
      <p>
        <strong>${browser}</strong>${isCurrent && html` · ${messages.thisSession}`}<br />
        <span class="quiet facts">
          <span>${messages.signedInAt}: ${signedInAt}</span>
          <span>${messages.lastUsedAt}: ${timeText(locale, session.lastSeenAt)}</span>
          <span>${messages.address}: ${session.address}</span>
        </span>
      </p>
      ${
        !isCurrent &&
        itemForm({
          action: this.paths.link('/account/sessions/end'),
          fields: { id: session.id },
          button: messages.endSession,
          label,
        })
      }
    </li>`;
  }
}
