import { Injectable } from '@nestjs/common';
import { AuditLog } from '#audit';
import { type Administrator, assertScopesHeld, SCOPES } from '#oauth';
import { AuditedResources, type Change } from '#resources';
import type { CreateRole } from './create-role.js';
import type { Role } from './role.entity.js';
import { RolesRepository } from './roles.repository.js';

const ROLE = { noun: 'role', type: 'roles', side: 'backoffice' };

/** Changes roles. A caller cannot grant scopes that it lacks. */
@Injectable()
export class Roles extends AuditedResources<Role, CreateRole> {
  constructor(repository: RolesRepository, audit: AuditLog) {
    super(repository, audit, ROLE);
  }

  /** Keeps each scope once, in the order of the documentation. */
  protected override valuesOf({ scopes, ...values }: Partial<CreateRole>): Partial<Role> {
    if (!scopes) return values;
    return { ...values, scopes: SCOPES.backoffice.filter((scope) => scopes.includes(scope)) };
  }

  /**
   * A caller that adds a scope needs all scopes of the changed role, because the users of the role
   * get them. A caller that removes scopes needs them as well: a user could get the role meanwhile.
   *
   * @throws ClientAdministrationError `scope_not_held`
   */
  protected override authorizeUpdate(
    { before, values }: Change<Role>,
    administrator: Administrator,
  ): void {
    if (!values.scopes) return;
    const scopes = new Set([...(before.scopes ?? []), ...values.scopes]);
    assertScopesHeld(administrator, 'backoffice', [...scopes]);
  }

  protected override dependsOnRow({ scopes }: Partial<Role>): boolean {
    return scopes !== undefined;
  }

  /** @throws ClientAdministrationError `scope_not_held` */
  protected override authorizeCreation(
    { scopes = [] }: Partial<Role>,
    administrator: Administrator,
  ): void {
    assertScopesHeld(administrator, 'backoffice', scopes);
  }
}
