import { ReadOnlyController } from '#resources';
import { customerResource } from './customer.resource.js';
import { CustomersRepository } from './customers.repository.js';

/** Companies, which only the back office changes. */
export class CustomersController extends ReadOnlyController(
  customerResource,
  CustomersRepository,
) {}
