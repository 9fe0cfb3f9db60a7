import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
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

/** Headers that depend on the connection or on the time. */
const CONNECTION = new Set(['connection', 'keep-alive', 'date', 'x-request-id']);

const ETAG = /^"[\w-]{22}"$/;

describe.each(['backoffice', 'storefront'] as const)('RFC 9110, /api/users of the %s', (side) => {
  let application: TestApplication;
  let token: string;
  /** Path, id and entity tag of a user that is created before each test. */
  let url: string;
  let id: string;
  let tag: string;

  const send = async (
    method: string,
    path: string,
    headers: Record<string, string> = {},
    data?: object,
  ): Promise<Answer> =>
    api(application, token, path, { method, headers, ...(data && { document: { data } }) });
  const patch = async (headers: Record<string, string>, attributes: object, path = url) =>
    send('PATCH', path, headers, { type: 'users', id, attributes });

  beforeAll(async () => {
    application = applications[side];
    token = await accessToken(application);
  });
  beforeEach(async () => {
    await applications.database.query('TRUNCATE staff_users, customer_users CASCADE');
    const created = await send(
      'POST',
      '/api/users',
      {},
      {
        type: 'users',
        attributes: {
          email: 'ann@example.com',
          firstName: 'Ann',
          lastName: 'Lee',
          ...(side === 'backoffice' && { username: 'ann' }),
        },
      },
    );
    id = created.body.data.id;
    url = `/api/users/${id}`;
    tag = created.headers.get('etag')!;
  });

  it('§8.8.3: a GET has a strong entity tag, and HEAD and the 201 have the same one', async () => {
    const { status, headers } = await send('GET', url);
    expect([status, headers.get('etag')]).toEqual([200, expect.stringMatching(ETAG)]);
    expect(tag).toBe(headers.get('etag'));

    const head = await send('HEAD', url);
    const without = (all: Headers) => [...all].filter(([name]) => !CONNECTION.has(name));
    expect([head.status, head.body]).toEqual([200, '']);
    expect(without(head.headers)).toEqual(without(headers));
  });

  it('the entity tag differs for another query, another state and another resource', async () => {
    const tags = [
      tag,
      (await send('GET', `${url}?fields[users]=email`)).headers.get('etag'),
      (await send('GET', '/api/users')).headers.get('etag'),
      (await patch({}, { firstName: 'Anna' })).headers.get('etag'),
    ];
    expect(new Set(tags).size).toBe(4);
    expect(tags[3]).toBe((await send('GET', url)).headers.get('etag'));
    expect((await send('GET', '/api/users/999')).headers.get('etag')).toBe(null);
  });

  it('§15.3.2: a 201 that shows only some fields has no entity tag', async () => {
    const { status, headers } = await send(
      'POST',
      '/api/users?fields[users]=email',
      {},
      {
        type: 'users',
        attributes: {
          email: 'bob@example.com',
          firstName: 'Bob',
          lastName: 'Lee',
          ...(side === 'backoffice' && { username: 'bob' }),
        },
      },
    );
    expect([status, headers.get('etag')]).toEqual([201, null]);
  });

  it.each(['GET', 'HEAD'])(
    '§13.1.2: %s is 304 when the client has the current tag',
    async (method) => {
      const length = (await send('GET', url)).headers.get('content-length');
      for (const known of [tag, `W/${tag}`, `"other", ${tag}`, '*']) {
        const { status, headers, body } = await send(method, url, { 'If-None-Match': known });
        expect([known, status, body]).toEqual([known, 304, '']);
        expect(headers.get('etag')).toBe(tag);
        expect(headers.get('vary')).toContain('Accept');
        expect(headers.get('content-type')).toBe(null);
        // Content-Length of the body that GET would have, never of the empty one (§8.6).
        expect(headers.get('content-length')).toBe(method === 'GET' ? null : length);
      }
      const { status } = await send(method, url, { 'If-None-Match': '"other"' });
      expect(status).toBe(200);
    },
  );

  it('§13.1.2: a list is 304 until one of its resources changes', async () => {
    const list = await send('GET', '/api/users?sort=email');
    const known = { 'If-None-Match': list.headers.get('etag')! };
    expect((await send('GET', '/api/users?sort=email', known)).status).toBe(304);
    await patch({}, { firstName: 'Anna' });
    expect((await send('GET', '/api/users?sort=email', known)).status).toBe(200);
  });

  it('§13.1.1: PATCH succeeds when If-Match has the current tag', async () => {
    const { status, headers, body } = await patch(
      { 'If-Match': `"x", ${tag}` },
      { firstName: 'Anna' },
    );
    expect([status, body.data.attributes.firstName]).toEqual([200, 'Anna']);
    expect(headers.get('etag')).toBe((await send('GET', url)).headers.get('etag'));
    const again = await patch({ 'If-Match': headers.get('etag')! }, { firstName: 'Anne' });
    expect([again.status, again.body.data.attributes.firstName]).toEqual([200, 'Anne']);
  });

  it.each(['"other"', 'W/$TAG', 'anything'])('§13.1.1: PATCH is 412 for %s', async (ifMatch) => {
    const answer = await patch({ 'If-Match': ifMatch.replace('$TAG', tag) }, { firstName: 'Anna' });
    expect(refusals(answer)).toEqual(['412 precondition_failed If-Match']);
    expect(answer.headers.get('etag')).toBe(tag);
    expect((await send('GET', url)).headers.get('etag')).toBe(tag);
  });

  it.each([
    ['W/$TAG', /^the tag in If-Match is weak \(W\/\).*A proxy that compresses/],
    ['W/"other"', /^the resource has changed since you read it/],
    ['"other"', /^the resource has changed since you read it/],
  ])('the error explains why %s does not match', async (ifMatch, reason) => {
    const answer = await patch({ 'If-Match': ifMatch.replace('$TAG', tag) }, { firstName: 'Anna' });
    expect(answer.body.errors[0].detail).toMatch(reason);
  });

  it('§13.1.1: the entity tag is that of the requested address, its query included', async () => {
    const path = `${url}?fields[users]=email`;
    const part = (await send('GET', path)).headers.get('etag')!;
    const whole = await patch({ 'If-Match': tag }, { firstName: 'Anna' }, path);
    expect(refusals(whole)).toEqual(['412 precondition_failed If-Match']);
    const partial = await patch({ 'If-Match': part }, { firstName: 'Anna' }, path);
    expect(partial.status).toBe(200);
    expect(partial.body.data.attributes).toEqual({ email: 'ann@example.com' });
  });

  it('§13.2.1: the precondition is checked before the document, and after the address', async () => {
    const invalid = await patch({ 'If-Match': '"other"' }, { firstName: 7 });
    expect(refusals(invalid)).toEqual(['412 precondition_failed If-Match']);
    const fields = await patch({ 'If-Match': tag }, {}, `${url}?fields[users]=nothing`);
    expect(refusals(fields)).toEqual(['400 invalid_parameter fields[users]']);
    await send('DELETE', url);
    for (const ifMatch of [tag, '*']) {
      expect(refusals(await patch({ 'If-Match': ifMatch }, {}))).toEqual(['404 not_found']);
    }
  });

  it('§13.1.1: DELETE needs a matching If-Match, and * matches any existing resource', async () => {
    const refused = await send('DELETE', url, { 'If-Match': '"other"' });
    expect(refusals(refused)).toEqual(['412 precondition_failed If-Match']);
    expect((await send('DELETE', url, { 'If-Match': '*' })).status).toBe(204);
    expect((await send('GET', url)).status).toBe(404);
  });

  it('one of twenty concurrent PATCH requests with the same If-Match succeeds, and no change is lost', async () => {
    const answers = await Promise.all(
      Array.from({ length: 20 }, async (_, at) =>
        patch({ 'If-Match': tag }, { firstName: `Ann ${at}` }),
      ),
    );
    const changed = answers.filter(({ status }) => status === 200);
    const failed = answers.filter(({ status }) => status === 412);
    expect([changed.length, failed.length]).toEqual([1, 19]);
    const { body, headers } = await send('GET', url);
    expect(body).toEqual(changed[0]!.body);
    for (const answer of failed) expect(answer.headers.get('etag')).toBe(headers.get('etag'));
  });

  it('a precondition on a route without support for it is rejected', async () => {
    const answers = [
      await send('GET', url, { 'If-Match': tag }),
      await send('POST', '/api/users', { 'If-Match': '*' }, { type: 'users' }),
      await send('PATCH', url, { 'If-None-Match': '*' }, { type: 'users', id }),
      await send('DELETE', url, { 'If-None-Match': tag }),
    ];
    expect(answers.flatMap(refusals)).toEqual([
      '400 precondition_not_supported If-Match',
      '400 precondition_not_supported If-Match',
      '400 precondition_not_supported If-None-Match',
      '400 precondition_not_supported If-None-Match',
    ]);
  });

  it('§13.1.4: time preconditions are ignored, since answers have no Last-Modified', async () => {
    const long = 'Thu, 01 Jan 1970 00:00:00 GMT';
    const read = await send('GET', url, { 'If-Modified-Since': new Date().toUTCString() });
    expect([read.status, read.headers.get('last-modified')]).toEqual([200, null]);
    expect((await patch({ 'If-Unmodified-Since': long }, { firstName: 'Anna' })).status).toBe(200);
  });
});

describe('preconditions on other routes', () => {
  it('apply to roles and to the own profile', async () => {
    const { backoffice, administration } = applications;
    const [user] = await applications.database.query(
      `INSERT INTO staff_users (username, email, first_name, last_name)
       VALUES ('zoe', 'zoe@example.com', 'Zoe', 'Lee') RETURNING id`,
    );
    const [role] = await applications.database.query(
      `INSERT INTO roles (name, scopes) VALUES ('all', '{profile:read,profile:write,roles:read,roles:write}')
       RETURNING id`,
    );
    await applications.database.query('INSERT INTO staff_user_roles VALUES ($1, $2)', [
      user!.id,
      role!.id,
    ]);
    const client = await administration.createClient({
      scopes: ['profile:read', 'profile:write', 'roles:read', 'roles:write'],
      owner: { type: 'users', id: String(user!.id) },
    });
    const token = await accessToken(backoffice, { client });
    for (const [path, type, id, attributes] of [
      ['/api/users/mine', 'users', user!.id, { firstName: 'Eva' }],
      [`/api/roles/${String(role!.id)}`, 'roles', role!.id, { description: 'everything' }],
    ] as const) {
      const { headers } = await api(backoffice, token, path);
      const document = { data: { type, id, attributes } };
      const change = async (ifMatch: string) =>
        api(backoffice, token, path, {
          method: 'PATCH',
          document,
          headers: { 'If-Match': ifMatch },
        });
      const tag = headers.get('etag')!;
      expect((await change(tag)).status).toBe(200);
      expect(refusals(await change(tag))).toEqual(['412 precondition_failed If-Match']);
    }
  });

  it('cover included resources, and a caller that may not read those is rejected first', async () => {
    const { backoffice, database } = applications;
    await database.query('TRUNCATE staff_users, roles RESTART IDENTITY CASCADE');
    await database.query(`
      INSERT INTO staff_users (username, email, first_name, last_name)
        VALUES ('eve', 'eve@example.com', 'Eve', 'Lee');
      INSERT INTO roles (name, scopes) VALUES ('all', '{}');
      INSERT INTO staff_user_roles VALUES (1, 1)`);
    const path = '/api/users/1?include=roles';
    const scopes = 'users:read users:write roles:read';
    const token = await accessToken(backoffice, { client: await backoffice.createClient(scopes) });
    const change = async (by: string, ifMatch: string) =>
      api(backoffice, by, path, {
        method: 'PATCH',
        document: { data: { type: 'users', id: '1', attributes: { firstName: 'Eva' } } },
        headers: { 'If-Match': ifMatch },
      });
    const tag = (await api(backoffice, token, path)).headers.get('etag')!;
    const writer = await accessToken(backoffice);
    expect(refusals(await change(writer, '"other"'))).toEqual(['403 forbidden include']);
    await database.query(`UPDATE roles SET name = 'everything'`);
    const stale = await change(token, tag);
    expect(refusals(stale)).toEqual(['412 precondition_failed If-Match']);
    expect((await change(token, stale.headers.get('etag')!)).status).toBe(200);
  });

  it('are rejected for clients, whose rows cannot be locked as they are shown', async () => {
    const { backoffice } = applications;
    const client = await backoffice.createClient('clients:read clients:write');
    const token = await accessToken(backoffice, { client });
    const path = `/api/oauth-clients/${client.clientId}`;
    const { headers } = await api(backoffice, token, path);
    const answer = await api(backoffice, token, path, {
      method: 'DELETE',
      headers: { 'If-Match': headers.get('etag')! },
    });
    expect(refusals(answer)).toEqual(['400 precondition_not_supported If-Match']);
    expect((await api(backoffice, token, path)).status).toBe(200);
  });
});
