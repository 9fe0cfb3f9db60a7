import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  startSide,
  type TestApplication,
  type TestClient,
  type TestSide,
} from '../support/applications.js';
import { decide, openConsent } from '../support/consent-pages.js';
import {
  answerOf,
  codeFor,
  createPerson,
  exchange,
  hopOf,
  open,
  peopleClient,
  pkce,
  requestOf,
} from '../support/people-clients.js';
import { signIn } from '../support/sign-in.js';

const REQUESTED = 'openid users:read roles:read';

let applications: TestSide<'backoffice'>;
let backoffice: TestApplication;

beforeAll(async () => {
  applications = await startSide('backoffice');
  backoffice = applications.backoffice;
});
afterAll(async () => applications.stop());

/** A person with the scope users:read, and a client that asks for more. */
async function begin({ isThirdParty }: { isThirdParty: boolean }) {
  const scopes = ['users:read', 'roles:read'];
  const client = await peopleClient(applications, 'backoffice', { isThirdParty, scopes });
  const personId = await createPerson(applications, 'backoffice', ['users:read']);
  const cookie = await signIn(applications, 'backoffice', personId);
  const { verifier, challenge } = pkce();
  return {
    client,
    personId,
    cookie,
    verifier,
    parameters: requestOf(client, challenge, { scope: REQUESTED }),
  };
}

/** Gives the role of the person a further scope. The sessions of the person continue. */
async function extendRole(personId: string): Promise<void> {
  const [row] = await applications.database.query(
    `UPDATE roles SET scopes = '{users:read,roles:read}' FROM staff_user_roles given
     WHERE given.role_id = roles.id AND given.user_id = $1 RETURNING roles.id`,
    [personId],
  );
  expect(row).toBeDefined();
}

/** Allows what the consent page shows, and returns the code. */
async function allow(page: Awaited<ReturnType<typeof openConsent>>): Promise<string> {
  const continued = hopOf(backoffice, await decide(backoffice, page, { decision: 'allow' }));
  return answerOf(await open(continued, page.cookie)).code!;
}

async function scopeOf(client: TestClient, code: string, verifier: string): Promise<unknown> {
  return (await exchange(backoffice, client, { code, code_verifier: verifier })).body.scope;
}

describe('a role that gains a scope during an authorization', () => {
  it('adds nothing to what the consent page has shown', async () => {
    const { client, personId, cookie, verifier, parameters } = await begin({ isThirdParty: true });
    const page = await openConsent(backoffice, parameters, cookie);
    expect(page.fields.scope).toBe('openid users:read');
    await extendRole(personId);
    expect(await scopeOf(client, await allow(page), verifier)).toBe('openid users:read');
    const again = await openConsent(backoffice, parameters, cookie);
    expect(again.fields.scope).toBe(REQUESTED);
  });

  it('adds nothing to a code that the person has allowed', async () => {
    const { client, personId, cookie, verifier, parameters } = await begin({ isThirdParty: true });
    const code = await allow(await openConsent(backoffice, parameters, cookie));
    await extendRole(personId);
    expect(await scopeOf(client, code, verifier)).toBe('openid users:read');
  });

  it('adds nothing to a code of a client of the operator', async () => {
    const { client, personId, cookie, verifier, parameters } = await begin({ isThirdParty: false });
    const code = await codeFor(backoffice, parameters, cookie);
    await extendRole(personId);
    expect(await scopeOf(client, code, verifier)).toBe('openid users:read');
  });

  it('is no consent to scopes that the form adds to those of the request', async () => {
    const { client, cookie, verifier, parameters } = await begin({ isThirdParty: true });
    const page = await openConsent(backoffice, parameters, cookie);
    page.fields.scope += ' roles:read clients:admin';
    expect(await scopeOf(client, await allow(page), verifier)).toBe('openid users:read');
    const [row] = await applications.database.query(
      'SELECT scopes FROM consents WHERE client_id = $1',
      [client.clientId],
    );
    expect(row!.scopes).not.toContain('clients:admin');
  });
});
