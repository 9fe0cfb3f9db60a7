import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Config } from '#config';
import {
  startApplications,
  startSide,
  type TestApplications,
  type TestClient,
} from '../support/applications.js';
import { mark, resetCompanies, SCOPES } from '../support/companies.js';
import { apiProof, dpopKey, tokenProof } from '../support/dpop.js';
import { peopleClient } from '../support/people-clients.js';
import { accessToken, type Answer, api, request, tokenRequest } from '../support/requests.js';
import { decode } from '../support/tokens.js';

const VISITOR = 'urn:latchkey:params:oauth:grant-type:visitor';
const VISITOR_ID = /^urn:latchkey:visitor:[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const OF_VISITORS = ['users:read', 'users:write', 'profile:read', 'customers:read'];

let applications: TestApplications;
/** The settings of the storefront. */
let settings: Config['storefront'];
/** The client of a single-page shop. */
let page: TestClient;

beforeAll(async () => {
  applications = await startApplications((config) => {
    settings = config.storefront;
    const { visitors } = settings;
    Object.assign(visitors, { scopes: OF_VISITORS, tokenLifetime: 600 });
    Object.assign(visitors.tokensPerMinute, { perNetwork: 40, perClient: 50 });
  });
});
// Each test has a client with its own limits; the network has used none of those before.
beforeEach(async () => {
  page = await visitorClient();
});
afterAll(async () => applications.stop());

const visitorClient = async (attributes: Parameters<typeof peopleClient>[2] = {}) =>
  peopleClient(applications, 'storefront', {
    grantTypes: [VISITOR],
    redirectUris: [],
    scopes: SCOPES.split(' '),
    isPublic: true,
    ...attributes,
  });

/** Asks as a public client, without credentials. */
const ask = async (
  { clientId }: TestClient,
  others: Record<string, string> = {},
  headers: Record<string, string> = {},
): Promise<Answer> =>
  tokenRequest(
    applications.storefront,
    { grant_type: VISITOR, client_id: clientId, ...others },
    headers,
  );

async function visitorToken(scope = 'users:read customers:read'): Promise<string> {
  const confidential = await visitorClient({ isPublic: false });
  const { clientSecret } = confidential;
  const { status, body } = await ask(confidential, { client_secret: clientSecret, scope });
  expect(status).toBe(200);
  return body.access_token;
}

const rejected = (status: number, error: string, description: unknown) => ({
  status,
  body: { error, error_description: description },
});
const answered = ({ status, body }: Answer) => ({ status, body: body as unknown });

describe('the visitor grant (RFC 6749 §4.5)', () => {
  it('gives a public client a token for a visitor, who is neither a person nor the client', async () => {
    const { status, headers, body } = await ask(page);
    expect({ status, body }).toEqual({
      status: 200,
      body: {
        token_type: 'Bearer',
        expires_in: 600,
        access_token: expect.any(String),
        scope: 'users:read users:write profile:read customers:read',
      },
    });
    expect(headers.get('cache-control')).toBe('no-store');
    const { claims } = decode(body.access_token);
    expect(claims).toMatchObject({
      sub: expect.stringMatching(VISITOR_ID),
      client_id: page.clientId,
      aud: `${applications.storefront.url}/api`,
    });
    expect(claims).not.toHaveProperty('auth_time');
    expect(decode((await ask(page)).body.access_token).claims.sub).not.toBe(claims.sub);
  });

  it('gives a confidential client a token only with its credentials', async () => {
    const server = await visitorClient({ isPublic: false });
    expect((await ask(server)).body.error).toBe('invalid_client');
    const { clientSecret } = server;
    expect((await ask(server, { client_secret: clientSecret })).status).toBe(200);
  });

  it('gives the scopes that the client asks for, the client has, and visitors may have', async () => {
    expect((await ask(page, { scope: 'customers:read' })).body.scope).toBe('customers:read');
    expect(answered(await ask(page, { scope: 'profile:write' }))).toEqual(
      rejected(400, 'invalid_scope', 'this client may not ask for profile:write'),
    );
    expect((await ask(page, { scope: 'openid' })).body.error).toBe('invalid_scope');
    const narrow = await visitorClient({ scopes: ['customers:read'] });
    expect((await ask(narrow)).body.scope).toBe('customers:read');
    const none = await visitorClient({ scopes: ['profile:write'] });
    expect(answered(await ask(none))).toEqual(
      rejected(400, 'invalid_scope', 'this client has no scope that visitors may have'),
    );
  });

  it('§5.2 rejects a client without the grant type, and another API', async () => {
    const app = await peopleClient(applications, 'storefront', { isPublic: true });
    expect((await ask(app)).body.error).toBe('unauthorized_client');
    const resource = `${applications.backoffice.url}/api`;
    expect((await ask(page, { resource })).body.error).toBe('invalid_target');
  });

  it('gives no longer life than the client has', async () => {
    const brief = await visitorClient();
    await applications.database.query(
      'UPDATE oauth_clients SET access_token_lifetime = 60 WHERE client_id = $1',
      [brief.clientId],
    );
    expect((await ask(brief)).body.expires_in).toBe(60);
  });

  it('binds the token to the key of a DPoP proof (RFC 9449 §5)', async () => {
    const { storefront } = applications;
    const key = dpopKey();
    const { body } = await ask(page, {}, { DPoP: tokenProof(storefront, key) });
    expect(body.token_type).toBe('DPoP');
    const url = `${storefront.url}/api/customers`;
    const send = async (headers: Record<string, string>) =>
      request(url, { headers: { ...headers, 'Content-Type': 'application/vnd.api+json' } });
    const token: string = body.access_token;
    expect((await send({ Authorization: `Bearer ${token}` })).status).toBe(401);
    const DPoP = apiProof(storefront, key, token, { htu: url });
    expect((await send({ Authorization: `DPoP ${token}`, DPoP })).status).toBe(200);
  });
});

describe('the token of a visitor', () => {
  beforeEach(async () => resetCompanies(applications));

  it('shows no company and no person', async () => {
    const token = await visitorToken();
    const get = async (path: string) => api(applications.storefront, token, path);
    for (const path of ['/api/customers', '/api/users', '/api/users?include=customer']) {
      const { status, body } = await get(path);
      expect({ status, data: body.data as unknown }).toEqual({ status: 200, data: [] });
      expect(JSON.stringify(body)).not.toContain(mark('').slice(0, 8));
    }
    const { body } = await get('/api/users?page[totals]=true&filter[email]=ann@shop.example');
    expect(JSON.stringify(body)).not.toContain('ann');
    for (const path of ['/api/customers/101', '/api/users/101', '/api/users/101/customer']) {
      expect((await get(path)).status).toBe(404);
    }
  });

  it('is of no person: there is no profile and no userinfo', async () => {
    const token = await visitorToken('profile:read');
    const { status, body } = await api(applications.storefront, token, '/api/users/mine');
    expect([status, body.errors[0].code]).toEqual([404, 'no_owner']);
    const userinfo = await api(applications.storefront, token, '/oauth2-userinfo');
    expect(userinfo.status).toBe(403);
  });

  it('creates and changes nothing in a company, even with a scope to write', async () => {
    const token = await visitorToken('users:write users:read');
    const attributes = { email: 'new@shop.example', firstName: 'New', lastName: 'Person' };
    const send = async (method: string, path: string, data: object) =>
      api(applications.storefront, token, path, { method, document: { data } });
    const made = await send('POST', '/api/users', { type: 'users', attributes });
    expect([made.status, made.body.errors[0].code]).toEqual([403, 'forbidden']);
    const changed = await send('PATCH', '/api/users/101', { type: 'users', id: '101', attributes });
    expect(changed.status).toBe(404);
    const sent = await send('DELETE', '/api/users/101', {});
    expect(sent.status).toBeGreaterThanOrEqual(400);
    const [row] = await applications.database.query(
      `SELECT count(*)::int FROM customer_users WHERE email = 'new@shop.example' OR first_name = 'New'`,
    );
    expect(row).toEqual({ count: 0 });
  });

  it('is introspected as that of the visitor (RFC 7662 §2.2), until it is revoked (RFC 7009)', async () => {
    const { storefront } = applications;
    const { body } = await ask(page, { scope: 'customers:read' });
    const token: string = body.access_token;
    const server = await storefront.createClient('tokens:introspect');
    const send = async (path: string, form: Record<string, string>) =>
      request(storefront.url + path, { method: 'POST', body: new URLSearchParams(form) });
    const { clientId: client_id, clientSecret: client_secret } = server;
    const introspect = async () =>
      (await send('/oauth2-token/introspect', { token, client_id, client_secret })).body as unknown;
    expect(await introspect()).toMatchObject({
      active: true,
      sub: expect.stringMatching(VISITOR_ID),
      client_id: page.clientId,
      scope: 'customers:read',
    });
    const revoked = await send('/oauth2-token/revoke', { token, client_id: page.clientId });
    expect(revoked.status).toBe(200);
    expect(await introspect()).toEqual({ active: false });
    expect((await api(storefront, token, '/api/customers')).status).toBe(401);
  });

  it('loses its scopes when its client loses the grant type', async () => {
    const { body } = await ask(page, { scope: 'customers:read' });
    const get = async () => api(applications.storefront, body.access_token, '/api/customers');
    expect((await get()).status).toBe(200);
    await applications.database.query(
      `UPDATE oauth_clients SET grant_types = '{authorization_code}' WHERE client_id = $1`,
      [page.clientId],
    );
    await expect.poll(async () => (await get()).status).toBe(403);
  });

  it('loses a scope that visitors may no longer have', async () => {
    const { body } = await ask(page, { scope: 'users:read customers:read' });
    const { publicUrl, oauth } = settings;
    let url = '';
    const narrowed = await startSide(
      'storefront',
      ({ storefront }) => {
        url = storefront.publicUrl;
        Object.assign(storefront, { publicUrl, oauth });
        storefront.visitors.scopes = ['customers:read'];
      },
      { ...applications.database, drop: async () => {} },
    );
    try {
      const get = async (path: string) => api({ url }, body.access_token, path);
      expect((await get('/api/customers')).status).toBe(200);
      expect((await get('/api/users')).status).toBe(403);
    } finally {
      await narrowed.stop();
    }
  });

  it('is rejected by the back office', async () => {
    const token = await visitorToken();
    const { status, body } = await api(applications.backoffice, token, '/api/users');
    expect([status, body.errors[0].code]).toEqual([401, 'wrong_audience']);
  });
});

describe('the visitor grant elsewhere', () => {
  it('does not exist at the back office', async () => {
    const { backoffice } = applications;
    const client = await peopleClient(applications, 'backoffice', { grantTypes: [VISITOR] });
    const { clientId: client_id, clientSecret: client_secret } = client;
    const body = { grant_type: VISITOR, client_id, client_secret };
    const { status, body: answer } = await tokenRequest(backoffice, body);
    expect([status, answer.error]).toEqual([400, 'unsupported_grant_type']);
    const { body: metadata } = await request(
      `${backoffice.url}/.well-known/oauth-authorization-server`,
    );
    expect(metadata.grant_types_supported).not.toContain(VISITOR);
    const storefront = await request(
      `${applications.storefront.url}/.well-known/oauth-authorization-server`,
    );
    expect(storefront.body.grant_types_supported).toContain(VISITOR);
  });

  it('cannot be given to a client of the back office, or to one that acts for a user', async () => {
    const admin = await applications.backoffice.createClient(
      'clients:admin clients:write clients:read',
    );
    const token = await accessToken({ ...applications.backoffice, client: admin });
    const create = async (attributes: object, relationships?: object) => {
      const data = {
        type: 'oauth-clients',
        attributes: { name: 'visitors', grantTypes: [VISITOR], isPublic: true, ...attributes },
        relationships,
      };
      const document = { data };
      return api(applications.backoffice, token, '/api/oauth-clients', {
        method: 'POST',
        document,
      });
    };
    const shop = await create({ side: 'storefront', scopes: ['customers:read'] });
    expect(shop.status).toBe(201);
    expect(shop.body.data.attributes.grantTypes).toEqual([VISITOR]);
    const staff = await create({ side: 'backoffice', scopes: ['users:read'] });
    const of = { owner: { data: { type: 'customer-users', id: '101' } } };
    const owned = await create({ side: 'storefront', scopes: ['customers:read'] }, of);
    for (const { status, body } of [staff, owned]) {
      expect([status, body.errors[0].source.pointer]).toEqual([422, '/data/attributes/grantTypes']);
    }
  });

  it('is off by default', async () => {
    const plain = await startSide('storefront');
    try {
      const client = await peopleClient(plain, 'storefront', { grantTypes: [VISITOR] });
      const { clientId: client_id, clientSecret: client_secret } = client;
      const body = { grant_type: VISITOR, client_id, client_secret };
      const answer = await tokenRequest(plain.storefront, body);
      expect([answer.status, answer.body.error]).toEqual([400, 'unsupported_grant_type']);
    } finally {
      await plain.stop();
    }
  });

  it('stops the start when visitors have a scope that does not exist', async () => {
    const started = startSide('storefront', ({ storefront }) => {
      storefront.visitors.scopes = ['orders:read'];
    });
    await expect(started).rejects.toThrow(
      'visitors.scopes has orders:read; the side has users:read',
    );
  });
});

describe('limits of visitors', () => {
  it('stop one network, and then all networks of one client', async () => {
    const own = await startSide('storefront', ({ http, storefront }) => {
      http.trustedProxies = ['127.0.0.1'];
      storefront.visitors.scopes = ['customers:read'];
      Object.assign(storefront.visitors.tokensPerMinute, { perNetwork: 3, perClient: 5 });
    });
    try {
      const client = (isPublic: boolean) =>
        peopleClient(own, 'storefront', {
          grantTypes: [VISITOR],
          scopes: ['customers:read'],
          isPublic,
        });
      const from = async (
        network: number,
        { clientId, clientSecret }: TestClient,
        isPublic = true,
      ) =>
        tokenRequest(
          own.storefront,
          {
            grant_type: VISITOR,
            client_id: clientId,
            ...(isPublic ? {} : { client_secret: clientSecret }),
          },
          { 'X-Forwarded-For': `198.51.${network}.7` },
        );
      const [shop, server] = [await client(true), await client(false)];
      const statuses = [];
      for (const network of [1, 1, 1, 1, 2, 2, 3]) {
        statuses.push((await from(network, shop)).status);
      }
      expect(statuses).toEqual([200, 200, 200, 429, 200, 200, 429]);
      const { headers, body } = await from(1, shop);
      expect(body).toEqual({
        error: 'too_many_requests',
        error_description: 'too many tokens for visitors from this network: try again',
      });
      expect(Number(headers.get('retry-after'))).toBeGreaterThan(0);
      const ofServer = [];
      for (let count = 0; count < 6; count += 1) {
        ofServer.push((await from(9, server, false)).status);
      }
      expect(ofServer).toEqual([200, 200, 200, 200, 200, 429]);
    } finally {
      await own.stop();
    }
  });

  it('count calls of all visitors of a network together', async () => {
    const own = await startSide('storefront', ({ clients, storefront }) => {
      storefront.visitors.scopes = ['customers:read'];
      clients.limits.requestsPerSecond = 3;
    });
    try {
      const client = await peopleClient(own, 'storefront', {
        grantTypes: [VISITOR],
        scopes: ['customers:read'],
        isPublic: true,
      });
      const statuses = [];
      for (let count = 0; count < 5; count += 1) {
        const form = { grant_type: VISITOR, client_id: client.clientId };
        const { body } = await tokenRequest(own.storefront, form);
        statuses.push(body.access_token as string);
      }
      const calls = await Promise.all(
        statuses.map(async (token) => api(own.storefront, token, '/api/customers')),
      );
      expect(calls.filter(({ status }) => status === 429)).toHaveLength(2);
    } finally {
      await own.stop();
    }
  });
});
