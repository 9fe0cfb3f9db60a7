import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  startApplications,
  type TestApplication,
  type TestApplications,
} from '../support/applications.js';
import { type Api, apiOf, lastEvents, refusals } from '../support/json-api.js';

let applications: TestApplications;

beforeAll(async () => {
  applications = await startApplications();
});
afterAll(async () => applications.stop());

const SIDES = [
  {
    side: 'backoffice',
    table: 'staff_users',
    columns: 'username, ',
    type: 'users',
    others: { username: 'eve', enabled: false },
    readOnly: { createdAt: '2020-01-01T00:00:00Z' },
  },
  {
    side: 'storefront',
    table: 'customer_users',
    columns: '',
    type: 'customer-users',
    others: {},
    readOnly: {
      enabled: false,
      confirmed: false,
      role: 'administrator',
      createdAt: '2020-01-01T00:00:00Z',
    },
  },
] as const;

const MINE = '/api/users/mine';
const profile = (id: string, attributes: object) => ({ type: 'users', id, attributes });

describe.each(SIDES)(
  '$side: /api/users/mine',
  ({ side, table, columns, type, others, readOnly }) => {
    let application: TestApplication;
    let mine: Api;
    let nobody: Api;
    let id: string;

    beforeAll(async () => {
      application = applications[side];
      nobody = await apiOf(application, 'profile:read profile:write');
    });
    beforeEach(async () => {
      const { database } = applications;
      await database.query('TRUNCATE staff_users, customer_users, roles CASCADE');
      const values = columns && `n || '', `;
      const rows = await database.query(
        `INSERT INTO ${table} (${columns} email, first_name, last_name)
       SELECT ${values} n || '@example.com', 'Person', n FROM generate_series(1, 2) n RETURNING id`,
      );
      id = String(rows[1]!.id);
      if (side === 'backoffice') {
        await database.query(
          `WITH role AS (INSERT INTO roles (name, scopes)
           VALUES ('self', '{profile:read,profile:write}') RETURNING id)
         INSERT INTO staff_user_roles SELECT $1, id FROM role`,
          [id],
        );
      }
      mine = await apiOf(application, 'profile:read profile:write', { owner: { type, id } });
    });

    it('is the user for whom the client acts, at the user’s own address', async () => {
      const { status, body } = await mine.get(MINE);
      expect(status).toBe(200);
      expect(body).toMatchObject({
        links: { self: `/api/users/${id}` },
        data: {
          type: 'users',
          id,
          attributes: { lastName: '2', email: '2@example.com' },
          links: { self: `/api/users/${id}` },
        },
      });
      const users = await apiOf(application, 'users:read');
      expect((await users.get(`/api/users/${id}`)).body).toEqual(body);
    });

    it('shows the requested fields, and rejects other parameters', async () => {
      const { body } = await mine.get(`${MINE}?fields[users]=lastName`);
      expect(body.data.attributes).toEqual({ lastName: '2' });
      expect(refusals(await mine.get(`${MINE}?sort=id`))).toEqual(['400 unknown_parameter sort']);
    });

    it('can be changed, and the change is recorded', async () => {
      const { status, body } = await mine.patch(MINE, profile(id, { firstName: 'Ann' }));
      expect(status).toBe(200);
      expect(body.data.attributes).toMatchObject({ firstName: 'Ann', lastName: '2' });
      expect((await mine.get(MINE)).body).toEqual(body);
      expect(await lastEvents(applications)).toMatchObject([
        {
          actor_type: 'client',
          side,
          action: 'user.updated',
          subject_type: type,
          subject_id: id,
          before: { firstName: 'Person' },
          after: { firstName: 'Ann' },
        },
      ]);
    });

    it('changes only with the id of the user, and gives no access to /api/users/:id', async () => {
      const other = String(Number(id) - 1);
      for (const wrong of [other, 'mine']) {
        expect(refusals(await mine.patch(MINE, profile(wrong, { firstName: 'Eve' })))).toEqual([
          '409 id_mismatch /data/id',
        ]);
      }
      expect(refusals(await mine.get(`/api/users/${id}`))).toEqual(['403 insufficient_scope']);
    });

    it('answers 404 no_owner to a client that acts for itself', async () => {
      const answers = [
        await nobody.get(MINE),
        await nobody.patch(MINE, profile(id, { firstName: 'Eve' })),
      ];
      expect(answers.flatMap(refusals)).toEqual(['404 no_owner', '404 no_owner']);
    });

    it('cannot change attributes that only others may set', async () => {
      const attributes = Object.entries({ ...others, ...readOnly });
      expect(attributes.length).toBeGreaterThan(2);
      for (const [name, value] of attributes) {
        const code = Object.hasOwn(others, name) ? 'unknown_attribute' : 'read_only_attribute';
        const answer = await mine.patch(MINE, profile(id, { [name]: value }));
        expect(refusals(answer)).toEqual([`400 ${code} /data/attributes/${name}`]);
      }
    });

    it('rejects an e-mail address that another user has', async () => {
      expect(refusals(await mine.patch(MINE, profile(id, { email: '1@EXAMPLE.com' })))).toEqual([
        '409 already_exists /data/attributes/email',
      ]);
    });

    it('answers 401 once the user is deleted', async () => {
      const users = await apiOf(application, 'users:write');
      await users.delete(`/api/users/${id}`);
      await expect
        .poll(async () => refusals(await mine.get(MINE)))
        .toEqual(['401 client_inactive']);
    });
  },
);
