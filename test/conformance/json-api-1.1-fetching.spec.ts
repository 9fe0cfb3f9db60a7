import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startSide, type TestSide } from '../support/applications.js';
import { type Api, apiOf } from '../support/json-api.js';
import { staffWithRoles } from '../support/staff-roles.js';

/** JSON:API 1.1, "Fetching Data", "Query Parameters" and their appendix; see `json-api-1.1.spec.ts`. */

let applications: TestSide<'backoffice'>;
let api: Api;

beforeAll(async () => {
  applications = await startSide('backoffice');
  api = await staffWithRoles(applications);
});
afterAll(async () => applications.stop());

async function ids(path: string): Promise<string[]> {
  const { body } = await api.get(path);
  return body.data.map(({ id }: { id: string }) => id);
}

async function rejected(path: string) {
  const { status, body } = await api.get(path);
  return [status, body.errors[0].source];
}

describe('JSON:API 1.1, Fetching Resources', () => {
  it('supports every URL that is a link', async () => {
    const { body } = await api.get('/api/users');
    const [ada] = body.data;
    const { self, related } = ada.relationships.roles.links;
    for (const link of [body.links.self, body.links.first, ada.links.self, self, related]) {
      expect([link, (await api.get(link)).status]).toEqual([link, 200]);
    }
  });

  it('200 OK: a collection is an array of resource objects, possibly empty', async () => {
    const { status, body } = await api.get('/api/users?sort=id');
    expect([status, body.data.map(({ type }: { type: string }) => type)]).toEqual([
      200,
      ['users', 'users', 'users'],
    ]);
    const none = await api.get('/api/users?filter[lastName]=Nobody');
    expect([none.status, none.body.data]).toEqual([200, []]);
  });

  it('200 OK: an individual resource is a resource object', async () => {
    const { status, body } = await api.get('/api/users/1');
    expect([status, body.data.type, body.data.id]).toEqual([200, 'users', '1']);
  });

  it('404 Not Found: for a single resource that does not exist', async () => {
    expect((await api.get('/api/users/999')).status).toBe(404);
    expect((await api.get('/api/users/999/roles')).status).toBe(404);
  });
});

describe('JSON:API 1.1, Fetching Relationships', () => {
  it('200 OK: the primary data is the linkage', async () => {
    const { status, body } = await api.get('/api/users/1/relationships/roles');
    expect([status, body.data]).toEqual([
      200,
      ['1', '2'].map((id) => expect.objectContaining({ type: 'roles', id })),
    ]);
    expect(body.links).toMatchObject({
      self: '/api/users/1/relationships/roles',
      related: '/api/users/1/roles',
    });
  });

  it('200 OK: the primary data of an empty relationship is an empty array', async () => {
    const { status, body } = await api.get('/api/users/3/relationships/roles');
    expect([status, body.data]).toEqual([200, []]);
  });

  it('404 Not Found: for a relationship, or its resource, that does not exist', async () => {
    expect((await api.get('/api/users/999/relationships/roles')).status).toBe(404);
    expect((await api.get('/api/users/1/relationships/friends')).status).toBe(404);
  });
});

describe('JSON:API 1.1, Inclusion of Related Resources', () => {
  it('answers 400 if the endpoint does not support include', async () => {
    const auditor = await apiOf(applications.backoffice, 'audit:read');
    const { status, body } = await auditor.get('/api/audit-events?include=actor');
    expect([status, body.errors[0].source]).toEqual([400, { parameter: 'include' }]);
  });

  it.each([
    '/api/users/1/relationships/roles',
    '/api/roles/1/relationships/users',
    '/api/customers/1/relationships/customerUsers',
    '/api/customer-users/1/relationships/customer',
  ])('answers 400 at %s, which has only identifiers', async (path) => {
    const reader = await apiOf(
      applications.backoffice,
      'users:read roles:read customers:read customer-users:read',
    );
    for (const parameter of ['include', 'fields[users]']) {
      const { status, body } = await reader.get(`${path}?${parameter}=`);
      expect([status, body.errors[0]]).toMatchObject([
        400,
        { code: 'unknown_parameter', source: { parameter } },
      ]);
    }
  });

  it('answers a compound document, also when there is nothing to include', async () => {
    expect((await api.get('/api/users/3?include=roles')).body.included).toEqual([]);
    expect((await api.get('/api/users?filter[id]=999&include=roles')).body.included).toEqual([]);
  });

  it('includes nothing that was not requested', async () => {
    expect((await api.get('/api/users')).body).not.toHaveProperty('included');
    const { included } = (await api.get('/api/users/2?include=roles')).body;
    expect(included.map(({ type, id }: { type: string; id: string }) => [type, id])).toEqual([
      ['roles', '2'],
    ]);
  });

  it('an empty value requests no related resource', async () => {
    const { status, body } = await api.get('/api/users/1?include=');
    expect([status, body.included]).toEqual([200, []]);
    expect((await api.get('/api/users?include=')).body.included).toEqual([]);
  });

  it.each(['nonsense', 'roles.nonsense', 'roles,nonsense', 'email'])(
    'answers 400 for the path %s, which cannot be identified',
    async (path) => {
      expect(await rejected(`/api/users?include=${path}`)).toEqual([400, { parameter: 'include' }]);
    },
  );
});

describe('JSON:API 1.1, Sparse Fieldsets', () => {
  it('answers no other field of the type, in primary data and in included', async () => {
    const query = 'include=roles&fields[users]=email,roles&fields[roles]=name';
    const { data, included } = (await api.get(`/api/users/2?${query}`)).body;
    expect(Object.keys(data.attributes)).toEqual(['email']);
    expect(Object.keys(data.relationships)).toEqual(['roles']);
    expect(included[0].attributes).toEqual({ name: 'buyer' });
  });

  it('an empty value requests no field', async () => {
    const { data } = (await api.get('/api/users/1?fields[users]=')).body;
    expect([data.attributes ?? {}, data.relationships ?? {}]).toEqual([{}, {}]);
  });

  it('applies to every request whose answer has resources', async () => {
    const changes = { type: 'users', id: '3', attributes: { title: 'Dr' } };
    const { body } = await api.patch('/api/users/3?fields[users]=title', changes);
    expect(body.data.attributes).toEqual({ title: 'Dr' });
  });
});

describe('JSON:API 1.1, Sorting', () => {
  it('applies the sort fields in their order, ascending without a minus', async () => {
    expect(await ids('/api/users?sort=lastName,firstName')).toEqual(['1', '3', '2']);
    expect(await ids('/api/users?sort=lastName,-firstName')).toEqual(['3', '1', '2']);
    expect(await ids('/api/users?sort=-lastName,firstName')).toEqual(['2', '1', '3']);
  });

  it.each(['phone', 'nonsense', 'roles', 'email,nonsense'])(
    'answers 400 for sort=%s',
    async (sort) => {
      expect(await rejected(`/api/users?sort=${sort}`)).toEqual([400, { parameter: 'sort' }]);
    },
  );
});

describe('JSON:API 1.1, Pagination', () => {
  it('has its links beside the collection, with null for a missing page', async () => {
    const first = (await api.get('/api/users?page[size]=2')).body;
    expect(first.links).toMatchObject({ first: expect.any(String), prev: null });
    const last = (await api.get(first.links.next)).body;
    expect(last.links).toMatchObject({ prev: expect.any(String), next: null });
  });

  it('has the order of the sort', async () => {
    const first = (await api.get('/api/users?sort=-id&page[size]=2')).body;
    expect([await ids(first.links.self), await ids(first.links.next)]).toEqual([['3', '2'], ['1']]);
  });

  it('uses the parameter family page, also for a related collection', async () => {
    expect(await ids('/api/users/1/roles?page[size]=1&page[number]=2')).toEqual(['2']);
    expect(await ids('/api/users/1/relationships/roles?page[size]=1')).toEqual(['1']);
  });

  it('has the link of the last page when the total is requested', async () => {
    const { links, meta } = (await api.get('/api/users?page[size]=2&page[total]=true')).body;
    expect([await ids(links.last), meta]).toEqual([['3'], { page: { total: 3 } }]);
  });
});

describe('JSON:API 1.1, Filtering', () => {
  it('uses the parameter family filter', async () => {
    expect(await ids('/api/users?filter[lastName]=Lee&sort=id')).toEqual(['1', '3']);
    expect(await ids('/api/users?filter[lastName][neq]=Lee')).toEqual(['2']);
  });
});

describe('JSON:API 1.1, Query Parameters', () => {
  it.each(['nonsense=1', 'camelCase=1', 'filter[_]=1', 'filter[x][]=1', 'page=1', 'Sort=id'])(
    'answers 400 for %s, which the server does not support',
    async (query) => {
      const parameter = query.split('=')[0];
      expect(await rejected(`/api/users?${query}`)).toEqual([400, { parameter }]);
    },
  );

  it('Parsing: a plus is a space, and names are percent-decoded', async () => {
    await api.patch('/api/users/2', { type: 'users', id: '2', attributes: { lastName: 'Le Roy' } });
    expect(await ids('/api/users?%66ilter%5BlastName%5D=Le+Roy')).toEqual(['2']);
    expect(await ids('/api/users?filter[lastName]=Le%20Roy')).toEqual(['2']);
    await api.patch('/api/users/2', { type: 'users', id: '2', attributes: { lastName: 'Roy' } });
  });

  it('Square Brackets: encoded and literal brackets are the same request', async () => {
    const plain = await api.get('/api/users?page[size]=1');
    expect((await api.get('/api/users?page%5Bsize%5D=1')).body).toEqual(plain.body);
  });
});
