import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  startApplications,
  type TestApplication,
  type TestApplications,
} from '../support/applications.js';
import { mark, PEOPLE, resetCompanies } from '../support/companies.js';
import { personToken, shopper, staffPerson } from '../support/people.js';
import { accessToken, api, request } from '../support/requests.js';
import { decode } from '../support/tokens.js';

let applications: TestApplications;

beforeAll(async () => {
  applications = await startApplications((config) => {
    config.storefront.roles.buyer = ['profile:read'];
  });
});
afterAll(async () => applications.stop());

const SCOPES = 'users:read profile:read';

/** Creates a person of the side whose roles have all scopes above. */
async function personOf(side: string): Promise<string> {
  const { database } = applications;
  return side === 'backoffice' ? staffPerson(database, SCOPES) : shopper(database);
}

async function codeOf(application: TestApplication, token: string, path = '/api/users') {
  const { status, body } = await api(application, token, path);
  return status === 200 ? '200' : `${status} ${body.errors[0].code}`;
}

async function introspect(application: TestApplication, token: string): Promise<unknown> {
  const { clientId, clientSecret } = await application.createClient('tokens:introspect');
  const { body } = await request(`${application.url}/oauth2-token/introspect`, {
    method: 'POST',
    body: new URLSearchParams({ token, client_id: clientId, client_secret: clientSecret }),
  });
  return body;
}

const SIDES = [
  ['backoffice', 'staff_users', 'enabled'],
  ['storefront', 'customer_users', 'confirmed'],
] as const;

describe.each(SIDES)('%s: a token of a person who has signed in', (side, table, column) => {
  let application: TestApplication;
  let personId: string;
  let token: string;
  const query = async (sql: string) => applications.database.query(sql, [personId]);

  beforeAll(() => (application = applications[side]));
  beforeAll(async () => {
    personId = await personOf(side);
    const client = await application.createClient(SCOPES);
    token = await personToken(application, { personId, client, scope: SCOPES });
  });

  it('names the person, the client and the authentication (RFC 9068 §2.2.1)', () => {
    const { claims } = decode(token);
    expect(claims).toEqual({
      iss: application.url,
      aud: `${application.url}/api`,
      sub: personId,
      client_id: expect.stringMatching(/^[0-9a-f-]{36}$/),
      iat: expect.any(Number),
      exp: Number(claims.iat) + 3600,
      jti: expect.any(String),
      scope: SCOPES,
      auth_time: expect.any(Number),
      acr: '2',
      amr: ['pwd', 'otp'],
    });
  });

  it('serves that person at /api/users/mine', async () => {
    const { status, body } = await api(application, token, '/api/users/mine');
    expect({ status, id: body.data.id }).toEqual({ status: 200, id: personId });
  });

  it('is introspected with the authentication (RFC 9470 §6.2)', async () => {
    const { iss, aud, sub, client_id, iat, exp, jti, auth_time } = decode(token).claims;
    const claims = { iss, aud, sub, client_id, iat, exp, jti, auth_time };
    const authentication = { acr: '2', amr: ['pwd', 'otp'] };
    expect(await introspect(application, token)).toEqual({
      active: true,
      token_type: 'Bearer',
      scope: SCOPES,
      ...claims,
      ...authentication,
    });
  });

  it('loses what the client of the token loses', async () => {
    const client = await application.createClient('profile:read');
    const other = await personToken(application, { personId, client, scope: SCOPES });
    expect(await codeOf(application, other)).toBe('403 insufficient_scope');
    expect(await codeOf(application, other, '/api/users/mine')).toBe('200');
  });

  it('is rejected when its client is disabled', async () => {
    const client = await application.createClient(SCOPES);
    const other = await personToken(application, { personId, client, scope: SCOPES });
    expect(await codeOf(application, other)).toBe('200');
    await applications.database.query(
      'UPDATE oauth_clients SET enabled = false WHERE client_id = $1',
      [client.clientId],
    );
    await expect.poll(async () => codeOf(application, other)).toBe('401 client_inactive');
  });

  it('is rejected when all tokens of the person are revoked, and a later one is accepted', async () => {
    expect(await codeOf(application, token)).toBe('200');
    await query(`INSERT INTO people_tokens VALUES ('${side}', $1, clock_timestamp())`);
    await expect.poll(async () => codeOf(application, token)).toBe('401 revoked_token');
    expect(await introspect(application, token)).toEqual({ active: false });
    token = await personToken(application, { personId, scope: SCOPES });
    expect(await codeOf(application, token)).toBe('200');
  });

  it('is accepted for a person of this side only, also when the other side has the same id', async () => {
    const nobody = side === 'backoffice' ? '900000001' : '900000002';
    const other = await personToken(application, { personId: nobody, scope: SCOPES });
    const columns = side === 'backoffice' ? '' : 'username, ';
    const values = side === 'backoffice' ? '' : `'same', `;
    await applications.database.query(
      `INSERT INTO ${side === 'backoffice' ? 'customer_users' : 'staff_users'}
         (id, ${columns} email, first_name, last_name)
       OVERRIDING SYSTEM VALUE VALUES (${nobody}, ${values} 'same@${side}.example', 'A', 'B')`,
    );
    expect(await codeOf(application, other)).toBe('401 person_inactive');
  });

  it(`is rejected while the person is not ${column}`, async () => {
    await query(`UPDATE ${table} SET ${column} = false WHERE id = $1`);
    await expect.poll(async () => codeOf(application, token)).toBe('401 person_inactive');
    expect(await introspect(application, token)).toEqual({ active: false });
    await query(`UPDATE ${table} SET ${column} = true WHERE id = $1`);
    await expect.poll(async () => codeOf(application, token)).toBe('200');
  });

  it('is rejected when the person is deleted, and leaves no record of the revocation', async () => {
    await query(`DELETE FROM ${table} WHERE id = $1`);
    await expect.poll(async () => codeOf(application, token)).toBe('401 person_inactive');
    expect(await query('SELECT * FROM people_tokens WHERE person_id = $1')).toEqual([]);
  });
});

describe('a token of a person', () => {
  it('loses the scopes that a role of the back office loses', async () => {
    const { backoffice, database } = applications;
    const personId = await staffPerson(database, SCOPES);
    const token = await personToken(backoffice, { personId, scope: SCOPES });
    expect(await codeOf(backoffice, token)).toBe('200');
    await database.query(
      `UPDATE roles SET scopes = '{profile:read}' FROM staff_user_roles
       WHERE role_id = roles.id AND user_id = $1`,
      [personId],
    );
    await expect.poll(async () => codeOf(backoffice, token)).toBe('403 insufficient_scope');
  });

  it('loses the scopes of a role that is taken from the person', async () => {
    const { backoffice, database } = applications;
    const personId = await staffPerson(database, SCOPES);
    const token = await personToken(backoffice, { personId, scope: SCOPES });
    expect(await codeOf(backoffice, token)).toBe('200');
    await database.query('DELETE FROM staff_user_roles WHERE user_id = $1', [personId]);
    await expect.poll(async () => codeOf(backoffice, token)).toBe('403 insufficient_scope');
  });

  it('has the scopes of the role of a shopper by config.yml', async () => {
    const { storefront, database } = applications;
    const client = await storefront.createClient(SCOPES);
    const personId = await shopper(database, 'buyer');
    const token = await personToken(storefront, { personId, client, scope: SCOPES });
    expect(await codeOf(storefront, token)).toBe('403 insufficient_scope');
    expect(await codeOf(storefront, token, '/api/users/mine')).toBe('200');
  });

  it('shows a shopper only the people of the own company', async () => {
    await resetCompanies(applications);
    const { storefront } = applications;
    const client = await storefront.createClient('users:read');
    const personId = PEOPLE.ann.id;
    const token = await personToken(storefront, { personId, client, scope: 'users:read' });
    const { status, body } = await api(storefront, token, '/api/users');
    const names = Object.keys(PEOPLE).filter((name) => JSON.stringify(body).includes(mark(name)));
    expect({ status, names }).toEqual({ status: 200, names: ['ann', 'amy'] });
    const other = await api(storefront, token, `/api/users/${PEOPLE.ben.id}`);
    expect(other.status).toBe(404);
  });

  it('differs from a token of a machine, which has no claim about an authentication', async () => {
    const { claims } = decode(await accessToken(applications.backoffice));
    expect(Object.keys(claims)).toEqual('iss aud sub client_id iat exp jti scope'.split(' '));
  });
});

describe('a revocation of all tokens of a person', () => {
  it('is never in the future, and no login withdraws it', async () => {
    const { backoffice, database } = applications;
    const personId = await staffPerson(database, SCOPES);
    const login = new Client(database.urlOf('backoffice'));
    await login.connect();
    try {
      await login.query(`INSERT INTO people_tokens VALUES ('backoffice', $1, now() + '1 day')`, [
        personId,
      ]);
      await login.query(
        `UPDATE people_tokens SET tokens_valid_after = '2020-01-01' WHERE person_id = $1`,
        [personId],
      );
    } finally {
      await login.end();
    }
    const [row] = await database.query(
      `SELECT tokens_valid_after BETWEEN now() - interval '1 minute' AND now() AS "isNow"
       FROM people_tokens WHERE side = 'backoffice' AND person_id = $1`,
      [personId],
    );
    expect(row).toEqual({ isNow: true });
    const token = await personToken(backoffice, { personId, scope: SCOPES });
    expect(await codeOf(backoffice, token)).toBe('200');
  });
});
