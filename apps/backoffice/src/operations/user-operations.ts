import { Injectable } from '@nestjs/common';
import { atomicResource, JsonApiError } from '#json-api';
import { type Caller, CallerScopes } from '#oauth';
import { UserRoles } from '../user-roles/user-roles.service.js';
import { CreateUser } from '../users/create-user.js';
import { UpdateUser } from '../users/update-user.js';
import { userResource } from '../users/user.resource.js';
import { Users } from '../users/users.service.js';

/** What operations do with users and their roles: the same as /api/users, with the same scopes. */
@Injectable()
export class UserOperations {
  constructor(
    private readonly scopes: CallerScopes,
    private readonly users: Users,
    private readonly userRoles: UserRoles,
  ) {}

  readonly resource = atomicResource(userResource, {
    allow: (caller: Caller) => this.scopes.require(caller, 'users:write'),
    add: {
      input: CreateUser,
      run: async (user, { administrator }) => this.users.create(user, administrator),
    },
    update: {
      input: UpdateUser,
      run: async ({ id, attributes }, { administrator }) =>
        this.users.update(id, attributes, administrator),
    },
    remove: async (id, { administrator }) => this.users.delete(id, administrator),
    relationships: {
      roles: {
        allow: (caller) => this.scopes.require(caller, 'roles:write'),
        type: 'roles',
        add: async ({ id, ids }, { administrator }) =>
          (await this.userRoles.add(id, ids, administrator)) ?? noUser(id),
        update: async ({ id, ids }, { administrator }) =>
          (await this.userRoles.replace(id, ids, administrator)) ?? noUser(id),
        remove: async ({ id, ids }, { administrator }) =>
          (await this.userRoles.remove(id, ids, administrator)) ?? noUser(id),
      },
    },
  });
}

function noUser(id: string): never {
  throw JsonApiError.notFound('users', id);
}
