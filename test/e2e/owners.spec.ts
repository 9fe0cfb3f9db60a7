import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  startApplications,
  TESTER,
  type TestApplication,
  type TestApplications,
} from '../support/applications.js';
import { accessToken, api, credentials, tokenRequest } from '../support/requests.js';
import { decode } from '../support/tokens.js';

let applications: TestApplications;
let storefront: TestApplication;
let backoffice: TestApplication;

beforeAll(async () => {
  applications = await startApplications((config) => {
    config.storefront.roles.buyer = ['profile:read'];
    config.storefront.roles.administrator = ['profile:read', 'users:read'];
  });
  ({ storefront, backoffice } = applications);
});
afterAll(async () => applications.stop());

let people = 0;

async function person(role: string): Promise<string> {
  const [row] = await applications.database.query(
    `INSERT INTO customer_users (email, first_name, last_name, role)
     VALUES ($1, 'A', 'B', $2) RETURNING id`,
    [`person${++people}@shop.example`, role],
  );
  return String(row!.id);
}

async function clientOf(id: string) {
  return storefront.createClient('users:read users:write profile:read profile:write', {
    owner: { type: 'customer-users', id },
  });
}

describe('a client that acts for a person with an account', () => {
  it.each([
    ['buyer', ['profile:read']],
    ['administrator', ['profile:read', 'users:read']],
  ])('with the role %s, has the scopes of that role and the client', async (role, scopes) => {
    const owner = await person(role);
    const token = await accessToken(storefront, { client: await clientOf(owner) });
    const { claims } = decode(token);
    expect(claims.sub).toBe(owner);
    expect(String(claims.scope).split(' ').toSorted()).toEqual(scopes);
  });

  it('cannot request a scope that the role does not have', async () => {
    const client = await clientOf(await person('buyer'));
    const { status, body } = await tokenRequest(storefront, {
      ...credentials(client),
      scope: 'users:read',
    });
    expect({ status, body }).toEqual({
      status: 400,
      body: {
        error: 'invalid_scope',
        error_description: 'this client may not ask for users:read',
      },
    });
  });

  it('loses the scopes that the role loses, also in issued tokens', async () => {
    const owner = await person('administrator');
    const token = await accessToken(storefront, { client: await clientOf(owner) });
    expect((await api(storefront, token, '/api/users')).status).toBe(200);
    await applications.database.query(`UPDATE customer_users SET role = 'buyer' WHERE id = $1`, [
      owner,
    ]);
    await expect
      .poll(async () => (await api(storefront, token, '/api/users')).body.errors?.[0].code)
      .toBe('insufficient_scope');
  });

  it.each([
    ['is disabled', 'UPDATE customer_users SET enabled = false WHERE id = $1'],
    ['is no longer confirmed', 'UPDATE customer_users SET confirmed = false WHERE id = $1'],
    ['is deleted', 'DELETE FROM customer_users WHERE id = $1'],
  ])('stops when the person %s', async (_, change) => {
    const owner = await person('administrator');
    const client = await clientOf(owner);
    const token = await accessToken(storefront, { client });
    expect((await api(storefront, token, '/api/users')).status).toBe(200);
    await applications.database.query(change, [owner]);
    await expect
      .poll(async () => (await api(storefront, token, '/api/users')).body.errors?.[0].code)
      .toBe('client_inactive');
    expect((await tokenRequest(storefront, credentials(client))).status).toBe(401);
  });

  it('gets invalid_scope when no scope is left', async () => {
    const [row] = await applications.database.query(
      `INSERT INTO staff_users (username, email, first_name, last_name)
       VALUES ('norole', 'norole@example.com', 'No', 'Role') RETURNING id`,
    );
    const owner = { type: 'users', id: String(row!.id) };
    const client = await backoffice.createClient('users:read', { owner });
    const { status, body } = await tokenRequest(backoffice, credentials(client));
    expect({ status, body }).toEqual({
      status: 400,
      body: {
        error: 'invalid_scope',
        error_description: 'the roles of its owner leave no scope to this client',
      },
    });
  });
});

describe('the owner of a new client', () => {
  it.each([
    ['of the other side', 'validation_failed', 'users', async () => person('buyer')],
    ['that does not exist', 'related_not_found', 'customer-users', () => '999999'],
    ['with a malformed id', 'related_not_found', 'customer-users', () => "1' OR '1"],
    ['with a too large id', 'related_not_found', 'customer-users', () => '9'.repeat(30)],
  ])('%s is rejected', async (_, code, type, id) => {
    const owner = { type, id: await id() };
    const refused = applications.administration.clients.create(
      { side: 'storefront', name: `refused ${_}`, scopes: ['users:read'], owner },
      TESTER,
    );
    await expect(refused).rejects.toMatchObject({ code, pointer: '/data/relationships/owner' });
  });

  it('can have clients named like those of others, but not two of one name', async () => {
    const [one, two] = [await person('buyer'), await person('buyer')];
    const { clients } = applications.administration;
    const create = async (id: string) =>
      clients.create(
        {
          side: 'storefront',
          name: 'phone',
          scopes: ['profile:read'],
          owner: { type: 'customer-users', id },
        },
        TESTER,
      );
    await create(one);
    await create(two);
    await expect(create(one)).rejects.toMatchObject({ code: 'already_exists' });
  });
});
