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

export const userResource = {
  type: 'users',
  path: '/api/users',
  entity: CustomerUser,
  // A tenant has the people of one company; every person also has their own row.
  tenant: { property: 'customerId', member: 'id' },
  attributes: {
    ...personNames,
    birthday: { type: 'date', nullable: true, filter: true, sort: true },
    enabled: { type: 'boolean', filter: true, readOnly: true },
    confirmed: { type: 'boolean', filter: true, readOnly: true },
    role: { type: 'string', filter: true, values: CUSTOMER_USER_ROLES, readOnly: true },
    ...timestamps,
  },
  example: { ...personExample, role: 'buyer' },
  relationships: {
    customer: {
      ...customerLink,
      resource: (): ResourceDefinition => customerResource,
      readOnly: true,
    },
  },
  ...customerUserConstraints,
} satisfies ResourceDefinition<CustomerUser>;
