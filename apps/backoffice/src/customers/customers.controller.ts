import { ResourceController } from '#resources';
import { CreateCustomer } from './create-customer.js';
import { customerResource } from './customer.resource.js';
import { Customers } from './customers.service.js';
import { UpdateCustomer } from './update-customer.js';

/** Companies that buy in the shop. */
export class CustomersController extends ResourceController(customerResource, {
  service: Customers,
  create: CreateCustomer,
  update: UpdateCustomer,
}) {}
