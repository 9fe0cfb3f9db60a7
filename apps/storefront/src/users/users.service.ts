import { Injectable } from '@nestjs/common';
import { AuditLog, changeOf, differing } from '#audit';
import type { Administrator } from '#oauth';
import type { CreateUser } from './create-user.js';
import type { UpdateUser } from './update-user.js';
import type { User } from './user.entity.js';
import { UsersRepository } from './users.repository.js';

type Row = Partial<User> & Pick<User, 'id'>;

/** In the audit trail they are not `users`, as the staff of the back office is. */
const USER = { noun: 'user', type: 'customer-users', side: 'storefront' };

/** Changes users, each time with an event in the same transaction. */
@Injectable()
export class Users {
  constructor(
    private readonly repository: UsersRepository,
    private readonly audit: AuditLog,
  ) {}

  /** @throws JsonApiError 409 `already_exists` */
  async create(attributes: CreateUser, { actor }: Administrator): Promise<Row> {
    return this.repository.together(async (users, transaction) => {
      const after = await users.create(attributes);
      await this.audit.record(changeOf(USER, { actor, after }), transaction);
      return after;
    });
  }

  /** Null when there is none. @throws JsonApiError 409 `already_exists` */
  async update(id: string, attributes: UpdateUser, { actor }: Administrator): Promise<Row | null> {
    return this.repository.together(async (users, transaction) => {
      const before = await users.lock(id);
      if (!before) return null;
      const after = (await users.update(id, differing(attributes, before)))!;
      await this.audit.record(changeOf(USER, { actor, before, after }), transaction);
      return after;
    });
  }

  /** Whether there was one. Clients that acted for him do nothing any more. */
  async delete(id: string, { actor }: Administrator): Promise<boolean> {
    return this.repository.together(async (users, transaction) => {
      const before = await users.lock(id);
      if (!before) return false;
      await users.delete(id);
      await this.audit.record(changeOf(USER, { actor, before }), transaction);
      return true;
    });
  }
}
