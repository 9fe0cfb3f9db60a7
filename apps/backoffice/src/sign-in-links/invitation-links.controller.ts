import { Header, HttpCode, Inject, Param, Post } from '@nestjs/common';
import { Answers, metaDocument, WithoutQuery } from '#json-api';
import { Caller, RequireRecentSignIn, RequireScope } from '#oauth';
import { InvitationLinks } from './invitation-links.service.js';
import { type LinkedPeople, PEOPLE_WITH_ACCOUNT, STAFF } from './linked-people.js';
import { PersonController } from './person.controller.js';

/** Seconds, as for people who remove a factor of somebody else. */
const RECENT_SIGN_IN = 300;

/** Returns a controller that shows the first link of a person of a side. */
function InvitationsController(people: LinkedPeople) {
  class InvitationLinksController extends PersonController(people, 'invitation-links') {
    @Inject(InvitationLinks) readonly links!: InvitationLinks;

    /** The only answer with the link. No cache may store it. Like a DELETE, it takes no document. */
    @Post()
    @HttpCode(200)
    @Header('Cache-Control', 'no-store')
    @WithoutQuery()
    @RequireScope(people.scope)
    @RequireRecentSignIn(RECENT_SIGN_IN)
    @Answers({
      200: {
        description: 'With the link, this once.',
        data: false,
        meta: {
          link: { type: 'string', format: 'uri' },
          expiresAt: { type: 'string', format: 'date-time' },
        },
      },
    })
    async create(@Param('id') id: string, @Caller() { administrator }: Caller) {
      const account = await this.account(id);
      return metaDocument({ ...(await this.links.make(account, administrator)) });
    }
  }
  return InvitationLinksController;
}

/** Links for new members of staff. */
export class UserInvitationsController extends InvitationsController(STAFF) {}

/** Links for new people with an account. */
export class CustomerUserInvitationsController extends InvitationsController(PEOPLE_WITH_ACCOUNT) {}
