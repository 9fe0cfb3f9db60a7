import { Injectable } from '@nestjs/common';
import { AuditLog } from '#audit';
import type { CustomerUser } from '#customers';
import { AuditedResources } from '#resources';
import type { CreateUser } from './create-user.js';
import { UsersRepository } from './users.repository.js';

/** In the audit trail they are not `users`, as the staff of the back office is. */
const USER = { noun: 'user', type: 'customer-users', side: 'storefront' };

/** Changes users. Clients that acted for one who is deleted do nothing any more. */
@Injectable()
export class Users extends AuditedResources<CustomerUser, CreateUser> {
  constructor(repository: UsersRepository, audit: AuditLog) {
    super(repository, audit, USER);
  }
}
