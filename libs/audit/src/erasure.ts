import type { Addresses } from './addresses.js';

/** A person whom `people erase` erases. */
export interface Person {
  /** `users` are the staff of the back office, `customer-users` the people of the storefront. */
  type: 'users' | 'customer-users';
  id: string;
}

/** A person, the addresses to erase, and the pseudonym that replaces them. */
export interface Erasure {
  person: Person;
  addresses: Addresses;
  pseudonym: string;
}

/** Returns the side on which the person may own clients. */
export function sideOf({ type }: Person): 'backoffice' | 'storefront' {
  return type === 'users' ? 'backoffice' : 'storefront';
}
