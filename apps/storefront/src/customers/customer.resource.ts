import { type Customer, customerParts } from '#customers';
import { type ResourceDefinition, timestamps } from '#json-api';

export const customerResource = {
  type: 'customers',
  path: '/api/customers',
  ...customerParts,
  tenant: { property: 'id' },
  attributes: { ...customerParts.attributes, ...timestamps },
} satisfies ResourceDefinition<Customer>;
