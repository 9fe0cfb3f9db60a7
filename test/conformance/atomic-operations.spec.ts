import { Client } from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startApplications, type TestApplications } from '../support/applications.js';
import { type Api, apiOf, lastEvents, refusals } from '../support/json-api.js';
import { accessToken, request } from '../support/requests.js';
import { ATOMIC, ATOMIC_TYPE, type OperationsApi, operationsOf } from '../support/operations.js';
import { untilWaiting } from '../support/waiting-statements.js';

let applications: TestApplications;
let operations: OperationsApi;
let api: Api;

const SCOPES = 'users:read users:write roles:read roles:write';

beforeAll(async () => {
  applications = await startApplications();
  operations = await operationsOf(applications.backoffice, SCOPES);
  api = await apiOf(applications.backoffice, SCOPES);
});
afterAll(async () => applications.stop());
beforeEach(async () => {
  // Of a few rows this is many times faster than TRUNCATE.
  await applications.database.query(`
    DELETE FROM staff_users; DELETE FROM roles;
    ALTER SEQUENCE staff_users_id_seq RESTART; ALTER SEQUENCE roles_id_seq RESTART`);
});

const TIME = expect.stringMatching(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?Z$/);
const ROLES = '/api/users/1/relationships/roles';

function attributes(name: string) {
  return { username: name, email: `${name}@example.com`, firstName: 'Ann', lastName: 'Lee' };
}
function user(name: string, members: object = {}) {
  return { op: 'add', data: { type: 'users', attributes: attributes(name), ...members } };
}
function role(name: string, members: object = {}) {
  const data = { type: 'roles', attributes: { name, scopes: ['users:read'] }, ...members };
  return { op: 'add', data };
}
function rename(id: string, firstName: string) {
  return { op: 'update', data: { type: 'users', id, attributes: { firstName } } };
}
function remove(id: string) {
  return { op: 'remove', ref: { type: 'users', id } };
}

async function names(): Promise<unknown[]> {
  const rows = await applications.database.query('SELECT username FROM staff_users ORDER BY id');
  return rows.map(({ username }) => username);
}
async function rolesOfFirst(): Promise<unknown[]> {
  const { body } = await api.get(ROLES);
  return body.data.map(({ id }: { id: string }) => id);
}
async function events(): Promise<number> {
  const [row] = await applications.database.query('SELECT count(*)::int AS n FROM audit_events');
  return row!.n as number;
}

describe('Document Structure', () => {
  it.each([
    ['no operations', {}, '400 invalid_document '],
    ['none of them', { 'atomic:operations': [] }, '400 invalid_document /atomic:operations'],
    ['no array', { 'atomic:operations': {} }, '400 invalid_document /atomic:operations'],
    [
      'more than there may be',
      { 'atomic:operations': Array.from({ length: 101 }, () => remove('1')) },
      '400 invalid_document /atomic:operations',
    ],
    ['data', { 'atomic:operations': [remove('1')], data: [] }, '400 invalid_document /data'],
    [
      'included',
      { 'atomic:operations': [remove('1')], included: [] },
      '400 invalid_document /included',
    ],
    [
      'results',
      { 'atomic:operations': [remove('1')], 'atomic:results': [] },
      '400 invalid_document /atomic:results',
    ],
    ['errors', { 'atomic:operations': [remove('1')], errors: [] }, '400 invalid_document /errors'],
  ])('refuses a document with %s', async (_, document, refusal) => {
    expect(refusals(await operations.post(document))).toEqual([refusal]);
  });

  it('ignores what the specification does not have, and a lid beside an id', async () => {
    const { body } = await operations.send(user('ann'));
    const { id } = body['atomic:results'][0].data;
    const answer = await operations.post({
      'atomic:operations': [
        { op: 'update', data: { type: 'users', id, lid: 'x', note: 1 }, path: '/x' },
        { op: 'remove', ref: { type: 'users', id, lid: 'x', attribute: 'a' } },
      ],
      '@context': {},
    });
    expect([answer.status, answer.body['atomic:results'][0].data.id]).toEqual([200, id]);
  });

  it('takes the other members of a document', async () => {
    const document = { 'atomic:operations': [user('ann')], jsonapi: {}, meta: { a: 1 }, links: {} };
    expect((await operations.post(document)).status).toBe(200);
  });

  it('knows no query parameter', async () => {
    const answer = await operations.post({ 'atomic:operations': [user('ann')] }, {}, '?sort=id');
    expect(refusals(answer)).toEqual(['400 unknown_parameter sort']);
  });
});

describe('Operation Objects', () => {
  const ref = { type: 'users', id: '1' };

  it.each([
    ['is no object', 7, 'invalid_document /atomic:operations/0'],
    ['has no op', { ref }, 'invalid_document /atomic:operations/0'],
    ['has another op', { op: 'replace', ref }, 'invalid_document /atomic:operations/0/op'],
    [
      'has both ref and href',
      { op: 'remove', ref, href: '/api/users/1' },
      'invalid_document /atomic:operations/0',
    ],
    [
      'has a ref without a type',
      { op: 'remove', ref: { id: '1' } },
      'invalid_document /atomic:operations/0/ref',
    ],
    [
      'has a ref without an id',
      { op: 'remove', ref: { type: 'users' } },
      'invalid_document /atomic:operations/0/ref',
    ],
    [
      'has an href that is no text',
      { op: 'remove', href: 7 },
      'invalid_document /atomic:operations/0/href',
    ],
    ['adds nothing', { op: 'add' }, 'invalid_document /atomic:operations/0'],
    ['adds by ref', { ...user('a'), ref }, 'invalid_document /atomic:operations/0/ref'],
    [
      'adds no resource object',
      { op: 'add', data: [] },
      'invalid_document /atomic:operations/0/data',
    ],
    [
      'adds without a type',
      { op: 'add', data: { attributes: {} } },
      'invalid_document /atomic:operations/0/data',
    ],
    ['updates without data', { op: 'update', ref }, 'invalid_document /atomic:operations/0'],
    [
      'updates nobody',
      { op: 'update', data: { type: 'users' } },
      'invalid_document /atomic:operations/0/data',
    ],
    ['removes nobody', { op: 'remove' }, 'invalid_document /atomic:operations/0'],
    [
      'removes with data',
      { op: 'remove', ref, data: {} },
      'invalid_document /atomic:operations/0/data',
    ],
  ])('refuses one that %s', async (_, operation, refusal) => {
    expect(refusals(await operations.send(operation))).toEqual([`400 ${refusal}`]);
  });

  it('names the faults of all operations, each with its place', async () => {
    const answer = await operations.send({ op: 'x' }, user('ann'), { op: 'remove', ref: 1 });
    expect(refusals(answer)).toEqual([
      '400 invalid_document /atomic:operations/0/op',
      '400 invalid_document /atomic:operations/2/ref',
    ]);
    expect(await names()).toEqual([]);
  });

  it.each([
    ['a type', { op: 'remove', ref: { type: 'oauth-clients', id: '1' } }, '/ref/type'],
    ['a type that is added', { op: 'add', data: { type: 'signing-keys' } }, '/data/type'],
    [
      'a relationship',
      { op: 'add', ref: { ...ref, relationship: 'x' }, data: [] },
      '/ref/relationship',
    ],
    ['an address', { op: 'remove', href: '/api/revoked-tokens/1' }, '/href'],
    ['another host', { op: 'remove', href: 'https://example.com/api/users/1' }, '/href'],
    ['an address with a query', { op: 'remove', href: '/api/users?x=1' }, '/href'],
    ['a malformed address', { op: 'remove', href: '/api/users/%zz' }, '/href'],
    ['a deeper address', { op: 'remove', href: '/api/users/1/roles' }, '/href'],
    [
      'the address of another relationship',
      { op: 'update', href: '/api/users/1/relationships/x', data: [] },
      '/href',
    ],
  ])('refuses %s that operations do not change', async (_, operation, place) => {
    const answer = await operations.send(user('ann'), operation);
    expect(refusals(answer)).toEqual([`400 unsupported_operation /atomic:operations/1${place}`]);
    expect(await names()).toEqual([]);
  });
});

describe('Processing', () => {
  it('MUST be POST', async () => {
    const { status, headers } = await api.patch('/api/operations', {});
    expect({ status, allow: headers.get('allow') }).toEqual({
      status: 405,
      allow: 'OPTIONS, POST',
    });
  });

  it('MUST perform operations in their order, and answer each at its place', async () => {
    const answer = await operations.send(user('ann'), rename('1', 'Bea'), remove('1'), user('cid'));
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-type')).toBe(ATOMIC_TYPE);
    const whole = (id: string, name: string, firstName: string) => ({
      data: expect.objectContaining({
        type: 'users',
        id,
        attributes: expect.objectContaining({ ...attributes(name), firstName }),
        links: { self: `/api/users/${id}` },
      }),
    });
    expect(answer.body).toEqual({
      jsonapi: { version: '1.1', ext: [ATOMIC] },
      'atomic:results': [
        whole('1', 'ann', 'Ann'),
        whole('1', 'ann', 'Bea'),
        {},
        whole('2', 'cid', 'Ann'),
      ],
    });
    expect(await names()).toEqual(['cid']);
  });

  it('MUST perform all or none: of 99 good operations nothing stays when the last one fails', async () => {
    await operations.send(user('ann'));
    const before = await events();
    const good = Array.from({ length: 99 }, (_, index) => user(`user${index}`));
    expect(refusals(await operations.send(...good, user('ANN')))).toEqual([
      '409 already_exists /atomic:operations/99/data/attributes/username',
    ]);
    expect(await names()).toEqual(['ann']);
    expect(await events()).toBe(before);
    expect((await operations.send(...good, user('bea'))).body['atomic:results']).toHaveLength(100);
    expect(await events()).toBe(before + 100);
  });

  it('records the events of all operations, in their order', async () => {
    await operations.send(user('ann'), role('Reader'), {
      op: 'add',
      href: ROLES,
      data: [{ type: 'roles', id: '1' }],
    });
    const common = { actor_type: 'client', actor: expect.any(String), side: 'backoffice' };
    const event = { ...common, before: null, after: expect.any(Object), subject_id: '1' };
    expect(await lastEvents(applications, 3)).toEqual([
      { ...event, action: 'user.created', subject_type: 'users' },
      { ...event, action: 'role.created', subject_type: 'roles' },
      {
        ...event,
        action: 'user.roles_changed',
        subject_type: 'users',
        before: { roles: [] },
        after: { roles: ['1'] },
      },
    ]);
  });

  it('leaves concurrent requests what each of them has made, whole', async () => {
    await operations.send(user('ann'), user('bea'));
    const batch = (order: string[], name: string) =>
      operations.send(...order.flatMap((id) => [rename(id, name), user(`${name}${id}`)]));
    const answers = await Promise.all([
      batch(['1', '2'], 'up'),
      batch(['2', '1'], 'down'),
      api.patch('/api/users/1', { type: 'users', id: '1', attributes: { lastName: 'One' } }),
      api.patch('/api/users/2', { type: 'users', id: '2', attributes: { lastName: 'Two' } }),
    ]);
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
    const rows = await applications.database.query(
      'SELECT first_name, last_name FROM staff_users WHERE id <= 2 ORDER BY id',
    );
    expect(rows.map((row) => row.last_name)).toEqual(['One', 'Two']);
    // One batch came after the other: both rows have what the later one said.
    expect(new Set(rows.map((row) => row.first_name)).size).toBe(1);
    expect(await names()).toHaveLength(6);
  });

  it('lets others record while it waits for a row', async () => {
    await operations.send(user('ann'), user('bea'), user('cid'));
    const holder = new Client(applications.database.url);
    await holder.connect();
    try {
      await holder.query('BEGIN; SELECT FROM staff_users WHERE id = 2 FOR UPDATE');
      const batch = operations.send(rename('1', 'x'), rename('2', 'x'));
      await untilWaiting(holder, applications.database);
      const change = { type: 'users', id: '3', attributes: { firstName: 'Cid' } };
      expect((await api.patch('/api/users/3', change)).status).toBe(200);
      await holder.query('COMMIT');
      expect((await batch).status).toBe(200);
    } finally {
      await holder.end();
    }
  });

  it('of two requests that want the same, one has all of it and the other nothing', async () => {
    const answers = await Promise.all([
      operations.send(user('left'), user('same')),
      operations.send(user('right'), user('same')),
    ]);
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200, 409]));
    const refused = answers.find(({ status }) => status === 409)!;
    expect(refusals(refused)).toEqual([
      '409 already_exists /atomic:operations/1/data/attributes/username',
    ]);
    const winner = answers[0].status === 200 ? 'left' : 'right';
    expect(new Set(await names())).toEqual(new Set([winner, 'same']));
  });
});

describe('Processing Errors', () => {
  it('SHOULD point to the source of each problem, with the status of its own', async () => {
    const answer = await operations.send(
      user('ann'),
      user('bea', { attributes: { ...attributes('bea'), email: 'x', enabled: 'y' } }),
      remove('99'),
    );
    expect(answer.headers.get('content-type')).toBe(ATOMIC_TYPE);
    expect(answer.headers.get('vary')).toBe('Accept');
    expect(answer.body.jsonapi).toEqual({ version: '1.1', ext: [ATOMIC] });
    expect(Object.keys(answer.body)).toEqual(['jsonapi', 'errors']);
    expect(refusals(answer).toSorted()).toEqual([
      '422 validation_failed /atomic:operations/1/data/attributes/email',
      '422 validation_failed /atomic:operations/1/data/attributes/enabled',
    ]);
    expect(await names()).toEqual([]);
  });

  it.each([
    ['404 not_found /atomic:operations/0', remove('99')],
    ['404 not_found /atomic:operations/0', rename('99', 'x')],
    ['409 type_mismatch /atomic:operations/0/data/type', { ...user('ann'), href: '/api/roles' }],
    [
      '400 unknown_attribute /atomic:operations/0/data/attributes/x',
      user('ann', { attributes: { ...attributes('ann'), x: 1 } }),
    ],
    ['403 client_generated_id /atomic:operations/0/data/id', user('ann', { id: '5' })],
    ['409 id_mismatch /atomic:operations/0/data/id', { ...rename('2', 'x'), href: '/api/users/1' }],
    [
      '403 scope_not_held /atomic:operations/0',
      { op: 'add', data: { type: 'roles', attributes: { name: 'x', scopes: ['keys:write'] } } },
    ],
  ])('%s', async (refusal, operation) => {
    expect(refusals(await operations.send(operation))).toEqual([refusal]);
  });
});

describe('Creating Resources', () => {
  it('MAY target the collection by href; MUST answer the created resource', async () => {
    const { body } = await operations.send({ ...role('Reader'), href: '/api/roles' });
    expect(body['atomic:results']).toEqual([
      {
        data: {
          type: 'roles',
          id: '1',
          attributes: {
            name: 'Reader',
            description: null,
            scopes: ['users:read'],
            createdAt: TIME,
            updatedAt: TIME,
          },
          relationships: {
            users: {
              links: { self: '/api/roles/1/relationships/users', related: '/api/roles/1/users' },
            },
          },
          links: { self: '/api/roles/1' },
        },
      },
    ]);
  });

  it('is not at the address of a resource', async () => {
    expect(refusals(await operations.send({ ...user('ann'), href: '/api/users/1' }))).toEqual([
      '400 invalid_document /atomic:operations/0/href',
    ]);
  });
});

describe('Updating Resources', () => {
  it.each([
    ['by data alone', {}],
    ['by ref', { ref: { type: 'users', id: '1' } }],
    ['by href', { href: '/api/users/1' }],
  ])('%s; MUST answer the resource, whose updatedAt has changed', async (_, target) => {
    await operations.send(user('ann'));
    const { status, body } = await operations.send({ ...rename('1', 'Bea'), ...target });
    expect(status).toBe(200);
    expect(body['atomic:results'][0].data).toEqual((await api.get('/api/users/1')).body.data);
    expect(body['atomic:results'][0].data.attributes.firstName).toBe('Bea');
  });
});

describe('Deleting Resources', () => {
  it.each([
    ['ref', remove('1')],
    ['href', { op: 'remove', href: '/api/users/1' }],
  ])('by %s: 204 where no result has data', async (_, operation) => {
    await operations.send(user('ann'), user('bea'));
    const { status, body, headers } = await operations.send(operation, remove('2'));
    expect({ status, body, type: headers.get('content-type') }).toEqual({
      status: 204,
      body: '',
      type: null,
    });
    expect(await names()).toEqual([]);
  });

  it('is not at the address of a collection', async () => {
    expect(refusals(await operations.send({ op: 'remove', href: '/api/users' }))).toEqual([
      '400 invalid_document /atomic:operations/0/href',
    ]);
  });
});

describe('Updating To-Many Relationships', () => {
  beforeEach(async () => {
    await operations.send(user('ann'), role('one'), role('two'), role('three'));
  });
  const ids = (...list: string[]) => list.map((id) => ({ type: 'roles', id }));
  const ref = { type: 'users', id: '1', relationship: 'roles' };

  it('adds members, replaces and removes them, and answers no data', async () => {
    const { status, body } = await operations.send(
      { op: 'add', ref, data: ids('1', '2') },
      { op: 'remove', ref, data: ids('1', '99') },
      { op: 'add', href: ROLES, data: ids('2', '3') },
      user('bea'),
    );
    expect(status).toBe(200);
    expect(body['atomic:results'].slice(0, 3)).toEqual([{}, {}, {}]);
    expect(await rolesOfFirst()).toEqual(['2', '3']);
    expect((await operations.send({ op: 'update', href: ROLES, data: ids('1') })).status).toBe(204);
    expect(await rolesOfFirst()).toEqual(['1']);
  });

  it.each([
    ['404 related_not_found /atomic:operations/0/data', ids('99')],
    ['409 type_mismatch /atomic:operations/0/data/0/type', [{ type: 'users', id: '1' }]],
    ['400 invalid_document /atomic:operations/0/data', null],
    ['400 invalid_document /atomic:operations/0/data/1', [...ids('1'), 7]],
  ])('%s', async (refusal, data) => {
    expect(refusals(await operations.send({ op: 'add', ref, data }))).toEqual([refusal]);
  });

  it('404 for a resource that there is not', async () => {
    const operation = { op: 'add', ref: { ...ref, id: '99' }, data: ids('1') };
    expect(refusals(await operations.send(operation))).toEqual([
      '404 not_found /atomic:operations/0',
    ]);
  });
});

describe('Processing Multiple Operations, local ids', () => {
  const refOf = (lid: string) => ({ type: 'users', lid, relationship: 'roles' });

  it('lead to what an earlier operation added, in ref, data and relationships', async () => {
    const { status, body } = await operations.send(
      user('ann', { lid: 'a' }),
      role('Reader', { lid: 'a' }),
      { op: 'add', ref: refOf('a'), data: [{ type: 'roles', lid: 'a' }] },
      { op: 'update', data: { type: 'users', lid: 'a', attributes: { firstName: 'Bea' } } },
      {
        op: 'update',
        ref: { type: 'users', lid: 'a' },
        data: { type: 'users', lid: 'a', attributes: { lastName: 'Ray' } },
      },
      user('cid', { lid: 'c' }),
      { op: 'remove', ref: { type: 'users', lid: 'c' } },
    );
    expect(status).toBe(200);
    expect(body['atomic:results'].map(({ data }: { data?: { id: string } }) => data?.id)).toEqual([
      '1',
      '1',
      undefined,
      '1',
      '1',
      '2',
      undefined,
    ]);
    expect(body['atomic:results'][4].data.attributes).toMatchObject({
      firstName: 'Bea',
      lastName: 'Ray',
    });
    expect(await rolesOfFirst()).toEqual(['1']);
    expect(await names()).toEqual(['ann']);
  });

  it.each([
    [
      '400 unknown_lid /atomic:operations/1/ref/lid',
      [{ op: 'remove', ref: { type: 'users', lid: 'x' } }],
    ],
    [
      '400 unknown_lid /atomic:operations/1/ref/lid',
      [{ op: 'remove', ref: { type: 'roles', lid: 'a' } }],
    ],
    [
      '400 unknown_lid /atomic:operations/1/data/0/lid',
      [
        { op: 'add', ref: refOf('a'), data: [{ type: 'roles', lid: 'later' }] },
        role('x', { lid: 'later' }),
      ],
    ],
    [
      '400 unknown_lid /atomic:operations/1/data/lid',
      [{ op: 'update', data: { type: 'users', lid: 'x' } }],
    ],
    ['400 duplicate_lid /atomic:operations/1/data/lid', [user('bea', { lid: 'a' })]],
    ['400 invalid_document /atomic:operations/1/data/lid', [user('bea', { lid: 7 })]],
    [
      '404 related_not_found /atomic:operations/1/data',
      [{ op: 'add', ref: refOf('a'), data: [{ type: 'roles', id: '999', lid: 'a' }] }],
    ],
  ])('%s', async (refusal, others) => {
    expect(refusals(await operations.send(user('ann', { lid: 'a' }), ...others))).toEqual([
      refusal,
    ]);
    expect(await names()).toEqual([]);
  });
});

describe('scopes', () => {
  it.each([
    ['users:write', role('Reader'), 'roles:write'],
    ['users:write', { op: 'update', href: ROLES, data: [] }, 'roles:write'],
    ['roles:write users:read', remove('1'), 'users:write'],
  ])('%s alone is not enough', async (scopes, operation, lacking) => {
    const own =
      scopes === 'users:write'
        ? user('ann')
        : role('mine', { attributes: { name: 'x', scopes: [] } });
    const caller = await operationsOf(applications.backoffice, scopes);
    const before = await events();
    const answer = await caller.send(own, operation);
    expect(refusals(answer)).toEqual(['403 insufficient_scope /atomic:operations/1']);
    expect(answer.headers.get('www-authenticate')).toContain(
      `error="insufficient_scope", error_description="the token lacks the scope ${lacking}", scope="${lacking}"`,
    );
    expect(await events()).toBe(before);
    expect((await caller.send(own)).status).toBe(200);
  });
});

describe('Content Negotiation', () => {
  const document = { 'atomic:operations': [remove('99')] };

  it.each([
    'application/vnd.api+json',
    'application/vnd.api+json;ext="https://jsonapi.org/ext/other"',
    `application/vnd.api+json;ext="${ATOMIC} https://jsonapi.org/ext/other"`,
    `${ATOMIC_TYPE};charset=utf-8`,
    'application/json',
  ])('MUST answer 415 to Content-Type: %s', async (type) => {
    const answer = await operations.post(document, { 'Content-Type': type });
    expect(refusals(answer)).toEqual(['415 unsupported_media_type Content-Type']);
    expect(answer.body.errors[0].detail).toContain(ATOMIC_TYPE);
    expect(answer.headers.get('content-type')).toBe('application/vnd.api+json');
  });

  it.each([
    ['application/vnd.api+json;ext="https://jsonapi.org/ext/other"', 406],
    [`${ATOMIC_TYPE};charset=utf-8`, 406],
    [ATOMIC_TYPE, 404],
    ['application/vnd.api+json', 404],
    ['application/vnd.api+json;ext="https://jsonapi.org/ext/other", */*', 406],
    [`application/vnd.api+json;ext="https://jsonapi.org/ext/other", ${ATOMIC_TYPE}`, 404],
  ])('Accept: %s is answered with %i', async (accept, status) => {
    expect((await operations.post(document, { Accept: accept })).status).toBe(status);
  });

  it('MUST answer 415 and 406 to the extension elsewhere', async () => {
    const { url } = applications.backoffice;
    const token = await accessToken(applications.backoffice);
    const ask = async (headers: Record<string, string>) =>
      request(`${url}/api/users`, { headers: { Authorization: `Bearer ${token}`, ...headers } });
    expect(refusals(await ask({ 'Content-Type': ATOMIC_TYPE }))).toEqual([
      '415 unsupported_media_type Content-Type',
    ]);
    expect(refusals(await ask({ Accept: ATOMIC_TYPE }))).toEqual(['406 not_acceptable Accept']);
  });

  it('SHOULD vary by Accept, for strangers and unreadable documents as well', async () => {
    const stranger = await operations.post(document, { Authorization: '' });
    const unreadable = await request(`${applications.backoffice.url}/api/operations`, {
      method: 'POST',
      headers: {
        Authorization: `Bearer ${await accessToken(applications.backoffice)}`,
        'Content-Type': ATOMIC_TYPE,
      },
      body: '{',
    });
    const seen = [stranger, unreadable].map(({ status, headers }) => [status, headers.get('vary')]);
    expect(seen).toEqual([
      [401, 'Accept'],
      [400, 'Accept'],
    ]);
  });
});

describe('the storefront', () => {
  it('has operations on its users, and on nothing else', async () => {
    const caller = await operationsOf(applications.storefront, 'users:write');
    const person = { email: 'ann@example.com', firstName: 'Ann', lastName: 'Lee' };
    const added = await caller.send(
      { op: 'add', data: { type: 'users', lid: 'a', attributes: person } },
      { op: 'remove', ref: { type: 'users', lid: 'a' } },
    );
    expect(added.status).toBe(200);
    expect(refusals(await caller.send(role('Reader')))).toEqual([
      '400 unsupported_operation /atomic:operations/0/data/type',
    ]);
  });
});
