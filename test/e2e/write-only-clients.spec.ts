import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startSide, type TestSide } from '../support/applications.js';
import { type Api, apiOf, apiWith, refusals } from '../support/json-api.js';
import { operationsWith } from '../support/operations.js';
import { accessToken, api as apiRequest } from '../support/requests.js';
import { staffWithRoles } from '../support/staff-roles.js';

let applications: TestSide<'backoffice'>;
let api: Api;
let token: string;

beforeAll(async () => {
  applications = await startSide('backoffice');
  const scopes = 'users:write roles:write customers:write customer-users:write clients:write';
  const client = await applications.backoffice.createClient(scopes);
  token = await accessToken(applications.backoffice, { client });
  api = apiWith(applications.backoffice, token);
});
afterAll(async () => applications.stop());
beforeEach(async () => {
  await staffWithRoles(applications);
});

const user = (name: string) => ({
  type: 'users',
  attributes: { username: name, email: `${name}@example.com`, firstName: name, lastName: 'May' },
});

const send = async (path: string, init: Parameters<typeof apiRequest>[3]) =>
  apiRequest(applications.backoffice, token, path, init);

describe('a client that may write but not read', () => {
  it('gets type, id and links of a created resource, and no entity tag', async () => {
    const { status, headers, body } = await api.post('/api/users', user('mia'));
    const self = '/api/users/4';
    expect({ status, body, tag: headers.get('etag'), location: headers.get('location') }).toEqual({
      status: 201,
      body: {
        jsonapi: { version: '1.1' },
        links: { self },
        data: { type: 'users', id: '4', links: { self } },
      },
      tag: null,
      location: self,
    });
  });

  it.each([
    ['PATCH', '/api/users/1', { type: 'users', id: '1', attributes: { firstName: 'Ada' } }],
    ['PATCH', '/api/users/1', { type: 'users', id: '1' }],
    ['POST', '/api/users/1/relationships/roles', []],
    ['PATCH', '/api/users/1/relationships/roles', []],
    ['DELETE', '/api/users/1/relationships/roles', []],
  ])('gets a 204 for %s %s', async (method, path, data) => {
    const { status, headers, body } = await send(path, { method, document: { data } });
    expect({ status, body, tag: headers.get('etag') }).toEqual({
      status: 204,
      body: '',
      tag: null,
    });
  });

  it('needs read scopes for both ends of a relationship to see it in an answer', async () => {
    for (const scope of ['users:read', 'roles:read']) {
      const half = await apiOf(applications.backoffice, `roles:write ${scope}`);
      const { status, body } = await half.post('/api/users/1/relationships/roles', []);
      expect({ scope, status, body }).toEqual({ scope, status: 204, body: '' });
    }
    const both = await apiOf(applications.backoffice, 'roles:write users:read roles:read');
    const { status, body } = await both.post('/api/users/1/relationships/roles', []);
    expect([status, body.data.length]).toEqual([200, 2]);
  });

  it.each([
    ['POST', '/api/users?include=roles', 'include'],
    ['PATCH', '/api/users/1?fields[users]=email', 'fields[users]'],
    ['DELETE', '/api/users/1?include=roles', 'include'],
    ['DELETE', '/api/users/1/relationships/roles?page[total]=true', 'page[total]'],
    ['POST', '/api/users/1/relationships/roles?filter[name]=auditor', 'filter[name]'],
  ])('cannot use the query of %s %s', async (method, path, parameter) => {
    const answer = await send(path, { method, document: { data: [] } });
    expect(refusals(answer)).toEqual([`403 forbidden ${parameter}`]);
  });

  it('cannot delete by a filter, which would reveal existing resources', async () => {
    const answer = await send('/api/users?filter[lastName]=Lee', { method: 'DELETE' });
    expect(refusals(answer)).toEqual(['403 insufficient_scope']);
  });

  it.each(['"guess"', '*'])('cannot test the entity tag %s', async (tag) => {
    const init = { method: 'PATCH', document: { data: { type: 'users', id: '1' } } };
    const answer = await send('/api/users/1', { ...init, headers: { 'If-Match': tag } });
    expect(refusals(answer)).toEqual(['403 forbidden If-Match']);
    expect(answer.headers.get('etag')).toBeNull();
  });

  it('cannot request the total number', async () => {
    const headers = { 'X-Include': 'totalCount' };
    const init = { method: 'PATCH', document: { data: [] }, headers };
    const answer = await send('/api/users/1/relationships/roles', init);
    expect(refusals(answer)).toEqual(['403 forbidden X-Include']);
    expect(answer.headers.get('x-include-total-count')).toBeNull();
  });

  it('gets no attributes when it repeats a creation for which it could read the first answer', async () => {
    const { backoffice } = applications;
    const client = await backoffice.createClient('users:read users:write');
    const headers = { 'Idempotency-Key': randomUUID() };
    const post = async (scope: string) =>
      apiRequest(backoffice, await accessToken(backoffice, { client, scope }), '/api/users', {
        method: 'POST',
        document: { data: user('kim') },
        headers,
      });
    const first = await post('users:read users:write');
    const again = await post('users:write');
    expect([first.status, again.status]).toEqual([201, 201]);
    expect(again.headers.get('idempotent-replayed')).toBe('true');
    const { type, id, links } = first.body.data;
    expect(again.body).toEqual({ ...first.body, data: { type, id, links } });
    expect((await post('users:read users:write')).body).toEqual(first.body);
  });

  it('gets the same answers for operations', async () => {
    const operations = operationsWith(applications.backoffice, token);
    const { status, body } = await operations.send(
      { op: 'add', data: user('mia') },
      { op: 'update', data: { type: 'users', id: '1', attributes: { firstName: 'Ada' } } },
    );
    const data = { type: 'users', id: '4', links: { self: '/api/users/4' } };
    expect([status, body['atomic:results']]).toEqual([200, [{ data }, {}]]);
    const update = { op: 'update', data: { type: 'users', id: '1' } };
    expect((await operations.send(update)).status).toBe(204);
  });

  it('does not learn the scopes of a role or a client, or the last use of a secret', async () => {
    const { backoffice, database } = applications;
    await database.query(`UPDATE roles SET scopes = '{audit:read}'`);
    const given = await api.post('/api/users/3/relationships/roles', [{ type: 'roles', id: '1' }]);
    const { clientId } = await backoffice.createClient('audit:read');
    const client = { data: { type: 'oauth-clients', id: clientId } };
    const made = await api.post('/api/oauth-client-secrets', {
      type: 'oauth-client-secrets',
      relationships: { client },
    });
    const [secret] = (
      await database.query(
        `UPDATE oauth_client_secrets SET last_used_at = now(), last_used_address = '192.0.2.7'
       WHERE client_id = $1 RETURNING id`,
        [clientId],
      )
    ).flat() as { id: string }[];
    const retired = await api.delete(`/api/oauth-client-secrets/${secret!.id}`);
    const answers = [given, made, retired];
    expect(answers.flatMap(refusals)).toEqual([
      '403 scope_not_held',
      '403 scope_not_held',
      '409 secret_in_use',
    ]);
    expect(JSON.stringify(answers.map(({ body }) => body))).not.toMatch(/audit:read|192\.0\.2\.7/);
  });

  describe('is rejected for values it may not grant, also when a value is the present one:', () => {
    const END = '2100-01-01T00:00:00Z';
    const present = {
      accessTokenLifetime: 777,
      allowedNetworks: ['10.1.2.0/24'],
      expiresAt: END,
    };

    it.each<[string, unknown[]]>([
      ['accessTokenLifetime', [777, 776, null]],
      ['allowedNetworks', [['10.1.2.0/24'], ['10.1.2.0/25'], ['10.1.3.0/24'], []]],
      ['expiresAt', [END, '2099-01-01T00:00:00Z', '2101-01-01T00:00:00Z', null]],
      ['scopes', [['audit:read', 'keys:read'], ['audit:read']]],
      ['enabled', [true]],
      ['dpopBoundAccessTokens', [false]],
      ['limits', [null, { tokensPerMinute: 7 }]],
      ['jwksUri', ['https://keys.example/set', 'https://keys.example/other']],
    ])('%s of a client', async (name, values) => {
      const jwksUri = name === 'jwksUri' ? { jwksUri: 'https://keys.example/set' } : {};
      const { clientId: id } = await applications.backoffice.createClient('audit:read keys:read', {
        ...present,
        ...jwksUri,
      });
      for (const value of values) {
        const attributes = { [name]: value };
        const answer = await api.patch(`/api/oauth-clients/${id}`, {
          type: 'oauth-clients',
          id,
          attributes,
        });
        expect([value, answer.status, answer.body.errors?.[0].code]).toEqual([
          value,
          403,
          'scope_not_held',
        ]);
      }
      const attributes = { enabled: false, name: id };
      const data = { type: 'oauth-clients', id, attributes };
      expect((await api.patch(`/api/oauth-clients/${id}`, data)).status).toBe(204);
    });

    it('the end of a secret', async () => {
      const { backoffice, database } = applications;
      const { clientId } = await backoffice.createClient('audit:read');
      const [secret] = (
        await database.query(
          'UPDATE oauth_client_secrets SET expires_at = $2 WHERE client_id = $1 RETURNING id',
          [clientId, END],
        )
      ).flat() as { id: string }[];
      const { id } = secret!;
      for (const expiresAt of [END, '2099-01-01T00:00:00Z']) {
        const data = { type: 'oauth-client-secrets', id, attributes: { expiresAt } };
        const answer = await api.patch(`/api/oauth-client-secrets/${id}`, data);
        expect(refusals(answer)).toEqual(['403 scope_not_held']);
      }
    });

    it('a role of a user, the scopes of a role, and enabling a user with a role', async () => {
      await applications.database.query(`UPDATE roles SET scopes = '{audit:read}' WHERE id = 1`);
      const role = (scopes: string[]) => ({ type: 'roles', id: '1', attributes: { scopes } });
      const answers = [
        await api.post('/api/users/1/relationships/roles', [{ type: 'roles', id: '1' }]),
        await api.post('/api/users/3/relationships/roles', [{ type: 'roles', id: '1' }]),
        await api.patch('/api/users/1/relationships/roles', [{ type: 'roles', id: '1' }]),
        await api.patch('/api/roles/1', role(['audit:read'])),
        await api.patch('/api/roles/1', role(['keys:read'])),
        await api.patch('/api/users/1', { type: 'users', id: '1', attributes: { enabled: true } }),
      ];
      expect(answers.map((answer) => refusals(answer))).toEqual(
        answers.map(() => ['403 scope_not_held']),
      );
      const removed = await send('/api/users/1/relationships/roles', {
        method: 'DELETE',
        document: { data: [{ type: 'roles', id: '1' }] },
      });
      expect(removed.status).toBe(204);
    });
  });

  it('can change a profile, which the answer does not show', async () => {
    const { backoffice } = applications;
    await applications.database.query(`UPDATE roles SET scopes = '{profile:write,users:read}'`);
    const owner = { type: 'users', id: '1' };
    const own = await apiOf(backoffice, 'profile:write', { owner });
    const data = { type: 'users', id: '1', attributes: { firstName: 'Ada' } };
    const { status, body } = await own.patch('/api/users/mine', data);
    expect({ status, body }).toEqual({ status: 204, body: '' });
  });
});
