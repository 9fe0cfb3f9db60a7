import { Body, Get, Post } from '@nestjs/common';
import type { RequestHeaders } from '#oauth';
import { Links } from '../links/links.js';
import { SignIn } from '../methods/sign-in.js';
import { messageOf } from '../pages/forms.js';
import { html } from '../pages/html.js';
import { fill } from '../pages/languages.js';
import { type Answer, Pages } from '../pages/pages.js';
import { ACCOUNT, Paths } from '../pages/paths.js';
import type { Visit } from '../pages/visit.js';
import type { Person } from '../people/people.repository.js';
import { NewPasswords } from '../passwords/new-passwords.js';
import {
  hiddenUsername,
  newPasswordFields,
  problemText,
  typedPassword,
} from './new-password-form.js';
import { CurrentVisit, Field, PageController } from './page-controller.js';

type Problem = Awaited<ReturnType<NewPasswords['problem']>>;

/**
 * The page of a one-time link, on which a person sets a password. Opening the page does not use the
 * link, because programs that look at e-mails open links.
 */
@PageController('sign-in/link')
export class LinkController {
  constructor(
    private readonly links: Links,
    private readonly passwords: NewPasswords,
    private readonly signIn: SignIn,
    private readonly pages: Pages,
    private readonly paths: Paths,
  ) {}

  @Get()
  async show(@CurrentVisit() { headers }: Visit, @Field('token') token = ''): Promise<Answer> {
    const person = await this.links.personOf(token);
    return person ? this.#form(headers, { token, person }) : this.#invalid(headers);
  }

  @Post()
  async submit(
    @CurrentVisit() visit: Visit,
    @Body() form: unknown,
    @Field('token') token = '',
  ): Promise<Answer> {
    const { headers } = visit;
    const typed = typedPassword(form);
    const person = await this.links.personOf(token);
    if (!person) return this.#invalid(headers);
    const problem = await this.passwords.problem(typed, person);
    if (problem) return this.#form(headers, { token, person, problem });
    const passwordChangedAt = await this.links.setPassword({ token, person, typed }, visit);
    if (passwordChangedAt === null) return this.#invalid(headers);
    const proof = { person, amr: ['pwd'], acr: '1', passwordChangedAt } as const;
    return (await this.signIn.proved(proof, ACCOUNT, visit)) ?? this.#invalid(headers);
  }

  #form(
    headers: RequestHeaders,
    { token, person, problem }: { token: string; person: Person; problem?: Problem },
  ): Answer {
    const locale = this.pages.localeOf(headers);
    const { messages } = locale;
    return this.pages.page(locale, {
      title: messages.setPassword,
      status: problem ? 400 : 200,
      body: html`<section>
        <h1>${messages.setPassword}</h1>
        <p>${fill(messages.setPasswordFor, { name: person.name })}</p>
        ${messageOf(problem && problemText(messages, problem))}
        <form method="post" action="${this.paths.link('/sign-in/link')}">
          <input type="hidden" name="token" value="${token}" />
          ${hiddenUsername(messages, person.email)} ${newPasswordFields(messages, Boolean(problem))}
          <button>${messages.save}</button>
        </form>
      </section>`,
    });
  }

  #invalid(headers: RequestHeaders): Answer {
    const locale = this.pages.localeOf(headers);
    const { messages } = locale;
    return this.pages.page(locale, {
      title: messages.linkInvalid,
      status: 404,
      body: html`<section>
        <h1>${messages.linkInvalid}</h1>
        <p>${messages.linkInvalidText}</p>
        <a class="button plain" href="${this.paths.link('/sign-in')}">${messages.signIn}</a>
      </section>`,
    });
  }
}
