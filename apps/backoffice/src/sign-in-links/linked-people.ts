import type { Type } from '@nestjs/common';
import type { ResourceDefinition, ResourceRepository } from '#json-api';
import type { Side } from '#oauth';
import { customerUserResource } from '../customer-users/customer-user.resource.js';
import { CustomerUsersRepository } from '../customer-users/customer-users.repository.js';
import { userResource } from '../users/user.resource.js';
import { UsersRepository } from '../users/users.repository.js';

/** The people of a side, who get links. */
export interface LinkedPeople {
  side: Side;
  definition: ResourceDefinition;
  repository: Type<FindablePeople>;
  /** Needed to get a link for one of them. */
  scope: string;
}

export type FindablePeople = Pick<ResourceRepository<{ id: string }>, 'find'>;

export const STAFF: LinkedPeople = {
  side: 'backoffice',
  definition: userResource,
  repository: UsersRepository,
  scope: 'users:write',
};

export const PEOPLE_WITH_ACCOUNT: LinkedPeople = {
  side: 'storefront',
  definition: customerUserResource,
  repository: CustomerUsersRepository,
  scope: 'customer-users:write',
};
