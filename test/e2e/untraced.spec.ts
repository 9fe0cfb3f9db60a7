import { context, propagation, trace } from '@opentelemetry/api';
import { AlwaysOffSampler } from '@opentelemetry/sdk-trace-node';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { startSide, type TestSide } from '../support/applications.js';
import { makeClientKey, signAssertion, withAssertion } from '../support/client-keys.js';
import { keySet, startKeySetServer } from '../support/key-set-server.js';
import { accessToken, api, tokenRequest } from '../support/requests.js';
import { type RecordedSpans, recordSpans } from '../support/spans.js';

let applications: TestSide<'backoffice'> | undefined;
let spans: RecordedSpans | undefined;

afterEach(async () => {
  await applications?.stop();
  await spans?.stop();
  applications = spans = undefined;
});

const TRACEPARENT = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01';

/** Gets a token by a key of the client's own server. Returns the headers of that request. */
async function outgoingHeaders({ backoffice }: TestSide<'backoffice'>) {
  const server = await startKeySetServer();
  const key = makeClientKey();
  let headers: Record<string, unknown> = {};
  server.answer = (response, incoming) => {
    headers = incoming.headers;
    keySet([key.jwk])(response);
  };
  const jwksUri = `http://127.0.0.1:${server.port}/`;
  const { clientId } = await backoffice.createClient('users:read', { jwksUri });
  const assertion = signAssertion({ issuer: backoffice.url, clientId, key });
  const { status } = await tokenRequest(backoffice, withAssertion(assertion), {
    traceparent: TRACEPARENT,
  });
  expect(status).toBe(200);
  await server.stop();
  return headers;
}

async function start() {
  applications = await startSide('backoffice', (config) => {
    Object.assign(config.clients.jwksUri, { allowHttp: true, privateNetworks: ['127.0.0.1'] });
  });
  return applications;
}

describe('without an SDK', () => {
  it('a request makes no span, reads no headers of a trace and sends none', async () => {
    const { backoffice } = await start();
    const getTracer = vi.spyOn(trace, 'getTracer');
    const calls = [vi.spyOn(propagation, 'extract'), vi.spyOn(context, 'with')];
    const token = await accessToken(backoffice);
    expect((await api(backoffice, token, '/api/users')).status).toBe(200);
    expect([getTracer, ...calls].map(({ mock }) => mock.calls)).toEqual([[], [], []]);
    expect(Object.keys(await outgoingHeaders(applications!))).not.toContain('traceparent');
  });
});

describe('with an SDK whose sampler records nothing', () => {
  it('a request has no spans for its parts, and requests that it sends say so', async () => {
    spans = recordSpans(new AlwaysOffSampler());
    const { backoffice } = await start();
    const token = await accessToken(backoffice);
    const startSpan = vi.spyOn(trace.getTracer('latchkey').constructor.prototype, 'startSpan');
    expect((await api(backoffice, token, '/api/users')).status).toBe(200);
    expect(startSpan.mock.calls.map(([name]) => name)).toEqual(['GET /api/users']);
    expect(spans.take()).toEqual([]);
    const { traceparent } = await outgoingHeaders(applications!);
    expect(traceparent).toMatch(/^00-0af7651916cd43dd8448eb211c80319c-[0-9a-f]{16}-00$/);
  });
});
