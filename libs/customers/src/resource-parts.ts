import { CUSTOMER_USER_ROLES, CustomerUser } from './customer-user.entity.js';
import { Customer } from './customer.entity.js';

/** The attributes of the e-mail address and the names of a person, for a resource definition. */
export const personNames = {
  email: { type: 'identifier', ignoreCase: true, filter: true, sort: true, search: true },
  namePrefix: { type: 'name', nullable: true },
  firstName: { type: 'name', filter: true, sort: true, search: true },
  middleName: { type: 'name', nullable: true },
  lastName: { type: 'name', filter: true, sort: true, search: true },
  nameSuffix: { type: 'name', nullable: true },
} as const;

/** The parts of a resource definition of companies that both applications share. */
export const customerParts = {
  entity: Customer,
  attributes: {
    name: { type: 'name', ignoreCase: true, filter: true, sort: true, search: true },
    description: { type: 'prose', nullable: true },
  },
  example: { name: 'Elm Street Bakery', description: 'Bread for restaurants' },
} as const;

/** Returns the relationship of a person with an account to their company. */
export function customerLink<Resource>(resource: () => Resource) {
  return {
    resource,
    property: 'customerId',
    nullable: true,
    filter: true,
    filterBy: ['name'],
    sort: ['name'],
  } as const;
}

/** The names and the address in the examples of the OpenAPI document. */
export const personExample = {
  email: 'ada@example.com',
  namePrefix: 'Dr.',
  firstName: 'Ada',
  middleName: 'King',
  lastName: 'Lovelace',
  nameSuffix: null,
} as const;

/** The parts of a resource definition of people with an account that both applications share. */
export const customerUserParts = {
  entity: CustomerUser,
  attributes: {
    ...personNames,
    birthday: { type: 'date', nullable: true, filter: true, sort: true },
    enabled: { type: 'boolean', filter: true },
    confirmed: { type: 'boolean', filter: true },
    role: { type: 'string', filter: true, values: CUSTOMER_USER_ROLES },
  },
  example: { ...personExample, role: 'buyer' },
  unique: { customer_users_email_key: 'email' },
  references: { customer_users_customer_id_fkey: 'customer' },
} as const;
