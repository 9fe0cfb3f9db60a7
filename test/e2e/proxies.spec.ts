import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as client from 'openid-client';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { freePort, startApplications, type TestApplications } from '../support/applications.js';
import { Haproxy, hasHaproxy } from '../support/haproxy.js';
import { hasNginx, Nginx } from '../support/nginx.js';
import { accessToken, api, request } from '../support/requests.js';

/** Proxies configured as docs/operating.md says, also with compression. */

interface Proxy {
  url: string;
  stop(): Promise<void>;
}

let directory: string;
let applications: TestApplications;
let proxies: Proxy[] = [];

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'latchkey-proxies-'));
});
afterAll(async () => {
  await rm(directory, { recursive: true });
});

describe('behind HAProxy as documented', () => {
  let proxy: string;

  beforeAll(async () => {
    if (!hasHaproxy) return;
    const port = await freePort();
    proxy = `http://127.0.0.1:${port}`;
    applications = await startApplications((config) => {
      config.backoffice.publicUrl = `${proxy}/admin`;
      config.storefront.publicUrl = `${proxy}/shop`;
      config.http.trustedProxies = ['127.0.0.1'];
    });
    const { backoffice, storefront } = applications;
    const text = await readFile('docs/haproxy.cfg', 'utf8');
    const configuration = text
      .replace('bind :8080', `bind 127.0.0.1:${port}`)
      .replace('127.0.0.1:3000 check port 9000', addresses(backoffice))
      .replace('127.0.0.1:3001 check port 9001', addresses(storefront));
    proxies = [await Haproxy.start(directory, port, configuration)];
  });
  beforeEach(({ skip }) => skip(!hasHaproxy, 'there is no /usr/sbin/haproxy'));
  afterAll(stopAll);

  const addresses = ({ port, managementPort }: { port: number; managementPort: number }) =>
    `127.0.0.1:${port} check port ${managementPort}`;

  it.each(['backoffice', 'storefront'] as const)('serves openid-client: %s', async (side) => {
    const { url, client: registered } = applications[side];
    const configuration = await client.discovery(
      new URL(url),
      registered.clientId,
      registered.clientSecret,
      undefined,
      { algorithm: 'oauth2', execute: [client.allowInsecureRequests] },
    );
    const { access_token } = await client.clientCredentialsGrant(configuration);
    const users = new URL(`${url}/api/users`);
    const response = await client.fetchProtectedResource(configuration, access_token, users, 'GET');
    expect(response.status).toBe(200);
    const { links } = (await response.json()) as { links: { self: string } };
    expect(links.self).toBe(`${new URL(url).pathname}/api/users`);
  });

  it('HAProxy sends no request to a process whose health check fails', async () => {
    const { backoffice } = applications;
    expect((await request(`${proxy}/admin/.well-known/jwks.json`)).status).toBe(200);
    await backoffice.stop();
    const status = async () => (await request(`${proxy}/admin/.well-known/jwks.json`)).status;
    await expect.poll(status, { timeout: 8000, interval: 100 }).toBe(503);
    expect((await request(`${proxy}/shop/.well-known/jwks.json`)).status).toBe(200);
  });
});

const COMPRESSION: Record<string, { isThere: boolean; start: (port: number) => Promise<Proxy> }> = {
  nginx: {
    isThere: hasNginx,
    start: async (port) =>
      Nginx.start(
        join(directory, 'gzip'),
        port,
        `server {
           listen 127.0.0.1:${port};
           gzip on; gzip_types application/vnd.api+json; gzip_min_length 1;
           location / {
             proxy_pass http://127.0.0.1:${applications.backoffice.port};
             proxy_http_version 1.1;
           }
         }`,
      ),
  },
  HAProxy: {
    isThere: hasHaproxy,
    start: async (port) =>
      Haproxy.start(
        directory,
        port,
        `defaults
           mode http
           timeout connect 2s
           timeout client 60s
           timeout server 60s
         frontend public
           bind 127.0.0.1:${port}
           default_backend backoffice
         backend backoffice
           compression algo gzip
           compression type application/vnd.api+json
           server one 127.0.0.1:${applications.backoffice.port}
         `,
      ),
  },
};

describe.each(Object.entries(COMPRESSION))('behind %s with gzip', (name, { isThere, start }) => {
  let url: string;
  let token: string;
  let path: string;

  beforeAll(async () => {
    if (!isThere) return;
    applications = await startApplications();
    const proxy = await start(await freePort());
    proxies = [proxy];
    url = proxy.url;
    const { backoffice } = applications;
    token = await accessToken(backoffice);
    const attributes = { username: 'ann', email: 'a@example.com', firstName: 'A', lastName: 'Lee' };
    const document = { data: { type: 'users', attributes } };
    const created = await api(backoffice, token, '/api/users', { method: 'POST', document });
    path = created.body.data.links.self;
  });
  beforeEach(({ skip }) => skip(!isThere, `there is no ${name}`));
  afterAll(stopAll);

  const get = async (headers: Record<string, string>) => api({ url }, token, path, { headers });
  const change = async (ifMatch: string) =>
    api({ url }, token, path, {
      method: 'PATCH',
      document: {
        data: { type: 'users', id: path.split('/').at(-1), attributes: { lastName: 'Roy' } },
      },
      headers: { 'If-Match': ifMatch },
    });

  it('entity tags become weak, which If-None-Match accepts and If-Match rejects', async () => {
    const { headers } = await get({ 'Accept-Encoding': 'gzip' });
    const weak = headers.get('etag')!;
    expect([headers.get('content-encoding'), weak]).toEqual([
      'gzip',
      expect.stringMatching(/^W\//),
    ]);
    expect((await get({ 'If-None-Match': weak })).status).toBe(304);
    expect((await change(weak)).status).toBe(412);
  });

  it('entity tags stay strong for a client that accepts no coding', async () => {
    const strong = (await get({ 'Accept-Encoding': 'identity' })).headers.get('etag')!;
    expect(strong).toMatch(/^"/);
    expect((await change(strong)).status).toBe(200);
  });
});

async function stopAll(): Promise<void> {
  for (const proxy of proxies.splice(0)) await proxy.stop();
  await applications?.stop().catch(() => {});
}
