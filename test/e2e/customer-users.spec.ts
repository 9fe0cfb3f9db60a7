import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startApplications, type TestApplications } from '../support/applications.js';
import { type Api, apiOf, apiWith, lastEvents, refusals } from '../support/json-api.js';
import { accessToken, credentials, tokenRequest } from '../support/requests.js';

let applications: TestApplications;
let api: Api;
let all: Api;
let shop: Api;

beforeAll(async () => {
  applications = await startApplications();
  api = await apiOf(
    applications.backoffice,
    'customer-users:read customer-users:write customers:read',
  );
  all = await apiOf(applications.backoffice, 'customer-users:read customers:read');
  shop = await apiOf(applications.storefront, 'users:read users:write customers:read');
});
afterAll(async () => applications.stop());
beforeEach(async () => {
  await applications.database.query('TRUNCATE customers, customer_users RESTART IDENTITY CASCADE');
  await applications.database.query(`INSERT INTO customers (name) VALUES ('Acme'), ('Zeta')`);
});

const PATH = '/api/customer-users';
const TIME = expect.stringMatching(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d{3})?Z$/);
const REQUIRED = { email: 'ann.lee@example.com', firstName: 'Ann', lastName: 'Lee' };

const customer = (id: string | null) => ({
  customer: { data: id === null ? null : { type: 'customers', id } },
});
const person = (attributes: object = {}, relationships: object = {}) => ({
  type: 'customer-users',
  attributes: { ...REQUIRED, ...attributes },
  relationships,
});
const changes = (id: string, attributes: object, relationships: object = {}) => {
  return { type: 'customer-users', id, attributes, relationships };
};

/** Builds `data.relationships` as both sides show it. */
const linkage = (path: string, id: string | null) => ({
  customer: {
    data: id === null ? null : { type: 'customers', id },
    links: { self: `${path}/relationships/customer`, related: `${path}/customer` },
  },
});

describe('/api/customer-users', () => {
  it('creates a person: 201 with Location and the resource, which is a user of the storefront', async () => {
    const { status, headers, body } = await api.post(PATH, person({}, customer('2')));
    expect({ status, location: headers.get('location') }).toEqual({
      status: 201,
      location: `${PATH}/1`,
    });
    const attributes = {
      ...REQUIRED,
      namePrefix: null,
      middleName: null,
      nameSuffix: null,
      birthday: null,
      enabled: true,
      confirmed: true,
      role: 'buyer',
      createdAt: TIME,
      updatedAt: TIME,
    };
    expect(body).toEqual({
      jsonapi: { version: '1.1' },
      links: { self: `${PATH}/1` },
      data: {
        type: 'customer-users',
        id: '1',
        attributes,
        relationships: linkage(`${PATH}/1`, '2'),
        links: { self: `${PATH}/1` },
      },
    });
    expect((await api.get(`${PATH}/1`)).body).toEqual(body);
    expect((await shop.get('/api/users/1')).body.data).toEqual({
      type: 'users',
      id: '1',
      attributes,
      relationships: linkage('/api/users/1', '2'),
      links: { self: '/api/users/1' },
    });
  });

  it('sets attributes that the storefront may not, and changes and deletes people created there', async () => {
    await shop.post('/api/users', { type: 'users', attributes: REQUIRED });
    const set = { enabled: false, confirmed: false, role: 'administrator' };
    const updated = await api.patch(`${PATH}/1`, changes('1', set, customer('1')));
    expect(updated.body.data.attributes).toMatchObject({ ...REQUIRED, ...set });
    expect((await shop.get('/api/users/1')).body.data).toMatchObject({
      attributes: set,
      relationships: customer('1'),
    });
    const freed = await api.patch(`${PATH}/1`, changes('1', {}, customer(null)));
    expect(freed.body.data.relationships).toMatchObject(customer(null));
    expect((await api.delete(`${PATH}/1`)).status).toBe(204);
    const answers = [
      await api.get(`${PATH}/1`),
      await api.patch(`${PATH}/1`, changes('1', set)),
      await api.delete(`${PATH}/1`),
      await shop.get('/api/users/1'),
    ];
    expect(answers.flatMap(refusals)).toEqual(answers.map(() => '404 not_found'));
  });

  it('records each act and its changes, with the same subject on both sides', async () => {
    await api.post(PATH, person());
    await api.patch(`${PATH}/1`, changes('1', { role: 'administrator' }, customer('2')));
    await api.patch(`${PATH}/1`, changes('1', { role: 'administrator' }, customer('2'))); // changes nothing
    await shop.patch('/api/users/1', {
      type: 'users',
      id: '1',
      attributes: { firstName: 'Anna' },
    });
    await api.delete(`${PATH}/1`);
    const whole = {
      ...REQUIRED,
      namePrefix: null,
      middleName: null,
      nameSuffix: null,
      birthday: null,
      enabled: true,
      confirmed: true,
      role: 'buyer',
      customerId: null,
    };
    const common = {
      actor_type: 'client',
      actor: expect.any(String),
      side: 'backoffice',
      subject_type: 'customer-users',
      subject_id: '1',
    };
    const changed = { role: 'administrator', customerId: '2' };
    expect(await lastEvents(applications, 4)).toEqual([
      { ...common, action: 'user.created', before: null, after: whole },
      {
        ...common,
        action: 'user.updated',
        before: { role: 'buyer', customerId: null },
        after: changed,
      },
      {
        ...common,
        side: 'storefront',
        action: 'user.updated',
        before: { firstName: 'Ann' },
        after: { firstName: 'Anna' },
      },
      {
        ...common,
        action: 'user.deleted',
        before: { ...whole, ...changed, firstName: 'Anna' },
        after: null,
      },
    ]);
  });

  it('lists people without a company when the filter excludes another company', async () => {
    await applications.database.query(
      `INSERT INTO customer_users (email, first_name, last_name, customer_id)
       VALUES ('a@example.com', 'A', 'A', 1), ('b@example.com', 'B', 'B', 2),
              ('c@example.com', 'C', 'C', NULL)`,
    );
    const { body } = await all.get(`${PATH}?filter[customer][neq]=1`);
    expect(body.data.map(({ id }: { id: string }) => id)).toEqual(['2', '3']);
  });

  it.each([
    ['filter[email]=PERSON2@EXAMPLE.COM', ['2']],
    ['filter[customer]=1', ['1', '3']],
    ['filter[enabled]=false', ['2']],
    ['filter[confirmed]=false', ['3']],
    ['filter[role]=administrator', ['1']],
    ['sort=-lastName', ['3', '2', '1']],
    ['sort=-createdAt', ['3', '2', '1']],
    ['sort=-customer.name,id', ['2', '1', '3']],
    ['filter[search]=erson3', ['3']],
    ['filter[search]=PERSON1@', ['1']],
  ])('lists the matching people for the query %s', async (query, ids) => {
    await applications.database.query(
      `INSERT INTO customer_users (email, first_name, last_name, enabled, confirmed, role, customer_id, created_at)
       SELECT 'person' || n || '@example.com', 'P', 'Person' || n, n <> 2, n <> 3,
              CASE n WHEN 1 THEN 'administrator' ELSE 'buyer' END, 2 - n % 2, now() + n * interval '1 s'
       FROM generate_series(1, 3) n`,
    );
    const { body } = await all.get(`${PATH}?${query}`);
    expect(body.data.map(({ id }: { id: string }) => id)).toEqual(ids);
  });

  it.each(['filter[role]=admn', 'filter[role]=buyer,admn', 'filter[role][neq]=admn'])(
    'rejects %s, which is no value of the enumeration, instead of an empty list',
    async (query) => {
      const answer = await all.get(`${PATH}?${query}`);
      expect(answer.status).toBe(400);
      expect(answer.body.errors).toEqual([
        {
          id: expect.any(String),
          status: '400',
          code: 'invalid_parameter',
          title: 'Invalid parameter',
          detail: 'each value must be one of buyer, administrator',
          source: { parameter: query.split('=')[0] },
        },
      ]);
    },
  );

  it.each([
    ['a role that there is not', { role: 'owner' }, '422 validation_failed /data/attributes/role'],
    ['no role', { role: null }, '422 validation_failed /data/attributes/role'],
    ['a text for a truth', { enabled: 'no' }, '422 validation_failed /data/attributes/enabled'],
    ['no answer', { confirmed: null }, '422 validation_failed /data/attributes/confirmed'],
    ['no address', { email: 'ann' }, '422 validation_failed /data/attributes/email'],
    [
      'a time',
      { updatedAt: '2020-01-01T00:00:00Z' },
      '400 read_only_attribute /data/attributes/updatedAt',
    ],
    [
      'the id of a customer',
      { customerId: '1' },
      '400 unknown_attribute /data/attributes/customerId',
    ],
  ])('rejects %s', async (_, attributes, refusal) => {
    expect(refusals(await api.post(PATH, person(attributes)))).toEqual([refusal]);
    await api.post(PATH, person());
    expect(refusals(await api.patch(`${PATH}/1`, changes('1', attributes)))).toEqual([refusal]);
  });

  it.each([
    ['that does not exist', customer('99'), '404 related_not_found /data/relationships/customer'],
    [
      'with a malformed id',
      customer('x'),
      '404 related_not_found /data/relationships/customer/data/id',
    ],
    [
      'of another type',
      { customer: { data: { type: 'users', id: '1' } } },
      '409 type_mismatch /data/relationships/customer/data/type',
    ],
  ])('rejects a customer %s', async (_, relationships, refusal) => {
    await api.post(PATH, person());
    const another = person({ email: 'other@example.com' }, relationships);
    expect(refusals(await api.post(PATH, another))).toEqual([refusal]);
    expect(refusals(await api.patch(`${PATH}/1`, changes('1', {}, relationships)))).toEqual([
      refusal,
    ]);
    expect((await api.get(`${PATH}/1`)).body.data.relationships).toMatchObject(customer(null));
  });
});

describe('the customer of a person', () => {
  beforeEach(async () => {
    await api.post(PATH, person({}, customer('2')));
    await api.post(PATH, person({ email: 'other@example.com' }));
  });

  it.each([
    ['/api/customer-users', async () => all],
    ['/api/users', async () => shop],
  ])('can be read, identified and included at %s', async (path, by) => {
    const reader = await by();
    const related = await reader.get(`${path}/1/customer`);
    expect(related.body).toMatchObject({
      links: { self: `${path}/1/customer` },
      data: { type: 'customers', id: '2', attributes: { name: 'Zeta' } },
    });
    expect((await reader.get(`${path}/2/customer`)).body.data).toBeNull();
    for (const [id, customerId] of [
      ['1', '2'],
      ['2', null],
    ] as const) {
      expect((await reader.get(`${path}/${id}/relationships/customer`)).body).toEqual({
        jsonapi: { version: '1.1' },
        ...linkage(`${path}/${id}`, customerId).customer,
      });
    }
    const included = await reader.get(`${path}?include=customer&fields[customers]=name`);
    expect(included.body.included).toEqual([
      {
        type: 'customers',
        id: '2',
        attributes: { name: 'Zeta' },
        links: { self: '/api/customers/2' },
      },
    ]);
    const missing = [
      await reader.get(`${path}/9/customer`),
      await reader.get(`${path}/9/relationships/customer`),
    ];
    expect(missing.flatMap(refusals)).toEqual(['404 not_found', '404 not_found']);
  });

  it('can be set at its own address, and is recorded as a change of the person', async () => {
    const path = `${PATH}/1/relationships/customer`;
    for (const id of ['1', null]) {
      const { data } = customer(id).customer;
      const { status, body } = await api.patch(path, data);
      expect({ status, body }).toEqual({
        status: 200,
        body: { jsonapi: { version: '1.1' }, ...linkage(`${PATH}/1`, id).customer },
      });
    }
    expect(await lastEvents(applications, 2)).toMatchObject([
      { action: 'user.updated', before: { customerId: '2' }, after: { customerId: '1' } },
      { action: 'user.updated', before: { customerId: '1' }, after: { customerId: null } },
    ]);
    const answers = [
      await api.patch(path, { type: 'customers', id: '99' }),
      await api.patch(path, { type: 'customers', id: 'x' }),
      await api.patch(path, { type: 'users', id: '1' }),
      await api.patch(`${PATH}/9/relationships/customer`, null),
      await shop.patch('/api/users/1/relationships/customer', null),
    ];
    expect(answers.flatMap(refusals)).toEqual([
      '404 related_not_found /data',
      '404 related_not_found /data/id',
      '409 type_mismatch /data/type',
      '404 not_found',
      '405 method_not_allowed',
    ]);
  });

  it('is included only for a caller that may read customers', async () => {
    const refusal = ['403 forbidden include'];
    const staff = await apiOf(applications.backoffice, 'customer-users:read');
    expect(refusals(await staff.get(`${PATH}?include=customer`))).toEqual(refusal);
    expect(refusals(await staff.get(`${PATH}?sort=customer.name`))).toEqual(['403 forbidden sort']);
    const poor = await apiOf(applications.storefront, 'users:read');
    expect(refusals(await poor.get('/api/users/1?include=customer'))).toEqual(refusal);
  });
});

describe('an e-mail address', () => {
  const taken = '409 already_exists /data/attributes/email';

  it('is unique regardless of case, on both sides', async () => {
    await api.post(PATH, person());
    await api.post(PATH, person({ email: 'other@example.com' }));
    const email = 'ANN.Lee@example.com';
    const user = (members: object) => ({ type: 'users', ...members });
    const answers = [
      await api.post(PATH, person({ email })),
      await api.patch(`${PATH}/2`, changes('2', { email })),
      await shop.post('/api/users', user({ attributes: { ...REQUIRED, email } })),
      await shop.patch('/api/users/2', user({ id: '2', attributes: { email } })),
    ];
    expect(answers.flatMap(refusals)).toEqual(answers.map(() => taken));
  });

  it('is given to one of twenty people who register at the same time', async () => {
    const answers = await Promise.all(
      Array.from({ length: 20 }, async (_, index) => {
        const { email } = REQUIRED;
        const other = email.slice(0, index).toUpperCase() + email.slice(index);
        return api.post(PATH, person({ email: other }));
      }),
    );
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(1);
    expect(answers.flatMap(refusals)).toEqual(Array.from({ length: 19 }, () => taken));
    expect((await api.get(PATH)).body.data).toHaveLength(1);
  });
});

describe('the storefront API for people', () => {
  it.each([
    ['enabled', { enabled: false }, '400 read_only_attribute /data/attributes/enabled'],
    ['confirmed', { confirmed: false }, '400 read_only_attribute /data/attributes/confirmed'],
    ['the role', { role: 'administrator' }, '400 read_only_attribute /data/attributes/role'],
  ])('cannot set %s', async (_, attributes, refusal) => {
    await api.post(PATH, person());
    const user = { type: 'users', id: '1', attributes };
    expect(refusals(await shop.patch('/api/users/1', user))).toEqual([refusal]);
  });

  it('does not show the customer of a person', async () => {
    const refusal = '400 read_only_relationship /data/relationships/customer';
    const user = { type: 'users', attributes: REQUIRED, relationships: customer('1') };
    expect(refusals(await shop.post('/api/users', user))).toEqual([refusal]);
    await api.post(PATH, person());
    expect(refusals(await shop.patch('/api/users/1', { ...user, id: '1' }))).toEqual([refusal]);
  });

  it('finds the people of a customer', async () => {
    await api.post(PATH, person({}, customer('2')));
    await api.post(PATH, person({ email: 'other@example.com' }));
    const { body } = await shop.get('/api/users?filter[customer]=2');
    expect(body.data.map(({ id }: { id: string }) => id)).toEqual(['1']);
  });
});

describe('a client of the storefront that acts for a person', () => {
  const asks = async (by: Api) => (await by.get('/api/users')).body.errors?.[0].code;

  /**
   * Creates a client of the person, which may list users as far as the role of its owner allows.
   */
  async function clientOf(id: string) {
    const client = await applications.storefront.createClient('users:read', {
      owner: { type: 'customer-users', id },
    });
    const token = await accessToken(applications.storefront, { client });
    return { client, by: apiWith(applications.storefront, token) };
  }

  beforeEach(async () => {
    await api.post(PATH, person({ role: 'administrator' }));
  });

  it.each([
    ['disabled', { enabled: false }],
    ['unconfirmed', { confirmed: false }],
  ])('stops when the back office makes the person %s, then works again', async (_, no) => {
    const { client, by } = await clientOf('1');
    expect(await asks(by)).toBeUndefined();
    await api.patch(`${PATH}/1`, changes('1', no));
    await expect.poll(async () => asks(by)).toBe('client_inactive');
    const { status, body } = await tokenRequest(applications.storefront, credentials(client));
    expect({ status, error: body.error }).toEqual({ status: 401, error: 'invalid_client' });
    await api.patch(`${PATH}/1`, changes('1', { enabled: true, confirmed: true }));
    await expect.poll(async () => asks(by)).toBeUndefined();
  });

  it('loses the scopes that the back office removes from the role of the person', async () => {
    const { by } = await clientOf('1');
    expect(await asks(by)).toBeUndefined();
    await api.patch(`${PATH}/1`, changes('1', { role: 'buyer' }));
    await expect.poll(async () => asks(by)).toBe('insufficient_scope');
  });

  it('stops when the back office deletes the person', async () => {
    const { by } = await clientOf('1');
    expect(await asks(by)).toBeUndefined();
    await api.delete(`${PATH}/1`);
    await expect.poll(async () => asks(by)).toBe('client_inactive');
  });
});
