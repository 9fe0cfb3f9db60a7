import type { Transaction } from '#database';
import { people } from '#demo';
import { SCOPES } from '#oauth';
import { Role } from '../roles/role.entity.js';
import { User } from './user.entity.js';

/** Adds members of staff to a database without any. The first one may do everything in the console. */
export async function addDemoUsers(transaction: Transaction): Promise<void> {
  const users = await transaction.insert(User, people('backoffice.example'));
  const roles = await transaction.insert(Role, {
    name: 'Administrator',
    description: 'May do everything in the back office',
    scopes: [...SCOPES.backoffice],
  });
  await transaction.query('INSERT INTO staff_user_roles (user_id, role_id) VALUES ($1, $2)', [
    users.identifiers[0]!.id,
    roles.identifiers[0]!.id,
  ]);
}
