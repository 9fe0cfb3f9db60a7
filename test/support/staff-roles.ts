import type { TestSide } from './applications.js';
import { type Api, apiOf } from './json-api.js';

/** All scopes for staff and roles. */
const SCOPES = 'users:read users:write roles:read roles:write';

/**
 * Creates three users and three roles, and returns an API with all scopes above. `ada` (1) has
 * `auditor` (1) and `buyer` (2), `bob` (2) has `buyer`, `eve` (3) has none. No user is a `clerk` (3).
 */
export async function staffWithRoles({
  backoffice,
  database,
}: TestSide<'backoffice'>): Promise<Api> {
  await database.query('TRUNCATE staff_users, roles RESTART IDENTITY CASCADE');
  await database.query(
    `INSERT INTO staff_users (username, email, first_name, last_name)
     SELECT name, name || '@example.com', initcap(name), last_name
     FROM (VALUES ('ada', 'Lee'), ('bob', 'Roy'), ('eve', 'Lee')) staff (name, last_name)`,
  );
  await database.query(
    `INSERT INTO roles (name, scopes) VALUES ('auditor', '{}'), ('buyer', '{}'), ('clerk', '{}')`,
  );
  await database.query(
    'INSERT INTO staff_user_roles (user_id, role_id) VALUES (1, 1), (1, 2), (2, 2)',
  );
  return apiOf(backoffice, SCOPES);
}

export const newUser = {
  type: 'users',
  attributes: { username: 'mia', email: 'mia@example.com', firstName: 'Mia', lastName: 'May' },
};
