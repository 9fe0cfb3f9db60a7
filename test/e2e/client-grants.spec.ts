import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Usage } from '../../libs/oauth/src/usage/usage.js';
import { startSide, type TestSide } from '../support/applications.js';
import { credentials, tokenRequest } from '../support/requests.js';

let applications: TestSide<'backoffice'>;

beforeAll(async () => {
  applications = await startSide('backoffice');
});
afterAll(async () => applications.stop());

describe('the token endpoint', () => {
  it('§5.2 rejects a grant type that the client does not have, and counts it as denied', async () => {
    const { backoffice, database } = applications;
    const client = await backoffice.createClient();
    await database.query(
      `UPDATE oauth_clients SET grant_types = '{authorization_code}' WHERE client_id = $1`,
      [client.clientId],
    );
    const { status, body } = await tokenRequest(backoffice, credentials(client));
    expect({ status, body }).toEqual({
      status: 400,
      body: {
        error: 'unauthorized_client',
        error_description: 'this client may not use client_credentials',
        request_id: expect.any(String),
      },
    });
    await applications.backoffice.app.get(Usage).flush();
    expect(
      await database.query('SELECT tokens_issued, denials FROM client_usage WHERE client_id = $1', [
        client.clientId,
      ]),
    ).toEqual([{ tokens_issued: 0, denials: 1 }]);
  });

  it('§5.2 does not tell an unauthenticated caller which grant types a client has', async () => {
    const { backoffice, database } = applications;
    const client = await backoffice.createClient();
    await database.query(
      `UPDATE oauth_clients SET grant_types = '{authorization_code}' WHERE client_id = $1`,
      [client.clientId],
    );
    const wrong = { ...credentials(client), client_secret: 'wrong' };
    const { status, body } = await tokenRequest(backoffice, wrong);
    expect({ status, body }).toMatchObject({ status: 401, body: { error: 'invalid_client' } });
  });
});
