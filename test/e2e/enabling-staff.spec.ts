import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { startSide, type TestSide } from '../support/applications.js';
import { type Api, apiOf, apiWith, refusals } from '../support/json-api.js';
import { accessToken, api as send } from '../support/requests.js';
import { SOON } from '../support/signing-keys.js';

const ROLE_SCOPES = 'users:read clients:admin';
const EXTENSION = 'application/vnd.api+json;ext="https://jsonapi.org/ext/atomic"';

let applications: TestSide<'backoffice'>;
let dismissed: Api;

beforeAll(async () => {
  applications = await startSide('backoffice');
});
afterAll(async () => applications.stop());

/** Users 1 and 2 are disabled; user 1 has a role, user 2 has none. */
beforeEach(async () => {
  const { backoffice, database } = applications;
  await database.query('TRUNCATE staff_users, roles RESTART IDENTITY CASCADE');
  await database.query(
    `INSERT INTO staff_users (username, email, first_name, last_name)
     SELECT name, name || '@example.com', name, 'Lee' FROM unnest('{ann,bob}'::text[]) name`,
  );
  await database.query(`INSERT INTO roles (name, scopes) VALUES ('chief', $1), ('none', '{}')`, [
    ROLE_SCOPES.split(' '),
  ]);
  await database.query('INSERT INTO staff_user_roles (user_id, role_id) VALUES (1, 1), (1, 2)');
  const client = await backoffice.createClient(ROLE_SCOPES, { owner: { type: 'users', id: '1' } });
  dismissed = apiWith(backoffice, await accessToken(backoffice, { client }));
  await database.query('UPDATE staff_users SET enabled = false');
  // The process learns of the disabled user from a notification.
  await vi.waitUntil(async () => (await statusOfDismissed()) === 401, SOON);
});

const statusOfDismissed = async () => (await dismissed.get('/api/users')).status;

const patch = (id: string, attributes: object) => ({ type: 'users', id, attributes });

async function enabled(): Promise<unknown[]> {
  const rows = await applications.database.query('SELECT enabled FROM staff_users ORDER BY id');
  return rows.map((row) => row.enabled);
}

describe('enabling a member of staff', () => {
  it.each([
    'users:write',
    'users:write users:read',
    'users:write users:read roles:read roles:write clients:write',
  ])('is rejected for a caller with %s, which lacks the scopes of the roles', async (scopes) => {
    const caller = await apiOf(applications.backoffice, scopes);
    const answer = await caller.patch('/api/users/1', patch('1', { enabled: true, title: 'x' }));
    expect(refusals(answer)).toEqual(['403 scope_not_held']);
    expect(await enabled()).toEqual([false, false]);
    expect(await statusOfDismissed()).toBe(401);
  });

  it('and a new e-mail address need the same scopes, because links go to the address', async () => {
    const email = async (caller: Api, id: string, address: string) =>
      caller.patch(`/api/users/${id}`, patch(id, { email: address }));
    const weak = await apiOf(applications.backoffice, 'users:write users:read');
    expect(refusals(await email(weak, '1', 'eve@example.com'))).toEqual(['403 scope_not_held']);
    expect((await email(weak, '1', 'ann@example.com')).status).toBe(200);
    expect((await email(weak, '2', 'eve@example.com')).status).toBe(200);
    const strong = await apiOf(applications.backoffice, `users:write ${ROLE_SCOPES}`);
    expect((await email(strong, '1', 'ann.lee@example.com')).status).toBe(200);
  });

  it('is rejected in operations, and no other operation is carried out', async () => {
    const { backoffice } = applications;
    const client = await backoffice.createClient('users:write users:read');
    const answer = await send(
      backoffice,
      await accessToken(backoffice, { client }),
      '/api/operations',
      {
        method: 'POST',
        document: {
          'atomic:operations': [
            { op: 'update', data: patch('2', { enabled: true }) },
            { op: 'update', data: patch('1', { enabled: true }) },
          ],
        },
        headers: { 'Content-Type': EXTENSION, Accept: EXTENSION },
      },
    );
    expect(refusals(answer)).toEqual(['403 scope_not_held /atomic:operations/1']);
    expect(await enabled()).toEqual([false, false]);
  });

  it.each([
    [`users:write ${ROLE_SCOPES}`, 200],
    ['users:write clients:admin', 204],
  ])(
    'works for a caller with %s (%i), and the clients of the user work again',
    async (scopes, expected) => {
      const caller = await apiOf(applications.backoffice, scopes);
      const { status } = await caller.patch('/api/users/1', patch('1', { enabled: true }));
      expect(status).toBe(expected);
      expect(await enabled()).toEqual([true, false]);
      await expect.poll(statusOfDismissed, { timeout: 4000, interval: 20 }).toBe(200);
    },
  );

  it('needs only users:write when the user has no roles', async () => {
    const caller = await apiOf(applications.backoffice, 'users:write');
    const { status } = await caller.patch('/api/users/2', patch('2', { enabled: true }));
    expect(status).toBe(204);
    expect(await enabled()).toEqual([false, true]);
  });

  it('needs no scope of a role when the request disables, changes other attributes, or changes nothing', async () => {
    const caller = await apiOf(applications.backoffice, 'users:write users:read');
    const statusOf = async (attributes: object) =>
      (await caller.patch('/api/users/1', patch('1', attributes))).status;
    expect(await statusOf({ title: 'former chief', enabled: false })).toBe(200);
    await applications.database.query('UPDATE staff_users SET enabled = true');
    expect(await statusOf({ title: 'chief', enabled: true })).toBe(200);
    expect(await statusOf({ enabled: false })).toBe(200);
    expect(await enabled()).toEqual([false, true]);
  });

  it('gives a caller without users:read the same answer for enabled and disabled users', async () => {
    const caller = await apiOf(applications.backoffice, 'users:write');
    for (const isEnabled of [true, false]) {
      await applications.database.query('UPDATE staff_users SET enabled = $1', [isEnabled]);
      const enabling = await caller.patch('/api/users/1', patch('1', { enabled: true }));
      expect(refusals(enabling)).toEqual(['403 scope_not_held']);
      const other = await caller.patch('/api/users/1', patch('1', { title: `${isEnabled}` }));
      expect(other.status).toBe(204);
    }
    const { status } = await caller.patch('/api/users/1', patch('1', { enabled: false }));
    expect(status).toBe(204);
  });
});

describe('a disabled user as the owner of a client', () => {
  it.each([
    ['users:write clients:write users:read', ['403 owner_not_held']],
    ['users:write clients:write', ['403 scope_not_held']],
    ['clients:write clients:admin', []],
  ])('with the scopes %s, creating the client gives the errors %j', async (scopes, refused) => {
    const caller = await apiOf(applications.backoffice, scopes);
    const answer = await caller.post('/api/oauth-clients', {
      type: 'oauth-clients',
      attributes: { side: 'backoffice', name: `by ${scopes}`, scopes: ['users:read'] },
      relationships: { owner: { data: { type: 'users', id: '1' } } },
    });
    expect(refusals(answer).map((each) => each.split(' ').slice(0, 2).join(' '))).toEqual(refused);
  });
});
