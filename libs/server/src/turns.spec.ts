import { fastify, type FastifyInstance } from 'fastify';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { Turns } from '#database';
import { takeTurns } from './turns.js';

const REQUIRED = { config: { requiresToken: true } };

/** The steps of a request, in order. */
let steps: string[];
let host: FastifyInstance;

beforeEach(() => {
  steps = [];
  host = fastify();
  const turns = {
    begin: (name: string, { begin }: { begin: (caller: string) => void }) => {
      steps.push(`${name} begins`);
      begin(name);
    },
    end: (name: string) => void steps.push(`${name} ends`),
  };
  const authentication = {
    isRequired: ({ config }: { config?: unknown }) => config === REQUIRED.config,
    authenticate: vi.fn<() => Promise<void>>(),
    callerOf: () => 'one',
  };
  takeTurns(host, { authentication, turns: turns as unknown as Turns });
});
afterEach(async () => host.close());

it('gives a turn to each request to a route that needs a token, and to no other', async () => {
  const handler = async () => steps.push('handler');
  host.get('/api/users', REQUIRED, handler);
  host.get('/health', handler);
  await host.inject({ url: '/health' });
  expect(steps).toEqual(['handler']);
  await host.inject({ url: '/api/users' });
  expect(steps.slice(1)).toEqual(['one begins', 'handler', 'one ends']);
});

it('ends the turn of a request that fails', async () => {
  host.get('/api/users', REQUIRED, async () => Promise.reject(new Error('a bug')));
  expect((await host.inject({ url: '/api/users' })).statusCode).toBe(500);
  expect(steps).toEqual(['one begins', 'one ends']);
});

it('keeps the hooks of the route, which run during the turn and after it', async () => {
  const options = {
    ...REQUIRED,
    preHandler: async () => void steps.push('preHandler'),
    onSend: [async () => void steps.push('onSend')],
  };
  host.get('/api/users', options, async () => steps.push('handler'));
  await host.inject({ url: '/api/users' });
  expect(steps).toEqual(['one begins', 'preHandler', 'handler', 'one ends', 'onSend']);
});

it('gives one turn to a HEAD request, which is answered without the body of the GET', async () => {
  host.get('/api/users', REQUIRED, async () => 'users');
  const { headers, body } = await host.inject({ method: 'HEAD', url: '/api/users' });
  expect({ length: headers['content-length'], body }).toEqual({ length: '5', body: '' });
  expect(steps).toEqual(['one begins', 'one ends']);
});
