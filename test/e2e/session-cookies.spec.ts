import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { Usage } from '../../libs/oauth/src/usage/usage.js';
import {
  startApplications,
  type TestApplication,
  type TestApplications,
} from '../support/applications.js';
import { mark, PEOPLE, resetCompanies } from '../support/companies.js';
import {
  clientForPeople,
  personToken,
  personTokens,
  refreshOf,
  shopper,
  staffPerson,
} from '../support/people.js';
import { accessToken, api, request, tokenRequest } from '../support/requests.js';
import { signIn } from '../support/sign-in.js';

let applications: TestApplications;

beforeAll(async () => {
  applications = await startApplications();
});
afterAll(async () => applications.stop());

const SCOPES = 'users:read profile:read profile:write roles:read roles:write';

/** Sends a request as the page of the application that a browser shows. */
async function send(
  { url }: TestApplication,
  path: string,
  { headers, ...init }: { method?: string; body?: string; headers: Record<string, string> },
) {
  const type = { 'Content-Type': 'application/vnd.api+json' };
  return request(`${url}${path}`, { ...init, headers: { ...type, ...headers } });
}

const SAME_ORIGIN = { 'Sec-Fetch-Site': 'same-origin' };

const outcome = ({ status, body }: Awaited<ReturnType<typeof send>>) =>
  status < 400 ? String(status) : `${status} ${body.errors[0].code}`;

describe.each(['backoffice', 'storefront'] as const)('%s: a session cookie', (side) => {
  let application: TestApplication;
  let personId: string;
  let cookie: string;

  beforeAll(() => (application = applications[side]));
  beforeEach(async () => {
    const { database } = applications;
    personId =
      side === 'backoffice' ? await staffPerson(database, SCOPES) : await shopper(database);
    cookie = await signIn(applications, side, personId);
  });

  const rename = async (headers: Record<string, string>) =>
    send(application, '/api/users/mine', {
      method: 'PATCH',
      headers,
      body: JSON.stringify({
        data: { type: 'users', id: personId, attributes: { firstName: 'Ada' } },
      }),
    });

  it('gives the person access with the scopes of the roles', async () => {
    const mine = await send(application, '/api/users/mine', {
      headers: { cookie, ...SAME_ORIGIN },
    });
    expect({ status: mine.status, id: mine.body.data.id }).toEqual({ status: 200, id: personId });
    const clients = await send(application, '/api/oauth-clients', { headers: { cookie } });
    const expected = side === 'backoffice' ? '403 insufficient_scope' : '404 not_found';
    expect(outcome(clients)).toBe(expected);
  });

  it.each([
    ['Sec-Fetch-Site: same-origin', () => SAME_ORIGIN],
    ['an Origin of the public URL', () => ({ Origin: application.url })],
  ])('changes resources from a page of this server, by %s', async (_, headers) => {
    expect(outcome(await rename({ cookie, ...headers() }))).toBe('200');
  });

  it.each([
    ['without both headers', () => ({})],
    ['of another site', () => ({ 'Sec-Fetch-Site': 'cross-site', Origin: 'https://evil.example' })],
    ['of another host of the same site', () => ({ 'Sec-Fetch-Site': 'same-site' })],
    ['that a person has typed as a URL', () => ({ 'Sec-Fetch-Site': 'none' })],
    ['of another port', () => ({ Origin: 'http://127.0.0.1:1' })],
    ['of a sandbox', () => ({ Origin: 'null' })],
  ])('is rejected for a change by a request %s', async (_, headers) => {
    expect(outcome(await rename({ cookie, ...headers() }))).toBe('403 cross_origin_request');
  });

  it.each([
    ['same-origin', '200'],
    ['none', '200'],
    ['same-site', '403 cross_origin_request'],
    ['cross-site', '403 cross_origin_request'],
  ])('for a GET with Sec-Fetch-Site: %s, answers %s', async (site, expected) => {
    const headers = { cookie, 'Sec-Fetch-Site': site };
    expect(outcome(await send(application, '/api/users/mine', { headers }))).toBe(expected);
  });

  it('and a token together are rejected, also when both are of the same person', async () => {
    const client = await application.createClient('profile:read');
    const token = await personToken(application, { personId, client, scope: 'profile:read' });
    for (const authorization of [`Bearer ${token}`, 'Bearer x', 'Basic eDp5']) {
      const headers = { cookie, authorization, ...SAME_ORIGIN };
      const answer = await send(application, '/api/users/mine', { headers });
      expect(outcome(answer)).toBe('400 several_credentials');
    }
  });

  it('that belongs to no session is ignored: the token counts', async () => {
    const client = await application.createClient('profile:read');
    const token = await personToken(application, { personId, client, scope: 'profile:read' });
    const foreign = cookie.replace(/=.*/, `=${'A'.repeat(43)}`);
    const path = '/api/users/mine';
    const authorization = `Bearer ${token}`;
    const headers = { cookie: `${foreign}; other=1` };
    expect(outcome(await send(application, path, { headers: { ...headers, authorization } }))).toBe(
      '200',
    );
    expect(outcome(await send(application, path, { headers }))).toBe('401 missing_token');
  });

  it('of the other side is no session here', async () => {
    const other = applications[side === 'backoffice' ? 'storefront' : 'backoffice'];
    const value = cookie.replace(/^.*?=/, '');
    const prefix = `latchkey-${other.side}=`;
    const headers = { cookie: `${prefix}${value}`, ...SAME_ORIGIN };
    expect(outcome(await send(other, '/api/users/mine', { headers }))).toBe('401 missing_token');
  });

  it('stops within a second when the person is disabled, and when the session ends', async () => {
    const { database } = applications;
    const table = side === 'backoffice' ? 'staff_users' : 'customer_users';
    const ask = async () =>
      outcome(await send(application, '/api/users/mine', { headers: { cookie, ...SAME_ORIGIN } }));
    expect(await ask()).toBe('200');
    await database.query(`UPDATE ${table} SET enabled = false WHERE id = $1`, [personId]);
    await expect.poll(ask, { timeout: 1000 }).toMatch(/^401 /);
    await database.query(`UPDATE ${table} SET enabled = true WHERE id = $1`, [personId]);
    cookie = await signIn(applications, side, personId);
    expect(await ask()).toBe('200');
    await database.query('DELETE FROM sessions WHERE person_id = $1', [personId]);
    await expect.poll(ask, { timeout: 1000 }).toBe('401 missing_token');
  });

  it('that the person ends revokes the tokens of apps in that session, and no others', async () => {
    const { database } = applications;
    const client = await clientForPeople(application, database, 'profile:read');
    const [session] = await database.query(
      'SELECT id::text FROM sessions WHERE side = $1 AND person_id = $2',
      [side, personId],
    );
    const options = { personId, client, scope: 'profile:read' };
    const ended = await personTokens(application, { ...options, sessionId: String(session!.id) });
    const other = await personTokens(application, { ...options, sessionId: randomUUID() });
    const headers = { cookie, ...SAME_ORIGIN, 'Content-Type': 'application/x-www-form-urlencoded' };
    const { status } = await send(application, '/sign-out', { method: 'POST', body: '', headers });
    expect(status).toBe(200);
    const refreshed = async (token: string) =>
      (await tokenRequest(application, refreshOf(client, token))).body.error;
    expect(await refreshed(ended.refreshToken)).toBe('invalid_grant');
    expect(await refreshed(other.refreshToken)).toBeUndefined();
    const path = '/api/users/mine';
    await expect
      .poll(async () => outcome(await api(application, ended.accessToken, path)))
      .toBe('401 revoked_token');
  });

  it('is not counted as the use of a client', async () => {
    await send(application, '/api/users/mine', { headers: { cookie, ...SAME_ORIGIN } });
    const usage = application.app.get(Usage);
    await usage.flush();
    const token = await accessToken(application);
    await api(application, token, '/api/users');
    await usage.flush();
    const rows = await applications.database.query(
      'SELECT api_calls FROM client_usage WHERE client_id = $1',
      [application.client.clientId],
    );
    expect(rows).toEqual([{ api_calls: 1 }]);
  });

  it('makes the person the actor of the audit event', async () => {
    await rename({ cookie, ...SAME_ORIGIN });
    const events = await applications.database.query(
      `SELECT actor_type AS type, actor, subject_id AS id FROM audit_events
       WHERE action LIKE '%user.updated' AND subject_id = $1 AND side = $2`,
      [personId, side],
    );
    expect(events).toEqual([{ type: 'person', actor: personId, id: personId }]);
  });
});

describe('a person who calls with a token', () => {
  it('is the actor of the audit event, not the client', async () => {
    const { backoffice, database } = applications;
    const personId = await staffPerson(database, SCOPES);
    const client = await backoffice.createClient(SCOPES);
    const token = await personToken(backoffice, { personId, client, scope: SCOPES });
    const attributes = { name: 'by a person', scopes: ['users:read'] };
    const document = { data: { type: 'roles', attributes } };
    const { body } = await api(backoffice, token, '/api/roles', { method: 'POST', document });
    const events = await database.query(
      `SELECT actor_type AS type, actor FROM audit_events
       WHERE subject_type = 'roles' AND subject_id = $1`,
      [body.data.id],
    );
    expect(events).toEqual([{ type: 'person', actor: personId }]);
  });

  it('does not get the stored answer of another person at the same client', async () => {
    const { backoffice, database } = applications;
    const client = await backoffice.createClient(SCOPES);
    const attributes = { name: 'same key', scopes: [] };
    const send2 = async () => {
      const personId = await staffPerson(database, SCOPES);
      const token = await personToken(backoffice, { personId, client, scope: SCOPES });
      return api(backoffice, token, '/api/roles', {
        method: 'POST',
        document: { data: { type: 'roles', attributes } },
        headers: { 'Idempotency-Key': 'one' },
      });
    };
    const [first, second] = [await send2(), await send2()];
    expect(first.status).toBe(201);
    expect(second.headers.get('idempotent-replayed')).toBeNull();
    expect(outcome(second)).toBe('409 already_exists');
  });
});

it('a session of a shopper shows only the people of the own company', async () => {
  await resetCompanies(applications);
  const { storefront } = applications;
  const cookie = await signIn(applications, 'storefront', PEOPLE.ann.id);
  const { status, body } = await send(storefront, '/api/users', { headers: { cookie } });
  const names = Object.keys(PEOPLE).filter((name) => JSON.stringify(body).includes(mark(name)));
  expect({ status, names }).toEqual({ status: 200, names: ['ann', 'amy'] });
});
