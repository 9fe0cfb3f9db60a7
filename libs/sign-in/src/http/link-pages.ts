import { Inject, Injectable } from '@nestjs/common';
import type { RequestHeaders } from '#oauth';
import { SignInMethods } from '../methods/sign-in-methods.js';
import { messageOf } from '../pages/forms.js';
import { html, type Html } from '../pages/html.js';
import { fill } from '../pages/languages.js';
import { type Answer, type Locale, Pages } from '../pages/pages.js';
import { FORGOT, Paths, SIGN_UP } from '../pages/paths.js';
import type { NewPasswords } from '../passwords/new-passwords.js';
import { SIGN_IN_SETTINGS, type SignInSettings } from '../sign-in.settings.js';
import { hiddenUsername, newPasswordFields, problemText } from './new-password-form.js';
import { otherWaysSection } from './sign-in-page.js';

/** The form of a link on which somebody sets a password. */
export interface LinkForm {
  /** Path that the form is sent to. */
  action: string;
  token: string;
  person: { name: string; email: string };
  /** True when the person may begin in another way than with a password. */
  isInvitation?: boolean;
  problem?: Awaited<ReturnType<NewPasswords['problem']>>;
}

/** Renders the pages of one-time links. */
@Injectable()
export class LinkPages {
  constructor(
    @Inject(SIGN_IN_SETTINGS)
    private readonly settings: Pick<SignInSettings, 'notify' | 'registration'>,
    private readonly pages: Pages,
    private readonly methods: SignInMethods,
    private readonly paths: Paths,
  ) {}

  async form(headers: RequestHeaders, form: LinkForm): Promise<Answer> {
    const { action, token, person, problem } = form;
    const locale = this.pages.localeOf(headers);
    const { messages } = locale;
    return this.pages.page(locale, {
      title: messages.setPassword,
      status: problem ? 400 : 200,
      section: html`<p>${fill(messages.setPasswordFor, { name: person.name })}</p>
        ${messageOf(problem && problemText(messages, problem))}
        <form method="post" action="${this.paths.link(action)}">
          <input type="hidden" name="token" value="${token}" />
          ${hiddenUsername(messages, person.email)} ${newPasswordFields(messages, Boolean(problem))}
          <button>${messages.save}</button>
        </form>`,
      more: form.isInvitation && (await this.#otherWays(locale, token)),
    });
  }

  async #otherWays(locale: Locale, token: string): Promise<Html | null> {
    const entries: Html[] = [];
    for (const method of this.methods.methods) {
      const entry = await method.invitationEntry?.(locale, token);
      if (entry) entries.push(entry);
    }
    return otherWaysSection(locale, entries);
  }

  invalid(headers: RequestHeaders): Answer {
    const { messages } = this.pages.localeOf(headers);
    if (this.settings.notify.url === '') return this.#invalid(headers, messages.linkInvalidText);
    const way = { path: FORGOT, label: messages.askForLink };
    return this.#invalid(headers, messages.linkNoLongerValid, way);
  }

  invalidRegistration(headers: RequestHeaders): Answer {
    const { messages } = this.pages.localeOf(headers);
    const way = this.settings.registration && { path: SIGN_UP, label: messages.signUp };
    return this.#invalid(headers, messages.signUpLinkInvalid, way);
  }

  /** `way` is the page on which somebody gets another link. */
  #invalid(headers: RequestHeaders, text: string, way?: { path: string; label: string } | null) {
    const locale = this.pages.localeOf(headers);
    const { messages } = locale;
    return this.pages.page(locale, {
      title: messages.linkInvalid,
      status: 404,
      section: html`<p>${text}</p>
        ${way && html`<a class="button" href="${this.paths.link(way.path)}">${way.label}</a>`}
        <a class="button plain" href="${this.paths.link('/sign-in')}">${messages.signIn}</a>`,
    });
  }
}
