import type { Transaction } from '#database';
import { people } from '#demo';
import { User } from './user.entity.js';

/** Customers to look at, for a database that has none. */
export async function addDemoUsers(transaction: Transaction): Promise<void> {
  const customers = people('shop.example').map(({ firstName, lastName, email, birthday }) => {
    return { firstName, lastName, email, birthday };
  });
  await transaction.insert(User, customers);
}
