import { Injectable } from '@nestjs/common';
import { AuditLog } from '#audit';
import type { CustomerUser } from '#customers';
import { JsonApiError } from '#json-api';
import type { Administrator } from '#oauth';
import { AuditedResources, type Change } from '#resources';
import type { CreateUser } from './create-user.js';
import { UsersRepository } from './users.repository.js';

/** The audit trail calls them `customer-users`; its `users` are the staff of the back office. */
const USER = { noun: 'user', type: 'customer-users', side: 'storefront' };

type NewUser = CreateUser & { confirmed?: false };

/**
 * Changes users. Clients that acted for a deleted user lose their access. The back office decides
 * on `enabled` and `confirmed`, so no caller may give the address of a disabled user to a new
 * one, not even an integration of the whole shop.
 */
@Injectable()
export class Users extends AuditedResources<CustomerUser, NewUser> {
  constructor(repository: UsersRepository, audit: AuditLog) {
    super(repository, audit, USER);
  }

  /** Creates a user who is not confirmed. */
  override async create(attributes: CreateUser, administrator: Administrator) {
    return super.create(Object.assign(attributes, { confirmed: false as const }), administrator);
  }

  protected override authorizeUpdate({ before, values }: Change<CustomerUser>): void {
    if (before.enabled || values.email === undefined) return;
    throw disabled('change the e-mail address');
  }

  protected override dependsOnRow({ email }: Partial<CustomerUser>): boolean {
    return email !== undefined;
  }

  protected override admitDeletion(users: readonly Partial<CustomerUser>[]): void {
    if (users.some(({ enabled }) => !enabled)) throw disabled('delete the user');
  }
}

function disabled(act: string): JsonApiError {
  const detail = `the back office has disabled this user, and only the back office can ${act}`;
  return JsonApiError.conflict('user_disabled', detail);
}
