import { Injectable } from '@nestjs/common';
import { AuditLog } from '#audit';
import type { Customer } from '#customers';
import { AuditedResources } from '#resources';
import type { CreateCustomer } from './create-customer.js';
import { CustomersRepository } from './customers.repository.js';

const CUSTOMER = { noun: 'customer', type: 'customers', side: 'backoffice' };

/** Changes customers. A customer with people cannot be deleted. */
@Injectable()
export class Customers extends AuditedResources<Customer, CreateCustomer> {
  constructor(repository: CustomersRepository, audit: AuditLog) {
    super(repository, audit, CUSTOMER);
  }
}
