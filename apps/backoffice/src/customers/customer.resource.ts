import { type Customer, customerParts } from '#customers';
import { type ResourceDefinition, timestamps } from '#json-api';
import { customerUserResource } from '../customer-users/customer-user.resource.js';

export const customerResource = {
  type: 'customers',
  path: '/api/customers',
  ...customerParts,
  attributes: { ...customerParts.attributes, ...timestamps },
  relationships: {
    customerUsers: {
      resource: (): ResourceDefinition => customerUserResource,
      inverse: 'customer',
    },
  },
} satisfies ResourceDefinition<Customer>;
