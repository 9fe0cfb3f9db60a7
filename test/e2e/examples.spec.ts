import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type Side, SIDES } from '#oauth';
import {
  freePort,
  startApplications,
  type TestApplications,
  type TestClient,
} from '../support/applications.js';
import { TESTER } from '../support/administration.js';
import { hasChromium, startBrowser } from '../support/browser.js';
import { CALLERS_FOLDER } from '../support/client-package.js';
import { Command } from '../support/commands.js';
import { hasNginx, Nginx } from '../support/nginx.js';
import { apiOf } from '../support/json-api.js';
import { hopOf } from '../support/people-clients.js';
import { accessTokenAt, request } from '../support/requests.js';
import { cheapHashes, createPerson, type TestPerson } from '../support/sign-in-people.js';
import { type PageAnswer, Visitor } from '../support/visitor.js';

let applications: TestApplications;
const started: { stop(): Promise<unknown> }[] = [];

/** The origin of the single-page app, which the storefront must allow before it starts. */
let pageOrigin: string;

beforeAll(async () => {
  pageOrigin = `http://127.0.0.1:${await freePort()}`;
  applications = await startApplications((config) => {
    cheapHashes(config);
    config.storefront.cors.allowedOrigins = [pageOrigin];
  });
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

const pathOf = (example: string) => join(CALLERS_FOLDER, 'examples', example);

const interpreterOf = (example: string) => (example.endsWith('.sh') ? 'bash' : process.execPath);

/** Runs a program as the page of examples says, and returns the lines that it prints. */
async function linesOf([example, ...words]: [string, ...string[]], client: TestClient, side: Side) {
  const environment = environmentOf(side, client);
  const env = { ...environment, LATCHKEY_URL: `${environment.LATCHKEY_URL}/` };
  const parameters = [pathOf(example), ...words];
  const { stdout } = await promisify(execFile)(interpreterOf(example), parameters, { env });
  return stdout.trimEnd().split('\n');
}

it('curl.sh reads, creates once, changes with an entity tag, and deletes', async () => {
  const { client } = applications.backoffice;
  const lines = await linesOf(['curl.sh'], client, 'backoffice');
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
  const [first] = await linesOf(['openid-client.mjs'], client, side);
  expect(first).toBe('a bearer token for 3600 s with users:read');
});

/** Starts a server of the examples on a free port, and returns it with its address. */
async function startServer(example: string, environment: Record<string, string>) {
  const program = new Command({ environment }, pathOf(example));
  const stop = async () => {
    program.signal('SIGTERM');
    await program.ended();
  };
  started.push({ stop });
  const [, url] = await program.prints(/listening on (\S+)\n/);
  return { program, url: url! };
}

async function startVerifier(): Promise<string> {
  const { client } = applications.backoffice;
  const { LATCHKEY_URL, ...environment } = environmentOf('backoffice', client);
  // The slash at the end is no part of the issuer.
  const withSlash = { ...environment, LATCHKEY_URL: `${LATCHKEY_URL}/` };
  return (await startServer('verify-express.mjs', withSlash)).url;
}

describe('backoffice-sync.mjs', () => {
  it('copies changed users, and continues a run that stopped', async () => {
    const { backoffice } = applications;
    const directory = await mkdtemp(join(tmpdir(), 'latchkey-sync-'));
    started.push({ stop: async () => rm(directory, { recursive: true }) });
    const state = join(directory, 'state.json');
    const sync = async () =>
      linesOf(['backoffice-sync.mjs', state], backoffice.client, 'backoffice');
    const users = await apiOf(backoffice, 'users:write');
    const ids: string[] = [];
    for (const name of ['ada', 'bob', 'cleo']) {
      const attributes = { username: `sync.${name}`, email: `${name}@sync.example` };
      const named = { ...attributes, firstName: name, lastName: 'Sync' };
      const { body } = await users.post('/api/users', { type: 'users', attributes: named });
      ids.push(body.data.id);
    }
    const first = await sync();
    expect(first.filter((line) => line.includes('@sync.example'))).toHaveLength(3);
    expect(first.at(-1)).toBe('copied 3 users that changed since the beginning');

    const later = '2100-01-01T00:00:00Z';
    await writeFile(state, JSON.stringify({ changedUntil: later }));
    expect((await sync()).at(-1)).toBe(
      'copied 0 users that changed since 2099-12-31T23:59:00.000Z',
    );
    expect(JSON.parse(await readFile(state, 'utf8'))).toEqual({ changedUntil: later });
    // A run that ends with the third user continues there, and finds a later change.
    const ended = first.find((line) => line.includes('cleo@sync.example'))!.split(' ')[2]!;
    await writeFile(state, JSON.stringify({ changedUntil: minuteAfter(ended) }));
    const data = { type: 'users', id: ids[1]!, attributes: { lastName: 'Changed' } };
    await users.patch(`/api/users/${ids[1]}`, data);
    const second = await sync();
    expect(second.map((line) => line.split(' ')[1])).toEqual([
      'cleo@sync.example',
      'bob@sync.example',
      '2',
    ]);
  });
});

/** The program reads a minute before the end of the last run again. */
const minuteAfter = (time: string) => new Date(Date.parse(time) + 60_000).toISOString();

/** Signs a shopper in at the storefront, and returns the address to which the browser returns. */
async function signInAt(address: string, { email, password }: TestPerson): Promise<string> {
  const { storefront } = applications;
  const visitor = new Visitor(storefront);
  const pathOfHop = (answer: PageAnswer) => hopOf(storefront, answer).slice(storefront.url.length);
  const hop = await visitor.get(address.slice(storefront.url.length));
  const asked = await visitor.get(pathOfHop(hop));
  const form = new URL(asked.headers.get('location')!, storefront.url);
  expect(form.pathname).toBe('/sign-in');
  const signedIn = await visitor.signIn(email, password, form.searchParams.get('return_to')!);
  const { status, headers } = await visitor.get(pathOfHop(signedIn));
  expect(status).toBe(303);
  return headers.get('location')!;
}

describe('storefront-server.mjs', () => {
  const cookieOf = (response: Response) => response.headers.get('set-cookie')!.split(';', 1)[0]!;

  async function startShop() {
    const client = await applications.administration.createClient({
      side: 'storefront',
      scopes: ['profile:read'],
      grantTypes: ['authorization_code', 'refresh_token'],
      redirectUris: ['http://127.0.0.1/callback'],
    });
    const { program, url } = await startServer(
      'storefront-server.mjs',
      environmentOf('storefront', client),
    );
    const open = async (path: string, cookie = '', method = 'GET') =>
      fetch(new URL(path, url), { method, headers: { Cookie: cookie }, redirect: 'manual' });
    return { program, open };
  }

  it('shows a shopper the own profile only, after a sign-in at Latchkey', async () => {
    const { open } = await startShop();
    const person = await createPerson(applications.database, 'storefront');
    const asked = await open('/sign-in');
    const callback = await signInAt(asked.headers.get('location')!, person);
    const signedIn = await open(callback, cookieOf(asked));
    expect([signedIn.status, signedIn.headers.get('location')]).toEqual([303, '/account']);
    expect(signedIn.headers.get('set-cookie')).toMatch(
      /^session=[\w-]{36}; Path=\/; HttpOnly; SameSite=Lax$/,
    );
    const session = cookieOf(signedIn);
    const shown = await open('/account', session);
    const text = await shown.text();
    expect(text).toContain('<h1>Ada Lovelace</h1>');
    expect(text + JSON.stringify([...shown.headers])).not.toMatch(/eyJ|lks_/);
    expect(shown.headers.get('cache-control')).toBe('no-store');
    expect((await open('/account')).headers.get('location')).toBe('/');

    expect((await open('/sign-out', session, 'POST')).status).toBe(303);
    expect((await open('/account', session)).headers.get('location')).toBe('/');
  });

  it('accepts a code only once, and only in the browser that asked for it', async () => {
    const { program, open } = await startShop();
    const person = await createPerson(applications.database, 'storefront');
    const asked = await open('/sign-in');
    const callback = await signInAt(asked.headers.get('location')!, person);
    const other = await open('/sign-in');
    expect((await open(callback)).status).toBe(403);
    expect((await open(callback, cookieOf(other))).status).toBe(403);
    await program.prints(/a sign-in failed: /);
    expect((await open(callback, cookieOf(asked))).status).toBe(303);
    expect((await open(callback, cookieOf(asked))).status).toBe(403);
  });

  it('shows nothing of a shopper whose account is disabled meanwhile', async () => {
    const { open } = await startShop();
    const person = await createPerson(applications.database, 'storefront');
    const asked = await open('/sign-in');
    const callback = await signInAt(asked.headers.get('location')!, person);
    const session = cookieOf(await open(callback, cookieOf(asked)));
    expect((await open('/account', session)).status).toBe(200);
    await applications.database.query('UPDATE customer_users SET enabled = false WHERE id = $1', [
      person.id,
    ]);
    await expect.poll(async () => (await open('/account', session)).status).toBe(303);
  });
});

describe.skipIf(!hasChromium)('single-page-app', () => {
  it('signs a shopper in, again without a form after a reload, and out', async () => {
    const { id: clientId } = await applications.administration.clients.create(
      {
        side: 'storefront',
        name: 'page',
        scopes: ['profile:read'],
        grantTypes: ['authorization_code', 'refresh_token'],
        redirectUris: [`${pageOrigin}/`],
        isPublic: true,
      },
      TESTER,
    );
    const client = { clientId, clientSecret: '' };
    const port = Number(new URL(pageOrigin).port);
    await startServer('single-page-app/server.mjs', environmentOf('storefront', client, port));
    const person = await createPerson(applications.database, 'storefront');
    const browser = await startBrowser();
    started.push({ stop: async () => browser.close() });
    const { page } = browser;
    await page.goto(pageOrigin);
    await page.getByText('You are not signed in.').waitFor();
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.locator('input[name=name]').fill(person.email);
    await page.locator('input[name=password]').fill(person.password);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByText('Hello Ada Lovelace').waitFor();
    expect(page.url()).toBe(`${pageOrigin}/`);

    await page.reload();
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByText('Hello Ada Lovelace').waitFor();
    await page.getByRole('button', { name: 'Sign out' }).click();
    await page.getByText('You are not signed in.').waitFor();
    expect(browser.errors).toEqual([]);
  });

  it('accepts no answer that the tab did not ask for', async () => {
    const client = { clientId: 'x', clientSecret: '' };
    const port = Number(new URL(pageOrigin).port);
    await startServer('single-page-app/server.mjs', environmentOf('storefront', client, port));
    const browser = await startBrowser();
    started.push({ stop: async () => browser.close() });
    await browser.page.goto(`${pageOrigin}/?code=stolen&state=x`);
    await browser.page.getByText('does not belong to a sign-in of this tab').waitFor();
    expect(browser.requests.filter((url) => url.includes('oauth2-token'))).toEqual([]);
  });
});

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

describe('verify-express.mjs, with tokens of an issuer that signs anything', () => {
  it('rejects a token with another issuer, audience or type, and an expired or bound one', async () => {
    const { publicKey, privateKey } = await generateKeyPair('ES256');
    const issuer = await serve((path) =>
      path.endsWith('/jwks.json')
        ? { body: { keys: [jwk] } }
        : { body: { jwks_uri: `${issuer}/.well-known/jwks.json` } },
    );
    const jwk = { ...(await exportJWK(publicKey)), kid: '1', alg: 'ES256' };
    const environment = { PATH: process.env.PATH ?? '', LATCHKEY_URL: issuer, PORT: '0' };
    const { url } = await startServer('verify-express.mjs', environment);
    const now = Math.floor(Date.now() / 1000);
    const claims = {
      iss: issuer,
      aud: `${issuer}/api`,
      exp: now + 60,
      client_id: '7',
      scope: 'users:read',
    };
    const statusOf = async (changed: object, typ = 'at+jwt') => {
      const header = { alg: 'ES256', kid: '1', typ };
      const jwt = new SignJWT({ ...claims, ...changed }).setProtectedHeader(header);
      return (await request(`${url}/orders`, authorization(await jwt.sign(privateKey)))).status;
    };
    expect([
      await statusOf({}),
      await statusOf({ iss: 'https://other.example' }),
      await statusOf({ aud: `${issuer}/other` }),
      await statusOf({}, 'JWT'),
      await statusOf({ exp: now - 60 }),
      await statusOf({ exp: undefined }),
      await statusOf({ client_id: undefined }),
      await statusOf({ cnf: { jkt: 'x' } }),
    ]).toEqual([200, 401, 401, 401, 401, 401, 401, 401]);
  });
});

describe('verify-express.mjs, when the keys cannot be fetched', () => {
  it.each([
    ['is an error page', () => ({ status: 502 })],
    ['is no key set', () => ({ body: { keys: 'none' } })],
    ['does not answer', () => 'reset' as const],
  ])('answers 503 instead of rejecting the token: the document %s', async (_, answer) => {
    const issuer = await serve((path) =>
      path.endsWith('/jwks.json')
        ? answer()
        : { body: { jwks_uri: `${issuer}/.well-known/jwks.json` } },
    );
    const environment = { PATH: process.env.PATH ?? '', LATCHKEY_URL: issuer, PORT: '0' };
    const { program, url } = await startServer('verify-express.mjs', environment);
    const { privateKey } = await generateKeyPair('ES256');
    const jwt = new SignJWT({ iss: issuer }).setProtectedHeader({ alg: 'ES256', kid: '1' });
    const { status, headers } = await request(
      `${url}/orders`,
      authorization(await jwt.sign(privateKey)),
    );
    expect([status, headers.get('www-authenticate')]).toEqual([503, null]);
    await program.prints(/the keys of .* are not available: /);
  });
});

describe('a program with a wrong environment', () => {
  const programs = [
    'backoffice-sync',
    'openid-client',
    'storefront-server',
    'single-page-app/server',
    'verify-express',
  ];
  const files = [...programs.map((name) => `${name}.mjs`), 'curl.sh'];

  /** Runs the program, and returns its exit code and what it prints about the failure. */
  async function failureOf(file: string, environment: Record<string, string>) {
    const env = { PATH: process.env.PATH ?? '', ...environment };
    const running = promisify(execFile)(interpreterOf(file), [pathOf(file)], { env });
    return running.then(
      () => expect.fail(`${file} succeeded`),
      ({ stderr }: { stderr: string }) => stderr,
    );
  }

  it.each(files)('%s names the variable in one line', async (file) => {
    const line = await failureOf(file, {});
    expect(line).toMatch(/^.*LATCHKEY_URL.*http:\/\/localhost:3000\n$/);
    if (file.includes('verify')) return;
    const missing = { LATCHKEY_URL: applications.backoffice.url, CLIENT_SECRET: 'lkb_x' };
    expect(await failureOf(file, missing)).toMatch(/^.*CLIENT_ID.*\n$/);
  });

  it('verify-express.mjs says that the address has no metadata, or does not answer', async () => {
    const file = 'verify-express.mjs';
    const LATCHKEY_URL = `${applications.backoffice.url}/other`;
    expect(await failureOf(file, { LATCHKEY_URL })).toBe(
      `${LATCHKEY_URL}/.well-known/oauth-authorization-server answered 404: is LATCHKEY_URL right?\n`,
    );
    const nowhere = `http://127.0.0.1:${await freePort()}`;
    expect(await failureOf(file, { LATCHKEY_URL: nowhere })).toMatch(/^.* does not answer: .*\n$/);
  });
});

interface Served {
  status?: number;
  body?: object;
}

/** Serves JSON by path until the end of the test, and returns the address. */
async function serve(answer: (path: string) => Served | 'reset'): Promise<string> {
  const server = createServer(({ url }, response) => {
    const served = answer(url!);
    if (served === 'reset') return response.destroy();
    const { status = 200, body = {} } = served;
    response.writeHead(status, { 'Content-Type': 'application/json' });
    return response.end(JSON.stringify(body));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const stop = async () => {
    server.closeAllConnections();
    await server[Symbol.asyncDispose]();
  };
  started.push({ stop });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

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
    const configuration = (await readFile(pathOf('verify-nginx.conf'), 'utf8'))
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
  const file = pathOf(`postman/${side}.postman_collection.json`);

  it('is up to date; examples/postman/generate.mjs writes it again', async () => {
    const generator = pathOf('postman/generate.mjs');
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
      .filter(
        (path) =>
          !/\/(?:mine|oauth2-userinfo|authentication-factors|sign-in-states|client-scopes)$/.test(
            path,
          ),
      ); // need a user, a person or a client
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
    'client-usage': 'clients:read',
    'signing-keys': 'keys:read',
    'revoked-tokens': 'tokens:revoke',
    'audit-events': 'audit:read',
    'audit-heads': 'audit:read',
    'audit-chains': 'audit:read',
    'refresh-tokens': 'grants:read',
    consents: 'grants:read',
    'role-combinations': 'roles:read',
    refusals: 'clients:read',
  };
  return [...new Set(types.map((type) => others[type] ?? `${type}:read`))].join(' ');
}
