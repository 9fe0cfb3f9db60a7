import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startApplications, type TestApplications } from '../support/applications.js';
import { type Api, apiOf, apiWith, refusals } from '../support/json-api.js';
import { markedRows } from '../support/marked-rows.js';
import { operationsOf } from '../support/operations.js';
import { accessToken, api as apiRequest } from '../support/requests.js';
import { staffWithRoles } from '../support/staff-roles.js';

let applications: TestApplications;
let api: Api;
let token: string;
let ids: Readonly<Record<string, string>>;

const SCOPES =
  'users:read users:write roles:read roles:write customers:read customers:write ' +
  'customer-users:read customer-users:write clients:read clients:write clients:admin';

beforeAll(async () => {
  applications = await startApplications();
  ({ ids } = await markedRows(applications, 'backoffice'));
  const client = await applications.backoffice.createClient(SCOPES);
  token = await accessToken(applications.backoffice, { client });
  api = apiWith(applications.backoffice, token);
});
afterAll(async () => applications.stop());

describe('a document read with GET', () => {
  it.each([
    ['users', ''],
    ['users', '?include=roles'],
    ['roles', ''],
    ['roles', '?include=users'],
    ['customers', ''],
    ['customers', '?include=customerUsers'],
    ['customer-users', '?include=customer'],
    ['oauth-clients', ''],
    ['oauth-client-secrets', ''],
  ])('of %s%s can be sent back with PATCH, and changes nothing', async (type, query) => {
    const path = `/api/${type}/${ids[type]}`;
    const { body: document } = await api.get(path + query);
    const events = async () => applications.database.query('SELECT count(*) FROM audit_events');
    const before = await events();
    const answer = await apiRequest(applications.backoffice, token, path, {
      method: 'PATCH',
      document,
    });
    expect([refusals(answer), answer.status]).toEqual([[], 200]);
    expect(await events()).toEqual(before);
  });

  it('can be sent back with a change', async () => {
    const path = `/api/users/${ids.users}`;
    const { data } = (await api.get(path)).body;
    const changed = { ...data, attributes: { ...data.attributes, title: 'Dr' } };
    const { status, body } = await api.patch(path, changed);
    expect([status, body.data.attributes.title]).toEqual([200, 'Dr']);
  });

  it('can be sent back in an operation', async () => {
    const { data } = (await api.get(`/api/users/${ids.users}?include=roles`)).body;
    const operations = await operationsOf(applications.backoffice, SCOPES);
    expect(data.relationships.roles.data).toHaveLength(1);
    expect((await operations.send({ op: 'update', data })).status).toBe(200);
    data.attributes.createdAt = '2020-01-01T00:00:00Z';
    expect(refusals(await operations.send({ op: 'update', data }))).toEqual([
      '400 read_only_attribute /atomic:operations/0/data/attributes/createdAt',
    ]);
  });

  it('of a profile can be sent back by its user', async () => {
    const { ownerId } = await markedRows(applications, 'storefront');
    const own = await apiOf(applications.storefront, 'profile:read profile:write', {
      owner: { type: 'customer-users', id: ownerId },
    });
    const { data } = (await own.get('/api/users/mine')).body;
    expect((await own.patch('/api/users/mine', data)).status).toBe(200);
    data.attributes.role = 'buyer';
    expect((await own.patch('/api/users/mine', data)).status).toBe(400);
  });

  it('is rejected with another value of a read-only field', async () => {
    const role = `/api/roles/${ids.roles}`;
    const client = `/api/oauth-clients/${ids['oauth-clients']}`;
    const { data: roles } = (await api.get(`${role}?include=users`)).body;
    const { data: clients } = (await api.get(client)).body;
    roles.attributes.createdAt = '2020-01-01T00:00:00Z';
    roles.relationships.users.data = [];
    clients.attributes.side = 'backoffice';
    clients.relationships.owner.data = { type: 'users', id: '1' };
    const answers = [await api.patch(role, roles), await api.patch(client, clients)];
    expect(answers.flatMap(refusals)).toEqual([
      '400 read_only_attribute /data/attributes/createdAt',
      '400 read_only_relationship /data/relationships/users',
      '400 create_only_attribute /data/attributes/side',
      '400 unknown_relationship /data/relationships/owner',
    ]);
  });

  it('has its read-only values compared only for a caller that may read them', async () => {
    const writer = await apiOf(applications.backoffice, 'users:write');
    const path = `/api/users/${ids.users}`;
    const { data } = (await api.get(path)).body;
    const right = {
      type: 'users',
      id: ids.users,
      attributes: { createdAt: data.attributes.createdAt },
    };
    const wrong = { ...right, attributes: { createdAt: '2020-01-01T00:00:00Z' } };
    const answers = [await writer.patch(path, right), await writer.patch(path, wrong)];
    expect(answers[0]!.body.errors[0].detail).toBe(answers[1]!.body.errors[0].detail);
    const refusal = '400 read_only_attribute /data/attributes/createdAt';
    expect(answers.flatMap(refusals)).toEqual([refusal, refusal]);
  });

  it('is rejected with unknown fields, and the errors name them', async () => {
    const path = `/api/users/${ids.users}`;
    const { data } = (await api.get(path)).body;
    data.attributes.shoeSize = 44;
    data.relationships.friends = { links: { related: '/' } };
    expect(refusals(await api.patch(path, data))).toEqual([
      '400 unknown_attribute /data/attributes/shoeSize',
      '400 unknown_relationship /data/relationships/friends',
    ]);
  });
});

describe('a `lid` member beside an id', () => {
  it('is ignored in a resource object and in a resource identifier', async () => {
    const lid = 'local';
    const person = { type: 'customer-users', id: ids['customer-users'], lid };
    const customer = { type: 'customers', id: ids.customers, lid };
    const answers = [
      await api.patch(`/api/customer-users/${person.id}`, {
        ...person,
        relationships: { customer: { data: customer } },
      }),
      await api.patch(`/api/customer-users/${person.id}/relationships/customer`, customer),
      await api.post(`/api/customers/${customer.id}/relationships/customerUsers`, [person]),
    ];
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
  });
});

describe('a change of the roles of a user', () => {
  it('changes updatedAt and entity tag of the user, which stay equal when no role changes', async () => {
    const staff = await staffWithRoles(applications);
    const look = async () => {
      const { headers, body } = await staff.get('/api/users/3');
      return [headers.get('etag'), body.data.attributes.updatedAt];
    };
    const path = '/api/users/3/relationships/roles';
    const [tag, updatedAt] = await look();
    await staff.post(path, [{ type: 'roles', id: '1' }]);
    const [newTag, newUpdatedAt] = await look();
    expect([newTag === tag, newUpdatedAt! > updatedAt!]).toEqual([false, true]);
    await staff.post(path, [{ type: 'roles', id: '1' }]);
    expect(await look()).toEqual([newTag, newUpdatedAt]);
  });
});
