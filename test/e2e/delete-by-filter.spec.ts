import { Client } from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  startApplications,
  type TestApplication,
  type TestApplications,
} from '../support/applications.js';
import { refusals } from '../support/json-api.js';
import { accessToken, type Answer, api } from '../support/requests.js';
import { untilWaiting } from '../support/waiting-statements.js';

let applications: TestApplications;

beforeAll(async () => {
  applications = await startApplications((config) => {
    config.api.maxDeleted = 5;
  });
});
afterAll(async () => applications.stop());
beforeEach(async () => {
  await applications.database.query(
    'TRUNCATE staff_users, customer_users, roles RESTART IDENTITY CASCADE',
  );
});

const remove = async (
  application: TestApplication,
  token: string,
  path: string,
  headers: Record<string, string> = {},
): Promise<Answer> => api(application, token, path, { method: 'DELETE', headers });

describe.each([
  { side: 'backoffice', table: 'staff_users', type: 'users' },
  { side: 'storefront', table: 'customer_users', type: 'customer-users' },
] as const)('DELETE /api/users of the $side', ({ side, table, type }) => {
  let application: TestApplication;
  let token: string;

  beforeAll(async () => {
    application = applications[side];
    token = await accessToken(application);
  });

  /** Adds users, numbered from 1; the first five are called Lee, the others Kim. */
  beforeEach(async () => {
    const username = side === 'backoffice' ? 'username, ' : '';
    const value = side === 'backoffice' ? `'user' || n, ` : '';
    await applications.database.query(
      `INSERT INTO ${table} (${username} email, first_name, last_name)
       SELECT ${value} 'user' || n || '@example.com', 'Person', CASE WHEN n <= 5 THEN 'Lee' ELSE 'Kim' END
       FROM generate_series(1, 11) n`,
    );
  });
  const ids = async () => {
    const rows = await applications.database.query(`SELECT id FROM ${table} ORDER BY id`);
    return rows.map(({ id }) => Number(id));
  };
  const all = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11];

  it('deletes all matching users with one event each, and answers with their number', async () => {
    const path = '/api/users?filter[lastName]=Lee';
    const { status, headers, body } = await remove(application, token, path);
    expect([status, headers.get('x-include-deleted-count'), body]).toEqual([204, '5', '']);
    expect(await ids()).toEqual([6, 7, 8, 9, 10, 11]);
    const events = await applications.database.query(
      `SELECT actor, action, subject_type, subject_id, before->>'lastName' AS name
       FROM audit_events ORDER BY id DESC LIMIT 5`,
    );
    expect(events.toReversed()).toEqual(
      ['1', '2', '3', '4', '5'].map((subject_id) => ({
        actor: application.client.clientId,
        action: 'user.deleted',
        subject_type: type,
        subject_id,
        name: 'Lee',
      })),
    );
    expect((await api(application, token, path)).body.data).toEqual([]);
  });

  it('accepts several filters, and succeeds when nothing matches', async () => {
    const path = '/api/users?filter[lastName]=Lee&filter[email]=user2@example.com';
    const first = await remove(application, token, path);
    expect([first.status, first.headers.get('x-include-deleted-count')]).toEqual([204, '1']);
    const again = await remove(application, token, path, { 'X-Include': 'deletedCount' });
    expect([again.status, again.headers.get('x-include-deleted-count')]).toEqual([204, '0']);
    expect(await ids()).toEqual(all.filter((id) => id !== 2));
  });

  it.each([
    'filter[search]=山田',
    'filter[lastName][starts-with]=山',
    'filter[lastName][contains]=kim',
  ])('deletes the matches of %s', async (filter) => {
    const { database } = applications;
    await database.query(`UPDATE ${table} SET last_name = '山田 KIM' WHERE id = 3`);
    await database.query(`DELETE FROM ${table} WHERE last_name = 'Kim'`);
    const answer = await remove(application, token, `/api/users?${encodeURI(filter)}`);
    expect([answer.status, answer.headers.get('x-include-deleted-count')]).toEqual([204, '1']);
    expect(await ids()).toEqual([1, 2, 4, 5]);
  });

  it('deletes nothing when more match than may be deleted at once', async () => {
    const answer = await remove(application, token, '/api/users?filter[lastName]=Kim');
    expect(refusals(answer)).toEqual(['400 too_many_matches filter']);
    expect(await ids()).toEqual(all);
  });

  describe('while another transaction locks a row', () => {
    let other: Client;

    beforeEach(async () => {
      other = new Client(applications.database.url);
      await other.connect();
    });
    afterEach(async () => other.end());

    it('waits for no row when more users match than may be deleted at once', async () => {
      await other.query(`BEGIN; SELECT FROM ${table} WHERE id = 6 FOR UPDATE`);
      const answer = await remove(application, token, '/api/users?filter[lastName]=Kim');
      expect(refusals(answer)).toEqual(['400 too_many_matches filter']);
    });

    it.each(['filter[lastName]=Lee', 'filter[lastName][starts-with]=Lee'])(
      'deletes no row that has stopped matching meanwhile: %s',
      async (filter) => {
        await other.query(`BEGIN; UPDATE ${table} SET last_name = 'Kim' WHERE id = 2`);
        const deletion = remove(application, token, `/api/users?${filter}`);
        await untilWaiting(other, applications.database);
        await other.query('COMMIT');
        const { status, headers } = await deletion;
        expect([status, headers.get('x-include-deleted-count')]).toEqual([204, '4']);
        expect(await ids()).toEqual([2, 6, 7, 8, 9, 10, 11]);
      },
    );
  });

  it.each([
    ['', '400 filter_required filter'],
    ['?filter[lastName]=', '400 invalid_parameter filter[lastName]'],
    ['?filter[lastName]=%ff', '400 invalid_parameter filter[lastName]'],
    ['?filter[lastName]=Lee&filter[email]=caf%E9', '400 invalid_parameter filter[email]'],
    ['?filter[nothing]=1', '400 unknown_parameter filter[nothing]'],
    ['?filter[lastName]=Lee&page[size]=1', '400 unknown_parameter page[size]'],
    ['?filter[lastName]=Lee&page[number]=1', '400 unknown_parameter page[number]'],
    ['?filter[lastName]=Lee&sort=email', '400 unknown_parameter sort'],
    ['?filter[lastName]=Lee&include=roles', '400 unknown_parameter include'],
    ['?filter[lastName]=Lee&fields[users]=email', '400 unknown_parameter fields[users]'],
  ])('rejects %j and deletes nothing', async (query, refusal) => {
    expect(refusals(await remove(application, token, `/api/users${query}`))).toEqual([refusal]);
    expect(await ids()).toEqual(all);
  });

  it.each(['users:read', 'users:write'])('needs more than the scope %s', async (scope) => {
    const client = await application.createClient(scope);
    const reader = await accessToken(application, { client });
    const answer = await remove(application, reader, '/api/users?filter[lastName]=Lee');
    expect(refusals(answer)).toEqual(['403 insufficient_scope']);
    expect(await ids()).toEqual(all);
  });
});

describe('DELETE /api/roles', () => {
  it('deletes no role while one of the matching roles is assigned', async () => {
    const { backoffice, database } = applications;
    await database.query(
      `INSERT INTO roles (name, scopes) SELECT 'role ' || n, '{}' FROM generate_series(1, 3) n`,
    );
    await database.query(
      `INSERT INTO staff_users (username, email, first_name, last_name)
       VALUES ('eve', 'eve@example.com', 'Eve', 'Lee')`,
    );
    await database.query('INSERT INTO staff_user_roles VALUES (1, 2)');
    const client = await backoffice.createClient('roles:read roles:write');
    const token = await accessToken(backoffice, { client });
    const path = '/api/roles?filter[id]=1,2,3';
    const eventsBefore = await database.query('SELECT count(*) FROM audit_events');

    expect(refusals(await remove(backoffice, token, path))).toEqual(['409 reference_conflict']);
    expect(await database.query('SELECT count(*)::int AS count FROM roles')).toEqual([
      { count: 3 },
    ]);
    expect(await database.query('SELECT count(*) FROM audit_events')).toEqual(eventsBefore);

    await database.query('DELETE FROM staff_user_roles');
    expect((await remove(backoffice, token, path)).status).toBe(204);
    expect(await database.query('SELECT count(*)::int AS count FROM roles')).toEqual([
      { count: 0 },
    ]);
  });
});
