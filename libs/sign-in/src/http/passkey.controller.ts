import { Get, Post } from '@nestjs/common';
import { RequestRate } from '#oauth';
import { SignIn } from '../methods/sign-in.js';
import { type Answer, Pages } from '../pages/pages.js';
import { Paths, signInPath } from '../pages/paths.js';
import type { Visit } from '../pages/visit.js';
import { REQUEST_OPTIONS, SIGN_IN } from '../passkeys/passkey-pages.js';
import { passkeyScript, SCRIPT } from '../passkeys/passkey-script.js';
import { Passkeys } from '../passkeys/passkeys.service.js';
import { PeopleRepository } from '../people/people.repository.js';
import { CurrentVisit, Field, PageController } from './page-controller.js';

/**
 * Methods of RFC 8176 for a passkey: possession of a key, presence of the person, and several factors,
 * because the authenticator has verified the person.
 */
const METHODS = ['pop', 'user', 'mfa'];

const SCRIPT_HEADERS = {
  'content-type': 'text/javascript; charset=utf-8',
  'cache-control': 'public, max-age=300',
};

/** Sign-in with a passkey, and the script that it needs. */
@PageController()
export class PasskeyController {
  readonly #script = passkeyScript();

  constructor(
    private readonly passkeys: Passkeys,
    private readonly people: PeopleRepository,
    private readonly signIn: SignIn,
    private readonly pages: Pages,
    private readonly paths: Paths,
    private readonly rate: RequestRate,
  ) {}

  @Get(SCRIPT)
  script(): Answer {
    return { status: 200, headers: SCRIPT_HEADERS, body: this.#script };
  }

  /**
   * Returns the options with which the script asks for a signature. Their challenge is a row, so
   * the requests of a network are limited.
   */
  @Post(REQUEST_OPTIONS)
  async options(@CurrentVisit() { address }: Visit): Promise<Answer> {
    this.passkeys.requireEnabled();
    this.rate.take(address);
    return this.pages.json(await this.passkeys.requestOptions());
  }

  @Post(SIGN_IN)
  async submit(
    @CurrentVisit() visit: Visit,
    @Field('return_to') path?: string,
    @Field('response') response = '',
  ): Promise<Answer> {
    this.passkeys.requireEnabled();
    const returnTo = this.paths.returnTo(path);
    const personId = await this.passkeys.verify(response);
    const person = personId === null ? null : await this.people.find(personId);
    const proof = person && ({ person, amr: METHODS, acr: '2' } as const);
    const answer = proof && (await this.signIn.proved(proof, returnTo, visit));
    return answer ?? this.#failed(visit, returnTo);
  }

  #failed({ headers }: Visit, returnTo: string): Answer {
    const locale = this.pages.localeOf(headers);
    const path = signInPath(returnTo);
    return this.pages.failed(locale, { message: locale.messages.passkeyFailed, path });
  }
}
