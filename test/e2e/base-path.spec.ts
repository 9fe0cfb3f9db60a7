import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as client from 'openid-client';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  freePort,
  startApplications,
  type TestApplication,
  type TestApplications,
} from '../support/applications.js';
import { apiProof, boundToken, dpopKey, dpopRequest } from '../support/dpop.js';
import { apiOf } from '../support/json-api.js';
import { hasNginx, Nginx } from '../support/nginx.js';
import { operationsOf } from '../support/operations.js';
import { accessToken, api, request } from '../support/requests.js';

/**
 * Serves both sides below a path, behind nginx as documented; nginx strips the storefront's path.
 */
const CONFIGURATION = 'docs/nginx-prefix.conf';

const PATHS = { backoffice: '/admin', storefront: '/shop' } as const;

let applications: TestApplications;
let directory: string;
let nginx: Nginx;
let proxy: string;

beforeAll(async () => {
  if (!hasNginx) return;
  const port = await freePort();
  proxy = `http://127.0.0.1:${port}`;
  applications = await startApplications((config) => {
    config.backoffice.publicUrl = `${proxy}${PATHS.backoffice}`;
    config.storefront.publicUrl = `${proxy}${PATHS.storefront}`;
    config.http.trustedProxies = ['127.0.0.1'];
  });
  const { backoffice, storefront, database } = applications;
  const text = await readFile(CONFIGURATION, 'utf8');
  const configuration = text
    .replace('listen 8080', `listen 127.0.0.1:${port}`)
    .replace('127.0.0.1:3000', `127.0.0.1:${backoffice.port}`)
    .replace('127.0.0.1:3001', `127.0.0.1:${storefront.port}`);
  directory = await mkdtemp(join(tmpdir(), 'latchkey-nginx-'));
  nginx = await Nginx.start(directory, port, configuration);
  await database.query(
    `INSERT INTO staff_users (username, email, first_name, last_name)
     SELECT 'u' || n, 'u' || n || '@example.com', 'Ann', 'Lee' FROM generate_series(1, 3) n`,
  );
  await database.query(`INSERT INTO customers (name) VALUES ('Acme')`);
  await database.query(
    `INSERT INTO customer_users (email, first_name, last_name, customer_id)
     SELECT 'u' || n || '@example.com', 'Ann', 'Lee', id FROM customers, generate_series(1, 3) n`,
  );
});
beforeEach(({ skip }) => skip(!hasNginx, 'there is no /usr/sbin/nginx: nobody has tried a path'));
afterAll(async () => {
  if (!hasNginx) return;
  await nginx.stop();
  await rm(directory, { recursive: true });
  await applications.stop();
});

/** Collects every link of a document, at any depth. */
function linksOf(value: unknown, isLink = false): string[] {
  if (typeof value === 'string') return isLink ? [value] : [];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, member]) =>
    linksOf(member, name === 'links' || (isLink && !['type', 'meta'].includes(name))),
  );
}

describe.each(['backoffice', 'storefront'] as const)('the %s below a path', (side) => {
  let application: TestApplication;
  let base: string;

  beforeAll(() => {
    application = applications?.[side];
    base = PATHS[side];
  });

  const discover = async (algorithm: 'oauth2' | 'oidc') =>
    client.discovery(
      new URL(application.url),
      application.client.clientId,
      application.client.clientSecret,
      undefined,
      { algorithm, execute: [client.allowInsecureRequests] },
    );

  it.each(['oauth2', 'oidc'] as const)(
    'is discovered by openid-client with the rules of %s, from its issuer to a list of users',
    async (algorithm) => {
      const configuration = await discover(algorithm);
      expect(configuration.serverMetadata()).toMatchObject({
        issuer: `${proxy}${base}`,
        token_endpoint: `${proxy}${base}/oauth2-token`,
        jwks_uri: `${proxy}${base}/.well-known/jwks.json`,
        protected_resources: [`${proxy}${base}/api`],
      });
      const { access_token } = await client.clientCredentialsGrant(configuration);
      const users = new URL(`${proxy}${base}/api/users`);
      const response = await client.fetchProtectedResource(
        configuration,
        access_token,
        users,
        'GET',
      );
      expect(response.status).toBe(200);
      expect((await request(configuration.serverMetadata().jwks_uri!)).body.keys).toHaveLength(1);
    },
  );

  it.each(['oauth-authorization-server', 'openid-configuration'])(
    'publishes its metadata as %s between host and path (RFC 8414 §3.1)',
    async (name) => {
      const { status, body } = await request(`${proxy}/.well-known/${name}${base}`);
      expect({ status, issuer: body.issuer }).toEqual({ status: 200, issuer: `${proxy}${base}` });
      expect((await request(`${proxy}${base}/.well-known/${name}`)).body).toEqual(body);
      const direct = `http://127.0.0.1:${application.port}/.well-known/${name}`;
      expect((await request(`${direct}${base}`)).body).toEqual(body);
      expect((await request(`${direct}${base}x`)).status).toBe(404);
    },
  );

  it('refers a rejected request to the metadata of its API (RFC 9728 §3.1)', async () => {
    const { headers } = await request(`${proxy}${base}/api/users`);
    const address = `${proxy}/.well-known/oauth-protected-resource${base}/api`;
    expect(headers.get('www-authenticate')).toContain(`resource_metadata="${address}"`);
    const { status, body } = await request(address);
    expect({ status, resource: body.resource, servers: body.authorization_servers }).toEqual({
      status: 200,
      resource: `${proxy}${base}/api`,
      servers: [`${proxy}${base}`],
    });
  });

  it('answers with working links to pages, resources, relationships and included resources', async () => {
    const token = await accessToken(application, {
      client: await application.createClient(
        side === 'backoffice' ? 'users:read roles:read' : 'users:read customers:read',
      ),
    });
    const include = side === 'backoffice' ? 'roles' : 'customer';
    const path = `/api/users?page%5Bsize%5D=1&page%5Bnumber%5D=2&page%5Btotal%5D=true&include=${include}`;
    const { status, body } = await api(application, token, path);
    expect(status).toBe(200);
    expect(Object.keys(body.links).toSorted()).toEqual(['first', 'last', 'next', 'prev', 'self']);
    const first = await api(application, token, `/api/users/${body.data[0].id}`);
    const links = [...new Set([...linksOf(body), ...linksOf(first.body)])];
    expect(links.length).toBeGreaterThan(5);
    for (const link of links) {
      expect(link.startsWith(`${base}/api/`)).toBe(true);
      const answer = await api({ url: proxy }, token, link);
      expect({ link, status: answer.status }).toEqual({ link, status: 200 });
    }
    const cursors = await api(application, token, '/api/users?page%5Bsize%5D=1', {
      headers: { Accept: CURSORS },
    });
    expect(cursors.body.links.self).toMatchObject({ href: `${base}/api/users?page%5Bsize%5D=1` });
    expect((await api({ url: proxy }, token, cursors.body.links.next)).status).toBe(200);
  });

  it('lists the entity tags that a GET of each resource answers', async () => {
    const token = await accessToken(application, {
      client: await application.createClient('users:read'),
    });
    for (const total of ['', '&page[total]=true']) {
      const { body } = await api(application, token, `/api/users?withEtags=true${total}`);
      expect(body.data).toHaveLength(3);
      for (const { meta, links } of body.data) {
        const { headers } = await api({ url: proxy }, token, links.self);
        expect(headers.get('etag')).toBe(meta.etag);
      }
    }
  });

  it('answers a relationship with links below the base path', async () => {
    const token = await accessToken(application, {
      client: await application.createClient(
        side === 'backoffice' ? 'users:read roles:read' : 'users:read customers:read',
      ),
    });
    const name = side === 'backoffice' ? 'roles' : 'customer';
    const { body } = await api(application, token, '/api/users?page%5Bsize%5D=1');
    const address = `/api/users/${body.data[0].id}`;
    const related = await api(application, token, `${address}/relationships/${name}`);
    expect(related.body.links).toMatchObject({
      self: `${base}${address}/relationships/${name}`,
      related: `${base}${address}/${name}`,
    });
  });

  it('answers with the same links behind a proxy that strips the path, one that does not, and no proxy', async () => {
    const token = await accessToken(application);
    const { port } = application;
    for (const path of ['/api/users?page%5Bsize%5D=1', '/api/openapi.json']) {
      const [direct, below, through] = await Promise.all([
        api({ url: `http://127.0.0.1:${port}` }, token, path),
        api({ url: `http://127.0.0.1:${port}${base}` }, token, path),
        api({ url: `${proxy}${base}` }, token, path),
      ]);
      expect(direct.status).toBe(200);
      expect(below.body).toEqual(direct.body);
      expect(through.body).toEqual(direct.body);
      expect(through.headers.get('etag')).toBe(direct.headers.get('etag'));
    }
  });

  it('serves an OpenAPI document that leads to its routes, and a page that leads to its parts', async () => {
    const { body } = await request(`${proxy}${base}/api/openapi.json`);
    expect(body.servers).toEqual([{ url: `${proxy}${base}` }]);
    for (const path of ['/api/users', '/oauth2-token', '/.well-known/openid-configuration']) {
      expect(Object.keys(body.paths)).toContain(path);
    }
    const page = new URL(`${proxy}${base}/api/docs`);
    const html = (await request(page.href)).body as string;
    const parts = Array.from(html.matchAll(/(?:src|href)="([^"#:]+)"/g), ([, part]) => part!);
    expect(new Set(parts)).toEqual(new Set(['docs/style.css', 'docs/script.js', 'openapi.json']));
    for (const part of parts) {
      expect((await request(new URL(part, page).href)).status).toBe(200);
    }
  });

  it('accepts a DPoP proof for the public address (RFC 9449 §4.3)', async () => {
    const key = dpopKey();
    const token = await boundToken(application, key);
    const proof = apiProof(application, key, token);
    expect((await dpopRequest(application, token, proof)).status).toBe(200);
    const plain = apiProof({ url: proxy }, key, token);
    expect((await dpopRequest(application, token, plain)).status).toBe(401);
  });

  it('identifies callers by the address that nginx passes on', async () => {
    const confined = await application.createClient('users:read', {
      allowedNetworks: ['192.0.2.0/24'],
    });
    const ask = async (url: string, forwarded: string) =>
      (
        await request(`${url}/oauth2-token`, {
          method: 'POST',
          headers: { 'Content-Type': 'application/json', 'X-Forwarded-For': forwarded },
          body: JSON.stringify({
            grant_type: 'client_credentials',
            client_id: confined.clientId,
            client_secret: confined.clientSecret,
          }),
        })
      ).status;
    expect(await ask(`${proxy}${base}`, '192.0.2.1')).toBe(401);
    expect(await ask(`http://127.0.0.1:${application.port}`, '192.0.2.1:54321')).toBe(200);
  });

  it('has the same routes below the path as without it', async () => {
    const { status, body } = await request(`${proxy}${base}/other`);
    expect({ status, code: body.errors[0].code }).toEqual({ status: 404, code: 'not_found' });
  });
});

const CURSORS =
  'application/vnd.api+json;profile="https://jsonapi.org/profiles/ethanresnick/cursor-pagination/"';

describe('a write request below a base path', () => {
  const attributes = (name: string) => ({
    username: name,
    email: `${name}@example.com`,
    firstName: 'Kim',
    lastName: 'Doe',
  });

  it('answers a Location that leads to the resource, with the entity tag of a later GET', async () => {
    const { backoffice } = applications;
    const token = await accessToken(backoffice);
    const document = { data: { type: 'users', attributes: attributes('kim') } };
    const headers = { 'Idempotency-Key': '"0b1f7d5e-one"' };
    const created = await api(backoffice, token, '/api/users', {
      method: 'POST',
      document,
      headers,
    });
    const location = created.headers.get('location')!;
    expect(created.status).toBe(201);
    expect(location).toBe(created.body.data.links.self);
    expect(location).toBe(`/admin/api/users/${created.body.data.id}`);

    const again = await api(backoffice, token, '/api/users', { method: 'POST', document, headers });
    expect(again.headers.get('idempotent-replayed')).toBe('true');
    expect([again.headers.get('location'), again.body]).toEqual([location, created.body]);

    const read = await api({ url: proxy }, token, location);
    const tag = read.headers.get('etag')!;
    expect(created.headers.get('etag')).toBe(tag);
    const change = async (ifMatch: string) =>
      api({ url: proxy }, token, location, {
        method: 'PATCH',
        document: {
          data: { type: 'users', id: created.body.data.id, attributes: { firstName: 'Kit' } },
        },
        headers: { 'If-Match': ifMatch },
      });
    expect((await change('"other"')).headers.get('etag')).toBe(tag);
    expect((await change(tag)).status).toBe(200);
    expect((await change(tag)).status).toBe(412);
  });

  it('accepts a link as the href of an operation, and answers with links', async () => {
    const { backoffice } = applications;
    const operations = await operationsOf(backoffice, 'users:read users:write');
    const add = async (href: string, name: string) =>
      operations.send({ op: 'add', href, data: { type: 'users', attributes: attributes(name) } });
    const { status, body } = await add('/admin/api/users', 'one');
    const { id, links } = body['atomic:results'][0].data;
    expect({ status, links }).toEqual({
      status: 200,
      links: { self: `/admin/api/users/${id}` },
    });
    expect((await add('/api/users', 'two')).status).toBe(200);
    expect((await add('/shop/api/users', 'three')).status).toBe(400);
    expect((await operations.send({ op: 'remove', href: links.self })).status).toBe(204);
  });

  it('is rejected with links below the path', async () => {
    const customers = await apiOf(
      applications.backoffice,
      'customers:read customers:write customer-users:read',
    );
    const { body } = await customers.get('/api/customers');
    const { id } = body.data[0];
    const refused = await customers.delete(`/api/customers/${id}`);
    expect({ status: refused.status, links: refused.body.errors[0].links }).toEqual({
      status: 409,
      links: { about: `/admin/api/customers/${id}/customerUsers` },
    });
  });
});
