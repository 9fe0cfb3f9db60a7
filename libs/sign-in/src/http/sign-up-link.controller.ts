import { Body, Get, Post } from '@nestjs/common';
import { SignIn } from '../methods/sign-in.js';
import type { Answer } from '../pages/pages.js';
import { ACCOUNT, SIGN_UP } from '../pages/paths.js';
import type { Visit } from '../pages/visit.js';
import { NewPasswords } from '../passwords/new-passwords.js';
import { nameOf, Registrations } from '../registration/registrations.js';
import { LinkPages } from './link-pages.js';
import { typedPassword } from './new-password-form.js';
import { CurrentVisit, Field, PageController } from './page-controller.js';

/** Path of the page, which links of registrations have. */
const PATH = `${SIGN_UP}/link`;

/** The page on which somebody confirms a registration, and sets a password. */
@PageController(PATH)
export class SignUpLinkController {
  constructor(
    private readonly registrations: Registrations,
    private readonly passwords: NewPasswords,
    private readonly signIn: SignIn,
    private readonly pages: LinkPages,
  ) {}

  @Get()
  async show(@CurrentVisit() { headers }: Visit, @Field('token') token = ''): Promise<Answer> {
    const account = await this.registrations.find(token);
    if (!account) return this.pages.invalidRegistration(headers);
    const person = { name: nameOf(account), email: account.email };
    return this.pages.form(headers, { action: PATH, token, person });
  }

  @Post()
  async submit(
    @CurrentVisit() visit: Visit,
    @Body() form: unknown,
    @Field('token') token = '',
  ): Promise<Answer> {
    const { headers } = visit;
    const typed = typedPassword(form);
    const account = await this.registrations.find(token);
    if (!account) return this.pages.invalidRegistration(headers);
    const person = { name: nameOf(account), email: account.email };
    const problem = await this.passwords.problem(typed, person);
    if (problem) return this.pages.form(headers, { action: PATH, token, person, problem });
    const registered = await this.registrations.confirm(token, typed, visit);
    if (!registered) return this.pages.invalidRegistration(headers);
    const proof = { ...registered, amr: ['pwd'], acr: '1' } as const;
    const answer = await this.signIn.proved(proof, ACCOUNT, visit);
    return answer ?? this.pages.invalidRegistration(headers);
  }
}
