import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SIDES, type Side } from '#oauth';
import { startApplications, type TestApplications } from '../support/applications.js';
import { type Browser, hasChromium, startBrowser } from '../support/browser.js';
import { peopleClient, pkce, requestOf } from '../support/people-clients.js';
import { api, tokenRequest } from '../support/requests.js';
import { cheapHashes, createPerson, type TestPerson } from '../support/sign-in-people.js';

let applications: TestApplications;
let browser: Browser;

beforeAll(async () => {
  applications = await startApplications(cheapHashes);
  await new Promise<void>((resolve) => site.listen(0, '127.0.0.1', resolve));
  siteUrl = `http://localhost:${(site.address() as AddressInfo).port}`;
  if (hasChromium) browser = await startBrowser();
});
afterAll(async () => {
  await browser?.close();
  site.closeAllConnections();
  site.close();
  await applications.stop();
});

const SCOPE = 'openid profile:read';

/** The link in the page of the application. */
let link = '';

/** The application, on another site: localhost instead of 127.0.0.1. */
const site = createServer((_, response) => {
  response.setHeader('Content-Type', 'text/html').end(`<a href="${link}">Sign in</a>`);
});
let siteUrl = '';

const redirectUri = () => `${siteUrl}/callback`;

/** Creates a person whose roles allow the scope. */
async function personOf(side: Side): Promise<TestPerson> {
  const { database } = applications;
  const person = await createPerson(database, side);
  if (side === 'storefront') return person;
  await database.query(
    `WITH role AS (
       INSERT INTO roles (name, scopes) VALUES ('role of ' || $1, '{profile:read}') RETURNING id)
     INSERT INTO staff_user_roles (user_id, role_id) SELECT $1::bigint, id FROM role`,
    [person.id],
  );
  return person;
}

/** Opens the page of the application and follows its link; returns what the application gets. */
async function signInAt(side: Side, clientId: string, others: Record<string, string> = {}) {
  const { verifier, challenge } = pkce();
  const parameters = requestOf({ clientId }, challenge, {
    scope: SCOPE,
    nonce: 'n',
    redirect_uri: redirectUri(),
    ...others,
  });
  link = `${applications[side].url}/oauth2-authorize?${parameters.toString()}`.replaceAll(
    '&',
    '&#38;',
  );
  await browser.page.goto(siteUrl);
  await browser.page.getByRole('link', { name: 'Sign in' }).click();
  return verifier;
}

async function callback(): Promise<URLSearchParams> {
  await browser.page.waitForURL((url) => url.pathname === '/callback');
  return new URL(browser.page.url()).searchParams;
}

async function typePassword(side: Side, { email, password }: TestPerson): Promise<void> {
  const { page } = browser;
  const label = side === 'backoffice' ? 'E-mail address or username' : 'E-mail address';
  await page.getByRole('heading', { name: 'Sign in to continue' }).waitFor();
  await page.getByLabel(label).fill(email);
  await page.getByLabel('Password').fill(password);
  await page.getByRole('button', { name: 'Sign in' }).click();
}

describe.runIf(hasChromium).each(SIDES)('an application of another site at the %s', (side) => {
  const clientOf = async (isThirdParty = false) =>
    peopleClient(applications, side, {
      redirectUris: [redirectUri()],
      isPublic: true,
      isThirdParty,
      scopes: ['profile:read'],
    });

  it('signs a person in with a password, calls the API, and stays signed in', async () => {
    const person = await personOf(side);
    const { clientId } = await clientOf();
    await browser.page.context().clearCookies();
    const code_verifier = await signInAt(side, clientId);
    await typePassword(side, person);
    const answer = await callback();
    expect(Object.fromEntries(answer)).toEqual({
      code: expect.any(String) as string,
      state: 'xyz',
      iss: applications[side].url,
    });
    const tokens = await tokenRequest(applications[side], {
      grant_type: 'authorization_code',
      client_id: clientId,
      code: answer.get('code')!,
      redirect_uri: redirectUri(),
      code_verifier,
    });
    expect(tokens.body).toMatchObject({ token_type: 'Bearer', scope: SCOPE });
    const read = async (token: string) => api(applications[side], token, '/api/users/mine');
    expect(await read(tokens.body.access_token as string)).toMatchObject({
      status: 200,
      body: { data: { id: person.id } },
    });
    const refreshed = await tokenRequest(applications[side], {
      grant_type: 'refresh_token',
      client_id: clientId,
      refresh_token: tokens.body.refresh_token as string,
    });
    expect((await read(refreshed.body.access_token as string)).status).toBe(200);

    // The session is found although the link is on another site, and the cookie is strict.
    await signInAt(side, clientId);
    expect((await callback()).get('code')).toEqual(expect.any(String));
    await signInAt(side, clientId, { prompt: 'login' });
    await typePassword(side, person);
    expect((await callback()).get('code')).toEqual(expect.any(String));
    await signInAt(side, clientId, { prompt: 'none', max_age: '3600' });
    expect((await callback()).get('code')).toEqual(expect.any(String));
  });

  it('of somebody else gets a code only with consent', async () => {
    const person = await personOf(side);
    const { clientId } = await clientOf(true);
    const { page } = browser;
    await page.context().clearCookies();
    await signInAt(side, clientId);
    await typePassword(side, person);
    await page.getByRole('button', { name: 'Do not allow' }).click();
    expect((await callback()).get('error')).toBe('access_denied');
    await signInAt(side, clientId);
    await page.getByRole('button', { name: 'Allow', exact: true }).click();
    expect((await callback()).get('code')).toEqual(expect.any(String));
    await signInAt(side, clientId);
    expect((await callback()).get('code')).toEqual(expect.any(String));
  });

  it('asks for consent in the language of the browser, and says who is signed in', async () => {
    const person = await personOf(side);
    const { clientId } = await clientOf(true);
    const { page } = browser;
    await page.context().clearCookies();
    await signInAt(side, clientId);
    await typePassword(side, person);
    await page.getByRole('button', { name: 'Do not allow' }).waitFor();
    await page.setExtraHTTPHeaders({ 'Accept-Language': 'de' });
    try {
      await page.reload();
      await page.getByRole('button', { name: 'Nicht erlauben' }).waitFor();
      expect(await page.getByText(person.email).innerText()).toMatch(
        /^Sie sind als .* angemeldet\.$/,
      );
      const items = await page.getByRole('listitem').allInnerTexts();
      const expected = ['erkennen, dass Sie es sind openid', 'Ihr Profil lesen profile:read'];
      expect(items.toSorted()).toEqual(expected.toSorted());
    } finally {
      await page.setExtraHTTPHeaders({});
    }
  });

  it('gets nothing for a person without a session, and after the person has signed out', async () => {
    const person = await personOf(side);
    const { clientId } = await clientOf();
    const { page } = browser;
    await page.context().clearCookies();
    await signInAt(side, clientId, { prompt: 'none' });
    expect((await callback()).get('error')).toBe('login_required');
    await signInAt(side, clientId, { login_hint: person.email });
    const name = page.locator('#name');
    await name.waitFor();
    expect(await name.inputValue()).toBe(person.email);
    await typePassword(side, person);
    expect((await callback()).get('code')).toEqual(expect.any(String));
    await page.goto(`${applications[side].url}/account`);
    await page.getByRole('button', { name: 'Sign out' }).click();
    await page.getByText('You are signed out.').waitFor();
    await signInAt(side, clientId, { prompt: 'none' });
    expect((await callback()).get('error')).toBe('login_required');
  });
});
