import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startApplications, type TestApplications } from '../support/applications.js';
import { type Api, apiOf, apiWith, refusals } from '../support/json-api.js';
import { accessToken, type Answer, request } from '../support/requests.js';

/** JSON:API 1.1, the sections about relationships; see `json-api-1.1.spec.ts`. */

let applications: TestApplications;
let api: Api;
let shop: Api;
let token: string;

beforeAll(async () => {
  applications = await startApplications();
  const { backoffice } = applications;
  const scopes = 'customers:read customer-users:read customer-users:write';
  token = await accessToken(backoffice, { client: await backoffice.createClient(scopes) });
  api = apiWith(backoffice, token);
  shop = await apiOf(applications.storefront, 'users:read customers:read');
});
afterAll(async () => applications.stop());

/**
 * People 1 and 4 are with Copper (1), 2 and 6 with acme (2), 3 and 5 without a customer, and Bolt (3)
 * has no people. 4, 5 and 6 are disabled.
 */
beforeEach(async () => {
  const { database } = applications;
  await database.query('TRUNCATE customers, customer_users RESTART IDENTITY CASCADE');
  await database.query(`INSERT INTO customers (name) VALUES ('Copper'), ('acme'), ('Bolt')`);
  await database.query(
    `INSERT INTO customer_users (email, first_name, last_name, customer_id, enabled)
     SELECT 'person' || id || '@shop.example', 'P' || id, 'Person', customer_id, id < 4
     FROM (VALUES (1, 1), (2, 2), (3, NULL), (4, 1), (5, NULL), (6, 2)) person (id, customer_id)`,
  );
});

interface Resource {
  type: string;
  id: string;
  relationships?: Record<string, { data?: unknown }>;
}

const customer = (id: string) => ({ type: 'customers', id });
const person = (id: string) => ({ type: 'customer-users', id });
const idsOf = (resources: Resource[]) => resources.map(({ id }) => id);
const linkageOf = ({ relationships }: Resource, name: string) => relationships?.[name]?.data;

describe('JSON:API 1.1, Updating To-One Relationships', () => {
  const ITSELF = '/api/customer-users/1/relationships/customer';

  it.each([
    ['an identifier sets it', customer('2')],
    ['the one that it has stays', customer('1')],
    ['null removes it', null],
  ])('200 OK: %s, with the same answer as a GET', async (_, data) => {
    const { status, body } = await api.patch(ITSELF, data);
    expect([status, body]).toEqual([
      200,
      {
        jsonapi: { version: '1.1' },
        links: { self: ITSELF, related: '/api/customer-users/1/customer' },
        data,
      },
    ]);
    expect((await api.get(ITSELF)).body).toEqual(body);
    const whole = (await api.get('/api/customer-users/1')).body.data;
    expect(linkageOf(whole, 'customer')).toEqual(data);
  });

  it.each([
    ['a text', '2', '400 invalid_document /data'],
    ['an array', [customer('2')], '400 invalid_document /data'],
    ['no id', { type: 'customers' }, '400 invalid_document /data'],
    ['no type', { id: '2' }, '400 invalid_document /data'],
    ['a number', { type: 'customers', id: 2 }, '400 invalid_document /data/id'],
    ['another type', { type: 'users', id: '2' }, '409 type_mismatch /data/type'],
    ['one that is not there', customer('99'), '404 related_not_found /data'],
    ['one that cannot be', customer('x'), '404 related_not_found /data/id'],
  ])('rejects %s, and changes nothing', async (_, data, refusal) => {
    expect(refusals(await api.patch(ITSELF, data))).toEqual([refusal]);
    expect((await api.get(ITSELF)).body.data).toEqual(customer('1'));
  });

  it.each(['post', 'delete'] as const)(
    'answers 405 to %s, which is for to-many relationships',
    async (method) => {
      const { status, headers } = await api[method](ITSELF, customer('2'));
      expect([status, headers.get('allow')]).toEqual([405, 'OPTIONS, GET, HEAD, PATCH']);
    },
  );

  it('404 Not Found: for a resource that does not exist', async () => {
    const path = '/api/customer-users/99/relationships/customer';
    expect(refusals(await api.patch(path, null))).toEqual(['404 not_found']);
  });

  it('is rejected if the relationship is read-only', async () => {
    const { status, headers } = await shop.patch('/api/users/1/relationships/customer', null);
    expect([status, headers.get('allow')]).toEqual([405, 'OPTIONS, GET, HEAD']);
  });
});

describe('JSON:API 1.1, Updating To-Many Relationships', () => {
  it('403 Forbidden: for a complete replacement where only adding and removing are allowed', async () => {
    const path = '/api/customers/1/relationships/customerUsers';
    await applications.database.query(
      `INSERT INTO customer_users (email, first_name, last_name, customer_id)
       SELECT 'more' || n || '@shop.example', 'A', 'B', 1 FROM generate_series(1, 99) n`,
    );
    const rejected = await api.patch(path, [person('3')]);
    expect(refusals(rejected)).toEqual(['403 replacement_not_allowed /data']);
    expect((await api.post(path, [person('3')])).status).toBe(200);
    expect((await api.delete(path, [person('1')])).status).toBe(200);
  });
});

describe.each([
  ['/api/customer-users', () => api],
  ['/api/users', () => shop],
])('JSON:API 1.1, Fetching Resources and Relationships, to-one at %s', (path, reader) => {
  it.each(['customer', 'relationships/customer'])(
    '200 OK with null for an empty %s, 404 Not Found without a resource',
    async (related) => {
      const { status, body } = await reader().get(`${path}/3/${related}`);
      expect([status, body]).toEqual([
        200,
        {
          jsonapi: { version: '1.1' },
          links: expect.objectContaining({ self: `${path}/3/${related}` }),
          data: null,
        },
      ]);
      for (const id of ['99', 'x']) {
        const missing = await reader().get(`${path}/${id}/${related}`);
        expect(refusals(missing)).toEqual(['404 not_found']);
      }
    },
  );
});

describe('JSON:API 1.1, Compound Documents', () => {
  /** Asserts that each resource appears once, and that earlier resources link to it. */
  async function compound(path: string) {
    const { data, included } = (await api.get(path)).body as {
      data: Resource[];
      included: Resource[];
    };
    const keys = [...data, ...included].map(({ type, id }) => `${type} ${id}`);
    expect(keys).toHaveLength(new Set(keys).size);
    const links = [...data, ...included].flatMap(({ relationships = {} }) =>
      Object.values(relationships).flatMap((each) => (each.data ?? []) as Resource | Resource[]),
    );
    const linked = new Set(links.map(({ type, id }) => `${type} ${id}`));
    expect(included.filter(({ type, id }) => !linked.has(`${type} ${id}`))).toEqual([]);
    return { data, included };
  }

  it('customer.customerUsers: no resource twice, primary data included', async () => {
    const path = '/api/customer-users?filter[id]=1,2,3&include=customer.customerUsers';
    const { data, included } = await compound(path);
    expect(data.map((each) => linkageOf(each, 'customer'))).toEqual([
      customer('1'),
      customer('2'),
      null,
    ]);
    const identified = included.map(({ type, id }) => ({ type, id }));
    expect(identified).toHaveLength(4);
    expect(identified).toEqual(
      expect.arrayContaining([customer('1'), customer('2'), person('4'), person('6')]),
    );
    const copper = included.find(({ type, id }) => type === 'customers' && id === '1');
    expect(linkageOf(copper!, 'customerUsers')).toEqual([person('1'), person('4')]);
  });

  it('customerUsers.customer: leads back to the primary data, and does not include it', async () => {
    const { data, included } = await compound(
      '/api/customers?sort=id&include=customerUsers.customer',
    );
    expect(data.map((each) => linkageOf(each, 'customerUsers'))).toEqual([
      [person('1'), person('4')],
      [person('2'), person('6')],
      [],
    ]);
    expect(included.map(({ type }) => type)).toEqual(Array(4).fill('customer-users'));
    const found = new Map(included.map((each) => [each.id, linkageOf(each, 'customer')]));
    expect(Object.fromEntries(found)).toEqual({
      1: customer('1'),
      2: customer('2'),
      4: customer('1'),
      6: customer('2'),
    });
  });

  it('for one resource: include its siblings, but not the resource itself', async () => {
    const { body } = await api.get('/api/customer-users/1?include=customer.customerUsers');
    const identified = body.included.map(({ type, id }: Resource) => ({ type, id }));
    expect(identified).toHaveLength(2);
    expect(identified).toEqual(expect.arrayContaining([customer('1'), person('4')]));
  });

  it('full linkage has one exception: sparse fieldsets without the relationship', async () => {
    const query = 'include=customer&fields[customer-users]=email&fields[customers]=name';
    const { body } = await api.get(`/api/customer-users/1?${query}`);
    expect(body.data).toEqual({
      ...person('1'),
      attributes: { email: 'person1@shop.example' },
      links: { self: '/api/customer-users/1' },
    });
    expect(body.included).toEqual([
      { ...customer('1'), attributes: { name: 'Copper' }, links: { self: '/api/customers/1' } },
    ]);
    const back = await api.get('/api/customers/1?include=customerUsers&fields[customers]=name');
    expect(back.body.data).not.toHaveProperty('relationships');
    expect(idsOf(back.body.included)).toEqual(['1', '4']);
  });
});

describe('JSON:API 1.1, Filtering, Pagination and Sorting of related resources', () => {
  const byNumbers = async (path: string) => api.get(path);

  /** Requests a page with the profile "Cursor Pagination". */
  async function byCursors(path: string) {
    const profile = 'https://jsonapi.org/profiles/ethanresnick/cursor-pagination';
    const Accept = `application/vnd.api+json;profile="${profile}"`;
    const answer = await request(`${applications.backoffice.url}${path}`, {
      headers: { Authorization: `Bearer ${token}`, Accept },
    });
    expect(answer.headers.get('content-type')).toBe(Accept);
    return answer;
  }

  /** Follows the next links, and returns the ids of all pages and their totals. */
  async function walk(path: string, get: (path: string) => Promise<Answer>) {
    const pages: string[][] = [];
    const totals: unknown[] = [];
    for (let next: string | null = path; next !== null && pages.length < 20;) {
      const { status, body } = await get(next);
      expect(status).toBe(200);
      pages.push(idsOf(body.data));
      totals.push(body.meta?.page?.total);
      next = body.links.next;
    }
    return { pages, totals };
  }

  it('answers only members of the resource, with their total, by page number and by cursor', async () => {
    const { database } = applications;
    await database.query('UPDATE customer_users SET customer_id = 1 WHERE id <> 6');
    const path =
      '/api/customers/1/customerUsers?filter[enabled]=true&page[size]=2&page[total]=true';
    const expected = { pages: [['1', '2'], ['3']], totals: [3, 3] };
    expect(await walk(path, byNumbers)).toEqual(expected);
    expect(await walk(path, byCursors)).toEqual(expected);
  });

  it('answers only members at the relationship itself, by page number and by cursor', async () => {
    const path =
      '/api/customers/1/relationships/customerUsers?page[size]=1&sort=-id&page[total]=true';
    const expected = { pages: [['4'], ['1']], totals: [2, 2] };
    expect(await walk(path, byNumbers)).toEqual(expected);
    expect(await walk(path, byCursors)).toEqual(expected);
  });

  it.each([
    ['customer.name,id', ['2', '6', '1', '4', '3', '5']],
    ['-customer.name,id', ['3', '5', '1', '4', '2', '6']],
    ['customer.name', ['2', '6', '1', '4', '3', '5']],
    ['-customer.name', ['5', '3', '4', '1', '6', '2']],
  ])(
    'sort=%s has the same order by page number and by cursor, with people without a customer',
    async (sort, ids) => {
      for (const size of [1, 2, 3, 4]) {
        const path = `/api/customer-users?sort=${sort}&page[size]=${size}`;
        expect((await walk(path, byNumbers)).pages.flat()).toEqual(ids);
        expect((await walk(path, byCursors)).pages.flat()).toEqual(ids);
      }
    },
  );
});
