import { readFileSync } from 'node:fs';
import { mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createDatabase, type TestDatabase } from '../support/database.js';
import { type Replicas, startReplicas } from '../support/replicas.js';
import { tokenRequest } from '../support/requests.js';

/** The parts of a request of the OTLP exporter that the test reads (JSON form of OTLP). */
interface Exported {
  resourceSpans: {
    resource: { attributes: { key: string; value: { stringValue?: string } }[] };
    scopeSpans: { scope: { name: string }; spans: { name: string; traceId: string }[] }[];
  }[];
}

let folder: string;
let database: TestDatabase;
let collector: Server;
let replicas: Replicas;
const exported: Exported[] = [];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'latchkey-tracing-'));
  await symlink(resolve('node_modules'), join(folder, 'node_modules'));
  const [, file = ''] = /```js\n([^]*?)```/.exec(readFileSync('docs/tracing.md', 'utf8')) ?? [];
  await writeFile(join(folder, 'tracing.mjs'), file);
  collector = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      exported.push(JSON.parse(Buffer.concat(chunks).toString()) as Exported);
      response.writeHead(200, { 'Content-Type': 'application/json' }).end('{}');
    });
  });
  await new Promise<void>((done) => collector.listen(0, '127.0.0.1', done));
  database = await createDatabase();
  replicas = await startReplicas('backoffice', database.url, {
    count: 1,
    variables: {
      NODE_OPTIONS: `--import ${join(folder, 'tracing.mjs')}`,
      OTEL_SERVICE_NAME: 'latchkey-backoffice',
      OTEL_EXPORTER_OTLP_ENDPOINT: `http://127.0.0.1:${(collector.address() as AddressInfo).port}`,
      OTEL_BSP_SCHEDULE_DELAY: '100',
      TRACE_RATIO: '1',
    },
  });
});
afterAll(async () => {
  await replicas.stop();
  await database.drop();
  collector.closeAllConnections();
  await new Promise((done) => collector.close(done));
  await rm(folder, { recursive: true });
});

it('the file of docs/tracing.md exports spans, whose trace is in the line of the log', async () => {
  const [url = ''] = replicas.urls;
  const { body, headers } = await tokenRequest({ url }, { grant_type: 'client_credentials' });
  expect(body.error).toBe('invalid_client');
  const spans = () =>
    exported.flatMap(({ resourceSpans }) =>
      resourceSpans.flatMap(({ scopeSpans }) => scopeSpans.flatMap((scope) => scope.spans)),
    );
  await expect.poll(() => spans().map(({ name }) => name)).toContain('POST /oauth2-token');
  const [{ resource, scopeSpans } = {} as Exported['resourceSpans'][0]] =
    exported[0]!.resourceSpans;
  expect(resource.attributes).toContainEqual({
    key: 'service.name',
    value: { stringValue: 'latchkey-backoffice' },
  });
  expect(scopeSpans.map(({ scope }) => scope.name)).toEqual(['latchkey']);
  const lines = () =>
    replicas
      .output()
      .split('\n')
      .filter((line) => line.startsWith('{'));
  const id = headers.get('x-request-id');
  const ofRequest = () =>
    lines()
      .map((line) => JSON.parse(line) as Record<string, unknown>)
      .find(({ requestId, path }) => requestId === id && path === '/oauth2-token');
  await expect.poll(ofRequest).toBeDefined();
  const { traceId } = spans().find(({ name }) => name === 'POST /oauth2-token')!;
  expect(ofRequest()?.trace_id).toBe(traceId);
});
