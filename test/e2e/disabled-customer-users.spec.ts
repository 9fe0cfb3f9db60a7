import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startApplications, type TestApplications } from '../support/applications.js';
import { PEOPLE, resetCompanies, SCOPES } from '../support/companies.js';
import { type Api, apiWith, lastEvents, refusals } from '../support/json-api.js';
import { type OperationsApi, operationsWith } from '../support/operations.js';
import { accessToken } from '../support/requests.js';

const CALLERS = ['a person', 'an integration without an owner'] as const;
const NEW = { email: 'new@shop.example', firstName: 'New', lastName: 'Person' };
const addition = { type: 'users', attributes: NEW };
const MOVED = { email: 'moved@shop.example' };
const amy = { type: 'users', id: PEOPLE.amy.id };

let applications: TestApplications;
let backoffice: Api;
const apis = {} as Record<(typeof CALLERS)[number], { api: Api; operations: OperationsApi }>;

beforeAll(async () => {
  applications = await startApplications();
  await resetCompanies(applications);
  const { storefront } = applications;
  const owner = { type: 'customer-users', id: PEOPLE.ann.id };
  for (const name of CALLERS) {
    const client = await storefront.createClient(SCOPES, name === 'a person' ? { owner } : {});
    const token = await accessToken(storefront, { client });
    apis[name] = { api: apiWith(storefront, token), operations: operationsWith(storefront, token) };
  }
  const client = await applications.backoffice.createClient(
    'customer-users:read customer-users:write',
  );
  backoffice = apiWith(
    applications.backoffice,
    await accessToken(applications.backoffice, { client }),
  );
});
beforeEach(async () => {
  await applications.database.query('DELETE FROM customer_users WHERE email = $1', [NEW.email]);
  const { id } = PEOPLE.amy;
  await applications.database.query('UPDATE customer_users SET enabled = true WHERE id = $1', [id]);
});
afterAll(async () => applications.stop());

async function ids(): Promise<unknown> {
  return applications.database.query('SELECT id FROM customer_users ORDER BY id');
}

async function disableAmy(): Promise<void> {
  const { id } = PEOPLE.amy;
  const attributes = { enabled: false };
  const disabled = { type: 'customer-users', id, attributes };
  expect((await backoffice.patch(`/api/customer-users/${id}`, disabled)).status).toBe(200);
}

describe.each(CALLERS)('through the storefront, %s', (name) => {
  it('creates people as unconfirmed', async () => {
    const { status, body } = await apis[name].api.post('/api/users', addition);
    expect({ status, ...body.data.attributes }).toMatchObject({
      status: 201,
      ...NEW,
      enabled: true,
      confirmed: false,
    });
    expect(await lastEvents(applications)).toMatchObject([
      { action: 'user.created', after: { ...NEW, confirmed: false } },
    ]);
  });

  it('creates people as unconfirmed in operations', async () => {
    const { status } = await apis[name].operations.send({ op: 'add', data: addition });
    const rows = await applications.database.query(
      'SELECT confirmed FROM customer_users WHERE email = $1',
      [NEW.email],
    );
    expect({ status, rows }).toEqual({ status: 200, rows: [{ confirmed: false }] });
  });

  it.each<[string, string, (by: (typeof apis)[typeof name]) => Promise<never>]>([
    ['by id', '', async ({ api }) => (await api.delete(`/api/users/${amy.id}`)) as never],
    [
      'by a filter that matches others as well',
      '',
      async ({ api }) =>
        (await api.delete(`/api/users?filter[lastName]=Mark-of-ann,Mark-of-amy`)) as never,
    ],
    [
      'by an operation after another one',
      ' /atomic:operations/1',
      async ({ operations }) =>
        (await operations.send({ op: 'add', data: addition }, { op: 'remove', ref: amy })) as never,
    ],
  ])('cannot delete a disabled person %s', async (_, pointer, act) => {
    await disableAmy();
    const before = await ids();
    expect(refusals(await act(apis[name]))).toEqual([`409 user_disabled${pointer}`]);
    expect(await ids()).toEqual(before);
    expect(await lastEvents(applications)).toMatchObject([{ side: 'backoffice' }]);
  });

  it.each<[string, string, (by: (typeof apis)[typeof name]) => Promise<never>]>([
    [
      'by id',
      '',
      async ({ api }) =>
        (await api.patch(`/api/users/${amy.id}`, { ...amy, attributes: MOVED })) as never,
    ],
    [
      'by an operation',
      ' /atomic:operations/0',
      async ({ operations }) =>
        (await operations.send({ op: 'update', data: { ...amy, attributes: MOVED } })) as never,
    ],
  ])('cannot change the e-mail address of a disabled person %s', async (_, pointer, act) => {
    await disableAmy();
    expect(refusals(await act(apis[name]))).toEqual([`409 user_disabled${pointer}`]);
    expect(await lastEvents(applications)).toMatchObject([{ side: 'backoffice' }]);
    const renamed = { ...amy, attributes: { middleName: 'Also' } };
    expect((await apis[name].api.patch(`/api/users/${amy.id}`, renamed)).status).toBe(200);
  });

  it('can delete enabled people', async () => {
    const { api, operations } = apis[name];
    const added = await api.post('/api/users', addition);
    expect((await api.delete(`/api/users/${added.body.data.id}`)).status).toBe(204);
    await api.post('/api/users', addition);
    expect((await api.delete('/api/users?filter[lastName]=Person')).status).toBe(204);
    const again = await api.post('/api/users', addition);
    const ref = { type: 'users', id: again.body.data.id };
    expect((await operations.send({ op: 'remove', ref })).status).toBe(204);
  });
});

it('the back office can create confirmed people and delete disabled ones', async () => {
  const made = await backoffice.post('/api/customer-users', {
    type: 'customer-users',
    attributes: { ...NEW, enabled: false },
  });
  expect(made.body.data.attributes).toMatchObject({ enabled: false, confirmed: true });
  const { status } = await backoffice.delete(`/api/customer-users/${made.body.data.id}`);
  expect(status).toBe(204);
});
