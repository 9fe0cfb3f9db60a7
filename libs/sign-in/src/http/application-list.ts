import { Inject, Injectable } from '@nestjs/common';
import { AuthorizedApplications } from '#oauth';
import type { AccountSection } from '../methods/sign-in-method.js';
import { SignInMethods } from '../methods/sign-in-methods.js';
import { itemForm } from '../pages/forms.js';
import { html, type Html } from '../pages/html.js';
import { fill } from '../pages/languages.js';
import type { Locale } from '../pages/pages.js';
import { Paths } from '../pages/paths.js';
import { scopeText } from '../pages/scope-texts.js';
import { timeText } from '../pages/time-text.js';
import type { Session } from '../sessions/session.js';
import { SIGN_IN_SETTINGS, type SignInSettings } from '../sign-in.settings.js';

/** Path of the form that ends the access of an application. */
export const END_ACCESS = '/account/applications/end';

type Application = Awaited<ReturnType<AuthorizedApplications['listOf']>>[number];

/** The part of the account page with the applications that have access for the person. */
@Injectable()
export class ApplicationList implements AccountSection {
  readonly id = 'applications';

  constructor(
    methods: SignInMethods,
    @Inject(SIGN_IN_SETTINGS) private readonly settings: Pick<SignInSettings, 'side'>,
    private readonly applications: AuthorizedApplications,
    private readonly paths: Paths,
  ) {
    methods.addSection(this);
  }

  async render(locale: Locale, { personId }: Session): Promise<Html> {
    const { messages } = locale;
    const { side } = this.settings;
    const all = await this.applications.listOf({ side, personId });
    const isEmpty = all.length === 0;
    return html`<section>
      <h2>${messages.applications}</h2>
      <p class="quiet">${isEmpty ? messages.noApplications : messages.applicationsText}</p>
      ${
        !isEmpty &&
        html`<ul class="list">
          ${all.map((application) => this.#item(locale, application))}
        </ul>`
      }
    </section>`;
  }

  #item(locale: Locale, { clientId, name, scopes, since, lastUsedAt }: Application): Html {
    const { messages, language } = locale;
    const time = (date: Date) => timeText(locale, date.getTime() / 1000);
    const rights = scopes.map((scope) => scopeText(language, scope, scope)).join(', ');
    return html`<li>
      <p>
        <strong>${name}</strong><br />
        <span class="quiet facts">
          <span>${messages.applicationMay}: ${rights}</span>
          <span>${messages.accessSince}: ${time(since)}</span>
          ${lastUsedAt && html`<span>${messages.lastUsedAt}: ${time(lastUsedAt)}</span>`}
        </span>
      </p>
      ${itemForm({
        action: this.paths.link(END_ACCESS),
        fields: { id: clientId },
        button: messages.endAccess,
        label: fill(messages.endAccessOf, { client: name }),
      })}
    </li>`;
  }
}
