import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startApplications, type TestApplications } from '../support/applications.js';
import { type Answer, credentials, request } from '../support/requests.js';
import { decode } from '../support/tokens.js';

let applications: TestApplications;

beforeAll(async () => {
  applications = await startApplications((config) => {
    config.http.trustedProxies = ['127.0.0.1'];
    config.storefront.cors.allowedOrigins = ['https://shop.example'];
  });
});
afterAll(async () => applications.stop());

const JSON_TYPE = 'application/json';
const FORM_TYPE = 'application/x-www-form-urlencoded';

interface Sent {
  type: string;
  body: string;
  headers?: Record<string, string>;
}

/** Sends a request with a Content-Length. */
async function whole({ type, body, headers }: Sent): Promise<Answer> {
  const url = `${applications.backoffice.url}/oauth2-token`;
  return request(url, { method: 'POST', headers: { 'Content-Type': type, ...headers }, body });
}

/** Sends the same request chunked, without a length. */
async function chunked({ type, body, headers }: Sent): Promise<Answer> {
  const url = `${applications.backoffice.url}/oauth2-token`;
  return request(url, {
    method: 'POST',
    headers: { 'Content-Type': type, ...headers },
    body: new Blob([body]).stream(),
    duplex: 'half',
  });
}

/** Reduces an answer to the parts that must be equal for both. */
function comparable({ status, headers, body }: Answer) {
  // Fastify closes a connection after an unreadable request, so connection headers may differ.
  const names = [...headers.keys()].filter(
    (name) => !/^(content-length|connection|keep-alive)$/.test(name),
  );
  const token = body.access_token && decode(body.access_token as string);
  return {
    status,
    headers: names.map((name) => {
      return [name, /^(date|x-request-id|ratelimit)$/.test(name) ? '' : headers.get(name)];
    }),
    body: {
      ...body,
      ...(token && { access_token: { ...token.claims, iat: 0, exp: 0, jti: '' } }),
      ...(body.request_id && { request_id: headers.get('x-request-id') === body.request_id }),
    },
  };
}

const sent = (): Record<string, Sent> => {
  const { client } = applications.backoffice;
  const good = credentials(client);
  const json = (body: object) => ({ type: JSON_TYPE, body: JSON.stringify(body) });
  const form = (body: Record<string, string>) => {
    return { type: FORM_TYPE, body: new URLSearchParams(body).toString() };
  };
  const basic = Buffer.from(`${client.clientId}:${client.clientSecret}`).toString('base64');
  return {
    'good JSON': json(good),
    'a good form': form(good),
    'a charset': { ...json(good), type: 'application/json; charset=utf-8' },
    'the Basic header': {
      ...form({ grant_type: 'client_credentials' }),
      headers: { Authorization: `Basic ${basic}` },
    },
    'a narrower scope': json({ ...good, scope: 'users:read' }),
    'a wrong secret': json({ ...good, client_secret: 'wrong' }),
    'another grant': json({ ...good, grant_type: 'password' }),
    'a bad proof': { ...json(good), headers: { DPoP: 'none' } },
    'malformed JSON': { type: JSON_TYPE, body: '{"a":' },
    'a member twice': { type: JSON_TYPE, body: '{"grant_type": "a", "grant_type": "b"}' },
    'a list': { type: JSON_TYPE, body: '[]' },
    nothing: { type: JSON_TYPE, body: '' },
    text: { type: 'text/plain', body: 'grant_type=client_credentials' },
    'too much': { type: JSON_TYPE, body: `"${'x'.repeat(16_383)}"` },
    'as much as there may be': { type: JSON_TYPE, body: `"${'x'.repeat(16_382)}"` },
    'too many parameters': { type: FORM_TYPE, body: 'a=&'.repeat(101) },
    'too many members': json(Object.fromEntries(Array.from({ length: 101 }, (_, at) => [at, '']))),
    'many parameters': { type: FORM_TYPE, body: `${form(good).body}${'&a='.repeat(97)}` },
  };
};

describe('a token request with a length, and the same request in chunks', () => {
  it.each([
    ['good JSON', 200],
    ['a good form', 200],
    ['a charset', 200],
    ['the Basic header', 200],
    ['a narrower scope', 200],
    ['a wrong secret', 401],
    ['another grant', 400],
    ['a bad proof', 400],
    ['malformed JSON', 400],
    ['a member twice', 400],
    ['a list', 400],
    ['nothing', 400],
    ['text', 400],
    ['too much', 413],
    ['as much as there may be', 400],
    ['too many parameters', 400],
    ['too many members', 400],
    ['many parameters', 200],
  ])('with %s have the same answer %i', async (kind, status) => {
    const what = sent()[kind]!;
    const answer = comparable(await whole(what));
    expect(answer.status).toBe(status);
    expect(comparable(await chunked(what))).toEqual(answer);
  });

  it.each([
    ['too many parameters', 'the request has 101 parameters; at most 100 are allowed'],
    ['too many members', 'the request has 101 parameters; at most 100 are allowed'],
    ['too much', 'the body is larger than 16384 bytes'],
  ])('with %s are answered with the limit', async (kind, error_description) => {
    const what = sent()[kind]!;
    for (const send of [whole, chunked]) {
      expect((await send(what)).body).toEqual({ error: 'invalid_request', error_description });
    }
  });

  it('from a page of another origin get CORS headers', async () => {
    const { url, client } = applications.storefront;
    const { status, headers } = await request(`${url}/oauth2-token`, {
      method: 'POST',
      headers: { 'Content-Type': JSON_TYPE, Origin: 'https://shop.example' },
      body: JSON.stringify(credentials(client)),
    });
    expect(status).toBe(200);
    expect(headers.get('access-control-allow-origin')).toBe('https://shop.example');
  });

  it('have the request id and the address that a trusted proxy sends', async () => {
    const { client } = applications.backoffice;
    const forwarded = { 'X-Forwarded-For': '192.0.2.7', 'X-Request-Id': 'of-the-proxy' };
    for (const send of [whole, chunked]) {
      const { headers } = await send({ ...sent()['a wrong secret']!, headers: forwarded });
      expect(headers.get('x-request-id')).toBe('of-the-proxy');
    }
    await expect
      .poll(async () =>
        applications.database.query(
          `SELECT address, count(*)::int FROM audit_events
           WHERE subject_id = $1 AND request_id = 'of-the-proxy' GROUP BY 1`,
          [client.clientId],
        ),
      )
      .toEqual([{ address: '192.0.2.7', count: 2 }]);
  });

  it.each([
    ['192.0.2.7:54321', '192.0.2.7'],
    ['[2001:db8::5]:4433', '2001:db8::5'],
    ['::ffff:192.0.2.8', '192.0.2.8'],
    ['fe80::1%br-4a5b', 'fe80::1'],
    ['nobody', 'unreadable "nobody" from 127.0.0.1'],
  ])('have one address: %s is %s', async (forwarded, address) => {
    const id = randomUUID();
    const headers = { 'X-Forwarded-For': forwarded, 'X-Request-Id': id };
    for (const send of [whole, chunked]) {
      await send({ ...sent()['a wrong secret']!, headers });
    }
    await expect
      .poll(async () =>
        applications.database.query(
          'SELECT address, count(*)::int FROM audit_events WHERE request_id = $1 GROUP BY 1',
          [id],
        ),
      )
      .toEqual([{ address, count: 2 }]);
  });

  const counted = async (status: number) => {
    const { managementPort } = applications.backoffice;
    const { body } = await request(`http://127.0.0.1:${managementPort}/metrics`);
    const counts = (body as string).match(/^latchkey_http_requests_total\{.*$/gm) ?? [];
    const line = counts.find((text) => text.includes(`{method="POST",status="${status}"} `));
    return Number(line?.split(' ')[1] ?? 0);
  };

  it('are counted once each', async () => {
    const before = await counted(200);
    await whole(sent()['good JSON']!);
    await chunked(sent()['good JSON']!);
    await expect.poll(async () => counted(200)).toBe(before + 2);
  });

  it('are counted also with an address that no router can read', async () => {
    const before = await counted(400);
    await request(`${applications.backoffice.url}/oauth2-token/%zz`, { method: 'POST' });
    await expect.poll(async () => counted(400)).toBe(before + 1);
  });
});
