import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { generateSync } from 'otplib';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { SIDES } from '#oauth';
import { Totp } from '../../libs/sign-in/src/totp/totp.service.js';
import {
  startApplications,
  type TestApplication,
  type TestApplications,
} from '../support/applications.js';
import { type Browser, hasChromium, startBrowser } from '../support/browser.js';
import { pageAt } from '../support/pages.js';
import { createPerson, type TestPerson } from '../support/sign-in-people.js';
import { giveCookie, pendingSignInOf, sessionOf } from '../support/signed-in.js';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

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

const codeOf = (secret: string, steps = 0) =>
  generateSync({ secret, epoch: Math.floor(Date.now() / 1000) + steps * 30 });

/** Sets up an app with the code before the present one, so the next two codes are unused. */
async function enrol({ app }: TestApplication, person: TestPerson) {
  const totp = app.get(Totp, { strict: false });
  const { secret } = await totp.begin(person);
  const actor = { type: 'command', name: 'test' } as const;
  const codes = (await totp.confirm(person.id, codeOf(secret, -1), actor))!;
  return { secret, codes };
}

describe.each(SIDES)('second factors of the %s', (side) => {
  let application: TestApplication;
  let at: { database: TestApplications['database']; application: TestApplication };
  let person: TestPerson;

  beforeEach(async () => {
    application = applications[side];
    at = { database: applications.database, application };
    person = await createPerson(applications.database, side, { hasPassword: false });
  });

  it('a code completes the sign-in, with a session of two factors', async () => {
    const { secret } = await enrol(application, person);
    const cookies = [await pendingSignInOf(at, person, '/account?a=b')];
    expect(await pageAt(application, '/sign-in/code', { cookies })).toMatchObject({ status: 200 });
    const form = { code: codeOf(secret) };
    const answer = await pageAt(application, '/sign-in/code', { cookies, form });
    expect(answer).toMatchObject({ status: 200 });
    expect(answer.text).toContain('content="0;url=/account?a=b"');
    expect(answer.cookies).toEqual({
      [`latchkey-${side}`]: expect.stringMatching(/^[\w-]{43}$/) as string,
      [`latchkey-${side}-pending`]: '',
    });
    const rows = await applications.database.query(
      'SELECT amr, acr FROM sessions WHERE side = $1 AND person_id = $2',
      [side, person.id],
    );
    expect(rows).toEqual([{ amr: ['pwd', 'otp', 'mfa'], acr: '2' }]);
  });

  it('a recovery code completes the sign-in once', async () => {
    const { codes } = await enrol(application, person);
    const attempt = async () => {
      const cookies = [await pendingSignInOf(at, person)];
      const form = { code: codes[0]!.toLowerCase().replaceAll('-', ' ') };
      return pageAt(application, '/sign-in/recovery-code', { cookies, form });
    };
    expect((await attempt()).cookies).toHaveProperty(`latchkey-${side}`);
    const second = await attempt();
    expect(second).toMatchObject({ status: 401, cookies: {} });
    expect(second.text).toContain('This recovery code is not valid, or was used before.');
  });

  it.each(['/sign-in/code', '/sign-in/recovery-code'])(
    'a wrong code at %s starts no session',
    async (path) => {
      await enrol(application, person);
      const cookies = [await pendingSignInOf(at, person)];
      for (const form of [{ code: '000000' }, { code: '' }, {}] as Record<string, string>[]) {
        const answer = await pageAt(application, path, { cookies, form });
        expect(answer).toMatchObject({ status: 401, cookies: {} });
        expect(answer.text).toContain('role="alert"');
      }
    },
  );

  it('a sign-in allows five attempts, then starts again with the password', async () => {
    const { secret } = await enrol(application, person);
    const cookies = [await pendingSignInOf(at, person, '/oauth2-authorize/continue?request=a')];
    for (let time = 1; time <= 5; time += 1) {
      const form = { code: '000000' };
      const answer = await pageAt(application, '/sign-in/code', { cookies, form });
      expect(answer.status).toBe(401);
    }
    const form = { code: codeOf(secret) };
    const sixth = await pageAt(application, '/sign-in/code', { cookies, form });
    expect({ status: sixth.status, location: sixth.headers.get('location') }).toEqual({
      status: 303,
      location: '/sign-in?return_to=%2Foauth2-authorize%2Fcontinue%3Frequest%3Da',
    });
    expect(sixth.cookies).toEqual({});
  });

  it('of 50 requests with the same code at the same time one gets a session', async () => {
    const { codes } = await enrol(application, person);
    const cookies = [await pendingSignInOf(at, person)];
    const answers = await Promise.all(
      Array.from({ length: 50 }, async () =>
        pageAt(application, '/sign-in/recovery-code', { cookies, form: { code: codes[0]! } }),
      ),
    );
    const started = answers.filter(({ cookies: set }) => set[`latchkey-${side}`]);
    expect(started).toHaveLength(1);
  });

  it('the factor of another person does not complete the sign-in', async () => {
    await enrol(application, person);
    const other = await createPerson(applications.database, side, { hasPassword: false });
    const { secret, codes } = await enrol(application, other);
    const cookies = [await pendingSignInOf(at, person)];
    const byCode = { cookies, form: { code: codeOf(secret) } };
    expect((await pageAt(application, '/sign-in/code', byCode)).status).toBe(401);
    const byRecovery = { cookies, form: { code: codes[0]! } };
    expect((await pageAt(application, '/sign-in/recovery-code', byRecovery)).status).toBe(401);
  });

  it.each(['/sign-in/code', '/sign-in/recovery-code'])(
    '%s without a waiting sign-in leads to the start',
    async (path) => {
      for (const request of [{}, { form: { code: '123456' } }]) {
        const { status, headers } = await pageAt(application, path, request);
        expect({ status, location: headers.get('location') }).toEqual({
          status: 303,
          location: '/sign-in',
        });
      }
    },
  );

  it.each([
    '/sign-in/code',
    '/sign-in/recovery-code',
    '/account/authenticator',
    '/account/authenticator/new',
    '/account/authenticator/remove',
    '/account/recovery-codes',
  ])('a form of another site at %s changes nothing', async (path) => {
    const { secret } = await enrol(application, person);
    const cookies = [await pendingSignInOf(at, person), await sessionOf(at, person)];
    for (const headers of [
      {},
      { 'Sec-Fetch-Site': 'cross-site', Origin: 'https://evil.example' },
      { 'Sec-Fetch-Site': 'same-site', Origin: 'https://evil.shop.example' },
      { Origin: 'null' },
    ] as Record<string, string>[]) {
      const form = { code: codeOf(secret) };
      const answer = await pageAt(application, path, { cookies, form, headers });
      expect(answer).toMatchObject({ status: 403, cookies: {} });
    }
    const totp = application.app.get(Totp, { strict: false });
    expect(await totp.has(person.id)).toBe(true);
    expect(await totp.pending(person)).toBe(null);
    expect(await totp.verify(person.id, codeOf(secret))).toBe(true);
  });

  it.each([
    ['nobody is signed in', null],
    ['the sign-in is older than five minutes', 301],
  ])('an app is not changed when %s', async (_, secondsAgo) => {
    const { secret } = await enrol(application, person);
    const cookies = secondsAgo === null ? [] : [await sessionOf(at, person, secondsAgo)];
    for (const path of [
      '/account/authenticator',
      '/account/authenticator/new',
      '/account/authenticator/remove',
      '/account/recovery-codes',
    ]) {
      const form = { code: '000000' };
      const { status, headers } = await pageAt(application, path, { cookies, form });
      expect({ status, location: headers.get('location') }).toEqual({
        status: 303,
        location: '/sign-in?return_to=%2Faccount',
      });
    }
    const totp = application.app.get(Totp, { strict: false });
    expect(await totp.pending(person)).toBe(null);
    expect(await totp.verify(person.id, codeOf(secret))).toBe(true);
  });

  it('an app that is removed is no longer asked for, and the act is recorded', async () => {
    await enrol(application, person);
    const cookies = [await sessionOf(at, person)];
    const answer = await pageAt(application, '/account/authenticator/remove', {
      cookies,
      form: {},
    });
    expect(answer.headers.get('location')).toBe('/account');
    expect(await application.app.get(Totp, { strict: false }).has(person.id)).toBe(false);
    const events = await applications.database.query(
      `SELECT actor_type, actor, action, subject_id FROM audit_events
       WHERE action = 'person.totp_removed' ORDER BY id DESC LIMIT 1`,
    );
    expect(events).toEqual([
      {
        actor_type: 'person',
        actor: person.id,
        action: 'person.totp_removed',
        subject_id: person.id,
      },
    ]);
  });

  it.each([
    ['de', 'Code der App eingeben'],
    ['fr-CH, en;q=0.5', 'Saisissez le code de votre application'],
    ['es', 'Introduzca el código de su aplicación'],
    ['ja', 'Enter the code of your app'],
  ])('for Accept-Language %s the page says %s', async (language, heading) => {
    const cookies = [await pendingSignInOf(at, person)];
    const headers = { 'Accept-Language': language };
    const { text } = await pageAt(application, '/sign-in/code', { cookies, headers });
    expect(text).toContain(`<h1>${heading}</h1>`);
  });
});

/** Opens the page, and expects no fault of accessibility and no message of the console. */
async function expectAccessible(page: Page): Promise<void> {
  const title = await page.title();
  // The policy of the page allows no script, so axe is added by the browser's own protocol.
  const session = await page.context().newCDPSession(page);
  await session.send('Page.setBypassCSP', { enabled: true });
  await page.evaluate(AXE);
  const violations: unknown[] = await page.evaluate(
    `axe.run().then(({ violations }) => violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)]))`,
  );
  expect({ title, violations }).toEqual({ title, violations: [] });
  await session.detach();
}

describe.each(SIDES)('an authenticator app of the %s, in a browser', (side) => {
  beforeEach(({ skip }) => {
    skip(!hasChromium, 'there is no /usr/bin/chromium: nobody has tried the pages in a browser');
    browser.clear();
  });

  it('is set up, and then completes a sign-in', async () => {
    const application = applications[side];
    const { database } = applications;
    const person = await createPerson(database, side, { hasPassword: false });
    const { page } = browser;
    await giveCookie(page, application, await sessionOf({ database, application }, person));
    await page.goto(`${application.url}/account`);
    await page.getByRole('button', { name: 'Set up an authenticator app' }).click();
    await page.getByRole('img', { name: 'QR code with the key' }).waitFor();
    await expectAccessible(page);
    const secret = (await page.locator('dd code').textContent())!.replaceAll(' ', '');

    await page.getByRole('textbox', { name: 'Code' }).fill('000000');
    await page.getByRole('button', { name: 'Continue' }).click();
    await page.getByRole('alert').waitFor();
    await expectAccessible(page);
    await page.getByRole('textbox', { name: 'Code' }).fill(codeOf(secret));
    await page.getByRole('button', { name: 'Continue' }).click();
    await page.getByRole('heading', { name: 'Your recovery codes' }).waitFor();
    expect(await page.locator('.codes li').count()).toBe(10);
    const [recoveryCode] = await page.locator('.codes li').allTextContents();
    await expectAccessible(page);

    await giveCookie(page, application, await pendingSignInOf({ database, application }, person));
    await page.goto(`${application.url}/sign-in/code`);
    await expectAccessible(page);
    await page.setViewportSize({ width: 400, height: 800 });
    await page.getByRole('textbox', { name: 'Code' }).fill(codeOf(secret, 1));
    await page.getByRole('button', { name: 'Continue' }).click();
    await page.waitForURL('**/account');

    await giveCookie(page, application, await pendingSignInOf({ database, application }, person));
    await page.goto(`${application.url}/sign-in/code`);
    await page.getByRole('link', { name: 'Use a recovery code instead' }).click();
    await expectAccessible(page);
    await page.getByLabel('Recovery code').fill(recoveryCode!);
    await page.getByRole('button', { name: 'Continue' }).click();
    await page.waitForURL('**/account');
    await page.setViewportSize({ width: 1280, height: 900 });
  });
});
