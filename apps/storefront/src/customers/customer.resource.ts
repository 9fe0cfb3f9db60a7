import { Customer } from '#customers';
import { type ResourceDefinition, timestamps } from '#json-api';

export const customerResource = {
  type: 'customers',
  path: '/api/customers',
  entity: Customer,
  tenant: { property: 'id' },
  attributes: {
    name: { type: 'name', ignoreCase: true, filter: true, sort: true, search: true },
    description: { type: 'prose', nullable: true },
    ...timestamps,
  },
  example: { name: 'Elm Street Bakery', description: 'Bread for restaurants' },
} satisfies ResourceDefinition<Customer>;
