import { createSecretKey } from 'node:crypto';
import { Client } from 'pg';
import { DataSource } from 'typeorm';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { IdempotentRequests } from '../../libs/json-api/src/idempotency/idempotent-requests.repository.js';
import {
  startApplications,
  type TestApplication,
  type TestApplications,
} from '../support/applications.js';
import { refusals } from '../support/json-api.js';
import { accessToken, type Answer, api } from '../support/requests.js';

let applications: TestApplications;

beforeAll(async () => {
  applications = await startApplications();
});
afterAll(async () => applications.stop());
beforeEach(async () => {
  await applications.database.query(
    'TRUNCATE staff_users, customer_users, idempotent_requests CASCADE',
  );
});

/** Reads all stored keys, in the order in which they expire. */
async function keptKeys(): Promise<unknown[]> {
  const rows = await applications.database.query(
    `SELECT caller || ' ' || key AS kept FROM idempotent_requests ORDER BY expires_at`,
  );
  return rows.map(({ kept }) => kept);
}

describe.each(['backoffice', 'storefront'] as const)('Idempotency-Key on the %s', (side) => {
  const table = side === 'backoffice' ? 'staff_users' : 'customer_users';
  let application: TestApplication;
  let token: string;

  beforeAll(async () => {
    application = applications[side];
    token = await accessToken(application);
  });

  const user = (name: string) => ({
    data: {
      type: 'users',
      attributes: {
        email: `${name}@example.com`,
        firstName: name,
        lastName: 'Lee',
        ...(side === 'backoffice' && { username: name }),
      },
    },
  });
  const post = async (
    key: string,
    name: string,
    { path = '/api/users', by = token } = {},
  ): Promise<Answer> =>
    api(application, by, path, {
      method: 'POST',
      document: user(name),
      headers: { 'Idempotency-Key': key },
    });
  const count = async () => {
    const [row] = await applications.database.query(`SELECT count(*)::int AS count FROM ${table}`);
    return row!.count;
  };
  const shown = ({ status, headers, body }: Answer) => ({
    status,
    location: headers.get('location'),
    etag: headers.get('etag'),
    type: headers.get('content-type'),
    body,
  });

  it('replays the first answer to a repeated request, which is carried out once', async () => {
    const first = await post('"one"', 'ann');
    expect([first.status, first.headers.get('idempotent-replayed')]).toEqual([201, null]);
    const { id } = first.body.data;
    await api(application, token, `/api/users/${id}`, {
      method: 'PATCH',
      document: { data: { type: 'users', id, attributes: { firstName: 'Anna' } } },
    });

    for (const key of ['one', '"one"']) {
      const again = await post(key, 'ann');
      expect(shown(again)).toEqual(shown(first));
      expect(again.headers.get('idempotent-replayed')).toBe('true');
    }
    expect(await count()).toBe(1);
    expect(await keptKeys()).toEqual([`${side} ${application.client.clientId} one`]);
  });

  it('is rejected with another document or another address', async () => {
    await post('one', 'ann');
    const others = [
      await post('one', 'bob'),
      await post('one', 'ann', { path: '/api/users?fields[users]=email' }),
    ];
    expect(others.flatMap(refusals)).toEqual([
      '422 idempotency_key_reused Idempotency-Key',
      '422 idempotency_key_reused Idempotency-Key',
    ]);
    expect(await count()).toBe(1);
  });

  it('is separate for each client', async () => {
    const other = await application.createClient();
    const by = await accessToken(application, { client: other });
    expect((await post('one', 'ann')).status).toBe(201);
    expect((await post('one', 'bob', { by })).status).toBe(201);
    expect(await count()).toBe(2);
  });

  it('makes one of twenty concurrent requests run, and all get the same answer', async () => {
    const answers = await Promise.all(Array.from({ length: 20 }, async () => post('one', 'ann')));
    expect(answers.map(shown)).toEqual(answers.map(() => shown(answers[0]!)));
    expect(answers[0]!.status).toBe(201);
    const replayed = answers.filter(({ headers }) => headers.has('idempotent-replayed'));
    expect([replayed.length, await count()]).toEqual([19, 1]);
    const [events] = await applications.database.query(
      `SELECT count(*)::int AS count FROM audit_events WHERE action = 'user.created' AND (subject_id, side) = ($1, $2)`,
      [answers[0]!.body.data.id, side],
    );
    expect(events!.count).toBe(1);
  });

  it('stores no error, so that a corrected request can use the same key', async () => {
    await post('first', 'ann');
    expect(refusals(await post('second', 'ann'))).toEqual([
      expect.stringMatching(/^409 already_exists/),
    ]);
    expect(refusals(await post('third', ''))).toContainEqual(
      expect.stringMatching(/^422 validation_failed/),
    );
    expect(await keptKeys()).toEqual([expect.stringMatching(/ first$/)]);
    expect((await post('second', 'bob')).status).toBe(201);
  });

  it('is not stored when the request fails in the database', async () => {
    await applications.database.query(`
      CREATE FUNCTION fail() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE 'broken'; END $$;
      CREATE TRIGGER fail AFTER INSERT ON ${table} FOR EACH ROW EXECUTE FUNCTION fail()`);
    const { status } = await post('one', 'ann');
    await applications.database.query('DROP FUNCTION fail CASCADE');
    expect([status, await keptKeys(), await count()]).toEqual([500, [], 0]);
    expect((await post('one', 'ann')).status).toBe(201);
  });

  it('is rejected when malformed', async () => {
    expect(refusals(await post('"one', 'ann'))).toEqual([
      '400 invalid_idempotency_key Idempotency-Key',
    ]);
    expect(await count()).toBe(0);
  });

  it('is stored with the answer for 24 hours, and can be used again afterwards', async () => {
    await post('one', 'ann');
    const [row] = await applications.database.query(
      `SELECT round(extract(epoch FROM expires_at - now()) / 3600)::int AS hours
       FROM idempotent_requests`,
    );
    expect(row!.hours).toBe(24);
    await applications.database.query('UPDATE idempotent_requests SET expires_at = now()');
    const { status, headers } = await post('one', 'bob');
    expect([status, headers.get('idempotent-replayed')]).toEqual([201, null]);
    expect(shown(await post('one', 'bob')).status).toBe(201);
  });

  it('is ignored for other methods, and rejected for PATCH', async () => {
    const { body } = await post('one', 'ann');
    const send = async (method: string) =>
      api(application, token, body.data.links.self, {
        method,
        headers: { 'Idempotency-Key': 'two' },
        ...(method === 'PATCH' && { document: { data: { type: 'users', id: body.data.id } } }),
      });
    expect((await send('GET')).status).toBe(200);
    expect(refusals(await send('PATCH'))).toEqual([
      '400 idempotency_not_supported Idempotency-Key',
    ]);
    expect((await send('DELETE')).status).toBe(204);
  });
});

/** Reads every row, without its times. */
async function keptRows(): Promise<unknown[]> {
  return applications.database.query(
    `SELECT key, request, status, body, holds FROM idempotent_requests ORDER BY key`,
  );
}

const gone = (key: string) => ({ key, request: '', status: null, body: null, holds: [] });

describe('a stored answer that shows a person', () => {
  const person = (name: string, lid?: string) => ({
    type: 'users',
    ...(lid && { lid }),
    attributes: {
      username: name,
      email: `${name}@example.com`,
      firstName: name,
      lastName: 'Lee',
    },
  });
  const ATOMIC = 'application/vnd.api+json;ext="https://jsonapi.org/ext/atomic"';

  let token: string;
  const send = async (path: string, key: string, document: object) =>
    api(applications.backoffice, token, path, {
      method: 'POST',
      document,
      headers: {
        'Idempotency-Key': key,
        ...(path === '/api/operations' && { 'Content-Type': ATOMIC, Accept: ATOMIC }),
      },
    });
  const remove = async (path: string, application = applications.backoffice, by = token) =>
    api(application, by, path, { method: 'DELETE' });

  beforeAll(async () => {
    const scopes = 'users:read users:write customer-users:read customer-users:write';
    const client = await applications.backoffice.createClient(
      `${scopes} customers:read customers:write`,
    );
    token = await accessToken(applications.backoffice, { client });
  });

  it('is deleted with the person, and the request is not carried out again', async () => {
    const { body } = await send('/api/users', 'ann', { data: person('ann') });
    await send('/api/users', 'bob', { data: person('bob') });
    const [, other] = await keptRows();
    expect((await remove(`/api/users/${body.data.id}`)).status).toBe(204);
    expect(await keptRows()).toEqual([gone('ann'), other]);
    for (const name of ['ann', 'eve']) {
      const again = await send('/api/users', 'ann', { data: person(name) });
      expect(refusals(again)).toEqual(['410 idempotent_answer_gone Idempotency-Key']);
    }
    const replayed = await send('/api/users', 'bob', { data: person('bob') });
    expect(replayed.headers.get('idempotent-replayed')).toBe('true');
    await applications.database.query('UPDATE idempotent_requests SET expires_at = now()');
    expect((await send('/api/users', 'ann', { data: person('ann') })).status).toBe(201);
  });

  it.each([
    ['a filter', async () => remove('/api/users?filter[username]=ann')],
    [
      'an operation',
      async (id: string) =>
        api(applications.backoffice, token, '/api/operations', {
          method: 'POST',
          document: { 'atomic:operations': [{ op: 'remove', ref: { type: 'users', id } }] },
          headers: { 'Content-Type': ATOMIC, Accept: ATOMIC },
        }),
    ],
    [
      'SQL',
      async (id: string) =>
        applications.database.query(`DELETE FROM staff_users WHERE id = $1`, [id]),
    ],
  ])('is deleted when the person is deleted by %s', async (_, act) => {
    const { body } = await send('/api/users', 'ann', { data: person('ann') });
    await act(body.data.id);
    expect(await keptRows()).toEqual([gone('ann')]);
  });

  it('is deleted as a whole when one of several people in it is deleted', async () => {
    const { database } = applications;
    const [company] = (await database.query(
      `INSERT INTO customers (name) VALUES ('Acme') RETURNING id`,
    )) as [{ id: string }];
    const [colleague] = (await database.query(
      `INSERT INTO customer_users (email, first_name, last_name, customer_id)
       VALUES ('bob@example.com', 'Bob', 'Lee', $1) RETURNING id`,
      [company.id],
    )) as [{ id: string }];
    const attributes = { email: 'ann@example.com', firstName: 'Ann', lastName: 'Lee' };
    const relationships = { customer: { data: { type: 'customers', id: company.id } } };
    const document = { data: { type: 'customer-users', attributes, relationships } };
    const path = '/api/customer-users?include=customer.customerUsers';
    const { body } = await send(path, 'ann', document);
    const [{ holds }] = (await keptRows()) as [{ holds: string[] }];
    expect(new Set(holds)).toEqual(
      new Set([
        `customers/${company.id}`,
        `customer-users/${colleague.id}`,
        `customer-users/${body.data.id}`,
      ]),
    );
    await remove(`/api/customer-users/${colleague.id}`);
    expect(await keptRows()).toEqual([gone('ann')]);
  });

  it('is deleted by the other side, which cannot read it, and only for that person', async () => {
    const attributes = { email: 'ann@example.com', firstName: 'Ann', lastName: 'Lee' };
    const document = { data: { type: 'customer-users', attributes } };
    const { body } = await send('/api/customer-users', 'ann', document);
    const { id } = body.data;
    await applications.database.query(
      `INSERT INTO idempotent_requests (caller, key, request, status, body, expires_at)
       SELECT caller, key, 'x', 201,
         format('{"data": {"type": "%s", "id": "%s", "attributes": {}}}', type, $1::text),
         now() + interval '1 day'
       FROM (VALUES ('backoffice x', 'staff', 'users'), ('storefront x', 'theirs', 'users'))
         answers (caller, key, type)`,
      [id],
    );
    const storefront = await accessToken(applications.storefront);
    await remove(`/api/users/${id}`, applications.storefront, storefront);
    expect(await keptRows()).toEqual([
      gone('ann'),
      expect.objectContaining({ key: 'staff', status: 201, holds: [`users/${id}`] }),
      gone('theirs'),
    ]);
  });

  it('is not replayed with resources that the caller may no longer read', async () => {
    const { backoffice, database } = applications;
    const [company] = (await database.query(
      `INSERT INTO customers (name) VALUES ('Acme') RETURNING id`,
    )) as [{ id: string }];
    const attributes = { email: 'ann@example.com', firstName: 'Ann', lastName: 'Lee' };
    const relationships = { customer: { data: { type: 'customers', id: company.id } } };
    const document = { data: { type: 'customer-users', attributes, relationships } };
    const people = 'customer-users:read customer-users:write';
    const client = await backoffice.createClient(`${people} customers:read`);
    const post = async (scope: string) => {
      const by = await accessToken(backoffice, { client, scope });
      return api(backoffice, by, '/api/customer-users?include=customer', {
        method: 'POST',
        document,
        headers: { 'Idempotency-Key': 'ann' },
      });
    };
    const first = await post(`${people} customers:read`);
    expect([first.status, first.body.included]).toMatchObject([201, [{ id: company.id }]]);
    expect(refusals(await post(people))).toEqual(['403 forbidden include']);
    const again = await post(`${people} customers:read`);
    expect([again.status, again.body]).toEqual([201, first.body]);
  });

  it('is kept when it only refers to the person', async () => {
    const { body } = await send('/api/users', 'ann', { data: person('ann') });
    const reference = { type: 'users', id: body.data.id };
    const role = { type: 'roles', id: '1', attributes: {}, relationships: { a: reference } };
    await applications.database.query(
      `INSERT INTO idempotent_requests (caller, key, request, status, body, expires_at)
       VALUES ('backoffice x', 'role', 'x', 201, $1, now() + interval '1 day')`,
      [JSON.stringify({ data: role })],
    );
    await remove(`/api/users/${body.data.id}`);
    expect(await keptRows()).toMatchObject([gone('ann'), { key: 'role', holds: ['roles/1'] }]);
  });
});

describe('a stored answer that a stolen login of the storefront adds', () => {
  let login: Client;

  beforeAll(async () => {
    login = new Client(applications.database.urlOf('storefront'));
    await login.connect();
  });
  afterAll(async () => login.end());

  const add = async (row: { caller?: string; body?: string; holds?: string; ends?: string }) => {
    const { caller = 'storefront x', body = null, holds = '{}', ends = '1 hour' } = row;
    await login.query(
      `INSERT INTO idempotent_requests (caller, key, request, status, body, holds, expires_at)
       VALUES ($1, 'one', 'x', 201, $2, $3, now() + $4::interval)`,
      [caller, body, holds, ends],
    );
  };
  const showing = (id: string) =>
    JSON.stringify({ data: { type: 'users', id, attributes: { firstName: 'Forged' } } });
  const customerUser = async () => {
    const [row] = (await applications.database.query(
      `INSERT INTO customer_users (email, first_name, last_name)
       VALUES ('ann@example.com', 'Ann', 'Lee') RETURNING id`,
    )) as [{ id: string }];
    return row.id;
  };

  it('ends at most 8 days after it is written', async () => {
    const refused = { code: '23514', constraint: 'idempotent_requests_ends' };
    await expect(add({ ends: '192 hours 1 minute' })).rejects.toMatchObject(refused);
    // The longest time that `api.idempotencyKeys.lifetime` allows.
    await add({ ends: '168 hours' });
    const later = `UPDATE idempotent_requests SET expires_at = expires_at + interval '25 hours'`;
    await expect(login.query(later)).rejects.toMatchObject(refused);
  });

  it('is deleted with the person it shows, and its key is kept', async () => {
    const { storefront, backoffice } = applications;
    const id = await customerUser();
    await add({ caller: `storefront ${storefront.client.clientId}`, body: showing(id) });
    const client = await backoffice.createClient('customer-users:write');
    const token = await accessToken(backoffice, { client });
    const path = `/api/customer-users/${id}`;
    expect((await api(backoffice, token, path, { method: 'DELETE' })).status).toBe(204);
    expect(await keptRows()).toEqual([gone('one')]);

    const attributes = { email: 'ann@example.com', firstName: 'Ann', lastName: 'Lee' };
    const repeated = await api(storefront, await accessToken(storefront), '/api/users', {
      method: 'POST',
      document: { data: { type: 'users', attributes } },
      headers: { 'Idempotency-Key': 'one' },
    });
    expect(refusals(repeated)).toEqual(['410 idempotent_answer_gone Idempotency-Key']);
  });

  it('is deleted with the person by one call per side, not one per answer', async () => {
    const id = await customerUser();
    await add({ caller: 'storefront x', body: showing(id) });
    await add({ caller: 'storefront y', body: showing(id) });
    const owner = new Client(applications.database.url);
    await owner.connect();
    await owner.query(`BEGIN; SET LOCAL track_functions = 'all'`);
    await owner.query('DELETE FROM customer_users WHERE id = $1', [id]);
    const { rows: calls } = await owner.query(
      `SELECT funcname, calls::integer FROM pg_stat_xact_user_functions
       WHERE funcname IN ('forget_answers', 'note_held_resources')`,
    );
    await owner.query('COMMIT');
    await owner.end();
    // One call for the answers of each side.
    expect(calls).toEqual([{ funcname: 'forget_answers', calls: 2 }]);
    expect(await keptRows()).toEqual([gone('one'), gone('one')]);
  });

  it('refers to no person without a body, however the body is removed', async () => {
    const held = async () => (await keptRows()).map((row) => (row as { holds: string[] }).holds);
    await add({ holds: '{users/1}' });
    expect(await held()).toEqual([[]]);
    await login.query(`UPDATE idempotent_requests SET body = '${showing('2')}'`);
    expect(await held()).toEqual([['users/2']]);
    await login.query('UPDATE idempotent_requests SET body = NULL');
    expect(await held()).toEqual([[]]);
    const direct = `UPDATE idempotent_requests SET holds = '{users/3}'`;
    await expect(login.query(direct)).rejects.toMatchObject({ code: '42501' });
  });
});

describe('a request for an answer with a secret', () => {
  it('is rejected with an Idempotency-Key, so that no secret is stored', async () => {
    const { backoffice, database } = applications;
    const { clientId } = await backoffice.createClient('users:read');
    const admin = await backoffice.createClient('clients:write clients:admin tokens:revoke');
    const token = await accessToken(backoffice, { client: admin });
    const requests = [
      ['/api/oauth-clients', 'oauth-clients', { side: 'backoffice', name: 'new', scopes: [] }],
      ['/api/oauth-client-secrets', 'oauth-client-secrets', { label: 'new' }],
      [`/api/oauth-clients/${clientId}/revoke-tokens`, 'oauth-clients', {}],
    ] as const;
    for (const [path, type, attributes] of requests) {
      const relationships = { client: { data: { type: 'oauth-clients', id: clientId } } };
      const data = { type, attributes, ...(type === 'oauth-client-secrets' && { relationships }) };
      const answer = await api(backoffice, token, path, {
        method: 'POST',
        document: { data },
        headers: { 'Idempotency-Key': 'one' },
      });
      expect(refusals(answer)).toEqual(['400 idempotency_not_supported Idempotency-Key']);
      await api(backoffice, token, path, { method: 'POST', document: { data } });
    }
    expect(await keptKeys()).toEqual([]);
    const secrets = await database.query(
      'SELECT count(*)::int AS count FROM oauth_client_secrets WHERE client_id = $1',
      [clientId],
    );
    expect(secrets).toEqual([{ count: 2 }]);
  });
});

describe('a purge of idempotency keys', () => {
  it('deletes expired keys and no others', async () => {
    await applications.database.query(
      `INSERT INTO idempotent_requests
       SELECT 'backoffice x', n, '', 201, '{}', now() + (n - 2500) * interval '1 minute'
       FROM generate_series(1, 2502) n`,
    );
    const { url } = applications.database;
    const dataSource = await new DataSource({ type: 'postgres', url, poolSize: 1 }).initialize();
    const idempotencyKeys = { table: 'idempotent_requests', lifetime: 60 };
    const limits = { defaultPageSize: 1, maxPageSize: 1, maxIncluded: 1 };
    const options = { ...limits, cursorKey: createSecretKey(Buffer.alloc(32)), idempotencyKeys };
    await new IdempotentRequests(options, dataSource).purge();
    await dataSource.destroy();
    expect(await keptKeys()).toEqual(['backoffice x 2501', 'backoffice x 2502']);
  });
});
