import { Injectable } from '@nestjs/common';
import { atomicResource } from '#json-api';
import { type Caller, CallerScopes } from '#oauth';
import { CreateRole } from '../roles/create-role.js';
import { roleResource } from '../roles/role.resource.js';
import { Roles } from '../roles/roles.service.js';
import { UpdateRole } from '../roles/update-role.js';

/** What operations do with roles: the same as /api/roles, with the same scope. */
@Injectable()
export class RoleOperations {
  constructor(
    private readonly scopes: CallerScopes,
    private readonly roles: Roles,
  ) {}

  readonly resource = atomicResource(roleResource, {
    allow: (caller: Caller) => this.scopes.require(caller, 'roles:write'),
    add: {
      input: CreateRole,
      run: async (role, { administrator }) => this.roles.create(role, administrator),
    },
    update: {
      input: UpdateRole,
      run: async ({ id, attributes }, { administrator }) =>
        this.roles.update(id, attributes, administrator),
    },
    remove: async (id, { administrator }) => this.roles.delete(id, administrator),
  });
}
