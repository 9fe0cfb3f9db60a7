import { Injectable } from '@nestjs/common';
import type { AtomicResource } from '#json-api';
import { type Caller, CallerScopes } from '#oauth';
import { auditedOperations } from '#resources';
import { CustomerMembers } from '../customer-members/customer-members.service.js';
import { CreateCustomerUser } from '../customer-users/create-customer-user.js';
import { customerUserResource } from '../customer-users/customer-user.resource.js';
import { CustomerUsers } from '../customer-users/customer-users.service.js';
import { UpdateCustomerUser } from '../customer-users/update-customer-user.js';
import { CreateCustomer } from '../customers/create-customer.js';
import { customerResource } from '../customers/customer.resource.js';
import { Customers } from '../customers/customers.service.js';
import { UpdateCustomer } from '../customers/update-customer.js';

/** What operations do with customers and their users: the same as single requests, with the same scopes. */
@Injectable()
export class CustomerOperations {
  readonly resources: readonly AtomicResource<Caller>[];

  constructor(
    scopes: CallerScopes,
    customers: Customers,
    customerUsers: CustomerUsers,
    members: CustomerMembers,
  ) {
    const allowPeople = (caller: Caller) => scopes.require(caller, 'customer-users:write');
    this.resources = [
      auditedOperations(customerResource, {
        service: customers,
        add: CreateCustomer,
        update: UpdateCustomer,
        allow: (caller) => scopes.require(caller, 'customers:write'),
        relationships: membership(members, allowPeople),
      }),
      auditedOperations(customerUserResource, {
        service: customerUsers,
        add: CreateCustomerUser,
        update: UpdateCustomerUser,
        allow: allowPeople,
      }),
    ];
  }
}

/** The people of a customer: the same as single requests to the relationship. */
function membership(
  members: CustomerMembers,
  allow: (caller: Caller) => void,
): AtomicResource<Caller>['relationships'] {
  return {
    customerUsers: {
      allow,
      type: 'customer-users',
      add: async ({ id, ids }, { administrator }) => members.add(id, ids, administrator),
      update: async ({ id, ids }, { administrator }) => members.replace(id, ids, administrator),
      remove: async ({ id, ids }, { administrator }) => members.remove(id, ids, administrator),
    },
  };
}
