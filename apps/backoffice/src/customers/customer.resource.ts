import { Customer } from '#customers';
import { type ResourceDefinition, timestamps } from '#json-api';
import { customerUserResource } from '../customer-users/customer-user.resource.js';

export const customerResource = {
  type: 'customers',
  path: '/api/customers',
  entity: Customer,
  attributes: {
    name: { type: 'name', ignoreCase: true, filter: true, sort: true, search: true },
    description: { type: 'prose', nullable: true },
    ...timestamps,
  },
  example: { name: 'Elm Street Bakery', description: 'Bread for restaurants' },
  relationships: {
    customerUsers: {
      resource: (): ResourceDefinition => customerUserResource,
      inverse: 'customer',
    },
  },
} satisfies ResourceDefinition<Customer>;
