import { once } from 'node:events';
import type { Socket } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  startApplications,
  type TestApplication,
  type TestApplications,
} from '../support/applications.js';
import { accessToken, api, request } from '../support/requests.js';
import { Connection, fill, readAnswer } from '../support/sockets.js';

let applications: TestApplications;
let port: number;

beforeAll(async () => {
  applications = await startApplications((config) => {
    config.http.requestTimeout = 1;
    config.http.responseTimeout = 1;
    config.http.maxConnections = 10;
    config.clients.failedAttempts.answerAfter = 2500; // makes the answer slow
  });
  ({ port } = applications.backoffice);
});
afterAll(async () => applications.stop());

const get = (path: string, headers = '') => `GET ${path} HTTP/1.1\r\nHost: x\r\n${headers}\r\n`;
const post = (path: string, type: string, body: string) =>
  `POST ${path} HTTP/1.1\r\nHost: x\r\nContent-Type: ${type}\r\n` +
  `Content-Length: 1000\r\n\r\n${body}`;

/** Expects a JSON:API errors document with the request id of the header. */
function errors(id: unknown, status: number, code: string, detail: string) {
  const title = code.charAt(0).toUpperCase() + code.slice(1).replaceAll('_', ' ');
  return {
    jsonapi: { version: '1.1' },
    errors: [{ id, status: String(status), code, title, detail }],
  };
}

/** Reads the current value of one series of the back office's metrics. */
async function metric(series: string, { managementPort } = applications.backoffice) {
  const { body } = await request(`http://127.0.0.1:${managementPort}/metrics`);
  const line = String(body)
    .split('\n')
    .find((text) => text.startsWith(`${series} `));
  return Number(line?.slice(series.length));
}

describe.concurrent('an incomplete or unreadable request', () => {
  it.each([
    ['headers that do not end', get('/', 'X-A: b').slice(0, -2), 408, 'request_timeout'],
    ['too large headers', get('/', `X: ${'x'.repeat(17_000)}\r\n`), 431, 'headers_too_large'],
    ['no HTTP', 'nonsense\r\n\r\n', 400, 'bad_request'],
  ])('is answered in the form of the API, and closed: %s', async (_, text, status, code) => {
    const details = {
      request_timeout: 'the request was not complete in time',
      headers_too_large: 'first line and headers are too large',
      bad_request: 'the request is not valid HTTP, or is incomplete',
    };
    const answer = readAnswer(await new Connection(port, text).closed);
    expect(answer).toMatchObject({
      status,
      headers: {
        connection: 'close',
        'content-type': 'application/vnd.api+json',
        'x-content-type-options': 'nosniff',
        'x-request-id': expect.stringMatching(/^[0-9a-f-]{36}$/),
      },
    });
    const id = answer.headers['x-request-id'];
    expect(answer.body).toEqual(errors(id, status, code, details[code as keyof typeof details]));
  });

  it('is answered in the form of the API when only half of the document arrived', async () => {
    const token = await accessToken(applications.backoffice);
    const type = `application/vnd.api+json\r\nAuthorization: Bearer ${token}`;
    const answer = readAnswer(await new Connection(port, post('/api/users', type, '{')).closed);
    const id = answer.headers['x-request-id'];
    const detail = 'the request was not complete in time';
    expect(answer).toMatchObject({
      status: 408,
      headers: { connection: 'close', 'x-content-type-options': 'nosniff' },
      body: errors(id, 408, 'request_timeout', detail),
    });
  });

  it('gets one answer when it was rejected before its body arrived', async () => {
    const connection = new Connection(port, post('/api/users', 'application/vnd.api+json', '{'));
    const text = await connection.closed;
    expect(text.match(/HTTP\/1\.1 .*/g)).toEqual(['HTTP/1.1 401 Unauthorized']);
  });

  it('is answered in the form of OAuth at the token endpoint', async () => {
    const connection = new Connection(port, post('/oauth2-token', 'application/json', '{'));
    expect(readAnswer(await connection.closed)).toMatchObject({
      status: 408,
      headers: { connection: 'close', 'cache-control': 'no-store' },
      body: {
        error: 'invalid_request',
        error_description: 'the request was not complete in time',
      },
    });
  });

  it('ends its connection when its time is up before its turn', async () => {
    const body = JSON.stringify({
      grant_type: 'client_credentials',
      client_id: 'x',
      client_secret: 'y',
    });
    const slow = post('/oauth2-token', 'application/json', body).replace('1000', `${body.length}`);
    const half = post('/oauth2-token', 'application/json', '{');
    const answer = readAnswer(await new Connection(port, slow + half).closed);
    expect(answer).toMatchObject({ status: 401, body: { error: 'invalid_client' } });
  });

  it('is closed without an answer when no byte has arrived', async () => {
    expect(await new Connection(port).closed).toBe('');
  });

  it('does not replace the answer to the request before it', async () => {
    const connection = new Connection(port, `${get('/api/openapi.json')}nonsense\r\n\r\n`);
    const text = await connection.closed;
    expect(text).toMatch(/^HTTP\/1\.1 200 OK\r\n/);
    expect(text.match(/HTTP\/1\.1 /g)).toHaveLength(1);
  });
});

it('a byte that arrives after the 408 of its token request changes nothing', async () => {
  const accepted = once(applications.backoffice.app.getHttpServer(), 'connection');
  const almost = post('/oauth2-token', 'application/json', '{').replace('1000', '2');
  const { socket, closed } = new Connection(port, almost);
  const [ours] = (await accepted) as [Socket];
  const empty = fill(ours);
  await expect.poll(() => ours.writableLength, { timeout: 5000 }).toBeGreaterThan(0);
  socket.write('}');
  await expect.poll(() => ours.bytesRead).toBe(almost.length + 1);
  empty();
  expect((await closed).match(/HTTP\/1\.1 .*/g)).toEqual(['HTTP/1.1 408 Request Timeout']);
  expect(await metric('latchkey_http_connections_closed_total{reason="failed"}')).toBe(0);
});

it('an unreadable request is counted in the metrics', async () => {
  const series = 'latchkey_http_requests_total{method="other",status="400"}';
  const before = (await metric(series)) || 0;
  await new Connection(port, 'nonsense\r\n\r\n').closed;
  await expect.poll(async () => metric(series)).toBe(before + 1);
});

describe('a client that does not read its answers', () => {
  // So large that the server handles few of them at a time, see "pipelined requests" below.
  const many = get('/api/openapi.json', `X: ${'x'.repeat(12_000)}\r\n`).repeat(90);

  it('is disconnected after http.responseTimeout, and delays nobody until then', async () => {
    const token = await accessToken(applications.backoffice);
    const { socket } = new Connection(port, many);
    socket.pause();
    const unread = async () => metric('latchkey_http_connections_closed_total{reason="unread"}');
    expect(await unread()).toBe(0);
    expect((await api(applications.backoffice, token, '/api/users')).status).toBe(200);
    await expect.poll(unread, { timeout: 10_000 }).toBe(1);
    socket.destroy();
  });

  it('gets all of them when it reads slowly without stopping', async () => {
    const last = get('/nowhere', 'Connection: close\r\n');
    const { socket, closed } = new Connection(port, many + last);
    const start = performance.now();
    socket.on('data', () => socket.pause());
    const reading = setInterval(() => socket.resume(), 5);
    const text = await closed;
    clearInterval(reading);
    expect(performance.now() - start).toBeGreaterThan(2000);
    expect(text.match(/HTTP\/1\.1 200 OK/g)).toHaveLength(90);
  });
});

describe('pipelined requests', () => {
  it('are handled one after the other', async () => {
    const token = await accessToken(applications.backoffice);
    const attributes = {
      username: 'next',
      email: 'next@example.com',
      firstName: 'A',
      lastName: 'B',
    };
    const body = JSON.stringify({ data: { type: 'users', attributes } });
    const headers = `Authorization: Bearer ${token}\r\nContent-Type: application/vnd.api+json\r\n`;
    const creation = `Content-Length: ${body.length}\r\n\r\n${body}`;
    const text =
      get('/api/users', headers) +
      get('/api/users', headers).replace('GET', 'POST').slice(0, -2) +
      creation +
      get('/api/users', `${headers}Connection: close\r\n`);
    const answers = await new Connection(port, text).closed;
    expect(answers.match(/HTTP\/1\.1 \d+/g)).toEqual([
      'HTTP/1.1 200',
      'HTTP/1.1 201',
      'HTTP/1.1 200',
    ]);
    expect(answers.match(/"username":"next"/g)).toHaveLength(2);
  });

  it('end the connection when more than ten are waiting', async () => {
    const { closed } = new Connection(port, get('/api/openapi.json').repeat(12));
    await closed;
    expect(await metric('latchkey_http_connections_closed_total{reason="pipelined"}')).toBe(1);
  });
});

describe('http.maxConnections', () => {
  it('closes the connection that was idle longest when there are more', async () => {
    const { storefront } = applications;
    const open: Connection[] = [];
    for (let at = 0; at < 9; at++) {
      const connection = new Connection(storefront.port, get('/nowhere'));
      await expect.poll(() => connection.text).toContain('404');
      open.push(connection);
    }
    // The first connection is used once more, so the second has been idle longest.
    open[0]!.socket.write(get('/nowhere'));
    await expect.poll(() => open[0]!.text.match(/404 Not Found/g)?.length).toBe(2);
    const last = new Connection(storefront.port, get('/nowhere'));
    await open[1]!.closed;
    await expect.poll(() => last.text).toContain('404');
    expect(open.map(({ socket }) => socket.closed)).toEqual([
      false,
      true,
      ...Array.from({ length: 7 }, () => false),
    ]);
    expect(await closings(storefront)).toEqual({ unused: 1, full: 0 });
    for (const { socket } of [...open, last]) socket.destroy();
  });

  it('closes a new connection when all are in use, and accepts new ones once some are free', async () => {
    const { storefront } = applications;
    await expect.poll(async () => metric('latchkey_http_connections', storefront)).toBe(0);
    const slow: Connection[] = [];
    for (let at = 0; at < 10; at++) {
      const arrived = once(storefront.app.getHttpServer(), 'request');
      slow.push(new Connection(storefront.port, post('/oauth2-token', 'application/json', '{')));
      await arrived;
    }
    expect(await new Connection(storefront.port, get('/nowhere')).closed).toBe('');
    expect(await closings(storefront)).toEqual({ unused: 1, full: 1 });
    await Promise.all(slow.map(async ({ closed }) => closed));
    expect((await request(`${storefront.url}/nowhere`)).status).toBe(404);
  });

  async function closings(application: TestApplication) {
    const count = async (reason: string) =>
      metric(`latchkey_http_connections_closed_total{reason="${reason}"}`, application);
    return { unused: await count('unused'), full: await count('full') };
  }
});
