import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startApplications, type TestApplications } from '../support/applications.js';
import { type Api, apiOf, lastEvents, refusals } from '../support/json-api.js';
import type { Answer } from '../support/requests.js';

let applications: TestApplications;
let api: Api;
let shop: Api;

beforeAll(async () => {
  applications = await startApplications();
  const scopes = 'customers:read customers:write customer-users:read customer-users:write';
  api = await apiOf(applications.backoffice, scopes);
  shop = await apiOf(applications.storefront, 'customers:read users:read');
});
afterAll(async () => applications.stop());
beforeEach(async () => {
  await applications.database.query('TRUNCATE customers, customer_users RESTART IDENTITY CASCADE');
});

const PATH = '/api/customers';
const TIME = expect.stringMatching(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d{3})?Z$/);

const customer = (attributes: object = {}) => ({
  type: 'customers',
  attributes: { name: 'Acme', ...attributes },
});
const changes = (id: string, attributes: object) => ({ type: 'customers', id, attributes });
const idsOf = ({ body }: Answer) => body.data.map(({ id }: { id: string }) => id);

/** Adds one person for each given customer, with the ids 1, 2 and so on. */
async function addUsers(...customerIds: (string | null)[]): Promise<void> {
  for (const [index, customerId] of customerIds.entries()) {
    await applications.database.query(
      `INSERT INTO customer_users (email, first_name, last_name, customer_id)
       VALUES ($1, 'A', 'B', $2)`,
      [`person${index + 1}@shop.example`, customerId],
    );
  }
}

describe('/api/customers', () => {
  it('creates a customer: 201 with Location and the resource, which the storefront can read', async () => {
    const { status, headers, body } = await api.post(PATH, customer());
    expect({ status, location: headers.get('location') }).toEqual({
      status: 201,
      location: `${PATH}/1`,
    });
    const whole = {
      type: 'customers',
      id: '1',
      attributes: { name: 'Acme', description: null, createdAt: TIME, updatedAt: TIME },
      links: { self: `${PATH}/1` },
    };
    const links = {
      self: `${PATH}/1/relationships/customerUsers`,
      related: `${PATH}/1/customerUsers`,
    };
    expect(body).toEqual({
      jsonapi: { version: '1.1' },
      links: { self: `${PATH}/1` },
      data: { ...whole, relationships: { customerUsers: { links } } },
    });
    expect((await api.get(`${PATH}/1`)).body).toEqual(body);
    expect((await shop.get(`${PATH}/1`)).body.data).toEqual(whole);
    expect((await shop.get(PATH)).body.data).toEqual([whole]);
  });

  it('changes only the attributes that are sent, and deletes a customer', async () => {
    await api.post(PATH, customer({ description: 'makes anvils' }));
    const updated = await api.patch(`${PATH}/1`, changes('1', { name: 'ACME' }));
    expect(updated.body.data.attributes).toMatchObject({
      name: 'ACME',
      description: 'makes anvils',
    });
    const deleted = await api.delete(`${PATH}/1`);
    expect({ status: deleted.status, body: deleted.body }).toEqual({ status: 204, body: '' });
    const answers = [
      await api.get(`${PATH}/1`),
      await api.patch(`${PATH}/1`, changes('1', { name: 'x' })),
      await api.delete(`${PATH}/1`),
      await shop.get(`${PATH}/1`),
    ];
    expect(answers.flatMap(refusals)).toEqual(answers.map(() => '404 not_found'));
  });

  it('records each act and its changes', async () => {
    await api.post(PATH, customer());
    await api.patch(`${PATH}/1`, changes('1', { description: 'makes anvils' }));
    await api.patch(`${PATH}/1`, changes('1', { name: 'Acme' })); // changes nothing
    await api.delete(`${PATH}/1`);
    const common = {
      actor_type: 'client',
      actor: expect.any(String),
      side: 'backoffice',
      subject_type: 'customers',
      subject_id: '1',
    };
    expect(await lastEvents(applications, 3)).toEqual([
      {
        ...common,
        action: 'customer.created',
        before: null,
        after: { name: 'Acme', description: null },
      },
      {
        ...common,
        action: 'customer.updated',
        before: { description: null },
        after: { description: 'makes anvils' },
      },
      {
        ...common,
        action: 'customer.deleted',
        before: { name: 'Acme', description: 'makes anvils' },
        after: null,
      },
    ]);
  });

  it('accepts two customers of the same name', async () => {
    const answers = [await api.post(PATH, customer()), await api.post(PATH, customer())];
    expect(answers.map(({ status }) => status)).toEqual([201, 201]);
  });

  it.each([
    ['filter[name]=ACME', ['1']],
    ['filter[search]=CME', ['1']],
    ['sort=-name', ['3', '2', '1']],
    ['sort=createdAt', ['1', '2', '3']],
    ['sort=-updatedAt', ['3', '2', '1']],
  ])('lists the matching customers on both sides for the query %s', async (query, ids) => {
    for (const name of ['Acme', 'bolts', 'Copper']) await api.post(PATH, customer({ name }));
    expect(idsOf(await api.get(`${PATH}?${query}`))).toEqual(ids);
    expect(idsOf(await shop.get(`${PATH}?${query}`))).toEqual(ids);
  });

  it.each([
    ['no name', { name: null }, '422 validation_failed /data/attributes/name'],
    ['an empty name', { name: '' }, '422 validation_failed /data/attributes/name'],
    ['too long a name', { name: 'x'.repeat(256) }, '422 validation_failed /data/attributes/name'],
    [
      'too long a description',
      { description: 'x'.repeat(1001) },
      '422 validation_failed /data/attributes/description',
    ],
    [
      'a time',
      { createdAt: '2020-01-01T00:00:00Z' },
      '400 read_only_attribute /data/attributes/createdAt',
    ],
    ['a tax number', { vatId: 'x' }, '400 unknown_attribute /data/attributes/vatId'],
  ])('rejects %s', async (_, attributes, refusal) => {
    expect(refusals(await api.post(PATH, customer(attributes)))).toEqual([refusal]);
  });

  it('is read-only on the storefront', async () => {
    await api.post(PATH, customer());
    const answers = [
      await shop.post(PATH, customer()),
      await shop.patch(`${PATH}/1`, changes('1', { name: 'x' })),
      await shop.delete(`${PATH}/1`),
    ];
    expect(answers.flatMap(refusals)).toEqual(answers.map(() => '405 method_not_allowed'));
  });
});

describe('a customer that has users', () => {
  beforeEach(async () => {
    await api.post(PATH, customer());
    await addUsers('1', '1', null);
  });

  it('cannot be deleted, and the error links to them', async () => {
    const { status, body } = await api.delete(`${PATH}/1`);
    const about = `${PATH}/1/customerUsers`;
    expect({ status, errors: body.errors }).toEqual({
      status: 409,
      errors: [
        {
          id: expect.any(String),
          links: { about },
          status: '409',
          code: 'reference_conflict',
          title: 'Reference conflict',
          detail:
            'resources of type customer-users refer to this one: its customerUsers must be empty first',
        },
      ],
    });
    expect(idsOf(await api.get(about))).toEqual(['1', '2']);
    expect((await lastEvents(applications))[0]).toMatchObject({ action: 'customer.created' });
  });

  it('lists, identifies and includes its users', async () => {
    const path = `${PATH}/1/relationships/customerUsers`;
    const identifiers = [
      { type: 'customer-users', id: '1' },
      { type: 'customer-users', id: '2' },
    ];
    expect((await api.get(path)).body.data).toEqual(identifiers);
    const { body } = await api.get(`${PATH}/1?include=customerUsers&fields[customer-users]=email`);
    expect(body.data.relationships.customerUsers.data).toEqual(identifiers);
    expect(idsOf({ body: { data: body.included } } as Answer)).toEqual(['1', '2']);
    const page = await api.get(`${PATH}/1/customerUsers?page[size]=1&sort=-id`);
    expect(idsOf(page)).toEqual(['2']);
    const missing = [
      await api.get(`${PATH}/9/customerUsers`),
      await api.get(`${PATH}/9/relationships/customerUsers`),
    ];
    expect(missing.flatMap(refusals)).toEqual(['404 not_found', '404 not_found']);
  });

  it('can be deleted once its users are gone', async () => {
    await api.delete('/api/customer-users/1');
    const free = { customer: { data: null } };
    const data = { type: 'customer-users', id: '2', attributes: {}, relationships: free };
    await api.patch('/api/customer-users/2', data);
    expect((await api.delete(`${PATH}/1`)).status).toBe(204);
    expect(idsOf(await api.get('/api/customer-users'))).toEqual(['2', '3']);
  });
});
