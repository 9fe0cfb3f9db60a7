import { setTimeout as pause } from 'node:timers/promises';
import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Config } from '#config';
import {
  startSide,
  type TestApplication,
  type TestSide,
  type TestClient,
} from '../support/applications.js';
import { refusals } from '../support/json-api.js';
import { operationsWith } from '../support/operations.js';
import { accessToken, type Answer, api } from '../support/requests.js';
import { untilWaiting } from '../support/waiting-statements.js';

const SCOPES = ['users', 'roles', 'customers', 'customer-users'].flatMap((type) => [
  `${type}:read`,
  `${type}:write`,
]);

let applications: TestSide<'backoffice'>;
let backoffice: TestApplication;
let client: TestClient;
let token: string;

beforeAll(async () => {
  applications = await startSide('backoffice');
  ({ backoffice } = applications);
  client = await backoffice.createClient(SCOPES.join(' '));
  token = await accessToken(backoffice, { client });
});
afterAll(async () => applications.stop());

const send = async (
  method: string,
  path: string,
  { by = token, data, headers }: { by?: string; data?: unknown; headers?: object } = {},
): Promise<Answer> =>
  api(backoffice, by, path, {
    method,
    document: data === undefined ? undefined : { data },
    headers: { ...headers },
  });

const create = async (type: string, attributes: object, more: object = {}): Promise<Answer> =>
  send('POST', `/api/${type}`, { data: { type, attributes, ...more } });

/** A token of the same client with fewer scopes. */
const narrowed = async (scope: string) => accessToken(backoffice, { client, scope });

const staff = (name: string) => ({
  username: `${name}-lee`,
  email: `${name}@example.com`,
  firstName: name,
  lastName: 'Lee',
});

describe('a request document', () => {
  it.each([
    ['customers', { name: 'a\u{FE0F}'.repeat(200) }, 'name'],
    ['customers', { name: 'x', description: 'a\u{FE0F}'.repeat(900) }, 'description'],
    ['users', { ...staff('selector'), firstName: 'a\u{FE0F}'.repeat(60) }, 'firstName'],
  ])(
    'of %s is rejected if a text is longer than its column, variation selectors included',
    async (type, attributes, name) => {
      const answer = await create(type, attributes);

      expect(refusals(answer)).toEqual([`422 validation_failed /data/attributes/${name}`]);
    },
  );

  it('may have 255 characters outside the Basic Multilingual Plane where 255 are allowed', async () => {
    expect((await create('customers', { name: '\u{1F600}'.repeat(255) })).status).toBe(201);
  });
});

describe('Atomic Operations', () => {
  it.each([
    [{ toString: 1, valueOf: 1 }, '/data/0/type'],
    [[{ toString: 1, valueOf: 1 }], '/data/0/type'],
    [undefined, '/data/0'],
  ])('reject an identifier with a lid whose type is %j, not a string', async (type, pointer) => {
    const answer = await operationsWith(backoffice, token).send({
      op: 'update',
      ref: { type: 'users', id: '1', relationship: 'roles' },
      data: [{ type, lid: 'a' }],
    });

    expect(refusals(answer)).toEqual([`400 invalid_document /atomic:operations/0${pointer}`]);
  });
});

describe('a request header', () => {
  it('X-Include with thousands of spaces is read in linear time', async () => {
    const headers = { 'X-Include': `a${' '.repeat(15_000)}b` };
    const before = process.cpuUsage();
    const answer = await send('DELETE', '/api/users?filter[id]=1', { headers });
    // What other processes do meanwhile is not counted.
    const { user } = process.cpuUsage(before);

    expect(answer.status).toBe(204);
    expect(user).toBeLessThan(1_000_000);
  });
});

describe('a caller that may not read customers', () => {
  it('does not get them by repeating a request of a caller that may', async () => {
    const customer = (await create('customers', { name: 'Acme' })).body.data.id as string;
    const data = {
      type: 'customer-users',
      attributes: { email: 'replay@example.com', firstName: 'Re', lastName: 'Play' },
      relationships: { customer: { data: { type: 'customers', id: customer } } },
    };
    const post = async (by: string) =>
      send('POST', '/api/customer-users?include=customer', {
        by,
        data,
        headers: { 'Idempotency-Key': 'replay' },
      });
    const first = await post(token);

    expect(refusals(await post(await narrowed('customer-users:write')))).toEqual([
      '403 forbidden include',
    ]);
    expect((await post(token)).body).toEqual(first.body);
  });

  it('gets an error that names the part of the request that would reveal them', async () => {
    const by = await narrowed('customer-users:read');
    const list = async (query: string) => send('GET', `/api/customer-users?${query}`, { by });

    expect(refusals(await list('sort=customer.name'))).toEqual(['403 forbidden sort']);
    expect(refusals(await list('include=customer'))).toEqual(['403 forbidden include']);
  });
});

describe('an answer of the API', () => {
  it.each([
    ['/api/users', 200],
    ['/api/users/999999', 404],
  ])('to GET %s is not cached for other callers', async (path, status) => {
    const answer = await send('GET', path);

    expect(answer.status).toBe(status);
    expect(answer.headers.get('cache-control')).toBe('private, no-cache');
  });
});

describe('a deletion with the filter starts-with', () => {
  it.each(['', ' ', '%25', '--'])(
    'deletes nothing when the value has no letter: %j',
    async (text) => {
      const answer = await send('DELETE', `/api/customers?filter[name][starts-with]=${text}`);

      expect(refusals(answer)).toEqual(['400 invalid_parameter filter[name][starts-with]']);
    },
  );
});

describe('If-Match', () => {
  it('matches no resource when it is not a list of entity tags', async () => {
    const { body } = await create('customers', { name: 'Tagged' });
    const path = `/api/customers/${body.data.id}`;
    const tag = (await send('GET', path)).headers.get('etag');
    const headers = { 'If-Match': `junk${tag}junk` };
    const data = { type: 'customers', id: body.data.id, attributes: { name: 'Changed' } };

    expect(refusals(await send('PATCH', path, { data, headers }))).toEqual([
      '412 precondition_failed If-Match',
    ]);
  });
});

/** Requests of one client to the API at a time: one connection is kept for the OAuth endpoints. */
const { poolSize, limits } = new Config().database;
const TURNS = poolSize - limits.keptForOthers - 1;

/** Creates users and locks the row of the last one in another session meanwhile. */
async function whileLocked(
  names: readonly string[],
  work: (ids: string[], other: Client) => Promise<void>,
): Promise<void> {
  const made = await Promise.all(names.map(async (name) => create('users', staff(name))));
  const ids = made.map(({ body }) => body.data.id as string).toSorted((a, b) => +a - +b);
  const other = new Client(applications.database.url);
  await other.connect();
  try {
    await other.query('BEGIN');
    await lock(other, ids.at(-1)!);
    await work(ids, other);
  } finally {
    await other.end();
  }
}

async function lock(by: Client, id: string): Promise<void> {
  await by.query('SELECT FROM staff_users WHERE id = $1 FOR UPDATE', [id]);
}

describe('requests that wait for a locked row', () => {
  it('are repeated when the database aborts them because of a deadlock', async () => {
    await whileLocked(['dead', 'lock'], async ([first, second], other) => {
      const deletion = send('DELETE', `/api/users?filter[id]=${first},${second}`);
      await untilWaiting(other, applications.database);
      await lock(other, first!);
      await other.query('ROLLBACK');

      expect((await deletion).status).toBe(204);
    });
  });

  it('do not wait so long that other requests are rejected', async () => {
    await whileLocked(['crowd'], async ([id], other) => {
      const data = { type: 'users', id, attributes: { firstName: 'Crowd' } };
      const crowd = Array.from({ length: 10 }, async () =>
        send('PATCH', `/api/users/${id}`, { data }),
      );
      await untilWaiting(other, applications.database, TURNS);
      // The crowd waits for the row, and the bystander for a turn, as long: the crowd begins before.
      await pause(1000);
      const bystander = await send('GET', '/api/users');

      expect(bystander.status).toBe(200);
      for (const answer of await Promise.all(crowd)) {
        expect(refusals(answer)).toEqual(['503 service_unavailable']);
      }
    });
  });
});
