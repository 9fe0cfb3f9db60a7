import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { SIDES, type Side } from '#oauth';
import { look } from '../support/accessibility.js';
import { startApplications, type TestApplications } from '../support/applications.js';
import { type Browser, hasChromium, startBrowser } from '../support/browser.js';
import { CompanyProvider } from '../support/company-provider.js';
import { addProvider, allowLocalProviders } from '../support/identity-providers.js';
import { latchkey } from '../support/latchkey.js';
import { peopleClient, pkce, requestOf } from '../support/people-clients.js';
import { api, tokenRequest } from '../support/requests.js';
import { cheapHashes, createPerson, type TestPerson } from '../support/sign-in-people.js';

const CLIENT = { clientId: 'latchkey', clientSecret: 'a secret of the client' };

let applications: TestApplications;
let company: CompanyProvider;
let browser: Browser;

/** The page to which an application is sent back. */
const site = createServer((_, response) => {
  response.setHeader('Content-Type', 'text/html').end('<link rel="icon" href="data:,">');
});
let redirectUri = '';

beforeAll(async () => {
  applications = await startApplications((config) => {
    cheapHashes(config);
    allowLocalProviders(config);
  });
  company = await CompanyProvider.start(async (issuer) => {
    const redirectUris: string[] = [];
    for (const side of SIDES) {
      await addProvider(applications.database, { side, key: 'company', issuer, ...CLIENT });
      redirectUris.push(`${applications[side].url}/sign-in/provider/company/callback`);
    }
    return { ...CLIENT, redirectUris };
  });
  await new Promise<void>((resolve) => site.listen(0, '127.0.0.1', resolve));
  redirectUri = `http://localhost:${(site.address() as AddressInfo).port}/callback`;
  if (hasChromium) browser = await startBrowser();
});
afterAll(async () => {
  await browser?.close();
  site.closeAllConnections();
  site.close();
  await company?.stop();
  await applications.stop();
});
beforeEach(async () => {
  if (!hasChromium) return;
  await browser.page.context().clearCookies();
  browser.clear();
});

const TYPES = { backoffice: 'users', storefront: 'customer-users' } as const;

/** Creates a person whose roles allow to read their profile. */
async function personOf(side: Side, hasPassword: boolean): Promise<TestPerson> {
  const { database } = applications;
  const person = await createPerson(database, side, { hasPassword });
  if (side === 'storefront') return person;
  await database.query(
    `WITH role AS (
       INSERT INTO roles (name, scopes) VALUES ('role of ' || $1, '{profile:read}') RETURNING id)
     INSERT INTO staff_user_roles (user_id, role_id) SELECT $1::bigint, id FROM role`,
    [person.id],
  );
  return person;
}

async function press(name: string): Promise<void> {
  await browser.page.getByRole('button', { name }).click();
}

/** Logs in at the company, whose page is open. */
async function logIn(account: string): Promise<void> {
  await browser.page.getByLabel('Account').fill(account);
  await press('Log in');
}

async function acceptInvitation(side: Side, person: TestPerson, account: string): Promise<void> {
  const environment = {
    PATH: process.env.PATH ?? '',
    DATABASE_URL: applications.database.url,
    BACKOFFICE_URL: applications.backoffice.url,
    STOREFRONT_URL: applications.storefront.url,
  };
  const invited = await latchkey(
    { environment },
    'people',
    'invite',
    `${TYPES[side]}:${person.id}`,
  );
  await browser.page.goto(invited.output.trim());
  await press('Sign in with Company');
  await logIn(account);
}

describe.runIf(hasChromium).each(SIDES)(
  'a person of the %s with an account at the company',
  (side) => {
    it('is invited, and signs in to an application that calls the API, and out', async () => {
      const { page } = browser;
      const person = await personOf(side, false);
      await acceptInvitation(side, person, `${side}-1`);
      await page.getByText(`Signed in as Ada Lovelace (${person.email})`).waitFor();
      expect(await page.getByText('Company', { exact: true }).count()).toBe(1);
      await press('Sign out');
      await page.getByText('You are signed out.').waitFor();

      const { clientId } = await peopleClient(applications, side, {
        redirectUris: [redirectUri],
        isPublic: true,
        scopes: ['profile:read'],
      });
      const { verifier, challenge } = pkce();
      const scope = 'openid profile:read';
      const request = requestOf({ clientId }, challenge, { scope, redirect_uri: redirectUri });
      await page.goto(`${applications[side].url}/oauth2-authorize?${request.toString()}`);
      // The person is still signed in at the company, which does not ask again.
      await press('Sign in with Company');
      await page.waitForURL((url) => url.pathname === '/callback');
      const code = new URL(page.url()).searchParams.get('code')!;
      const { body } = await tokenRequest(applications[side], {
        grant_type: 'authorization_code',
        client_id: clientId,
        code,
        redirect_uri: redirectUri,
        code_verifier: verifier,
      });
      const claims = JSON.parse(
        Buffer.from(String(body.access_token).split('.')[1]!, 'base64url').toString(),
      ) as Record<string, unknown>;
      expect(claims).toMatchObject({ acr: '1', amr: ['fed'] });
      const token = body.access_token as string;
      expect(await api(applications[side], token, '/api/users/mine')).toMatchObject({
        status: 200,
        body: { data: { id: person.id } },
      });
      await page.goto(`${applications[side].url}/account`);
      await press('Sign out');
      await page.getByText('You are signed out.').waitFor();
      expect(browser.errors).toEqual([]);
    });

    it('links it at their account, signs in with it, and removes it', async () => {
      const { page } = browser;
      const { url } = applications[side];
      const person = await personOf(side, true);
      await page.goto(`${url}/sign-in`);
      await page.locator('#name').fill(person.email);
      await page.getByLabel('Password').fill(person.password);
      await page.getByRole('button', { name: 'Sign in', exact: true }).click();
      await press('Link your account at Company');
      await logIn(`${side}-2`);
      await page.getByRole('button', { name: 'Remove the account at Company' }).waitFor();
      await look(page, 'account-identities');

      await page.context().clearCookies({ domain: '127.0.0.1' });
      await page.goto(`${url}/sign-in`);
      await look(page, 'sign-in-providers');
      await press('Sign in with Company');
      await page.getByText(`(${person.email})`).waitFor();
      await press('Remove the account at Company');
      await page.getByRole('button', { name: 'Link your account at Company' }).waitFor();
      await press('Sign out');
      await page.goto(`${url}/sign-in`);
      await press('Sign in with Company');
      await page.getByText('Your account at Company is not linked to an account here.').waitFor();
      await look(page, 'identity-unknown');
      const events = await applications.database.query(
        `SELECT action, actor_type, actor, after FROM audit_events
       WHERE subject_type = $1 AND subject_id = $2 AND action LIKE 'person.identity%' ORDER BY id`,
        [TYPES[side], person.id],
      );
      const { issuer } = company;
      const by = { actor_type: 'person', actor: person.id };
      expect(events).toEqual([
        { action: 'person.identity_linked', ...by, after: { issuer } },
        { action: 'person.identity_unlinked', ...by, after: { issuer, sessions: 0 } },
      ]);
    });

    it('that is linked to somebody else keeps the invitation', async () => {
      const { page } = browser;
      const [first, second] = [await personOf(side, false), await personOf(side, false)];
      await acceptInvitation(side, first, `${side}-3`);
      await page.getByText(`(${first.email})`).waitFor();
      await page.context().clearCookies();
      await acceptInvitation(side, second, `${side}-3`);
      await page.getByText('Your account at Company is linked to another account here.').waitFor();
      const [link] = await applications.database.query(
        'SELECT used_at FROM sign_in_links WHERE side = $1 AND person_id = $2',
        [side, second.id],
      );
      expect(link).toEqual({ used_at: null });
    });

    it('sees the buttons in the language of the browser', async () => {
      const { page } = browser;
      for (const [language, name] of [
        ['de', 'Mit Company anmelden'],
        ['fr', 'Se connecter avec Company'],
        ['es', 'Iniciar sesión con Company'],
      ] as const) {
        await page.setExtraHTTPHeaders({ 'Accept-Language': language });
        await page.goto(`${applications[side].url}/sign-in`);
        expect(await page.getByRole('button', { name }).count()).toBe(1);
      }
      await page.setExtraHTTPHeaders({});
    });
  },
);
