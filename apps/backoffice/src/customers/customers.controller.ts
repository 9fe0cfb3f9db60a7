import { ResourceController } from '#resources';
import { CreateCustomer } from './create-customer.js';
import { customerResource } from './customer.resource.js';

/** Companies that buy in the shop. */
export class CustomersController extends ResourceController(customerResource, {
  noun: 'customer',
  create: CreateCustomer,
}) {}
