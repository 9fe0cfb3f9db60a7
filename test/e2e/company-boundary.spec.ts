import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { SCOPES as ALL_SCOPES } from '#oauth';
import { startApplications, type TestApplications } from '../support/applications.js';
import { ALDER, mark, PEOPLE, type Person, resetCompanies, SCOPES } from '../support/companies.js';
import { accessToken, type Answer, api } from '../support/requests.js';
import { routesOf } from '../support/routes.js';

/** The calling client: one that acts for a person, or the shop's own. */
type Caller = 'ann' | 'nina' | 'shop';

const EXTENSION = 'application/vnd.api+json;ext="https://jsonapi.org/ext/atomic"';
const CURSORS =
  'application/vnd.api+json;profile="https://jsonapi.org/profiles/ethanresnick/cursor-pagination"';

interface Ask {
  path: string;
  method?: string;
  document?: object;
  /** Media type of the JSON:API extension or profile that the request uses. */
  mediaType?: string;
}

interface Route {
  ask: (person: { id: string; customer: string }) => Ask;

  /** Text that the answer contains only when it shows the target. */
  shows?: (name: Person) => string;

  /** Expected status for a target within the boundary, and for one beyond it. */
  within: number;
  beyond: number;

  /** Set when the request changes the row of a target within the boundary. */
  writes?: true;
}

const RENAMED = { firstName: 'Changed' };
const person = (id: string, attributes: object = RENAMED) => ({ type: 'users', id, attributes });
const company = (name: Person) =>
  PEOPLE[name].customer === ALDER ? 'Alder & Finch' : 'Birch Supplies';

/** Guarded routes that have a person, or the company of that person, as their target. */
const ROUTES: Readonly<Record<string, Route>> = {
  'GET /api/users': {
    ask: ({ id }) => ({ path: `/api/users?filter[id]=${id}&include=customer&page[total]=true` }),
    within: 200,
    beyond: 200,
  },
  'GET /api/users/:id': {
    ask: ({ id }) => ({ path: `/api/users/${id}` }),
    within: 200,
    beyond: 404,
  },
  'PATCH /api/users/:id': {
    ask: ({ id }) => ({
      path: `/api/users/${id}`,
      method: 'PATCH',
      document: { data: person(id) },
    }),
    within: 200,
    beyond: 404,
    writes: true,
  },
  'DELETE /api/users/:id': {
    ask: ({ id }) => ({ path: `/api/users/${id}`, method: 'DELETE' }),
    shows: () => 'nothing',
    within: 204,
    beyond: 404,
    writes: true,
  },
  'DELETE /api/users': {
    ask: ({ id }) => ({ path: `/api/users?filter[id]=${id}`, method: 'DELETE' }),
    shows: () => 'nothing',
    within: 204,
    beyond: 204,
    writes: true,
  },
  'POST /api/operations': {
    ask: ({ id }) => ({
      path: '/api/operations',
      method: 'POST',
      document: { 'atomic:operations': [{ op: 'update', data: person(id) }] },
      mediaType: EXTENSION,
    }),
    within: 200,
    beyond: 404,
    writes: true,
  },
  'GET /api/users/:id/customer': {
    ask: ({ id }) => ({ path: `/api/users/${id}/customer` }),
    shows: company,
    within: 200,
    beyond: 404,
  },
  'GET /api/users/:id/relationships/customer': {
    ask: ({ id }) => ({ path: `/api/users/${id}/relationships/customer` }),
    shows: (name) => `"id":"${PEOPLE[name].customer}"`,
    within: 200,
    beyond: 404,
  },
  'GET /api/customers': {
    ask: ({ customer }) => ({ path: `/api/customers?filter[id]=${customer}&page[total]=true` }),
    shows: company,
    within: 200,
    beyond: 200,
  },
  'GET /api/customers/:id': {
    ask: ({ customer }) => ({ path: `/api/customers/${customer}` }),
    shows: company,
    within: 200,
    beyond: 404,
  },
};

/** Routes without a row in their path, tested below. */
const WITHOUT_TARGET = ['POST /api/users', 'GET /api/users/mine', 'PATCH /api/users/mine'];

/**
 * Callers and targets, and whether the caller reaches the target. `ann` is of Alder, `nina` of
 * none.
 */
const CASES = [
  { caller: 'ann', target: 'amy', name: 'the own company', isWithin: true },
  { caller: 'ann', target: 'ben', name: 'another company', isWithin: false },
  { caller: 'nina', target: 'ben', name: 'a company, for a person of none', isWithin: false },
  {
    caller: 'shop',
    target: 'ben',
    name: 'any company, for a client without owner',
    isWithin: true,
  },
] as const;

let applications: TestApplications;
const tokens = {} as Record<Caller, string>;

beforeAll(async () => {
  applications = await startApplications();
  await resetCompanies(applications);
  const { storefront } = applications;
  for (const caller of ['ann', 'nina', 'shop'] as const) {
    const owner = caller !== 'shop' && { type: 'customer-users', id: PEOPLE[caller].id };
    const client = await storefront.createClient(SCOPES, owner ? { owner } : {});
    tokens[caller] = await accessToken(storefront, { client });
  }
});
beforeEach(async () => resetCompanies(applications));
afterAll(async () => applications.stop());

async function send(caller: Caller, { path, method, document, mediaType }: Ask): Promise<Answer> {
  const headers: Record<string, string> = mediaType
    ? { 'Content-Type': mediaType, Accept: mediaType }
    : {};
  return api(applications.storefront, tokens[caller], path, { method, document, headers });
}

async function rowOf(name: Person): Promise<unknown> {
  const rows = await applications.database.query('SELECT * FROM customer_users WHERE id = $1', [
    PEOPLE[name].id,
  ]);
  return rows[0];
}

it('every guarded route of the storefront is tested for the company boundary', () => {
  const guarded = routesOf(applications.storefront).filter(
    (route) => route.includes(' /api/') && !/openapi|docs/.test(route),
  );
  expect(guarded.toSorted()).toEqual([...Object.keys(ROUTES), ...WITHOUT_TARGET].toSorted());
  expect(SCOPES.split(' ')).toEqual(
    ALL_SCOPES.storefront.filter((scope) => scope !== 'tokens:introspect'),
  );
});

describe.each(CASES)('company boundary: people of $name', ({ caller, target, isWithin }) => {
  it.each(Object.entries(ROUTES))('%s', async (_, route) => {
    const { ask, shows = mark, within, beyond, writes = false } = route;
    const before = await rowOf(target);
    const { status, body } = await send(caller, ask(PEOPLE[target]));
    const after = await rowOf(target);
    expect({
      status,
      isShown: JSON.stringify(body).includes(shows(target)),
      isWritten: JSON.stringify(after) !== JSON.stringify(before),
      code: body.errors?.[0].code,
    }).toEqual({
      status: isWithin ? within : beyond,
      isShown: isWithin && shows(target) !== 'nothing',
      isWritten: isWithin && writes,
      code: !isWithin && beyond === 404 ? 'not_found' : undefined,
    });
  });
});

describe('a person without a company', () => {
  it.each(Object.entries(ROUTES).filter(([route]) => route.includes('users')))(
    'is out of reach for people of a company and for other people without one: %s',
    async (_, { ask, beyond }) => {
      for (const caller of ['ann', 'nina'] as const) {
        const before = await rowOf('noel');
        const { status, body } = await send(caller, ask({ id: PEOPLE.noel.id, customer: '0' }));
        expect({ status, row: await rowOf('noel') }).toEqual({ status: beyond, row: before });
        expect(JSON.stringify(body)).not.toContain(mark('noel'));
      }
    },
  );

  it('sees itself, no company and no colleagues', async () => {
    const users = await send('nina', { path: '/api/users?page[total]=true&include=customer' });
    expect(users.body).toMatchObject({
      data: [{ id: PEOPLE.nina.id }],
      meta: { page: { total: 1 } },
    });
    const customers = await send('nina', { path: '/api/customers?page[total]=true' });
    expect(customers.body).toMatchObject({ data: [], meta: { page: { total: 0 } } });
    const self = await send('nina', { path: `/api/users/${PEOPLE.nina.id}/customer` });
    expect(self).toMatchObject({ status: 200, body: { data: null } });
  });

  it('cannot create users', async () => {
    const answer = await send('nina', creation('new@shop.example'));
    expect(answer).toMatchObject({
      status: 403,
      body: {
        errors: [
          {
            code: 'forbidden',
            detail:
              'the caller belongs to no customer, so it cannot create resources of type users',
          },
        ],
      },
    });
    const people = await applications.database.query('SELECT FROM customer_users');
    expect(people).toHaveLength(Object.keys(PEOPLE).length);
  });
});

const creation = (email: string): Ask => ({
  path: '/api/users?include=customer',
  method: 'POST',
  document: { data: { type: 'users', attributes: { email, firstName: 'New', lastName: 'One' } } },
});

describe('POST /api/users on the storefront', () => {
  it.each([
    ['ann', PEOPLE.ann.customer],
    ['shop', null],
  ] as const)('by a client of %s creates a person in the company %s', async (caller, customer) => {
    const { status, body } = await send(caller, creation('new@shop.example'));
    expect(status).toBe(201);
    expect(body.data.relationships.customer.data).toEqual(
      customer === null ? null : { type: 'customers', id: customer },
    );
  });

  it('in operations creates a person in the company as well, and later operations find the person', async () => {
    const add = {
      type: 'users',
      lid: 'a',
      attributes: { email: 'n@x.example', firstName: 'N', lastName: 'N' },
    };
    const update = { type: 'users', lid: 'a', attributes: RENAMED };
    const { status, body } = await send('ann', {
      path: '/api/operations',
      method: 'POST',
      document: {
        'atomic:operations': [
          { op: 'add', data: add },
          { op: 'update', ref: { type: 'users', lid: 'a' }, data: update },
        ],
      },
      mediaType: EXTENSION,
    });
    expect(status).toBe(200);
    expect(body['atomic:results'][1].data).toMatchObject({
      attributes: RENAMED,
      relationships: { customer: { data: { id: PEOPLE.ann.customer } } },
    });
  });

  it('answers 409 alike for a taken e-mail address, no matter which company has it', async () => {
    for (const email of ['AMY@shop.example', 'ben@shop.example', 'noel@shop.example']) {
      const { status, body } = await send('ann', creation(email));
      expect({ status, errors: body.errors }).toEqual({
        status: 409,
        errors: [
          {
            id: expect.any(String),
            status: '409',
            code: 'already_exists',
            title: 'Already exists',
            detail: 'this email is taken',
            source: { pointer: '/data/attributes/email' },
          },
        ],
      });
    }
  });
});

describe('/api/users/mine on the storefront', () => {
  it.each([
    ['ann', 200],
    ['nina', 200],
    ['shop', 404],
  ] as const)('for a client of %s answers with its person: %i', async (caller, expected) => {
    const path = '/api/users/mine';
    const read = await send(caller, { path });
    const id = caller === 'shop' ? '1' : PEOPLE[caller].id;
    const written = await send(caller, { path, method: 'PATCH', document: { data: person(id) } });
    expect([read.status, written.status]).toEqual([expected, expected]);
    if (caller === 'shop') return;
    expect(written.body.data).toMatchObject({ id, attributes: RENAMED });
  });
});

describe('a client that acts for a person of a company', () => {
  const OWN = [PEOPLE.ann.id, PEOPLE.amy.id];

  it.each([
    ['', OWN],
    ['sort=customer.name', OWN],
    ['sort=-customer.name,email', OWN.toReversed()],
    [`filter[customer]=${PEOPLE.ben.customer}`, []],
    ['filter[customer.name]=birch supplies', []],
    ['filter[customer.name]=ALDER %26 finch', OWN],
    ['filter[customer.name][neq]=birch supplies', OWN],
    ['filter[customer.name][contains]=birch', []],
    ['filter[email]=ben@shop.example,amy@shop.example', [PEOPLE.amy.id]],
    ['filter[email][neq]=amy@shop.example', [PEOPLE.ann.id]],
    ['filter[lastName][contains]=Mark-of', OWN],
    ['filter[search]=Mark-of&sort=email', OWN.toReversed()],
    ['filter[search]=Mark-of&page[size]=1&page[number]=2', [PEOPLE.amy.id]],
    ['page[size]=1&page[number]=3', []],
    ['include=customer', OWN],
  ])('sees only its own company in GET /api/users?%s', async (query, ids) => {
    const { status, body } = await send('ann', { path: `/api/users?page[total]=true&${query}` });
    expect(status).toBe(200);
    expect(body.data.map(({ id }: { id: string }) => id)).toEqual(ids);
    const others = Object.keys(PEOPLE).filter((name) => name !== 'ann' && name !== 'amy');
    for (const name of others) expect(JSON.stringify(body)).not.toContain(mark(name));
    expect(JSON.stringify(body)).not.toContain('Birch');
    expect(body.meta.page.total).toBeLessThanOrEqual(OWN.length);
  });

  it('gets its own answer to a query that another caller has sent before', async () => {
    const ids = async (caller: Caller) =>
      (await send(caller, { path: '/api/users' })).body.data.map(({ id }: { id: string }) => id);
    const all = Object.values(PEOPLE).map(({ id }) => id);
    for (let round = 0; round < 2; round++) {
      expect(await ids('shop')).toEqual(all);
      expect(await ids('ann')).toEqual(OWN);
      expect(await ids('nina')).toEqual([PEOPLE.nina.id]);
    }
  });

  it('gets its own rows with a cursor issued to another caller', async () => {
    const path = '/api/users?sort=-id&page[size]=1';
    const first = await send('shop', { path, mediaType: CURSORS });
    const { body } = await send('ann', { path: first.body.links.next });
    expect(body.data).toMatchObject([{ id: PEOPLE.amy.id }]);
    const { next } = body.links;
    expect((await send('ann', { path: next })).body.data).toMatchObject([{ id: PEOPLE.ann.id }]);
  });

  it('gets 404 for a precondition on a row of another company', async () => {
    const { path, document } = ROUTES['PATCH /api/users/:id']!.ask(PEOPLE.ben);
    for (const tag of ['*', '"a"']) {
      const answer = await api(applications.storefront, tokens.ann, path, {
        method: 'PATCH',
        document,
        headers: { 'If-Match': tag },
      });
      expect(answer.status).toBe(404);
      expect(answer.headers.get('ETag')).toBe(null);
    }
  });

  it('deletes nobody of another company with a filter', async () => {
    const path = '/api/users?filter[email][ends-with]=@shop.example';
    await send('ann', { path, method: 'DELETE' });
    const left = await applications.database.query('SELECT id FROM customer_users ORDER BY id');
    expect(left.map(({ id }) => id)).toEqual(['103', '104', '105']);
  });
});
