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

  /**
   * Whether there is a customer with this id, one that a row can have. Who else changes its
   * people by this waits until the transaction ends. Not as strong as `lock`, for which a
   * person who is about to get this customer would wait, and whom we may wait for.
   */
  async holdMembers(id: string): Promise<boolean> {
    const rows = await this.connection.query<unknown[]>(
      'SELECT FROM customers WHERE id = $1 FOR NO KEY UPDATE',
      [id],
    );
    return rows.length > 0;
  }
}
