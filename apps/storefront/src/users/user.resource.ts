import { customerLink, type CustomerUser, customerUserParts } from '#customers';
import { type ResourceDefinition, timestamps } from '#json-api';
import { customerResource } from '../customers/customer.resource.js';

const { attributes } = customerUserParts;

export const userResource = {
  type: 'users',
  path: '/api/users',
  ...customerUserParts,
  // A tenant has the people of one company; every person also has their own row.
  tenant: { property: 'customerId', member: 'id' },
  attributes: {
    ...attributes,
    enabled: { ...attributes.enabled, readOnly: true },
    confirmed: { ...attributes.confirmed, readOnly: true },
    role: { ...attributes.role, readOnly: true },
    ...timestamps,
  },
  relationships: {
    customer: {
      ...customerLink((): ResourceDefinition => customerResource),
      readOnly: true,
    },
  },
} satisfies ResourceDefinition<CustomerUser>;
