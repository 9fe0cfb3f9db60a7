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

  /** Moves `updatedAt` by the trigger of the table, after a change outside of the row. */
  async touch(id: string): Promise<void> {
    await this.connection.query('UPDATE staff_users SET title = title WHERE id = $1', [id]);
  }
}
