import { Client } from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startApplications, type TestApplications } from '../support/applications.js';
import {
  ALDER,
  BIRCH,
  mark,
  PEOPLE,
  type Person,
  resetCompanies,
  SCOPES,
} from '../support/companies.js';
import { type Api, apiOf, apiWith, lastEvents } from '../support/json-api.js';
import { accessToken, api } from '../support/requests.js';
import { operationsWith } from '../support/operations.js';
import { untilWaiting } from '../support/waiting-statements.js';

let applications: TestApplications;
let token: string;
let ann: Api;
let amy: Api;
let shop: Api;
let backoffice: Api;

beforeAll(async () => {
  applications = await startApplications();
  await resetCompanies(applications);
  const { storefront } = applications;
  const tokenOf = async (name: Person) => {
    const owner = { type: 'customer-users', id: PEOPLE[name].id };
    return accessToken(storefront, { client: await storefront.createClient(SCOPES, { owner }) });
  };
  token = await tokenOf('ann');
  ann = apiWith(storefront, token);
  amy = apiWith(storefront, await tokenOf('amy'));
  shop = await apiOf(storefront, SCOPES);
  backoffice = await apiOf(
    applications.backoffice,
    'customers:read customers:write customer-users:read customer-users:write',
  );
});
beforeEach(async () => {
  await resetCompanies(applications);
  for (const caller of [ann, amy]) await expectProfile(caller, 200);
});
afterAll(async () => applications.stop());

/** Waits for the storefront to apply a change: milliseconds, but not before the answer is sent. */
async function expectProfile(caller: Api, status: number): Promise<void> {
  await expect.poll(async () => (await caller.get('/api/users/mine')).status).toBe(status);
}

const idsOf = ({ body }: { body: { data: { id: string }[] } }) => body.data.map(({ id }) => id);
const linkage = (customer: string | null) => customer && { type: 'customers', id: customer };

/** Creates a person as Ann, whose name must not be shown to another company. */
async function createUser(idempotencyKey: string) {
  const attributes = { email: 'new@shop.example', firstName: 'New', lastName: mark('new') };
  return api(applications.storefront, token, '/api/users', {
    method: 'POST',
    document: { data: { type: 'users', attributes } },
    headers: { 'Idempotency-Key': idempotencyKey },
  });
}

async function moveAnn(customer: string | null): Promise<void> {
  const path = `/api/customer-users/${PEOPLE.ann.id}/relationships/customer`;
  expect((await backoffice.patch(path, linkage(customer))).status).toBe(200);
}

/** Moves Ann to another company after her request has locked the row of Amy, and before it writes. */
async function whileAnnMoves<Result>(send: () => Promise<Result>): Promise<Result> {
  const { database } = applications;
  const session = new Client(database.url);
  await session.connect();
  try {
    await session.query('BEGIN');
    await session.query('SELECT FROM customer_users WHERE id = $1 FOR UPDATE', [PEOPLE.amy.id]);
    const answer = send();
    await untilWaiting(session, database);
    await session.query('UPDATE customer_users SET customer_id = $1 WHERE id = $2', [
      BIRCH,
      PEOPLE.ann.id,
    ]);
    await session.query('COMMIT');
    return await answer;
  } finally {
    await session.end();
  }
}

describe('a change of a person of the company that the caller leaves at the same time', () => {
  const path = `/api/users/${PEOPLE.amy.id}`;
  const attributes = { firstName: 'Other' };
  const identifier = { type: 'users', id: PEOPLE.amy.id };
  const operations = () => operationsWith(applications.storefront, token);

  it.each<[string, () => Promise<{ status: number }>, number]>([
    ['DELETE', async () => ann.delete(path), 404],
    ['PATCH', async () => ann.patch(path, { ...identifier, attributes }), 404],
    ['DELETE by filter', async () => ann.delete(`/api/users?filter[id]=${PEOPLE.amy.id}`), 204],
    ['remove', async () => operations().send({ op: 'remove', ref: identifier }), 404],
    [
      'update',
      async () => operations().send({ op: 'update', data: { ...identifier, attributes } }),
      404,
    ],
  ])('by %s does nothing and records nothing', async (_, send, status) => {
    const before = await lastEvents(applications);
    const answer = await whileAnnMoves(send);
    expect(answer.status).toBe(status);
    expect((await backoffice.get(`/api/customer-users/${PEOPLE.amy.id}`)).body.data).toMatchObject({
      attributes: { firstName: 'Person' },
    });
    expect(await lastEvents(applications)).toEqual(before);
  });
});

describe('a token issued before its person moves', () => {
  it('to another company shows the people of that company from the next request on', async () => {
    expect(idsOf(await ann.get('/api/users'))).toEqual([PEOPLE.ann.id, PEOPLE.amy.id]);
    await moveAnn(BIRCH);
    expect(idsOf(await ann.get('/api/users'))).toEqual([PEOPLE.ann.id, PEOPLE.ben.id]);
    expect((await ann.get(`/api/users/${PEOPLE.amy.id}`)).status).toBe(404);
    expect(idsOf(await ann.get('/api/customers'))).toEqual([BIRCH]);
    expect((await ann.delete(`/api/users/${PEOPLE.amy.id}`)).status).toBe(404);
  });

  it('to no company shows only the person', async () => {
    await moveAnn(null);
    expect(idsOf(await ann.get('/api/users'))).toEqual([PEOPLE.ann.id]);
    expect(idsOf(await ann.get('/api/customers'))).toEqual([]);
    expect((await ann.get('/api/users/mine?include=customer')).body.included).toEqual([]);
  });

  it('out of a company that is then deleted shows nothing of that company', async () => {
    expect((await backoffice.delete(`/api/customers/${ALDER}`)).status).toBe(409);
    await applications.database.query('UPDATE customer_users SET customer_id = NULL');
    expect((await backoffice.delete(`/api/customers/${ALDER}`)).status).toBe(204);
    expect((await ann.get(`/api/customers/${ALDER}`)).status).toBe(404);
    expect(idsOf(await ann.get('/api/users'))).toEqual([PEOPLE.ann.id]);
  });

  it('is rejected once the person is deleted', async () => {
    await backoffice.delete(`/api/customer-users/${PEOPLE.ann.id}`);
    await expectProfile(ann, 401);
    const { status, body } = await ann.get('/api/users');
    expect({ status, code: body.errors[0].code }).toEqual({ status: 401, code: 'client_inactive' });
  });

  it('gets no stored answer from before the move for an Idempotency-Key', async () => {
    const create = async () => createUser('"7f0c2b1e-key"');
    const first = await create();
    const again = await create();
    expect([first.status, again.status]).toEqual([201, 201]);
    expect(again.headers.get('Idempotent-Replayed')).toBe('true');
    expect(again.body).toEqual(first.body);

    await moveAnn(BIRCH);
    const moved = await create();
    expect(moved.status).toBe(409);
    expect(JSON.stringify(moved.body)).not.toContain(mark('new'));
    await moveAnn(null);
    expect((await create()).status).toBe(403);
  });
});

it('a caller cannot move to another company while its request with an Idempotency-Key runs', async () => {
  const session = new Client(applications.database.url);
  await session.connect();
  try {
    await session.query('BEGIN; LOCK TABLE idempotent_requests IN SHARE MODE');
    const answer = createUser('"8a1d3c2f-key"');
    await untilWaiting(session, applications.database);
    const lock = 'SELECT FROM customer_users WHERE id = $1 FOR NO KEY UPDATE NOWAIT';
    await expect(session.query(lock, [PEOPLE.ann.id])).rejects.toMatchObject({ code: '55P03' });
    await session.query('ROLLBACK');
    expect((await answer).status).toBe(201);
  } finally {
    await session.end();
  }
});

describe('a new e-mail address is unconfirmed', () => {
  const EMAIL = 'changed@shop.example';
  const change = (id: string, attributes: object) => ({ type: 'users', id, attributes });

  async function stateOf(name: Person) {
    const [row] = await applications.database.query(
      'SELECT email, confirmed FROM customer_users WHERE id = $1',
      [PEOPLE[name].id],
    );
    return row;
  }

  it('when the person changes it in the profile, and the clients of the person stop at once', async () => {
    const { id } = PEOPLE.ann;
    const { status, body } = await ann.patch('/api/users/mine', change(id, { email: EMAIL }));
    expect({ status, ...body.data.attributes }).toMatchObject({
      status: 200,
      email: EMAIL,
      confirmed: false,
    });
    expect(await lastEvents(applications)).toMatchObject([
      {
        before: { email: 'ann@shop.example', confirmed: true },
        after: { email: EMAIL, confirmed: false },
      },
    ]);
    await expectProfile(ann, 401);
    const refused = await ann.get('/api/users/mine');
    expect(refused).toMatchObject({
      status: 401,
      body: {
        errors: [{ detail: 'the user for whom this client acts is disabled or not confirmed' }],
      },
    });

    await backoffice.patch(`/api/customer-users/${id}`, {
      type: 'customer-users',
      id,
      attributes: { confirmed: true },
    });
    await expectProfile(ann, 200);
  });

  it.each([
    ['a colleague', () => ann],
    ['a client without owner', () => shop],
  ] as const)('when %s changes it', async (_, caller) => {
    const { id } = PEOPLE.amy;
    const { body } = await caller().patch(`/api/users/${id}`, change(id, { email: EMAIL }));
    expect(body.data.attributes).toMatchObject({ email: EMAIL, confirmed: false });
    await expectProfile(amy, 401);
  });

  it('when an operation changes it', async () => {
    const type = 'application/vnd.api+json;ext="https://jsonapi.org/ext/atomic"';
    const { status } = await api(applications.storefront, token, '/api/operations', {
      method: 'POST',
      document: {
        'atomic:operations': [{ op: 'update', data: change(PEOPLE.amy.id, { email: EMAIL }) }],
      },
      headers: { 'Content-Type': type, Accept: type },
    });
    expect(status).toBe(200);
    expect(await stateOf('amy')).toEqual({ email: EMAIL, confirmed: false });
  });

  it('when it is changed in SQL', async () => {
    await applications.database.query('UPDATE customer_users SET email = $1 WHERE id = $2', [
      EMAIL,
      PEOPLE.ann.id,
    ]);
    expect(await stateOf('ann')).toEqual({ email: EMAIL, confirmed: false });
    await expectProfile(ann, 401);
  });

  it.each([
    ['a Turkish capital i for an i', 'ann@ship.example', 'ann@sh\u0130p.example', false],
    ['another case beyond ASCII', 'zo\u00EB@ship.example', 'ZO\u00CB@ship.example', false],
    ['another case of ASCII letters', 'zo\u00EB@ship.example', 'ZO\u00EB@SHIP.example', true],
  ])('unless only the case of ASCII letters changes: %s', async (_, before, after, confirmed) => {
    const write = async (email: string) =>
      applications.database.query('UPDATE customer_users SET email = $1 WHERE id = $2', [
        email,
        PEOPLE.ann.id,
      ]);
    await write(before);
    await applications.database.query('UPDATE customer_users SET confirmed = true');
    await write(after);
    expect(await stateOf('ann')).toEqual({ email: after, confirmed });
  });

  it.each([
    [{ email: EMAIL }, false],
    [{ email: EMAIL, confirmed: false }, false],
    [{ email: EMAIL, confirmed: true }, true],
    [{ email: 'ANN@shop.example' }, true],
    [{ email: 'ann@shop.example' }, true],
    [{ firstName: 'Anna' }, true],
  ])('unless the back office confirms it at once: %j', async (attributes, confirmed) => {
    const { id } = PEOPLE.ann;
    const answer = await backoffice.patch(`/api/customer-users/${id}`, {
      type: 'customer-users',
      id,
      attributes,
    });
    expect(answer.status).toBe(200);
    expect(answer.body.data.attributes).toMatchObject({ ...attributes, confirmed });
    expect(await stateOf('ann')).toMatchObject({ confirmed });
    await expectProfile(ann, confirmed ? 200 : 401);
  });

  it('also after another change when the former address was unconfirmed', async () => {
    await applications.database.query('UPDATE customer_users SET confirmed = false');
    const { id } = PEOPLE.ben;
    const { body } = await shop.patch(`/api/users/${id}`, change(id, { email: EMAIL }));
    expect(body.data.attributes.confirmed).toBe(false);
  });
});
