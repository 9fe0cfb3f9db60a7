import { Injectable } from '@nestjs/common';
import type { AtomicResource } from '#json-api';
import { type Caller, CallerScopes } from '#oauth';
import { auditedOperations } from '#resources';
import { CreateRole } from '../roles/create-role.js';
import { roleResource } from '../roles/role.resource.js';
import { Roles } from '../roles/roles.service.js';
import { UpdateRole } from '../roles/update-role.js';

/** What operations do with roles: the same as /api/roles, with the same scope. */
@Injectable()
export class RoleOperations {
  readonly resource: AtomicResource<Caller>;

  constructor(scopes: CallerScopes, roles: Roles) {
    this.resource = auditedOperations(roleResource, {
      service: roles,
      add: CreateRole,
      update: UpdateRole,
      allow: (caller) => scopes.require(caller, 'roles:write'),
    });
  }
}
