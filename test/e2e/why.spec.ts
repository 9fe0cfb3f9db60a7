import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Clients, ClientSecrets, makeClientSecret } from '#oauth';
import {
  startApplications,
  type TestApplication,
  type TestApplications,
  type TestClient,
  TESTER,
} from '../support/applications.js';
import { makeClientKey, signAssertion, withAssertion } from '../support/client-keys.js';
import { latchkey } from '../support/latchkey.js';
import { type Answer, credentials, request, tokenRequest } from '../support/requests.js';

const HOME = '192.0.2.10';

let applications: TestApplications;
let backoffice: TestApplication;

beforeAll(async () => {
  applications = await startApplications((config) => {
    Object.assign(config.clients.failedAttempts, { perClient: 10, perNetwork: 10_000 });
    config.http.trustedProxies = ['127.0.0.1'];
  });
  backoffice = applications.backoffice;
});
afterAll(async () => applications.stop());

const run = async (...words: string[]) =>
  latchkey(
    { environment: { PATH: process.env.PATH ?? '', DATABASE_URL: applications.database.url } },
    ...words,
  );

const ask = async (client: TestClient, address = HOME) =>
  tokenRequest(backoffice, credentials(client), { 'X-Forwarded-For': address });

const change = async ({ clientId }: TestClient, changes: Parameters<Clients['update']>[1]) =>
  backoffice.app.get(Clients).update(clientId, changes, TESTER);

const sql = async (text: string, parameters: unknown[]) =>
  applications.database.query(text, parameters);

const key = makeClientKey();

const clientWithKey = async (attributes: object = {}) =>
  backoffice.createClient('users:read', { jwks: { keys: [key.jwk] }, ...attributes });

const sign = ({ clientId }: TestClient, more: Partial<Parameters<typeof signAssertion>[0]> = {}) =>
  signAssertion({ issuer: backoffice.url, clientId, key, ...more });

const askWith = async (assertion: string, more: object = {}) =>
  tokenRequest(backoffice, { ...withAssertion(assertion), ...more }, { 'X-Forwarded-For': HOME });

const wrong = () => makeClientSecret('backoffice');

async function staffUser(): Promise<string> {
  const name = randomUUID();
  const [row] = await sql(
    `INSERT INTO staff_users (username, email, first_name, last_name)
     VALUES ($1, $1 || '@example.com', 'Kim', 'Doe') RETURNING id`,
    [name],
  );
  return String(row!.id);
}

async function owned(owner: string): Promise<TestClient> {
  return backoffice.createClient('users:read', { owner: { type: 'users', id: owner } });
}

/** Causes a failure, and has the expected explanation. */
interface Story {
  fail: () => Promise<{ answer: Answer; client?: TestClient; address?: string }>;
  because: RegExp;
  state?: RegExp;
}

const stories: Record<string, Story> = {
  unknown_client: {
    fail: async () => ({
      answer: await ask({ clientId: randomUUID(), clientSecret: wrong() }),
    }),
    because:
      /this side has no client with this id\nthe client id in the request was [0-9a-f-]{36}$/,
  },
  'unknown_client of the other side': {
    fail: async () => ({ answer: await ask(applications.storefront.client) }),
    because:
      /this side has no client with this id\nthe storefront, not the backoffice, has the client [0-9a-f-]{36}, "client \w+"; it is enabled now$/,
  },
  'unknown_client that is no id': {
    fail: async () => ({ answer: await ask({ clientId: 'erp', clientSecret: wrong() }) }),
    because: /no client with this id\nthe request had no well-formed client id$/,
  },
  'unknown_client with a blank': {
    fail: async () => ({ answer: await ask({ clientId: `${randomUUID()} `, clientSecret: 'x' }) }),
    because:
      /no client with this id: it was sent with white space around it\nthe request had no well-formed client id$/,
  },
  'wrong_secret with the line break of a form': {
    fail: async () => {
      const client = await backoffice.createClient();
      const form = new URLSearchParams({
        grant_type: 'client_credentials',
        client_id: client.clientId,
        client_secret: client.clientSecret,
      });
      const body = `${form.toString()}\n`;
      return { client, answer: await tokenRequest(backoffice, body, { 'X-Forwarded-For': HOME }) };
    },
    because: /this client has never had this secret: it was sent with white space around it$/m,
  },
  wrong_secret: {
    fail: async () => {
      const client = await backoffice.createClient();
      return { client, answer: await ask({ ...client, clientSecret: wrong() }) };
    },
    because: /this client has never had this secret$/m,
  },
  'wrong_secret of a disabled client': {
    fail: async () => {
      const client = await backoffice.createClient('users:read', { enabled: false });
      return { client, answer: await ask({ ...client, clientSecret: wrong() }) };
    },
    because: /this client has never had this secret, and the client is disabled as well$/m,
    state: /it is disabled now$/,
  },
  expired_secret: {
    fail: async () => {
      const client = await backoffice.createClient();
      const expire = `UPDATE oauth_client_secrets SET expires_at = '2020-01-01' WHERE client_id = $1`;
      await sql(expire, [client.clientId]);
      return { client, answer: await ask(client) };
    },
    because:
      /the secret has expired or was retired: the one that ends in \w{4} expired at 2020-01-01T00:00:00.000Z$/m,
  },
  early_secret: {
    fail: async () => {
      const { clientId } = await backoffice.createClient();
      const notBefore = '2099-01-01T00:00:00Z';
      const secrets = backoffice.app.get(ClientSecrets);
      const { secret } = (await secrets.create(clientId, { notBefore }, TESTER))!;
      const client = { clientId, clientSecret: secret };
      return { client, answer: await ask(client) };
    },
    because:
      /the secret is not valid yet: the one that ends in \w{4} is good from 2099-01-01T00:00:00.000Z$/m,
  },
  disabled: {
    fail: async () => {
      const client = await backoffice.createClient();
      await change(client, { enabled: false });
      const answer = await ask(client);
      await change(client, { enabled: true });
      return { client, answer };
    },
    because: /the client is disabled; the credentials were right$/m,
    state: /it is enabled now$/,
  },
  expired: {
    fail: async () => {
      const client = await backoffice.createClient();
      await change(client, { expiresAt: '2020-01-01T00:00:00Z' });
      return { client, answer: await ask(client) };
    },
    because: /the client itself has expired; the credentials were right$/m,
    state: /it expired at 2020-01-01T00:00:00Z$/,
  },
  owner_disabled: {
    fail: async () => {
      const owner = await staffUser();
      const client = await owned(owner);
      await sql('UPDATE staff_users SET enabled = false WHERE id = $1', [owner]);
      return { client, answer: await ask(client) };
    },
    because: /its owner may not act; the credentials were right$/m,
    state: /it is enabled, but its owner, user \d+, may not act$/,
  },
  owner_gone: {
    fail: async () => {
      const owner = await staffUser();
      const client = await owned(owner);
      await sql('DELETE FROM staff_users WHERE id = $1', [owner]);
      return { client, answer: await ask(client) };
    },
    because: /its owner no longer exists; the credentials were right$/m,
    state: /it is enabled, but its owner, user \d+, no longer exists$/,
  },
  network: {
    fail: async () => {
      const client = await backoffice.createClient('users:read', {
        allowedNetworks: ['10.0.0.0/8'],
      });
      return { client, answer: await ask(client, '198.51.100.7'), address: '198.51.100.7' };
    },
    because:
      /the request came from a network that the client may not call from; the credentials were right$/m,
  },
  basic_not_form_encoded: {
    fail: async () => {
      const client = await backoffice.createClient();
      const Authorization = `Basic ${btoa(`${client.clientId}:100%secret`)}`;
      const headers = { 'X-Forwarded-For': HOME, Authorization };
      const answer = await tokenRequest(backoffice, 'grant_type=client_credentials', headers);
      return { client, answer };
    },
    because: /the Basic credentials are not form-encoded: encode id and secret/,
  },
  unreadable_assertion: {
    fail: async () => ({ answer: await askWith('x') }),
    because: /the client assertion is not a signed JWT with a sub\nthe request had no well-formed/,
  },
  assertion_of_another: {
    fail: async () => {
      const [client, other] = [await clientWithKey(), await clientWithKey()];
      const answer = await askWith(sign(client), { client_id: other.clientId });
      return { client: other, answer };
    },
    because: /client_id and the assertion name different clients$/m,
  },
  bad_assertion: {
    fail: async () => {
      const client = await clientWithKey();
      const aud = `${backoffice.url}/oauth2-token`;
      return { client, answer: await askWith(sign(client, { claims: { aud } })) };
    },
    because:
      /\(RFC 7523 §3\): aud is the URL of the token endpoint; it must be the issuer of this side/m,
  },
  'bad_assertion with a header': {
    fail: async () => {
      const client = await clientWithKey();
      return { client, answer: await askWith(sign(client, { header: { jku: 'https://x' } })) };
    },
    because: /breaks a rule \(RFC 7523 §3\): its header has jku$/m,
  },
  no_client_key: {
    fail: async () => {
      const client = await backoffice.createClient();
      return { client, answer: await askWith(sign(client)) };
    },
    because: /the client has no key, registered or at its jwksUri$/m,
  },
  unknown_client_key: {
    fail: async () => {
      const client = await clientWithKey();
      return { client, answer: await askWith(sign(client, { header: { kid: 'another' } })) };
    },
    because: /the client has no key with the kid of the assertion$/m,
  },
  'wrong_signature of a disabled client': {
    fail: async () => {
      const client = await clientWithKey({ enabled: false });
      const stranger = { ...makeClientKey(), kid: key.kid };
      return { client, answer: await askWith(sign(client, { key: stranger })) };
    },
    because: /is not signed by a key of the client, .*, and the client is disabled as well$/m,
    state: /it is disabled now$/,
  },
  key_set_unavailable: {
    fail: async () => {
      const jwksUri = 'https://127.0.0.1/jwks.json';
      const client = await backoffice.createClient('users:read', { jwksUri });
      return { client, answer: await askWith(sign(client)) };
    },
    because:
      /could not be fetched from its jwksUri: 127\.0\.0\.1 is no public address, see clients\./,
  },
  replayed_assertion: {
    fail: async () => {
      const client = await clientWithKey();
      const assertion = sign(client);
      expect((await askWith(assertion)).status).toBe(200);
      return { client, answer: await askWith(assertion) };
    },
    because: /the assertion was used before, and each assertion works once$/m,
  },
  unknown_secret: {
    fail: async () => ({
      answer: await request(`${backoffice.url}/oauth2-token/self-revoke`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json', 'X-Forwarded-For': HOME },
        body: JSON.stringify({ client_secret: wrong() }),
      }),
    }),
    because: /no client of this side has this secret: to be revoked by its holder$/,
  },
};

/** Runs `why` for a request until its refusal or its event is recorded: a second or two. */
async function why(answer: Answer, ...words: string[]) {
  const requestId = answer.headers.get('x-request-id')!;
  const expected = answer.status < 400 ? /./ : / refused |"refusals": \[\s*\{/;
  for (let time = 0; time < 60; time++) {
    const explained = await run('why', requestId, ...words);
    if (expected.test(explained.output)) return { requestId, ...explained };
    await pause(250);
  }
  throw new Error(`no explanation of ${requestId}`);
}

describe('latchkey why', () => {
  it.each(Object.entries(stories))('explains %s', async (_, { fail, because, state }) => {
    const { answer, client, address = HOME } = await fail();
    expect(answer.status).toBe(401);
    const { output, errors } = await why(answer);
    expect(errors).toBe('');
    expect(output).toMatch(
      new RegExp(
        `^\\d{4}-\\S+Z from ${address}: the backoffice refused POST /oauth2-token\\S* with 401 invalid_client\nbecause `,
      ),
    );
    const [, text = '', advice = ''] = /^(.*)\nwhat to do: (.+)\n$/s.exec(output) ?? [];
    expect(advice).toMatch(/^[A-Z].*\.$/);
    expect(text).toMatch(because);
    const named = client ? `\nthe client is ${client.clientId}, "client ` : '';
    expect(text).toContain(named);
    expect(text).toMatch(state ?? (client ? /; it is enabled now$/ : because));
    expect(output).not.toMatch(/lk[bs]_/);
  });

  it('prints the explanation as JSON', async () => {
    const { answer, client } = await stories.wrong_secret!.fail();
    const { requestId, output } = await why(answer, '--json');
    expect(JSON.parse(output)).toEqual({
      requestId,
      events: [],
      refusals: [
        {
          occurredAt: expect.any(String),
          side: 'backoffice',
          address: HOME,
          method: 'POST',
          route: '/oauth2-token',
          status: 401,
          code: 'invalid_client',
          reason: 'wrong_secret',
          required: null,
          explanation: {
            kind: 'wrong_secret',
            isLocked: false,
            further: null,
            details: null,
            text: 'this client has never had this secret',
            advice: expect.stringMatching(/^Compare the last four characters/),
          },
          client: {
            clientId: client!.clientId,
            side: 'backoffice',
            name: expect.any(String),
            state: 'is enabled now',
          },
        },
      ],
    });
  });

  it('explains a successful request', async () => {
    const client = await backoffice.createClient();
    const answer = await request(`${backoffice.url}/oauth2-token/self-revoke`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', 'X-Forwarded-For': HOME },
      body: JSON.stringify({ client_secret: client.clientSecret }),
    });
    expect(answer.status).toBe(200);
    const { output } = await why(answer);
    expect(output).toMatch(
      /^\S+Z holder 192\.0\.2\.10 from 192\.0\.2\.10: secret\.self_revoked of oauth-client-secrets [0-9a-f-]{36} \(backoffice\)\nbefore: \{/,
    );
  });

  it('explains a request that is answered 429 because the network is locked', async () => {
    const client = await backoffice.createClient();
    for (let time = 0; time < 10; time++) await ask({ ...client, clientSecret: wrong() });
    const guess = await ask({ ...client, clientSecret: wrong() });
    const right = await ask(client);
    expect([guess.status, right.status]).toEqual([429, 429]);
    const locked = 'because too many attempts from this network have failed';
    const inWords = [
      'in this attempt, this client has never had this secret\n',
      'in this attempt, the credentials are right, and the network is new to the client\n',
    ];
    for (const [index, answer] of [guess, right].entries()) {
      const { output } = await why(answer);
      expect(output).toContain('with 429 too_many_requests\n');
      expect(output).toContain(locked);
      expect(output).toContain(inWords[index]);
      expect(output).toContain(`the client is ${client.clientId}, `);
    }
  });

  it('explains an authentication whose refusal is no longer kept by its audit event', async () => {
    const { answer, client } = await stories.wrong_secret!.fail();
    const { requestId } = await why(answer);
    await expect
      .poll(async () => sql('SELECT FROM audit_events WHERE request_id = $1', [requestId]))
      .toHaveLength(1);
    await sql('DELETE FROM refusals WHERE request_id = $1', [requestId]);
    const { output } = await run('why', requestId);
    expect(output).toMatch(
      new RegExp(
        `^\\S+Z from ${HOME}: the backoffice rejected a client authentication\nbecause this client has never had this secret\nthe client is ${client!.clientId}, "client \\w+"; it is enabled now\n$`,
      ),
    );
  });

  it('refers to the server log for an unknown request id', async () => {
    expect(await run('why', '\u001B[2Jnone')).toEqual(nothingRecorded('\uFFFD[2Jnone'));
  });
});

const nothingRecorded = (id: string) => ({
  code: 4,
  output: '',
  errors:
    `latchkey: nothing is recorded of the request ${id}. Recording takes a second or two. ` +
    'Refusals beyond clients.refusals.recorded are recorded only as sums, and ' +
    'clients.refusals.retention says how long rows are kept. ' +
    `The server log has the reason: search it for "requestId":"${id}"\n`,
});
