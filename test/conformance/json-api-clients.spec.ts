import Kitsu from 'kitsu';
import { Attr, HasMany, Model, SpraypaintBase } from 'spraypaint';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startSide, type TestSide } from '../support/applications.js';
import { accessToken } from '../support/requests.js';
import { staffWithRoles } from '../support/staff-roles.js';

/**
 * Two independent JSON:API client libraries against the real server. They must be able to send requests
 * and to read the answers. Both use `fetch`, so that their documents are checked like all others.
 */

let applications: TestSide<'backoffice'>;
let token: string;

beforeAll(async () => {
  applications = await startSide('backoffice');
  await staffWithRoles(applications);
  const scopes = 'users:read users:write roles:read roles:write';
  const client = await applications.backoffice.createClient(scopes);
  token = await accessToken(applications.backoffice, { client });
});
afterAll(async () => applications.stop());

describe('the client library kitsu', () => {
  let kitsu: Kitsu;

  beforeAll(() => {
    kitsu = new Kitsu({
      baseURL: `${applications.backoffice.url}/api`,
      headers: { Authorization: `Bearer ${token}` },
      camelCaseTypes: false,
      pluralize: false,
      axiosOptions: { adapter: 'fetch' },
    });
  });

  it('creates, reads, updates and deletes', async () => {
    const attributes = {
      username: 'kim',
      email: 'kim@example.com',
      firstName: 'K',
      lastName: 'Im',
    };
    const { data: created } = await kitsu.create('users', attributes);
    expect(created).toMatchObject({ type: 'users', ...attributes });
    await kitsu.update('users', { id: created.id, title: 'Dr' });
    const { data: read } = await kitsu.get(`users/${created.id}`);
    expect(read).toMatchObject({ ...attributes, title: 'Dr' });
    await kitsu.delete('users', created.id);
    await expect(kitsu.get(`users/${created.id}`)).rejects.toMatchObject({
      response: { status: 404 },
      errors: [{ code: 'not_found' }],
    });
  });

  it.each([{}, { include: 'roles' }])(
    'saves an object that it has read, unchanged: %j',
    async (params) => {
      const { data: read } = await kitsu.get('users/1', { params });
      await kitsu.update('users', { ...read, title: 'Prof' });
      const { data: saved } = await kitsu.get('users/1');
      expect(saved.title).toBe('Prof');
    },
  );

  it('includes related resources', async () => {
    const { data } = await kitsu.get('users/1', {
      params: { include: 'roles', fields: { users: 'email,roles', roles: 'name' } },
    });
    const names = data.roles.data.map(({ name }: { name: string }) => name);
    expect([data.email, names]).toEqual(['ada@example.com', ['auditor', 'buyer']]);
  });

  it('goes from page to page, sorts and filters', async () => {
    const params = { page: { size: 1 }, sort: '-id', filter: { lastName: 'Lee' } };
    const first = await kitsu.get('users', { params });
    const second = await kitsu.get('users', {
      params: { ...params, page: { size: 1, number: 2 } },
    });
    const ids = [first, second].map(({ data }) => data.map(({ id }: { id: string }) => id));
    expect([ids, second.links.next]).toEqual([[['3'], ['1']], null]);
  });
});

describe('the client library spraypaint', () => {
  class Resource extends SpraypaintBase {
    static override apiNamespace = '/api';
    static override keyCase = { server: 'camel', client: 'camel' } as const;
  }
  class Role extends Resource {
    static override jsonapiType = 'roles';
    declare name: string;
  }
  class User extends Resource {
    static override jsonapiType = 'users';
    declare title: string | null;
    declare roles: Role[];
  }
  // Declared as functions: a property that TypeScript initializes would hide what a decorator defines.
  Model()(Resource);
  Attr()(Role.prototype, 'name');
  Model()(Role);
  for (const name of ['username', 'email', 'firstName', 'lastName', 'title']) {
    Attr()(User.prototype, name);
  }
  HasMany({ type: Role })(User.prototype, 'roles');
  Model()(User);

  beforeAll(() => {
    for (const model of [Resource, Role, User]) {
      model.baseUrl = applications.backoffice.url;
      model.generateAuthHeader = () => `Bearer ${token}`;
      model.jwt = token;
    }
  });

  it('creates, reads, updates and deletes', async () => {
    const attributes = {
      username: 'pat',
      email: 'pat@example.com',
      firstName: 'P',
      lastName: 'At',
    };
    const user = new User(attributes);
    expect(await user.save()).toBe(true);
    user.title = 'Dr';
    expect(await user.save()).toBe(true);
    const { data: read } = await User.find(user.id!);
    expect(read).toMatchObject({ ...attributes, title: 'Dr' });
    expect(await user.destroy()).toBe(true);
    await expect(User.find(user.id!)).rejects.toMatchObject({ response: { status: 404 } });
  });

  it('includes related resources', async () => {
    const { data } = await User.includes('roles')
      .select({ roles: ['name'] })
      .find('1');
    expect(data.roles.map(({ name }) => name)).toEqual(['auditor', 'buyer']);
  });

  it('goes from page to page, sorts and filters', async () => {
    const scope = User.where({ lastName: 'Lee' }).order({ id: 'desc' }).per(1);
    const ids = [];
    for (const number of [1, 2, 3]) {
      const { data } = await scope.page(number).all();
      ids.push(data.map(({ id }) => id));
    }
    expect(ids).toEqual([['3'], ['1'], []]);
  });
});
