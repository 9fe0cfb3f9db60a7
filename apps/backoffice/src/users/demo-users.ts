import type { Transaction } from '#database';
import { people } from '#demo';
import { User } from './user.entity.js';

/** Adds members of staff to a database without any. */
export async function addDemoUsers(transaction: Transaction): Promise<void> {
  await transaction.insert(User, people('backoffice.example'));
}
