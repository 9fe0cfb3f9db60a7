import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Customer } from '#customers';
import { ResourceRepository } from '#json-api';
import { customerResource } from './customer.resource.js';

@Injectable()
export class CustomersRepository extends ResourceRepository<Customer> {
  constructor(dataSource: DataSource) {
    super(dataSource, customerResource);
  }
}
