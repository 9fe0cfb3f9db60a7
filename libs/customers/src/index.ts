export { Customer } from './customer.entity.js';
export { Person } from './person.entity.js';
export { PersonAttributes } from './person-attributes.js';
export {
  customerLink,
  customerParts,
  customerUserParts,
  personExample,
  personNames,
} from './resource-parts.js';
export { CUSTOMER_USER_ROLES, CustomerUser } from './customer-user.entity.js';
