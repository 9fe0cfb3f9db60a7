import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeClientSecret } from '#oauth';
import {
  startApplications,
  type TestApplication,
  type TestApplications,
} from '../support/applications.js';
import { credentials, request, tokenRequest } from '../support/requests.js';

let applications: TestApplications;
let backoffice: TestApplication;

beforeAll(async () => {
  applications = await startApplications();
  backoffice = applications.backoffice;
});
afterAll(async () => applications.stop());

async function revoke(body: object, { url }: { url: string } = backoffice) {
  return request(`${url}/oauth2-token/self-revoke`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
  });
}

async function events(action: string) {
  return applications.database.query(
    `SELECT actor_type, actor, side, subject_type, before, request_id, address
     FROM audit_events WHERE action = $1 ORDER BY id`,
    [action],
  );
}

describe('a caller that holds a secret', () => {
  it('can end it with nothing else, and the audit trail records that', async () => {
    const client = await backoffice.createClient();
    const answer = await revoke({ client_secret: client.clientSecret });
    expect(answer.status).toBe(200);
    expect(answer.body).toEqual({ revoked: true });
    expect(answer.headers.get('cache-control')).toBe('no-store');
    expect((await tokenRequest(backoffice, credentials(client))).status).toBe(401);
    expect(await events('secret.self_revoked')).toEqual([
      {
        actor_type: 'holder',
        actor: '127.0.0.1',
        side: 'backoffice',
        subject_type: 'oauth-client-secrets',
        before: {
          clientId: client.clientId,
          label: '',
          hint: client.clientSecret.slice(-4),
          notBefore: null,
          expiresAt: null,
          deprecatedAt: null,
        },
        request_id: answer.headers.get('x-request-id'),
        address: '127.0.0.1',
      },
    ]);
  });

  it('can send the request again; the secret is ended and recorded once', async () => {
    const { clientSecret } = await backoffice.createClient();
    const before = (await events('secret.self_revoked')).length;
    const answers = await Promise.all(
      Array.from({ length: 10 }, async () => revoke({ client_secret: clientSecret })),
    );
    expect(answers.map(({ status }) => status)).toEqual(Array(10).fill(200));
    expect(await events('secret.self_revoked')).toHaveLength(before + 1);
  });

  it('can send the request as a form', async () => {
    const { clientSecret } = await backoffice.createClient();
    const { status } = await request(`${backoffice.url}/oauth2-token/self-revoke`, {
      method: 'POST',
      body: new URLSearchParams({ client_secret: clientSecret }),
    });
    expect(status).toBe(200);
  });
});

describe('a self-revocation by a caller that holds no secret of the side', () => {
  it.each([
    ['a secret that nobody has', () => makeClientSecret('backoffice')],
    ['one of the other side', () => applications.storefront.client.clientSecret],
    ['a part of one', () => backoffice.client.clientSecret.slice(0, -1)],
  ])('ends no secret and answers 401 with %s', async (_, secret) => {
    const answer = await revoke({ client_secret: secret() });
    expect(answer.status).toBe(401);
    expect(answer.body).toEqual({
      error: 'invalid_client',
      error_description: 'client authentication failed',
      request_id: answer.headers.get('x-request-id'),
    });
    for (const application of [backoffice, applications.storefront]) {
      expect((await tokenRequest(application, credentials(application.client))).status).toBe(200);
    }
  });

  it('is answered only with the missing parameter', async () => {
    const { status, body } = await revoke({ client_id: backoffice.client.clientId });
    expect({ status, body }).toEqual({
      status: 400,
      body: { error: 'invalid_request', error_description: 'client_secret is missing' },
    });
  });
});
