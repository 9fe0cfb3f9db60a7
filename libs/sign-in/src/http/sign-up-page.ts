import { Injectable } from '@nestjs/common';
import type { RequestHeaders } from '#oauth';
import { fieldOf, messageOf } from '../pages/forms.js';
import { html } from '../pages/html.js';
import { fill } from '../pages/languages.js';
import type { Messages } from '../pages/messages/en.js';
import { type Answer, Pages } from '../pages/pages.js';
import { Paths, SIGN_UP } from '../pages/paths.js';
import type { NewAccount } from '../registration/registrar.js';

/** The state of the form. */
interface Form {
  typed?: NewAccount;
  /** Names of the fields that are wrong. */
  wrong?: readonly (keyof NewAccount)[];
  /** Seconds to wait beyond the limit. */
  wait?: number;
}

/** Characters of a field that the form shows again. */
const MAX_SHOWN = 320;

/** The fields, with what browsers fill in, and the maximum number of characters of a text. */
const FIELDS = [
  { name: 'email', autocomplete: 'email', max: 0 },
  { name: 'firstName', autocomplete: 'given-name', max: 100 },
  { name: 'lastName', autocomplete: 'family-name', max: 100 },
  { name: 'companyName', autocomplete: 'organization', max: 255 },
] as const;

/** Renders the page on which people register. */
@Injectable()
export class SignUpPage {
  constructor(
    private readonly pages: Pages,
    private readonly paths: Paths,
  ) {}

  form(headers: RequestHeaders, { typed, wrong = [], wait = 0 }: Form = {}): Answer {
    const locale = this.pages.localeOf(headers);
    const { messages } = locale;
    const problem =
      wait > 0
        ? fill(messages.tooManyRequests, { minutes: Math.ceil(wait / 60) })
        : problemOf(messages, wrong);
    const fields = FIELDS.map(({ name, autocomplete }) =>
      fieldOf({
        name,
        label: messages[name],
        autocomplete,
        value: typed?.[name].slice(0, MAX_SHOWN),
        isName: name !== 'email',
        isFocused: name === (wrong[0] ?? 'email'),
        isWrong: wrong.includes(name),
      }),
    );
    return this.pages.page(locale, {
      title: messages.signUp,
      status: wait > 0 ? 429 : problem ? 400 : 200,
      headers: wait > 0 ? { 'retry-after': String(wait) } : {},
      section: html`${messageOf(problem)}
        <p>${messages.signUpText}</p>
        <form method="post" action="${this.paths.link(SIGN_UP)}">
          ${fields}
          <button>${messages.sendLink}</button>
        </form>
        <a class="button plain" href="${this.paths.link('/sign-in')}">${messages.signIn}</a>`,
    });
  }

  sent(headers: RequestHeaders, email: string): Answer {
    const locale = this.pages.localeOf(headers);
    return this.pages.emailed(locale, fill(locale.messages.signUpSent, { email }));
  }
}

function problemOf(messages: Messages, wrong: Form['wrong'] = []): string | null {
  const texts = FIELDS.filter(({ name }) => wrong.includes(name)).map(({ name, max }) =>
    name === 'email'
      ? messages.emailInvalid
      : fill(messages.textInvalid, { field: messages[name], max }),
  );
  return texts.length > 0 ? texts.join(' ') : null;
}
