import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { makeClientSecret } from '#oauth';
import { AuthenticationFailureAudit } from '../../libs/oauth/src/client-authentication/authentication-failure-audit.js';
import { startSide, type TestApplication, type TestSide } from '../support/applications.js';
import { credentials, tokenRequest } from '../support/requests.js';

let applications: TestSide<'backoffice'>;
let backoffice: TestApplication;

beforeAll(async () => {
  applications = await startSide('backoffice', (config) => {
    const limits = { recorded: 10, recordedNetworks: 3, perClient: 5 };
    Object.assign(config.clients.failedAttempts, limits);
    config.http.trustedProxies = ['127.0.0.1'];
  });
  backoffice = applications.backoffice;
});
afterAll(async () => applications.stop());

async function failures() {
  return applications.database.query(
    `SELECT actor_type, actor, address, side, subject_type, subject_id, reason, occurrences, request_id
     FROM audit_events WHERE action = 'client_authentication.failed' ORDER BY id`,
  );
}

function occurrencesOf(rows: { occurrences?: unknown }[]): number {
  return rows.reduce((sum, { occurrences }) => sum + Number(occurrences), 0);
}

/**
 * Reads the events after `earlier`, once their occurrences add up to `occurrences` (or after 10 s).
 */
async function failuresAfter(earlier: unknown[], occurrences: number) {
  for (const deadline = Date.now() + 10_000; Date.now() < deadline; await pause(50)) {
    const rows = (await failures()).slice(earlier.length);
    if (occurrencesOf(rows) >= occurrences) return rows;
  }
  return (await failures()).slice(earlier.length);
}

const wrong = (client = backoffice.client) => ({
  ...client,
  clientSecret: makeClientSecret('backoffice'),
});

const fail = async (address: string, client = backoffice.client) =>
  tokenRequest(backoffice, credentials(wrong(client)), { 'X-Forwarded-For': address });

/** Ends the current minute, so that the next failures get events of their own. */
const endMinute = async () => backoffice.app.get(AuthenticationFailureAudit).endMinute();

/** Builds the summary event of a network that failed with this client alone. */
const sum = (actor: string, occurrences: number, counts: string) => ({
  actor_type: 'anonymous',
  actor,
  address: null,
  side: 'backoffice',
  subject_type: 'oauth-clients',
  subject_id: backoffice.client.clientId,
  reason: `${counts}: summed up for a minute; the log has each request`,
  occurrences,
  request_id: null,
});

beforeEach(endMinute);

describe('failed authentications', () => {
  it('are in the audit trail within a second, with a reason that the caller does not see', async () => {
    const answer = await tokenRequest(backoffice, credentials(wrong()));
    expect(await failuresAfter([], 1)).toEqual([
      {
        actor_type: 'anonymous',
        actor: '127.0.0.1',
        address: '127.0.0.1',
        side: 'backoffice',
        subject_type: 'oauth-clients',
        subject_id: backoffice.client.clientId,
        reason: 'wrong_secret',
        occurrences: 1,
        request_id: answer.body.request_id,
      },
    ]);
  });

  it('from a locked network are summed up in one event per minute', async () => {
    const earlier = await failures();
    for (let time = 0; time < 5; time++) await fail('192.0.2.1');
    expect(await failuresAfter(earlier, 5)).toHaveLength(5);
    const locked = await Promise.all(
      Array.from({ length: 60 }, async (_, at) => fail(`192.0.2.${at + 1}`)),
    );
    expect(new Set(locked.map(({ status }) => status))).toEqual(new Set([429]));
    await backoffice.app.get(AuthenticationFailureAudit).flush();
    expect(await failuresAfter(earlier, 5)).toHaveLength(5);
    await endMinute();
    expect((await failures()).slice(earlier.length + 5)).toEqual([
      sum('192.0.2.0/24', 60, 'locked 60'),
    ]);
    await endMinute();
    expect(await failures()).toHaveLength(earlier.length + 6);
  });

  it('past the limit per minute are summed up by network, and past the limit of networks in one event', async () => {
    const earlier = await failures();
    const other = await backoffice.createClient();
    // Four attempts per network, which locks none of them.
    for (let turn = 0; turn < 4; turn++) {
      for (let network = 1; network <= 8; network++) await fail(`10.0.${network}.9`);
    }
    await fail('10.0.1.9', other);
    await endMinute();
    const rows = (await failures()).slice(earlier.length);
    expect(rows.slice(0, 10).map(({ occurrences }) => occurrences)).toEqual(Array(10).fill(1));
    expect(rows.slice(10)).toEqual([
      sum('10.0.3.0/24', 3, 'wrong_secret 3'),
      sum('10.0.4.0/24', 3, 'wrong_secret 3'),
      sum('10.0.5.0/24', 3, 'wrong_secret 3'),
      {
        ...sum('other networks', 14, 'wrong_secret 14'),
        subject_type: null,
        subject_id: null,
      },
    ]);
    expect(occurrencesOf(rows)).toBe(33);
    expect(await applications.administration.auditTrail.verify()).toMatchObject({ sound: true });
  });

  it('do not copy long texts or secrets from the request into the audit trail', async () => {
    const earlier = await failures();
    const answer = await tokenRequest(backoffice, {
      grant_type: 'client_credentials',
      client_id: `${backoffice.client.clientSecret}\0${'x'.repeat(15_000)}`,
      client_secret: 'x',
    });
    expect(answer.status).toBe(401);
    const rows = await failuresAfter(earlier, 1);
    expect(rows).toMatchObject([{ reason: 'unknown_client', subject_id: null }]);
    expect(JSON.stringify(rows)).not.toContain('xxx');
  });
});
