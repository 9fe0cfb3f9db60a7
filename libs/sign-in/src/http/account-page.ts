import { Injectable } from '@nestjs/common';
import type { RequestHeaders } from '#oauth';
import type { Access } from '../methods/account-access.js';
import { SignInMethods } from '../methods/sign-in-methods.js';
import { fieldOf, messageOf } from '../pages/forms.js';
import { html, type Html } from '../pages/html.js';
import { fill } from '../pages/languages.js';
import { type Answer, type Locale, Pages } from '../pages/pages.js';
import { Paths } from '../pages/paths.js';
import { PasswordsRepository } from '../passwords/passwords.repository.js';
import { hiddenUsername, newPasswordFields, problemText } from './new-password-form.js';
import type { ChangeProblem } from './password-change.js';
import { SessionList } from './session-list.js';

/** Renders the page of a person who is signed in. */
@Injectable()
export class AccountPage {
  constructor(
    private readonly pages: Pages,
    private readonly paths: Paths,
    private readonly passwords: PasswordsRepository,
    private readonly methods: SignInMethods,
    private readonly list: SessionList,
  ) {}

  async render(
    { person, session }: Access,
    headers: RequestHeaders,
    notice?: string,
    problem?: ChangeProblem,
  ): Promise<Answer> {
    const locale = this.pages.localeOf(headers);
    const { messages } = locale;
    const { sections } = this.methods;
    const added: (Html | null)[] = [];
    for (const section of sections) added.push(await section.render(locale, session));
    const hasPassword = (await this.passwords.find(person.id)) !== null;
    const script = sections.find((section) => section.script)?.script;
    const done = notice === 'password' ? messages.passwordChanged : null;
    return this.pages.page(locale, {
      title: messages.account,
      isWide: true,
      status: problem ? (problem.kind === 'locked' ? 429 : 400) : 200,
      section: html`${messageOf(done, 'good')}
        <p>${fill(messages.signedInAs, { name: `${person.name} (${person.email})` })}</p>
        <form method="post" action="${this.paths.link('/sign-out')}" class="narrow">
          <button class="plain">${messages.signOut}</button>
        </form>`,
      more: html`${await this.list.render(locale, session)} ${added}
      ${hasPassword && this.#passwordForm(locale, person.email, problem)}`,
      ...(script !== undefined && { script }),
    });
  }

  #passwordForm({ messages }: Locale, email: string, problem?: ChangeProblem): Html {
    const isOfNew = problem !== undefined && !['wrong', 'locked'].includes(problem.kind);
    return html`<section>
      <h2>${messages.changePassword}</h2>
      <form method="post" action="${this.paths.link('/account/password')}" class="narrow">
        ${messageOf(problem && changeText(messages, problem))} ${hiddenUsername(messages, email)}
        ${fieldOf({
          name: 'current',
          label: messages.currentPassword,
          type: 'password',
          autocomplete: 'current-password',
          isWrong: problem?.kind === 'wrong',
        })}
        ${newPasswordFields(messages, isOfNew)}
        <button>${messages.save}</button>
      </form>
    </section>`;
  }
}

function changeText(messages: Locale['messages'], problem: ChangeProblem): string {
  if (problem.kind === 'wrong') return messages.passwordWrong;
  if (problem.kind !== 'locked') return problemText(messages, problem.kind);
  return fill(messages.tooManyAttempts, { minutes: Math.ceil(problem.wait / 60) });
}
