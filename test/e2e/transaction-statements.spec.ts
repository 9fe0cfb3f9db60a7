import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startSide, type TestSide } from '../support/applications.js';
import { type OperationsApi, operationsWith } from '../support/operations.js';
import { accessToken, type Answer, api } from '../support/requests.js';
import { statementsOf } from '../support/sent-statements.js';
import { staffWithRoles } from '../support/staff-roles.js';

/** Counts the round trips of transactions at the driver. */

let applications: TestSide<'backoffice'>;
let token: string;
let operations: OperationsApi;
let number = 0;

beforeAll(async () => {
  applications = await startSide('backoffice');
  await staffWithRoles(applications);
  const client = await applications.backoffice.createClient('users:read users:write');
  token = await accessToken(applications.backoffice, { client });
  operations = operationsWith(applications.backoffice, token);
  await send('GET', '/api/users');
});
afterAll(async () => applications.stop());

async function send(method: string, path: string, data?: object, headers = {}): Promise<Answer> {
  const document = data && { data };
  return api(applications.backoffice, token, path, { method, document, headers });
}

/** Each statement is one round trip, which begins with the statements that wait for this one. */
async function tripsOf(act: () => Promise<Answer>): Promise<string[]> {
  return statementsOf(async () => expect((await act()).status).toBeLessThan(300));
}

function titled(id: string, more = {}) {
  return { type: 'users', id, attributes: { title: `T${(number += 1)}`, ...more } };
}

function added() {
  const name = `added${(number += 1)}`;
  const names = { firstName: 'A', lastName: 'B' };
  return { type: 'users', attributes: { username: name, email: `${name}@example.com`, ...names } };
}

const CHANGED = expect.stringMatching(/^with changed as .* INSERT INTO \w*audit/s) as string;
const CHANGED_IF_SAME = expect.stringMatching(
  /^with changed as .* and r\.xmin = \$.* INSERT INTO \w*audit/s,
) as string;
const READ = expect.stringMatching(/^select .* r\.xmin::text as "#version" .*\$1$/) as string;
const LOCKED = expect.stringMatching(/^select .* for update$/) as string;

/** Sends each change with the tag of the answer before it. */
async function conditionalTrips(document: () => ReturnType<typeof titled>): Promise<string[]> {
  const path = `/api/users/${document().id}`;
  let etag = (await send('GET', path)).headers.get('ETag')!;
  return tripsOf(async () => {
    const answer = await send('PATCH', path, document(), { 'If-Match': etag });
    etag = answer.headers.get('ETag')!;
    return answer;
  });
}

it('a change with If-Match takes two round trips', async () => {
  expect(await conditionalTrips(() => titled('1'))).toEqual([READ, CHANGED_IF_SAME]);
});

it('a deletion with If-Match takes two round trips', async () => {
  const users = await Promise.all(
    Array.from({ length: 5 }, async () => send('POST', '/api/users', added())),
  );
  const trips = await tripsOf(async () => {
    const { body, headers } = users.pop()!;
    const tag = { 'If-Match': headers.get('ETag')! };
    return send('DELETE', `/api/users/${body.data.id}`, undefined, tag);
  });
  expect(trips).toEqual([READ, CHANGED_IF_SAME]);
});

it('a change with If-Match that depends on the row takes four round trips', async () => {
  const trips = await conditionalTrips(() => titled('2', { enabled: true }));
  expect(trips).toEqual([
    READ,
    expect.stringMatching(/^select .* and r\.xmin = \$2 for update$/),
    expect.stringMatching(/^update .* where r\."id" = \$2 /),
    'COMMIT', // after the audit event
  ]);
});

it('a creation with Idempotency-Key takes three round trips', async () => {
  const trips = await tripsOf(async () =>
    send('POST', '/api/users', added(), { 'Idempotency-Key': randomUUID() }),
  );
  expect(trips).toEqual([
    expect.stringMatching(/^INSERT INTO "idempotent_requests"/),
    CHANGED,
    'COMMIT', // after the statement that stores the answer
  ]);
});

it('an update that depends on the row takes three round trips, and one for its rule', async () => {
  const trips = await tripsOf(async () =>
    send('PATCH', '/api/users/2', titled('2', { enabled: true })),
  );
  expect(trips).toEqual([
    LOCKED,
    expect.stringMatching(/^update /),
    'COMMIT', // after the audit event
  ]);
});

it('operations take one round trip for each change of a resource, and one for the commit', async () => {
  const trips = await tripsOf(async () =>
    operations.send(
      { op: 'add', data: { ...added(), lid: 'a' } },
      { op: 'update', data: titled('1') },
      { op: 'update', data: titled('2') },
      { op: 'remove', ref: { type: 'users', lid: 'a' } },
    ),
  );
  expect(trips).toEqual([
    expect.stringMatching(/^insert /),
    expect.stringMatching(/^update /),
    expect.stringMatching(/^update /),
    expect.stringMatching(/^delete /),
    'COMMIT', // after the audit events
  ]);
});
