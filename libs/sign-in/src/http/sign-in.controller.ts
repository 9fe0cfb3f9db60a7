import {
  Body,
  Controller,
  Get,
  Post,
  Query,
  Req,
  Res,
  UseFilters,
  UseGuards,
} from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { SignIn } from '../methods/sign-in.js';
import { Passwords } from '../passwords/passwords.js';
import { Paths } from '../pages/paths.js';
import { field, send, visitOf } from '../pages/visit.js';
import { PageErrorFilter } from './page-error.filter.js';
import { SameOriginGuard } from './same-origin.guard.js';
import { SignInPage } from './sign-in-page.js';

/** The page on which people sign in with a password, or choose another way. */
@Controller('sign-in')
@UseGuards(SameOriginGuard)
@UseFilters(PageErrorFilter)
export class SignInController {
  constructor(
    private readonly page: SignInPage,
    private readonly passwords: Passwords,
    private readonly signIn: SignIn,
    private readonly paths: Paths,
  ) {}

  /** Also for people who are signed in: they prove again who they are. */
  @Get()
  async show(
    @Query() query: unknown,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const returnTo = this.paths.returnTo(field(query, 'return_to'));
    const name = field(query, 'login_hint');
    send(reply, await this.page.render(request.headers, { returnTo, name }));
  }

  @Post()
  async submit(
    @Body() form: unknown,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const visit = visitOf(request);
    const returnTo = this.paths.returnTo(field(form, 'return_to'));
    const name = field(form, 'name') ?? '';
    const outcome = await this.passwords.check(name, field(form, 'password') ?? '', visit);
    const proof = outcome.person && ({ ...outcome, amr: ['pwd'], acr: '1' } as const);
    const answer = proof && (await this.signIn.proved(proof, returnTo, visit));
    const wait = outcome.person ? 0 : outcome.wait;
    send(reply, answer ?? (await this.page.render(visit.headers, { returnTo, name, wait })));
  }
}
