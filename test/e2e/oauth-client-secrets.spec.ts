import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { startSide, type TestSide } from '../support/applications.js';
import { type Api, apiOf, lastEvents, refusals } from '../support/json-api.js';
import { credentials, tokenRequest } from '../support/requests.js';

let applications: TestSide<'backoffice'>;
let api: Api;
let clientId: string;

beforeAll(async () => {
  applications = await startSide('backoffice');
  api = await apiOf(
    applications.backoffice,
    'clients:read clients:write users:read users:write audit:read',
  );
});
afterAll(async () => applications.stop());

beforeEach(async () => {
  const name = `machine ${Math.random()}`;
  const attributes = { name, side: 'backoffice', scopes: ['users:read', 'users:write'] };
  const { body } = await api.post('/api/oauth-clients', { type: 'oauth-clients', attributes });
  clientId = body.data.id;
});

const PATH = '/api/oauth-client-secrets';
const TIME = expect.stringMatching(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d{3})?Z$/);
const NOBODY = '6f3c2f5e-0000-4000-8000-000000000000';

const secretOf = (id: string, attributes: object = {}) => ({
  type: 'oauth-client-secrets',
  attributes,
  relationships: { client: { data: { type: 'oauth-clients', id } } },
});
const changes = (id: string, attributes: object) => ({
  type: 'oauth-client-secrets',
  id,
  attributes,
});

async function make(attributes: object = {}, by = api): Promise<{ id: string; secret: string }> {
  const answer = await by.post(PATH, secretOf(clientId, attributes));
  expect(refusals(answer)).toEqual([]);
  return { id: answer.body.data.id, secret: answer.body.meta.secret };
}

async function tokenStatus(clientSecret: string): Promise<number> {
  const { status } = await tokenRequest(
    applications.backoffice,
    credentials({ clientId, clientSecret }),
  );
  return status;
}

/** Sets last use and count of a secret directly, as the batched writer would do later. */
async function use(id: string, hoursAgo: number): Promise<void> {
  await applications.database.query(
    `UPDATE oauth_client_secrets SET last_used_at = now() - make_interval(hours => $2),
       last_used_address = '192.0.2.7', use_count = 3000000000 WHERE id = $1`,
    [id, hoursAgo],
  );
}

describe('/api/oauth-client-secrets', () => {
  it('creates a secret: 201 with the secret in meta and Cache-Control: no-store', async () => {
    const answer = await api.post(PATH, secretOf(clientId, { label: 'Ghent' }));
    const { id } = answer.body.data;
    const { secret } = answer.body.meta;
    expect(answer.status).toBe(201);
    expect(answer.headers.get('location')).toBe(`${PATH}/${id}`);
    expect(answer.headers.get('cache-control')).toBe('no-store');
    expect(secret).toMatch(/^lkb_[\dA-Za-z]{49}$/);
    expect(answer.body).toEqual({
      jsonapi: { version: '1.1' },
      links: { self: `${PATH}/${id}` },
      data: {
        type: 'oauth-client-secrets',
        id,
        attributes: {
          label: 'Ghent',
          hint: secret.slice(-4),
          notBefore: null,
          expiresAt: null,
          deprecatedAt: null,
          createdAt: TIME,
          lastUsedAt: null,
          lastUsedAddress: null,
          useCount: 0,
          usedFrom: { networks: [] },
        },
        relationships: {
          client: {
            links: {
              self: `${PATH}/${id}/relationships/client`,
              related: `${PATH}/${id}/client`,
            },
            data: { type: 'oauth-clients', id: clientId },
          },
        },
        links: { self: `${PATH}/${id}` },
      },
      meta: { secret },
    });
    expect(await tokenStatus(secret)).toBe(200);
  });

  it('shows the secret in no other answer, and its hash in none', async () => {
    const { id, secret } = await make({ label: 'Ghent' });
    const answers = [
      await api.get(PATH),
      await api.get(`${PATH}/${id}`),
      await api.patch(`${PATH}/${id}`, changes(id, { label: 'Bruges' })),
      await api.get('/api/audit-events?sort=-id'),
      await api.get('/api/oauth-clients'),
    ];
    for (const { status, body } of answers) {
      expect(status).toBe(200);
      expect(JSON.stringify(body)).not.toContain(secret);
      expect(JSON.stringify(body)).not.toContain('hash');
      expect(body.meta).toBeUndefined();
    }
  });

  it('shows a new secret also when the request asks for no field', async () => {
    const { body } = await api.post(`${PATH}?fields[oauth-client-secrets]=`, secretOf(clientId));
    expect(body.data.attributes).toEqual({});
    expect(await tokenStatus(body.meta.secret)).toBe(200);
  });

  it('lists the secrets of a client', async () => {
    const { id } = await make();
    const { body } = await api.get(`${PATH}?filter[client]=${clientId}`);
    expect(body.data).toEqual([expect.objectContaining({ id })]);
    expect((await api.get(`${PATH}?filter[client]=${NOBODY}`)).body.data).toEqual([]);
    expect((await api.get(`${PATH}?filter[client]=1`)).body.data).toEqual([]);
    expect((await api.get(`${PATH}?filter[hint]=a`)).status).toBe(400);
  });

  it('returns use counts as numbers, also beyond 32 bits', async () => {
    const { id } = await make();
    await use(id, 1);
    const { body } = await api.get(`${PATH}/${id}?fields[oauth-client-secrets]=useCount`);
    expect(body.data.attributes).toEqual({ useCount: 3_000_000_000 });
  });

  it('changes label and end of a secret', async () => {
    const { id } = await make({ label: 'Ghent' });
    const { status, body } = await api.patch(
      `${PATH}/${id}`,
      changes(id, { label: 'Bruges', expiresAt: '2100-01-01T00:00:00Z' }),
    );
    expect(status).toBe(200);
    expect(body.data.attributes).toMatchObject({
      label: 'Bruges',
      expiresAt: '2100-01-01T00:00:00Z',
    });
    expect((await api.get(`${PATH}/${id}`)).body).toEqual(body);
  });

  it('answers 404 for a secret that does not exist', async () => {
    for (const id of [NOBODY, '1', 'mine']) {
      const answers = [
        await api.get(`${PATH}/${id}`),
        await api.patch(`${PATH}/${id}`, changes(id, { label: 'x' })),
        await api.delete(`${PATH}/${id}`),
      ];
      expect(answers.flatMap(refusals)).toEqual(answers.map(() => '404 not_found'));
    }
  });

  it('records each act without the secret', async () => {
    const { id } = await make({ label: 'Ghent' });
    await api.patch(`${PATH}/${id}`, changes(id, { label: 'Bruges' }));
    await api.delete(`${PATH}/${id}`);
    const recorded = await lastEvents(applications, 3);
    expect(recorded.map(({ action, subject_id }) => ({ action, subject_id }))).toEqual([
      { action: 'secret.created', subject_id: id },
      { action: 'secret.updated', subject_id: id },
      { action: 'secret.retired', subject_id: id },
    ]);
    expect(JSON.stringify(recorded)).not.toMatch(/lkb_|hash/);
  });
});

describe('a request to create a secret', () => {
  const AT = '/data/attributes';
  it.each([
    ['a too long label', { label: 'x'.repeat(101) }, `422 validation_failed ${AT}/label`],
    ['no label', { label: null }, `422 validation_failed ${AT}/label`],
    [
      'an end in the past',
      { expiresAt: '2020-01-01T00:00:00Z' },
      `422 validation_failed ${AT}/expiresAt`,
    ],
    ['a negative overlap', { overlap: -1 }, `422 validation_failed ${AT}/overlap`],
    ['an overlap that is a string', { overlap: '60' }, `422 validation_failed ${AT}/overlap`],
    ['a hint', { hint: 'abcd' }, `400 read_only_attribute ${AT}/hint`],
    ['uses', { useCount: 7 }, `400 read_only_attribute ${AT}/useCount`],
    ['a chosen secret', { secret: 'hunter2' }, `400 unknown_attribute ${AT}/secret`],
  ])('is rejected with %s', async (_, attributes, refusal) => {
    expect(refusals(await api.post(PATH, secretOf(clientId, attributes)))).toEqual([refusal]);
    expect((await api.get(`${PATH}?filter[client]=${clientId}`)).body.data).toEqual([]);
  });

  it('needs a client that exists, and the secret cannot move to another client', async () => {
    const { relationships: _, ...nobodys } = secretOf(clientId);
    const to = '/data/relationships/client';
    const answers = [
      await api.post(PATH, nobodys),
      await api.post(PATH, secretOf(NOBODY)),
      await api.post(PATH, secretOf('1')),
    ];
    expect(answers.flatMap(refusals)).toEqual([
      '422 validation_failed /data', // a pointer must exist, and there are no relationships
      `404 related_not_found ${to}/data/id`,
      `404 related_not_found ${to}/data/id`,
    ]);
    const { id } = await make();
    const moved = { ...secretOf(NOBODY), id };
    expect(refusals(await api.patch(`${PATH}/${id}`, moved))).toEqual([
      `400 unknown_relationship ${to}`,
    ]);
    expect(refusals(await api.patch(`${PATH}/${id}`, changes(id, { overlap: 0 })))).toEqual([
      `400 unknown_attribute ${AT}/overlap`,
    ]);
  });
});

describe('a secret created with an overlap', () => {
  it('lets the other secrets work for that time', async () => {
    const old = await make();
    const { id, secret } = await make({ overlap: 3600 });
    const { body } = await api.get(`${PATH}/${old.id}`);
    const { deprecatedAt, expiresAt } = body.data.attributes;
    expect(deprecatedAt).toEqual(TIME);
    expect(Date.parse(expiresAt) - Date.parse(deprecatedAt)).toBe(3_600_000);
    expect([await tokenStatus(old.secret), await tokenStatus(secret)]).toEqual([200, 200]);
    expect(await lastEvents(applications)).toMatchObject([
      { action: 'secret.rotated', subject_id: id, after: { overlap: 3600 } },
    ]);
  });

  it('lengthens the life of no other secret, and changes no end of an expired one', async () => {
    const at = (seconds: number) => new Date(Date.now() + seconds * 1000).toISOString();
    const soon = await make({ expiresAt: at(600) });
    const late = await make({ expiresAt: at(7200) });
    const expired = await make();
    const times = async ({ id }: { id: string }) => {
      const { deprecatedAt, expiresAt } = (await api.get(`${PATH}/${id}`)).body.data.attributes;
      return { deprecatedAt, expiresAt };
    };
    const { expiresAt } = await times(soon);
    await api.delete(`${PATH}/${expired.id}`);
    const ended = await times(expired);
    await make({ overlap: 3600 });
    const deprecated = await times(soon);
    expect(deprecated).toEqual({ deprecatedAt: TIME, expiresAt });
    const shortened = await times(late);
    expect(Date.parse(shortened.expiresAt) - Date.parse(deprecated.deprecatedAt)).toBe(3_600_000);
    expect(await times(expired)).toEqual(ended);
    await make({ overlap: 3000 });
    expect(await times(soon)).toEqual(deprecated);
  });

  it('ends the other secrets at once when the overlap is 0', async () => {
    const old = await make();
    const { secret } = await make({ overlap: 0 });
    expect([await tokenStatus(old.secret), await tokenStatus(secret)]).toEqual([401, 200]);
  });

  it('is refused when the client already has five secrets', async () => {
    for (let count = 0; count < 5; count += 1) await make();
    expect(refusals(await api.post(PATH, secretOf(clientId)))).toEqual(['409 too_many_secrets']);
  });
});

describe('a retired secret', () => {
  it('is rejected from now on, and stays listed', async () => {
    const { id, secret } = await make();
    const { status, body } = await api.delete(`${PATH}/${id}`);
    expect({ status, body }).toEqual({ status: 204, body: '' });
    expect(await tokenStatus(secret)).toBe(401);
    const kept = await api.get(`${PATH}/${id}`);
    const ended = Date.parse(kept.body.data.attributes.expiresAt);
    expect(Date.now() - ended).toBeLessThan(60_000);
    expect((await api.delete(`${PATH}/${id}`)).status).toBe(204);
  });

  it('that was used within a day can only be retired with forceRetirement=true', async () => {
    const { id, secret } = await make();
    await use(id, 23);
    const refused = await api.delete(`${PATH}/${id}`);
    expect(refusals(refused)).toEqual(['409 secret_in_use']);
    expect(refused.body.errors[0].detail).toMatch(/from 192\.0\.2\.7, 3000000000 times/);
    expect(await tokenStatus(secret)).toBe(200);
    expect((await api.delete(`${PATH}/${id}?forceRetirement=true`)).status).toBe(204);
    // A notification of the database tells the side of the client.
    await vi.waitFor(async () => expect(await tokenStatus(secret)).toBe(401), 5000);
  });

  it('may have been used more than a day ago', async () => {
    const { id } = await make();
    await use(id, 25);
    expect((await api.delete(`${PATH}/${id}`)).status).toBe(204);
  });

  it.each([
    'forceRetirement=false',
    'forceRetirement=1',
    'forceRetirement',
    'forceretirement=true',
    'force=true',
  ])('is not requested with %s', async (query) => {
    const { id, secret } = await make();
    expect((await api.delete(`${PATH}/${id}?${query}`)).status).toBe(400);
    expect(await tokenStatus(secret)).toBe(200);
  });
});

describe('a caller without all scopes of the client', () => {
  let poor: Api;
  let admin: Api;

  beforeAll(async () => {
    poor = await apiOf(applications.backoffice, 'clients:read clients:write users:read');
    admin = await apiOf(applications.backoffice, 'clients:read clients:write clients:admin');
  });

  it.each([{}, { overlap: 0 }])('cannot create a secret for it: %j', async (attributes) => {
    const { secret } = await make();
    const refused = await poor.post(PATH, secretOf(clientId, attributes));
    expect(refusals(refused)).toEqual(['403 scope_not_held']);
    expect(JSON.stringify(refused.body)).not.toContain('lkb_');
    expect(await tokenStatus(secret)).toBe(200);
    expect(await tokenStatus((await make(attributes, admin)).secret)).toBe(200);
  });

  it('cannot extend a secret', async () => {
    const { id } = await make({ expiresAt: '2100-01-01T00:00:00Z' });
    const longer = changes(id, { expiresAt: null });
    expect(refusals(await poor.patch(`${PATH}/${id}`, longer))).toEqual(['403 scope_not_held']);
    expect(refusals(await admin.patch(`${PATH}/${id}`, longer))).toEqual([]);
  });

  it('can label and retire a secret', async () => {
    const { id } = await make();
    expect(refusals(await poor.patch(`${PATH}/${id}`, changes(id, { label: 'lost' })))).toEqual([]);
    expect((await poor.delete(`${PATH}/${id}`)).status).toBe(204);
  });
});
