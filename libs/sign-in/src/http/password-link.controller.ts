import { Body, Get, Inject, Post } from '@nestjs/common';
import type { RequestHeaders } from '#oauth';
import { SignIn } from '../methods/sign-in.js';
import type { Proof } from '../methods/sign-in-method.js';
import type { Answer } from '../pages/pages.js';
import { ACCOUNT } from '../pages/paths.js';
import type { Visit } from '../pages/visit.js';
import { NewPasswords, type TypedPassword } from '../passwords/new-passwords.js';
import { type LinkForm, LinkPages } from './link-pages.js';
import { typedPassword } from './new-password-form.js';
import { CurrentVisit, Field } from './page-controller.js';

/** A link that is valid, with the person who gets the password. */
interface PasswordLink<Holder> {
  token: string;
  person: Holder;
  typed: TypedPassword;
}

/**
 * The page of a link on which somebody sets a password. Opening the page does not use the link,
 * because programs that look at e-mails open links.
 */
export abstract class PasswordLinkController<Holder extends LinkForm['person']> {
  @Inject() private readonly passwords!: NewPasswords;
  @Inject() private readonly signIn!: SignIn;
  @Inject() protected readonly pages!: LinkPages;

  /** Returns null for a link that is not valid. */
  protected abstract personOf(token: string): Promise<Holder | null>;

  protected abstract form(
    headers: RequestHeaders,
    form: Pick<LinkForm, 'token' | 'problem'> & { person: Holder },
  ): Promise<Answer>;

  protected abstract invalid(headers: RequestHeaders): Answer;

  /** Uses the link. Returns what it proves; null when it is no longer valid. */
  protected abstract use(
    link: PasswordLink<Holder>,
    visit: Visit,
  ): Promise<Pick<Proof, 'person' | 'passwordChangedAt'> | null>;

  @Get()
  async show(@CurrentVisit() { headers }: Visit, @Field('token') token = ''): Promise<Answer> {
    const person = await this.personOf(token);
    return person ? this.form(headers, { token, person }) : this.invalid(headers);
  }

  @Post()
  async submit(
    @CurrentVisit() visit: Visit,
    @Body() form: unknown,
    @Field('token') token = '',
  ): Promise<Answer> {
    const { headers } = visit;
    const typed = typedPassword(form);
    const person = await this.personOf(token);
    if (!person) return this.invalid(headers);
    const problem = await this.passwords.problem(typed, person);
    if (problem) return this.form(headers, { token, person, problem });
    const proved = await this.use({ token, person, typed }, visit);
    const proof = proved && ({ ...proved, amr: ['pwd'], acr: '1' } as const);
    const answer = proof && (await this.signIn.proved(proof, ACCOUNT, visit));
    return answer ?? this.invalid(headers);
  }
}
