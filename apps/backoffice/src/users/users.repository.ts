import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { ResourceRepository } from '#json-api';
import type { User } from './user.entity.js';
import { userResource } from './user.resource.js';

@Injectable()
export class UsersRepository extends ResourceRepository<User> {
  constructor(dataSource: DataSource) {
    super(dataSource, userResource);
  }

  /** Moves `updatedAt`, after a change that is not in the row; the trigger of the table sets it. */
  async touch(id: string): Promise<void> {
    await this.connection.query('UPDATE staff_users SET title = title WHERE id = $1', [id]);
  }
}
