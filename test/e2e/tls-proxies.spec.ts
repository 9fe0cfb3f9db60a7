import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { type IncomingMessage, request as httpRequest } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { promisify } from 'node:util';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { freePort, startApplications, type TestApplications } from '../support/applications.js';
import { type Certificate, makeCertificate } from '../support/certificate.js';
import { Haproxy, hasHaproxy } from '../support/haproxy.js';
import { hasNginx, Nginx } from '../support/nginx.js';
import { credentials } from '../support/requests.js';
import { allRoutesOf } from '../support/routes.js';

/** The examples in deploy/ of proxies with TLS for both sides, with other ports and certificates. */

const HOSTS = { backoffice: 'backoffice.example', storefront: 'shop.example' } as const;
const CADDY = '/usr/bin/caddy';

let directory: string;
let applications: TestApplications;
let certificate: Certificate;

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'latchkey-tls-'));
  certificate = await makeCertificate(directory, Object.values(HOSTS));
  applications = await startApplications((config) => {
    config.backoffice.publicUrl = `https://${HOSTS.backoffice}`;
    config.storefront.publicUrl = `https://${HOSTS.storefront}`;
    config.http.trustedProxies = ['127.0.0.1'];
  });
});
afterAll(async () => {
  await applications.stop();
  await rm(directory, { recursive: true });
});

/**
 * Settings of a machine that allows TLS 1.0, before those of the example. Without them the library or
 * the proxy would refuse old versions by itself, and a missing line of the example would not show.
 */
const OLD_TLS = {
  nginx: 'ssl_protocols TLSv1 TLSv1.1 TLSv1.2;\nssl_ciphers DEFAULT@SECLEVEL=0;\n',
  HAProxy:
    '  ssl-default-bind-ciphers DEFAULT@SECLEVEL=0\n  ssl-default-bind-options ssl-min-ver TLSv1.0\n',
};

interface Ports {
  http: number;
  https: number;
}

const PROXIES = {
  nginx: {
    isThere: hasNginx,
    start: async ({ http, https }: Ports) => {
      const { backoffice, storefront } = applications;
      const example = await readFile('deploy/nginx/latchkey.conf', 'utf8');
      const configuration = replaced(example, {
        'listen 80;': `listen 127.0.0.1:${http};`,
        'listen 443 ssl;': `listen 127.0.0.1:${https} ssl;`,
        '127.0.0.1:3000': `127.0.0.1:${backoffice.port}`,
        '127.0.0.1:3001': `127.0.0.1:${storefront.port}`,
        '/etc/nginx/latchkey.crt': certificate.certificate,
        '/etc/nginx/latchkey.key': certificate.key,
      });
      return Nginx.start(join(directory, 'nginx'), https, OLD_TLS.nginx + configuration);
    },
  },
  HAProxy: {
    isThere: hasHaproxy,
    start: async ({ http, https }: Ports) => {
      const { backoffice, storefront } = applications;
      const example = await readFile('deploy/haproxy/latchkey.cfg', 'utf8');
      const configuration = replaced(example, {
        'global\n': `global\n${OLD_TLS.HAProxy}`,
        'bind :80': `bind 127.0.0.1:${http}`,
        'bind :443': `bind 127.0.0.1:${https}`,
        '127.0.0.1:3000 check port 9000': `127.0.0.1:${backoffice.port} check port ${backoffice.managementPort}`,
        '127.0.0.1:3001 check port 9001': `127.0.0.1:${storefront.port} check port ${storefront.managementPort}`,
        '/etc/haproxy/latchkey.pem': certificate.pem,
      });
      return Haproxy.start(directory, http, configuration);
    },
  },
};

/** Replaces texts that the example must have. */
function replaced(example: string, replacements: Record<string, string>): string {
  return Object.entries(replacements).reduce((whole, [from, to]) => {
    expect(whole).toContain(from);
    return whole.replaceAll(from, to);
  }, example);
}

interface Answer {
  status?: number;
  headers: IncomingMessage['headers'];
  body: string;
}

describe.each(Object.entries(PROXIES))('behind %s with TLS', (name, { isThere, start }) => {
  let ports: Ports;
  let proxy: { stop(): Promise<void> } | undefined;

  beforeAll(async () => {
    if (!isThere) return;
    ports = { http: await freePort(), https: await freePort() };
    proxy = await start(ports);
  });
  beforeEach(({ skip }) => skip(!isThere, `there is no ${name}`));
  afterAll(async () => proxy?.stop());

  /** Sends a request to a host at the proxy, and checks the certificate. */
  async function send(host: string, path: string, body?: object): Promise<Answer> {
    const options = {
      host: '127.0.0.1',
      port: ports.https,
      servername: host,
      path,
      ca: await readFile(certificate.certificate),
      method: body ? 'POST' : 'GET',
      headers: { Host: host, ...(body && { 'Content-Type': 'application/json' }) },
    };
    return answerTo(httpsRequest(options), body);
  }

  async function answerTo(sent: ReturnType<typeof httpRequest>, body?: object): Promise<Answer> {
    const response = await new Promise<IncomingMessage>((resolve, reject) => {
      sent.on('response', resolve).on('error', reject);
      sent.end(body && JSON.stringify(body));
    });
    const { statusCode: status, headers } = response;
    return { status, headers, body: await text(response) };
  }

  it.each(['backoffice', 'storefront'] as const)('the %s answers on its name', async (side) => {
    const metadata = await send(HOSTS[side], '/.well-known/oauth-authorization-server');
    expect(metadata.status).toBe(200);
    expect(JSON.parse(metadata.body)).toMatchObject({ issuer: `https://${HOSTS[side]}` });
    expect(metadata.headers['strict-transport-security']).toBe(
      'max-age=31536000; includeSubDomains',
    );
    const token = await send(HOSTS[side], '/oauth2-token', credentials(applications[side].client));
    expect(token.status).toBe(200);
    const other = side === 'backoffice' ? 'storefront' : 'backoffice';
    const foreign = credentials(applications[other].client);
    expect((await send(HOSTS[side], '/oauth2-token', foreign)).status).toBe(401);
  });

  it('redirects pages to https, and takes no secret over http', async () => {
    const insecure = async (path: string, method: string) =>
      answerTo(
        httpRequest({
          host: '127.0.0.1',
          port: ports.http,
          path,
          method,
          headers: { Host: HOSTS.storefront },
        }),
      );
    expect(await insecure('/account?a=1', 'GET')).toMatchObject({
      status: 301,
      headers: { location: `https://${HOSTS.storefront}/account?a=1` },
    });
    expect((await insecure('/oauth2-token', 'POST')).status).toBe(403);
  });

  it('accepts no TLS older than 1.2', async () => {
    const sent = httpsRequest({
      host: '127.0.0.1',
      port: ports.https,
      servername: HOSTS.backoffice,
      rejectUnauthorized: false,
      minVersion: 'TLSv1',
      maxVersion: 'TLSv1.1',
      ciphers: 'DEFAULT@SECLEVEL=0',
    });
    await expect(answerTo(sent)).rejects.toThrow(/protocol version|EPROTO|ECONNRESET/);
  });
});

describe('deploy/caddy/Caddyfile', () => {
  beforeEach(({ skip }) => skip(!existsSync(CADDY), `there is no ${CADDY}`));

  it('is a valid configuration with both sides', async () => {
    const path = 'deploy/caddy/Caddyfile';
    const parameters = ['adapt', '--validate', '--adapter', 'caddyfile', '--config', path];
    const { stdout } = await promisify(execFile)(CADDY, parameters);
    const hosts = [...stdout.matchAll(/"host":\["([^"]+)"\]/g)].map(([, host]) => host);
    const ports = [...stdout.matchAll(/"dial":"([^"]+)"/g)].map(([, dial]) => dial);
    expect(new Set(hosts)).toEqual(new Set(Object.values(HOSTS)));
    expect(ports).toEqual(['127.0.0.1:3000', '127.0.0.1:3001']);
  });
});

describe('deploy/helm/latchkey', () => {
  it.each(['backoffice', 'storefront'] as const)(
    'passes all routes of the %s on, but not the console',
    async (side) => {
      const { publicPaths } = parse(await readFile('deploy/helm/latchkey/values.yaml', 'utf8')) as {
        publicPaths: string[];
      };
      const isPublic = (route: string) => {
        const path = route.split(' ')[1]!;
        return publicPaths.some((each) => path === each || path.startsWith(`${each}/`));
      };
      const routes = allRoutesOf(applications[side]);
      expect(routes.length).toBeGreaterThan(50);
      const closed = routes.filter((route) => !isPublic(route) && !route.endsWith(' *'));
      expect(closed.filter((route) => !/ \/console(?:[/*]|$)/.test(route))).toEqual([]);
      expect(closed.length > 0).toBe(side === 'backoffice');
    },
  );
});
