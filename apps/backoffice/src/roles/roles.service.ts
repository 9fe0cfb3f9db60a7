import { Injectable } from '@nestjs/common';
import { AuditLog } from '#audit';
import { type Administrator, assertScopesHeld, SCOPES } from '#oauth';
import { AuditedResources, type Change } from '#resources';
import type { CreateRole } from './create-role.js';
import type { Role } from './role.entity.js';
import { RolesRepository } from './roles.repository.js';

const ROLE = { noun: 'role', type: 'roles', side: 'backoffice' };

/** Changes roles. Nobody gives what he lacks. */
@Injectable()
export class Roles extends AuditedResources<Role, CreateRole> {
  constructor(repository: RolesRepository, audit: AuditLog) {
    super(repository, audit, ROLE);
  }

  /** Each scope once, in the order in which the documentation has them. */
  protected override valuesOf({ scopes, ...values }: Partial<CreateRole>): Partial<Role> {
    if (!scopes) return values;
    return { ...values, scopes: SCOPES.backoffice.filter((scope) => scopes.includes(scope)) };
  }

  /**
   * Who adds a scope needs all that the role has then, since its users get a new role by it.
   * Who takes some away, too: he could have the role given to him meanwhile.
   *
   * @throws ClientAdministrationError `scope_not_held`
   */
  protected override authorizeChange(
    { before, values }: Change<Role>,
    administrator: Administrator,
  ): void {
    if (!values.scopes) return;
    const scopes = new Set([...(before?.scopes ?? []), ...values.scopes]);
    assertScopesHeld(administrator, 'backoffice', [...scopes]);
  }
}
