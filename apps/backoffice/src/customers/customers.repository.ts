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
   * Returns true when a customer with this id exists, and locks it. Other transactions that change
   * its people through this method wait until this one ends. The lock is weaker than that of `lock`,
   * which a transaction that inserts a person of this customer would wait for: a possible deadlock.
   */
  async holdMembers(id: string): Promise<boolean> {
    const rows = await this.connection.query<unknown[]>(
      'SELECT FROM customers WHERE id = $1 FOR NO KEY UPDATE',
      [id],
    );
    return rows.length > 0;
  }
}
