import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { version } from '#launch';
import {
  startApplications,
  type TestApplication,
  type TestApplications,
} from '../support/applications.js';
import { makeClientKey, signAssertion, withAssertion } from '../support/client-keys.js';
import { samplesOf, sumOf } from '../support/metrics.js';
import { accessToken, api, credentials, request, tokenRequest } from '../support/requests.js';
import { signingKey } from '../support/tokens.js';

let applications: TestApplications;
let backoffice: TestApplication;

beforeAll(async () => {
  applications = await startApplications();
  ({ backoffice } = applications);
});
afterAll(async () => applications.stop());

/** Returns how much a metric grows while `work` runs. */
async function growth(
  name: string,
  labels: Record<string, string>,
  work: () => Promise<unknown>,
): Promise<number> {
  const before = sumOf(await samplesOf(backoffice), name, labels);
  await work();
  return sumOf(await samplesOf(backoffice), name, labels) - before;
}

describe('http_server_request_duration_seconds', () => {
  const COUNT = 'http_server_request_duration_seconds_count';

  it('has the pattern of the path and not the path', async () => {
    const token = await accessToken(backoffice);
    const id = '018f0000-0000-7000-8000-000000000000';
    const labels = {
      http_request_method: 'GET',
      http_route: '/api/users/:id',
      http_response_status_code: '404',
    };
    const grown = await growth(COUNT, labels, async () =>
      api(backoffice, token, `/api/users/${id}`),
    );
    expect(grown).toBe(1);
    const all = await samplesOf(backoffice);
    expect(all.filter(({ labels: own }) => Object.values(own).join().includes(id))).toEqual([]);
  });

  it('has no route for an unknown path, and the method _OTHER for an unusual one', async () => {
    const unknown = {
      http_request_method: 'GET',
      http_route: '',
      http_response_status_code: '404',
    };
    const get = async () => request(`${backoffice.url}/nowhere`);
    expect(await growth(COUNT, unknown, get)).toBe(1);
    const unusual = { http_request_method: '_OTHER', http_response_status_code: '405' };
    const purge = async () => request(`${backoffice.url}/nowhere`, { method: 'PURGE' });
    expect(await growth(COUNT, { ...unusual, http_response_status_code: '404' }, purge)).toBe(1);
  });

  it('measures seconds: a token takes less than one, and more than nothing', async () => {
    const labels = { http_route: '/oauth2-token', http_response_status_code: '200' };
    const sum = 'http_server_request_duration_seconds_sum';
    const seconds = await growth(sum, labels, async () => accessToken(backoffice));
    expect(seconds).toBeGreaterThan(0.0001);
    expect(seconds).toBeLessThan(1);
  });
});

describe('metrics of the database', () => {
  it('measures statements by their operation, and by the error code of PostgreSQL', async () => {
    const count = 'db_client_operation_duration_seconds_count';
    const token = await accessToken(backoffice);
    const list = async () => api(backoffice, token, '/api/users');
    const selects = { db_system_name: 'postgresql', db_operation_name: 'SELECT', error_type: '' };
    expect(await growth(count, selects, list)).toBeGreaterThanOrEqual(1);
    const create = async () =>
      api(backoffice, token, '/api/users', {
        method: 'POST',
        document: {
          data: {
            type: 'users',
            attributes: {
              username: 'admin',
              email: 'admin@example.com',
              firstName: 'A',
              lastName: 'B',
            },
          },
        },
      });
    await create();
    expect(await growth(count, { error_type: '23505' }, create)).toBe(1);
  });

  it('measures the time until a request has a connection', async () => {
    const count = 'db_client_connection_wait_time_seconds_count';
    const token = await accessToken(backoffice);
    const list = async () => api(backoffice, token, '/api/users');
    const labels = { db_client_connection_pool_name: 'latchkey' };
    expect(await growth(count, labels, list)).toBeGreaterThanOrEqual(1);
    const max = sumOf(await samplesOf(backoffice), 'latchkey_database_connections_max');
    expect(max).toBe(10);
  });
});

describe('metrics of tokens', () => {
  const ISSUED = 'latchkey_access_tokens_issued_total';

  it('counts tokens by grant type and client authentication method', async () => {
    const { clientId, clientSecret } = backoffice.client;
    const key = makeClientKey();
    const withKey = await backoffice.createClient('users:read', { jwks: { keys: [key.jwk] } });
    const by = (method: string) => ({
      grant_type: 'client_credentials',
      client_authentication_method: method,
    });
    const grant = 'grant_type=client_credentials';
    const basic = Buffer.from(`${clientId}:${clientSecret}`).toString('base64');
    const post = async () => tokenRequest(backoffice, credentials(backoffice.client));
    expect(await growth(ISSUED, by('client_secret_post'), post)).toBe(1);
    const header = async () => tokenRequest(backoffice, grant, { Authorization: `Basic ${basic}` });
    expect(await growth(ISSUED, by('client_secret_basic'), header)).toBe(1);
    const assertion = async () => {
      const { url: issuer } = backoffice;
      const signed = signAssertion({ issuer, clientId: withKey.clientId, key });
      expect((await tokenRequest(backoffice, withAssertion(signed))).status).toBe(200);
    };
    expect(await growth(ISSUED, by('private_key_jwt'), assertion)).toBe(1);
  });

  it('counts refused requests for tokens by the code of their error', async () => {
    const refused = 'latchkey_token_refusals_total';
    const wrong = { ...credentials(backoffice.client), client_secret: 'wrong' };
    const authenticate = async () => tokenRequest(backoffice, wrong);
    expect(await growth(refused, { error: 'invalid_client' }, authenticate)).toBe(1);
    const scope = async () =>
      tokenRequest(backoffice, { ...credentials(backoffice.client), scope: 'customers:write' });
    expect(await growth(refused, { error: 'invalid_scope' }, scope)).toBe(1);
    expect(await growth(refused, {}, async () => accessToken(backoffice))).toBe(0);
  });
});

describe('metrics of keys, revocations and notifications', () => {
  it('has the state and the age of each signing key, and the keys that the process lacks', async () => {
    const samples = await samplesOf(backoffice);
    const { kid } = signingKey(backoffice);
    const age = samples.filter(({ name }) => name === 'latchkey_signing_key_age_seconds');
    expect(age).toEqual([
      {
        name: 'latchkey_signing_key_age_seconds',
        labels: { kid, state: 'active' },
        value: expect.any(Number),
      },
    ]);
    expect(Math.abs(age[0]!.value)).toBeLessThan(600);
    const states = samples.filter(({ name }) => name === 'latchkey_signing_keys');
    expect(Object.fromEntries(states.map(({ labels, value }) => [labels.state, value]))).toEqual({
      announced: 0,
      active: 1,
      retired: 0,
    });
    expect(sumOf(samples, 'latchkey_signing_keys_lacking')).toBe(0);
    expect(sumOf(samples, 'latchkey_signing_key_rotation_interval_seconds')).toBe(90 * 86_400);
  });

  it('has the revoked tokens in memory, and how far this process may be behind', async () => {
    const samples = await samplesOf(backoffice);
    expect(sumOf(samples, 'latchkey_notifications_connected')).toBe(1);
    expect(sumOf(samples, 'latchkey_revocation_lag_seconds')).toBe(0);
    const lag = sumOf(samples, 'latchkey_notification_lag_seconds');
    expect(lag).toBeGreaterThan(0);
    // A heartbeat is sent each second, and is answered within 1.5 s.
    expect(lag).toBeLessThan(2.5);
    const revoked = async () => {
      const token = await accessToken(backoffice);
      const body = new URLSearchParams({ ...credentials(backoffice.client), token });
      await request(`${backoffice.url}/oauth2-token/revoke`, { method: 'POST', body });
    };
    expect(await growth('latchkey_revoked_tokens', {}, revoked)).toBe(1);
  });

  it('names the version, the Node.js and the side', async () => {
    const all = (await samplesOf(backoffice)).filter(({ name }) => name === 'latchkey_build_info');
    expect(all).toEqual([
      {
        name: 'latchkey_build_info',
        labels: { version: version(), node_version: process.version, side: 'backoffice' },
        value: 1,
      },
    ]);
  });
});

describe('labels', () => {
  /** Requests without a network, through all hooks, so that 20,000 of them take seconds. */
  async function send(body: (at: number) => object): Promise<void> {
    const fastify: FastifyInstance = applications.storefront.app.getHttpAdapter().getInstance();
    const parts = Array.from({ length: 100 }, (_, part) => part);
    for (const part of parts) {
      const numbers = Array.from({ length: 100 }, (_, at) => part * 100 + at);
      await Promise.all(numbers.map(async (at) => fastify.inject(body(at))));
    }
  }

  it('do not grow with 10,000 unknown clients and 10,000 unknown paths', async () => {
    const { storefront } = applications;
    const path = (at: number) => ({ method: 'GET', url: `/unknown-${at}/${at}` });
    const client = (at: number) => ({
      method: 'POST',
      url: '/oauth2-token',
      payload: { grant_type: 'client_credentials', client_id: `client-${at}`, client_secret: 'x' },
    });
    await Promise.all([path(-1), client(-1)].map(async (one) => send(() => one)));
    const before = (await samplesOf(storefront)).length;
    await send(path);
    await send(client);
    const after = await samplesOf(storefront);
    const labels = after.map((sample) => Object.values(sample.labels).join(' '));
    expect(labels.filter((text) => /unknown-|client-\d/.test(text))).toEqual([]);
    // Series of failures that the first requests did not have, such as those of a locked network.
    expect(after.length - before).toBeLessThan(60);
    const count = 'http_server_request_duration_seconds_count';
    expect(sumOf(after, count, { http_route: '' })).toBeGreaterThanOrEqual(10_000);
    expect(sumOf(after, count, { http_route: '/oauth2-token' })).toBeGreaterThanOrEqual(10_000);
  });
});
