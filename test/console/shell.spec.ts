import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { hasChromium, startConsole, type TestConsole } from '../support/console.js';

let staff: TestConsole;

beforeAll(async () => {
  if (hasChromium) staff = await startConsole();
});
afterAll(async () => staff?.stop());
beforeEach(({ skip }) => skip(!hasChromium, 'there is no /usr/bin/chromium'));

describe('the files of the console', () => {
  const get = async (path: string, headers: Record<string, string> = {}) =>
    fetch(`${staff.applications.backoffice.url}/console${path}`, { headers });
  const scriptOf = (index: string) => /src="\/console(\/assets\/[^"]+\.js)"/.exec(index)![1]!;

  it('have an index for each address, with a strict policy and an ETag', async () => {
    const [index, screen] = await Promise.all([get(''), get('/clients/1?tab=x')]);
    expect(index.headers.get('content-security-policy')).toBe(
      "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; " +
        "img-src 'self' data:; base-uri 'none'; form-action 'self'; frame-ancestors 'none'",
    );
    expect(index.headers.get('x-content-type-options')).toBe('nosniff');
    expect(await screen.text()).toBe(await index.text());
    const known = await get('', { 'If-None-Match': index.headers.get('etag')! });
    expect([known.status, await known.text()]).toEqual([304, '']);
  });

  it.each(['br', 'gzip'])('are sent with the coding %s and never change', async (coding) => {
    const script = scriptOf(await (await get('')).text());
    const [plain, coded] = await Promise.all([
      get(script, { 'Accept-Encoding': 'identity' }),
      get(script, { 'Accept-Encoding': coding }),
    ]);
    expect([plain, coded].map(({ headers }) => headers.get('content-encoding'))).toEqual([
      null,
      coding,
    ]);
    expect(await coded.text()).toBe(await plain.text());
    expect(Object.fromEntries(coded.headers)).toMatchObject({
      'cache-control': 'public, max-age=31536000, immutable',
      'content-type': 'text/javascript; charset=utf-8',
      vary: 'Accept-Encoding',
    });
  });

  it('are 404 when they do not exist, and the storefront has none', async () => {
    expect((await get('/assets/none.js')).status).toBe(404);
    const { url } = staff.applications.storefront;
    expect((await fetch(`${url}/console`)).status).toBe(404);
  });
});

describe('the frame of the console', () => {
  it('sends a person without a session to the sign-in, and back to the same screen', async () => {
    const person = await staff.signIn('clients:read');
    await person.context.clearCookies();
    await person.page.goto(`${staff.applications.backoffice.url}/console/clients?state=disabled`);
    await person.page.waitForURL(/\/sign-in\?/);
    const returnTo = new URL(person.page.url()).searchParams.get('return_to');
    expect(returnTo).toBe('/console/clients?state=disabled');
    person.expectClean();
  });

  it('shows themes and languages by keyboard, and keeps the choice', async () => {
    const person = await staff.signIn('clients:read');
    const page = await person.open('/');
    const account = page.getByRole('button', { name: 'Account of A B' });
    await account.press('Enter');
    await page.getByRole('menuitemradio', { name: 'Dark' }).press('Enter');
    expect(await page.locator('html').getAttribute('data-theme')).toBe('dark');
    await account.press('Enter');
    await page.getByRole('menuitemradio', { name: 'Deutsch' }).press('Enter');
    await page.getByRole('heading', { name: 'Übersicht' }).waitFor();
    await page.reload();
    await page.getByRole('heading', { name: 'Übersicht' }).waitFor();
    expect(await page.locator('html').getAttribute('lang')).toBe('de');
    person.expectClean();
  });

  it('offers the areas of the roles only, and explains an address that does not exist', async () => {
    const person = await staff.signIn('profile:read');
    const page = await person.open('/');
    const names = await page.getByRole('navigation').getByRole('link').allTextContents();
    expect(names).toEqual(['Overview']);
    await page.goto(`${staff.applications.backoffice.url}/console/nowhere`);
    await page.getByRole('heading', { name: 'There is no such page' }).waitFor();
    await person.expectAccessible('not-found');
    person.expectClean();
  });

  it('skips the navigation by keyboard', async () => {
    const person = await staff.signIn('clients:read');
    const page = await person.open('/');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    expect(await page.evaluate('document.activeElement.id')).toBe('content');
  });

  it('says that it is offline, and continues afterwards', async () => {
    const person = await staff.signIn('clients:read');
    const page = await person.open('/');
    await person.context.setOffline(true);
    const bar = page.getByText('You are offline. Nothing is lost');
    await bar.waitFor();
    await person.context.setOffline(false);
    await bar.waitFor({ state: 'detached' });
    expect(await page.title()).toBe('Overview · Latchkey');
  });

  it('keeps the page when the session ends, and continues after a sign-in in another window', async () => {
    const person = await staff.signIn('users:read');
    const page = await person.open('/');
    const cookies = await person.context.cookies();
    await person.context.clearCookies();
    await page.getByRole('navigation').getByRole('link', { name: 'People' }).click();
    const dialog = page.getByRole('dialog', { name: 'Sign in again' });
    await dialog.waitFor();
    const opened = person.context.waitForEvent('page');
    await dialog.getByRole('button', { name: 'Sign in' }).click();
    const other = await opened;
    await other.waitForURL(/\/sign-in\?/);
    expect(new URL(other.url()).searchParams.get('return_to')).toBe('/console/signed-in');
    await person.context.addCookies(cookies);
    // The window closes itself while it loads.
    await other.goto(`${staff.applications.backoffice.url}/console/signed-in`).catch(() => {});
    await dialog.waitFor({ state: 'detached' });
    await page.getByText(`person`).first().waitFor();
    expect(other.isClosed()).toBe(true);
    person.expectClean();
  });

  it('ends the session at the sign-out', async () => {
    const person = await staff.signIn('clients:read');
    const page = await person.open('/');
    await page.getByRole('button', { name: 'Account of A B' }).click();
    await page.getByRole('menuitem', { name: 'Sign out' }).click();
    await page.getByText('You are signed out').waitFor();
    await page.goto(`${staff.applications.backoffice.url}/console`);
    await page.waitForURL(/\/sign-in\?/);
    expect(await person.context.cookies()).toEqual([]);
    person.expectClean();
  });
});
