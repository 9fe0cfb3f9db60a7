import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { CustomerUser } from '#customers';
import { ResourceRepository } from '#json-api';
import { customerUserResource } from './customer-user.resource.js';

@Injectable()
export class CustomerUsersRepository extends ResourceRepository<CustomerUser> {
  constructor(dataSource: DataSource) {
    super(dataSource, customerUserResource);
  }
}
