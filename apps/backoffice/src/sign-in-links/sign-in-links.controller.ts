import { HttpCode, Inject, Param, Post } from '@nestjs/common';
import { Answers, metaDocument, ResourceAttributes, ResourceSelection } from '#json-api';
import { Caller, RequireScope } from '#oauth';
import { CreateSignInLink } from './create-sign-in-link.js';
import { type LinkedPeople, PEOPLE_WITH_ACCOUNT, STAFF } from './linked-people.js';
import { PersonController } from './person.controller.js';
import { signInLinkResource } from './sign-in-link.resource.js';
import { SignInLinks } from './sign-in-links.service.js';

/** Returns a controller with which the people of a side get links. */
function LinksController(people: LinkedPeople) {
  class SignInLinksController extends PersonController(people, 'sign-in-links') {
    @Inject(SignInLinks) readonly links!: SignInLinks;

    /**
     * Answers 202, because the application of the person makes the link. It has no id, and no answer
     * shows it: a client that may write people could then sign in as each of them.
     */
    @Post()
    @HttpCode(202)
    @RequireScope(people.scope)
    @Answers({
      202: {
        description: 'The link will be made and sent.',
        data: false,
        meta: { expiresAt: { type: 'string', format: 'date-time' } },
      },
    })
    async create(
      @Param('id') id: string,
      @ResourceAttributes(signInLinkResource, CreateSignInLink, { isNew: true })
      attributes: CreateSignInLink,
      @ResourceSelection(signInLinkResource) _selection: ResourceSelection, // rejects parameters
      @Caller() { administrator }: Caller,
    ) {
      const account = await this.account(id);
      const { expiresAt } = await this.links.request(account, attributes, administrator);
      return metaDocument({ expiresAt });
    }
  }
  return SignInLinksController;
}

/** Links of members of staff. */
export class UserLinksController extends LinksController(STAFF) {}

/** Links of people with an account. */
export class CustomerUserLinksController extends LinksController(PEOPLE_WITH_ACCOUNT) {}
