import type { Transaction } from '#database';
import { people } from '#demo';
import { User } from './user.entity.js';

/** Staff to look at, for a database that has none. */
export async function addDemoUsers(transaction: Transaction): Promise<void> {
  await transaction.insert(User, people('backoffice.example'));
}
