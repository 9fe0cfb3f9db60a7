import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startApplications, type TestApplications } from '../support/applications.js';
import { accessToken, credentials, request } from '../support/requests.js';

let applications: TestApplications;

beforeAll(async () => {
  applications = await startApplications((config) => {
    config.http.trustedProxies = ['127.0.0.2', '10.0.0.0/8'];
    config.http.requestTimeout = 2;
    config.backoffice.cors.allowedOrigins = ['https://admin.example.com'];
    config.backoffice.cors.allowedHeaders = ['X-Custom'];
  });
});
afterAll(async () => applications.stop());

/** Sends text, from another loopback address if one is given; reads until the server closes. */
async function send(port: number, text: string, localAddress = '127.0.0.1'): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect({ port, host: '127.0.0.1', localAddress });
    let answer = '';
    socket.setEncoding('utf8').on('data', (part: string) => (answer += part));
    socket.on('close', () => resolve(answer)).on('error', reject);
    socket.write(text);
  });
}

function get(path: string, headers = ''): string {
  return `GET ${path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n${headers}\r\n`;
}

describe('every answer', () => {
  it.each(['/api/users', '/nowhere', '/oauth2-token', '/.well-known/jwks.json', '/%zz'])(
    'of %s has the security headers and a request id',
    async (path) => {
      const { headers } = await request(applications.backoffice.url + path);
      expect(Object.fromEntries(headers)).toMatchObject({
        'content-security-policy': "default-src 'none';frame-ancestors 'none'",
        'referrer-policy': 'no-referrer',
        'x-content-type-options': 'nosniff',
        'x-frame-options': 'DENY',
        'x-request-id': expect.stringMatching(/^[0-9a-f-]{36}$/),
      });
      expect(headers.has('x-powered-by')).toBe(false);
      expect(headers.has('server')).toBe(false);
    },
  );
});

describe('a path with a trailing slash', () => {
  it.each(['//', '/api/users/', '/api/users/1/?x', '/.well-known/jwks.json/', '/api/docs/'])(
    'gets a 404 that says to remove the slash: %s',
    async (path) => {
      const { status, body } = await request(applications.backoffice.url + path);
      expect({ status, errors: body.errors }).toEqual({
        status: 404,
        errors: [
          {
            id: expect.any(String),
            status: '404',
            code: 'not_found',
            title: 'Not found',
            detail: 'there is nothing at this address; remove the slash at its end',
          },
        ],
      });
    },
  );

  it.each(['/nowhere/', '///', '/api/users//', '/api/users/1/2/3/', '/nowhere', '/oauth2-tokens'])(
    'gets the plain 404 when there is no path without it either: %s',
    async (path) => {
      const { status, body } = await request(applications.backoffice.url + path);
      expect({ status, detail: body.errors[0].detail }).toEqual({
        status: 404,
        detail: 'there is nothing at this address',
      });
    },
  );
});

describe('the address above the documentation', () => {
  it.each([
    ['/api', '/docs'],
    ['/api/', 'docs'],
    ['/api?x=1', '/docs'],
  ])('gets a 404 that says where the documentation is: %s', async (path, rest) => {
    const { status, body } = await request(applications.backoffice.url + path);
    expect({ status, detail: body.errors[0].detail }).toEqual({
      status: 404,
      detail: `there is nothing at this address; add ${rest} to it for the documentation`,
    });
  });
});

describe('the request id', () => {
  it('is taken from a trusted proxy', async () => {
    const { port } = applications.backoffice;
    const answer = await send(port, get('/nowhere', 'X-Request-Id: from-proxy:7\r\n'), '127.0.0.2');
    expect(answer).toMatch(/x-request-id: from-proxy:7\r\n/i);
    expect(answer).toContain('"id":"from-proxy:7"');
  });

  it('is generated for all other clients', async () => {
    const { port } = applications.backoffice;
    const answer = await send(port, get('/nowhere', 'X-Request-Id: from-stranger\r\n'));
    expect(answer).toMatch(/x-request-id: [0-9a-f-]{36}\r\n/i);
  });

  it.each(['a b', '"', 'x'.repeat(129), ''])('is generated instead of %j', async (id) => {
    const { port } = applications.backoffice;
    const answer = await send(port, get('/nowhere', `X-Request-Id: ${id}\r\n`), '127.0.0.2');
    expect(answer).toMatch(/x-request-id: [0-9a-f-]{36}\r\n/i);
  });
});

describe('CORS', () => {
  const preflight = async (url: string, origin: string, method = 'POST') =>
    request(url, {
      method: 'OPTIONS',
      headers: { Origin: origin, 'Access-Control-Request-Method': method },
    });
  const corsHeaders = (headers: Headers) =>
    Object.fromEntries([...headers].filter(([name]) => name.startsWith('access-control-')));

  it('answers the preflight of an allowed origin like OroCommerce', async () => {
    const url = `${applications.backoffice.url}/oauth2-token`;
    const { status, headers } = await preflight(url, 'https://admin.example.com', 'PUT');
    expect(status).toBe(200);
    expect(corsHeaders(headers)).toEqual({
      'access-control-allow-origin': 'https://admin.example.com',
      'access-control-allow-methods': 'OPTIONS, POST',
      'access-control-allow-headers':
        'Authorization, Content-Type, DPoP, If-Match, If-None-Match, Idempotency-Key, Latchkey-LSN, X-Include, X-Custom',
      'access-control-max-age': '600',
      'access-control-expose-headers':
        'Location, ETag, WWW-Authenticate, DPoP-Nonce, Retry-After, Accept-Encoding, Deprecation, Sunset, RateLimit, RateLimit-Policy, Idempotent-Replayed, Latchkey-LSN, X-Include-Deleted-Count, X-Include-Total-Count, X-Request-Id',
    });
    expect(headers.get('cache-control')).toBe('public, max-age=600');
    expect(headers.get('vary')).toContain('Origin');
  });

  it('needs no token for the preflight request', async () => {
    const url = `${applications.backoffice.url}/api/users/1`;
    const { status, headers } = await preflight(url, 'https://admin.example.com', 'PATCH');
    expect(status).toBe(200);
    expect(headers.get('access-control-allow-methods')).toBe('OPTIONS, GET, HEAD, PATCH, DELETE');
  });

  it('leaves the other headers of OPTIONS as they are without CORS', async () => {
    const { backoffice, storefront } = applications;
    for (const { url } of [backoffice, storefront]) {
      const { status, headers } = await preflight(`${url}/oauth2-token`, 'https://x.example');
      expect({ status, ...Object.fromEntries(headers) }).toMatchObject({
        status: 200,
        allow: 'OPTIONS, POST',
        'content-length': '0',
        'content-security-policy': "default-src 'none';frame-ancestors 'none'",
        'x-content-type-options': 'nosniff',
        'x-request-id': expect.stringMatching(/^[0-9a-f-]{36}$/),
      });
    }
  });

  it('does not answer the preflight for a path that does not exist', async () => {
    for (const path of ['/nowhere', '/oauth2-token/nowhere', '/api/users/']) {
      const url = applications.backoffice.url + path;
      expect((await preflight(url, 'https://admin.example.com')).status).toBe(404);
    }
  });

  it('rejects an OPTIONS request whose end is ambiguous, and closes the connection', async () => {
    const lines =
      'Host: x\r\nConnection: keep-alive\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n';
    const { port } = applications.backoffice;
    const text = await send(port, `OPTIONS /oauth2-token HTTP/1.0\r\n${lines}${get('/nowhere')}`);
    expect(text.match(/^HTTP\/1\.1 \d+/gm)).toEqual(['HTTP/1.1 400']);
    expect(text).toMatch(/^connection: close\r$/im);
  });

  it('lets pages read the answer to an address that no router can read', async () => {
    const headers = { Origin: 'https://admin.example.com' };
    const { url } = applications.backoffice;
    for (const path of ['/oauth2-token/%zz', '/api/%zz']) {
      const answer = await request(url + path, { method: 'POST', headers });
      expect(answer.status).toBe(400);
      expect(answer.headers.get('access-control-allow-origin')).toBe('https://admin.example.com');
    }
  });

  it('sends the allowed origin on successful answers and on errors', async () => {
    const headers = { Origin: 'https://admin.example.com', 'Content-Type': 'application/json' };
    const { url, client } = applications.backoffice;
    for (const body of [JSON.stringify(credentials(client)), '{']) {
      const answer = await request(`${url}/oauth2-token`, { method: 'POST', headers, body });
      expect(answer.headers.get('access-control-allow-origin')).toBe('https://admin.example.com');
      expect(answer.headers.get('vary')).toContain('Origin');
    }
  });

  it.each([
    'https://attacker.example',
    'https://admin.example.com.attacker.example',
    'http://admin.example.com',
    'https://ADMIN.example.com:8443',
    'null',
  ])('allows nothing to the origin %s', async (origin) => {
    const { url } = applications.backoffice;
    const asked = await preflight(`${url}/oauth2-token`, origin);
    expect(asked.headers.has('access-control-allow-origin')).toBe(false);
    const read = await request(`${url}/api/users`, { headers: { Origin: origin } });
    expect(read.headers.has('access-control-allow-origin')).toBe(false);
  });

  it('is disabled by default', async () => {
    const { url } = applications.storefront;
    const { status, headers } = await preflight(`${url}/oauth2-token`, 'https://shop.example.com');
    expect(status).toBe(200);
    expect(headers.get('allow')).toBe('OPTIONS, POST');
    expect(corsHeaders(headers)).toEqual({});
  });
});

describe('limits of HTTP requests', () => {
  it('too large headers are answered with 431', async () => {
    const { port } = applications.backoffice;
    const answer = await send(port, get('/', `X-Large: ${'x'.repeat(20_000)}\r\n`));
    expect(answer).toMatch(/^HTTP\/1\.1 431 /);
  });

  it('input that is not HTTP is answered with 400', async () => {
    expect(await send(applications.backoffice.port, 'nonsense\r\n\r\n')).toMatch(
      /^HTTP\/1\.1 400 /,
    );
  });

  it('a body that does not arrive in time is answered with 408', async () => {
    const { port } = applications.backoffice;
    const answer = await send(
      port,
      'POST /oauth2-token HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n' +
        'Content-Length: 5\r\n\r\n{',
    );
    expect(answer).toMatch(/^HTTP\/1\.1 408 /);
  });

  it('headers that do not arrive in time are answered with 408', async () => {
    const answer = await send(applications.backoffice.port, 'GET / HTTP/1.1\r\nHost: x\r\n');
    expect(answer).toMatch(/^HTTP\/1\.1 408 /);
  });

  it('a body with two lengths is rejected', async () => {
    const { port } = applications.backoffice;
    const head = 'POST /oauth2-token HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n';
    const smuggled = `${head}Content-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n`;
    expect(await send(port, smuggled)).toMatch(/^HTTP\/1\.1 400 /);
  });
});

describe('the management port', () => {
  const url = (path: string) => `http://127.0.0.1:${applications.backoffice.managementPort}${path}`;

  it('reports a running server as alive and ready', async () => {
    expect(await request(url('/health/live'))).toMatchObject({
      status: 200,
      body: { status: 'up' },
    });
    expect(await request(url('/health/ready'))).toMatchObject({
      status: 200,
      body: { status: 'up', serving: true, checks: { database: 'up' } },
    });
  });

  it('reports a server as ready for cached clients while its database is away', async () => {
    const own = await startApplications();
    const health = async (path: string) =>
      Promise.all(
        [own.backoffice, own.storefront].map(async ({ managementPort }) => {
          const { status, body } = await request(`http://127.0.0.1:${managementPort}${path}`);
          return { status, body };
        }),
      );
    const alive = { status: 200, body: { status: 'up' } };
    const away = {
      status: 200,
      body: { status: 'up', serving: true, checks: { database: 'away' } },
    };
    const up = { status: 200, body: { status: 'up', serving: true, checks: { database: 'up' } } };
    try {
      await own.database.allowConnections(false);
      await expect.poll(async () => health('/health/ready')).toEqual([away, away]);
      expect(await health('/health/live')).toEqual([alive, alive]);
      await own.database.allowConnections(true);
      await expect.poll(async () => health('/health/ready'), { timeout: 10_000 }).toEqual([up, up]);
    } finally {
      await own.stop();
    }
  });

  it('is not ready when its database was away for longer than cached data may be trusted', async () => {
    const own = await startApplications((config) => (config.clients.cache.staleFor = 0));
    try {
      await own.database.allowConnections(false);
      const { managementPort } = own.backoffice;
      const health = async () => request(`http://127.0.0.1:${managementPort}/health/ready`);
      await expect.poll(health).toMatchObject({
        status: 503,
        body: { status: 'down', serving: true, checks: { database: 'down' } },
      });
      await own.database.allowConnections(true);
    } finally {
      await own.stop();
    }
  });

  it('serves nothing else, and none of it is on the public port', async () => {
    expect((await request(url('/api/users'))).status).toBe(404);
    expect((await request(url('/health/live'), { method: 'POST' })).status).toBe(405);
    for (const path of ['/health/live', '/health/ready', '/metrics']) {
      expect((await request(applications.backoffice.url + path)).status).toBe(404);
    }
  });
});

describe('stopping a server', () => {
  it('finishes the request in flight and accepts no new connection', async () => {
    const own = await startApplications();
    const { port, managementPort } = own.backoffice;
    const token = await accessToken(own.backoffice);
    const document = JSON.stringify({
      data: {
        type: 'users',
        attributes: { username: 'slow', email: 'slow@example.com', firstName: 'A', lastName: 'B' },
      },
    });

    const idle = connect(port, '127.0.0.1');
    const slow = connect(port, '127.0.0.1');
    const arrived = once(own.backoffice.app.getHttpServer(), 'request');
    slow.write(
      'POST /api/users HTTP/1.1\r\nHost: x\r\nContent-Type: application/vnd.api+json\r\n' +
        `Authorization: Bearer ${token}\r\nContent-Length: ${document.length}\r\n\r\n` +
        document.slice(0, 10),
    );
    await arrived;
    const answer = closed(slow);
    const stopped = own.backoffice.stop();
    await closed(idle);
    await expect(request(`${own.backoffice.url}/`)).rejects.toThrow('fetch failed');
    const ready = await request(`http://127.0.0.1:${managementPort}/health/ready`);
    expect(ready).toMatchObject({ status: 503, body: { status: 'down', serving: false } });

    slow.write(document.slice(10));
    expect(await answer).toMatch(/^HTTP\/1\.1 201 Created\r\n/);
    await stopped;
    expect(await own.database.query('SELECT username FROM staff_users')).toEqual([
      { username: 'slow' },
    ]);
    await own.storefront.stop();
    await own.database.drop();
  });

  it('answers one more request on a connection in use, with Connection: close', async () => {
    const own = await startApplications();
    const used = connect(own.backoffice.port, '127.0.0.1');
    const answers = closed(used);
    const ask = () => used.write('GET /.well-known/jwks.json HTTP/1.1\r\nHost: x\r\n\r\n');
    ask();
    await once(used, 'data');
    const stopped = own.backoffice.stop();
    await pause(100);
    ask();
    const [, first, second] = (await answers).split('HTTP/1.1 200 OK\r\n');
    expect(first).toMatch(/^connection: keep-alive\r$/im);
    expect(second).toMatch(/^connection: close\r$/im);
    await stopped;
    await own.storefront.stop();
    await own.database.drop();
  });

  it('waits no longer than http.shutdownTimeout', async () => {
    const own = await startApplications((config) => {
      config.http.shutdownTimeout = 1;
    });
    const stuck = connect(own.backoffice.port, '127.0.0.1');
    const arrived = once(own.backoffice.app.getHttpServer(), 'request');
    stuck.write(
      'POST /oauth2-token HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n' +
        'Content-Length: 5\r\n\r\n',
    );
    await arrived;
    const answer = closed(stuck);
    await own.stop();
    expect(await answer).toBe('');
  });
});

/** Collects all text a socket receives until it closes. */
async function closed(socket: Socket): Promise<string> {
  let text = '';
  socket.setEncoding('utf8').on('data', (part: string) => (text += part));
  return new Promise((resolve) => {
    socket.on('error', () => {}).on('close', () => resolve(text));
  });
}
