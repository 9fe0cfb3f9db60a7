import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeClientSecret } from '#oauth';
import {
  startApplications,
  type TestApplication,
  type TestApplications,
} from '../support/applications.js';
import { credentials, tokenRequest } from '../support/requests.js';

let applications: TestApplications;
let backoffice: TestApplication;

beforeAll(async () => {
  applications = await startApplications((config) => {
    config.clients.failedAttempts.recorded = 10;
  });
  backoffice = applications.backoffice;
});
afterAll(async () => applications.stop());

async function failures() {
  return applications.database.query(
    `SELECT actor_type, actor, side, subject_type, subject_id, reason, occurrences, request_id
     FROM audit_events WHERE action = 'client_authentication.failed' ORDER BY id`,
  );
}

function occurrencesOf(rows: { occurrences?: unknown }[]): number {
  return rows.reduce((sum, { occurrences }) => sum + Number(occurrences), 0);
}

/** Those that have come after `earlier`, once they stand for so many. */
async function failuresAfter(earlier: unknown[], occurrences: number) {
  for (const deadline = Date.now() + 10_000; Date.now() < deadline; await pause(50)) {
    const rows = (await failures()).slice(earlier.length);
    if (occurrencesOf(rows) >= occurrences) return rows;
  }
  return (await failures()).slice(earlier.length);
}

const wrong = () => ({ ...backoffice.client, clientSecret: makeClientSecret('backoffice') });

describe('failed authentications', () => {
  it('are in the audit trail within a second, with the reason that the caller is not told', async () => {
    const answer = await tokenRequest(backoffice, credentials(wrong()));
    expect(await failuresAfter([], 1)).toEqual([
      {
        actor_type: 'anonymous',
        actor: '127.0.0.1',
        side: 'backoffice',
        subject_type: 'oauth-clients',
        subject_id: backoffice.client.clientId,
        reason: 'wrong_secret',
        occurrences: 1,
        request_id: answer.body.request_id,
      },
    ]);
  });

  it('are counted in a flood, and every one of them is in the sum', async () => {
    const earlier = await failures();
    const attempts = 400;
    const start = Date.now();
    for (let batch = 0; batch < 10; batch++) {
      await Promise.all(
        Array.from({ length: attempts / 10 }, async () =>
          tokenRequest(backoffice, credentials(wrong())),
        ),
      );
    }
    const seconds = Math.ceil((Date.now() - start) / 1000) + 1;
    const rows = await failuresAfter(earlier, attempts);
    expect(occurrencesOf(rows)).toBe(attempts);
    // Ten a second with a row of their own, and one that sums up the rest.
    expect(rows.length).toBeLessThanOrEqual(11 * (seconds + 1));
    expect(rows.filter(({ request_id }) => request_id === null).length).toBeGreaterThan(0);
    expect(rows.find(({ request_id }) => request_id === null)).toMatchObject({
      actor_type: 'system',
      reason: 'wrong_secret: more than 10 failures in a second',
      subject_id: null,
    });
    expect(await applications.administration.auditTrail.verify()).toMatchObject({ sound: true });
  });

  it('do not fill the audit trail with what a caller makes up', async () => {
    const earlier = await failures();
    const answer = await tokenRequest(backoffice, {
      grant_type: 'client_credentials',
      client_id: `${backoffice.client.clientSecret}\0${'x'.repeat(100_000)}`,
      client_secret: 'x',
    });
    expect(answer.status).toBe(401);
    const rows = await failuresAfter(earlier, 1);
    expect(rows.at(-1)).toMatchObject({ reason: 'unknown_client', subject_id: null });
    expect(JSON.stringify(rows)).not.toContain('xxx');
  });
});
