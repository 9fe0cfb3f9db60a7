import { CustomerUser } from '#customers';
import type { ResourceDefinition } from '#json-api';
import { customerResource } from '../customers/customer.resource.js';

export const userResource = {
  type: 'users',
  path: '/api/users',
  entity: CustomerUser,
  // A tenant has the people of one company; every person also has their own row.
  tenant: { property: 'customerId', member: 'id' },
  attributes: {
    email: { type: 'identifier', ignoreCase: true, filter: true, sort: true, search: true },
    namePrefix: { type: 'name', nullable: true },
    firstName: { type: 'name', filter: true, sort: true, search: true },
    middleName: { type: 'name', nullable: true },
    lastName: { type: 'name', filter: true, sort: true, search: true },
    nameSuffix: { type: 'name', nullable: true },
    birthday: { type: 'date', nullable: true },
    enabled: { type: 'boolean', filter: true, readOnly: true },
    confirmed: { type: 'boolean', filter: true, readOnly: true },
    role: { type: 'string', filter: true, readOnly: true },
    createdAt: { type: 'date-time', filter: true, sort: true, readOnly: true },
    updatedAt: { type: 'date-time', filter: true, sort: true, readOnly: true },
  },
  relationships: {
    customer: {
      resource: (): ResourceDefinition => customerResource,
      property: 'customerId',
      nullable: true,
      readOnly: true,
      filter: true,
      sort: ['name'],
    },
  },
  unique: { customer_users_email_key: 'email' },
  references: { customer_users_customer_id_fkey: 'customer' },
} satisfies ResourceDefinition<CustomerUser>;
