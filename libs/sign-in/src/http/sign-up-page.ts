import { Injectable } from '@nestjs/common';
import type { RequestHeaders } from '#oauth';
import { fieldOf } from '../pages/forms.js';
import { fill } from '../pages/languages.js';
import type { Messages } from '../pages/messages/en.js';
import { type Answer, Pages } from '../pages/pages.js';
import { Paths, SIGN_UP } from '../pages/paths.js';
import type { NewAccount } from '../registration/registrar.js';
import { linkRequestPage } from './link-request-page.js';

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
    const problem = problemOf(messages, wrong);
    const text = messages.signUpText;
    const form = { title: messages.signUp, text, path: SIGN_UP, fields, problem, wait };
    return this.pages.page(locale, linkRequestPage(locale, this.paths, form));
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
