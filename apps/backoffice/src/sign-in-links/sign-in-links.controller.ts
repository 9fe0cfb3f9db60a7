import { Controller, HttpCode, Inject, Param, Post, type Type, UseGuards } from '@nestjs/common';
import {
  Answers,
  JsonApi,
  JsonApiError,
  metaDocument,
  ResourceAttributes,
  type ResourceDefinition,
  type ResourceRepository,
  ResourceSelection,
  selectionOf,
} from '#json-api';
import { AccessTokenGuard, Caller, RequireScope, type Side } from '#oauth';
import { customerUserResource } from '../customer-users/customer-user.resource.js';
import { CustomerUsersRepository } from '../customer-users/customer-users.repository.js';
import { userResource } from '../users/user.resource.js';
import { UsersRepository } from '../users/users.repository.js';
import { CreateSignInLink } from './create-sign-in-link.js';
import { signInLinkResource } from './sign-in-link.resource.js';
import { SignInLinks } from './sign-in-links.service.js';

interface People {
  side: Side;
  definition: ResourceDefinition;
  repository: Type<Pick<ResourceRepository<{ id: string }>, 'find'>>;
  scope: string;
}

/** Returns a controller with which the people of a side get links. */
function LinksController({ side, definition, repository, scope }: People) {
  @Controller(`${definition.path}/:id/sign-in-links`)
  @JsonApi()
  @UseGuards(AccessTokenGuard)
  class SignInLinksController {
    constructor(
      @Inject(repository) readonly people: Pick<ResourceRepository<{ id: string }>, 'find'>,
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
export class UserLinksController extends LinksController({
  side: 'backoffice',
  definition: userResource,
  repository: UsersRepository,
  scope: 'users:write',
}) {}

/** Links of people with an account. */
export class CustomerUserLinksController extends LinksController({
  side: 'storefront',
  definition: customerUserResource,
  repository: CustomerUsersRepository,
  scope: 'customer-users:write',
}) {}
