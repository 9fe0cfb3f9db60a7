import { Get, Param, Post, Req } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { Links } from '../links/links.js';
import { SignInAuthorizationPages } from '../pages/authorization-pages.js';
import { PageRedirection } from '../pages/page-rejection.js';
import type { Answer } from '../pages/pages.js';
import { ACCOUNT, Paths } from '../pages/paths.js';
import type { Visit } from '../pages/visit.js';
import { ProviderArrival } from '../providers/provider-arrival.js';
import { ProviderDeparture } from '../providers/provider-departure.js';
import type { ProviderRequest } from '../providers/provider-sign-ins.service.js';
import { tokenHash } from '../secrets/random-token.js';
import { Sessions } from '../sessions/sessions.js';
import { CurrentVisit, Field, PageController } from './page-controller.js';

/** Sign-in at an identity provider, which is named by its key. */
@PageController('sign-in/provider/:key')
export class ProviderController {
  constructor(
    private readonly departure: ProviderDeparture,
    private readonly arrival: ProviderArrival,
    private readonly links: Links,
    private readonly sessions: Sessions,
    private readonly hops: SignInAuthorizationPages,
    private readonly paths: Paths,
  ) {}

  /** Leads to the provider, from the sign-in page or from the page of an invitation. */
  @Post()
  async begin(
    @Param('key') key: string,
    @CurrentVisit() visit: Visit,
    @Field('return_to') path?: string,
    @Field('invitation') invitation?: string,
  ): Promise<Answer> {
    if (invitation !== undefined) {
      return this.departure.leave(key, await this.#invited(invitation), visit);
    }
    const returnTo = this.paths.returnTo(path);
    // People who are signed in come to the sign-in page to prove again who they are.
    const isFresh = (await this.sessions.session(visit.headers)) !== null;
    return this.departure.leave(key, { returnTo, isFresh }, visit);
  }

  /**
   * The redirect URI. A browser that comes from another site sends no Strict cookie, so the page
   * continues on this site.
   */
  @Get('callback')
  callback(@Param('key') key: string, @Req() { url, headers }: FastifyRequest): Answer {
    const path = `/sign-in/provider/${encodeURIComponent(key)}/complete?${queryOf(url)}`;
    return this.hops.continueAt(path, headers);
  }

  @Get('complete')
  async complete(
    @Param('key') key: string,
    @CurrentVisit() visit: Visit,
    @Req() { url }: FastifyRequest,
  ): Promise<Answer> {
    return this.arrival.arrive(key, queryOf(url), visit);
  }

  /** @throws PageRedirection to the page that says that the invitation is not valid */
  async #invited(token: string): Promise<ProviderRequest> {
    const link = await this.links.find(token);
    if (link?.purpose !== 'invitation') throw new PageRedirection('/sign-in/link');
    return { returnTo: ACCOUNT, personId: link.person.id, linkHash: tokenHash(token) };
  }
}

/** Returns the query of a request, unchanged: a repeated parameter must not be lost. */
function queryOf(url: string): string {
  const at = url.indexOf('?');
  return at < 0 ? '' : url.slice(at + 1);
}
