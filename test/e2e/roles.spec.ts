import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startSide, type TestSide } from '../support/applications.js';
import { type Api, apiOf, lastEvents, refusals } from '../support/json-api.js';

let applications: TestSide<'backoffice'>;
let api: Api;

beforeAll(async () => {
  applications = await startSide('backoffice');
  api = await apiOf(
    applications.backoffice,
    'roles:read roles:write users:read users:write profile:read',
  );
});
afterAll(async () => applications.stop());
beforeEach(async () => {
  await applications.database.query('TRUNCATE roles, staff_users RESTART IDENTITY CASCADE');
});

const PATH = '/api/roles';
const ROLES = '/api/users/1/relationships/roles';
const TIME = expect.stringMatching(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d{3})?Z$/);

const role = (attributes: object = {}) => ({
  type: 'roles',
  attributes: { name: 'Reader', scopes: ['users:read'], ...attributes },
});
const changes = (id: string, attributes: object) => ({ type: 'roles', id, attributes });
const identifiers = (...ids: string[]) => ids.map((id) => ({ type: 'roles', id }));

/** Adds roles 1, 2 and so on with these scopes, and user 1. */
async function add(...roles: string[][]): Promise<void> {
  for (const [index, scopes] of roles.entries()) {
    await applications.database.query('INSERT INTO roles (name, scopes) VALUES ($1, $2)', [
      `role ${index + 1}`,
      scopes,
    ]);
  }
  await applications.database.query(
    `INSERT INTO staff_users (username, email, first_name, last_name)
     VALUES ('ann', 'ann@example.com', 'Ann', 'Lee')`,
  );
}

describe('/api/roles', () => {
  it('creates a role: 201 with Location and the resource', async () => {
    const { status, headers, body } = await api.post(
      PATH,
      role({ scopes: ['profile:read', 'users:read', 'profile:read'] }),
    );
    expect(status).toBe(201);
    expect(headers.get('location')).toBe(`${PATH}/1`);
    expect(body).toEqual({
      jsonapi: { version: '1.1' },
      links: { self: `${PATH}/1` },
      data: {
        type: 'roles',
        id: '1',
        attributes: {
          name: 'Reader',
          description: null,
          scopes: ['users:read', 'profile:read'],
          createdAt: TIME,
          updatedAt: TIME,
        },
        relationships: {
          users: { links: { self: `${PATH}/1/relationships/users`, related: `${PATH}/1/users` } },
        },
        links: { self: `${PATH}/1` },
      },
    });
    expect((await api.get(`${PATH}/1`)).body).toEqual(body);
  });

  it('changes only the attributes that are sent, and deletes a role', async () => {
    await api.post(PATH, role({ description: 'reads' }));
    const updated = await api.patch(`${PATH}/1`, changes('1', { scopes: [] }));
    expect(updated.body.data.attributes).toMatchObject({
      name: 'Reader',
      description: 'reads',
      scopes: [],
    });
    const deleted = await api.delete(`${PATH}/1`);
    expect({ status: deleted.status, body: deleted.body }).toEqual({ status: 204, body: '' });
    const answers = [
      await api.get(`${PATH}/1`),
      await api.patch(`${PATH}/1`, changes('1', { name: 'x' })),
      await api.delete(`${PATH}/1`),
    ];
    expect(answers.flatMap(refusals)).toEqual(answers.map(() => '404 not_found'));
  });

  it('records each act and its changes', async () => {
    await api.post(PATH, role());
    await api.patch(`${PATH}/1`, changes('1', { name: 'Guest', scopes: ['users:read'] }));
    await api.patch(`${PATH}/1`, changes('1', { name: 'Guest' })); // changes nothing
    await api.delete(`${PATH}/1`);
    const common = {
      actor_type: 'client',
      actor: expect.any(String),
      side: 'backoffice',
      subject_type: 'roles',
      subject_id: '1',
    };
    const whole = { name: 'Reader', description: null, scopes: ['users:read'] };
    expect(await lastEvents(applications, 3)).toEqual([
      { ...common, action: 'role.created', before: null, after: whole },
      {
        ...common,
        action: 'role.updated',
        before: { name: 'Reader' },
        after: { name: 'Guest' },
      },
      { ...common, action: 'role.deleted', before: { ...whole, name: 'Guest' }, after: null },
    ]);
  });

  it.each([
    ['filter[name]=ROLE 1', ['1']],
    ['sort=-name', ['2', '1']],
    ['sort=createdAt', ['1', '2']],
    ['sort=-updatedAt', ['2', '1']],
  ])('lists the matching roles for the query %s', async (query, ids) => {
    await add([], []);
    const { body } = await api.get(`${PATH}?${query}`);
    expect(body.data.map(({ id }: { id: string }) => id)).toEqual(ids);
  });

  it.each([
    [
      'a scope that there is not',
      { scopes: ['users:fly'] },
      '422 validation_failed /data/attributes/scopes',
    ],
    [
      'a text for scopes',
      { scopes: 'users:read' },
      '422 validation_failed /data/attributes/scopes',
    ],
    ['no scopes', { scopes: null }, '422 validation_failed /data/attributes/scopes'],
    ['an empty name', { name: '' }, '422 validation_failed /data/attributes/name'],
    ['too long a name', { name: 'x'.repeat(101) }, '422 validation_failed /data/attributes/name'],
    [
      'a time',
      { createdAt: '2020-01-01T00:00:00Z' },
      '400 read_only_attribute /data/attributes/createdAt',
    ],
    ['users', { users: [] }, '400 unknown_attribute /data/attributes/users'],
  ])('rejects %s', async (_, attributes, refusal) => {
    expect(refusals(await api.post(PATH, role(attributes)))).toEqual([refusal]);
  });

  it('allows each role name once, regardless of case', async () => {
    await api.post(PATH, role());
    await api.post(PATH, role({ name: 'Guest' }));
    const taken = '409 already_exists /data/attributes/name';
    expect(refusals(await api.post(PATH, role({ name: 'READER' })))).toEqual([taken]);
    expect(refusals(await api.patch(`${PATH}/2`, changes('2', { name: 'reader' })))).toEqual([
      taken,
    ]);
  });

  it('rejects the deletion of a role that a user has', async () => {
    await add([]);
    await api.post(ROLES, identifiers('1'));
    const { status, body } = await api.delete(`${PATH}/1`);
    const about = `${PATH}/1/users`;
    expect({ status, errors: body.errors }).toEqual({
      status: 409,
      errors: [
        {
          id: expect.any(String),
          links: { about },
          status: '409',
          code: 'reference_conflict',
          title: 'Reference conflict',
          detail: 'resources of type users refer to this one: its users must be empty first',
        },
      ],
    });
    const { data } = (await api.get(about)).body;
    expect(data).toMatchObject([{ type: 'users', id: '1', attributes: { username: 'ann' } }]);
    expect((await api.get(`${PATH}/1/relationships/users`)).body.data).toEqual([
      { type: 'users', id: '1' },
    ]);
    await api.delete(ROLES, identifiers('1'));
    expect((await api.delete(`${PATH}/1`)).status).toBe(204);
  });
});

describe('the roles of a user', () => {
  beforeEach(async () => add(['users:read'], ['users:write'], []));

  const document = (...ids: string[]) => ({
    jsonapi: { version: '1.1' },
    links: { self: ROLES, first: ROLES, prev: null, next: null, related: '/api/users/1/roles' },
    data: identifiers(...ids),
  });

  it('can be added, replaced and removed', async () => {
    expect((await api.get(ROLES)).body).toEqual(document());
    const steps = [
      [await api.post(ROLES, identifiers('2', '1')), ['1', '2']],
      [await api.post(ROLES, identifiers('2', '3')), ['1', '2', '3']],
      [await api.delete(ROLES, identifiers('2', '99')), ['1', '3']],
      [await api.patch(ROLES, identifiers('2', '3')), ['2', '3']],
      [await api.patch(ROLES, []), []],
      [await api.post(ROLES, identifiers('3')), ['3']],
    ] as const;
    for (const [{ status, body }, ids] of steps) {
      expect({ status, body }).toEqual({ status: 200, body: document(...ids) });
    }
    expect((await api.get(ROLES)).body).toEqual(document('3'));
  });

  it('are at the address that the user links to', async () => {
    await api.post(ROLES, identifiers('1', '3'));
    const user = await api.get('/api/users/1?fields[users]=roles');
    const { links } = user.body.data.relationships.roles;
    expect(links).toEqual({ self: ROLES, related: '/api/users/1/roles' });
    const list = await api.get(links.related);
    expect(list.body.data.map(({ id }: { id: string }) => id)).toEqual(['1', '3']);
    await api.patch(ROLES, []);
    expect((await api.get(links.related)).body.data).toEqual([]);
  });

  it('can be included with the user', async () => {
    await api.post(ROLES, identifiers('1', '3'));
    const { body } = await api.get(
      '/api/users?include=roles&fields[roles]=name&fields[users]=roles',
    );
    expect(body.data).toMatchObject([
      { id: '1', relationships: { roles: { data: identifiers('1', '3') } } },
    ]);
    expect(body.included).toMatchObject([
      { type: 'roles', id: '1', links: { self: '/api/roles/1' } },
      { type: 'roles', id: '3', links: { self: '/api/roles/3' } },
    ]);
    expect(
      body.included.map(({ attributes }: { attributes: object }) => Object.keys(attributes)),
    ).toEqual([['name'], ['name']]);
  });

  it('cannot be set with the user', async () => {
    const relationships = { roles: { data: identifiers('1') } };
    const user = { type: 'users', id: '1', attributes: {}, relationships };
    expect(refusals(await api.patch('/api/users/1', user))).toEqual([
      '400 read_only_relationship /data/relationships/roles',
    ]);
    expect((await api.get(ROLES)).body.data).toEqual([]);
  });

  it('are recorded as they were before and after a change', async () => {
    await api.post(ROLES, identifiers('1', '2'));
    await api.post(ROLES, identifiers('1')); // changes nothing
    await api.patch(ROLES, identifiers('2', '3'));
    const common = {
      actor_type: 'client',
      actor: expect.any(String),
      side: 'backoffice',
      action: 'user.roles_changed',
      subject_type: 'users',
      subject_id: '1',
    };
    expect(await lastEvents(applications, 2)).toEqual([
      { ...common, before: { roles: [] }, after: { roles: ['1', '2'] } },
      { ...common, before: { roles: ['1', '2'] }, after: { roles: ['2', '3'] } },
    ]);
  });

  it.each(['2', '0', 'x', 'mine', '01'])('get a 404 for the user %s', async (id) => {
    const path = `/api/users/${id}/relationships/roles`;
    const answers = [
      await api.get(path),
      await api.post(path, identifiers('1')),
      await api.patch(path, []),
      await api.delete(path, identifiers('1')),
    ];
    expect(answers.flatMap(refusals)).toEqual(answers.map(() => '404 not_found'));
  });

  it('must exist', async () => {
    expect(refusals(await api.post(ROLES, identifiers('1', '99')))).toEqual([
      '404 related_not_found /data',
    ]);
    expect(refusals(await api.post(ROLES, identifiers('1', 'x')))).toEqual([
      '404 related_not_found /data/1/id',
    ]);
    expect(refusals(await api.post(ROLES, [{ type: 'users', id: '1' }]))).toEqual([
      '409 type_mismatch /data/0/type',
    ]);
    expect((await api.get(ROLES)).body.data).toEqual([]);
  });

  it('are at most a hundred', async () => {
    await applications.database.query(
      `INSERT INTO roles (name, scopes) SELECT 'more ' || n, '{}' FROM generate_series(1, 100) n`,
    );
    const ids = Array.from({ length: 100 }, (_, index) => String(index + 4));
    expect((await api.patch(ROLES, identifiers(...ids))).status).toBe(200);
    expect(refusals(await api.post(ROLES, identifiers('1')))).toEqual([
      '422 validation_failed /data',
    ]);
  });

  it('are removed with the user', async () => {
    await api.post(ROLES, identifiers('1'));
    expect((await api.delete('/api/users/1')).status).toBe(204);
    expect((await api.delete(`${PATH}/1`)).status).toBe(204);
  });
});

describe('a caller that lacks a scope', () => {
  const HELD = ['403 scope_not_held'];
  let poor: Api;
  let admin: Api;

  beforeAll(async () => {
    poor = await apiOf(applications.backoffice, 'roles:read roles:write users:read');
    admin = await apiOf(applications.backoffice, 'roles:read roles:write clients:admin');
  });
  beforeEach(async () => add(['users:write'], ['users:read', 'users:write'], []));

  const acts: [string, (by: Api) => ReturnType<Api['get']>][] = [
    ['makes no role with it', async (by) => by.post(PATH, role({ scopes: ['users:write'] }))],
    [
      'adds it to none',
      async (by) => by.patch(`${PATH}/3`, changes('3', { scopes: ['users:write'] })),
    ],
    [
      'adds nothing to one that has it',
      async (by) => by.patch(`${PATH}/1`, changes('1', { scopes: ['users:read', 'users:write'] })),
    ],
    ['gives no user a role with it', async (by) => by.post(ROLES, identifiers('3', '2'))],
    ['makes no user have one', async (by) => by.patch(ROLES, identifiers('1'))],
  ];

  it.each(acts)('%s', async (_, act) => {
    const [before] = await lastEvents(applications);
    expect(refusals(await act(poor))).toEqual(HELD);
    expect((await api.get(ROLES)).body.data).toEqual([]);
    expect(await lastEvents(applications)).toEqual(before ? [before] : []);
    expect(refusals(await act(admin))).toEqual([]);
  });

  it.each(acts)('%s, also when it acts for a user', async (_, act) => {
    const { backoffice, database } = applications;
    const scopes = ['roles:read', 'roles:write', 'users:read'];
    await database.query(`INSERT INTO roles (name, scopes) VALUES ('own', $1)`, [scopes]);
    await database.query(
      `INSERT INTO staff_users (username, email, first_name, last_name)
       VALUES ('bob', 'bob@example.com', 'Bob', 'Lee')`,
    );
    await database.query('INSERT INTO staff_user_roles (user_id, role_id) VALUES (2, 4)');
    const owner = { type: 'users', id: '2' };
    const acting = await apiOf(backoffice, scopes.join(' '), { owner });
    expect(refusals(await act(acting))).toEqual(HELD);
    expect((await api.get(ROLES)).body.data).toEqual([]);
    expect(refusals(await acting.post(ROLES, identifiers('4')))).toEqual([]);
  });

  it('can remove roles with it, but cannot remove the scope from a role in order to get that role', async () => {
    await admin.post(ROLES, identifiers('1', '2'));
    const answers = [
      await poor.patch(ROLES, identifiers('1')),
      await poor.delete(ROLES, identifiers('1')),
      await poor.patch(`${PATH}/1`, changes('1', { name: 'lost' })),
      await poor.delete(`${PATH}/1`),
    ];
    expect(answers.flatMap(refusals)).toEqual([]);
    const narrowed = await poor.patch(`${PATH}/2`, changes('2', { scopes: ['users:read'] }));
    expect(refusals(narrowed)).toEqual(['403 scope_not_held']);
  });

  it('can grant what has only scopes of its own', async () => {
    expect(refusals(await poor.post(PATH, role()))).toEqual([]);
    expect(refusals(await poor.post(ROLES, identifiers('3', '4')))).toEqual([]);
  });
});
