import { Client, type DatabaseError } from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startApplications, type TestApplications } from '../support/applications.js';
import { credentials, request, tokenRequest } from '../support/requests.js';

let applications: TestApplications;
const logins = {} as Record<'backoffice' | 'storefront', Client>;

beforeAll(async () => {
  applications = await startApplications();
  for (const side of ['backoffice', 'storefront'] as const) {
    logins[side] = new Client(applications.database.urlOf(side));
    await logins[side].connect();
  }
});
afterAll(async () => {
  await Promise.all(Object.values(logins).map(async (login) => login.end()));
  await applications.stop();
});

/** Tries to set the end of a client's secret with the login; returns the SQLSTATE, or null. */
async function setEnd(login: Client, clientId: string, end: string): Promise<string | null> {
  return login
    .query(`UPDATE oauth_client_secrets SET expires_at = ${end} WHERE client_id = $1`, [clientId])
    .then(
      ({ rowCount }) => (rowCount === 1 ? null : 'no row'),
      ({ code }: DatabaseError) => code ?? 'unknown',
    );
}

/** SQLSTATE insufficient_privilege. */
const REFUSED = '42501';

describe('the login of the storefront and the end of a secret', () => {
  it('cannot revive a secret that its holder has ended', async () => {
    const { storefront } = applications;
    const client = await storefront.createClient();
    const { clientId, clientSecret } = client;
    const ended = await request(`${storefront.url}/oauth2-token/self-revoke`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ client_secret: clientSecret }),
    });
    expect(ended.status).toBe(200);
    for (const end of ['NULL', `now() + interval '1 h'`, `expires_at + interval '1 s'`]) {
      expect(await setEnd(logins.storefront, clientId, end)).toBe(REFUSED);
    }
    expect((await tokenRequest(storefront, credentials(client))).status).toBe(401);
  });

  it('can move the end of a secret to an earlier time, never to a later one', async () => {
    const { clientId } = await applications.storefront.createClient();
    const set = async (end: string) => setEnd(logins.storefront, clientId, end);
    expect(await set(`now() + interval '2 h'`)).toBe(null);
    expect(await set(`now() + interval '3 h'`)).toBe(REFUSED);
    expect(await set('expires_at')).toBe(null);
    expect(await set(`now() + interval '1 h'`)).toBe(null);
  });
});

it('the login of the back office, which creates secrets, can set and remove the end of a secret', async () => {
  const { clientId } = await applications.storefront.createClient();
  expect(await setEnd(logins.backoffice, clientId, 'now()')).toBe(null);
  expect(await setEnd(logins.backoffice, clientId, 'NULL')).toBe(null);
});
