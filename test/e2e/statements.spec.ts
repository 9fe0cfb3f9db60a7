import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { startSide, type TestSide } from '../support/applications.js';
import type { Api } from '../support/json-api.js';
import { accessToken } from '../support/requests.js';
import { statementsOf, textOf } from '../support/sent-statements.js';
import { SOON } from '../support/signing-keys.js';
import { staffWithRoles } from '../support/staff-roles.js';

/** Counts the SQL statements of the applications at the driver. */

let applications: TestSide<'backoffice'>;
let api: Api;

beforeAll(async () => {
  applications = await startSide('backoffice');
  api = await staffWithRoles(applications);
  await applications.database.query(
    `INSERT INTO staff_users (username, email, first_name, last_name)
     SELECT 'u' || n, 'u' || n || '@example.com', 'A', 'B' FROM generate_series(1, 40) n`,
  );
  await applications.database.query(
    'INSERT INTO staff_user_roles (user_id, role_id) SELECT id, 3 FROM staff_users',
  );
  // Loads what is read only once, such as a key.
  await api.get('/api/users');
});
afterAll(async () => applications.stop());

it.each([
  ['/api/users', 1],
  ['/api/users?sort=-lastName&filter[lastName]=B&page[size]=100', 1],
  ['/api/users?page[total]=true', 2],
  ['/api/users?include=roles', 2],
  ['/api/users/1', 1],
  ['/api/users/1?include=roles', 2],
])('GET %s needs %i SQL statements, for any number of rows', async (path, count) => {
  const statements = await statementsOf(async () => expect((await api.get(path)).status).toBe(200));
  expect(statements).toHaveLength(count);
});

describe('a change of one resource', () => {
  const changed = async (method: 'post' | 'patch' | 'delete', path: string, body?: object) => {
    const { status } = await (body ? api[method](path, body) : api.delete(path));
    expect(status).toBeLessThan(300);
  };

  it('and its audit event need one SQL statement', async () => {
    let number = 0;
    const userOf = (attributes: object, id?: string) => ({ type: 'users', id, attributes });
    const created = await statementsOf(async () => {
      const name = `created${(number += 1)}`;
      const names = { firstName: 'A', lastName: 'B' };
      const user = userOf({ username: name, email: `${name}@example.com`, ...names });
      await changed('post', '/api/users', user);
    });
    const updated = await statementsOf(async () =>
      changed('patch', '/api/users/2', userOf({ title: `T${(number += 1)}` }, '2')),
    );
    const deleted = await statementsOf(async () =>
      changed('delete', `/api/users/${40 - (number += 1)}`),
    );
    for (const statements of [created, updated, deleted]) {
      expect(statements).toEqual([
        expect.stringMatching(/^with changed as .* INSERT INTO \w*audit/s),
      ]);
    }
  });

  it('without effect needs one more, which reads the resource', async () => {
    const user = { type: 'users', id: '3', attributes: { firstName: 'A' } };
    await changed('patch', '/api/users/3', user);
    const statements = await statementsOf(async () => changed('patch', '/api/users/3', user));
    expect(statements).toEqual([
      expect.stringMatching(/^with changed as /),
      expect.stringMatching(/^select /),
    ]);
  });
});

it('issuing a token for a cached client needs no SQL statement', async () => {
  await accessToken(applications.backoffice);
  const statements = await statementsOf(() => accessToken(applications.backoffice));
  expect(statements).toEqual([]);
});

it('uncached clients that arrive at once are read in one batch, by a prepared statement', async () => {
  const { backoffice, database } = applications;
  const clients = await Promise.all(
    Array.from({ length: 20 }, async () => backoffice.createClient('users:read')),
  );
  const askAll = async () =>
    Promise.all(clients.map(async (client) => accessToken(backoffice, { client })));
  await askAll(); // so that their network is stored
  const query = vi.spyOn(Client.prototype, 'query');
  let fewest = Infinity;
  for (let time = 0; time < 5; time += 1) {
    await database.query(`SELECT pg_notify('clients_backoffice', '*')`);
    await vi.waitFor(async () => {
      query.mockClear();
      await askAll();
      const readings = query.mock.calls.filter(([statement]) => isReading(statement));
      expect(readings.length).toBeGreaterThan(0);
      for (const [statement] of readings) {
        expect(statement).toMatchObject({ name: expect.stringMatching(/^latchkey_\d+$/) });
      }
      fewest = Math.min(fewest, readings.length);
    }, SOON);
  }
  query.mockRestore();
  expect(fewest).toBeLessThan(clients.length);
});

/** True for the statement that reads clients for the token endpoint. */
function isReading(statement: unknown): boolean {
  return textOf(statement).includes('"dpopBoundAccessTokens"');
}
