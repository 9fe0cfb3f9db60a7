import { once } from 'node:events';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Registry } from 'prom-client';
import { afterEach, expect, it, vi } from 'vitest';
import type { Log } from './log.js';
import { createManagementServer, type ReadinessChecks } from './management-server.js';

const log = { error: vi.fn<Log['error']>() };
let server: Server | undefined;

afterEach(() => {
  server?.close();
  vi.clearAllMocks();
});

interface Served {
  checks?: ReadinessChecks;
  isServing?: () => boolean;
}

async function serve({ checks = {}, isServing = () => true }: Served) {
  const registry = new Registry();
  server = createManagementServer({ checks, isServing, registry, log: log as unknown as Log });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

it.each<[string, ReadinessChecks]>([
  ['rejects', { database: async () => Promise.reject(new Error('away')) }],
  [
    'throws',
    {
      database: () => {
        throw new Error('a bug');
      },
    },
  ],
])('reports the server as not ready when a check %s', async (_, checks) => {
  const response = await fetch(`${await serve({ checks })}/health/ready`);
  const body = await response.json();
  expect({ status: response.status, body }).toEqual({
    status: 503,
    body: { status: 'down', serving: true, checks: { database: 'down' } },
  });
});

it('closes the connection of a management request that it cannot answer, and keeps running', async () => {
  const error = new Error('a bug');
  const isServing = vi
    .fn<() => boolean>()
    .mockReturnValue(true)
    .mockImplementationOnce(() => {
      throw error;
    });
  const url = await serve({ isServing });
  await expect(fetch(`${url}/health/ready`)).rejects.toThrow('fetch failed');
  expect(log.error.mock.calls).toEqual([[{ msg: expect.stringContaining('answer'), error }]]);
  expect((await fetch(`${url}/health/ready`)).status).toBe(200);
});

it.each([
  ['/health/live', true, 200],
  ['/health/live', false, 200],
  ['/health/ready', true, 200],
  ['/health/ready', false, 503],
  ['/health/ready?by=probe', true, 200],
  ['/metrics', true, 200],
  ['/nowhere', true, 404],
])(
  'answers the management path %s alike for GET, HEAD and OPTIONS when serving is %s: %i',
  async (path, is, status) => {
    const url = `${await serve({ isServing: () => is })}${path}`;
    const answers = ['GET', 'HEAD', 'OPTIONS'].map(async (method) => {
      const response = await fetch(url, { method });
      const length = Number(response.headers.get('content-length'));
      const body = await response.text();
      return { status: response.status, length, body, allow: response.headers.get('allow') };
    });
    const [get, head, options] = await Promise.all(answers);
    const { body, length } = get!;
    expect(get).toEqual({ status, length: body.length, body, allow: null });
    expect(head).toEqual({ status, length, body: '', allow: null });
    expect(options).toEqual({ status, length: 0, body: '', allow: 'GET, HEAD, OPTIONS' });
  },
);

it('answers other methods on the management port with 405', async () => {
  const response = await fetch(`${await serve({})}/health/live`, { method: 'POST' });
  expect({ status: response.status, allow: response.headers.get('allow') }).toEqual({
    status: 405,
    allow: 'GET, HEAD, OPTIONS',
  });
});
