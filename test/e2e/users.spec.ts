import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Side } from '#oauth';
import {
  startApplications,
  type TestApplication,
  type TestApplications,
} from '../support/applications.js';
import { accessToken, api } from '../support/requests.js';

let applications: TestApplications;

beforeAll(async () => {
  applications = await startApplications((config) => {
    config.api.maxPageSize = 30;
  });
});
afterAll(async () => applications.stop());
beforeEach(async () => {
  await applications.database.query(
    'TRUNCATE staff_users, customer_users RESTART IDENTITY CASCADE',
  );
});

/** Required attributes of a user, by side. */
const SIDES = [
  {
    side: 'backoffice',
    table: 'staff_users',
    required: {
      username: 'ann.lee',
      email: 'ann.lee@example.com',
      firstName: 'Ann',
      lastName: 'Lee',
    },
    whole: {
      namePrefix: null,
      middleName: null,
      nameSuffix: null,
      phone: null,
      title: null,
      birthday: null,
      enabled: true,
    },
  },
  {
    side: 'storefront',
    table: 'customer_users',
    required: { email: 'ann.lee@example.com', firstName: 'Ann', lastName: 'Lee' },
    whole: {
      namePrefix: null,
      middleName: null,
      nameSuffix: null,
      birthday: null,
      enabled: true,
      confirmed: false,
      role: 'buyer',
    },
  },
] as const;

/** Builds the relationships of user 1, which has no related resources. */
function relationshipsOf(side: Side) {
  const name = side === 'backoffice' ? 'roles' : 'customer';
  const links = { self: `/api/users/1/relationships/${name}`, related: `/api/users/1/${name}` };
  return { [name]: { links, ...(side === 'storefront' && { data: null }) } };
}

const TIME = expect.stringMatching(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d{3})?Z$/);

describe.each(SIDES)('/api/users of the $side', ({ side, table, required, whole }) => {
  let application: TestApplication;
  let token: string;

  beforeAll(async () => {
    application = applications[side];
    token = await accessToken(application);
  });

  const get = async (path: string) => api(application, token, path);
  const create = async (attributes: object = {}, members: object = {}) =>
    api(application, token, '/api/users', {
      method: 'POST',
      document: {
        data: { type: 'users', attributes: { ...required, ...attributes }, ...members },
      },
    });
  const update = async (id: string, attributes: object) =>
    api(application, token, `/api/users/${id}`, {
      method: 'PATCH',
      document: { data: { type: 'users', id, attributes } },
    });
  const remove = async (id: string) =>
    api(application, token, `/api/users/${id}`, { method: 'DELETE' });

  /** Adds people whose last name is their number, from 01. */
  const add = async (count: number) => {
    const username = side === 'backoffice' ? 'username, ' : '';
    const value = side === 'backoffice' ? `'user' || n, ` : '';
    await applications.database.query(
      `INSERT INTO ${table} (${username} email, first_name, last_name)
       SELECT ${value} 'user' || n || '@example.com', 'Person', to_char(n, 'FM00')
       FROM generate_series(1, $1::int) n`,
      [count],
    );
  };
  const lastNames = (body: { data: { attributes: { lastName: string } }[] }) =>
    body.data.map(({ attributes }) => attributes.lastName);

  it('creates a user: 201 with Location and the resource', async () => {
    const { status, headers, body } = await create();
    expect(status).toBe(201);
    expect(headers.get('location')).toBe('/api/users/1');
    expect(headers.get('content-type')).toBe('application/vnd.api+json');
    expect(body).toEqual({
      jsonapi: { version: '1.1' },
      links: { self: '/api/users/1' },
      data: {
        type: 'users',
        id: '1',
        attributes: { ...required, ...whole, createdAt: TIME, updatedAt: TIME },
        relationships: relationshipsOf(side),
        links: { self: '/api/users/1' },
      },
    });
    expect((await get('/api/users/1')).body).toEqual(body);
  });

  it('stores a text unchanged, in any alphabet and with any quotes', async () => {
    const firstName = `O'Brien "Žofie" 日本 👩‍🚀 \\ %_ <b>`;
    const { body } = await create({ firstName, birthday: '1984-02-29' });
    expect(body.data.attributes).toMatchObject({ firstName, birthday: '1984-02-29' });
  });

  it('changes only the attributes that are sent', async () => {
    await create({ middleName: 'Mae' });
    await applications.database.query(
      `UPDATE ${table} SET created_at = '2020-01-01T00:00:00Z' WHERE id = 1`,
    );
    const { status, body } = await update('1', { firstName: 'Anna', middleName: null });
    expect(status).toBe(200);
    expect(body.data.attributes).toEqual({
      ...required,
      ...whole,
      firstName: 'Anna',
      createdAt: '2020-01-01T00:00:00Z',
      updatedAt: TIME,
    });
    expect((await get('/api/users/1')).body.data).toEqual(body.data);
  });

  it('deletes a user: 204 without a body, then 404', async () => {
    await create();
    const deleted = await remove('1');
    expect({ status: deleted.status, body: deleted.body }).toEqual({ status: 204, body: '' });
    for (const answer of [await remove('1'), await get('/api/users/1'), await update('1', {})]) {
      expect({ status: answer.status, errors: answer.body.errors }).toEqual({
        status: 404,
        errors: [expect.objectContaining({ status: '404', code: 'not_found' })],
      });
    }
  });

  it.each(['abc', '0', '-1', '1.0', '01', '99999999999999999999', '1e3', '%00', '%27', ' 1'])(
    'answers 404 for the id %j, which no user has',
    async (id) => {
      expect((await get(`/api/users/${id}`)).status).toBe(404);
    },
  );

  it.each([
    ['a malformed URL', '/api/users/%zz', 400],
    ['an id of 500 characters', `/api/users/${'1'.repeat(500)}`, 414],
  ])('answers %s in JSON:API form', async (_, path, status) => {
    const { status: actual, headers, body } = await get(path);
    expect(actual).toBe(status);
    expect(headers.get('content-type')).toBe('application/vnd.api+json');
    expect(body.errors).toEqual([
      expect.objectContaining({ id: headers.get('x-request-id'), status: String(status) }),
    ]);
  });

  describe('scopes', () => {
    const person = { type: 'users', attributes: required };
    const change = { type: 'users', id: '1', attributes: { lastName: 'Roy' } };
    it.each([
      ['GET', '/api/users', undefined, 'users:read', 200],
      ['GET', '/api/users/1', undefined, 'users:read', 200],
      ['POST', '/api/users', person, 'users:write', 201],
      ['PATCH', '/api/users/1', change, 'users:write', 204],
      ['DELETE', '/api/users/1', undefined, 'users:write', 204],
    ])('%s %s needs its own scope, and no other', async (method, path, data, needed, success) => {
      const other = needed === 'users:read' ? 'users:write' : 'users:read';
      await add(1);
      const rows = async () => applications.database.query(`SELECT * FROM ${table}`);
      const before = await rows();
      const ask = async (scope: string) =>
        api(application, await accessToken(application, { scope }), path, {
          method,
          document: data && { data },
        });

      const { status, headers, body } = await ask(other);
      expect({ status, errors: body.errors, challenge: headers.get('www-authenticate') }).toEqual({
        status: 403,
        errors: [
          {
            id: headers.get('x-request-id'),
            status: '403',
            code: 'insufficient_scope',
            title: 'Insufficient scope',
            detail: `the token lacks the scope ${needed}`,
          },
        ],
        challenge:
          `Bearer realm="${side}", error="insufficient_scope", ` +
          `error_description="the token lacks the scope ${needed}", scope="${needed}", ` +
          `resource_metadata="${application.url}/.well-known/oauth-protected-resource/api"`,
      });
      expect(await rows()).toEqual(before);

      expect((await ask(needed)).status).toBe(success);
    });
  });

  describe('input', () => {
    it('reports every error at once, each with its pointer', async () => {
      const { status, body } = await create({ email: 'nonsense', firstName: '', lastName: 7 });
      expect(status).toBe(422);
      const faults = body.errors.map(
        (error: { code: string; source: { pointer: string } }) =>
          `${error.code} ${error.source.pointer}`,
      );
      expect(faults.toSorted()).toEqual([
        'validation_failed /data/attributes/email',
        'validation_failed /data/attributes/firstName',
        'validation_failed /data/attributes/lastName',
      ]);
      expect((await get('/api/users')).body.data).toEqual([]);
    });

    it.each(Object.keys(required))('requires %s', async (name) => {
      for (const value of [undefined, null, '']) {
        const { status, body } = await create({ [name]: value });
        expect(status).toBe(422);
        // An error points to an existing member (JSON:API, "Error Objects").
        const pointer = value === undefined ? '/data/attributes' : `/data/attributes/${name}`;
        expect(body.errors[0].source).toEqual({ pointer });
      }
    });

    it.each([
      ['a NUL', { firstName: 'a\0b' }],
      ['an unpaired surrogate', { firstName: 'a\ud800b' }],
      ['a too long name', { firstName: 'x'.repeat(101) }],
      ['a day that does not exist', { birthday: '2023-02-29' }],
      ['the year 0', { birthday: '0000-01-01' }],
      ['a time instead of a day', { birthday: '2023-02-28T00:00:00Z' }],
      ['an object instead of a text', { firstName: { a: 1 } }],
      ['a list instead of a text', { firstName: ['a'] }],
      ['a number instead of a text', { firstName: 1 }],
    ])('rejects %s with 422', async (_, attributes) => {
      const { status, body } = await create(attributes);
      expect(status).toBe(422);
      expect(body.errors[0].source.pointer).toBe(`/data/attributes/${Object.keys(attributes)[0]}`);
    });

    it.each(['id', 'type', 'password', 'isAdmin', 'constructor', 'toString'])(
      'rejects the unknown attribute %s',
      async (name) => {
        const { status, body } = await create({ [name]: 'x' });
        expect(status).toBe(400);
        expect(body.errors[0].source).toEqual({ pointer: `/data/attributes/${name}` });
      },
    );

    it.each(['createdAt', 'updatedAt'])('rejects a value for %s', async (name) => {
      const { status, body } = await create({ [name]: '2020-01-01T00:00:00Z' });
      expect({ status, code: body.errors[0].code }).toEqual({
        status: 400,
        code: 'read_only_attribute',
      });
    });

    it('rejects an id in POST with 403, another type with 409, and another id with 409', async () => {
      expect((await create({}, { id: '5' })).status).toBe(403);
      expect((await create({}, { type: 'people' })).status).toBe(409);
      await create();
      const { status } = await api(application, token, '/api/users/1', {
        method: 'PATCH',
        document: { data: { type: 'users', id: '2', attributes: {} } },
      });
      expect(status).toBe(409);
    });

    const noData = 'the request body must be an object with a member data';
    const notOne = 'data must be a single resource object';
    it.each([
      ['nothing', undefined, noData, ''],
      ['no data', {}, noData, ''],
      ['null', { data: null }, notOne, '/data'],
      ['a list', { data: [] }, notOne, '/data'],
      ['a text', { data: 'users' }, notOne, '/data'],
      ['no type', { data: { attributes: {} } }, 'data must have a type, a string', '/data'],
      [
        'attributes that are a list',
        { data: { type: 'users', attributes: [] } },
        'attributes must be an object',
        '/data/attributes',
      ],
    ])('rejects a document with %s', async (_, document, detail, pointer) => {
      const { status, headers, body } = await api(application, token, '/api/users', {
        method: 'POST',
        document,
      });
      expect({ status, errors: body.errors }).toEqual({
        status: 400,
        errors: [
          {
            id: headers.get('x-request-id'),
            status: '400',
            code: 'invalid_document',
            title: 'Invalid document',
            detail,
            source: { pointer },
          },
        ],
      });
    });

    it('rejects unknown query parameters, and returns the requested fields', async () => {
      const document = { data: { type: 'users', attributes: required } };
      const post = async (query: string) =>
        api(application, token, `/api/users?${query}`, { method: 'POST', document });
      const refused = await post('include=nonsense');
      expect({ status: refused.status, source: refused.body.errors[0].source }).toEqual({
        status: 400,
        source: { parameter: 'include' },
      });
      const created = await post('fields[users]=email');
      expect(created.headers.get('location')).toBe('/api/users/1');
      expect(created.body.data.attributes).toEqual({ email: required.email });
      const updated = await api(application, token, '/api/users/1?fields[users]=lastName', {
        method: 'PATCH',
        document: { data: { type: 'users', id: '1', attributes: { lastName: 'Roy' } } },
      });
      expect(updated.body.data.attributes).toEqual({ lastName: 'Roy' });
    });

    it('rejects a document of 1 MB with 413', async () => {
      const { status, body } = await create({ firstName: 'x'.repeat(1_000_000) });
      expect({ status, code: body.errors[0].code }).toEqual({
        status: 413,
        code: 'payload_too_large',
      });
    });
  });

  describe('uniqueness', () => {
    it('of the e-mail address ignores case', async () => {
      await create();
      const { status, body } = await create({
        email: 'ANN.LEE@example.com',
        ...(side === 'backoffice' ? { username: 'other' } : {}),
      });
      expect({ status, errors: body.errors }).toEqual({
        status: 409,
        errors: [
          expect.objectContaining({
            status: '409',
            code: 'already_exists',
            source: { pointer: '/data/attributes/email' },
          }),
        ],
      });
    });

    it('holds for twenty concurrent requests', async () => {
      const answers = await Promise.all(Array.from({ length: 20 }, () => create()));
      const statuses = answers.map(({ status }) => String(status)).toSorted();
      expect(statuses).toEqual(['201', ...Array.from({ length: 19 }, () => '409')]);
    });

    it('holds for updates, too', async () => {
      await add(2);
      const { status, body } = await update('1', { email: 'USER2@example.com' });
      expect({ status, code: body.errors[0].code }).toEqual({
        status: 409,
        code: 'already_exists',
      });
    });
  });

  describe('pages', () => {
    it('have 25 users in the order of ids, with links to their neighbours', async () => {
      await add(60);
      const first = await get('/api/users');
      expect(lastNames(first.body)).toHaveLength(25);
      expect(first.body.links).toEqual({
        self: '/api/users',
        first: '/api/users',
        prev: null,
        next: '/api/users?page%5Bnumber%5D=2',
      });
      const second = await get(first.body.links.next);
      expect(lastNames(second.body)[0]).toBe('26');
      expect(second.body.links.prev).not.toBeNull();
      const third = await get(second.body.links.next);
      expect(lastNames(third.body)).toHaveLength(10);
      expect(third.body.links.next).toBeNull();
    });

    it('have the requested size, up to the maximum', async () => {
      await add(40);
      expect((await get('/api/users?page[size]=30')).body.data).toHaveLength(30);
      expect((await get('/api/users?page[size]=1&page[number]=40')).body.data).toHaveLength(1);
      expect((await get('/api/users?page[number]=3')).body).toMatchObject({
        data: [],
        links: { next: null },
      });
    });

    it.each([
      'page[size]=31',
      'page[size]=0',
      'page[size]=-1',
      'page[size]=1.5',
      'page[size]=x',
      'page[size]=',
      'page[number]=0',
      'page[number]=99999999999999999999',
      'page[size]=1&page[size]=2',
      'page=1',
      'page[offset]=1',
      'size=1',
      'sort=nonsense',
      'sort=phone',
      'sort=',
      'sort=email,',
      'sort=constructor',
      'filter[nonsense]=1',
      'filter[namePrefix]=Dr',
      'filter=1',
      'filter[email][evil]=1',
      'fields[users]=nonsense',
      'fields[other]=email',
      'fields=email',
      'include=nonsense',
      "sort=email';DROP TABLE staff_users",
    ])('reject %s with 400 and the parameter', async (query) => {
      const { status, body } = await get(`/api/users?${query}`);
      expect(status).toBe(400);
      const name = decodeURIComponent(query.split('=', 1)[0]!);
      expect(body.errors[0].source).toEqual({ parameter: name });
    });
  });

  describe('sorting, filtering and fields', () => {
    it('sorts by several keys, ascending and descending', async () => {
      await add(5);
      const { body } = await get('/api/users?sort=firstName,-lastName');
      expect(lastNames(body)).toEqual(['05', '04', '03', '02', '01']);
    });

    it('filters by any of several values, and by all filters together', async () => {
      await add(5);
      const any = await get('/api/users?filter[lastName]=02,04,99');
      expect(lastNames(any.body)).toEqual(['02', '04']);
      const both = await get('/api/users?filter[lastName]=02,04&filter[email]=user4@example.com');
      expect(lastNames(both.body)).toEqual(['04']);
    });

    it('finds an e-mail address regardless of case', async () => {
      await add(3);
      expect(lastNames((await get('/api/users?filter[email]=USER2@Example.com')).body)).toEqual([
        '02',
      ]);
    });

    it('reads SQL and LIKE characters as text (GHSA-r9w3-57w2-gch2)', async () => {
      await add(3);
      for (const value of ["' OR '1'='1", '%', '_', "';--", '\\']) {
        const { status, body } = await get(
          `/api/users?filter[lastName]=${encodeURIComponent(value)}`,
        );
        expect({ status, data: body.data }).toEqual({ status: 200, data: [] });
      }
    });

    it('returns the requested fields, of a list and of one user', async () => {
      await add(1);
      const fields = 'fields[users]=lastName,email';
      const attributes = { lastName: '01', email: 'user1@example.com' };
      expect((await get(`/api/users?${fields}`)).body.data[0].attributes).toEqual(attributes);
      expect((await get(`/api/users/1?${fields}`)).body.data.attributes).toEqual(attributes);
    });
  });

  it('answers HEAD like GET without the body, and other methods with 405 and Allow', async () => {
    const head = await api(application, token, '/api/users', { method: 'HEAD' });
    expect({ status: head.status, body: head.body }).toEqual({ status: 200, body: '' });
    const put = await api(application, token, '/api/users/1', { method: 'PUT' });
    expect(put.status).toBe(405);
    expect(put.headers.get('allow')).toBe('OPTIONS, GET, HEAD, PATCH, DELETE');
    expect(put.body.errors[0].code).toBe('method_not_allowed');
  });
});

describe('members of staff', () => {
  it('have a username that is unique regardless of case', async () => {
    const token = await accessToken(applications.backoffice);
    const create = async (username: string, email: string) =>
      api(applications.backoffice, token, '/api/users', {
        method: 'POST',
        document: {
          data: {
            type: 'users',
            attributes: { username, email, firstName: 'A', lastName: 'B', enabled: false },
          },
        },
      });
    expect((await create('ann', 'a@example.com')).body.data.attributes.enabled).toBe(false);
    const { status, body } = await create('ANN', 'b@example.com');
    expect(status).toBe(409);
    expect(body.errors[0].source).toEqual({ pointer: '/data/attributes/username' });
  });
});

describe('people with a storefront account', () => {
  it.each(['enabled', 'confirmed'])('cannot set %s through the storefront', async (name) => {
    const token = await accessToken(applications.storefront);
    const { status, body } = await api(applications.storefront, token, '/api/users', {
      method: 'POST',
      document: {
        data: {
          type: 'users',
          attributes: { email: 'a@example.com', firstName: 'A', lastName: 'B', [name]: false },
        },
      },
    });
    expect({ status, code: body.errors[0].code }).toEqual({
      status: 400,
      code: 'read_only_attribute',
    });
  });
});
