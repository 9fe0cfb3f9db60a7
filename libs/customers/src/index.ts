export { Customer } from './customer.entity.js';
export { CustomerUserAttributes } from './customer-user-attributes.js';
export { Person } from './person.entity.js';
export { customerLink, customerUserConstraints, personNames } from './resource-parts.js';
export { CUSTOMER_USER_ROLES, CustomerUser } from './customer-user.entity.js';
