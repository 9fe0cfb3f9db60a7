import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Usage } from '../../libs/oauth/src/usage/usage.js';
import { TESTER } from '../support/administration.js';
import { startSide, type TestClient, type TestSide } from '../support/applications.js';
import { type Api, apiOf, lastEvents, refusals } from '../support/json-api.js';
import { credentials, request, tokenRequest } from '../support/requests.js';

const PATH = '/api/oauth-clients';
const SCOPES = 'clients:read clients:write users:read';
const CALLBACK = 'https://shop.example/callback';

/** A single-page app. */
const APP = {
  side: 'backoffice',
  scopes: ['users:read'],
  grantTypes: ['authorization_code', 'refresh_token'],
  redirectUris: [CALLBACK],
  isPublic: true,
} as const;

/** The same, with a secret. */
const SERVER = { ...APP, isPublic: false };

let applications: TestSide<'backoffice'>;
let admin: Api;
/** Without clients:admin. */
let caller: Api;
let named = 0;

beforeAll(async () => {
  applications = await startSide('backoffice');
  admin = await apiOf(applications.backoffice, `${SCOPES} clients:admin`);
  caller = await apiOf(applications.backoffice, SCOPES);
});
afterAll(async () => applications.stop());

const client = (attributes: object) => ({
  type: 'oauth-clients',
  attributes: {
    name: `client ${(named += 1)}`,
    side: 'backoffice',
    scopes: ['users:read'],
    ...attributes,
  },
});
const create = async (attributes: object, by = admin) => by.post(PATH, client(attributes));
const change = async (id: string, attributes: object, by = admin) =>
  by.patch(`${PATH}/${id}`, { type: 'oauth-clients', id, attributes });
const addSecret = async (id: string, by = admin) =>
  by.post('/api/oauth-client-secrets', {
    type: 'oauth-client-secrets',
    attributes: {},
    relationships: { client: { data: { type: 'oauth-clients', id } } },
  });

/** Sends a form to an endpoint below that of tokens. */
const send = async (path: string, parameters: Record<string, string>) =>
  request(`${applications.backoffice.url}/oauth2-token${path}`, {
    method: 'POST',
    body: new URLSearchParams(parameters),
  });

async function created(attributes: object, by = admin): Promise<string> {
  const answer = await create(attributes, by);
  expect(refusals(answer)).toEqual([]);
  return answer.body.data.id;
}

/** Creates a client without a secret, as an administrator of the database. */
async function clientOf(attributes: Partial<typeof SERVER>): Promise<TestClient> {
  const name = `client ${(named += 1)}`;
  const { clients } = applications.administration;
  const { id } = await clients.create({ ...SERVER, name, ...attributes } as never, TESTER);
  return { clientId: id, clientSecret: '' };
}

describe('grants of a client in the API', () => {
  it('are kept as they are sent, with grant types in their order', async () => {
    const attributes = {
      grantTypes: ['refresh_token', 'authorization_code', 'client_credentials'],
      redirectUris: [CALLBACK, 'http://127.0.0.1/', 'com.example.app:/callback'],
      postLogoutRedirectUris: ['https://shop.example/?out=1'],
      isThirdParty: true,
    };
    const id = await created(attributes);
    const { body } = await admin.get(`${PATH}/${id}`);
    expect(body.data.attributes).toMatchObject({
      ...attributes,
      grantTypes: ['client_credentials', 'authorization_code', 'refresh_token'],
      isPublic: false,
    });
  });

  it('change, each with an audit event that has only what has changed', async () => {
    const id = await created(APP);
    expect(
      refusals(await change(id, { isThirdParty: true, redirectUris: APP.redirectUris })),
    ).toEqual([]);
    const [event] = await lastEvents(applications);
    expect(event).toMatchObject({
      action: 'client.updated',
      subject_id: id,
      before: { isThirdParty: false },
      after: { isThirdParty: true },
    });
    expect(event!.after).toEqual({ isThirdParty: true });
  });

  it.each([
    ['an unknown grant type', 'grantTypes', { grantTypes: ['password'] }],
    ['no grant type', 'grantTypes', { grantTypes: [] }],
    ['null', 'grantTypes', { grantTypes: null }],
    [
      'a grant type twice',
      'grantTypes',
      { grantTypes: ['client_credentials', 'client_credentials'] },
    ],
    ['no redirect URI', 'redirectUris', { redirectUris: [] }],
    ['a URI twice', 'redirectUris', { redirectUris: [CALLBACK, CALLBACK] }],
    ['a wildcard', 'redirectUris', { redirectUris: ['https://*.shop.example/'] }],
    ['a relative URI', 'postLogoutRedirectUris', { postLogoutRedirectUris: ['/out'] }],
    [
      'too many URIs',
      'redirectUris',
      { redirectUris: Array.from({ length: 21 }, (_, n) => `${CALLBACK}/${n}`) },
    ],
    ['a public machine', 'grantTypes', { grantTypes: ['client_credentials'] }],
    ['a public app with keys', 'isPublic', { jwksUri: 'https://shop.example/jwks.json' }],
    ['a text', 'isPublic', { isPublic: 'yes' }],
  ])('are rejected: %s', async (_, attribute, attributes) => {
    expect(refusals(await create({ ...APP, ...attributes }))).toEqual([
      `422 validation_failed /data/attributes/${attribute}`,
    ]);
  });

  it('are checked together with the attributes that a change leaves out', async () => {
    const id = await created(APP);
    expect(refusals(await change(id, { redirectUris: [] }))).toEqual([
      '422 validation_failed /data/attributes/redirectUris',
    ]);
    expect(refusals(await change(id, { grantTypes: ['client_credentials'] }))).toEqual([
      '422 validation_failed /data/attributes/grantTypes',
    ]);
    const both = { grantTypes: ['client_credentials'], isPublic: false, redirectUris: [] };
    expect(refusals(await change(id, both))).toEqual([]);
  });

  it('belong to no client with an owner, which acts for that user only', async () => {
    const [user] = await applications.database.query(
      `INSERT INTO staff_users (username, email, first_name, last_name)
       VALUES ('kim', 'kim@example.com', 'Kim', 'Doe') RETURNING id`,
    );
    const owner = { data: { type: 'users', id: String(user!.id) } };
    const answer = await admin.post(PATH, { ...client(SERVER), relationships: { owner } });
    expect(refusals(answer)).toEqual(['422 validation_failed /data/attributes/grantTypes']);
  });
});

describe('a caller without clients:admin', () => {
  const REFUSED = [expect.stringMatching(/^403 scope_not_held /)];

  it.each([
    ['a client for people', APP],
    ['redirect URIs, which count once the client is for people', { redirectUris: [CALLBACK] }],
    ['URIs to return to', { postLogoutRedirectUris: [CALLBACK] }],
    ['a client of a third party', { isThirdParty: true }],
  ])('cannot create %s, which could act as anybody', async (_, attributes) => {
    expect(refusals(await create(attributes, caller))).toEqual(REFUSED);
  });

  it.each([
    ['grant types', SERVER, { grantTypes: ['authorization_code'] }],
    ['redirect URIs', SERVER, { redirectUris: [CALLBACK, 'https://evil.example/'] }],
    ['URIs to return to', SERVER, { postLogoutRedirectUris: ['https://evil.example/'] }],
    ['consent', { ...SERVER, isThirdParty: true }, { isThirdParty: false }],
    ['consent before it is for people', { isThirdParty: true }, { isThirdParty: false }],
    ['authentication', SERVER, { isPublic: true }],
    ['the end', { ...SERVER, enabled: false }, { enabled: true }],
  ])('cannot change %s of a client for people', async (_, before, after) => {
    const id = await created(before);
    expect(refusals(await change(id, after, caller))).toEqual(REFUSED);
  });

  it('can take away from a client for people, and disable and delete it', async () => {
    const id = await created({ ...SERVER, redirectUris: [CALLBACK, `${CALLBACK}2`] });
    const less = { redirectUris: [CALLBACK], isThirdParty: true, enabled: false };
    expect(refusals(await change(id, less, caller))).toEqual([]);
    expect((await caller.delete(`${PATH}/${id}`)).status).toBe(204);
  });

  it('cannot give a client for people a secret', async () => {
    const id = await created(SERVER);
    expect(refusals(await addSecret(id, caller))).toEqual(REFUSED);
    expect(refusals(await addSecret(id))).toEqual([]);
  });
});

describe('a public client', () => {
  it('cannot have a secret (RFC 6749 §10.1, RFC 8252 §8.5)', async () => {
    expect(refusals(await addSecret(await created(APP)))).toEqual([
      '422 validation_failed /data/relationships/client',
    ]);
  });

  it('can be a client whose secrets have ended, and these do not come back', async () => {
    const id = await created(SERVER);
    const secret = (await addSecret(id)).body.data.id as string;
    expect(refusals(await change(id, { isPublic: true }))).toEqual([
      '422 validation_failed /data/attributes/isPublic',
    ]);
    expect((await admin.delete(`/api/oauth-client-secrets/${secret}`)).status).toBe(204);
    expect(refusals(await change(id, { isPublic: true }))).toEqual([]);
    const revived = await admin.patch(`/api/oauth-client-secrets/${secret}`, {
      type: 'oauth-client-secrets',
      id: secret,
      attributes: { expiresAt: null },
    });
    expect(refusals(revived)).toEqual(['422 validation_failed /data']);
  });
});

describe('the token endpoint', () => {
  it('§5.2 rejects a grant type that the client does not have, and counts it as denied', async () => {
    const { backoffice, database } = applications;
    const server = await backoffice.createClient('users:read', SERVER as never);
    const { status, body } = await tokenRequest(backoffice, credentials(server));
    expect({ status, body }).toEqual({
      status: 400,
      body: {
        error: 'unauthorized_client',
        error_description: 'this client may not use client_credentials',
        request_id: expect.any(String),
      },
    });
    await backoffice.app.get(Usage).flush();
    const usage = 'SELECT tokens_issued, denials FROM client_usage WHERE client_id = $1';
    expect(await database.query(usage, [server.clientId])).toEqual([
      { tokens_issued: 0, denials: 1 },
    ]);
  });

  it('§5.2 does not tell an unauthenticated caller which grant types a client has', async () => {
    const { backoffice } = applications;
    const server = await backoffice.createClient('users:read', SERVER as never);
    const wrong = { ...credentials(server), client_secret: 'wrong' };
    const { status, body } = await tokenRequest(backoffice, wrong);
    expect({ status, body }).toMatchObject({ status: 401, body: { error: 'invalid_client' } });
  });

  it('§4.4 issues no token by client credentials to a public client (RFC 8252 §8.5)', async () => {
    const { clientId } = await clientOf({ isPublic: true });
    const parameters = { grant_type: 'client_credentials', client_id: clientId };
    const { status, body } = await tokenRequest(applications.backoffice, parameters);
    expect({ status, body }).toMatchObject({ status: 400, body: { error: 'unauthorized_client' } });
  });

  it('takes a new grant of a client at once', async () => {
    const { backoffice, administration } = applications;
    const machine = await backoffice.createClient();
    expect((await tokenRequest(backoffice, credentials(machine))).status).toBe(200);
    const changes = { grantTypes: ['authorization_code'], redirectUris: [CALLBACK] };
    await administration.clients.update(machine.clientId, changes, TESTER);
    await expect
      .poll(async () => (await tokenRequest(backoffice, credentials(machine))).body.error)
      .toBe('unauthorized_client');
  });
});

describe('the other endpoints', () => {
  it('RFC 7009 §2.1 let a public client revoke with its id alone', async () => {
    const { clientId } = await clientOf({ isPublic: true });
    const parameters = { client_id: clientId, token: 'unknown' };
    const { status } = await send('/revoke', parameters);
    expect(status).toBe(200);
  });

  it('RFC 7009 §2.1 do not let another client revoke with its id alone', async () => {
    const { clientId } = applications.backoffice.client;
    const parameters = { client_id: clientId, token: 'unknown' };
    const { status, body } = await send('/revoke', parameters);
    expect({ status, body }).toMatchObject({ status: 401, body: { error: 'invalid_client' } });
  });

  it('RFC 7662 §2.1 do not let a public client introspect, also with the scope for it', async () => {
    const { clientId } = await clientOf({ isPublic: true, scopes: ['tokens:introspect'] as never });
    const parameters = { client_id: clientId, token: 'unknown' };
    const { status, body } = await send('/introspect', parameters);
    expect({ status, body }).toEqual({
      status: 401,
      body: { error: 'invalid_client', error_description: 'a public client cannot introspect' },
    });
  });

  it('record no network of a public client, since nobody can be locked out', async () => {
    const { clientId } = await clientOf({ isPublic: true });
    const { backoffice, database } = applications;
    const parameters = { client_id: clientId, token: 'unknown' };
    await send('/revoke', parameters);
    await backoffice.app.get(Usage).flush();
    const networks = 'SELECT FROM client_networks WHERE client_id = $1';
    expect(await database.query(networks, [clientId])).toEqual([]);
  });
});
