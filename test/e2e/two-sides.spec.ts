import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startApplications, type TestApplications } from '../support/applications.js';
import { accessToken, api, credentials, request, tokenRequest } from '../support/requests.js';

let applications: TestApplications;

beforeAll(async () => {
  applications = await startApplications();
});
afterAll(async () => applications.stop());

const SIDES = [
  { own: 'backoffice', other: 'storefront', otherName: 'storefront' },
  { own: 'storefront', other: 'backoffice', otherName: 'back office' },
] as const;

describe.each(SIDES)('two applications in one process: the $own', ({ own, other, otherName }) => {
  it('accepts its own token', async () => {
    const token = await accessToken(applications[own]);
    expect((await api(applications[own], token, '/api/users')).status).toBe(200);
  });

  it('rejects the token of the other application, and names the side it belongs to (CVE-2020-1694)', async () => {
    const token = await accessToken(applications[other]);
    const { status, headers, body } = await api(applications[own], token, '/api/users');
    const detail =
      `the token is for the ${otherName} API (${applications[other].url}/api); ` +
      `this is the ${own} API: ask ${applications[own].url}/oauth2-token for a token`;
    expect(status).toBe(401);
    expect(body.errors).toEqual([
      {
        id: headers.get('x-request-id'),
        status: '401',
        code: 'wrong_audience',
        title: 'Wrong audience',
        detail,
      },
    ]);
    expect(headers.get('www-authenticate')).toBe(
      `Bearer realm="${own}", error="invalid_token", error_description="${detail}", ` +
        `resource_metadata="${applications[own].url}/.well-known/oauth-protected-resource/api"`,
    );
  });

  it('rejects a client of the other application as if it did not exist', async () => {
    const foreign = await tokenRequest(applications[own], credentials(applications[other].client));
    const unknown = await tokenRequest(applications[own], {
      ...credentials(applications[other].client),
      client_id: '6f3c2f5e-0000-4000-8000-000000000000',
    });
    expect(foreign.status).toBe(401);
    expect(foreign.body).toEqual({
      error: 'invalid_client',
      error_description: 'client authentication failed',
      request_id: foreign.headers.get('x-request-id'),
    });
    expect({ status: unknown.status, body: unknown.body }).toEqual({
      status: 401,
      body: { ...foreign.body, request_id: unknown.headers.get('x-request-id') },
    });
  });

  it('publishes its own key and not the key of the other', async () => {
    const [mine, theirs] = await Promise.all(
      [own, other].map((side) => request(`${applications[side].url}/.well-known/jwks.json`)),
    );
    expect(mine!.body.keys).toHaveLength(1);
    expect(mine!.body.keys[0].kid).not.toBe(theirs!.body.keys[0].kid);
  });

  it('keeps its users separate from those of the other', async () => {
    const token = await accessToken(applications[own]);
    const email = `only.${own}@example.com`;
    await applications.database.query(
      own === 'backoffice'
        ? `INSERT INTO staff_users (username, email, first_name, last_name) VALUES ('u-${own}', $1, 'A', 'B')`
        : `INSERT INTO customer_users (email, first_name, last_name) VALUES ($1, 'A', 'B')`,
      [email],
    );
    const filter = `/api/users?filter%5Bemail%5D=${encodeURIComponent(email)}`;
    const mine = await api(applications[own], token, filter);
    expect(mine.body.data).toHaveLength(1);
    const theirs = await api(applications[other], await accessToken(applications[other]), filter);
    expect(theirs.body.data).toEqual([]);
  });
});

describe('the signing keys in the database', () => {
  it('are sealed: no private key is stored in plain text', async () => {
    const rows = await applications.database.query(
      `SELECT public_jwk, encode(sealed_private_key, 'escape') AS sealed
       FROM signing_keys JOIN sealed_signing_keys USING (kid)`,
    );
    expect(rows).toHaveLength(2);
    for (const { public_jwk, sealed } of rows) {
      expect(Object.keys(public_jwk as object).toSorted()).toEqual(['crv', 'kty', 'x', 'y']);
      expect(sealed).not.toContain('PRIVATE');
    }
  });
});
