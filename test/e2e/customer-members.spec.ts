import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startSide, type TestSide } from '../support/applications.js';
import { type Api, apiOf, lastEvents, refusals } from '../support/json-api.js';
import { DescribedAnswers, openApiDocument } from '../support/open-api.js';
import { operationsOf } from '../support/operations.js';

let applications: TestSide<'backoffice'>;
let api: Api;

beforeAll(async () => {
  applications = await startSide('backoffice');
  const scopes = 'customers:read customer-users:read customer-users:write';
  api = await apiOf(applications.backoffice, scopes);
});
afterAll(async () => applications.stop());

/** People 1 and 2 belong to Acme (1), 3 to Bolt (2), 4 to no customer. */
beforeEach(async () => {
  const { database } = applications;
  await database.query('TRUNCATE customers, customer_users RESTART IDENTITY CASCADE');
  await database.query(`INSERT INTO customers (name) VALUES ('Acme'), ('Bolt')`);
  await database.query(
    `INSERT INTO customer_users (email, first_name, last_name, customer_id)
     SELECT 'person' || id || '@shop.example', 'A', 'B', customer_id
     FROM (VALUES (1, 1), (2, 1), (3, 2), (4, NULL)) person (id, customer_id)`,
  );
});

const PATH = '/api/customers/1/relationships/customerUsers';
const person = (id: string) => ({ type: 'customer-users', id });
const people = (...ids: string[]) => ids.map(person);

/** Reads the customer id of every person. */
async function customerIds() {
  const rows = await applications.database.query(
    'SELECT customer_id FROM customer_users ORDER BY id LIMIT 5',
  );
  return rows.map((row) => row.customer_id);
}

async function countEvents() {
  const [row] = await applications.database.query(
    'SELECT count(*)::int AS count FROM audit_events',
  );
  return row!.count as number;
}

/** Adds this many further people of Acme. */
async function addToAcme(count: number) {
  await applications.database.query(
    `INSERT INTO customer_users (email, first_name, last_name, customer_id)
     SELECT 'more' || n || '@shop.example', 'A', 'B', 1 FROM generate_series(1, $1::int) n`,
    [count],
  );
}

describe('the people of a customer', () => {
  it.each([
    ['post', ['1', '3', '4'], ['1', '2', '3', '4'], ['1', '1', '1', '1']],
    ['patch', ['4', '3', '2'], ['2', '3', '4'], [null, '1', '1', '1']],
    ['patch', [], [], [null, null, '2', null]],
    ['delete', ['1', '3', '4', '99', 'x'], ['2'], [null, '1', '2', null]],
  ] as const)('%s with %j changes them to %j', async (method, named, members, customers) => {
    const { status, body } = await api[method](PATH, people(...named));
    expect({ status, body }).toEqual({
      status: 200,
      body: {
        jsonapi: { version: '1.1' },
        links: {
          self: PATH,
          first: PATH,
          prev: null,
          next: null,
          related: '/api/customers/1/customerUsers',
        },
        data: people(...members),
      },
    });
    expect(await customerIds()).toEqual(customers);
    expect((await api.get(PATH)).body).toEqual(body);
  });

  it('are moved with one event each, as if each had been changed alone', async () => {
    const before = await countEvents();
    await api.patch(PATH, people('2', '3'));
    const common = {
      actor_type: 'client',
      actor: expect.any(String),
      side: 'backoffice',
      action: 'user.updated',
      subject_type: 'customer-users',
    };
    expect(await lastEvents(applications, 2)).toEqual([
      { ...common, subject_id: '1', before: { customerId: '1' }, after: { customerId: null } },
      { ...common, subject_id: '3', before: { customerId: '2' }, after: { customerId: '1' } },
    ]);
    expect(await countEvents()).toBe(before + 2);
  });

  it('stay unchanged, without an event, when the request changes nothing', async () => {
    const before = [await countEvents(), (await api.get('/api/customer-users')).body];
    const statuses = [
      await api.post(PATH, people('1')),
      await api.patch(PATH, people('2', '1')),
      await api.delete(PATH, people('3', '4')),
      await api.post(PATH, []),
    ].map(({ status }) => status);
    expect(statuses).toEqual([200, 200, 200, 200]);
    expect([await countEvents(), (await api.get('/api/customer-users')).body]).toEqual(before);
  });

  it.each([
    ['a person that there is not', people('3', '99'), '404 related_not_found /data'],
    ['one that there cannot be', people('3', 'x'), '404 related_not_found /data/1/id'],
    [
      'of another type',
      [person('3'), { type: 'users', id: '1' }],
      '409 type_mismatch /data/1/type',
    ],
    ['no list', person('3'), '400 invalid_document /data'],
    [
      'more than 100',
      people(...Array.from({ length: 101 }, () => '3')),
      '400 invalid_document /data',
    ],
  ])('stay unchanged when the request is rejected: %s', async (_, data, refusal) => {
    const before = await countEvents();
    const answers = [await api.post(PATH, data), await api.patch(PATH, data)];
    expect(answers.flatMap(refusals)).toEqual([refusal, refusal]);
    expect(await customerIds()).toEqual(['1', '1', '2', null]);
    expect(await countEvents()).toBe(before);
  });

  it.each(['99', 'x'])('answers 404 for the customer %s, which does not exist', async (id) => {
    const path = `/api/customers/${id}/relationships/customerUsers`;
    const answers = [
      await api.post(path, people('1')),
      await api.patch(path, []),
      await api.delete(path, people('1')),
    ];
    expect(answers.flatMap(refusals)).toEqual(answers.map(() => '404 not_found'));
  });

  it('can be replaced up to a hundred at once; more can be added and removed', async () => {
    await addToAcme(98);
    expect((await api.patch(PATH, people('1'))).body.data).toEqual(people('1'));
    await applications.database.query('UPDATE customer_users SET customer_id = 1');
    const refused = await api.patch(PATH, people('1'));
    expect(refusals(refused)).toEqual(['403 replacement_not_allowed /data']);
    expect(await customerIds()).toEqual(['1', '1', '1', '1', '1']);
    expect((await api.delete(PATH, people('1', '2'))).status).toBe(200);
    expect((await api.post(PATH, people('1'))).status).toBe(200);
    expect(await customerIds()).toEqual(['1', null, '1', '1', '1']);
  });

  it('are exactly those of one request when two requests replace them at once', async () => {
    const [first, second] = [people('3'), people('2', '4')];
    const answers = await Promise.all([
      ...[first, second].map(async (data) => api.patch(PATH, data)),
      api.patch('/api/customer-users/1/relationships/customer', { type: 'customers', id: '2' }),
    ]);
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
    expect([first, second]).toContainEqual((await api.get(PATH)).body.data);
  });

  it('are answered as the OpenAPI document describes', async () => {
    const answers = new DescribedAnswers(await openApiDocument(applications.backoffice));
    const path = '/api/customers/{id}/relationships/customerUsers';
    answers.check(await api.post(PATH, people('3')), `POST ${path}`);
    answers.check(await api.patch(PATH, people('3')), `PATCH ${path}`);
    answers.check(await api.delete(PATH, people('3')), `DELETE ${path}`);
    answers.check(await api.post(PATH, people('99')), `POST ${path}`);
    expect(answers.errors).toEqual([]);
  });
});

describe('operations on the people of a customer', () => {
  const ref = { type: 'customers', id: '1', relationship: 'customerUsers' };

  it('add, replace and remove people, together with other operations', async () => {
    const operations = await operationsOf(
      applications.backoffice,
      'customers:write customer-users:write',
    );
    const { status, body } = await operations.send(
      { op: 'add', data: { type: 'customers', lid: 'new', attributes: { name: 'New' } } },
      {
        op: 'add',
        ref: { type: 'customers', lid: 'new', relationship: 'customerUsers' },
        data: people('1', '2'),
      },
      { op: 'update', ref, data: people('3', '4') },
      { op: 'remove', href: PATH, data: people('4', '99') },
    );
    expect([status, body['atomic:results'].slice(1)]).toEqual([200, [{}, {}, {}]]);
    expect(await customerIds()).toEqual(['3', '3', '1', null]);
    expect(await lastEvents(applications, 5)).toMatchObject([
      { subject_id: '1', before: { customerId: '1' }, after: { customerId: '3' } },
      { subject_id: '2', before: { customerId: '1' }, after: { customerId: '3' } },
      { subject_id: '3', before: { customerId: '2' }, after: { customerId: '1' } },
      { subject_id: '4', before: { customerId: null }, after: { customerId: '1' } },
      { subject_id: '4', before: { customerId: '1' }, after: { customerId: null } },
    ]);
  });

  it('need the scope for users, and change nothing when one person does not exist', async () => {
    const operation = { op: 'add', ref, data: people('3') };
    const poor = await operationsOf(applications.backoffice, 'customers:write');
    expect(refusals(await poor.send(operation))).toEqual([
      '403 insufficient_scope /atomic:operations/0',
    ]);
    const operations = await operationsOf(applications.backoffice, 'customer-users:write');
    const answer = await operations.send(operation, { ...operation, data: people('99') });
    expect(refusals(answer)).toEqual(['404 related_not_found /atomic:operations/1/data']);
    expect(await customerIds()).toEqual(['1', '1', '2', null]);
  });
});

describe('the users of a role', () => {
  it.each(['post', 'patch', 'delete'] as const)('are read-only: %s is 405', async (method) => {
    const { status, headers } = await api[method]('/api/roles/1/relationships/users', []);
    expect([status, headers.get('allow')]).toEqual([405, 'OPTIONS, GET, HEAD']);
  });
});
