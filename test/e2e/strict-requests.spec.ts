import { setTimeout } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startSide, type TestSide } from '../support/applications.js';
import { accessToken, credentials, request } from '../support/requests.js';
import { Connection, readAnswer } from '../support/sockets.js';

let applications: TestSide<'backoffice'>;
let port: number;

beforeAll(async () => {
  applications = await startSide('backoffice');
  ({ port } = applications.backoffice);
});
afterAll(async () => applications.stop());

/** Sends exactly this head and an optional body, and closes the connection after the answer. */
async function send(head: string, body = '') {
  const length = body === '' ? '' : `Content-Length: ${Buffer.byteLength(body)}\r\n`;
  const text = `${head}\r\nConnection: close\r\n${length}\r\n${body}`;
  return readAnswer(await new Connection(port, text).closed);
}

const FORM = 'Content-Type: application/x-www-form-urlencoded';

describe('an error at an OAuth endpoint', () => {
  it.each([
    '/oauth2-token',
    '/%6fauth2-token',
    '/oauth2-token#fragment',
    '/oauth2-token?query#fragment',
    'http://x/oauth2-token',
    'HTTP://x:80/%6Fauth2-token?a',
    '/oauth2-token/%72evoke',
    '/oauth2-token/introspect#a',
  ])('has the OAuth form for the target %s', async (target) => {
    const answers = [
      await send(`POST ${target} HTTP/1.1\r\nHost: x\r\n${FORM}`, 'grant_type=none&token='),
      await send(`GET ${target} HTTP/1.1\r\nHost: x`),
    ];
    for (const { status, headers, body } of answers) {
      expect([400, 401, 405]).toContain(status);
      expect(headers).toMatchObject({
        'content-type': 'application/json; charset=utf-8',
        'cache-control': 'no-store',
      });
      expect(body).toMatchObject({
        error: expect.stringMatching(/^(invalid_request|invalid_client|unsupported_grant_type)$/),
        error_description: expect.any(String),
      });
    }
  });

  it.each([
    ['/oauth2-token/', 'there is nothing at this address; remove the slash at its end'],
    ['/oauth2-token/nowhere', 'there is nothing at this address'],
    ['/%6fauth2-token/revoke/revoke', 'there is nothing at this address'],
  ])('has the OAuth form below the token endpoint, too: %s', async (target, description) => {
    const { status, headers, body } = await send(
      `POST ${target} HTTP/1.1\r\nHost: x\r\n${FORM}`,
      'grant_type=none',
    );
    expect({ status, type: headers['content-type'], body }).toEqual({
      status: 404,
      type: 'application/json; charset=utf-8',
      body: { error: 'invalid_request', error_description: description },
    });
  });

  it.each([
    'http://x/oauth2-token#fragment',
    '/oauth2-token/%zz',
    '/%6fauth2-token/%ff?a',
    'http://x/oauth2-token/revoke%',
  ])('has the OAuth form when no router can read the target: %s', async (target) => {
    const { status, headers, body } = await send(`POST ${target} HTTP/1.1\r\nHost: x\r\n${FORM}`);
    expect({ status, headers, body }).toMatchObject({
      status: 400,
      headers: { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-store' },
      body: { error: 'invalid_request', error_description: 'bad request' },
    });
  });

  it.each(['/%zz', '/%zz/oauth2-token', '/oauth2-token%zz', '/api/users/%zz', '/*%zz'])(
    'has the form of the API when the unreadable target is elsewhere: %s',
    async (target) => {
      const { status, headers, body } = await send(`POST ${target} HTTP/1.1\r\nHost: x\r\n${FORM}`);
      expect({ status, type: headers['content-type'] }).toEqual({
        status: 400,
        type: 'application/vnd.api+json',
      });
      expect(body).toMatchObject({
        errors: [{ code: 'bad_request', detail: 'the request is malformed' }],
      });
    },
  );

  it('lists the allowed methods of a path in any spelling', async () => {
    const { status, headers } = await send('GET /%6fauth2-token HTTP/1.1\r\nHost: x');
    expect({ status, allow: headers.allow }).toEqual({ status: 405, allow: 'OPTIONS, POST' });
  });
});

describe('a request that two parsers could read differently', () => {
  const repeated = {
    Host: 'Host: x\r\nHost: y',
    Authorization: 'Host: x\r\nAuthorization: Basic YTpi\r\nauthorization: Basic Yzpk',
    'Content-Type': `Host: x\r\n${FORM}\r\nCONTENT-TYPE: application/json`,
  };

  it.each(Object.entries(repeated))('is rejected: two headers %s', async (name, lines) => {
    const detail = `send the header ${name} once`;
    const api = await send(`GET /api/users HTTP/1.1\r\n${lines}`);
    expect(api).toMatchObject({ status: 400, body: { errors: [{ code: 'bad_request', detail }] } });
    const form = lines.includes('form') ? lines : `${lines}\r\n${FORM}`;
    const token = await send(`POST /oauth2-token HTTP/1.1\r\n${form}`, 'grant_type=none');
    expect({ status: token.status, body: token.body }).toEqual({
      status: 400,
      body: { error: 'invalid_request', error_description: detail },
    });
  });

  it('is accepted when each header appears once', async () => {
    const { client } = applications.backoffice;
    const { status } = await send(
      `POST /oauth2-token HTTP/1.1\r\nHost: x\r\n${FORM}`,
      new URLSearchParams(credentials(client)).toString(),
    );
    expect(status).toBe(200);
  });
});

describe('a request with many header lines', () => {
  const lines = (count: number) => 'a:b\r\n'.repeat(count).trimEnd();
  const detail = 'the request has more than 100 header lines';

  // Host, Connection, Content-Type and Content-Length are four of them.
  it.each([
    [96, 200],
    [97, 431],
    [2000, 431],
  ])('is rejected at the token endpoint past 100: %i more', async (count, status) => {
    const body = new URLSearchParams(credentials(applications.backoffice.client)).toString();
    const head = `POST /oauth2-token HTTP/1.1\r\nHost: x\r\n${FORM}\r\n${lines(count)}`;
    const answer = await send(head, body);
    expect(answer.status).toBe(status);
    if (status === 200) return;
    expect(answer.body).toEqual({ error: 'invalid_request', error_description: detail });
  });

  it.each([
    [98, 404, 'not_found'],
    [99, 431, 'headers_too_large'],
    [2000, 431, 'headers_too_large'],
  ])('is rejected by the API past 100: %i more', async (count, status, code) => {
    const answer = await send(`GET /nowhere HTTP/1.1\r\nHost: x\r\n${lines(count)}`);
    expect(answer).toMatchObject({ status, body: { errors: [{ code }] } });
  });
});

describe('a request with a Transfer-Encoding other than chunked', () => {
  it.each(['xchunked', 'gzip, chunked', 'identity, chunked'])('is rejected: %s', async (coding) => {
    const headers = `Host: x\r\n${FORM}\r\nTransfer-Encoding: ${coding}`;
    const head = `POST /oauth2-token HTTP/1.1\r\n${headers}\r\n\r\n`;
    const { status, body } = readAnswer(await new Connection(port, head).closed);
    const description = 'send Transfer-Encoding: chunked, or none';
    expect({ status, body }).toEqual({
      status: 400,
      body: { error: 'invalid_request', error_description: description },
    });
  });

  it('is rejected with HTTP/1.0, which has no chunked coding (RFC 9112 §6.1)', async () => {
    const body = new URLSearchParams(credentials(applications.backoffice.client)).toString();
    const chunk = `${body.length.toString(16)}\r\n${body}\r\n0\r\n\r\n`;
    const head = `POST /oauth2-token HTTP/1.0\r\n${FORM}\r\nConnection: keep-alive`;
    const text = `${head}\r\nTransfer-Encoding: chunked\r\n\r\n${chunk}`;
    const answer = readAnswer(await new Connection(port, text).closed);
    expect(answer).toMatchObject({
      status: 400,
      headers: { connection: 'close' },
      body: { error: 'invalid_request', error_description: 'HTTP/1.0 has no Transfer-Encoding' },
    });
  });

  it('is accepted as `chunked` in any case', async () => {
    const body = new URLSearchParams(credentials(applications.backoffice.client)).toString();
    const headers = `Host: x\r\nConnection: close\r\n${FORM}\r\nTransfer-Encoding: Chunked`;
    const chunk = `${body.length.toString(16)}\r\n${body}\r\n0\r\n\r\n`;
    const text = `POST /oauth2-token HTTP/1.1\r\n${headers}\r\n\r\n${chunk}`;
    expect(await new Connection(port, text).closed).toMatch(/^HTTP\/1\.1 200 /);
  });
});

describe('a request whose end is ambiguous', () => {
  const CODING = 'Transfer-Encoding: chunked';
  const BODY = '5\r\nabcde\r\n0\r\n\r\n';
  const NEXT = 'GET /.well-known/jwks.json HTTP/1.1\r\nHost: x\r\n\r\n';

  it.each([
    ['POST /%zz HTTP/1.0', CODING, 'HTTP/1.0 has no Transfer-Encoding'],
    ['POST /oauth2-token/%zz HTTP/1.0', CODING, 'HTTP/1.0 has no Transfer-Encoding'],
    ['POST *oauth2-token HTTP/1.0', CODING, 'HTTP/1.0 has no Transfer-Encoding'],
    ['OPTIONS /oauth2-token HTTP/1.0', CODING, 'HTTP/1.0 has no Transfer-Encoding'],
    ['OPTIONS /x HTTP/1.1', 'Transfer-Encoding: gzip', 'send Transfer-Encoding: chunked, or none'],
    ['POST /oauth2-token HTTP/0.9', CODING, 'send HTTP/1.1 or HTTP/1.0'],
    ['POST /oauth2-token HTTP/2.0', CODING, 'send HTTP/1.1 or HTTP/1.0'],
    ['GET /api/users HTTP/2.0', 'X: y', 'send HTTP/1.1 or HTTP/1.0'],
  ])('is rejected, and its connection closed: %s with %s', async (line, header, description) => {
    const head = `${line}\r\nHost: x\r\nConnection: keep-alive\r\n${FORM}\r\n${header}\r\n\r\n`;
    const text = await new Connection(port, head + BODY + NEXT).closed;
    expect(text.match(/^HTTP\//gm)).toHaveLength(1);
    const answer = readAnswer(text);
    expect(answer).toMatchObject({
      status: 400,
      headers: { connection: 'close', 'x-content-type-options': 'nosniff' },
    });
    expect(JSON.stringify(answer.body)).toContain(`"${description}"`);
  });
});

describe('a chunked body that never ends', () => {
  const PATHS = ['', '/revoke', '/introspect', '/self-revoke'].map((end) => `/oauth2-token${end}`);
  const head = (path: string, headers = FORM) =>
    `POST ${path} HTTP/1.1\r\nHost: x\r\n${headers}\r\nTransfer-Encoding: chunked\r\n\r\n`;
  /** The start of a chunk of 256 KiB. */
  const start = (bytes: number) => `40000\r\n${'x'.repeat(bytes)}`;

  it.each(PATHS)('is rejected past 16 KiB at %s', async (path) => {
    const { closed } = new Connection(port, head(path) + start(16_385));
    expect(readAnswer(await closed)).toMatchObject({
      status: 413,
      headers: { connection: 'close', 'cache-control': 'no-store' },
      body: { error: 'invalid_request', error_description: 'the body is larger than 16384 bytes' },
    });
  });

  it('is waited for up to 16 KiB', async () => {
    const connection = new Connection(port, head('/oauth2-token') + start(16_384));
    await setTimeout(300);
    expect(connection.text).toBe('');
    connection.socket.destroy();
  });

  it('is rejected past 256 KiB at the API, and waited for before', async () => {
    const token = await accessToken(applications.backoffice);
    const headers = `Content-Type: application/vnd.api+json\r\nAuthorization: Bearer ${token}`;
    const connection = new Connection(port, head('/api/users', headers) + start(200_000));
    await setTimeout(300);
    expect(connection.text).toBe('');
    connection.socket.write('x'.repeat(62_144));
    connection.socket.write('\r\n1\r\nx');
    expect(readAnswer(await connection.closed)).toMatchObject({
      status: 413,
      body: { errors: [{ code: 'payload_too_large' }] },
    });
  });
});

describe('a body that is announced as larger than 16 KiB', () => {
  it.each(['', '/revoke', '/introspect', '/self-revoke'])(
    'is rejected before it arrives, and its connection stays open: /oauth2-token%s',
    async (end) => {
      const head = `POST /oauth2-token${end} HTTP/1.1\r\nHost: x\r\n${FORM}`;
      const connection = new Connection(port, `${head}\r\nContent-Length: 16385\r\n\r\n`);
      await expect.poll(() => connection.text).toMatch(/}$/);
      connection.socket.destroy();
      expect(readAnswer(connection.text)).toMatchObject({
        status: 413,
        headers: { connection: 'keep-alive' },
        body: { error_description: 'the body is larger than 16384 bytes' },
      });
    },
  );
});

describe('a path that does not exist', () => {
  it.each([
    ['/nowhere', 'Content-Length: 200000', { errors: [{ code: 'not_found' }] }],
    ['/nowhere', 'Transfer-Encoding: chunked', { errors: [{ code: 'not_found' }] }],
    ['/api/nowhere', 'Content-Length: 200000', { errors: [{ code: 'not_found' }] }],
    ['/oauth2-token/nowhere', 'Content-Length: 200000', { error: 'invalid_request' }],
    ['/oauth2-token/nowhere', 'Transfer-Encoding: chunked', { error: 'invalid_request' }],
  ])('is answered before the body arrives: %s with %s', async (path, length, body) => {
    const connection = new Connection(
      port,
      `POST ${path} HTTP/1.1\r\nHost: x\r\n${FORM}\r\n${length}\r\n\r\n`,
    );
    await expect.poll(() => connection.text).toMatch(/}$/);
    connection.socket.destroy();
    expect(readAnswer(connection.text)).toMatchObject({ status: 404, body });
  });
});

describe('an error that Node.js would answer itself', () => {
  const chunked = 'POST /api/users HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n';

  it.each([
    ['no Host', 'GET /api/users HTTP/1.1\r\n', 400, 'bad_request'],
    [
      'another expectation',
      'GET /api/users HTTP/1.1\r\nHost: x\r\nExpect: more\r\n',
      417,
      'expectation_failed',
    ],
    ['no HTTP', 'nonsense\r\n', 400, 'bad_request'],
    ['large headers', `GET / HTTP/1.1\r\nX: ${'x'.repeat(17_000)}\r\n`, 431, 'headers_too_large'],
  ])('has the headers of every answer: %s', async (_, head, status, code) => {
    const { closed } = new Connection(port, `${head}Connection: close\r\n\r\n`);
    const answer = readAnswer(await closed);
    expect(answer).toMatchObject({
      status,
      headers: {
        'content-security-policy': "default-src 'none';frame-ancestors 'none'",
        'x-content-type-options': 'nosniff',
        'x-frame-options': 'DENY',
        'referrer-policy': 'no-referrer',
        'x-request-id': expect.stringMatching(/^[0-9a-f-]{36}$/),
      },
      body: { errors: [{ status: String(status), code }] },
    });
  });

  it('has the headers of every answer for chunk extensions that are too large', async () => {
    const token = await accessToken(applications.backoffice);
    const head = chunked.replace(
      '\r\n\r\n',
      `\r\nAuthorization: Bearer ${token}\r\nContent-Type: application/vnd.api+json$&`,
    );
    const text = `${head}1;x=${'x'.repeat(20_000)}\r\n{\r\n`;
    const { status, headers, body } = readAnswer(await new Connection(port, text).closed);
    expect({ status, body }).toMatchObject({
      status: 413,
      body: { errors: [{ code: 'payload_too_large' }] },
    });
    expect(headers).toMatchObject({
      'x-content-type-options': 'nosniff',
      'x-request-id': expect.any(String),
    });
  });

  it.each([
    ['no size of a chunk', '/oauth2-token', 'zz\r\n', 400, 'close'],
    ['a large extension', '/oauth2-token', `1;x=${'x'.repeat(20_000)}\r\na\r\n`, 413, 'close'],
    // Answered before the body is read; the connection ends when the body cannot be read.
    ['no size of a chunk, for a path that does not exist', '/x', 'zz\r\n', 404, 'keep-alive'],
  ])(
    'is answered at once when sent with the head: %s',
    async (_, path, body, status, connection) => {
      const headers = `Host: x\r\n${FORM}\r\nTransfer-Encoding: chunked`;
      const head = `POST ${path} HTTP/1.1\r\n${headers}\r\n\r\n`;
      const answer = readAnswer(await new Connection(port, head + body).closed);
      expect({ status: answer.status, ...answer.headers }).toMatchObject({
        status,
        connection,
        'x-request-id': expect.any(String),
      });
    },
  );

  it('is not sent for Expect: 100-continue, which gets the usual 100 Continue', async () => {
    const { client } = applications.backoffice;
    const body = new URLSearchParams(credentials(client)).toString();
    const head = `POST /oauth2-token HTTP/1.1\r\nHost: x\r\nConnection: close\r\n${FORM}`;
    const text = `${head}\r\nExpect: 100-continue\r\nContent-Length: ${body.length}\r\n\r\n${body}`;
    const answer = await new Connection(port, text).closed;
    expect(answer).toMatch(/^HTTP\/1\.1 100 Continue\r\n\r\nHTTP\/1\.1 200 OK\r\n/);
  });
});

describe('a body with a Content-Encoding', () => {
  const ZIPPED = { 'Content-Encoding': 'gzip' };

  it.each(['gzip', 'br', 'identity, gzip', 'x'])('is rejected by the API: %s', async (coding) => {
    const token = await accessToken(applications.backoffice);
    const { status, headers, body } = await request(`${applications.backoffice.url}/api/users`, {
      method: 'POST',
      headers: {
        Authorization: `Bearer ${token}`,
        'Content-Type': 'application/vnd.api+json',
        'Content-Encoding': coding,
      },
      body: gzipSync('{}'),
    });
    expect({ status, accepted: headers.get('accept-encoding'), body }).toMatchObject({
      status: 415,
      accepted: 'identity',
      body: { errors: [{ code: 'unsupported_coding' }] },
    });
  });

  it.each(['', '/revoke', '/introspect', '/self-revoke'])(
    'is rejected by /oauth2-token%s',
    async (path) => {
      const { status, headers, body } = await request(
        `${applications.backoffice.url}/oauth2-token${path}`,
        {
          method: 'POST',
          headers: { 'Content-Type': 'application/json', ...ZIPPED },
          body: gzipSync('{}'),
        },
      );
      expect({ status, accepted: headers.get('accept-encoding'), body }).toEqual({
        status: 415,
        accepted: 'identity',
        body: {
          error: 'invalid_request',
          error_description: 'send the body without a Content-Encoding',
        },
      });
    },
  );

  it('is accepted with the coding `identity`', async () => {
    const { url, client } = applications.backoffice;
    const { status } = await request(`${url}/oauth2-token`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', 'Content-Encoding': 'identity' },
      body: JSON.stringify(credentials(client)),
    });
    expect(status).toBe(200);
  });
});

describe('a request without a valid token', () => {
  const JSON_API = 'application/vnd.api+json';
  type Init = Pick<RequestInit, 'method' | 'body'> & { headers?: Record<string, string> };
  const faults: [string, string, Init][] = [
    ['malformed JSON', '/api/users', { method: 'POST', body: '{' }],
    ['too much', '/api/users', { method: 'POST', body: `"${'x'.repeat(300_000)}"` }],
    ['another media type', '/api/users', { method: 'POST', headers: type('text/csv'), body: 'a' }],
    ['a media type with a parameter', '/api/users', { headers: type(`${JSON_API};a=b`) }],
    ['a malformed media type', '/api/users', { method: 'POST', headers: type('?'), body: 'a' }],
    [
      'a coding',
      '/api/users',
      { method: 'POST', headers: { 'Content-Encoding': 'gzip' }, body: 'a' },
    ],
    ['another Accept', '/api/users', { headers: { Accept: 'text/csv' } }],
    ['an unknown parameter', '/api/users?nonsense=1', {}],
    ['a malformed document', '/api/users/1', { method: 'PATCH', body: '{"data":1}' }],
    ['an extension', '/api/operations', { method: 'POST', headers: type(`${JSON_API};ext="a"`) }],
    ['HEAD', '/api/users', { method: 'HEAD' }],
  ];

  it.each(faults)('is 401 before anything else: %s', async (_, path, { headers = {}, ...init }) => {
    const call = async (authorization: Record<string, string>) =>
      request(applications.backoffice.url + path, {
        ...init,
        headers: { 'Content-Type': JSON_API, ...headers, ...authorization },
      });
    const codes = init.method === 'HEAD' ? ['', ''] : ['missing_token', 'malformed_token'];
    const answers = [await call({}), await call({ Authorization: 'Bearer none' })];
    expect(
      answers.map(({ status, body }) => ({ status, code: body.errors?.[0].code ?? '' })),
    ).toEqual(codes.map((code) => ({ status: 401, code })));
    for (const answer of answers) {
      expect(answer.headers.get('www-authenticate')).toMatch(/^Bearer realm="backoffice"/);
    }
    const token = await accessToken(applications.backoffice);
    expect((await call({ Authorization: `Bearer ${token}` })).status).not.toBe(401);
  });

  function type(value: string) {
    return { 'Content-Type': value };
  }
});

describe('a request that would take long to parse is rejected when it', () => {
  const parameters = (count: number) => Array.from({ length: count }, () => 'a').join('&');
  const members = (count: number) =>
    JSON.stringify(Object.fromEntries(Array.from({ length: count }, (_, n) => [`m${n}`, n])));
  const ask = async (path: string, init: RequestInit = {}) => {
    const token = await accessToken(applications.backoffice);
    const headers = {
      Authorization: `Bearer ${token}`,
      'Content-Type': 'application/vnd.api+json',
    };
    const { status, body } = await request(`${applications.backoffice.url}${path}`, {
      ...init,
      headers,
    });
    return { status, code: body.errors[0].code, detail: body.errors[0].detail };
  };

  it('has more than 500 parameters', async () => {
    expect(await ask(`/api/users?${parameters(501)}`)).toEqual({
      status: 400,
      code: 'bad_request',
      detail: 'the query has more than 500 parameters',
    });
    expect(await ask(`/api/users?${parameters(500)}`)).toMatchObject({
      code: 'unknown_parameter',
    });
  });

  it('has an object with more than 200 members, wherever it is', async () => {
    for (const body of [members(201), `{"data":{"attributes":{"title":[${members(201)}]}}}`]) {
      expect(await ask('/api/users/1', { method: 'PATCH', body })).toEqual({
        status: 400,
        code: 'malformed_json',
        detail: 'the body has an object with more than 200 members',
      });
    }
    expect(await ask('/api/users/1', { method: 'PATCH', body: members(200) })).toMatchObject({
      code: 'invalid_document',
    });
  });

  it('has more than 10,000 values in its body', async () => {
    const body = (count: number) =>
      JSON.stringify({ list: Array.from({ length: count - 2 }, () => 0) });
    expect(await ask('/api/users/1', { method: 'PATCH', body: body(10_001) })).toEqual({
      status: 400,
      code: 'malformed_json',
      detail: 'the body has more than 10000 values',
    });
    expect(await ask('/api/users/1', { method: 'PATCH', body: body(10_000) })).toMatchObject({
      code: 'invalid_document',
    });
  });
});
