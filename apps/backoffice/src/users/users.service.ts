import { Injectable } from '@nestjs/common';
import { AuditLog } from '#audit';
import type { Transaction } from '#database';
import { type Administrator, assertScopesHeld } from '#oauth';
import { AuditedResources, type Change } from '#resources';
import { RolesRepository } from '../roles/roles.repository.js';
import type { CreateUser } from './create-user.js';
import type { User } from './user.entity.js';
import { UsersRepository } from './users.repository.js';

const USER = { noun: 'user', type: 'users', side: 'backoffice' };

/** Changes users. Clients that acted for a deleted user lose their access. */
@Injectable()
export class Users extends AuditedResources<User, CreateUser> {
  constructor(
    repository: UsersRepository,
    audit: AuditLog,
    private readonly roles: RolesRepository,
  ) {
    super(repository, audit, USER);
  }

  /**
   * Enabling a user makes its clients work again. A new e-mail address gets the links with which
   * people set their password, and so opens the account. Both need all scopes that the roles of the
   * user give, as giving the roles did. A new user has no roles yet.
   *
   * @throws ClientAdministrationError `scope_not_held`
   */
  protected override async authorizeUpdate(
    { before, values }: Change<User>,
    administrator: Administrator,
    transaction: Transaction,
  ): Promise<void> {
    if (values.enabled !== true && values.email === undefined) return;
    const roles = await this.roles.within(transaction).holdOfUser(before.id);
    const scopes = new Set(roles.flatMap((role) => role.scopes));
    assertScopesHeld(administrator, 'backoffice', [...scopes]);
  }

  protected override dependsOnRow({ enabled, email }: Partial<User>): boolean {
    return enabled === true || email !== undefined;
  }
}
