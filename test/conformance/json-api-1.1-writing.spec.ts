import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startSide, type TestSide } from '../support/applications.js';
import { type Api, refusals } from '../support/json-api.js';
import { newUser, staffWithRoles } from '../support/staff-roles.js';

/** JSON:API 1.1, "Creating, Updating and Deleting Resources" and "Errors"; see `json-api-1.1.spec.ts`. */

let applications: TestSide<'backoffice'>;
let api: Api;

beforeAll(async () => {
  applications = await startSide('backoffice');
});
beforeEach(async () => {
  api = await staffWithRoles(applications);
});
afterAll(async () => applications.stop());

const role = (id: string) => ({ type: 'roles', id });
const ROLES = '/api/users/1/relationships/roles';

async function roleIds(): Promise<string[]> {
  const { body } = await api.get(ROLES);
  return body.data.map(({ id }: { id: string }) => id);
}

async function users() {
  return applications.database.query('SELECT * FROM staff_users ORDER BY id');
}

describe('JSON:API 1.1, Creating Resources', () => {
  it('201 Created: the resource, with its self link as Location', async () => {
    const { status, headers, body } = await api.post('/api/users', newUser);
    expect(status).toBe(201);
    expect(body.data).toMatchObject({ type: 'users', attributes: newUser.attributes });
    expect(headers.get('location')).toBe(body.data.links.self);
    expect((await api.get(body.data.links.self)).body.data).toEqual(body.data);
  });

  it.each([
    ['no resource object', null, '400 invalid_document /data'],
    ['several', [newUser], '400 invalid_document /data'],
    ['no type', { attributes: newUser.attributes }, '400 invalid_document /data'],
    [
      'a relationship without data',
      { ...newUser, relationships: { roles: { meta: {} } } },
      '400 read_only_relationship /data/relationships/roles',
    ],
  ])('answers 400 for %s', async (_, data, refusal) => {
    expect(refusals(await api.post('/api/users', data))).toContain(refusal);
  });

  it('Client-Generated IDs: answers 403', async () => {
    const answer = await api.post('/api/users', { ...newUser, id: '77' });
    expect(refusals(answer)).toEqual(['403 client_generated_id /data/id']);
  });

  it('409 Conflict: for another type, with its source', async () => {
    const answer = await api.post('/api/users', { ...newUser, type: 'roles' });
    expect(refusals(answer)).toEqual(['409 type_mismatch /data/type']);
  });

  it('409 Conflict: for a value that must be unique, with its source', async () => {
    const attributes = { ...newUser.attributes, email: 'ADA@example.com' };
    const answer = await api.post('/api/users', { ...newUser, attributes });
    expect(refusals(answer)).toEqual(['409 already_exists /data/attributes/email']);
  });
});

describe('JSON:API 1.1, Updating Resources', () => {
  it('completely succeeds or fails', async () => {
    const before = await users();
    const attributes = { firstName: 'Other', email: 'bob@example.com' };
    const answer = await api.patch('/api/users/1', { type: 'users', id: '1', attributes });
    expect(refusals(answer)).toEqual(['409 already_exists /data/attributes/email']);
    expect(await users()).toEqual(before);
  });

  it('200 OK: missing members stay unchanged, and the answer is that of a GET', async () => {
    const before = (await api.get('/api/users/1')).body.data.attributes;
    const change = { type: 'users', id: '1', attributes: { title: 'Dr' } };
    const { status, body } = await api.patch('/api/users/1', change);
    expect([status, body.data.attributes]).toEqual([
      200,
      { ...before, title: 'Dr', updatedAt: expect.any(String) },
    ]);
    expect((await api.get('/api/users/1')).body.data).toEqual(body.data);
    expect(await roleIds()).toEqual(['1', '2']);
  });

  it.each([
    ['no type', { id: '1' }, '400 invalid_document /data'],
    ['no id', { type: 'users' }, '400 invalid_document /data'],
    ['another type', { type: 'roles', id: '1' }, '409 type_mismatch /data/type'],
    ['another id', { type: 'users', id: '2' }, '409 id_mismatch /data/id'],
  ])('rejects %s', async (_, data, refusal) => {
    expect(refusals(await api.patch('/api/users/1', data))).toEqual([refusal]);
  });

  it('404 Not Found: for a resource that does not exist', async () => {
    const change = { type: 'users', id: '999', attributes: { title: 'Dr' } };
    expect((await api.patch('/api/users/999', change)).status).toBe(404);
  });
});

describe('JSON:API 1.1, Updating To-Many Relationships', () => {
  it.each(['post', 'patch', 'delete'] as const)('%s accepts an empty array', async (method) => {
    expect((await api[method](ROLES, [])).status).toBe(200);
  });

  it.each([
    ['nothing', undefined],
    ['null', null],
    ['a single identifier', role('1')],
    ['an identifier without id', [{ type: 'roles' }]],
  ])('answers 400 for %s', async (_, data) => {
    expect((await api.patch(ROLES, data)).status).toBe(400);
    expect(await roleIds()).toEqual(['1', '2']);
  });

  it('PATCH replaces every member', async () => {
    const { status, body } = await api.patch(ROLES, [role('3'), role('1')]);
    expect([status, body.data.map(({ id }: { id: string }) => id)]).toEqual([200, ['1', '3']]);
    expect(await roleIds()).toEqual(['1', '3']);
  });

  it('POST adds missing members, and no member twice', async () => {
    for (const added of [['3'], ['3', '1']]) {
      expect((await api.post(ROLES, added.map(role))).status).toBe(200);
      expect(await roleIds()).toEqual(['1', '2', '3']);
    }
  });

  it('DELETE removes members, and succeeds for resources that are not members', async () => {
    for (const removed of [['2'], ['2', '3']]) {
      expect((await api.delete(ROLES, removed.map(role))).status).toBe(200);
      expect(await roleIds()).toEqual(['1']);
    }
  });

  it.each(['post', 'patch'] as const)(
    '%s changes nothing when one resource is not found',
    async (method) => {
      const answer = await api[method](ROLES, [role('3'), role('999')]);
      expect(refusals(answer)).toEqual(['404 related_not_found /data']);
      expect(await roleIds()).toEqual(['1', '2']);
    },
  );

  it('404 Not Found: for the relationship of a resource that does not exist', async () => {
    expect((await api.post('/api/users/999/relationships/roles', [role('1')])).status).toBe(404);
  });
});

describe('JSON:API 1.1, Deleting Resources', () => {
  it('204 No Content: without a document; 404 if the resource does not exist', async () => {
    const { status, headers, body } = await api.delete('/api/users/3');
    expect([status, headers.get('content-type'), body]).toEqual([204, null, '']);
    expect((await api.delete('/api/users/3')).status).toBe(404);
  });
});

describe('JSON:API 1.1, HTTP semantics', () => {
  it('answers 405 with Allow to a method that the address does not support', async () => {
    const { status, headers } = await api.patch('/api/users', newUser);
    expect([status, headers.get('allow')]).toEqual([405, 'OPTIONS, GET, HEAD, POST, DELETE']);
  });
});

describe('JSON:API 1.1, Errors', () => {
  it('Processing Errors: the answer has the generally applicable status of several errors', async () => {
    const attributes = { email: 'nonsense', isAdmin: true };
    const { status, body } = await api.patch('/api/users/1', {
      type: 'users',
      id: '1',
      attributes,
    });
    const statuses = body.errors.map((error: { status: string }) => error.status);
    expect([status, statuses.toSorted()]).toEqual([400, ['400', '422']]);
  });

  it('Error Objects: an array, each with status, code and a constant title', async () => {
    const titles = new Set<string>();
    for (const path of ['/api/users/998', '/api/users/999']) {
      const { body } = await api.get(path);
      expect(body.errors).toEqual([
        expect.objectContaining({ status: '404', code: 'not_found', detail: expect.any(String) }),
      ]);
      titles.add(body.errors[0].title);
    }
    expect(titles.size).toBe(1);
  });

  it('Error Objects: a pointer leads to an existing value', async () => {
    const answer = await api.post('/api/users', { type: 'users', attributes: { email: 'x' } });
    expect(new Set(refusals(answer))).toEqual(
      new Set([
        '422 validation_failed /data/attributes',
        '422 validation_failed /data/attributes/email',
      ]),
    );
  });
});
