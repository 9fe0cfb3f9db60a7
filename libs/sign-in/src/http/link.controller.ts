import { Body, Get, Post } from '@nestjs/common';
import type { RequestHeaders } from '#oauth';
import { Links } from '../links/links.js';
import { SignIn } from '../methods/sign-in.js';
import type { Answer } from '../pages/pages.js';
import { ACCOUNT } from '../pages/paths.js';
import type { Visit } from '../pages/visit.js';
import { NewPasswords } from '../passwords/new-passwords.js';
import { type LinkForm, LinkPages } from './link-pages.js';
import { typedPassword } from './new-password-form.js';
import { CurrentVisit, Field, PageController } from './page-controller.js';

/** Path of the page, which one-time links have. */
const PATH = '/sign-in/link';

/**
 * The page of a one-time link, on which a person sets a password. Opening the page does not use the
 * link, because programs that look at e-mails open links.
 */
@PageController(PATH)
export class LinkController {
  constructor(
    private readonly links: Links,
    private readonly passwords: NewPasswords,
    private readonly signIn: SignIn,
    private readonly pages: LinkPages,
  ) {}

  @Get()
  async show(@CurrentVisit() { headers }: Visit, @Field('token') token = ''): Promise<Answer> {
    const person = await this.links.personOf(token);
    return person ? this.#form(headers, { token, person }) : this.pages.invalid(headers);
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
    if (!person) return this.pages.invalid(headers);
    const problem = await this.passwords.problem(typed, person);
    if (problem) return this.#form(headers, { token, person, problem });
    const passwordChangedAt = await this.links.setPassword({ token, person, typed }, visit);
    if (passwordChangedAt === null) return this.pages.invalid(headers);
    const proof = { person, amr: ['pwd'], acr: '1', passwordChangedAt } as const;
    return (await this.signIn.proved(proof, ACCOUNT, visit)) ?? this.pages.invalid(headers);
  }

  async #form(
    headers: RequestHeaders,
    form: Pick<LinkForm, 'token' | 'person' | 'problem'>,
  ): Promise<Answer> {
    const link = await this.links.find(form.token);
    const isInvitation = link?.purpose === 'invitation';
    return this.pages.form(headers, { action: PATH, isInvitation, ...form });
  }
}
