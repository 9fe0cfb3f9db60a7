import { Body, Controller, Post, Req, Res, UseFilters, UseGuards } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { AccountAccess, isAnswer } from '../methods/account-access.js';
import { PageRejection } from '../pages/page-rejection.js';
import { Pages } from '../pages/pages.js';
import { ACCOUNT } from '../pages/paths.js';
import { actorOf, field, send, visitOf } from '../pages/visit.js';
import { ADD, CREATION_OPTIONS, PasskeyPages, REMOVE } from '../passkeys/passkey-pages.js';
import { Passkeys } from '../passkeys/passkeys.service.js';
import { PageErrorFilter } from './page-error.filter.js';
import { SameOriginGuard } from './same-origin.guard.js';

/** Characters of a name, without those that a terminal or a page obeys. */
const NAME = /^[^\p{C}\p{Zl}\p{Zp}]{1,60}$/u;

/** The passkeys of a person who has just signed in. */
@Controller()
@UseGuards(SameOriginGuard)
@UseFilters(PageErrorFilter)
export class AccountPasskeysController {
  constructor(
    private readonly access: AccountAccess,
    private readonly passkeys: Passkeys,
    private readonly pages: Pages,
    private readonly passkeyPages: PasskeyPages,
  ) {}

  /** Returns the options with which the script asks for a new passkey, or where to sign in first. */
  @Post(CREATION_OPTIONS)
  async options(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    this.#requireEnabled();
    const access = await this.access.open(visitOf(request), ACCOUNT);
    const options = isAnswer(access)
      ? { location: access.headers.location }
      : await this.passkeys.creationOptions(access.person);
    void reply.status(200).header('cache-control', 'no-store').send(options);
  }

  @Post(ADD)
  async add(
    @Body() form: unknown,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    this.#requireEnabled();
    const visit = visitOf(request);
    const access = await this.access.open(visit, ACCOUNT);
    if (isAnswer(access)) return send(reply, access);
    const { messages } = this.pages.localeOf(visit.headers);
    const given = field(form, 'name')?.trim().normalize('NFC') ?? '';
    const name = NAME.test(given) ? given : messages.passkeyDefaultName;
    const passkey = { name, response: field(form, 'response') ?? '' };
    const { id } = access.person;
    if ((await this.passkeys.add(id, passkey, actorOf(id, visit))) !== null) {
      return send(reply, this.pages.redirectTo(ACCOUNT));
    }
    const failure = { message: messages.passkeyNotAdded, path: ACCOUNT };
    send(reply, this.passkeyPages.failed(this.pages.localeOf(visit.headers), failure));
  }

  @Post(REMOVE)
  async remove(
    @Body() form: unknown,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    this.#requireEnabled();
    const visit = visitOf(request);
    const access = await this.access.open(visit, ACCOUNT);
    if (isAnswer(access)) return send(reply, access);
    const { id } = access.person;
    await this.passkeys.remove(field(form, 'id') ?? '', id, actorOf(id, visit));
    send(reply, this.pages.redirectTo(ACCOUNT));
  }

  #requireEnabled(): void {
    if (!this.passkeys.areEnabled) throw new PageRejection(404, 'not_found', 'notFound');
  }
}
