import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { failure, FakeServer, SECRET } from '../../../test/support/fake-server.js';
import type { SecretDeprecation } from './client-options.js';

let server: FakeServer;

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date', 'setTimeout', 'clearTimeout'] });
  server = new FakeServer();
});
afterEach(() => {
  vi.useRealTimers();
});

/** Runs all timers until the promise is settled. */
async function settled<Value>(promise: Promise<Value>): Promise<Value> {
  const pending = new Set([promise]);
  promise.finally(() => pending.clear()).catch(() => {});
  while (pending.size > 0) await vi.advanceTimersByTimeAsync(50);
  return promise;
}

describe('the access token of a client', () => {
  it('is requested once for all concurrent calls, with form parameters', async () => {
    const client = server.client({ scope: 'users:read' });
    await Promise.all([1, 2, 3].map(async () => client.GET('/api/users')));
    await client.GET('/api/users');
    expect(server.tokenRequests.map(({ method, body }) => [method, body])).toEqual([
      [
        'POST',
        `grant_type=client_credentials&scope=users%3Aread&client_id=erp&client_secret=${SECRET}`,
      ],
    ]);
    expect(new Set(server.usedTokens)).toEqual(new Set(['Bearer token-1']));
  });

  it('is not shared by clients that differ in one option', async () => {
    const clients = [
      server.client(),
      server.client({ scope: 'users:read' }),
      server.client({ clientSecret: 'other' }),
      server.client({ clientId: 'pim' }),
      server.client({ url: 'https://admin.example' }),
    ];
    for (const client of clients) await client.GET('/api/users');
    expect(server.usedTokens).toEqual([1, 2, 3, 4, 5].map((number) => `Bearer token-${number}`));
  });

  it('is renewed before it expires, while calls use the old one', async () => {
    const client = server.client();
    await client.GET('/api/users');
    await vi.advanceTimersByTimeAsync(0.74 * 3_600_000);
    await client.GET('/api/users');
    expect(server.tokenRequests).toHaveLength(1);

    await vi.advanceTimersByTimeAsync(0.17 * 3_600_000);
    let answer!: (response: Response) => void;
    server.tokenAnswers.push(async () => new Promise((resolve) => (answer = resolve)));
    await client.GET('/api/users');
    await client.GET('/api/users');
    expect(server.tokenRequests).toHaveLength(2);
    answer(server.token());
    await vi.advanceTimersByTimeAsync(1);
    await client.GET('/api/users');
    expect(server.usedTokens).toEqual([...Array(4).fill('Bearer token-1'), 'Bearer token-2']);
  });

  it('is renewed at a random time between 75 % and 90 % of its lifetime', async () => {
    const renewedAt = async (random: number) => {
      vi.spyOn(Math, 'random').mockReturnValue(random);
      const own = new FakeServer();
      const client = own.client();
      const start = Date.now();
      while (own.tokenRequests.length < 2) {
        await client.GET('/api/users');
        await vi.advanceTimersByTimeAsync(36_000);
      }
      return (Date.now() - start) / 3_600_000;
    };
    expect(await renewedAt(0)).toBeCloseTo(0.76, 2);
    expect(await renewedAt(1)).toBeCloseTo(0.91, 2);
  });

  it('works until its end when it cannot be renewed, with five seconds between attempts', async () => {
    const client = server.client();
    await client.GET('/api/users');
    await vi.advanceTimersByTimeAsync(0.91 * 3_600_000);
    const refuse = () => failure(400, 'invalid_request');
    server.tokenAnswers.push(refuse, refuse);
    for (const wait of [1, 1, 5000, 1]) {
      await client.GET('/api/users');
      await vi.advanceTimersByTimeAsync(wait);
    }
    expect(server.tokenRequests).toHaveLength(3);
    expect(new Set(server.usedTokens)).toEqual(new Set(['Bearer token-1']));
  });

  it('is not sent in the last seconds of its lifetime', async () => {
    const client = server.client();
    await client.GET('/api/users');
    await vi.advanceTimersByTimeAsync(3_595_001);
    await client.GET('/api/users');
    expect(server.usedTokens).toEqual(['Bearer token-1', 'Bearer token-2']);
  });

  it('is requested again by the next call after a failure, which is an ApiError', async () => {
    server.tokenAnswers.push(() =>
      Response.json(
        {
          error: 'invalid_client',
          error_description: 'client authentication failed',
          request_id: 'r',
        },
        { status: 401 },
      ),
    );
    const client = server.client();
    await expect(client.GET('/api/users')).rejects.toMatchObject({
      name: 'ApiError',
      message: 'POST /oauth2-token: 401 invalid_client: client authentication failed (request r)',
      status: 401,
      code: 'invalid_client',
      requestId: 'r',
      errors: [],
    });
    await client.GET('/api/users');
    expect(server.tokenRequests).toHaveLength(2);
  });

  it.each([
    {},
    { access_token: 'a' },
    { expires_in: 3600 },
    { access_token: '', expires_in: 3600 },
    { access_token: 'a\nb', expires_in: 3600 },
    { access_token: 7, expires_in: 3600 },
    { access_token: 'a', expires_in: '3600' },
    { access_token: 'a', expires_in: 0 },
  ])('is not taken from an answer without a usable one: %j', async (body) => {
    const headers = { 'X-Request-Id': 'r' };
    server.tokenAnswers.push(() => Response.json(body, { headers }));
    await expect(server.client().GET('/api/users')).rejects.toMatchObject({
      name: 'ApiError',
      status: 200,
      code: 'invalid_response',
      message:
        'POST /oauth2-token: 200 invalid_response: https://shop.example answered without a usable ' +
        'access_token and expires_in (request r)',
    });
    expect(server.apiRequests).toEqual([]);
  });

  it('is requested again as Retry-After says', async () => {
    server.tokenAnswers.push(() => failure(503, 'temporarily_unavailable', { 'Retry-After': '2' }));
    const start = Date.now();
    await settled(server.client().GET('/api/users'));
    expect(server.tokenRequests).toHaveLength(2);
    expect(Date.now() - start).toBeGreaterThanOrEqual(2000);
  });

  it('is still requested for other calls when one of them is aborted', async () => {
    let answer!: (response: Response) => void;
    server.tokenAnswers.push(async () => new Promise((resolve) => (answer = resolve)));
    const client = server.client();
    const controller = new AbortController();
    const aborted = client.GET('/api/users', { signal: controller.signal });
    const other = client.GET('/api/users');
    await vi.advanceTimersByTimeAsync(1);
    controller.abort(new Error('stop'));
    await expect(aborted).rejects.toThrow('stop');
    answer(server.token());
    expect((await other).response.status).toBe(200);
    expect(server.tokenRequests).toHaveLength(1);
  });
});

describe('a rejected access token', () => {
  const rejected = () => failure(401, 'revoked_token');

  it('is replaced, and the call is repeated once with its body', async () => {
    const client = server.client();
    server.answers.push(rejected);
    const body = { data: { type: 'roles' as const, attributes: { name: 'a', scopes: [] } } };
    await client.POST('/api/roles', { body });
    expect(server.usedTokens).toEqual(['Bearer token-1', 'Bearer token-2']);
    expect(server.apiRequests.map((each) => JSON.parse(each.body))).toEqual([body, body]);
    const keys = server.apiRequests.map(({ headers }) => headers.get('Idempotency-Key'));
    expect(keys).toEqual([expect.stringMatching(/^[\da-f-]{36}$/), keys[0]]);
  });

  it('fails the call when the next token is rejected as well', async () => {
    server.answers.push(rejected, rejected);
    await expect(server.client().GET('/api/users')).rejects.toMatchObject({
      status: 401,
      code: 'revoked_token',
    });
    expect(server.tokenRequests).toHaveLength(2);
  });

  it('is replaced once for concurrent calls', async () => {
    const client = server.client();
    await client.GET('/api/users');
    server.answers.push(rejected, rejected, rejected);
    await Promise.all([1, 2, 3].map(async () => client.GET('/api/users')));
    expect(server.tokenRequests).toHaveLength(2);
    expect(server.usedTokens.slice(-3)).toEqual(Array(3).fill('Bearer token-2'));
  });

  it('stays out of the way of a newer token', async () => {
    const client = server.client();
    await client.GET('/api/users');
    let answer!: (response: Response) => void;
    server.answers.push(async () => new Promise((resolve) => (answer = resolve)), rejected);
    const slow = client.GET('/api/users');
    await client.GET('/api/users');
    answer(rejected());
    await slow;
    expect(server.tokenRequests).toHaveLength(2);
    expect(server.usedTokens.at(-1)).toBe('Bearer token-2');
  });
});

describe('the end of a secret', () => {
  it('is reported with each token', async () => {
    const headers = { Deprecation: '@1790000000', Sunset: 'Mon, 28 Sep 2026 13:33:20 GMT' };
    server.tokenAnswers.push(() => server.token(3600, headers));
    const reports: SecretDeprecation[] = [];
    await server.client({ onSecretDeprecated: (each) => reports.push(each) }).GET('/api/users');
    expect(reports).toEqual([
      {
        deprecatedAt: new Date('2026-09-21T14:13:20Z'),
        sunset: new Date('2026-09-28T13:33:20Z'),
      },
    ]);
  });

  it('is reported without a date, and not for a current secret', async () => {
    server.tokenAnswers.push(() => server.token(3600, { Deprecation: '@1790000000' }));
    const onSecretDeprecated = vi.fn<(deprecation: SecretDeprecation) => void>();
    await server.client({ onSecretDeprecated }).GET('/api/users');
    await server.client({ onSecretDeprecated }).GET('/api/users');
    expect(onSecretDeprecated.mock.calls).toEqual([
      [{ deprecatedAt: new Date('2026-09-21T14:13:20Z') }],
    ]);
  });

  it('does not fail calls when the callback throws', async () => {
    server.tokenAnswers.push(() => server.token(3600, { Deprecation: '@1790000000' }));
    const client = server.client({
      onSecretDeprecated: () => {
        throw new Error('callback');
      },
    });
    expect((await client.GET('/api/users')).response.status).toBe(200);
  });
});
