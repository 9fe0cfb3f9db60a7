import { generateKeyPairSync } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { BackofficeModule } from '../../apps/backoffice/src/backoffice.module.js';
import type { Backoffice, ClientOptions, Storefront } from '#client';
import type { Config } from '#config';
import { startServer, type RunningServer } from '#server';
import {
  startApplications,
  type TestApplications,
  type TestClient,
} from '../support/applications.js';
import { CLIENT_MODULE, importClient } from '../support/client-package.js';
import { compileErrors, programOf, writeProgram } from '../support/program.js';

const SCOPES =
  'users:read users:write roles:read roles:write customers:read customers:write ' +
  'customer-users:read customer-users:write clients:read clients:write clients:admin keys:write';

const { createClient } = await importClient();

let applications: TestApplications;
let config: Config;
let credentials: TestClient;
/** The back office in place of that of `applications`, after a restart. */
let restarted: RunningServer | undefined;

beforeAll(async () => {
  applications = await startApplications((given) => (config = given));
  credentials = await applications.backoffice.createClient(SCOPES);
});
afterAll(async () => {
  await restarted?.stop();
  await applications.stop();
});

/** A change for `update`. */
type Change = (read: { name: string }) => Promise<{ description: string }>;

function backoffice(options: Partial<ClientOptions> = {}) {
  const { url } = applications.backoffice;
  return createClient<Backoffice>({ url, ...credentials, ...options } as ClientOptions);
}

/** Calls in a loop, until `stop`, which returns the number of calls. Fails with the first failure. */
function keepCalling(call: () => Promise<unknown>): { stop(): Promise<number> } {
  const stopped = new AbortController();
  const run = async () => {
    let count = 0;
    for (; !stopped.signal.aborted; count += 1) await call();
    return count;
  };
  const result = run();
  result.catch(() => {});
  return {
    stop: async () => {
      stopped.abort();
      return result;
    },
  };
}

describe('the client of the back office', () => {
  it('creates, reads over all pages, updates and deletes', async () => {
    const client = backoffice();
    const operations = client.operations();
    const elm = operations.add('customers', { attributes: { name: 'Elm' } });
    for (const name of ['ann', 'bob', 'cleo']) {
      operations.add('customer-users', {
        attributes: { email: `${name}@elm.test`, firstName: name, lastName: 'Lee' },
        relationships: { customer: elm },
      });
    }
    const results = await operations.send();
    const { id } = results.get(elm);
    const query = {
      'page[size]': 2,
      sort: ['-firstName' as const],
      include: ['customer' as const, 'customer.customerUsers' as const],
    };
    const people = [];
    const requests = vi.fn<typeof fetch>(async (url, init) => fetch(url, init));
    const all = backoffice({ fetch: requests }).all('/api/customer-users', { params: { query } });
    for await (const person of all) people.push(person);
    expect(people.map(({ firstName }) => firstName)).toEqual(['cleo', 'bob', 'ann']);
    expect(requests).toHaveBeenCalledTimes(3);
    expect(people[0]!.customer).toMatchObject({ type: 'customers', id, name: 'Elm' });
    expect(people[0]!.customer!.customerUsers).toContain(people[0]);

    const path = { id };
    const { etag } = await client.GET('/api/customers/{id}', { params: { path } });
    const same = await client.GET('/api/customers/{id}', { params: { path }, ifNoneMatch: etag! });
    expect([same.data, same.response.status]).toEqual([undefined, 304]);
    const name = 'Elm & Sons';
    const data = { type: 'customers' as const, id, attributes: { name } };
    const change = vi.fn<Change>(async (read) => {
      if (read.name === 'Elm') {
        await client.PATCH('/api/customers/{id}', { params: { path }, body: { data } });
      }
      return { description: `${read.name} in Ghent` };
    });
    const changed = await client.update('/api/customers/{id}', { params: { path } }, change);
    expect(changed).toMatchObject({ name, description: 'Elm & Sons in Ghent' });
    expect(change).toHaveBeenCalledTimes(2);
    const stale = client.DELETE('/api/customers/{id}', { params: { path }, ifMatch: etag });
    await expect(stale).rejects.toMatchObject({ status: 412, code: 'precondition_failed' });
    await expect(client.DELETE('/api/customers/{id}', { params: { path } })).rejects.toMatchObject({
      status: 409,
      code: 'reference_conflict',
    });
  });

  it('throws an ApiError with code, pointer and request id', async () => {
    const data = { type: 'roles' as const, attributes: { name: '', scopes: [] } };
    await expect(backoffice().POST('/api/roles', { body: { data } })).rejects.toMatchObject({
      name: 'ApiError',
      status: 422,
      pointer: '/data/attributes/name',
      requestId: expect.stringMatching(/^[\da-f-]{36}$/),
    });
    const client = backoffice({ clientSecret: 'wrong' });
    await expect(client.GET('/api/users')).rejects.toMatchObject({
      code: 'invalid_client',
      status: 401,
      message: expect.not.stringContaining('wrong'),
    });
  });

  it('authenticates with a key, and binds its tokens, with the nonces of the server', async () => {
    config.dpop.requireNonce = true;
    const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    const jwks = { keys: [publicKey.export({ format: 'jwk' })] };
    const { clientId } = await applications.backoffice.createClient('users:read', {
      jwks,
      dpopBoundAccessTokens: true,
    });
    const pem = String(privateKey.export({ type: 'pkcs8', format: 'pem' }));
    const options = { clientId, clientSecret: undefined, privateKey: pem, dpop: true };
    const client = backoffice(options);
    const query = { 'page[size]': 1, 'page[total]': true };
    const { data } = await client.GET('/api/users', { params: { query } });
    expect(data.meta?.page?.total).toBe(0);
    config.dpop.requireNonce = false;
  });

  it('reports a replaced secret', async () => {
    const own = await applications.backoffice.createClient('users:read');
    await backoffice().POST('/api/oauth-client-secrets', {
      body: {
        data: {
          type: 'oauth-client-secrets',
          attributes: { overlap: 3600 },
          relationships: { client: { data: { type: 'oauth-clients', id: own.clientId } } },
        },
      },
    });
    const onSecretDeprecated = vi.fn<NonNullable<ClientOptions['onSecretDeprecated']>>();
    await backoffice({ ...own, onSecretDeprecated }).GET('/api/users');
    const inAnHour = Date.now() + 3_600_000;
    const [[{ deprecatedAt, sunset }]] = onSecretDeprecated.mock.calls as [[never]] as [
      [{ deprecatedAt: Date; sunset: Date }],
    ];
    expect(Math.abs(deprecatedAt.getTime() - Date.now())).toBeLessThan(60_000);
    expect(Math.abs(sunset.getTime() - inAnHour)).toBeLessThan(60_000);
  });
});

describe('the client of the storefront', () => {
  it('has the types of its side', async () => {
    const { url, client } = applications.storefront;
    const storefront = createClient<Storefront>({ url, ...client });
    const names = { firstName: 'Ann', lastName: 'Lee' };
    const attributes = { email: 'ann@shop.example', ...names };
    await storefront.POST('/api/users', { body: { data: { type: 'users', attributes } } });
    const found: boolean[] = [];
    const query = { 'filter[email]': ['ann@shop.example'] };
    for await (const user of storefront.all('/api/users', { params: { query } })) {
      found.push(user.confirmed);
    }
    expect(found).toEqual([false]);
    // @ts-expect-error: the storefront has no roles
    await expect(storefront.GET('/api/roles')).rejects.toMatchObject({ status: 404 });
  });
});

describe('a client keeps working', () => {
  it('while its tokens are revoked and the keys are rotated', async () => {
    const own = await applications.backoffice.createClient('users:read');
    const client = backoffice(own);
    const calls = keepCalling(async () => client.GET('/api/users'));
    const admin = backoffice();
    const params = { path: { id: own.clientId } };
    for (let round = 0; round < 3; round += 1) {
      await admin.POST('/api/oauth-clients/{id}/revoke-tokens', { params });
      await client.GET('/api/users');
    }
    const data = { type: 'signing-keys' as const, attributes: { side: 'backoffice' as const } };
    await admin.POST('/api/signing-keys', { body: { data } });
    await admin.POST('/api/oauth-clients/{id}/revoke-tokens', { params });
    await client.GET('/api/users');
    expect(await calls.stop()).toBeGreaterThan(0);
  });

  it('while the server restarts, and each creation happens once', async () => {
    const client = backoffice({ retries: 8 });
    let count = 0;
    const calls = keepCalling(async () => {
      const attributes = { name: `role ${(count += 1)}`, scopes: [] };
      await client.POST('/api/roles', { body: { data: { type: 'roles', attributes } } });
    });
    await expect.poll(() => count).toBeGreaterThan(1);
    await applications.backoffice.stop();
    restarted = await startServer('backoffice', BackofficeModule.register(config), config);
    const before = count;
    await expect.poll(() => count).toBeGreaterThan(before + 1);
    await calls.stop();
    const query = { 'page[size]': 100, sort: ['createdAt' as const], 'page[total]': true };
    const { data } = await client.GET('/api/roles', { params: { query } });
    expect(data.meta?.page?.total).toBe(count);
  });
});

describe('docs/client.md', () => {
  it('has code that compiles and runs', async () => {
    const { privateKey, publicKey } = generateKeyPairSync('ed25519');
    const jwks = { keys: [publicKey.export({ format: 'jwk' })] } as never;
    const { clientId } = await applications.backoffice.createClient('users:read', { jwks });
    const names = { firstName: 'Ada', lastName: 'Lovelace' };
    const attributes = { username: 'ada', email: 'ada@example.com', ...names };
    await backoffice().POST('/api/users', { body: { data: { type: 'users', attributes } } });
    const text = programOf(readFileSync('docs/client.md', 'utf8'), {
      '@latchkey/server/client': CLIENT_MODULE,
      'http://localhost:3000': applications.backoffice.url,
    });
    const path = writeProgram('client-page', text);
    const keyFile = join(path, '../client.pem');
    writeFileSync(keyFile, String(privateKey.export({ type: 'pkcs8', format: 'pem' })));
    vi.stubEnv('CLIENT_ID', credentials.clientId);
    vi.stubEnv('CLIENT_SECRET', credentials.clientSecret);
    vi.stubEnv('KEY_CLIENT_ID', clientId);
    vi.stubEnv('KEY_FILE', keyFile);
    const printed = vi.spyOn(console, 'log').mockReturnValue();
    await import(path);
    vi.unstubAllEnvs();
    const lines = printed.mock.calls.map((words) => words.join(' '));
    expect(lines).toEqual(
      expect.arrayContaining([
        '1 of 1 users',
        'ann@elm.test Elm & Sons',
        'ada',
        'Elm & Sons in Ghent Pays by invoice.',
        'unchanged',
        expect.stringMatching(/^created company \d+$/),
        expect.stringMatching(/^404 not_found \/atomic:operations\/0/),
      ]),
    );
    expect(compileErrors(path)).toEqual([]);
  });
});
