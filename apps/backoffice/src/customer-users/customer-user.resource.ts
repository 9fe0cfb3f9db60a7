import {
  CUSTOMER_USER_ROLES,
  customerLink,
  CustomerUser,
  customerUserConstraints,
  personExample,
  personNames,
} from '#customers';
import { type ResourceDefinition, timestamps } from '#json-api';
import { customerResource } from '../customers/customer.resource.js';

/** The same people as the `users` of the storefront. */
export const customerUserResource = {
  type: 'customer-users',
  path: '/api/customer-users',
  entity: CustomerUser,
  attributes: {
    ...personNames,
    birthday: { type: 'date', nullable: true, filter: true, sort: true },
    enabled: { type: 'boolean', filter: true },
    confirmed: { type: 'boolean', filter: true },
    role: { type: 'string', filter: true, values: CUSTOMER_USER_ROLES },
    ...timestamps,
  },
  example: { ...personExample, role: 'buyer' },
  relationships: {
    customer: { ...customerLink, resource: (): ResourceDefinition => customerResource },
  },
  ...customerUserConstraints,
} satisfies ResourceDefinition<CustomerUser>;
