import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { document, failure, FakeServer } from '../../../test/support/fake-server.js';
import { ApiError } from './api-error.js';

let server: FakeServer;

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date', 'setTimeout', 'clearTimeout'] });
  vi.spyOn(Math, 'random').mockReturnValue(0);
  server = new FakeServer();
});
afterEach(() => {
  vi.useRealTimers();
});

/** Returns the result of a call, and the milliseconds that it took. */
async function timed(call: Promise<unknown>): Promise<[result: unknown, ms: number]> {
  const start = Date.now();
  const settled: [result: unknown, ms: number][] = [];
  const settle = (result: unknown) => settled.push([result, Date.now() - start]);
  void call.then(() => settle('done'), settle);
  while (settled.length === 0) await vi.advanceTimersByTimeAsync(1);
  return settled[0]!;
}

const role = { data: { type: 'roles' as const, attributes: { name: 'a', scopes: [] } } };
const path = { id: '7' };
const change = { data: { type: 'roles' as const, id: '7', attributes: { name: 'b' } } };
const unreachable = () => new TypeError('fetch failed');

type Client = ReturnType<FakeServer['client']>;

/** Calls that may be sent twice. */
const repeatable: [name: string, call: (client: Client) => Promise<unknown>][] = [
  ['GET', async (client) => client.GET('/api/roles')],
  ['POST that creates', async (client) => client.POST('/api/roles', { body: role })],
  ['PATCH', async (client) => client.PATCH('/api/roles/{id}', { params: { path }, body: change })],
  ['DELETE', async (client) => client.DELETE('/api/roles/{id}', { params: { path } })],
  [
    'POST to a relationship',
    async (client) =>
      client.POST('/api/users/{id}/relationships/roles', {
        params: { path },
        body: { data: [{ type: 'roles', id: '1' }] },
      }),
  ],
  [
    'POST with a key of the caller',
    async (client) => client.POST('/api/roles', { body: role, idempotencyKey: 'own' }),
  ],
];

/** Calls whose second attempt could have another effect, or another answer. */
const unrepeatable: typeof repeatable = [
  ['atomic operations', async (client) => client.operations().send()],
  [
    'PATCH with If-Match',
    async (client) =>
      client.PATCH('/api/roles/{id}', { params: { path }, body: change, ifMatch: '"1"' }),
  ],
  [
    'DELETE with If-Match',
    async (client) => client.DELETE('/api/roles/{id}', { params: { path }, ifMatch: '"1"' }),
  ],
  [
    'POST without a key',
    async (client) =>
      client.POST('/api/revoked-tokens', {
        body: { data: { type: 'revoked-tokens', attributes: { side: 'backoffice', jti: 'a' } } },
      }),
  ],
];

describe('a call that may be sent twice', () => {
  it.each(repeatable)(
    'is sent again after 429 and 503, as Retry-After says: %s',
    async (_, call) => {
      server.answers.push(
        () => failure(429, 'too_many_requests', { 'Retry-After': '1' }),
        () => failure(503, 'service_unavailable', { 'Retry-After': '2' }),
      );
      expect(await timed(call(server.client()))).toEqual(['done', 3000]);
      const sent = server.apiRequests.map(({ method, target, body, headers }) => ({
        method,
        target,
        body,
        key: headers.get('Idempotency-Key'),
      }));
      expect(sent).toEqual([sent[0], sent[0], sent[0]]);
    },
  );

  it('is sent again after a lost connection, with growing waits', async () => {
    server.answers.push(unreachable, unreachable, unreachable);
    const [result, ms] = await timed(server.client().GET('/api/roles'));
    expect([result, ms]).toEqual(['done', 125 + 250 + 500]);
  });

  it.each([502, 504])('is sent again after %i of a proxy without Retry-After', async (status) => {
    server.answers.push(() => new Response('<html>', { status }));
    expect(await timed(server.client().GET('/api/roles'))).toEqual(['done', 125]);
  });

  it('waits until a date in Retry-After', async () => {
    vi.setSystemTime('2026-01-01T00:00:00Z');
    const headers = { 'Retry-After': 'Thu, 01 Jan 2026 00:00:03 GMT' };
    server.answers.push(() => failure(503, 'service_unavailable', headers));
    expect(await timed(server.client().GET('/api/roles'))).toEqual(['done', 3000]);
  });

  it('waits for up to 250 ms more, so that rejected clients come back one by one', async () => {
    vi.spyOn(Math, 'random').mockReturnValue(0.5);
    server.answers.push(() => failure(429, 'too_many_requests', { 'Retry-After': '1' }));
    expect(await timed(server.client().GET('/api/roles'))).toEqual(['done', 1125]);
  });

  it('fails after as many retries as allowed', async () => {
    const refuse = () => failure(503, 'service_unavailable', { 'Retry-After': '1' });
    server.answers.push(refuse, refuse, refuse);
    const [error, ms] = await timed(server.client({ retries: 2 }).GET('/api/roles'));
    expect([error, ms]).toEqual([expect.objectContaining({ status: 503, retryAfter: 1 }), 2000]);
  });

  it.each([
    [
      'a longer wait than allowed',
      () => failure(429, 'too_many_requests', { 'Retry-After': '11' }),
    ],
    ['a 503 that a retry would not help', () => failure(503, 'service_unavailable')],
    ['an error of the request', () => failure(400, 'invalid_parameter', { 'Retry-After': '1' })],
    ['an error of the server', () => failure(500, 'internal_error', { 'Retry-After': '1' })],
    [
      'a redirect',
      () => new Response('', { status: 307, headers: { Location: 'https://b.example' } }),
    ],
  ])('is not sent again after %s', async (_, answer) => {
    server.answers.push(answer);
    const [error, ms] = await timed(server.client().GET('/api/roles'));
    expect([error, ms]).toEqual([expect.any(ApiError), 0]);
  });
});

describe('a call whose second attempt could have another effect', () => {
  it.each(unrepeatable)('is sent once: %s', async (_, call) => {
    server.answers.push(() => failure(503, 'service_unavailable', { 'Retry-After': '1' }));
    const [error, ms] = await timed(call(server.client()));
    expect([error, ms]).toEqual([expect.objectContaining({ status: 503 }), 0]);
    server.answers.push(unreachable);
    expect(await timed(call(server.client()))).toEqual([expect.any(TypeError), 0]);
  });
});

describe('the time of a call', () => {
  const never = async () => new Promise<Response>(() => {});

  it('is limited, with its retries and the request for a token', async () => {
    const hanging = async (_: string, { signal }: RequestInit) =>
      new Promise<Response>((_resolve, reject) => {
        signal!.addEventListener('abort', () => reject(signal!.reason as Error));
      });
    const client = server.client({ fetch: hanging, timeoutMs: 700 });
    const [error, ms] = await timed(client.GET('/api/roles'));
    expect([error, ms]).toEqual([expect.objectContaining({ name: 'TimeoutError' }), 700]);
  });

  it('ends during a wait for a retry', async () => {
    server.answers.push(() => failure(503, 'service_unavailable', { 'Retry-After': '5' }));
    const [error, ms] = await timed(server.client().GET('/api/roles', { timeoutMs: 1500 }));
    expect([error, ms]).toEqual([expect.objectContaining({ name: 'TimeoutError' }), 1500]);
  });

  it('ends with the signal of the caller, whose reason the call fails with', async () => {
    server.answers.push(never);
    const controller = new AbortController();
    const reason = new Error('the user left');
    setTimeout(() => controller.abort(reason), 300);
    server.answers.unshift(() => failure(429, 'too_many_requests', { 'Retry-After': '2' }));
    const call = server.client().GET('/api/roles', { signal: controller.signal });
    expect(await timed(call)).toEqual([reason, 300]);
  });

  it('sends nothing when the signal has ended before', async () => {
    const signal = AbortSignal.abort(new Error('too late'));
    await expect(server.client().GET('/api/roles', { signal })).rejects.toThrow('too late');
    expect(server.requests).toEqual([]);
  });

  it('leaves no timer and no listener behind', async () => {
    const controller = new AbortController();
    const removed = vi.spyOn(controller.signal, 'removeEventListener');
    await server.client().GET('/api/roles', { signal: controller.signal });
    expect(vi.getTimerCount()).toBe(0);
    expect(removed).toHaveBeenCalledOnce();
  });
});

describe('an ApiError', () => {
  it('has the code, the pointer and the request id of an answer', async () => {
    const errors = [
      {
        id: 'r-1',
        status: '422',
        code: 'invalid_attribute',
        title: 'Invalid attribute',
        detail: 'email must be an address',
        source: { pointer: '/data/attributes/email' },
      },
      { id: 'r-1', status: '422', code: 'other', title: 'Other', detail: 'and so on' },
    ];
    server.answers.push(() => Response.json({ errors }, { status: 422 }));
    const [error] = await timed(server.client().POST('/api/roles', { body: role }));
    const { message } = error as ApiError;
    expect(Object.assign({}, error, { message })).toEqual({
      name: 'ApiError',
      message: 'POST /api/roles: 422 invalid_attribute: email must be an address (request r-1)',
      status: 422,
      code: 'invalid_attribute',
      pointer: '/data/attributes/email',
      parameter: undefined,
      requestId: 'r-1',
      errors,
      retryAfter: undefined,
    });
  });

  it.each([
    ['<html>Bad gateway</html>', 'http_error'],
    ['null', 'http_error'],
    ['{"errors": {}}', 'http_error'],
    ['{"errors": []}', 'http_error'],
  ])('has the code http_error for the body %s', async (body, code) => {
    server.answers.push(() => new Response(body, { status: 400 }));
    const [error] = await timed(server.client().GET('/api/roles'));
    expect(error).toMatchObject({ status: 400, code, errors: [] });
  });
});

describe('a success without a JSON document', () => {
  const page = { 'Content-Type': 'text/html', 'X-Request-Id': 'r-1' };

  it.each(['<html>Sign in</html>', '{"data": [', '', 'null', '"data"'])(
    'is an ApiError with the code invalid_response, and is not sent again: %s',
    async (body) => {
      server.answers.push(() => new Response(body, { headers: page }));
      const [error] = await timed(server.client().GET('/api/roles'));
      expect(error).toBeInstanceOf(ApiError);
      expect(error).toMatchObject({
        status: 200,
        code: 'invalid_response',
        requestId: 'r-1',
        message:
          'GET /api/roles: 200 invalid_response: https://shop.example answered with something ' +
          'that is not a JSON document (text/html) (request r-1)',
      });
      expect(server.apiRequests).toHaveLength(1);
    },
  );
});

describe('a lost connection', () => {
  it('is an error with the address, without the query, and with its cause', async () => {
    const cause = unreachable();
    server.answers.push(() => cause);
    const query = { 'filter[email]': ['ann@elm.example'] };
    const client = server.client({ retries: 0 });
    const [error] = await timed(client.GET('/api/users', { params: { query } }));
    const message = 'GET https://shop.example/api/users: no answer: fetch failed';
    expect(error).toEqual(new TypeError(message, { cause }));
    expect((error as Error).cause).toBe(cause);
  });

  it('within the answer is followed by another attempt', async () => {
    const cut = new ReadableStream({ pull: (stream) => stream.error(new TypeError('terminated')) });
    server.answers.push(() => new Response(cut));
    expect(await timed(server.client().GET('/api/roles'))).toEqual(['done', 125]);
  });
});

describe('headers and addresses', () => {
  it('are those of JSON:API', async () => {
    const client = server.client();
    await client.GET('/api/users', {
      params: {
        query: {
          'fields[users]': ['email', 'roles'],
          'filter[lastName]': ['Smith, Jones & Co', 'Alder'],
          'page[size]': 10,
        },
      },
    });
    await client.POST('/api/roles', { body: role, idempotencyKey: 'own' });
    await client.operations().send();
    const headers = ['Accept', 'Content-Type', 'Idempotency-Key'];
    const sent = server.apiRequests.map((request) => [
      `${request.method} ${request.target}`,
      ...headers.map((name) => request.headers.get(name)),
    ]);
    const type = 'application/vnd.api+json';
    const atomic = `${type};ext="https://jsonapi.org/ext/atomic"`;
    const query =
      'fields[users]=email,roles&filter[lastName]=Smith%2C%20Jones%20%26%20Co,Alder&page[size]=10';
    expect(sent).toEqual([
      [`GET /api/users?${query}`, type, null, null],
      ['POST /api/roles', type, type, 'own'],
      ['POST /api/operations', atomic, atomic, null],
    ]);
  });

  it('are used only once: a redirect could send credentials to another server', async () => {
    const sent = vi.fn<typeof server.fetch>(server.fetch);
    await server.client({ fetch: sent }).GET('/api/roles');
    const redirects = sent.mock.calls.map(([, { redirect }]) => redirect);
    expect(redirects).toEqual(['manual', 'manual']);
  });

  it('of entity tags are options, and the tag is in the result', async () => {
    const client = server.client();
    const call = { params: { path } };
    server.answers.push(
      () => new Response('{"data":null}', { headers: { ETag: '"1"' } }),
      () => new Response(null, { status: 304, headers: { ETag: '"1"' } }),
    );
    expect((await client.GET('/api/roles/{id}', call)).etag).toBe('"1"');
    const same = await client.GET('/api/roles/{id}', { ...call, ifNoneMatch: '"1"' });
    expect([same.data, same.response.status, same.etag]).toEqual([undefined, 304, '"1"']);
    expect(server.apiRequests[1]!.headers.get('If-None-Match')).toBe('"1"');
  });

  it('may have a path, which links contain as well', async () => {
    const next = '/admin/api/roles?page%5Bafter%5D=a';
    server.answers.push(() => document({ data: [{ type: 'roles', id: '1' }], links: { next } }));
    const client = server.client({ url: 'https://shop.example/admin/' });
    const found: string[] = [];
    for await (const { id } of client.all('/api/roles')) found.push(id);
    expect(found).toEqual(['1']);
    expect(server.requests.map(({ target }) => target)).toEqual([
      '/admin/oauth2-token',
      '/admin/api/roles',
      '/admin/api/roles?page%5Bafter%5D=a',
    ]);
  });

  it('are internal ones when the issuer is another address', async () => {
    const next = '/admin/api/roles?page%5Bafter%5D=a';
    server.answers.push(() => document({ data: [], links: { next } }));
    const issuer = 'https://shop.example/admin';
    const client = server.client({ url: 'http://internal:3000', issuer });
    for await (const _ of client.all('/api/roles'));
    expect(server.apiRequests.map(({ target }) => target)).toEqual([
      '/api/roles',
      '/api/roles?page%5Bafter%5D=a',
    ]);
  });
});

describe('pages', () => {
  it('are requested by cursor, with the options of the call', async () => {
    server.answers.push(() => document({ data: [], links: { next: '/api/roles?a=1' } }));
    for await (const _ of server.client().all('/api/roles', { timeoutMs: 500 }));
    const profile = 'https://jsonapi.org/profiles/ethanresnick/cursor-pagination';
    expect(server.apiRequests.map(({ headers }) => headers.get('Accept'))).toEqual(
      Array(2).fill(`application/vnd.api+json;profile="${profile}"`),
    );
  });

  it('are numbered when the query has a page number', async () => {
    const query = { 'page[number]': 3 };
    for await (const _ of server.client().all('/api/roles', { params: { query } }));
    expect(server.apiRequests[0]!.headers.get('Accept')).toBe('application/vnd.api+json');
  });

  it('are not requested before they are needed', async () => {
    const data = [{ type: 'roles', id: '1' }];
    server.answers.push(() => document({ data, links: { next: '/api/roles?a=1' } }));
    for await (const _ of server.client().all('/api/roles')) break;
    expect(server.apiRequests).toHaveLength(1);
  });

  it('of another server are not requested, because the request has a token', async () => {
    const next = 'https://other.example/api/roles';
    server.answers.push(() => document({ data: [], links: { next } }));
    const all = server.client().all('/api/roles');
    await expect(all.next()).rejects.toThrow('leads to another server');
    expect(server.apiRequests).toHaveLength(1);
  });
});

describe('an update', () => {
  const roleUpdate = async (client: Client, call: { signal?: AbortSignal } = {}) =>
    client.update('/api/roles/{id}', { params: { path }, ...call }, () => ({ name: 'b' }));

  const tagged = (name: string, etag: string) => () => {
    const data = { type: 'roles', id: '7', attributes: { name } };
    return Response.json({ data }, { headers: { ETag: etag } });
  };
  const init = { params: { path } };

  it('reads and changes the resource again when somebody else has changed it', async () => {
    server.answers.push(
      tagged('a', '"1"'),
      () => failure(412, 'precondition_failed'),
      tagged('b', '"2"'),
      tagged('b!', '"3"'),
    );
    vi.useRealTimers();
    const changed = await server
      .client()
      .update('/api/roles/{id}', init, ({ name }) => ({ name: `${name}!` }));
    expect(changed.name).toBe('b!');
    const sent = server.apiRequests.map(({ method, headers, body }) => [
      method,
      headers.get('If-Match'),
      body && JSON.parse(body),
    ]);
    const body = (name: string) => ({ data: { type: 'roles', id: '7', attributes: { name } } });
    expect(sent).toEqual([
      ['GET', null, ''],
      ['PATCH', '"1"', body('a!')],
      ['GET', null, ''],
      ['PATCH', '"2"', body('b!')],
    ]);
  });

  it('sends nothing when the function returns undefined', async () => {
    server.answers.push(tagged('a', '"1"'));
    const changed = await server.client().update('/api/roles/{id}', init, () => undefined);
    expect([changed.name, server.apiRequests.length]).toEqual(['a', 1]);
  });

  it('waits between attempts for random times, which become longer, until its signal ends', async () => {
    const fail = () => {
      for (let attempt = 0; attempt < 5; attempt += 1) {
        server.answers.push(tagged('a', '"1"'), () => failure(412, 'precondition_failed'));
      }
    };
    vi.spyOn(Math, 'random').mockReturnValue(0.5);
    fail();
    const [error, ms] = await timed(roleUpdate(server.client()));
    expect([error, ms]).toEqual([expect.objectContaining({ status: 412 }), 50 + 100 + 150 + 200]);
    fail();
    const controller = new AbortController();
    const reason = new Error('the user left');
    setTimeout(() => controller.abort(reason), 70);
    const call = roleUpdate(server.client(), { signal: controller.signal });
    expect(await timed(call)).toEqual([reason, 70]);
  });

  it('takes only attributes from the function', () => {
    const update = async () =>
      // @ts-expect-error: the type and the id are not attributes
      server.client().update('/api/roles/{id}', init, (read) => ({ ...read, name: 'b' }));
    expect(update).toBeTypeOf('function');
  });

  it('fails after five attempts, and at once for another error', async () => {
    vi.useRealTimers();
    for (let attempt = 0; attempt < 5; attempt += 1) {
      server.answers.push(tagged('a', '"1"'), () => failure(412, 'precondition_failed'));
    }
    const update = async () =>
      server.client().update('/api/roles/{id}', init, () => ({ name: 'b' }));
    await expect(update()).rejects.toMatchObject({ status: 412 });
    expect(server.apiRequests).toHaveLength(10);
    server.answers.push(tagged('a', '"1"'), () => failure(403, 'insufficient_scope'));
    await expect(update()).rejects.toMatchObject({ status: 403 });
    expect(server.apiRequests).toHaveLength(12);
  });
});
