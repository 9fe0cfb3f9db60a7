import {
  Body,
  Controller,
  Get,
  Header,
  HttpCode,
  Post,
  Req,
  Res,
  UseFilters,
  UseGuards,
} from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { RequestRate } from '#oauth';
import { SignIn } from '../methods/sign-in.js';
import { PageRejection } from '../pages/page-rejection.js';
import { Pages } from '../pages/pages.js';
import { Paths } from '../pages/paths.js';
import { field, send, visitOf } from '../pages/visit.js';
import { PasskeyPages, REQUEST_OPTIONS, SIGN_IN } from '../passkeys/passkey-pages.js';
import { passkeyScript, SCRIPT } from '../passkeys/passkey-script.js';
import { Passkeys } from '../passkeys/passkeys.service.js';
import { PeopleRepository } from '../people/people.repository.js';
import { PageErrorFilter } from './page-error.filter.js';
import { SameOriginGuard } from './same-origin.guard.js';

/**
 * Methods of RFC 8176 for a passkey: possession of a key, presence of the person, and several factors,
 * because the authenticator has verified the person.
 */
const METHODS = ['pop', 'user', 'mfa'];

/** Sign-in with a passkey, and the script that it needs. */
@Controller()
@UseGuards(SameOriginGuard)
@UseFilters(PageErrorFilter)
export class PasskeyController {
  readonly #script = passkeyScript();

  constructor(
    private readonly passkeys: Passkeys,
    private readonly people: PeopleRepository,
    private readonly signIn: SignIn,
    private readonly pages: Pages,
    private readonly passkeyPages: PasskeyPages,
    private readonly paths: Paths,
    private readonly rate: RequestRate,
  ) {}

  @Get(SCRIPT)
  @Header('Content-Type', 'text/javascript; charset=utf-8')
  @Header('Cache-Control', 'public, max-age=300')
  script(): string {
    return this.#script;
  }

  /**
   * Returns the options with which the script asks for a signature. Their challenge is a row, so
   * the requests of a network are limited.
   */
  @Post(REQUEST_OPTIONS)
  @HttpCode(200)
  @Header('Cache-Control', 'no-store')
  async options(@Req() request: FastifyRequest): Promise<object> {
    this.#requireEnabled();
    this.rate.take(visitOf(request).address);
    return this.passkeys.requestOptions();
  }

  @Post(SIGN_IN)
  async submit(
    @Body() form: unknown,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    this.#requireEnabled();
    const visit = visitOf(request);
    const returnTo = this.paths.returnTo(field(form, 'return_to'));
    const personId = await this.passkeys.verify(field(form, 'response') ?? '');
    const person = personId === null ? null : await this.people.find(personId);
    const proof = person && ({ person, amr: METHODS, acr: '2' } as const);
    const answer = proof && (await this.signIn.proved(proof, returnTo, visit));
    if (answer) return send(reply, answer);
    const locale = this.pages.localeOf(visit.headers);
    const path = `/sign-in?${new URLSearchParams({ return_to: returnTo }).toString()}`;
    send(reply, this.passkeyPages.failed(locale, { message: locale.messages.passkeyFailed, path }));
  }

  #requireEnabled(): void {
    if (!this.passkeys.areEnabled) throw new PageRejection(404, 'not_found', 'notFound');
  }
}
