import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startApplications, type TestApplications } from '../support/applications.js';
import { type Api, apiOf, apiWith, lastEvents, refusals } from '../support/json-api.js';
import { accessToken, credentials, tokenRequest } from '../support/requests.js';

let applications: TestApplications;
let api: Api;

beforeAll(async () => {
  applications = await startApplications();
  api = await apiOf(applications.backoffice, 'clients:read clients:write users:read users:write', {
    name: 'the administrator',
  });
});
afterAll(async () => applications.stop());

const PATH = '/api/oauth-clients';
const TIME = expect.stringMatching(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d{3})?Z$/);
const NOBODY = '6f3c2f5e-0000-4000-8000-000000000000';

const client = (attributes: object = {}, relationships?: object) => ({
  type: 'oauth-clients',
  attributes: { name: 'erp', side: 'backoffice', scopes: ['users:read'], ...attributes },
  ...(relationships && { relationships }),
});
const changes = (id: string, attributes: object, members: object = {}) => ({
  type: 'oauth-clients',
  id,
  attributes,
  ...members,
});
const owner = (type: string, id: string) => ({ owner: { data: { type, id } } });

/** Deletes all clients except the calling ones. */
beforeEach(async () => {
  await applications.database.query(
    `DELETE FROM oauth_clients WHERE name <> 'the administrator' AND name NOT LIKE 'client %'`,
  );
  await applications.database.query(
    'TRUNCATE staff_users, customer_users RESTART IDENTITY CASCADE',
  );
});

async function created(attributes: object = {}, relationships?: object): Promise<string> {
  const answer = await api.post(PATH, client(attributes, relationships));
  expect({ status: answer.status, refusals: refusals(answer) }).toEqual({
    status: 201,
    refusals: [],
  });
  return answer.body.data.id;
}

async function events(): Promise<number> {
  const [row] = await applications.database.query('SELECT count(*)::int AS n FROM audit_events');
  return row!.n as number;
}

/** Returns the scopes for which the client gets a token, or the error. */
async function scopeOfToken(clientId: string, clientSecret: string): Promise<string> {
  const { body } = await tokenRequest(
    applications.backoffice,
    credentials({ clientId, clientSecret }),
  );
  return body.scope ?? body.error;
}

describe('/api/oauth-clients', () => {
  it('creates a client: 201 with Location and the resource, and no secret', async () => {
    const answer = await api.post(PATH, client());
    const { id } = answer.body.data;
    expect(answer.status).toBe(201);
    expect(id).toMatch(/^[\da-f]{8}-[\da-f-]{27}$/);
    expect(answer.headers.get('location')).toBe(`${PATH}/${id}`);
    expect(answer.body).toEqual({
      jsonapi: { version: '1.1' },
      links: { self: `${PATH}/${id}` },
      data: {
        type: 'oauth-clients',
        id,
        attributes: {
          name: 'erp',
          description: null,
          side: 'backoffice',
          scopes: ['users:read'],
          grantTypes: ['client_credentials'],
          redirectUris: [],
          postLogoutRedirectUris: [],
          isPublic: false,
          isThirdParty: false,
          accessTokenLifetime: null,
          dpopBoundAccessTokens: false,
          allowedNetworks: [],
          enabled: true,
          expiresAt: null,
          contact: null,
          jwks: null,
          jwksUri: null,
          limits: null,
          createdAt: TIME,
          updatedAt: TIME,
          lastUsedAt: null,
          idleSince: TIME,
          secretsEndAt: null,
          tokensValidAfter: null,
        },
        relationships: {
          owner: { data: null },
          secrets: { links: { related: `/api/oauth-client-secrets?filter%5Bclient%5D=${id}` } },
        },
        links: { self: `${PATH}/${id}` },
      },
    });
    expect((await api.get(`${PATH}/${id}`)).body).toEqual(answer.body);
    expect((await api.get(`/api/oauth-client-secrets?filter[client]=${id}`)).body.data).toEqual([]);
  });

  it('keeps every attribute of a client, of the storefront too', async () => {
    const said = {
      name: 'shop window',
      description: 'of the shop in Ghent',
      side: 'storefront',
      scopes: ['users:read', 'users:write'],
      accessTokenLifetime: 60,
      dpopBoundAccessTokens: true,
      allowedNetworks: ['10.0.0.0/8', '2001:db8::/32', '192.0.2.1'],
      enabled: false,
      expiresAt: '2100-01-01T00:00:00+01:00',
      contact: 'shop@example.com',
    };
    const admin = await apiOf(applications.backoffice, 'clients:read clients:write clients:admin');
    const { body } = await admin.post(PATH, client(said));
    expect(body.data.attributes).toMatchObject({
      ...said,
      allowedNetworks: ['10.0.0.0/8', '2001:db8::/32', '192.0.2.1/32'],
      expiresAt: '2099-12-31T23:00:00Z',
    });
  });

  it('changes only the attributes that are sent', async () => {
    const id = await created({ contact: 'a@example.com' });
    const { status, body } = await api.patch(
      `${PATH}/${id}`,
      changes(id, { description: 'orders', enabled: false }),
    );
    expect(status).toBe(200);
    expect(body.data.attributes).toMatchObject({
      name: 'erp',
      description: 'orders',
      enabled: false,
      contact: 'a@example.com',
    });
    expect((await api.get(`${PATH}/${id}`)).body).toEqual(body);
  });

  it('deletes a client: 204 without a body, then 404', async () => {
    const id = await created();
    const deleted = await api.delete(`${PATH}/${id}`);
    expect({ status: deleted.status, body: deleted.body }).toEqual({ status: 204, body: '' });
    for (const answer of [
      await api.get(`${PATH}/${id}`),
      await api.patch(`${PATH}/${id}`, changes(id, { description: 'x' })),
      await api.delete(`${PATH}/${id}`),
    ]) {
      expect(refusals(answer)).toEqual(['404 not_found']);
    }
  });

  it.each([NOBODY, NOBODY.toUpperCase(), '1', 'mine', '%00'])(
    'answers 404 for the id %s',
    async (id) => {
      expect(refusals(await api.get(`${PATH}/${id}`))).toEqual(['404 not_found']);
    },
  );

  it('records who changed what, in the transaction of the change', async () => {
    const id = await created({ contact: 'a@example.com' });
    await api.patch(`${PATH}/${id}`, changes(id, { description: 'orders', name: 'erp' }));
    const answer = await api.delete(`${PATH}/${id}`);
    const recorded = await lastEvents(applications, 3);
    const common = {
      actor_type: 'client',
      actor: expect.stringMatching(/^[\da-f-]{36}$/),
      side: 'backoffice',
      subject_type: 'oauth-clients',
      subject_id: id,
    };
    expect(recorded).toEqual([
      {
        ...common,
        action: 'client.created',
        before: null,
        after: expect.objectContaining({ name: 'erp', contact: 'a@example.com' }),
      },
      {
        ...common,
        action: 'client.updated',
        before: { description: null },
        after: { description: 'orders' },
      },
      {
        ...common,
        action: 'client.deleted',
        before: expect.objectContaining({ description: 'orders' }),
        after: null,
      },
    ]);
    expect(
      await applications.database.query('SELECT action FROM audit_events WHERE request_id = $1', [
        answer.headers.get('x-request-id'),
      ]),
    ).toEqual([{ action: 'client.deleted' }]);
  });

  it('records nothing when nothing changes', async () => {
    const id = await created();
    const before = await events();
    expect((await api.patch(`${PATH}/${id}`, changes(id, { name: 'erp' }))).status).toBe(200);
    expect(await events()).toBe(before);
  });
});

describe('a request to create or change a client', () => {
  it.each([
    [
      'a scope that there is not',
      { scopes: ['users:fly'] },
      '422 validation_failed /data/attributes/scopes',
    ],
    [
      'a scope of the other side',
      { side: 'storefront', scopes: ['roles:read'] },
      '422 validation_failed /data/attributes/scopes',
    ],
    ['no scope', { scopes: [] }, '422 validation_failed /data/attributes/scopes'],
    ['another side', { side: 'warehouse' }, '422 validation_failed /data/attributes/side'],
    [
      'a network with bits beyond its prefix',
      { allowedNetworks: ['10.0.0.1/8'] },
      '422 validation_failed /data/attributes/allowedNetworks',
    ],
    [
      'a lifetime of a second',
      { accessTokenLifetime: 1 },
      '422 validation_failed /data/attributes/accessTokenLifetime',
    ],
    ...[
      [],
      {},
      'high',
      { tokensPerHour: 1 },
      { tokensPerMinute: '60' },
      { tokensPerMinute: -1 },
      { tokensPerMinute: 1.5 },
      { tokensPerMinute: 60, requestsInFlight: 100_001 },
    ].map((limits): [string, object, string] => [
      `limits that are none: ${JSON.stringify(limits)}`,
      { limits },
      '422 validation_failed /data/attributes/limits',
    ]),
    [
      'a day for a time',
      { expiresAt: '2100-01-01' },
      '422 validation_failed /data/attributes/expiresAt',
    ],
    ['no name', { name: null }, '422 validation_failed /data/attributes/name'],
    ['a blank before the name', { name: ' erp' }, '422 validation_failed /data/attributes/name'],
    [
      'a time of its making',
      { createdAt: '2020-01-01T00:00:00Z' },
      '400 read_only_attribute /data/attributes/createdAt',
    ],
    [
      'a time of the revocation of its tokens',
      { tokensValidAfter: '2020-01-01T00:00:00Z' },
      '400 read_only_attribute /data/attributes/tokensValidAfter',
    ],
    ['a secret', { secret: 'hunter2' }, '400 unknown_attribute /data/attributes/secret'],
  ])('is rejected with %s', async (_, attributes, refusal) => {
    expect(refusals(await api.post(PATH, client(attributes)))).toEqual([refusal]);
  });

  it.each([
    [
      'secrets',
      { secrets: { data: [] } },
      '400 read_only_relationship /data/relationships/secrets',
    ],
    [
      'an owner of the other side',
      owner('customer-users', '1'),
      '422 validation_failed /data/relationships/owner',
    ],
    [
      'an owner of another type',
      owner('roles', '1'),
      '409 type_mismatch /data/relationships/owner/data/type',
    ],
    [
      'an owner that does not exist',
      owner('users', '999'),
      '404 related_not_found /data/relationships/owner',
    ],
    [
      'an owner with a malformed id',
      owner('users', 'x'),
      '404 related_not_found /data/relationships/owner/data/id',
    ],
  ])('is rejected when it relates the client to %s', async (_, relationships, refusal) => {
    const admin = await apiOf(applications.backoffice, 'clients:read clients:write clients:admin');
    expect(refusals(await admin.post(PATH, client({}, relationships)))).toEqual([refusal]);
  });

  it('cannot change the side or the owner of an existing client', async () => {
    const id = await created();
    expect(refusals(await api.patch(`${PATH}/${id}`, changes(id, { side: 'storefront' })))).toEqual(
      ['400 create_only_attribute /data/attributes/side'],
    );
    const owned = { owner: { data: { type: 'users', id: '1' } } };
    const moved = changes(id, {}, { relationships: owned });
    expect(refusals(await api.patch(`${PATH}/${id}`, moved))).toEqual([
      '400 unknown_relationship /data/relationships/owner',
    ]);
  });

  it('is rejected when another client of the side has the name', async () => {
    await created();
    const other = await created({ name: 'pim' });
    const taken = '409 already_exists /data/attributes/name';
    expect(refusals(await api.post(PATH, client()))).toEqual([taken]);
    expect(refusals(await api.patch(`${PATH}/${other}`, changes(other, { name: 'erp' })))).toEqual([
      taken,
    ]);
  });

  it('creates one client when fifty requests use one name at the same time', async () => {
    const answers = await Promise.all(
      Array.from({ length: 50 }, async () => api.post(PATH, client({ name: 'wanted' }))),
    );
    const taken = answers.flatMap(refusals);
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(1);
    expect(taken).toEqual(
      Array.from({ length: 49 }, () => '409 already_exists /data/attributes/name'),
    );
    expect((await api.get(`${PATH}?filter[name]=wanted`)).body.data).toHaveLength(1);
  });
});

describe('the list of clients', () => {
  const names = async (query: string) => {
    const answer = await api.get(`${PATH}?page[size]=100&${query}`);
    expect(refusals(answer)).toEqual([]);
    const clients: { attributes: { name: string } }[] = answer.body.data;
    return clients.map(({ attributes }) => attributes.name).filter((name) => /^\d$/.test(name));
  };

  beforeEach(async () => {
    await applications.database.query(
      `INSERT INTO oauth_clients (client_id, side, name, scopes, enabled, created_at, updated_at,
                                  last_used_at, expires_at, owner_id)
       SELECT gen_random_uuid(), CASE WHEN n < 3 THEN 'backoffice' ELSE 'storefront' END, n::text,
         '{}', n <> 2, make_date(2000 + n, 1, 1), make_date(2000 + n, 1, 1),
         CASE WHEN n = 4 THEN NULL ELSE make_date(2020 - n, 1, 1) END, make_date(2100 - n, 1, 1),
         CASE WHEN n = 3 THEN 7 END
       FROM generate_series(1, 4) n`,
    );
  });

  it.each([
    ['filter[side]=storefront&sort=name', '34'],
    ['filter[owner]=7', '3'],
    ['filter[owner]=8', ''],
    ['filter[enabled]=false', '2'],
    ['filter[name]=1,4&sort=name', '14'],
    ['filter[unusedSince]=2018-06-01T00:00:00Z&sort=name', '234'],
    ['sort=-name', '4321'],
    ['sort=createdAt', '1234'],
    ['sort=-updatedAt', '4321'],
    ['sort=lastUsedAt', '3214'],
    ['sort=idleSince', '4321'],
    ['sort=expiresAt', '4321'],
  ])('has the expected clients for the query %s', async (query, expected) => {
    expect((await names(query)).join('')).toBe(expected);
  });

  it.each(['filter[jwks]=a', 'sort=side', 'filter[secrets]=1', 'include=owner'])(
    'rejects the query %s',
    async (query) => {
      expect((await api.get(`${PATH}?${query}`)).status).toBe(400);
    },
  );

  it('shows whether the owner is a user of the back office or of the storefront', async () => {
    const { body } = await api.get(`${PATH}?filter[owner]=7&fields[oauth-clients]=owner`);
    expect(body.data).toEqual([
      expect.objectContaining({
        attributes: {},
        relationships: { owner: { data: { type: 'customer-users', id: '7' } } },
      }),
    ]);
  });
});

describe('granting a client more than the caller has', () => {
  const HELD = '403 scope_not_held';
  let poor: Api;
  let admin: Api;
  /** A client that has users:write, is disabled, has expired, and may call from one network. */
  let rich: string;

  beforeAll(async () => {
    poor = await apiOf(applications.backoffice, 'clients:read clients:write users:read');
    admin = await apiOf(applications.backoffice, 'clients:read clients:write clients:admin');
  });
  beforeEach(async () => {
    const { body } = await admin.post(
      PATH,
      client({
        name: 'rich',
        scopes: ['users:read', 'users:write'],
        enabled: false,
        expiresAt: '2020-01-01T00:00:00Z',
        allowedNetworks: ['192.0.2.0/24'],
        dpopBoundAccessTokens: true,
      }),
    );
    rich = body.data.id;
    await applications.database.query(
      `INSERT INTO staff_users (username, email, first_name, last_name)
       VALUES ('ann', 'ann@example.com', 'Ann', 'Lee')`,
    );
  });

  const acts: [string, string, (by: Api) => Promise<{ status: number }>][] = [
    [
      'a client with users:write',
      HELD,
      async (by) => by.post(PATH, client({ scopes: ['users:write'] })),
    ],
    [
      'a client of the storefront',
      HELD,
      async (by) => by.post(PATH, client({ side: 'storefront', scopes: ['users:read'] })),
    ],
    [
      'a client that acts for another user',
      '403 owner_not_held /data/relationships/owner',
      async (by) => by.post(PATH, client({}, owner('users', '1'))),
    ],
    [
      'a further scope',
      HELD,
      async (by) =>
        by.patch(
          `${PATH}/${rich}`,
          changes(rich, { scopes: ['users:read', 'users:write', 'audit:read'] }),
        ),
    ],
    [
      'fewer scopes, and so a client that may get more later',
      HELD,
      async (by) => by.patch(`${PATH}/${rich}`, changes(rich, { scopes: ['users:read'] })),
    ],
    [
      'enabling it',
      HELD,
      async (by) => by.patch(`${PATH}/${rich}`, changes(rich, { enabled: true })),
    ],
    [
      'no expiry time',
      HELD,
      async (by) => by.patch(`${PATH}/${rich}`, changes(rich, { expiresAt: null })),
    ],
    [
      'more networks',
      HELD,
      async (by) => by.patch(`${PATH}/${rich}`, changes(rich, { allowedNetworks: [] })),
    ],
    [
      'tokens that are bound to no key',
      HELD,
      async (by) => by.patch(`${PATH}/${rich}`, changes(rich, { dpopBoundAccessTokens: false })),
    ],
    [
      'longer-lived tokens',
      HELD,
      async (by) => by.patch(`${PATH}/${rich}`, changes(rich, { accessTokenLifetime: 86_400 })),
    ],
  ];

  it.each(acts)('%s: rejected without the scopes', async (_, refusal, act) => {
    const before = await events();
    expect(refusals((await act(poor)) as never)).toEqual([refusal]);
    expect(await events()).toBe(before);
  });

  it.each(acts)('%s: allowed with clients:admin', async (_, __, act) => {
    const before = await events();
    expect(refusals((await act(admin)) as never)).toEqual([]);
    expect(await events()).toBe(before + 1);
  });

  it.each([{ requestsPerSecond: 1000 }, { requestsPerSecond: 1 }])(
    'limits are set with clients:admin only, even for a client with fewer scopes than the caller: %j',
    async (limits) => {
      const pointer = '403 scope_not_held /data/attributes/limits';
      const made = await poor.post(PATH, client({ name: 'less', limits: null }));
      const { id } = made.body.data;
      const path = `${PATH}/${id}`;
      const before = await events();
      expect(refusals(await poor.post(PATH, client({ name: 'limited', limits })))).toEqual([
        pointer,
      ]);
      expect(refusals(await poor.patch(path, changes(id, { limits })))).toEqual([pointer]);
      expect(await events()).toBe(before);
      const limited = await admin.patch(path, changes(id, { limits }));
      expect(limited.body.data.attributes.limits).toEqual(limits);
      expect(refusals(await poor.patch(path, changes(id, { limits: null })))).toEqual([pointer]);
      // Sending the present limits back is no change, and the caller may change the rest.
      const sentBack = await poor.patch(path, changes(id, { limits, contact: 'a@example.com' }));
      expect(sentBack.body.data.attributes).toMatchObject({ limits, contact: 'a@example.com' });
      const [event] = await applications.database.query(
        `SELECT action, before, after FROM audit_events
         WHERE subject_id = $1 AND after ? 'limits' ORDER BY id DESC LIMIT 1`,
        [id],
      );
      expect(event).toEqual({
        action: 'client.updated',
        before: { limits: null },
        after: { limits },
      });
    },
  );

  it('a caller without the scopes can bind the tokens of a client without its scopes, which is recorded', async () => {
    await admin.patch(`${PATH}/${rich}`, changes(rich, { dpopBoundAccessTokens: false }));
    const { status, body } = await poor.patch(
      `${PATH}/${rich}`,
      changes(rich, { dpopBoundAccessTokens: true }),
    );
    expect(status).toBe(200);
    expect(body.data.attributes.dpopBoundAccessTokens).toBe(true);
    expect(await lastEvents(applications, 2)).toMatchObject([
      { before: { dpopBoundAccessTokens: true }, after: { dpopBoundAccessTokens: false } },
      { before: { dpopBoundAccessTokens: false }, after: { dpopBoundAccessTokens: true } },
    ]);
    const odd = await admin.patch(
      `${PATH}/${rich}`,
      changes(rich, { dpopBoundAccessTokens: null }),
    );
    expect(refusals(odd)).toHaveLength(1);
  });

  it('a caller cannot add a scope it has to a client that also has others', async () => {
    const other = await admin.post(PATH, client({ scopes: ['users:write'] }));
    const { id } = other.body.data;
    const act = await poor.patch(
      `${PATH}/${id}`,
      changes(id, { scopes: ['users:read', 'users:write'] }),
    );
    expect(refusals(act)).toEqual([HELD]);
  });

  it.each([
    ['disabled', { enabled: false }],
    ['limited to fewer networks', { allowedNetworks: ['192.0.2.128/25'] }],
    ['set to expire sooner', { expiresAt: '2019-01-01T00:00:00Z' }],
    ['described', { description: 'too rich' }],
  ])('a caller without the scopes can change a client so that it is %s', async (_, attributes) => {
    const answer = await poor.patch(`${PATH}/${rich}`, changes(rich, attributes));
    expect(refusals(answer)).toEqual([]);
    expect(answer.body.data.attributes).toMatchObject(attributes);
  });

  it('a caller without the scopes can delete a client', async () => {
    expect((await poor.delete(`${PATH}/${rich}`)).status).toBe(204);
  });
});

describe('a client that acts for a user', () => {
  let admin: Api;
  let clientId: string;
  let clientSecret: string;
  let token: string;

  beforeAll(async () => {
    admin = await apiOf(
      applications.backoffice,
      'clients:read clients:write clients:admin roles:read roles:write users:write users:read',
    );
  });
  beforeEach(async () => {
    await applications.database.query('TRUNCATE roles RESTART IDENTITY CASCADE');
    const person = { username: 'ann', email: 'ann@example.com', firstName: 'Ann', lastName: 'Lee' };
    await admin.post('/api/users', { type: 'users', attributes: person });
    for (const scopes of [['users:read'], ['roles:read', 'users:read']]) {
      await admin.post('/api/roles', {
        type: 'roles',
        attributes: { name: scopes.join(), scopes },
      });
    }
    const roles = ['1', '2'].map((id) => ({ type: 'roles', id }));
    await admin.post('/api/users/1/relationships/roles', roles);
    const scopes = ['users:read', 'users:write', 'roles:read'];
    const made = await admin.post(PATH, client({ scopes }, owner('users', '1')));
    clientId = made.body.data.id;
    const secret = await admin.post('/api/oauth-client-secrets', {
      type: 'oauth-client-secrets',
      attributes: {},
      relationships: { client: { data: { type: 'oauth-clients', id: clientId } } },
    });
    clientSecret = secret.body.meta.secret;
    token = await accessToken(applications.backoffice, { client: { clientId, clientSecret } });
  });

  it('gets tokens with the user as subject, limited to the scopes of the roles', async () => {
    const { body } = await admin.get(`${PATH}/${clientId}`);
    expect(body.data.relationships.owner).toEqual({ data: { type: 'users', id: '1' } });
    const claims = JSON.parse(Buffer.from(token.split('.')[1]!, 'base64url').toString());
    expect(claims).toMatchObject({
      sub: '1',
      client_id: clientId,
      scope: 'users:read roles:read',
    });
  });

  it('needs a name that no other client of the side has, with or without owner', async () => {
    expect((await admin.post(PATH, client({ scopes: ['users:read'] }))).status).toBe(201);
    expect(refusals(await admin.post(PATH, client({}, owner('users', '1'))))).toEqual([
      '409 already_exists /data/attributes/name',
    ]);
  });

  const asOwner = () => apiWith(applications.backoffice, token);

  it.each([
    [
      'disabled',
      async () =>
        admin.patch('/api/users/1', { type: 'users', id: '1', attributes: { enabled: false } }),
      'disabled',
    ],
    ['deleted', async () => admin.delete('/api/users/1'), 'gone'],
  ])('cannot do anything once the user is %s', async (_, act) => {
    expect((await asOwner().get('/api/users')).status).toBe(200);
    expect((await act()).status).toBeLessThan(300);
    await expect
      .poll(async () => refusals(await asOwner().get('/api/users')))
      .toEqual(['401 client_inactive']);
    expect(await scopeOfToken(clientId, clientSecret)).toBe('invalid_client');
  });

  it('loses the scopes of a role that the user loses', async () => {
    expect((await asOwner().get('/api/roles')).status).toBe(200);
    await admin.delete('/api/users/1/relationships/roles', [{ type: 'roles', id: '2' }]);
    await expect
      .poll(async () => refusals(await asOwner().get('/api/roles')))
      .toEqual(['403 insufficient_scope']);
    expect((await asOwner().get('/api/users')).status).toBe(200);
    expect(await scopeOfToken(clientId, clientSecret)).toBe('users:read');
  });

  it('loses the scopes that a role of the user loses', async () => {
    const attributes = { scopes: ['users:read'] };
    await admin.patch('/api/roles/2', { type: 'roles', id: '2', attributes });
    await expect
      .poll(async () => refusals(await asOwner().get('/api/roles')))
      .toEqual(['403 insufficient_scope']);
  });

  it('can create another client for the user, and for no other owner', async () => {
    const scopes = 'clients:write users:read';
    const attributes = { name: 'a', scopes: scopes.split(' ') };
    await admin.patch('/api/roles/1', { type: 'roles', id: '1', attributes });
    const own = await apiOf(applications.backoffice, scopes, {
      owner: { type: 'users', id: '1' },
    });
    const person = { username: 'bob', email: 'bob@example.com', firstName: 'Bob', lastName: 'Roy' };
    await admin.post('/api/users', { type: 'users', attributes: person });
    const make = async (id: string) => own.post(PATH, client({ name: 'mine' }, owner('users', id)));
    expect(refusals(await make('2'))).toEqual(['403 owner_not_held /data/relationships/owner']);
    const made = await make('1');
    expect(made.status).toBe(201);
    // A client without owner would keep working after the user is disabled.
    const nobodys = await own.post(PATH, client({ name: 'nobody’s' }));
    expect(refusals(nobodys)).toEqual(['403 owner_not_held /data']);

    const secretOf = async (by: Api, id: string) =>
      refusals(
        await by.post('/api/oauth-client-secrets', {
          type: 'oauth-client-secrets',
          relationships: { client: { data: { type: 'oauth-clients', id } } },
        }),
      );
    const unowned = (await admin.post(PATH, client({ name: 'unowned' }))).body.data.id;
    expect(await secretOf(own, made.body.data.id)).toEqual([]);
    expect(await secretOf(own, unowned)).toEqual(['403 owner_not_held']);
    const machine = await apiOf(applications.backoffice, scopes);
    expect(await secretOf(machine, unowned)).toEqual([]);
    expect(await secretOf(machine, made.body.data.id)).toEqual(['403 owner_not_held']);
  });
});

describe('a change of a client and its audit event', () => {
  it('are saved together: without the event there is no client', async () => {
    await applications.database.query(
      `CREATE FUNCTION refuse_event() RETURNS trigger LANGUAGE plpgsql AS
         $$ BEGIN RAISE EXCEPTION 'no disk'; END $$;
       CREATE TRIGGER a_refuse_event BEFORE INSERT ON unsealed_audit_events
         FOR EACH ROW EXECUTE FUNCTION refuse_event()`,
    );
    try {
      const person = { username: 'ann', email: 'a@example.com', firstName: 'Ann', lastName: 'Lee' };
      const answers = [
        await api.post(PATH, client()),
        await api.post('/api/users', { type: 'users', attributes: person }),
      ];
      expect(answers.flatMap(refusals)).toEqual(['500 internal_error', '500 internal_error']);
      expect((await api.get(`${PATH}?filter[name]=erp`)).body.data).toEqual([]);
      expect((await api.get('/api/users')).body.data).toEqual([]);
    } finally {
      await applications.database.query('DROP FUNCTION refuse_event CASCADE');
    }
  });

  it('are saved together: without the client there is no event', async () => {
    await created();
    const before = await events();
    await applications.database.query(
      `CREATE FUNCTION refuse_delete() RETURNS trigger LANGUAGE plpgsql AS
         $$ BEGIN RAISE EXCEPTION 'no disk'; END $$;
       CREATE CONSTRAINT TRIGGER refuse_delete AFTER DELETE ON oauth_clients
         DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION refuse_delete()`,
    );
    try {
      const { body } = await api.get(`${PATH}?filter[name]=erp`);
      const answers = [
        await api.post(PATH, client()),
        await api.delete(`${PATH}/${body.data[0].id}`), // fails at the commit, after its event was written
      ];
      expect(answers.flatMap(refusals)).toEqual([
        '409 already_exists /data/attributes/name',
        '500 internal_error',
      ]);
      expect(await events()).toBe(before);
    } finally {
      await applications.database.query('DROP FUNCTION refuse_delete CASCADE');
    }
  });
});
