import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type Side, SIDES } from '#oauth';
import {
  freePort,
  startApplications,
  type TestApplications,
  type TestClient,
} from '../support/applications.js';
import { Command } from '../support/commands.js';
import { hasNginx, Nginx } from '../support/nginx.js';
import { accessTokenAt, request } from '../support/requests.js';

let applications: TestApplications;
const started: { stop(): Promise<unknown> }[] = [];

beforeAll(async () => {
  applications = await startApplications();
});
afterAll(async () => applications.stop());
afterEach(async () => {
  for (const each of started.splice(0).toReversed()) await each.stop();
});

function environmentOf(side: Side, { clientId, clientSecret }: TestClient, port = 0) {
  return {
    PATH: process.env.PATH ?? '',
    LATCHKEY_URL: applications[side].url,
    CLIENT_ID: clientId,
    CLIENT_SECRET: clientSecret,
    PORT: String(port),
  };
}

/** Runs a program as the page of examples says, and returns the lines that it prints. */
async function linesOf(file: string, parameters: string[], client: TestClient, side: Side) {
  const env = environmentOf(side, client);
  const { stdout } = await promisify(execFile)(file, parameters, { env });
  return stdout.trimEnd().split('\n');
}

it('curl.sh reads, creates once, changes with an entity tag, and deletes', async () => {
  const { client } = applications.backoffice;
  const lines = await linesOf('bash', ['examples/curl.sh'], client, 'backoffice');
  expect(JSON.parse(lines[1]!)).toMatchObject({ jsonapi: { version: '1.1' } });
  expect(lines.filter((line) => /^(created|changed|deleted)/.test(line))).toEqual([
    expect.stringMatching(/^created user \d+$/),
    expect.stringMatching(/^changed user \d+$/),
    expect.stringMatching(/^deleted user \d+$/),
  ]);
  expect(lines).toContain('the entity tag is stale now: 412');
});

it.each(SIDES)('openid-client.mjs lists users of the %s, and revokes its token', async (side) => {
  const { client } = applications[side];
  const [first] = await linesOf('node', ['examples/openid-client.mjs'], client, side);
  expect(first).toBe('a bearer token for 3600 s with users:read');
});

/** Starts verify-express.mjs on a free port, and returns its address. */
async function startVerifier(): Promise<string> {
  const environment = environmentOf('backoffice', applications.backoffice.client);
  const verifier = new Command({ environment }, 'examples/verify-express.mjs');
  const stop = async () => {
    verifier.signal('SIGTERM');
    await verifier.ended();
  };
  started.push({ stop });
  const [, url] = await verifier.prints(/listening on (\S+)\n/);
  return url!;
}

async function tokens() {
  const { backoffice, storefront } = applications;
  const roles = await backoffice.createClient('roles:read');
  return {
    valid: await accessTokenAt(backoffice.url, backoffice.client),
    ofOtherSide: await accessTokenAt(storefront.url, storefront.client),
    withoutScope: await accessTokenAt(backoffice.url, roles),
  };
}

const authorization = (token: string) => ({ headers: { Authorization: `Bearer ${token}` } });

describe('verify-express.mjs', () => {
  it('accepts tokens of its issuer, and no others', async () => {
    const url = `${await startVerifier()}/orders`;
    const { valid, ofOtherSide, withoutScope } = await tokens();
    const accepted = await request(url, authorization(valid));
    expect({ status: accepted.status, body: accepted.body }).toEqual({
      status: 200,
      body: { orders: [], client: applications.backoffice.client.clientId },
    });
    const [head, payload, signature] = valid.split('.');
    const unsigned = Buffer.from('{"alg":"none","typ":"at+jwt"}').toString('base64url');
    const rejected = {
      none: undefined,
      malformed: 'x',
      ofOtherSide,
      unsigned: `${unsigned}.${payload}.`,
      changed: `${head}.${payload!.slice(0, -4)}AAAA.${signature}`,
    };
    for (const [name, token] of Object.entries(rejected)) {
      const { status, headers } = await request(url, token ? authorization(token) : {});
      expect([name, status]).toEqual([name, 401]);
      expect(headers.get('www-authenticate')).toMatch(/^Bearer/);
    }
    const { status, headers } = await request(url, authorization(withoutScope));
    expect([status, headers.get('www-authenticate')]).toEqual([
      403,
      'Bearer error="insufficient_scope", scope="users:read"',
    ]);
  });
});

describe.skipIf(!hasNginx)('verify-nginx.conf', () => {
  it('passes requests with a valid token on, without the token', async () => {
    const program = createServer(({ headers }, response) => {
      response.end(
        JSON.stringify({ client: headers['x-client-id'], token: headers.authorization }),
      );
    }).listen(0, '127.0.0.1');
    await once(program, 'listening');
    const stop = async () => {
      program.closeAllConnections();
      await program[Symbol.asyncDispose]();
    };
    started.push({ stop });
    const { port } = program.address() as AddressInfo;
    const verifier = new URL(await startVerifier()).port;
    const listening = await freePort();
    const configuration = (await readFile('examples/verify-nginx.conf', 'utf8'))
      .replace('127.0.0.1:4000', `127.0.0.1:${verifier}`)
      .replace('127.0.0.1:5000', `127.0.0.1:${port}`)
      .replace('127.0.0.1:8080', `127.0.0.1:${listening}`);
    const directory = await mkdtemp(join(tmpdir(), 'latchkey-nginx-'));
    started.push({ stop: async () => rm(directory, { recursive: true }) });
    const nginx = await Nginx.start(directory, listening, configuration);
    started.push(nginx);

    const { valid, withoutScope } = await tokens();
    const url = `${nginx.url}/orders`;
    const { clientId } = applications.backoffice.client;
    const forged = { headers: { ...authorization(valid).headers, 'X-Client-Id': 'forged' } };
    const { body } = await request(url, forged);
    expect(JSON.parse(String(body))).toEqual({ client: clientId });
    const statuses = [
      await request(url),
      await request(url, authorization('x')),
      await request(url, authorization(withoutScope)),
      await request(`${nginx.url}/verify`, authorization(valid)),
    ].map(({ status }) => status);
    expect(statuses).toEqual([401, 401, 403, 404]);
  });
});

interface Item {
  name: string;
  item?: Item[];
  request?: { method: string; url: string };
}

interface Generator {
  collectionOf: (api: object) => { item: Item[] };
}

describe.each(SIDES)('the collection of the %s', (side) => {
  const file = `examples/postman/${side}.postman_collection.json`;

  it('is up to date; examples/postman/generate.mjs writes it again', async () => {
    const generator = '../../examples/postman/generate.mjs';
    const { collectionOf } = (await import(/* @vite-ignore */ generator)) as Generator;
    const { body } = await request(`${applications[side].url}/api/openapi.json`);
    expect(JSON.parse(await readFile(file, 'utf8'))).toEqual(collectionOf(body));
  });

  it('has requests that the server answers', async () => {
    const application = applications[side];
    const { url } = application;
    const { item } = JSON.parse(await readFile(file, 'utf8')) as { item: Item[] };
    const all = item.flatMap((each) => each.item ?? [each]).map((each) => each.request!);
    const paths = all
      .filter(({ method, url: path }) => method === 'GET' && !path.includes('/:'))
      .map(({ url: path }) => path.replace('{{url}}', url))
      .filter((path) => !path.endsWith('/mine')); // needs a client that acts for a user
    const scopes = paths
      .map((path) => /\/api\/([\w-]+)$/.exec(path)?.[1])
      .filter((type) => type !== undefined && type !== 'docs');
    const token = await accessTokenAt(
      url,
      await application.createClient(scopesFor(scopes as string[])),
    );
    for (const path of paths) {
      const { status } = await request(path, {
        headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/vnd.api+json' },
      });
      expect([path, status]).toEqual([path, 200]);
    }
  });
});

/** The scopes to read these lists, some of which have another name than their resource. */
function scopesFor(types: readonly string[]): string {
  const others: Record<string, string> = {
    'oauth-clients': 'clients:read',
    'oauth-client-secrets': 'clients:read',
    'signing-keys': 'keys:read',
    'revoked-tokens': 'tokens:revoke',
    'audit-events': 'audit:read',
  };
  return [...new Set(types.map((type) => others[type] ?? `${type}:read`))].join(' ');
}
