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
}
