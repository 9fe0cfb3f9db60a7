import { Injectable } from '@nestjs/common';
import { atomicResource } from '#json-api';
import { type Caller, CallerScopes } from '#oauth';
import { CreateUser } from '../users/create-user.js';
import { UpdateUser } from '../users/update-user.js';
import { userResource } from '../users/user.resource.js';
import { Users } from '../users/users.service.js';

/** What operations do with users: the same as /api/users, with the same scope. */
@Injectable()
export class UserOperations {
  constructor(
    private readonly scopes: CallerScopes,
    private readonly users: Users,
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
  });
}
