import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { AuthorizationPages } from '#oauth';
import { look as lookAt } from '../support/accessibility.js';
import { startApplications, type TestApplications } from '../support/applications.js';
import { type Browser, hasChromium, saveNewPassword, startBrowser } from '../support/browser.js';
import { clientForPeople, personTokens } from '../support/people.js';
import { cheapHashes, createPerson, type TestPerson } from '../support/sign-in-people.js';

let applications: TestApplications;
let browser: Browser;
let person: TestPerson;

beforeAll(async () => {
  applications = await startApplications((config) => {
    cheapHashes(config);
    Object.assign(config.backoffice.pages, { name: 'Acme staff', color: '#7a1f5c', logo: LOGO });
  });
  person = await createPerson(applications.database, 'backoffice');
  if (hasChromium) browser = await startBrowser();
});
afterAll(async () => {
  await browser?.close();
  await applications.stop();
});

const LOGO =
  'data:image/svg+xml,%3Csvg%20xmlns=%22http://www.w3.org/2000/svg%22%20viewBox=%220%200%2010%2010%22%20width=%2240%22%20height=%2240%22%3E%3Ccircle%20cx=%225%22%20cy=%225%22%20r=%225%22%20fill=%22%237a1f5c%22/%3E%3C/svg%3E';

const look = async (name: string) => lookAt(browser.page, name);

async function signIn({ email, password }: TestPerson): Promise<void> {
  const { page } = browser;
  await page.getByLabel('E-mail address or username').fill(email);
  await page.getByLabel('Password').fill(password);
  await page.getByRole('button', { name: 'Sign in' }).click();
}

const at = (path: string) => applications.backoffice.url + path;

it.each([
  ['en', 'Go back to the application and start again.'],
  ['de', 'Gehen Sie zurück zur Anwendung und beginnen Sie von vorn.'],
])(
  'a wrong request of an application is explained in the language "%s"',
  async (language, text) => {
    const headers = { 'Accept-Language': language };
    const response = await fetch(at('/oauth2-authorize?client_id=nobody'), { headers });
    expect(response.status).toBe(400);
    const body = await response.text();
    expect(body).toContain(text);
    expect(body).toContain('<p lang="en">there is no client with this client_id</p>');
  },
);

describe.runIf(hasChromium)('the pages in Chromium', () => {
  beforeEach(async () => {
    await browser.page.context().clearCookies();
    browser.clear();
  });

  it('sign a person in and out without a script, and load nothing from elsewhere', async () => {
    const { page } = browser;
    await page.goto(at('/account'));
    await look('sign-in');
    await signIn({ ...person, password: 'wrong' });
    await page.getByRole('alert').waitFor();
    await look('sign-in-failed');
    expect(await page.getByLabel('E-mail address or username').inputValue()).toBe(person.email);
    await signIn(person);
    await page.getByRole('heading', { name: 'Your account' }).waitFor();
    expect(page.url()).toBe(at('/account'));
    await look('account');
    await page.getByRole('button', { name: 'Sign out' }).click();
    await page.getByText('You are signed out.').waitFor();
    await look('signed-out');
    await page.goto(at('/account'));
    expect(new URL(page.url()).pathname).toBe('/sign-in');
    const others = browser.requests.filter((url) => !url.startsWith(at('/')));
    expect(others.filter((url) => !url.startsWith('data:'))).toEqual([]);
    const errors = browser.errors.filter((error) => !error.includes('403'));
    expect(errors).toEqual([]);
  });

  it('end the access of an application without a script', async () => {
    const { page } = browser;
    const { id, email, password, username } = await createPerson(
      applications.database,
      'backoffice',
    );
    const client = await clientForPeople(
      applications.backoffice,
      applications.database,
      'profile:read',
    );
    await personTokens(applications.backoffice, { personId: id, client, scope: 'profile:read' });
    await page.goto(at('/sign-in'));
    await signIn({ id, email, password, username });
    await page.getByRole('heading', { name: 'Applications with access' }).waitFor();
    await look('account-applications');
    await page.getByRole('button', { name: /^End access of/ }).click();
    await page.getByText('No application has access.').waitFor();
    expect(page.url()).toBe(at('/account'));
    expect(browser.errors).toEqual([]);
  });

  it('change a password and end sessions', async () => {
    const { page } = browser;
    const other = await createPerson(applications.database, 'backoffice');
    await page.goto(at('/sign-in'));
    await signIn(other);
    await page.getByLabel('Current password').fill('wrong');
    await saveNewPassword(page, 'four bright lanterns drift');
    await page.getByText('The current password is wrong.').waitFor();
    await look('password-wrong');
    await page.getByLabel('Current password').fill(other.password);
    await saveNewPassword(page, 'four bright lanterns drift');
    await page.getByText('Your password is changed').waitFor();
    expect(page.url()).toBe(at('/account?notice=password'));
    await look('password-changed');
  });

  it('of the authorization endpoint, of errors and of links are accessible', async () => {
    const { page } = browser;
    const pages = applications.backoffice.app.get(AuthorizationPages, { strict: false });
    const consent = {
      clientName: 'A shop application <b>',
      personId: person.id,
      scopes: { 'users:read': 'Read members of staff', 'roles:read': 'Read roles' },
      action: '/oauth2-authorize/continue',
      fields: { request: 'abc' },
    };
    const error = {
      status: 400,
      code: 'invalid_request',
      description: 'redirect_uri is not one of this client',
      requestId: 'b0000000-0000-4000-8000-000000000000',
    };
    const shown = { consent: await pages.consent(consent, {}), error: pages.error(error, {}) };
    for (const [name, { body, status }] of Object.entries(shown)) {
      await page.route('**/shown', async (route) =>
        route.fulfill({ status, contentType: 'text/html', body }),
      );
      await page.goto(at('/shown'));
      await look(name);
      await page.unroute('**/shown');
    }
    await page.goto(at('/sign-in/link?token=x'));
    expect(await page.title()).toBe('This link is not valid · Acme staff');
    await look('link-invalid');
  });

  it('cannot be shown in a frame of another site (clickjacking) (RFC 9700 §4.16)', async () => {
    const { page } = browser;
    const outer = `<iframe src="${at('/sign-in')}"></iframe>`;
    await page.route('http://evil.example/', async (route) =>
      route.fulfill({ contentType: 'text/html', body: outer }),
    );
    await page.goto('http://evil.example/');
    await expect
      .poll(() => page.frames().map((frame) => frame.url()))
      .toEqual(['http://evil.example/', 'chrome-error://chromewebdata/']);
  });

  it('keep a form of another site from signing somebody in (CSRF)', async () => {
    const { page } = browser;
    const form = `<form method="post" action="${at('/sign-in')}">
      <input name="name" value="${person.email}"><input name="password" value="${person.password}">
      <button>Go</button></form>`;
    await page.route('http://evil.example/', async (route) =>
      route.fulfill({ contentType: 'text/html', body: form }),
    );
    await page.goto('http://evil.example/');
    await page.getByRole('button', { name: 'Go' }).click();
    await page.getByText('did not come from a page of this site').waitFor();
    expect(await page.context().cookies(at('/'))).toEqual([]);
  });
});
