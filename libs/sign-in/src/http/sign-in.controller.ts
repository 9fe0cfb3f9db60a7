import { Get, Post } from '@nestjs/common';
import { SignIn } from '../methods/sign-in.js';
import { Passwords } from '../passwords/passwords.js';
import type { Answer } from '../pages/pages.js';
import { Paths } from '../pages/paths.js';
import type { Visit } from '../pages/visit.js';
import { CurrentVisit, Field, PageController } from './page-controller.js';
import { SignInPage } from './sign-in-page.js';

/** The page on which people sign in with a password, or choose another way. */
@PageController('sign-in')
export class SignInController {
  constructor(
    private readonly page: SignInPage,
    private readonly passwords: Passwords,
    private readonly signIn: SignIn,
    private readonly paths: Paths,
  ) {}

  /** Shows the form, also to people who are signed in: they authenticate again. */
  @Get()
  async show(
    @CurrentVisit() { headers }: Visit,
    @Field('return_to') path?: string,
    @Field('login_hint') name?: string,
  ): Promise<Answer> {
    return this.page.render(headers, { returnTo: this.paths.returnTo(path), name });
  }

  @Post()
  async submit(
    @CurrentVisit() visit: Visit,
    @Field('return_to') path?: string,
    @Field('name') name = '',
    @Field('password') password = '',
  ): Promise<Answer> {
    const returnTo = this.paths.returnTo(path);
    const outcome = await this.passwords.check(name, password, visit);
    const proof = outcome.person && ({ ...outcome, amr: ['pwd'], acr: '1' } as const);
    const answer = proof && (await this.signIn.proved(proof, returnTo, visit));
    const wait = outcome.person ? 0 : outcome.wait;
    return answer ?? this.page.render(visit.headers, { returnTo, name, wait });
  }
}
