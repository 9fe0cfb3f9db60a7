import { Injectable } from '@nestjs/common';
import type { AtomicResource } from '#json-api';
import { type Caller, CallerScopes } from '#oauth';
import { auditedOperations } from '#resources';
import { CreateUser } from '../users/create-user.js';
import { UpdateUser } from '../users/update-user.js';
import { userResource } from '../users/user.resource.js';
import { Users } from '../users/users.service.js';

/** What operations do with users: the same as /api/users, with the same scope. */
@Injectable()
export class UserOperations {
  readonly resource: AtomicResource<Caller>;

  constructor(scopes: CallerScopes, users: Users) {
    this.resource = auditedOperations(userResource, {
      service: users,
      add: CreateUser,
      update: UpdateUser,
      allow: (caller) => scopes.require(caller, 'users:write'),
    });
  }
}
