import { connect } from 'node:net';
import type { ReadableSpan } from '@opentelemetry/sdk-trace-node';
import { SpanKind, SpanStatusCode } from '@opentelemetry/api';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startSide, type TestApplication, type TestSide } from '../support/applications.js';
import { makeClientKey, signAssertion, withAssertion } from '../support/client-keys.js';
import { keySet, type KeySetServer, startKeySetServer } from '../support/key-set-server.js';
import { accept, type Receiver, startReceiver } from '../support/receiver.js';
import { accessToken, api, credentials, request, tokenRequest } from '../support/requests.js';
import { createPerson } from '../support/sign-in-people.js';
import { pathsOf, type RecordedSpans, recordSpans } from '../support/spans.js';
import { signingKey } from '../support/tokens.js';

let applications: TestSide<'backoffice'>;
let backoffice: TestApplication;
let keySets: KeySetServer;
let receiver: Receiver;
let spans: RecordedSpans;

beforeAll(async () => {
  spans = recordSpans();
  keySets = await startKeySetServer();
  receiver = await startReceiver();
  applications = await startSide('backoffice', (config) => {
    receiver.configure(config);
    Object.assign(config.clients.jwksUri, { allowHttp: true, privateNetworks: ['127.0.0.1'] });
  });
  ({ backoffice } = applications);
  // The network of the test becomes known, which takes statements.
  await accessToken(backoffice);
});
beforeEach(() => void spans.take());
afterAll(async () => {
  await applications.stop();
  await Promise.all([keySets.stop(), receiver.stop()]);
  await spans.stop();
});

/** Waits for the span of a request, which ends after its answer, and returns all spans so far. */
async function recorded(name: string): Promise<ReadableSpan[]> {
  const all: ReadableSpan[] = [];
  await expect
    .poll(() => {
      all.push(...spans.take());
      return all.map((span) => span.name);
    })
    .toContain(name);
  return all;
}

function named(all: readonly ReadableSpan[], name: string): ReadableSpan {
  const [span, ...more] = all.filter((one) => one.name === name);
  expect(more).toEqual([]);
  return span!;
}

const TRACE = '0af7651916cd43dd8448eb211c80319c';
const PARENT = 'b7ad6b7169203331';

describe('the spans of a request', () => {
  it('for a token are authenticate, grant and sign', async () => {
    let all: readonly ReadableSpan[] = [];
    // The notice that a new client was stored may come late, and then the next token reads it once more.
    const paths = async (): Promise<string[]> => {
      await tokenRequest(backoffice, credentials(backoffice.client), { 'X-Request-Id': 'abc' });
      all = await recorded('POST /oauth2-token');
      return pathsOf(all);
    };
    await expect
      .poll(paths)
      .toEqual([
        'POST /oauth2-token',
        'POST /oauth2-token > authenticate',
        'POST /oauth2-token > grant',
        'POST /oauth2-token > grant > sign',
      ]);
    const { clientId } = backoffice.client;
    expect(Object.fromEntries(all.map(({ name, attributes }) => [name, attributes]))).toEqual({
      'POST /oauth2-token': {
        'http.request.method': 'POST',
        'http.route': '/oauth2-token',
        'http.response.status_code': 200,
        'url.scheme': 'http',
        'latchkey.request_id': expect.any(String),
      },
      authenticate: {
        'latchkey.client_id': clientId,
        'latchkey.client_authentication': 'client_secret_post',
      },
      grant: { 'latchkey.grant_type': 'client_credentials' },
      sign: {
        'latchkey.signing_algorithm': 'ES256',
        'latchkey.signing_key': signingKey(backoffice).kid,
      },
    });
    expect(named(all, 'POST /oauth2-token').kind).toBe(SpanKind.SERVER);
  });

  it('are the same when the body arrives later than the head', async () => {
    const body = JSON.stringify(credentials(backoffice.client));
    const head = `POST /oauth2-token HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\nConnection: close\r\n\r\n`;
    const socket = connect(backoffice.port, '127.0.0.1');
    socket.write(head);
    setTimeout(() => socket.end(body), 100);
    socket.resume();
    expect(pathsOf(await recorded('POST /oauth2-token'))).toEqual([
      'POST /oauth2-token',
      'POST /oauth2-token > authenticate',
      'POST /oauth2-token > grant',
      'POST /oauth2-token > grant > sign',
    ]);
  });

  it('to the API are authenticate and the statements, which have no text and no values', async () => {
    const token = await accessToken(backoffice);
    await recorded('POST /oauth2-token');
    await api(backoffice, token, '/api/users?filter[username]=somebody');
    const all = await recorded('GET /api/users');
    expect(pathsOf(all)).toEqual([
      'GET /api/users',
      'GET /api/users > SELECT staff_users',
      'GET /api/users > authenticate',
    ]);
    const statement = named(all, 'SELECT staff_users');
    expect({ kind: statement.kind, attributes: statement.attributes }).toEqual({
      kind: SpanKind.CLIENT,
      attributes: {
        'db.system.name': 'postgresql',
        'db.operation.name': 'SELECT',
        'db.collection.name': 'staff_users',
      },
    });
    expect(named(all, 'GET /api/users').attributes).toMatchObject({
      'latchkey.client_id': backoffice.client.clientId,
    });
  });

  it('with a body contain audit, with the actions that are recorded', async () => {
    const admin = await backoffice.createClient('clients:read clients:write users:read');
    const token = await accessToken(backoffice, { client: admin });
    await recorded('POST /oauth2-token');
    const data = {
      type: 'oauth-clients',
      attributes: { name: 'traced', side: 'backoffice', scopes: ['users:read'] },
    };
    const { status } = await api(backoffice, token, '/api/oauth-clients', {
      method: 'POST',
      document: { data },
    });
    expect(status).toBe(201);
    const all = await recorded('POST /api/oauth-clients');
    expect(pathsOf(all)).toContain('POST /api/oauth-clients > audit');
    expect(named(all, 'audit').attributes['latchkey.audit_actions']).toContain('client.created');
  });

  it('have the code of an error, and no message', async () => {
    await tokenRequest(backoffice, { ...credentials(backoffice.client), client_secret: 'wrong' });
    const all = await recorded('POST /oauth2-token');
    const { status, attributes, events } = named(all, 'authenticate');
    expect({ status, attributes, events }).toEqual({
      status: { code: SpanStatusCode.ERROR },
      attributes: { 'error.type': 'invalid_client' },
      events: [],
    });
    const whole = named(all, 'POST /oauth2-token');
    expect(whole.status.code).toBe(SpanStatusCode.UNSET); // the caller's mistake
    expect(whole.attributes['http.response.status_code']).toBe(401);
  });

  it('without a route have no path in their name', async () => {
    await request(`${backoffice.url}/private/path`, { method: 'PURGE' });
    const all = await recorded('HTTP');
    expect(named(all, 'HTTP').attributes).toMatchObject({ 'http.request.method': '_OTHER' });
    expect(JSON.stringify(all.map(({ attributes }) => attributes))).not.toContain('private');
  });
});

describe('the header traceparent (W3C Trace Context)', () => {
  const traced = async (headers: Record<string, string>) => {
    await tokenRequest(backoffice, credentials(backoffice.client), headers);
    return named(await recorded('POST /oauth2-token'), 'POST /oauth2-token');
  };

  it('makes the request a part of the trace of its caller', async () => {
    const span = await traced({ traceparent: `00-${TRACE}-${PARENT}-01` });
    expect(span.spanContext().traceId).toBe(TRACE);
    expect(span.parentSpanContext?.spanId).toBe(PARENT);
  });

  it.each([
    `00-${TRACE}-${PARENT}`,
    `00-${'0'.repeat(32)}-${PARENT}-01`,
    `ff-${TRACE}-${PARENT}-01`,
    'x'.repeat(2000),
  ])('begins a new trace when it is malformed: %s', async (traceparent) => {
    const span = await traced({ traceparent });
    expect(span.spanContext().traceId).not.toBe(TRACE);
    expect(span.parentSpanContext).toBeUndefined();
  });

  it('is sent to the server of a client, without the baggage of the caller', async () => {
    const key = makeClientKey();
    let received: Record<string, unknown> = {};
    keySets.answer = (response, incoming) => {
      received = incoming.headers;
      keySet([key.jwk])(response);
    };
    const jwksUri = `http://127.0.0.1:${keySets.port}/secret-path`;
    const { clientId } = await backoffice.createClient('users:read', { jwksUri });
    const assertion = signAssertion({ issuer: backoffice.url, clientId, key });
    const { status } = await tokenRequest(backoffice, withAssertion(assertion), {
      traceparent: `00-${TRACE}-${PARENT}-01`,
      tracestate: 'vendor=1',
      baggage: 'person=ada',
    });
    expect(status).toBe(200);
    const all = await recorded('POST /oauth2-token');
    const fetched = named(all, 'GET');
    expect(received.traceparent).toBe(`00-${TRACE}-${fetched.spanContext().spanId}-01`);
    expect({ baggage: received.baggage, tracestate: received.tracestate }).toEqual({});
    expect({ kind: fetched.kind, attributes: fetched.attributes }).toEqual({
      kind: SpanKind.CLIENT,
      attributes: {
        'http.request.method': 'GET',
        'http.response.status_code': 200,
        'server.address': '127.0.0.1',
        'url.scheme': 'http',
      },
    });
    expect(JSON.stringify(all.map(({ attributes }) => attributes))).not.toContain(assertion);
  });

  it('is sent to the receiver of messages', async () => {
    let received: Record<string, unknown> = {};
    receiver.answer = (response, incoming) => {
      received = incoming.headers;
      accept(response);
    };
    const { id } = await createPerson(applications.database, 'backoffice');
    await applications.database.query(
      `INSERT INTO notify_outbox (side, person_id, kind, expires_at)
       VALUES ('backoffice', $1, 'invitation', now() + interval '1 hour')`,
      [id],
    );
    await expect
      .poll(() => String(received.traceparent))
      .toMatch(/^00-[0-9a-f]{32}-[0-9a-f]{16}-01$/);
    const sent = (await recorded('POST')).find(({ name }) => name === 'POST');
    const { traceId, spanId } = sent!.spanContext();
    expect(received.traceparent).toBe(`00-${traceId}-${spanId}-01`);
    expect(sent!.attributes['http.response.status_code']).toBe(204);
  });
});
