import { ToManyController } from '#resources';
import { customerUserResource } from '../customer-users/customer-user.resource.js';
import { customerResource } from '../customers/customer.resource.js';
import { CustomersRepository } from '../customers/customers.repository.js';
import { CustomerMembers } from './customer-members.service.js';

/** The people of a customer. */
export class CustomerMembersController extends ToManyController(customerResource, {
  name: 'customerUsers',
  related: customerUserResource,
  service: CustomerMembers,
  repository: CustomersRepository,
}) {}
