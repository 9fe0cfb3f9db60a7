import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  startApplications,
  type TestApplication,
  type TestApplications,
} from '../support/applications.js';
import { type Answer, credentials, request, tokenRequest } from '../support/requests.js';
import { decode } from '../support/tokens.js';

/** The id of no client. */
const UNKNOWN = '8a1f1f3e-2c5d-4c3b-9a55-0d5a4d0c3b11';

let applications: TestApplications;
let backoffice: TestApplication;

beforeAll(async () => {
  applications = await startApplications((config) => {
    config.backoffice.oauth.accessTokenLifetime = 120;
  });
  backoffice = applications.backoffice;
});
afterAll(async () => applications.stop());

function basic(id: string, secret: string): Record<string, string> {
  return { Authorization: `Basic ${Buffer.from(`${id}:${secret}`).toString('base64')}` };
}

function form(parameters: Record<string, string>): string {
  return new URLSearchParams(parameters).toString();
}

/** Returns the status, the body and the header that RFC 6749 §5.2 requires. */
function answerOf({ status, body, headers }: Answer) {
  return { status, body, cacheControl: headers.get('cache-control') };
}

/** The answer to all failed authentications; only the request id differs, which leads to the reason. */
function authenticationFailed(answer: Answer) {
  const failed = rejected(401, 'invalid_client', 'client authentication failed');
  const request_id = answer.headers.get('x-request-id');
  return { ...failed, body: { ...failed.body, request_id } };
}

function rejected(status: number, error: string, description: unknown = expect.any(String)) {
  return {
    status,
    body: { error, error_description: description },
    cacheControl: 'no-store',
  };
}

describe('RFC 6749 §4.4, client credentials', () => {
  it('§4.4.3 answers a token without a refresh token', async () => {
    const { status, headers, body } = await tokenRequest(
      backoffice,
      credentials(backoffice.client),
    );
    expect({ status, body }).toEqual({
      status: 200,
      body: {
        token_type: 'Bearer',
        expires_in: 120,
        access_token: expect.any(String),
        scope: 'users:read users:write',
      },
    });
    expect(headers.get('cache-control')).toBe('no-store');
    expect(headers.get('pragma')).toBe('no-cache');
    expect(headers.get('content-type')).toBe('application/json; charset=utf-8');
  });

  it.each(['application/json', 'application/json; charset=utf-8', 'Application/JSON'])(
    'accepts the content type %s',
    async (type) => {
      const { status } = await tokenRequest(backoffice, credentials(backoffice.client), {
        'Content-Type': type,
      });
      expect(status).toBe(200);
    },
  );

  it('answers a different token each time', async () => {
    const [first, second] = await Promise.all([
      tokenRequest(backoffice, credentials(backoffice.client)),
      tokenRequest(backoffice, credentials(backoffice.client)),
    ]);
    expect(first.body.access_token).not.toBe(second.body.access_token);
  });

  it('answers each of many concurrent requests with its requested scope (CVE-2025-26620)', async () => {
    const asked = Array.from({ length: 200 }, (_, at) =>
      at % 2 === 0 ? 'users:read' : 'users:write',
    );
    const answers = await Promise.all(
      asked.map((scope) => tokenRequest(backoffice, { ...credentials(backoffice.client), scope })),
    );
    expect(answers.map(({ body }) => body.scope)).toEqual(asked);
  });
});

describe('RFC 6749 §2.3.1, client authentication', () => {
  it('reads the credentials from a form', async () => {
    const { status } = await tokenRequest(backoffice, form(credentials(backoffice.client)));
    expect(status).toBe(200);
  });

  it.each(['Basic', 'basic', 'BASIC'])('reads the credentials from a %s header', async (scheme) => {
    const { clientId, clientSecret } = backoffice.client;
    const { Authorization } = basic(clientId, clientSecret);
    const { status } = await tokenRequest(backoffice, 'grant_type=client_credentials', {
      Authorization: Authorization!.replace('Basic', scheme),
    });
    expect(status).toBe(200);
  });

  it('decodes percent-encoding in the header', async () => {
    const { clientId, clientSecret } = backoffice.client;
    const encoded = Array.from(clientSecret, (c) => `%${c.charCodeAt(0).toString(16)}`).join('');
    const { status } = await tokenRequest(
      backoffice,
      'grant_type=client_credentials',
      basic(clientId.replaceAll('-', '%2D'), encoded),
    );
    expect(status).toBe(200);
  });

  it('reads a colon in the header as part of the secret', async () => {
    const { clientId, clientSecret } = backoffice.client;
    const answer = await tokenRequest(
      backoffice,
      'grant_type=client_credentials',
      basic(clientId, `${clientSecret}:more`),
    );
    expect(answerOf(answer)).toEqual(authenticationFailed(answer));
  });

  const notAPair = 'the Basic credentials are not base64 of id:secret';
  it.each([
    ['Basic', notAPair],
    ['Basic !!!!', notAPair],
    ['Basic bm9jb2xvbg==', notAPair],
    ['Basic Basic bm9jb2xvbg==', `${notAPair}: Basic is in the header twice`],
  ])('rejects the malformed Authorization header %j', async (Authorization, description) => {
    const answer = await tokenRequest(backoffice, 'grant_type=client_credentials', {
      Authorization,
    });
    expect(answerOf(answer)).toEqual(rejected(400, 'invalid_request', description));
  });

  it('treats a header that is not form-urlencoded as a wrong secret', async () => {
    const answer = await tokenRequest(
      backoffice,
      'grant_type=client_credentials',
      basic(backoffice.client.clientId, '%'),
    );
    expect(answerOf(answer)).toEqual(authenticationFailed(answer));
  });

  it('reports an empty Authorization header', async () => {
    const answer = await tokenRequest(backoffice, credentials(backoffice.client), {
      Authorization: '',
    });
    const description = 'the Authorization header is empty: leave it out';
    expect(answerOf(answer)).toEqual(rejected(401, 'invalid_client', description));
  });

  it('reports white space around the grant type, as in a form that ends with a line break', async () => {
    const { clientId, clientSecret } = backoffice.client;
    const start = form({ client_id: clientId, client_secret: clientSecret });
    for (const type of ['client_credentials\n', 'client_credentials%20']) {
      const answer = await tokenRequest(backoffice, `${start}&grant_type=${type}`);
      const description =
        'grant_type must be client_credentials or authorization_code or refresh_token, without white space around it';
      expect(answerOf(answer)).toEqual(rejected(400, 'unsupported_grant_type', description));
    }
  });

  it('rejects another scheme', async () => {
    const answer = await tokenRequest(backoffice, credentials(backoffice.client), {
      Authorization: 'Bearer token',
    });
    expect(answerOf(answer)).toEqual(rejected(401, 'invalid_client'));
  });

  it('§2.3 rejects two methods in one request', async () => {
    const { clientId, clientSecret } = backoffice.client;
    const answer = await tokenRequest(
      backoffice,
      credentials(backoffice.client),
      basic(clientId, clientSecret),
    );
    expect(answerOf(answer)).toEqual(
      rejected(400, 'invalid_request', 'use one client authentication method, not two'),
    );
  });

  it('accepts in the body the client id of the header, and no other id', async () => {
    const { clientId, clientSecret } = backoffice.client;
    const header = basic(clientId, clientSecret);
    const same = { grant_type: 'client_credentials', client_id: clientId };
    expect((await tokenRequest(backoffice, same, header)).status).toBe(200);
    const other = await tokenRequest(backoffice, { ...same, client_id: 'other' }, header);
    expect(answerOf(other)).toEqual(rejected(400, 'invalid_request'));
  });

  it('answers unknown client, wrong secret and disabled client with the same bytes (jmondi/oauth2-server 5.0.0-rc.5)', async () => {
    const disabled = await backoffice.createClient();
    await applications.database.query(
      'UPDATE oauth_clients SET enabled = false WHERE client_id = $1',
      [disabled.clientId],
    );
    const attempts = [
      disabled,
      { ...backoffice.client, clientSecret: 'wrong' },
      { ...backoffice.client, clientId: '6f3c2f5e-0000-4000-8000-000000000000' },
      { ...backoffice.client, clientId: 'not-even-a-uuid' },
    ];
    const answers = await Promise.all(
      attempts.map(async (attempt) => {
        const response = await fetch(`${backoffice.url}/oauth2-token`, {
          method: 'POST',
          headers: { 'Content-Type': 'application/json', 'X-Request-Id': 'the-same' },
          body: JSON.stringify(credentials(attempt)),
        });
        const headers = [...response.headers].filter(
          ([name]) => name !== 'date' && name !== 'x-request-id',
        );
        const body = await response.text();
        const id = response.headers.get('x-request-id')!;
        return { status: response.status, headers, body: body.replace(id, 'its id') };
      }),
    );
    for (const answer of answers) expect(answer).toEqual(answers[0]);
    expect(answers[0]!.status).toBe(401);
    expect(answers[0]!.headers).toContainEqual(['www-authenticate', 'Basic realm="oauth2-token"']);
    expect(answers[0]!.body).toBe(
      '{"error":"invalid_client","error_description":"client authentication failed","request_id":"its id"}',
    );
  });

  it.each([
    ['the first 72 characters', (secret: string) => secret.slice(0, 72 - 20)],
    ['one character fewer', (secret: string) => secret.slice(0, -1)],
    ['one character more', (secret: string) => `${secret}a`],
    ['another case', (secret: string) => secret.toLowerCase()],
    ['a NUL at the end', (secret: string) => `${secret}\0`],
    ['a space at the end', (secret: string) => `${secret} `],
  ])('rejects a secret with %s (hydra#1438, CVE-2026-27840)', async (_, change) => {
    const { clientId, clientSecret } = backoffice.client;
    const answer = await tokenRequest(backoffice, {
      grant_type: 'client_credentials',
      client_id: clientId,
      client_secret: change(clientSecret),
    });
    expect(answerOf(answer)).toEqual(authenticationFailed(answer));
  });

  it.each([
    ['no secret', { client_secret: undefined }],
    ['an empty secret', { client_secret: '' }],
    ['no secret of an unknown client', { client_id: UNKNOWN, client_secret: undefined }],
  ])('answers %s with 401, a challenge and an id for the operator', async (_, change) => {
    const answer = await tokenRequest(backoffice, { ...credentials(backoffice.client), ...change });
    const expected = rejected(401, 'invalid_client', 'client_id and client_secret are required');
    const request_id = answer.headers.get('x-request-id');
    expect(answerOf(answer)).toEqual({ ...expected, body: { ...expected.body, request_id } });
    expect(answer.headers.get('www-authenticate')).toBe('Basic realm="oauth2-token"');
  });

  it.each([
    ['no id', { client_id: undefined }],
    ['an empty id', { client_id: '' }],
    ['neither', { client_id: undefined, client_secret: undefined }],
  ])('answers %s with 401 and a challenge (CVE-2026-44476)', async (_, change) => {
    const answer = await tokenRequest(backoffice, { ...credentials(backoffice.client), ...change });
    expect(answerOf(answer)).toEqual(
      rejected(401, 'invalid_client', 'client_id and client_secret are required'),
    );
    expect(answer.headers.get('www-authenticate')).toBe('Basic realm="oauth2-token"');
  });
});

describe('RFC 6749 §3.2, parameters', () => {
  it('treats a parameter without a value as omitted', async () => {
    const { body } = await tokenRequest(
      backoffice,
      form({ ...credentials(backoffice.client), scope: '' }),
    );
    expect(body).toMatchObject({ scope: 'users:read users:write' });
  });

  it('ignores unknown parameters of any type', async () => {
    const { status } = await tokenRequest(backoffice, {
      ...credentials(backoffice.client),
      colour: 'red',
      nested: { deep: [1, null] },
      constructor: 'x',
    });
    expect(status).toBe(200);
  });

  it('ignores parameters in the URL', async () => {
    const { client, url } = backoffice;
    const answer = await request(`${url}/oauth2-token?${form(credentials(client))}`, {
      method: 'POST',
    });
    expect(answerOf(answer)).toEqual(rejected(400, 'invalid_request', 'grant_type is missing'));
  });

  it.each(['grant_type', 'client_id', 'client_secret', 'scope'])(
    'rejects a repeated %s',
    async (name) => {
      const body = form({ ...credentials(backoffice.client), scope: 'users:read' });
      const answer = await tokenRequest(backoffice, `${body}&${name}=again`);
      expect(answerOf(answer)).toEqual(
        rejected(400, 'invalid_request', `${name} must appear once`),
      );
    },
  );

  it('rejects a JSON object with a repeated member', async () => {
    const text = JSON.stringify(credentials(backoffice.client)).replace(
      '{',
      '{"client_id": "\\"other\\": ",',
    );
    const answer = await request(`${backoffice.url}/oauth2-token`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: text,
    });
    expect(answerOf(answer)).toEqual(
      rejected(400, 'invalid_request', 'the body has an object with the same member twice'),
    );
  });

  const names = ['grant_type', 'client_id', 'client_secret', 'scope'];
  const values = [['a'], [], {}, { a: 1 }, 1, 0, true, false, null];
  it.each(names.flatMap((name) => values.map((value) => [name, value] as const)))(
    'rejects %s = %j',
    async (name, value) => {
      const answer = await tokenRequest(backoffice, {
        ...credentials(backoffice.client),
        [name]: value,
      });
      expect(answerOf(answer)).toEqual(
        rejected(400, 'invalid_request', `${name} must be a string`),
      );
    },
  );

  it.each([
    ['§5.2', 'no grant_type', {}, 'invalid_request', 'grant_type is missing'],
    ['§5.2', 'an empty grant_type', { grant_type: '' }, 'invalid_request', 'grant_type is missing'],
    [
      '§5.2',
      'another grant_type',
      { grant_type: 'password' },
      'unsupported_grant_type',
      'grant_type must be client_credentials or authorization_code or refresh_token',
    ],
    [
      '§5.2',
      'a grant_type of the prototype',
      { grant_type: '__proto__' },
      'unsupported_grant_type',
      'grant_type must be client_credentials or authorization_code or refresh_token',
    ],
  ])('%s rejects %s', async (_section, _what, parameters, error, description) => {
    const answer = await tokenRequest(backoffice, parameters);
    expect(answerOf(answer)).toEqual(rejected(400, error, description));
  });
});

describe('RFC 6749 §3.3, scope', () => {
  it('narrows the token to the requested scope', async () => {
    const { body } = await tokenRequest(backoffice, {
      ...credentials(backoffice.client),
      scope: 'users:read',
    });
    expect(body.scope).toBe('users:read');
  });

  it('rejects a scope that the client does not have', async () => {
    const client = await backoffice.createClient('users:read');
    const answer = await tokenRequest(backoffice, {
      ...credentials(client),
      scope: 'users:read users:write',
    });
    expect(answerOf(answer)).toEqual(
      rejected(400, 'invalid_scope', 'this client may not ask for users:write'),
    );
  });

  it.each([' ', 'a  b', ' a', 'a ', 'a"b', 'a\\b', 'é', 'a\tb', 'a\0'])(
    'rejects the malformed scope %j',
    async (scope) => {
      const answer = await tokenRequest(backoffice, { ...credentials(backoffice.client), scope });
      const description = expect.stringMatching(/^scope is malformed: /);
      expect(answerOf(answer)).toEqual(rejected(400, 'invalid_scope', description));
    },
  );

  it('removes a scope from the next token when the client loses it', async () => {
    const client = await backoffice.createClient();
    await tokenRequest(backoffice, credentials(client));
    await applications.database.query(
      `UPDATE oauth_clients SET scopes = '{users:read}' WHERE client_id = $1`,
      [client.clientId],
    );
    const scope = async () => (await tokenRequest(backoffice, credentials(client))).body.scope;
    // The process is notified of the change.
    await expect.poll(scope, { timeout: 4000, interval: 20 }).toBe('users:read');
  });
});

describe('parameters whose names have brackets, which PHP, Ruby and axios use for lists,', () => {
  const ask = async (path: string, parameters: Record<string, string>) => {
    const url = `${backoffice.url}/oauth2-token${path}`;
    const sent = { ...credentials(backoffice.client), ...parameters };
    const json = { 'Content-Type': 'application/json' };
    const body = JSON.stringify(sent);
    return [
      await request(url, { method: 'POST', body: new URLSearchParams(sent) }),
      await request(url, { method: 'POST', headers: json, body }),
    ];
  };

  it.each([
    ['', 'scope[0]', 'scope'],
    ['', 'scope[]', 'scope'],
    ['', 'resource[0]', 'resource'],
    ['', 'client_id[]', 'client_id'],
    ['', 'client_secret[a]', 'client_secret'],
    ['', 'client_assertion[0]', 'client_assertion'],
    ['', 'grant_type[]', 'grant_type'],
    ['/revoke', 'token[]', 'token'],
    ['/revoke', 'client_secret[]', 'client_secret'],
    ['/introspect', 'client_id[0]', 'client_id'],
    ['/self-revoke', 'client_secret[0]', 'client_secret'],
  ])('are rejected at /oauth2-token%s: %s', async (path, name, plain) => {
    const description = `send ${plain} under this name, without brackets`;
    for (const answer of await ask(path, { [name]: 'users:read' })) {
      expect(answerOf(answer)).toEqual(rejected(400, 'invalid_request', description));
    }
  });

  it('are ignored like other unknown parameters when their name is unknown', async () => {
    for (const { status } of await ask('', { 'other[]': 'x', '[scope]': 'x' })) {
      expect(status).toBe(200);
    }
  });
});

describe('RFC 8707 §2, the parameter resource', () => {
  const ask = async (resource: unknown) =>
    tokenRequest(backoffice, { ...credentials(backoffice.client), resource });
  const audienceOf = (answer: Answer) => decode(answer.body.access_token).claims.aud;

  it('means the API of this side when it is omitted, empty, or names that API', async () => {
    const own = `${backoffice.url}/api`;
    for (const resource of [undefined, '', [], own, [own], [own, own]]) {
      const answer = await ask(resource);
      expect({ status: answer.status, aud: audienceOf(answer) }).toEqual({ status: 200, aud: own });
    }
  });

  it('may be repeated in a form if it names this API each time', async () => {
    const own = `${backoffice.url}/api`;
    const body = form({ ...credentials(backoffice.client), resource: own });
    const again = await tokenRequest(backoffice, `${body}&${form({ resource: own })}`);
    expect({ status: again.status, aud: audienceOf(again) }).toEqual({ status: 200, aud: own });

    const other = form({ resource: `${applications.storefront.url}/api` });
    const both = await tokenRequest(backoffice, `${body}&${other}`);
    expect(answerOf(both)).toEqual(
      rejected(400, 'invalid_target', `resource must be ${own}, or left out`),
    );
  });

  it.each([
    ['the API of the other side', () => `${applications.storefront.url}/api`],
    ['the issuer', () => backoffice.url],
    ['a path below the API', () => `${backoffice.url}/api/users`],
    ['a slash too many', () => `${backoffice.url}/api/`],
    ['a fragment', () => `${backoffice.url}/api#users`],
    ['a query', () => `${backoffice.url}/api?a=b`],
    ['a relative URI', () => '/api'],
    ['no URI', () => 'lkb_secret'],
    ['two that differ', () => [`${backoffice.url}/api`, `${applications.storefront.url}/api`]],
  ])('may not be %s (CVE-2022-1245, GHSA-p2fr-6hmx-4528, qauth#160)', async (_, resource) => {
    expect(answerOf(await ask(resource()))).toEqual(
      rejected(400, 'invalid_target', `resource must be ${backoffice.url}/api, or left out`),
    );
  });

  it.each([{}, 1, 0, true, false, null, [1], [null], [['a']]])('may not be %j', async (value) => {
    expect(answerOf(await ask(value))).toEqual(
      rejected(400, 'invalid_request', 'resource must be a string or a list of strings'),
    );
  });

  it('is checked after the authentication, so that it reveals nothing to unauthenticated callers', async () => {
    for (const resource of [`${backoffice.url}/api`, 'https://other.example', 1]) {
      const answer = await tokenRequest(backoffice, {
        ...credentials({ ...backoffice.client, clientSecret: 'wrong' }),
        resource,
      });
      expect(answerOf(answer)).toEqual(authenticationFailed(answer));
    }
  });

  it('is checked before the scope', async () => {
    const answer = await tokenRequest(backoffice, {
      ...credentials(backoffice.client),
      resource: `${applications.storefront.url}/api`,
      scope: 'roles:write',
    });
    expect(answerOf(answer)).toMatchObject({ body: { error: 'invalid_target' } });
  });
});

describe('the token endpoint, given a malformed body,', () => {
  const send = (body: string | Buffer, type = 'application/json', method = 'POST') =>
    request(`${backoffice.url}/oauth2-token`, { method, headers: { 'Content-Type': type }, body });

  it.each([
    ['nothing', ''],
    ['an open brace', '{'],
    ['a word', 'grant_type'],
    ['a string', '"grant_type"'],
    ['null', 'null'],
    ['a list', '[{"grant_type":"client_credentials"}]'],
    ['a number', '1'],
    ['a __proto__ member', '{"__proto__": {"grant_type": "client_credentials"}}'],
    ['a NUL byte', '{"grant_type":\0}'],
    ['8,000 levels', `${'['.repeat(8_000)}${']'.repeat(8_000)}`],
    ['2,000 levels of objects', `${'{"a":'.repeat(2_000)}1${'}'.repeat(2_000)}`],
    ['invalid UTF-8', Buffer.from([0x7b, 0xff, 0xfe, 0x7d])],
  ])('rejects JSON that is %s', async (_, body) => {
    expect(answerOf(await send(body))).toEqual(rejected(400, 'invalid_request'));
  });

  it('does not repeat the body in its answer', async () => {
    const { body } = await send('{"client_secret": lkb_secret');
    expect(body.error_description).toBe('the body is not JSON');
  });

  it.each([
    [
      'invalid UTF-8',
      Buffer.from('client_id=\xff', 'latin1'),
      'invalid_request',
      'the body is not UTF-8',
    ],
    ['nothing', '', 'invalid_request', 'grant_type is missing'],
    [
      'a broken escape',
      'grant_type=%zz',
      'unsupported_grant_type',
      'grant_type must be client_credentials or authorization_code or refresh_token',
    ],
  ])('rejects a form that is %s', async (_, body, error, description) => {
    const answer = await send(body, 'application/x-www-form-urlencoded');
    expect(answerOf(answer)).toEqual(rejected(400, error, description));
  });

  it('rejects a parameter that is too large', async () => {
    const answer = await tokenRequest(backoffice, {
      ...credentials(backoffice.client),
      client_secret: 'x'.repeat(1_000_000),
    });
    expect(answerOf(answer)).toEqual(
      rejected(413, 'invalid_request', 'the body is larger than 16384 bytes'),
    );
  });

  it('rejects a scope that is too long instead of ignoring it (CVE-2026-9704)', async () => {
    const answer = await tokenRequest(backoffice, {
      ...credentials(backoffice.client),
      scope: 'x'.repeat(15_000),
    });
    expect(answer.status).toBe(400);
    expect(answer.body.error).toBe('invalid_scope');
  });

  it.each([
    'text/plain',
    'application/xml',
    'application/vnd.api+json',
    'multipart/form-data; boundary=x',
    'application/jsonx',
    'nonsense',
  ])('rejects the media type %s', async (type) => {
    const answer = await send(JSON.stringify(credentials(backoffice.client)), type);
    expect(answerOf(answer)).toEqual(
      rejected(
        400,
        'invalid_request',
        'send application/x-www-form-urlencoded or application/json',
      ),
    );
  });

  it.each(['GET', 'PUT', 'PATCH', 'DELETE'])('answers %s with 405 and Allow', async (method) => {
    const answer = await request(`${backoffice.url}/oauth2-token`, { method });
    expect(answerOf(answer)).toEqual(rejected(405, 'invalid_request'));
    expect(answer.headers.get('allow')).toBe('OPTIONS, POST');
  });
});
