import { Injectable } from '@nestjs/common';
import type { AtomicResource } from '#json-api';
import { type Caller, CallerScopes } from '#oauth';
import { auditedOperations } from '#resources';
import { UserRoles } from '../user-roles/user-roles.service.js';
import { CreateUser } from '../users/create-user.js';
import { UpdateUser } from '../users/update-user.js';
import { userResource } from '../users/user.resource.js';
import { Users } from '../users/users.service.js';

/** What operations do with users and their roles: the same as /api/users, with the same scopes. */
@Injectable()
export class UserOperations {
  readonly resource: AtomicResource<Caller>;

  constructor(scopes: CallerScopes, users: Users, userRoles: UserRoles) {
    this.resource = auditedOperations(userResource, {
      service: users,
      add: CreateUser,
      update: UpdateUser,
      allow: (caller) => scopes.require(caller, 'users:write'),
      relationships: {
        roles: {
          allow: (caller) => scopes.require(caller, 'roles:write'),
          type: 'roles',
          add: async ({ id, ids }, { administrator }) => userRoles.add(id, ids, administrator),
          update: async ({ id, ids }, { administrator }) =>
            userRoles.replace(id, ids, administrator),
          remove: async ({ id, ids }, { administrator }) =>
            userRoles.remove(id, ids, administrator),
        },
      },
    });
  }
}
