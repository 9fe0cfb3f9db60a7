import { Inject, Injectable } from '@nestjs/common';
import type { RequestHeaders } from '#oauth';
import { SignInMethods } from '../methods/sign-in-methods.js';
import { fieldOf, messageOf } from '../pages/forms.js';
import { html, type Html } from '../pages/html.js';
import { fill } from '../pages/languages.js';
import { type Answer, type Locale, Pages } from '../pages/pages.js';
import { ACCOUNT, FORGOT, Paths, SIGN_UP } from '../pages/paths.js';
import { SIGN_IN_SETTINGS, type SignInSettings } from '../sign-in.settings.js';

/** The state of the form. */
interface Form {
  returnTo: string;
  name?: string;
  /** Seconds to wait after a failed attempt; 0 when the name or the password is wrong. */
  wait?: number;
}

/** Characters of a name that the form shows. */
const MAX_NAME = 320;

/** Renders the page on which people sign in. */
@Injectable()
export class SignInPage {
  constructor(
    @Inject(SIGN_IN_SETTINGS) private readonly settings: SignInSettings,
    private readonly pages: Pages,
    private readonly methods: SignInMethods,
    private readonly paths: Paths,
  ) {}

  async render(headers: RequestHeaders, form: Form): Promise<Answer> {
    const locale = this.pages.localeOf(headers);
    const { messages } = locale;
    const isLocked = (form.wait ?? 0) > 0;
    const title = form.returnTo === ACCOUNT ? messages.signIn : messages.continueTo;
    const { script } = this.methods.methods.find((method) => method.script) ?? {};
    return this.pages.page(locale, {
      title,
      status: form.wait === undefined ? 200 : isLocked ? 429 : 403,
      headers: isLocked ? { 'retry-after': String(form.wait) } : {},
      section: html`${messageOf(this.#problem(locale, form))} ${this.#form(locale, form)}`,
      more: html`${await this.#others(locale, form)}`,
      ...(script !== undefined && { script }),
    });
  }

  #problem({ messages }: Locale, { wait }: Form): string | null {
    if (wait === undefined) return null;
    if (wait === 0) return messages.signInFailed;
    return fill(messages.tooManyAttempts, { minutes: Math.ceil(wait / 60) });
  }

  #form({ messages }: Locale, { returnTo, name = '', wait }: Form): Html {
    const isStaff = this.settings.side === 'backoffice';
    const shown = name.slice(0, MAX_NAME);
    const isWrong = wait === 0;
    return html`<form method="post" action="${this.paths.link('/sign-in')}">
        <input type="hidden" name="return_to" value="${returnTo}" />
        ${fieldOf({
          name: 'name',
          label: isStaff ? messages.emailOrUsername : messages.email,
          autocomplete: 'username',
          value: shown,
          isFocused: shown === '',
          isWrong,
        })}
        ${fieldOf({
          name: 'password',
          label: messages.password,
          type: 'password',
          autocomplete: 'current-password',
          isFocused: shown !== '',
          isWrong,
        })}
        <button>${messages.signIn}</button>
      </form>
      <p class="quiet below">${this.#forgotten(messages)}</p>
      ${
        this.settings.registration &&
        html`<a class="button plain" href="${this.paths.link(SIGN_UP)}">${messages.signUp}</a>`
      }`;
  }

  #forgotten(messages: Locale['messages']): Html | string {
    if (this.settings.notify.url === '') return messages.forgotten;
    return html`<a href="${this.paths.link(FORGOT)}">${messages.forgotPassword}</a>`;
  }

  async #others(locale: Locale, { returnTo }: Form): Promise<Html | null> {
    const entries: Html[] = [];
    for (const method of this.methods.methods) {
      const entry = await method.entry(locale, returnTo);
      if (entry) entries.push(entry);
    }
    return otherWaysSection(locale, entries);
  }
}

/** Builds the section with other ways to sign in than a password; null when there are none. */
export function otherWaysSection({ messages }: Locale, entries: readonly Html[]): Html | null {
  if (entries.length === 0) return null;
  return html`<section>
    <h2>${messages.otherWays}</h2>
    ${entries}
  </section>`;
}
