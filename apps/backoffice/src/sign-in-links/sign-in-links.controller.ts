import { Controller, HttpCode, Inject, Param, Post, UseGuards } from '@nestjs/common';
import {
  Answers,
  JsonApi,
  JsonApiError,
  metaDocument,
  ResourceAttributes,
  ResourceSelection,
  selectionOf,
} from '#json-api';
import { AccessTokenGuard, Caller, RequireScope } from '#oauth';
import { CreateSignInLink } from './create-sign-in-link.js';
import {
  type FindablePeople,
  type LinkedPeople,
  PEOPLE_WITH_ACCOUNT,
  STAFF,
} from './linked-people.js';
import { signInLinkResource } from './sign-in-link.resource.js';
import { SignInLinks } from './sign-in-links.service.js';

/** Returns a controller with which the people of a side get links. */
function LinksController({ side, definition, repository, scope }: LinkedPeople) {
  @Controller(`${definition.path}/:id/sign-in-links`)
  @JsonApi()
  @UseGuards(AccessTokenGuard)
  class SignInLinksController {
    constructor(
      @Inject(repository) readonly people: FindablePeople,
      @Inject(SignInLinks) readonly links: SignInLinks,
    ) {}

    /**
     * Answers 202, because the application of the person makes the link. It has no id, and no answer
     * shows it: a client that may write people could then sign in as each of them.
     */
    @Post()
    @HttpCode(202)
    @RequireScope(scope)
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
      const person = await this.people.find(id, selectionOf(definition));
      if (!person) throw JsonApiError.notFound(definition.type, id);
      const { expiresAt } = await this.links.request({ side, id }, attributes, administrator);
      return metaDocument({ expiresAt });
    }
  }
  return SignInLinksController;
}

/** Links of members of staff. */
export class UserLinksController extends LinksController(STAFF) {}

/** Links of people with an account. */
export class CustomerUserLinksController extends LinksController(PEOPLE_WITH_ACCOUNT) {}
