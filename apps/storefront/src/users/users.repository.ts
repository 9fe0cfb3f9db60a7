import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { CustomerUser } from '#customers';
import { ResourceRepository } from '#json-api';
import { userResource } from './user.resource.js';

@Injectable()
export class UsersRepository extends ResourceRepository<CustomerUser> {
  constructor(dataSource: DataSource) {
    super(dataSource, userResource);
  }
}
