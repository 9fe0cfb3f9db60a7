import { execFile } from 'node:child_process';
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { SIDES } from '#oauth';
import {
  startApplications,
  type TestApplication,
  type TestApplications,
} from '../support/applications.js';
import { type Browser, hasChromium, startBrowser } from '../support/browser.js';
import { apiOf } from '../support/json-api.js';
import { accessTokenAt, request } from '../support/requests.js';

let applications: TestApplications;
let browser: Browser;

beforeAll(async () => {
  applications = await startApplications();
  if (hasChromium) browser = await startBrowser();
});
afterAll(async () => {
  await browser?.close();
  await applications.stop();
});

const PERSON = { email: 'ada@example.com', firstName: 'Ada', lastName: 'Lovelace' };

async function createUser(application: TestApplication): Promise<void> {
  const users = await apiOf(application, 'users:write');
  const username = application.side === 'backoffice' ? { username: 'ada.lovelace' } : {};
  const data = { type: 'users', attributes: { ...PERSON, ...username } };
  expect(await users.post('/api/users', data)).toMatchObject({ status: 201 });
}

async function open({ url }: TestApplication): Promise<void> {
  await browser.page.goto(`${url}/api/docs`);
  await browser.page.locator('.operation').first().waitFor();
}

async function signIn(clientId: string, clientSecret: string): Promise<string | null> {
  const { page } = browser;
  await page.getByLabel('Client id').fill(clientId);
  await page.getByLabel('Client secret').fill(clientSecret);
  const answer = page.waitForResponse((response) => response.url().endsWith('/oauth2-token'));
  await page.getByRole('button', { name: 'Sign in' }).click();
  await answer;
  const line = page.locator('#signed-in.good, #signed-in.bad');
  await line.waitFor();
  return line.textContent();
}

/** Opens an operation by keyboard, sends it as it is, and reads the answer that the page shows. */
async function send(operationId: string): Promise<{ line: string | null; body: string | null }> {
  const operation = browser.page.locator(`[id="${operationId}"]`);
  await operation.locator('> summary').press('Enter');
  await operation.getByRole('button', { name: 'Send' }).press('Enter');
  const answer = operation.locator('.answer');
  await answer.waitFor();
  return {
    line: await answer.locator('p').first().textContent(),
    body: await answer.getByLabel('Body of the answer').textContent(),
  };
}

describe.each(SIDES)('the documentation page of the %s, in a browser', (side) => {
  beforeEach(({ skip }) => {
    skip(!hasChromium, 'there is no /usr/bin/chromium: nobody has tried the page in a browser');
    browser.clear();
  });

  it('signs in, lists users, and sends requests to no other host', async () => {
    const application = applications[side];
    const { clientId, clientSecret } = application.client;
    await createUser(application);
    await open(application);
    expect(await signIn(clientId, clientSecret)).toBe(
      `Signed in as ${clientId} for 3600 seconds, with users:read users:write.`,
    );
    const { line, body } = await send('users.list');
    expect(line).toMatch(/^200 OK · \d+ ms$/);
    expect(JSON.parse(body!)).toMatchObject({ data: [{ type: 'users', attributes: PERSON }] });

    const origins = new Set(browser.requests.map((url) => new URL(url).origin));
    expect([...origins]).toEqual([application.url]);
    expect(browser.requests.filter((url) => url.includes(clientSecret))).toEqual([]);
    expect(browser.errors).toEqual([]);
  });

  it('stores neither secret nor token outside the page', async () => {
    const application = applications[side];
    await open(application);
    await signIn(application.client.clientId, application.client.clientSecret);
    const { page } = browser;
    expect(await page.getByLabel('Client secret').inputValue()).toBe('');
    const kept = await page.evaluate('localStorage.length + sessionStorage.length');
    expect([kept, await page.context().cookies()]).toEqual([0, []]);
    await open(application);
    expect((await send('users.list')).line).toMatch(/^401 Unauthorized/);
  });

  it('shows the error when the sign-in fails', async () => {
    await open(applications[side]);
    expect(await signIn(applications[side].client.clientId, 'wrong')).toBe(
      '401 invalid_client: client authentication failed',
    );
  });

  it.each([1280, 400])('fits into a window of %i pixels', async (width) => {
    const { page, folder } = browser;
    await page.setViewportSize({ width, height: 800 });
    await open(applications[side]);
    await send('users.list');
    await page.locator('[id="users.create"] > summary').click();
    const picture = join(folder, `${side}-${width}.png`);
    await page.screenshot({ path: picture, fullPage: true });
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(width);
    expect(statSync(picture).size).toBeGreaterThan(10_000);
  });

  it('keeps the focus on the answer after sending', async () => {
    await open(applications[side]);
    await send('users.list');
    const { page } = browser;
    expect(await page.evaluate('document.activeElement.className')).toBe('answer');
    await page.keyboard.press('Tab');
    expect(await page.evaluate('document.activeElement.textContent')).toBe('Headers');
  });

  it('sends If-None-Match, If-Match and Idempotency-Key', async () => {
    const application = applications[side];
    await open(application);
    await signIn(application.client.clientId, application.client.clientSecret);
    const { page } = browser;
    const fields = async (operationId: string, values: Record<string, string>) => {
      const operation = page.locator(`[id="${operationId}"]`);
      await operation.locator('> summary').press('Enter');
      for (const [name, value] of Object.entries(values)) {
        await operation.getByLabel(name, { exact: true }).fill(value);
      }
      await operation.getByRole('button', { name: 'Send' }).press('Enter');
      await operation.locator('.answer .good, .answer .bad').first().waitFor();
      return operation.locator('.answer p').first().textContent();
    };
    expect(await fields('users.list', { 'If-None-Match': '*' })).toMatch(/^304 /);
    const missing = { 'id (required)': '1', 'If-Match': '"stale"' };
    expect(await fields('users.delete', missing)).toMatch(/^(404|412) /);
    expect(await fields('users.create', { 'Idempotency-Key': 'a'.repeat(300) })).toMatch(/^400 /);
  });

  it('copies a request as a curl command that works in a shell, without the token', async () => {
    const application = applications[side];
    await open(application);
    await signIn(application.client.clientId, application.client.clientSecret);
    const { page } = browser;
    const users = page.locator('[id="users.list"]');
    await users.locator('> summary').press('Enter');
    await users.getByText(/^Filters/).click();
    await users.getByLabel('filter[lastName]', { exact: true }).fill('Neill');
    await users.getByLabel('If-None-Match').fill(`"it's $HOME"`);
    await users.getByRole('button', { name: 'Copy as curl' }).click();
    const command = await users.getByLabel('Command').textContent();
    expect(command).toContain(
      `curl -sg -X GET '${application.url}/api/users?filter[lastName]=Neill'`,
    );
    expect(command).toContain(String.raw`-H 'If-None-Match: "it'\''s $HOME"'`);
    expect(command).toContain('-H "Authorization: Bearer $TOKEN"');
    const token = await accessTokenAt(application.url, application.client);
    const { stdout } = await promisify(execFile)('sh', ['-c', command!], {
      env: { PATH: process.env.PATH, TOKEN: token },
    });
    expect(JSON.parse(stdout)).toMatchObject({ data: [] });
  });

  it('copies no password', async () => {
    await open(applications[side]);
    const token = browser.page.locator('[id="token.token"]');
    await token.locator('> summary').press('Enter');
    await token.getByLabel(/^client_id/).fill('7');
    await token.getByLabel(/^client_secret/).fill('lkb_secret');
    await token.getByRole('button', { name: 'Copy as curl' }).click();
    const command = await token.getByLabel('Command').textContent();
    expect(command).toContain(`--data-urlencode "client_secret=$CLIENT_SECRET"`);
    expect(command).toContain(`--data-urlencode 'client_id=7'`);
    expect(command).not.toContain('lkb_secret');
  });

  it('has links between the resources that stay in view at 400 pixels', async () => {
    const { page } = browser;
    await page.setViewportSize({ width: 400, height: 800 });
    await open(applications[side]);
    const links = page.getByRole('navigation', { name: 'Resources' }).getByRole('link');
    const names = await links.allTextContents();
    expect(names).toEqual(expect.arrayContaining(['users', 'customers', 'oauth', 'metadata']));
    for (const name of ['metadata', 'users']) {
      await links.getByText(name, { exact: true }).click();
      const heading = page.locator(`#resource-${name} h2`);
      await expect
        .poll(async () => (await heading.boundingBox())!.y, { timeout: 5000 })
        .toBeLessThan(200);
      expect((await links.first().boundingBox())!.y).toBeGreaterThanOrEqual(0);
    }
  });

  it('has a label for every input', async () => {
    await open(applications[side]);
    const { page } = browser;
    await page.evaluate(
      'for (const each of document.querySelectorAll(".operation")) each.open = true',
    );
    await page.waitForFunction('!document.querySelector(".inside:empty")');
    const nameless = await page.evaluate(
      `[...document.querySelectorAll('input, select, textarea')]
        .filter(({ labels }) => labels.length !== 1).map(({ name, id }) => name || id)`,
    );
    expect(nameless).toEqual([]);
  });
});

describe.each(SIDES)('the documentation page of the %s', (side) => {
  it('allows only its own scripts, and no embedding in frames', async () => {
    const { headers } = await request(`${applications[side].url}/api/docs`);
    expect(headers.get('content-security-policy')).toBe(
      "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; " +
        "img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    );
  });

  it('has no files but its own', async () => {
    for (const name of ['nothing.js', 'page.ts', '..%2Fpage.ts', 'constructor']) {
      const { status } = await request(`${applications[side].url}/api/docs/${name}`);
      expect({ name, status }).toEqual({ name, status: 404 });
    }
  });
});
