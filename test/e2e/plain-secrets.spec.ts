import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { latchkey } from '../support/latchkey.js';
import { createDatabase, type TestDatabase } from '../support/database.js';
import { startReplicas, type Replicas } from '../support/replicas.js';
import {
  accessTokenAt,
  type Answer,
  api,
  credentials,
  request,
  tokenRequest,
} from '../support/requests.js';

let database: TestDatabase;
let replicas: Replicas;
let url: string;

beforeAll(async () => {
  database = await createDatabase();
  replicas = await startReplicas('backoffice', database.url, {
    count: 1,
    variables: { LOG_LEVEL: 'trace' },
  });
  url = replicas.urls[0]!;
});
afterAll(async () => {
  await replicas.stop().catch(() => {});
  await database.drop();
});

/** Reads everything that the database holds, as text. */
async function everyRow(): Promise<string> {
  const tables = await database.query(
    `SELECT table_name FROM information_schema.tables WHERE table_schema = 'public'`,
  );
  const rows = await Promise.all(
    tables.map(async ({ table_name }) =>
      database.query(`SELECT to_jsonb(t) AS row FROM "${String(table_name)}" t`),
    ),
  );
  return JSON.stringify(rows);
}

/** Runs a command and returns its output, which must not contain the given secrets. */
async function command(words: string, ...last: string[]) {
  const { code, output, errors } = await latchkey(replicas, ...words.split(' '), ...last);
  expect({ code, errors }).toEqual({ code: 0, errors: '' });
  return output;
}

/** The secrets and their halves, since a half in a log would reveal as much as the whole. */
function traces(secrets: string[]): string[] {
  return secrets.flatMap((secret) => [secret, secret.slice(4, 28), secret.slice(28, -4)]);
}

/** Uses a secret in every possible way, right and wrong, and returns the answers. */
async function useInEveryWay(clientId: string, secret: string): Promise<Answer[]> {
  const client = { clientId, clientSecret: secret };
  const basic = (pair: string) => `Basic ${Buffer.from(pair).toString('base64')}`;
  const token = 'grant_type=client_credentials';
  const json = { 'Content-Type': 'application/json' };
  const post = async (body: string, headers: Record<string, string>, path = '/oauth2-token') =>
    request(url + path, { method: 'POST', headers, body });
  return Promise.all([
    tokenRequest({ url }, { ...credentials(client), scope: 'more:than' }),
    tokenRequest({ url }, { ...credentials(client), client_id: secret }),
    tokenRequest({ url }, { ...credentials(client), client_id: [secret] }),
    tokenRequest({ url }, { ...credentials(client), grant_type: secret }),
    tokenRequest({ url }, { ...credentials(client), scope: secret }),
    tokenRequest({ url }, { ...credentials(client), client_secret: `${secret}x` }),
    tokenRequest({ url }, token, { Authorization: basic(`${secret}:${clientId}`) }),
    tokenRequest({ url }, token, { Authorization: basic(`${clientId}:${secret}%`) }),
    tokenRequest({ url }, token, { Authorization: `Basic ${secret}` }),
    tokenRequest({ url }, token, { Authorization: `Bearer ${secret}` }),
    post(`{"client_secret":"${secret}"`, json),
    post(`{"client_secret":"${secret}","client_secret":"${secret}"}`, json),
    post(secret, { 'Content-Type': 'text/plain' }),
    post('', json, `/oauth2-token?client_secret=${secret}`),
    post(JSON.stringify({ client_secret: `${secret}x` }), json, '/oauth2-token/self-revoke'),
    request(`${url}/api/users?filter[email]=x`, { headers: { Authorization: `Bearer ${secret}` } }),
  ]);
}

describe('the plain text of a secret', () => {
  it('is in the answer to its creation, and in no log, error, table or audit event', async () => {
    const made = JSON.parse(
      await command(
        'clients create --side backoffice --name all --json --scopes',
        'clients:read clients:write clients:admin users:read audit:read',
      ),
    );
    const { clientId, clientSecret } = made;
    const rotated = await command('secrets rotate --label second --json', clientId);
    const { clientSecret: second } = JSON.parse(rotated);
    const token = await accessTokenAt(url, { clientId, clientSecret });
    const created = await api({ url }, token, '/api/oauth-client-secrets', {
      method: 'POST',
      document: {
        data: {
          type: 'oauth-client-secrets',
          attributes: { label: 'third' },
          relationships: { client: { data: { type: 'oauth-clients', id: clientId } } },
        },
      },
    });
    expect(created.status).toBe(201);
    const third: string = created.body.meta.secret;
    const secrets = [clientSecret, second, third];
    for (const secret of secrets) expect(secret).toMatch(/^lkb_[0-9A-Za-z]{49}$/);

    const answers = [
      ...(await useInEveryWay(clientId, clientSecret)),
      ...(await useInEveryWay(clientId, second)),
      await api({ url }, token, '/api/oauth-clients'),
      await api({ url }, token, '/api/oauth-client-secrets'),
      await api({ url }, token, `/api/oauth-client-secrets/${created.body.data.id}`),
    ];
    expect(answers.slice(0, -3).every(({ status }) => status >= 400 && status < 500)).toBe(true);
    const revoked = await request(`${url}/oauth2-token/self-revoke`, {
      method: 'POST',
      body: new URLSearchParams({ client_secret: third }),
    });
    expect(revoked.body).toEqual({ revoked: true });
    await pause(1500); // failures are written every second
    answers.push(await api({ url }, token, '/api/audit-events'));
    const said = [
      await command('clients list'),
      await command('secrets list', clientId),
      await command('audit export'),
    ];
    await replicas.stop();

    const left = {
      log: replicas.output(),
      answers: JSON.stringify(answers.map(({ body, headers }) => [body, [...headers]])),
      database: await everyRow(),
      commands: said.join(''),
    };
    expect(left.database).toContain(second.slice(-4));
    expect(left.log).toContain('"reason":"wrong_secret (client ');
    for (const [place, text] of Object.entries(left)) {
      expect({ place, found: traces(secrets).filter((trace) => text.includes(trace)) }).toEqual({
        place,
        found: [],
      });
    }
  });
});
