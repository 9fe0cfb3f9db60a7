import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SIDES } from '#oauth';
import { startApplications, type TestApplications } from '../support/applications.js';
import { pageAt } from '../support/pages.js';
import {
  codeFor,
  createPerson,
  exchange,
  peopleClient,
  pkce,
  requestOf,
} from '../support/people-clients.js';
import { sessionOf } from '../support/signed-in.js';

let applications: TestApplications;

beforeAll(async () => {
  applications = await startApplications();
});
afterAll(async () => applications.stop());

describe.each(SIDES)('a sign-out by an application at the %s', (side) => {
  it('ends the session once, and the audit trail has the application as actor', async () => {
    const { database, [side]: application } = applications;
    const id = await createPerson(applications, side);
    const client = await peopleClient(applications, side);
    const session = await sessionOf({ database, application }, { id });
    const { verifier, challenge } = pkce();
    const parameters = requestOf(client, challenge, { scope: 'openid profile:read' });
    const code = await codeFor(application, parameters, `${session.name}=${session.value}`);
    const { body } = await exchange(application, client, { code, code_verifier: verifier });
    const path = `/oauth2-logout?id_token_hint=${body.id_token}`;

    const answer = await pageAt(application, path, { cookies: [session] });
    expect(answer).toMatchObject({ status: 200, cookies: { [session.name]: '' } });
    expect(await pageAt(application, path)).toMatchObject({ status: 200, cookies: {} });
    const account = await pageAt(application, '/account', { cookies: [session] });
    expect(account.headers.get('location')).toBe('/sign-in?return_to=%2Faccount');

    const events = await database.query(
      `SELECT actor_type, actor, subject_type, after ? 'session' AS "hasSession"
       FROM (SELECT side, action, actor_type, actor, subject_type, subject_id, after FROM audit_events
         UNION ALL SELECT side, action, actor_type, actor, subject_type, subject_id, after
         FROM unsealed_audit_events) event
       WHERE action = 'session.ended' AND side = $1 AND subject_id = $2`,
      [side, id],
    );
    const subject = side === 'backoffice' ? 'users' : 'customer-users';
    expect(events).toEqual([
      {
        actor_type: 'client',
        actor: client.clientId,
        subject_type: subject,
        hasSession: true,
      },
    ]);
  });
});
