import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startApplications, type TestApplications } from '../support/applications.js';
import { apiOf } from '../support/json-api.js';
import { credentials, request, tokenRequest } from '../support/requests.js';
import { sessionOf } from '../support/signed-in.js';

let applications: TestApplications;

beforeAll(async () => {
  applications = await startApplications();
});
afterAll(async () => applications.stop());

/** Creates a member of staff with these scopes. Returns the cookie of a session. */
async function signedIn(scopes: string[], secondsAgo = 0): Promise<string> {
  const { database, backoffice: application } = applications;
  const name = randomUUID();
  const [person] = await database.query(
    `WITH person AS (
       INSERT INTO staff_users (username, email, first_name, last_name)
       VALUES ($1, $1 || '@example.com', 'Kim', 'Doe') RETURNING id),
     role AS (INSERT INTO roles (name, scopes) VALUES ($1, $2) RETURNING id)
     INSERT INTO staff_user_roles SELECT person.id, role.id FROM person, role
     RETURNING user_id::text AS id`,
    [name, scopes],
  );
  const { id } = person as { id: string };
  const cookie = await sessionOf({ database, application }, { id }, secondsAgo);
  return `${cookie.name}=${cookie.value}`;
}

async function ask(clientId: string, headers: Record<string, string>, attributes: object = {}) {
  const { url } = applications.backoffice;
  return request(`${url}/api/oauth-clients/${clientId}/test-tokens`, {
    method: 'POST',
    headers: {
      'Content-Type': 'application/vnd.api+json',
      Origin: url,
      'Sec-Fetch-Site': 'same-origin',
      ...headers,
    },
    body: JSON.stringify({ data: { type: 'test-tokens', attributes } }),
  });
}

interface Meta {
  meta: { accessToken: string; expiresAt: string; scopes: string[] };
}

const codeOf = ({ status, body }: { status: number; body: unknown }) =>
  `${status} ${(body as { errors: { code: string }[] }).errors.map(({ code }) => code).join()}`;

const ADMINISTRATOR = ['clients:admin', 'clients:read', 'clients:write', 'users:read'];

describe('POST /api/oauth-clients/:id/test-tokens', () => {
  it('gives a short token of the client with the scopes that the person has too', async () => {
    const { backoffice, database } = applications;
    const client = await backoffice.createClient('users:read roles:read');
    const cookie = await signedIn(ADMINISTRATOR);
    const answer = await ask(client.clientId, { Cookie: cookie });
    expect(answer.status).toBe(200);
    expect(answer.headers.get('cache-control')).toBe('no-store');
    const { meta } = answer.body as Meta;
    expect(meta.scopes).toEqual(['users:read']);
    const lifetime = (Date.parse(meta.expiresAt) - Date.now()) / 1000;
    expect(lifetime).toBeGreaterThan(280);
    expect(lifetime).toBeLessThanOrEqual(300);

    const call = async (path: string) =>
      request(`${backoffice.url}/api/${path}`, {
        headers: { Authorization: `Bearer ${meta.accessToken}` },
      });
    expect((await call('users')).status).toBe(200);
    expect((await call('roles')).status).toBe(403);

    const [event] = await database.query(
      `SELECT actor_type, action, side, subject_id, after FROM unsealed_audit_events
       WHERE action = 'client.test_token_issued'
       UNION ALL SELECT actor_type, action, side, subject_id, after FROM audit_events
       WHERE action = 'client.test_token_issued'`,
    );
    expect(event).toEqual({
      actor_type: 'person',
      action: 'client.test_token_issued',
      side: 'backoffice',
      subject_id: client.clientId,
      after: {
        tokenId: expect.stringMatching(/^[0-9a-f-]{36}$/),
        scopes: ['users:read'],
        expiresAt: meta.expiresAt,
      },
    });
    expect(JSON.stringify(event)).not.toContain(meta.accessToken);
  });

  it('needs a person who has signed in within five minutes', async () => {
    const client = await applications.backoffice.createClient('users:read');
    const cookie = await signedIn(ADMINISTRATOR, 310);
    const answer = await ask(client.clientId, { Cookie: cookie });
    expect(codeOf(answer)).toBe('401 recent_sign_in_required');
    expect(answer.headers.get('www-authenticate')).toContain('max_age="300"');
  });

  it('is closed to a machine, also with every scope', async () => {
    const { backoffice } = applications;
    const machine = await backoffice.createClient(ADMINISTRATOR.join(' '));
    const { body } = await tokenRequest(backoffice, credentials(machine));
    const { access_token: token } = body as { access_token: string };
    const answer = await ask(machine.clientId, { Authorization: `Bearer ${token}` });
    expect(codeOf(answer)).toBe('403 person_required');
  });

  it.each([
    ['a scope that the person lacks', ['roles:read'], '403 scope_not_held'],
    ['a scope that the client lacks', ['users:write'], '422 validation_failed'],
    ['no scope', [], '422 validation_failed'],
  ])('rejects %s', async (_, scopes, expected) => {
    const client = await applications.backoffice.createClient('users:read roles:read');
    const cookie = await signedIn(ADMINISTRATOR);
    expect(codeOf(await ask(client.clientId, { Cookie: cookie }, { scopes }))).toBe(expected);
  });

  it('rejects a person who may not administer the client', async () => {
    const client = await applications.backoffice.createClient('users:read');
    const cookie = await signedIn(['clients:read', 'clients:write', 'users:read']);
    expect(codeOf(await ask(client.clientId, { Cookie: cookie }))).toBe('403 owner_not_held');
    const reader = await signedIn(['clients:read', 'users:read']);
    expect(codeOf(await ask(client.clientId, { Cookie: reader }))).toBe('403 insufficient_scope');
  });

  it.each([
    ['that is disabled', { enabled: false }],
    ['whose tokens must be bound to a key', { dpopBoundAccessTokens: true }],
    [
      'that has tokens only for people',
      { grantTypes: ['authorization_code'], redirectUris: ['https://app.example/cb'] },
    ],
  ])('says why there is none for a client %s', async (_, attributes) => {
    const client = await applications.backoffice.createClient('users:read', attributes);
    const cookie = await signedIn(ADMINISTRATOR);
    expect(codeOf(await ask(client.clientId, { Cookie: cookie }))).toBe('409 no_test_token');
  });

  it('says why there is none for a client that has expired', async () => {
    const { backoffice, database } = applications;
    const client = await backoffice.createClient('users:read');
    await database.query('UPDATE oauth_clients SET expires_at = now() WHERE client_id = $1', [
      client.clientId,
    ]);
    const cookie = await signedIn(ADMINISTRATOR);
    expect(codeOf(await ask(client.clientId, { Cookie: cookie }))).toBe('409 no_test_token');
  });

  it('says how to get a token of a storefront client', async () => {
    const { storefront } = applications;
    const client = await storefront.createClient('profile:read');
    const answer = await ask(client.clientId, { Cookie: await signedIn(ADMINISTRATOR) });
    expect(codeOf(answer)).toBe('409 other_side');
    const [{ detail } = { detail: '' }] = (answer.body as { errors: { detail: string }[] }).errors;
    expect(detail).toContain(
      `curl -u '${client.clientId}:<secret>' -d grant_type=client_credentials ${storefront.url}/oauth2-token`,
    );
  });

  it.each(['backoffice', 'storefront'] as const)(
    'says with GET where a client of the %s gets tokens itself',
    async (side) => {
      const { [side]: application, backoffice } = applications;
      const client = await application.createClient();
      const api = await apiOf(backoffice, 'clients:read');
      const path = `/api/oauth-clients/${client.clientId}/test-tokens`;
      const { status, body } = await api.get(path);
      expect([status, body.meta]).toEqual([
        200,
        { tokenEndpoint: `${application.url}/oauth2-token`, api: `${application.url}/api` },
      ]);
      const unknown = `/api/oauth-clients/${randomUUID()}/test-tokens`;
      expect((await api.get(unknown)).status).toBe(404);
    },
  );

  it('answers 404 for an unknown client', async () => {
    const cookie = await signedIn(ADMINISTRATOR);
    expect(codeOf(await ask(randomUUID(), { Cookie: cookie }))).toBe('404 not_found');
  });
});
