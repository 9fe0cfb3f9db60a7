import { CustomerUser } from '#customers';
import type { ResourceDefinition } from '#json-api';
import { customerResource } from '../customers/customer.resource.js';

/** The same people as the `users` of the storefront. */
export const customerUserResource = {
  type: 'customer-users',
  path: '/api/customer-users',
  entity: CustomerUser,
  attributes: {
    email: { type: 'identifier', ignoreCase: true, filter: true, sort: true, search: true },
    namePrefix: { type: 'name', nullable: true },
    firstName: { type: 'name', filter: true, sort: true, search: true },
    middleName: { type: 'name', nullable: true },
    lastName: { type: 'name', filter: true, sort: true, search: true },
    nameSuffix: { type: 'name', nullable: true },
    birthday: { type: 'date', nullable: true },
    enabled: { type: 'boolean', filter: true },
    confirmed: { type: 'boolean', filter: true },
    role: { type: 'string', filter: true },
    createdAt: { type: 'date-time', filter: true, sort: true, readOnly: true },
    updatedAt: { type: 'date-time', filter: true, sort: true, readOnly: true },
  },
  relationships: {
    customer: {
      resource: (): ResourceDefinition => customerResource,
      property: 'customerId',
      nullable: true,
      filter: true,
      sort: ['name'],
    },
  },
  unique: { customer_users_email_key: 'email' },
  references: { customer_users_customer_id_fkey: 'customer' },
} satisfies ResourceDefinition<CustomerUser>;
