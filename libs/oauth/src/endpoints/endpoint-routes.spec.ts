import { once } from 'node:events';
import { type AddressInfo, connect } from 'node:net';
import { setImmediate } from 'node:timers/promises';
import { Logger } from '@nestjs/common';
import type { HttpAdapterHost } from '@nestjs/core';
import { fastify, type FastifyInstance } from 'fastify';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { OAuthError } from '../oauth.error.js';
import type { Endpoint } from './endpoint.js';
import { EndpointRoutes } from './endpoint-routes.js';

const error = vi.spyOn(Logger.prototype, 'error').mockImplementation(() => {});
const answer = vi.fn<Endpoint['answer']>();
const seen = vi.fn<(url: string) => void>();
let host: FastifyInstance;

/** Mounts one endpoint of the protocol and one document in an application with a hook. */
beforeEach(() => {
  vi.clearAllMocks();
  host = fastify();
  const headers = { 'content-type': 'application/json; charset=utf-8' };
  const endpoints: Endpoint[] = [
    { method: 'POST', paths: ['/oauth2-token'], answer },
    { method: 'GET', paths: ['/.well-known/a', '/.well-known/b'], headers, answer },
  ];
  const httpAdapter = { getType: () => 'fastify', getInstance: () => host };
  new EndpointRoutes(
    { httpAdapter } as unknown as HttpAdapterHost,
    { path: '', side: 'default' },
    endpoints,
  ).mount();
  host.addHook('onRequest', ({ url }, _, done) => {
    seen(url);
    done();
  });
});

afterEach(async () => host.close());

describe('an endpoint below /oauth2-token', () => {
  const token = async (payload: object = {}) =>
    host.inject({ method: 'POST', url: '/oauth2-token', payload });

  it('answers what it answers, behind the hooks of the application', async () => {
    answer.mockResolvedValue({ status: 200, headers: { 'x-more': '1' }, body: '{"a":1}' });
    const { statusCode, headers, body } = await token();
    expect({ statusCode, body }).toEqual({ statusCode: 200, body: '{"a":1}' });
    expect(headers).toMatchObject({
      'content-type': 'application/json; charset=utf-8',
      'cache-control': 'no-store',
      'x-more': '1',
    });
    expect(seen.mock.calls).toEqual([['/oauth2-token']]);
  });

  it.each<[string, Error, number, object]>([
    [
      'a rejection of the protocol',
      new OAuthError('invalid_scope', 'no such scope'),
      400,
      { error: 'invalid_scope', error_description: 'no such scope' },
    ],
    [
      'an unavailable database',
      Object.assign(new Error('x'), { status: 503, description: 'try again' }),
      503,
      { error: 'temporarily_unavailable', error_description: 'try again' },
    ],
  ])('renders %s', async (_, rejection, status, body) => {
    answer.mockRejectedValue(rejection);
    const response = await token();
    expect([response.statusCode, response.json()]).toEqual([status, body]);
    expect(response.headers).toMatchObject({ 'cache-control': 'no-store', pragma: 'no-cache' });
    expect(error).not.toHaveBeenCalled();
  });

  it('hides and logs the cause of a failure', async () => {
    answer.mockRejectedValue(new Error('a bug'));
    const response = await token();
    expect([response.statusCode, response.json()]).toEqual([
      500,
      { error: 'server_error', error_description: 'the server failed' },
    ]);
    expect(error.mock.calls).toEqual([[{ requestId: 'req-1', error: new Error('a bug') }]]);
  });

  it('answers 500 and logs the cause when a header cannot be sent', async () => {
    answer.mockResolvedValue({ status: 200, headers: { 'x-bad': '\n' }, body: '{}' });
    expect((await token()).statusCode).toBe(500);
    const invalid = expect.objectContaining({ code: 'ERR_INVALID_CHAR' });
    expect(error.mock.calls).toEqual([[{ requestId: 'req-1', error: invalid }]]);
  });

  it('logs no error when a client aborts an upload', async () => {
    const failed = new Promise<Error>((resolve) => {
      host.addHook('onError', (_, __, failure, done) => {
        resolve(failure);
        done();
      });
    });
    await host.listen({ port: 0, host: '127.0.0.1' });
    const socket = connect((host.server.address() as AddressInfo).port, '127.0.0.1');
    const type = 'Content-Type: application/json\r\nContent-Length: 500';
    socket.write(
      `POST /oauth2-token HTTP/1.1\r\nHost: x\r\n${type}\r\nExpect: 100-continue\r\n\r\n{`,
    );
    await once(socket, 'data');
    socket.destroy();
    expect(await failed).toMatchObject({ message: 'aborted' });
    await setImmediate(); // the error handler runs after the hook
    expect(error).not.toHaveBeenCalled();
    expect(answer).not.toHaveBeenCalled();
  });

  it.each([
    ['another path', 'POST', '/oauth2-token/nowhere', {}, 404, 'there is nothing at this address'],
    ['another method', 'PUT', '/oauth2-token', {}, 404, 'there is nothing at this address'],
    ['a body that is not JSON', 'POST', '/oauth2-token', 'application/json', 400, 'bad request'],
    [
      'another media type',
      'POST',
      '/oauth2-token',
      'text/html',
      400,
      'send application/x-www-form-urlencoded or application/json',
    ],
  ] as const)('has the form of the protocol for %s', async (_, method, url, sent, status, text) => {
    const request = typeof sent === 'string' ? { headers: { 'content-type': sent } } : {};
    const response = await host.inject({ method, url, payload: '{', ...request });
    expect([response.statusCode, response.json()]).toEqual([
      status,
      { error: 'invalid_request', error_description: text },
    ]);
    expect(answer).not.toHaveBeenCalled();
  });
});

it('rejects a framework that it does not know', () => {
  const httpAdapter = { getType: () => 'koa' };
  const routes = new EndpointRoutes(
    { httpAdapter } as unknown as HttpAdapterHost,
    { path: '', side: 'default' },
    [],
  );
  expect(() => routes.mount()).toThrow('OAuthModule works on fastify and express, not on koa');
});

it('rejects a second registration with the same path or the same side', () => {
  const httpAdapter = { getType: () => 'fastify', getInstance: () => fastify() };
  const application = { httpAdapter } as unknown as HttpAdapterHost;
  const mount = (path: string, side: string) =>
    new EndpointRoutes(application, { path, side }, []).mount();
  mount('', 'default');
  mount('/admin', 'admin');
  expect(() => mount('/admin', 'other')).toThrow(
    'two registrations of OAuthModule have the path "/admin"',
  );
  expect(() => mount('/default', 'default')).toThrow(
    'two registrations of OAuthModule have the side "default", so they would share clients and keys',
  );
});

it('adds nothing in an application without HTTP', () => {
  expect(() =>
    new EndpointRoutes({} as HttpAdapterHost, { path: '', side: 'default' }, []).mount(),
  ).not.toThrow();
});

describe('a document of the module', () => {
  it('has all its addresses', async () => {
    answer.mockResolvedValue({ status: 200, body: '{}' });
    for (const url of ['/.well-known/a', '/.well-known/b']) {
      expect((await host.inject({ url })).statusCode).toBe(200);
    }
  });

  it('leaves errors to the application', async () => {
    host.setErrorHandler(async (_, __, reply) => reply.status(418).send('of the application'));
    answer.mockRejectedValue(new Error('a bug'));
    const { statusCode, body } = await host.inject({ url: '/.well-known/a' });
    expect([statusCode, body]).toEqual([418, 'of the application']);
  });
});
