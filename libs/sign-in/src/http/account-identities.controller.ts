import { Post } from '@nestjs/common';
import { AccountAccess } from '../methods/account-access.js';
import { type Answer, Pages } from '../pages/pages.js';
import { ACCOUNT } from '../pages/paths.js';
import { actorOf, type Visit } from '../pages/visit.js';
import { LinkedIdentities } from '../providers/linked-identities.service.js';
import { ProviderDeparture } from '../providers/provider-departure.js';
import { LINK, UNLINK } from '../providers/provider-pages.js';
import { CurrentVisit, Field, PageController } from './page-controller.js';

/** The identities at providers of a person who has just signed in. */
@PageController()
export class AccountIdentitiesController {
  constructor(
    private readonly access: AccountAccess,
    private readonly departure: ProviderDeparture,
    private readonly identities: LinkedIdentities,
    private readonly pages: Pages,
  ) {}

  /** Leads to the provider at which the person has the identity. */
  @Post(LINK)
  async link(@CurrentVisit() visit: Visit, @Field('provider') key = ''): Promise<Answer> {
    const { id: personId } = (await this.access.recent(visit)).person;
    return this.departure.leave(key, { returnTo: ACCOUNT, personId }, visit);
  }

  @Post(UNLINK)
  async unlink(
    @CurrentVisit() visit: Visit,
    @Field('issuer') issuer = '',
    @Field('subject') subject = '',
  ): Promise<Answer> {
    const { session } = await this.access.recent(visit);
    const actor = actorOf(session.personId, visit);
    await this.identities.unlink({ issuer, subject }, session, actor);
    return this.pages.redirectTo(ACCOUNT);
  }
}
