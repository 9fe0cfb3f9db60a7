import { Injectable } from '@nestjs/common';
import { AuditLog } from '#audit';
import { AuditedResources } from '#resources';
import type { CreateUser } from './create-user.js';
import type { User } from './user.entity.js';
import { UsersRepository } from './users.repository.js';

const USER = { noun: 'user', type: 'users', side: 'backoffice' };

/** Changes users. Clients that acted for one who is deleted do nothing any more. */
@Injectable()
export class Users extends AuditedResources<User, CreateUser> {
  constructor(repository: UsersRepository, audit: AuditLog) {
    super(repository, audit, USER);
  }
}
