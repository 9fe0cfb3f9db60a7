import { afterAll, beforeAll, expect, it } from 'vitest';
import { startSide, type TestSide } from '../support/applications.js';
import { type Api, apiOf } from '../support/json-api.js';

let applications: TestSide<'backoffice'>;
let api: Api;

/** Roles 1 to 3; users 1 to 5, of whom user 2 is disabled and user 5 has no role. */
beforeAll(async () => {
  applications = await startSide('backoffice');
  const { backoffice, database } = applications;
  await database.query('TRUNCATE staff_users, roles RESTART IDENTITY CASCADE');
  await database.query(
    `INSERT INTO staff_users (username, email, first_name, last_name, enabled)
     SELECT 'user' || n, 'user' || n || '@example.com', 'A', 'B', n <> 2 FROM generate_series(1, 5) n`,
  );
  await database.query(
    `INSERT INTO roles (name, scopes) VALUES ('a', '{}'), ('b', '{}'), ('c', '{}')`,
  );
  await database.query(
    'INSERT INTO staff_user_roles (user_id, role_id) VALUES (1, 3), (1, 1), (2, 1), (2, 3), (3, 1), (4, 3)',
  );
  api = await apiOf(backoffice, 'roles:read');
});
afterAll(async () => applications.stop());

it('counts the members of staff who have exactly the same roles, and sorts by the number', async () => {
  const { status, body } = await api.get('/api/role-combinations?sort=-users');
  expect(status).toBe(200);
  const rows = body.data as { id: string; attributes: { roleIds: string[]; users: number } }[];
  expect(rows[0]).toMatchObject({ attributes: { roleIds: ['1', '3'], users: 2, enabledUsers: 1 } });
  expect(rows.slice(1).map(({ attributes }) => attributes)).toEqual(
    expect.arrayContaining([
      { roleIds: ['1'], users: 1, enabledUsers: 1 },
      { roleIds: ['3'], users: 1, enabledUsers: 1 },
    ]),
  );
  expect(rows).toHaveLength(3);
  const one = await api.get(`/api/role-combinations/${rows[0]!.id}`);
  expect(one.body.data).toEqual(rows[0]);
});

it('has pages of up to 1000', async () => {
  expect((await api.get('/api/role-combinations?page[size]=1000')).status).toBe(200);
  expect((await api.get('/api/role-combinations?page[size]=1001')).status).toBe(400);
});
