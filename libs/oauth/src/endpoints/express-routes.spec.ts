import { once } from 'node:events';
import {
  Agent,
  type IncomingMessage,
  request as send,
  type Server,
  type ServerResponse,
} from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { text as textOf } from 'node:stream/consumers';
import { setImmediate } from 'node:timers/promises';
import { Logger } from '@nestjs/common';
import { ExpressAdapter } from '@nestjs/platform-express';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { OAuthError } from '../oauth.error.js';
import type { Endpoint, EndpointRequest } from './endpoint.js';
import { EndpointRoutes } from './endpoint-routes.js';

const error = vi.spyOn(Logger.prototype, 'error').mockImplementation(() => {});
const answer = vi.fn<Endpoint['answer']>();
let server: Server;
let url: string;

/** Mounts one endpoint of the protocol and one document in an application with the given parsers. */
async function mount(
  parsers: ('json' | 'urlencoded')[] = [],
  settings: Readonly<Record<string, unknown>> = {},
) {
  const httpAdapter = new ExpressAdapter();
  for (const [name, value] of Object.entries(settings)) httpAdapter.set(name, value);
  if (parsers.length > 0) httpAdapter.registerParserMiddleware();
  const endpoints: Endpoint[] = [
    { method: 'POST', paths: ['/oauth2-token'], answer },
    { method: 'GET', paths: ['/.well-known/a'], answer },
    { method: ['GET', 'POST'], paths: ['/both'], answer },
  ];
  new EndpointRoutes({ httpAdapter } as never, { path: '', side: 'default' }, endpoints).mount();
  const app = httpAdapter.getInstance<{ use: (...handlers: unknown[]) => void }>();
  app.use((failure: Error, _: unknown, response: ServerResponse, __: unknown) =>
    response.writeHead(418).end(failure.message),
  );
  httpAdapter.initHttpServer({});
  server = httpAdapter.getHttpServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

beforeEach(() => vi.clearAllMocks());
afterEach(() => server.close());

const FORM = 'application/x-www-form-urlencoded';

async function token(body: string, type = FORM, path = '/oauth2-token') {
  const headers = { 'content-type': type };
  const response = await fetch(url + path, { method: 'POST', headers, body });
  const sent = { status: response.status, headers: Object.fromEntries(response.headers) };
  return { ...sent, body: await response.json() };
}

it.each([
  ['the parsers of the host', ['json', 'urlencoded'] as const],
  ['no parser of the host', [] as const],
])('an endpoint on Express reads forms and JSON with %s', async (_, parsers) => {
  await mount([...parsers]);
  answer.mockResolvedValue({ status: 200, headers: { 'x-more': '1' }, body: '{"a":1}' });
  const response = await token('a=1&b=2&b=3');
  expect(response).toMatchObject({ status: 200, body: { a: 1 } });
  expect(response.headers).toMatchObject({
    'content-type': 'application/json; charset=utf-8',
    'cache-control': 'no-store',
    'x-more': '1',
  });
  await token('{"a":"1"}', 'application/json; charset=utf-8');
  const requests = answer.mock.calls.map(([request]) => request);
  const bodies = requests.map(({ body }) => ({ ...(body as object) }));
  expect(bodies).toEqual([{ a: '1', b: ['2', '3'] }, { a: '1' }]);
  const { address, requestId, arrivedAtMs } = requests[0] as EndpointRequest;
  expect(address).toContain('127.0.0.1');
  expect(requestId).toMatch(/^[\da-f-]{36}$/);
  expect(arrivedAtMs).toBeLessThan(performance.now());
});

it('an endpoint on Express with two methods reads the form of one of them', async () => {
  await mount();
  answer.mockResolvedValue({ status: 200, body: '{}' });
  await token('a=1', FORM, '/both');
  expect({ ...(answer.mock.lastCall![0].body as object) }).toEqual({ a: '1' });
  await fetch(`${url}/both?a=1`);
  expect(answer.mock.lastCall![0]).toMatchObject({ method: 'GET', url: '/both?a=1' });
  expect(answer.mock.lastCall![0].body).toBeUndefined();
});

it('an endpoint on Express cuts the address that a trusted proxy sends', async () => {
  await mount([], { 'trust proxy': true });
  answer.mockResolvedValue({ status: 200, body: '{}' });
  const headers = { 'X-Forwarded-For': 'x'.repeat(9000) };
  await fetch(`${url}/oauth2-token`, { method: 'POST', headers });
  expect(answer.mock.lastCall![0].address).toBe('x'.repeat(128));
});

it.each([
  ['JSON that is malformed', '{', 'application/json', 400, 'bad request'],
  ['a form that is too large', `a=${'x'.repeat(2 ** 17)}`, FORM, 413, /^the body is larger than/],
  [
    'another media type',
    'a',
    'text/html',
    400,
    'send application/x-www-form-urlencoded or application/json',
  ],
])(
  'an endpoint on Express rejects %s in the form of the protocol',
  async (_, body, type, status, text) => {
    for (const parsers of [[], ['json' as const]]) {
      await mount(parsers);
      expect(await token(body, type)).toMatchObject({
        status,
        headers: { 'cache-control': 'no-store', 'content-type': 'application/json; charset=utf-8' },
        body: {
          error: 'invalid_request',
          error_description: expect.stringMatching(text) as string,
        },
      });
      server.close();
    }
    expect(answer).not.toHaveBeenCalled();
  },
);

it('an endpoint on Express receives a body that is too large, so that its connection goes on', async () => {
  await mount();
  answer.mockResolvedValue({ status: 200, body: '{}' });
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const post = async (body: string) => {
    const sent = send(`${url}/oauth2-token`, {
      method: 'POST',
      agent,
      headers: { 'Content-Type': FORM, 'Content-Length': body.length },
    }).end(body);
    const [response] = (await once(sent, 'response')) as [IncomingMessage];
    await textOf(response);
    return { status: response.statusCode, isReused: sent.reusedSocket };
  };
  expect(await post(`a=${'x'.repeat(2_000_000)}`)).toEqual({ status: 413, isReused: false });
  expect(await post('a=1')).toEqual({ status: 200, isReused: true });
  agent.destroy();
});

it('an endpoint on Express logs no error when a client aborts an upload', async () => {
  await mount();
  const connected = once(server, 'connection') as Promise<[Socket]>;
  const socket = connect(Number(new URL(url).port), '127.0.0.1');
  const type = `Content-Type: ${FORM}\r\nContent-Length: 500`;
  socket.write(
    `POST /oauth2-token HTTP/1.1\r\nHost: x\r\n${type}\r\nExpect: 100-continue\r\n\r\na`,
  );
  await once(socket, 'data');
  const [ofServer] = await connected;
  const closed = new Promise((resolve) => ofServer.once('close', resolve));
  socket.destroy();
  await closed;
  await setImmediate(); // the error handler runs after the end of the request
  expect(error).not.toHaveBeenCalled();
  expect(answer).not.toHaveBeenCalled();
});

it('an endpoint on Express renders its errors, and hides and logs the cause of a failure', async () => {
  await mount();
  answer.mockRejectedValueOnce(new OAuthError('invalid_scope', 'no such scope'));
  expect(await token('a=1')).toMatchObject({
    status: 400,
    body: { error: 'invalid_scope', error_description: 'no such scope' },
  });
  answer.mockRejectedValueOnce(new Error('a bug'));
  expect(await token('a=1')).toMatchObject({ status: 500, body: { error: 'server_error' } });
  expect(error.mock.calls).toEqual([
    [{ requestId: expect.any(String) as string, error: new Error('a bug') }],
  ]);
});

it('an endpoint on Express answers another method in the form of the protocol', async () => {
  await mount();
  const response = await fetch(`${url}/oauth2-token`, { method: 'PUT' });
  expect([response.status, await response.json()]).toEqual([
    404,
    { error: 'invalid_request', error_description: 'there is nothing at this address' },
  ]);
});

it('a document on Express does not read a body, of any media type', async () => {
  await mount();
  answer.mockResolvedValue({ status: 200, body: '{}' });
  const headers = { 'Content-Type': 'text/plain', 'Content-Length': 1 };
  const sent = send(`${url}/.well-known/a`, { headers }).end('x');
  const [response] = (await once(sent, 'response')) as [IncomingMessage];
  expect([response.statusCode, await textOf(response)]).toEqual([200, '{}']);
  expect(answer.mock.lastCall![0].body).toBeUndefined();
});

it('a document on Express has its headers, and leaves errors to the host', async () => {
  await mount();
  answer.mockResolvedValueOnce({ status: 200, body: '{}' });
  const response = await fetch(`${url}/.well-known/a`);
  expect([response.status, await response.text()]).toEqual([200, '{}']);
  answer.mockRejectedValueOnce(new Error('a bug'));
  const failed = await fetch(`${url}/.well-known/a`);
  expect([failed.status, await failed.text()]).toEqual([418, 'a bug']);
});
