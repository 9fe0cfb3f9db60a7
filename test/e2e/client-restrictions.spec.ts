import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startSide, type TestSide, type TestClient } from '../support/applications.js';
import { apiProof, boundToken, dpopKey } from '../support/dpop.js';
import { type Api, apiWith, refusals } from '../support/json-api.js';
import { accessToken, request } from '../support/requests.js';

const PATH = '/api/oauth-clients';
const SECRETS = '/api/oauth-client-secrets';
const SCOPES = ['clients:read', 'clients:write'];
const REFUSED = ['403 less_restricted'];
const END = '2100-01-01T00:00:00Z';
const RESTRICTIONS = {
  expiresAt: END,
  allowedNetworks: ['127.0.0.0/8'],
  accessTokenLifetime: 120,
};
const NONE = {
  expiresAt: null,
  allowedNetworks: [],
  accessTokenLifetime: null,
  dpopBoundAccessTokens: false,
};

let applications: TestSide<'backoffice'>;
/** Client of the caller: restricted, and without clients:admin. */
let own: TestClient;
let caller: Api;
let admin: Api;
let free: Api;

beforeAll(async () => {
  applications = await startSide('backoffice');
});
afterAll(async () => applications.stop());

async function callerOf(scopes: string[], attributes: object): Promise<[TestClient, Api]> {
  const { backoffice } = applications;
  const client = await backoffice.createClient(scopes.join(' '), attributes);
  return [client, apiWith(backoffice, await accessToken(backoffice, { client }))];
}

beforeEach(async () => {
  await applications.database.query('DELETE FROM oauth_clients');
  [own, caller] = await callerOf(SCOPES, RESTRICTIONS);
  [, admin] = await callerOf([...SCOPES, 'clients:admin'], RESTRICTIONS);
  [, free] = await callerOf(SCOPES, {});
});

const client = (attributes: object) => ({
  type: 'oauth-clients',
  attributes: { name: 'other', side: 'backoffice', scopes: SCOPES, ...attributes },
});
const changes = (id: string, attributes: object) => ({ type: 'oauth-clients', id, attributes });
const change = async (by: Api, id: string, attributes: object) =>
  by.patch(`${PATH}/${id}`, changes(id, attributes));
const secretOf = (id: string) => ({
  type: 'oauth-client-secrets',
  attributes: {},
  relationships: { client: { data: { type: 'oauth-clients', id } } },
});

async function rows(): Promise<unknown> {
  return applications.database.query(
    `SELECT client_id, expires_at, allowed_networks, access_token_lifetime,
            dpop_bound_access_tokens, jwks_uri FROM oauth_clients ORDER BY client_id`,
  );
}

/** Creates a client as an administrator, which the caller may not create; returns its id. */
async function madeByAdmin(attributes: object): Promise<string> {
  const answer = await admin.post(PATH, client(attributes));
  expect(answer.status).toBe(201);
  return answer.body.data.id;
}

const LOOSER: [string, object][] = [
  ['expiresAt', { expiresAt: null }],
  ['expiresAt', { expiresAt: '2100-01-01T00:00:00.001Z' }],
  ['allowedNetworks', { allowedNetworks: [] }],
  ['allowedNetworks', { allowedNetworks: ['127.0.0.0/8', '10.0.0.0/8'] }],
  ['allowedNetworks', { allowedNetworks: ['126.0.0.0/7'] }],
  ['accessTokenLifetime', { accessTokenLifetime: null }],
  ['accessTokenLifetime', { accessTokenLifetime: 121 }],
];

describe('a caller without clients:admin', () => {
  it.each(LOOSER)('cannot loosen %s of its own client: %j', async (name, attributes) => {
    const before = await rows();
    const answer = await change(caller, own.clientId, attributes);
    expect(refusals(answer)).toEqual(REFUSED);
    expect(answer.body.errors[0].detail).toMatch(new RegExp(`: ${name}$`));
    expect(await rows()).toEqual(before);
  });

  it.each(LOOSER)('cannot create a client beyond its own %s: %j', async (name, attributes) => {
    const before = await rows();
    const answer = await caller.post(PATH, client({ ...RESTRICTIONS, ...attributes }));
    expect(refusals(answer)).toEqual(REFUSED);
    expect(answer.body.errors[0].detail).toMatch(new RegExp(`: ${name}$`));
    expect(await rows()).toEqual(before);
  });

  it.each(LOOSER)('cannot widen another client beyond its own %s: %j', async (_, attributes) => {
    const id = await madeByAdmin(RESTRICTIONS);
    const before = await rows();
    expect(refusals(await change(caller, id, attributes))).toEqual(REFUSED);
    expect(await rows()).toEqual(before);
  });

  it.each(LOOSER)('cannot give credentials to a client beyond its own %s: %j', async (_, more) => {
    const id = await madeByAdmin({ ...RESTRICTIONS, ...more });
    const before = await rows();
    expect(refusals(await caller.post(SECRETS, secretOf(id)))).toEqual(REFUSED);
    const jwksUri = 'https://keys.example/set';
    expect(refusals(await change(caller, id, { jwksUri }))).toEqual(REFUSED);
    expect(await rows()).toEqual(before);
    expect((await admin.post(SECRETS, secretOf(id))).status).toBe(201);
  });

  it.each(LOOSER)('cannot narrow a client beyond its own %s: %j', async (name, more) => {
    const id = await madeByAdmin({ ...RESTRICTIONS, ...more });
    const before = await rows();
    const answer = await change(caller, id, RESTRICTIONS);
    expect(refusals(answer)).toEqual(REFUSED);
    expect(answer.body.errors[0].detail).toMatch(new RegExp(`: ${name}$`));
    expect(refusals(await change(caller, id, { dpopBoundAccessTokens: true }))).toEqual(REFUSED);
    expect(await rows()).toEqual(before);
    expect((await change(free, id, { expiresAt: '2099-01-01T00:00:00Z' })).status).toBe(200);
  });

  it('gets an error that lists every less restricted attribute', async () => {
    const answer = await caller.post(PATH, client({}));
    expect(answer.status).toBe(403);
    expect(answer.body.errors).toEqual([
      expect.objectContaining({
        status: '403',
        code: 'less_restricted',
        detail:
          'the caller needs clients:admin, or the client must be restricted at least as much as the ' +
          'client of the caller: expiresAt, allowedNetworks, accessTokenLifetime',
      }),
    ]);
  });

  it('without clients:read learns no attribute of the client', async () => {
    const [, writer] = await callerOf(['clients:write'], RESTRICTIONS);
    const { body } = await writer.post(PATH, client({ scopes: ['clients:write'] }));
    expect(body.errors[0]).toMatchObject({ code: 'less_restricted' });
    expect(body.errors[0].detail).toMatch(/the client of the caller$/);
  });

  it('can create a client with its own restrictions, narrow it, and widen it again', async () => {
    const made = await caller.post(PATH, client(RESTRICTIONS));
    expect(made.status).toBe(201);
    const { id } = made.body.data;
    const narrower = {
      expiresAt: '2099-01-01T00:00:00Z',
      allowedNetworks: ['127.1.0.0/16', '127.2.0.1/32'],
      accessTokenLifetime: 60,
    };
    for (const attributes of [narrower, RESTRICTIONS]) {
      const { status, body } = await change(caller, id, attributes);
      expect({ status, ...body.data.attributes }).toMatchObject({ status: 200, ...attributes });
    }
    expect((await caller.post(SECRETS, secretOf(id))).status).toBe(201);
  });

  it('can narrow its own client and create a secret for it', async () => {
    const answer = await change(caller, own.clientId, { accessTokenLifetime: 60 });
    expect(answer.body.data.attributes.accessTokenLifetime).toBe(60);
    expect(refusals(await change(caller, own.clientId, RESTRICTIONS))).toEqual(REFUSED);
    expect((await caller.post(SECRETS, secretOf(own.clientId))).status).toBe(201);
  });

  it('can disable and delete less restricted clients, and retire their secrets', async () => {
    const id = await madeByAdmin(NONE);
    const secret = await admin.post(SECRETS, secretOf(id));
    expect((await caller.delete(`${SECRETS}/${secret.body.data.id}`)).status).toBe(204);
    expect((await change(caller, id, { enabled: false })).status).toBe(200);
    expect(refusals(await change(caller, id, { enabled: true }))).toEqual(REFUSED);
    expect((await caller.delete(`${PATH}/${id}`)).status).toBe(204);
  });

  it('cannot create a client without DPoP-bound tokens when its own tokens are DPoP-bound', async () => {
    const { backoffice } = applications;
    const bound = await backoffice.createClient(SCOPES.join(' '), { dpopBoundAccessTokens: true });
    const key = dpopKey();
    const token = await boundToken(backoffice, key, bound);
    const send = async (method: string, path: string, data: object) =>
      request(`${backoffice.url}${path}`, {
        method,
        headers: {
          Authorization: `DPoP ${token}`,
          DPoP: apiProof(backoffice, key, token, { htm: method, htu: backoffice.url + path }),
          'Content-Type': 'application/vnd.api+json',
        },
        body: JSON.stringify({ data }),
      });
    const path = `${PATH}/${bound.clientId}`;
    const loose = { dpopBoundAccessTokens: false };
    expect(refusals(await send('PATCH', path, changes(bound.clientId, loose)))).toEqual(REFUSED);
    expect(refusals(await send('POST', PATH, client({})))).toEqual(REFUSED);
    const made = await send('POST', PATH, client({ dpopBoundAccessTokens: true }));
    expect(made.status).toBe(201);
  });
});

describe('a caller without restrictions of its own and without clients:admin', () => {
  it('can create an unrestricted client whose tokens live as long as its own', async () => {
    expect((await free.post(PATH, client(NONE))).status).toBe(201);
    const longest = client({ name: 'long', accessTokenLifetime: 3600 });
    expect((await free.post(PATH, longest)).status).toBe(201);
    const longer = client({ name: 'longer', accessTokenLifetime: 3601 });
    expect(refusals(await free.post(PATH, longer))).toEqual(REFUSED);
  });
});

describe('a caller with clients:admin', () => {
  it.each(LOOSER)('can loosen %s of any client: %j', async (_, attributes) => {
    const answer = await change(admin, own.clientId, attributes);
    expect(answer.status).toBe(200);
    expect(answer.body.data.attributes).toMatchObject(attributes);
    const made = await admin.post(PATH, client({ ...RESTRICTIONS, ...attributes }));
    expect(made.status).toBe(201);
  });
});
