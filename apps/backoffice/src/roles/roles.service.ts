import { Injectable } from '@nestjs/common';
import { AuditLog, changeOf, differing } from '#audit';
import { type Administrator, requireHeld, SCOPES } from '#oauth';
import type { CreateRole } from './create-role.js';
import type { Role } from './role.entity.js';
import { RolesRepository } from './roles.repository.js';
import type { UpdateRole } from './update-role.js';

type Row = Partial<Role> & Pick<Role, 'id'>;

const ROLE = { noun: 'role', type: 'roles', side: 'backoffice' };

/** Changes roles, each time with an event in the same transaction. Nobody gives what he lacks. */
@Injectable()
export class Roles {
  constructor(
    private readonly repository: RolesRepository,
    private readonly audit: AuditLog,
  ) {}

  /** @throws ClientRefused `scope_not_held`, JsonApiError `already_exists` */
  async create(attributes: CreateRole, administrator: Administrator): Promise<Row> {
    const { actor } = administrator;
    const { name, description } = attributes;
    const scopes = inOrder(attributes.scopes);
    requireHeld(administrator, 'backoffice', scopes);
    return this.repository.together(async (roles, transaction) => {
      const after = await roles.create({ name, description, scopes });
      await this.audit.record(changeOf(ROLE, { actor, after }), transaction);
      return after;
    });
  }

  /**
   * Null when there is none. Who adds a scope needs all that the role has then,
   * since its users get a new role by it; who only takes some away needs none.
   *
   * @throws ClientRefused `scope_not_held`, JsonApiError `already_exists`
   */
  async update(
    id: string,
    { scopes, ...attributes }: UpdateRole,
    administrator: Administrator,
  ): Promise<Row | null> {
    const { actor } = administrator;
    return this.repository.together(async (roles, transaction) => {
      const before = await roles.lock(id);
      if (!before) return null;
      const wanted = scopes && inOrder(scopes);
      const changes = differing({ ...attributes, scopes: wanted }, before);
      // Fewer, too: who takes away what he lacks could have the role given to him meanwhile.
      if (changes.scopes) {
        const all = new Set([...before.scopes!, ...changes.scopes]);
        requireHeld(administrator, 'backoffice', [...all]);
      }
      const after = (await roles.update(id, changes))!;
      await this.audit.record(changeOf(ROLE, { actor, before, after }), transaction);
      return after;
    });
  }

  /** Whether there was such a role. @throws JsonApiError `reference_conflict` when a user has it */
  async delete(id: string, { actor }: Administrator): Promise<boolean> {
    return this.repository.together(async (roles, transaction) => {
      const before = await roles.lock(id);
      if (!before) return false;
      await roles.delete(id);
      await this.audit.record(changeOf(ROLE, { actor, before }), transaction);
      return true;
    });
  }
}

/** Each once, in the order in which the documentation has them. */
function inOrder(scopes: readonly string[]): string[] {
  return SCOPES.backoffice.filter((scope) => scopes.includes(scope));
}
