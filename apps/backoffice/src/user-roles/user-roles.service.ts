import { Injectable } from '@nestjs/common';
import { AuditLog } from '#audit';
import type { Transaction } from '#database';
import { JsonApiError, selectionOf } from '#json-api';
import { type Administrator, mayBeShown, assertScopesHeld } from '#oauth';
import { RolesRepository } from '../roles/roles.repository.js';
import { userResource } from '../users/user.resource.js';
import { UsersRepository } from '../users/users.repository.js';
import { UserRolesRepository } from './user-roles.repository.js';

const ID_ONLY = selectionOf(userResource);

/** The limit of one request: a list without pages needs an end. */
const MAX_ROLES = 100;

/** Needed to read the roles of a user. */
const READ_SCOPES = ['users:read', 'roles:read'];

interface RolesChange {
  /** Ids of the roles that the request gives. */
  given: readonly string[];

  /** The ids afterwards. */
  wanted: (has: readonly string[]) => string[];
}

/** Gives users roles and takes them away, each time with an event in the same transaction. */
@Injectable()
export class UserRoles {
  constructor(
    private readonly users: UsersRepository,
    private readonly roles: RolesRepository,
    private readonly userRoles: UserRolesRepository,
    private readonly audit: AuditLog,
  ) {}

  /** Adds roles to those of the user. Throws as `#change` does. */
  async add(userId: string, ids: readonly string[], by: Administrator): Promise<void> {
    return this.#change(
      userId,
      { given: ids, wanted: (has) => [...new Set([...has, ...ids])] },
      by,
    );
  }

  /** Replaces all roles of the user. Throws as `#change` does. */
  async replace(userId: string, ids: string[], by: Administrator): Promise<void> {
    return this.#change(userId, { given: ids, wanted: () => ids }, by);
  }

  /** Removes roles. Roles that the user does not have are ignored. Throws as `#change` does. */
  async remove(userId: string, ids: string[], by: Administrator): Promise<void> {
    return this.#change(
      userId,
      { given: [], wanted: (has) => has.filter((id) => !ids.includes(id)) },
      by,
    );
  }

  /**
   * The caller needs all scopes of each added role; removing a role needs none of them. A caller that
   * may not read the roles of the user needs the scopes of all roles in the request: an error for new
   * roles alone would reveal which roles the user has.
   *
   * @throws ClientAdministrationError `scope_not_held`, JsonApiError 404 `not_found`, `related_not_found`
   */
  async #change(
    userId: string,
    { given, wanted }: RolesChange,
    administrator: Administrator,
  ): Promise<void> {
    return this.users.inTransaction(async (users, transaction) => {
      if (!(await users.lock(userId, ID_ONLY))) throw JsonApiError.notFound('users', userId);
      const before = await this.userRoles.list(userId, transaction);
      const after = wanted(before);
      const added = after.filter((id) => !before.includes(id));
      const removed = before.filter((id) => !after.includes(id));
      const isShown = READ_SCOPES.every((scope) => mayBeShown(administrator, scope));
      await this.#requireGivable(isShown ? added : given, administrator, transaction);
      if (added.length === 0 && removed.length === 0) return;

      if (after.length > MAX_ROLES) throw tooMany();
      await this.userRoles.add(userId, added, transaction);
      await this.userRoles.remove(userId, removed, transaction);
      await users.touch(userId);
      const now = await this.userRoles.list(userId, transaction);
      await this.audit.record(
        {
          actor: administrator.actor,
          action: 'user.roles_changed',
          side: 'backoffice',
          subject: { type: 'users', id: userId },
          before: { roles: before },
          after: { roles: now },
        },
        transaction,
      );
    });
  }

  async #requireGivable(
    ids: readonly string[],
    administrator: Administrator,
    transaction: Transaction,
  ): Promise<void> {
    if (ids.length === 0) return;
    const found = await this.roles.within(transaction).hold(ids);
    const missing = ids.filter((id) => !found.some((role) => role.id === id));
    if (missing.length > 0) throw noRole(missing);
    const scopes = new Set(found.flatMap((role) => role.scopes));
    assertScopesHeld(administrator, 'backoffice', [...scopes]);
  }
}

function noRole(ids: readonly string[]): JsonApiError {
  const detail = `there is no resource of type roles with the id ${ids.join(', ')}`;
  return JsonApiError.relatedNotFound(detail, '/data');
}

function tooMany(): JsonApiError {
  const detail = `a user can have at most ${MAX_ROLES} roles`;
  const source = { pointer: '/data' };
  return new JsonApiError({ status: 422, code: 'validation_failed', detail, source });
}
