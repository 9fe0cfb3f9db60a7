import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startSide, type TestSide } from '../support/applications.js';
import { accessToken, request } from '../support/requests.js';
import { sessionOf } from '../support/signed-in.js';

let applications: TestSide<'backoffice'>;
let person: string;

beforeAll(async () => {
  applications = await startSide('backoffice', (config) => {
    config.clients.limits.tokensPerMinute = 77;
  });
  const [row] = await applications.database.query(
    `WITH person AS (
       INSERT INTO staff_users (username, email, first_name, last_name)
       VALUES ('kim', 'kim@example.com', 'Kim', 'Doe') RETURNING id),
     role AS (INSERT INTO roles (name, scopes) VALUES ('writers', '{users:write}') RETURNING id)
     INSERT INTO staff_user_roles SELECT person.id, role.id FROM person, role
     RETURNING user_id::text AS id`,
  );
  person = (row as { id: string }).id;
});
afterAll(async () => applications.stop());

async function read(headers: Record<string, string>) {
  return request(`${applications.backoffice.url}/console/session`, { headers });
}

describe('GET /console/session', () => {
  it('says who has signed in and when, to pages of this server alone', async () => {
    const { backoffice: application, database } = applications;
    const { name, value } = await sessionOf({ database, application }, { id: person }, 60);
    const cookie = { Cookie: `${name}=${value}` };
    const { status, headers, body } = await read(cookie);
    expect([status, headers.get('cache-control')]).toEqual([200, 'no-store']);
    const { authenticatedAt, ...rest } = body as { authenticatedAt: string };
    expect(rest).toMatchObject({ person: { id: person, email: 'kim@example.com' } });
    expect(rest).toMatchObject({ clientLimits: { tokensPerMinute: 77 } });
    const age = (Date.now() - Date.parse(authenticatedAt)) / 1000;
    expect(Math.round(age / 10)).toBe(6);
    for (const site of ['cross-site', 'same-site']) {
      const other = await read({ ...cookie, 'Sec-Fetch-Site': site });
      expect(other.body).toMatchObject({ errors: [{ code: 'cross_origin_request' }] });
    }
  });

  it('shows a client nothing of the person for whom it acts', async () => {
    const { backoffice, database } = applications;
    const client = await backoffice.createClient('users:write');
    await database.query('UPDATE oauth_clients SET owner_id = $1 WHERE client_id = $2', [
      person,
      client.clientId,
    ]);
    const token = await accessToken(backoffice, { client });
    const { status, body } = await read({ Authorization: `Bearer ${token}` });
    expect(status).toBe(403);
    expect(body).toMatchObject({ errors: [{ code: 'person_required' }] });
    expect(JSON.stringify(body)).not.toContain('kim');
  });

  it('is closed without a session', async () => {
    expect((await read({})).status).toBe(401);
  });
});
