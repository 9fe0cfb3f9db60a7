import { Client } from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  startApplications,
  type TestApplication,
  type TestApplications,
} from '../support/applications.js';
import { PEOPLE, resetCompanies, SCOPES } from '../support/companies.js';
import { lastEvents, refusals } from '../support/json-api.js';
import { accessToken, type Answer, api } from '../support/requests.js';
import { untilWaiting } from '../support/waiting-statements.js';

/** Changes with If-Match while other transactions change the same row. */

const MANAGED = '/api/customer-users/101';
const OWN = '/api/users/101';

let applications: TestApplications;
let staff: Caller;
let shop: Caller;
let member: Caller;

/** Sends requests with the token of one client; the path of a person is that of Ann. */
interface Caller {
  path: string;
  get(query?: string): Promise<Answer>;
  change(tag: string, attributes: object, query?: string): Promise<Answer>;
  delete(tag: string): Promise<Answer>;
}

beforeAll(async () => {
  applications = await startApplications();
  await resetCompanies(applications);
  const { backoffice, storefront } = applications;
  const managing = 'customer-users:read customer-users:write';
  staff = callerOf(
    backoffice,
    await accessToken(backoffice, { client: await backoffice.createClient(managing) }),
    MANAGED,
  );
  const client = await storefront.createClient(SCOPES);
  shop = callerOf(storefront, await accessToken(storefront, { client }), OWN);
  const owner = { type: 'customer-users', id: PEOPLE.amy.id };
  const own = await storefront.createClient(SCOPES, { owner });
  member = callerOf(storefront, await accessToken(storefront, { client: own }), OWN);
});
beforeEach(async () => {
  await resetCompanies(applications);
  await applications.database.query(`UPDATE customer_users SET first_name = '0'`);
  await untilAccepted(member);
});
afterAll(async () => applications.stop());

/** Waits until a notification has told the storefront that the caller's person exists again. */
async function untilAccepted(caller: Caller): Promise<void> {
  await expect.poll(async () => (await caller.get()).status).toBe(200);
}

function callerOf(application: TestApplication, token: string, path: string): Caller {
  const [, , type] = path.split('/') as [string, string, string];
  const send = async (method: string, tag: string, document?: object, query = '') =>
    api(application, token, path + query, { method, document, headers: { 'If-Match': tag } });
  return {
    path,
    get: async (query = '') => api(application, token, path + query),
    change: async (tag, attributes, query) =>
      send('PATCH', tag, { data: { type, id: '101', attributes } }, query),
    delete: async (tag) => send('DELETE', tag),
  };
}

const tagOf = ({ headers }: Answer) => headers.get('etag')!;

/** Returns the answer to a request that waits for the row while another session changes it. */
async function during(
  change: string,
  request: () => Promise<Answer>,
  end: 'COMMIT' | 'ROLLBACK' = 'COMMIT',
): Promise<Answer> {
  const other = new Client(applications.database.url);
  await other.connect();
  try {
    await other.query('BEGIN');
    await other.query(change);
    const answer = request();
    await untilWaiting(other, applications.database);
    await other.query(end);
    return await answer;
  } finally {
    await other.end();
  }
}

const RENAME = `UPDATE customer_users SET first_name = 'other' WHERE id = 101`;

const callers = () => ({ staff, shop, member });

describe.each(['staff', 'shop', 'member'] as const)('a change with If-Match by %s', (name) => {
  it('is 412 when the row changes after the tag was compared, and changes nothing', async () => {
    const caller = callers()[name];
    const tag = tagOf(await caller.get());
    const answer = await during(RENAME, async () => caller.change(tag, { lastName: 'lost' }));
    expect(refusals(answer)).toEqual(['412 precondition_failed If-Match']);
    const now = await caller.get();
    expect(tagOf(answer)).toBe(tagOf(now));
    expect(now.body.data.attributes).toMatchObject({ firstName: 'other', lastName: 'Mark-of-ann' });
  });

  it('succeeds when the other transaction is rolled back', async () => {
    const caller = callers()[name];
    const tag = tagOf(await caller.get());
    const change = async () => caller.change(tag, { lastName: 'kept' });
    const { status, body } = await during(RENAME, change, 'ROLLBACK');
    expect([status, body.data.attributes]).toMatchObject([
      200,
      { firstName: '0', lastName: 'kept' },
    ]);
  });

  it('succeeds when the other change is not a part of the tag, and records both values', async () => {
    const caller = callers()[name];
    const query = `?fields[${caller.path.split('/')[2]}]=lastName`;
    const tag = tagOf(await caller.get(query));
    const change = async () => caller.change(tag, { firstName: 'mine' }, query);
    const answer = await during(RENAME, change);
    expect(answer.status).toBe(200);
    await applications.database.seal();
    const [event] = await lastEvents(applications);
    expect(event).toMatchObject({
      action: 'user.updated',
      before: { firstName: 'other' },
      after: { firstName: 'mine' },
    });
  });

  it('is 404 when the row is deleted meanwhile', async () => {
    const caller = callers()[name];
    const tag = tagOf(await caller.get());
    const deletion = 'DELETE FROM customer_users WHERE id = 101';
    const answer = await during(deletion, async () => caller.change(tag, { lastName: 'lost' }));
    expect(refusals(answer)).toEqual(['404 not_found']);
  });

  it('is not a deletion when the row changes after the tag was compared', async () => {
    const caller = callers()[name];
    const tag = tagOf(await caller.get());
    const answer = await during(RENAME, async () => caller.delete(tag));
    expect(refusals(answer)).toEqual(['412 precondition_failed If-Match']);
    expect((await caller.delete(tagOf(answer))).status).toBe(204);
    expect((await caller.get()).status).toBe(404);
  });

  it('that changes nothing is 200, and 412 with an old tag', async () => {
    const caller = callers()[name];
    const first = tagOf(await caller.get());
    expect((await caller.change(first, { firstName: '0' })).status).toBe(200);
    expect((await caller.change(first, {})).status).toBe(200);
    const second = tagOf(await caller.change(first, { firstName: '1' }));
    const late = await caller.change(first, { firstName: '1' });
    expect(refusals(late)).toEqual(['412 precondition_failed If-Match']);
    expect(tagOf(late)).toBe(second);
  });
});

it('a change with a rule that reads the row is 412 when the row changes meanwhile', async () => {
  const tag = tagOf(await staff.get());
  const values = { email: 'new@shop.example', confirmed: true };
  const answer = await during(RENAME, async () => staff.change(tag, values));
  expect(refusals(answer)).toEqual(['412 precondition_failed If-Match']);
  const { status, body } = await staff.change(tagOf(answer), values);
  expect([status, body.data.attributes]).toMatchObject([200, { ...values, firstName: 'other' }]);
});

/**
 * Adds one to the number in the first name until it is 10. Returns the numbers that it has set, and
 * the errors of changes for which another writer was faster.
 */
async function count(caller: Caller): Promise<{ own: number[]; errors: string[] }> {
  const own: number[] = [];
  const errors: string[] = [];
  for (;;) {
    const read = await caller.get();
    const next = Number(read.body.data.attributes.firstName) + 1;
    if (next > 10) return { own, errors };
    const answer = await caller.change(tagOf(read), { firstName: String(next) });
    if (answer.status === 200) own.push(next);
    errors.push(...refusals(answer));
  }
}

it('of many writers of both applications, one changes each version of a row', async () => {
  const writers = [staff, staff, staff, shop, shop, shop, member, member];
  const counts = await Promise.all(writers.map(count));
  const numbers = counts.flatMap(({ own }) => own);
  const expected = Array.from({ length: 10 }, (_, at) => at + 1);
  expect(numbers.toSorted((a, b) => a - b)).toEqual(expected);
  const errors = new Set(counts.flatMap((one) => one.errors));
  expect([...errors]).toEqual(['412 precondition_failed If-Match']);

  await applications.database.seal();
  const events = await lastEvents(applications, 10);
  expect(events.map(({ before, after }) => ({ before, after }))).toEqual(
    expect.arrayContaining(
      expected.map((n) => ({
        before: { firstName: String(n - 1) },
        after: { firstName: String(n) },
      })),
    ),
  );
});
