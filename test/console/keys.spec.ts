import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { hasChromium, startConsole, type TestConsole } from '../support/console.js';
import { keyRows } from '../support/signing-keys.js';

let staff: TestConsole;

beforeAll(async () => {
  if (!hasChromium) return;
  staff = await startConsole((config) => {
    config.keys.announceFor = 600;
  });
});
afterAll(async () => staff?.stop());
beforeEach(({ skip }) => skip(!hasChromium, 'there is no /usr/bin/chromium'));

const SIDES = ['backoffice', 'storefront'] as const;

const states = async (side: (typeof SIDES)[number]) =>
  (await keyRows(staff.applications.database, side)).map(({ state }) => state);

describe('the signing keys in the console', () => {
  it('are shown for both sides, with their states in words beside the timeline', async () => {
    const { open, expectClean } = await staff.signIn('keys:read');
    const page = await open('/keys');
    for (const name of ['Keys: Back office', 'Keys: Storefront']) {
      const row = page.getByRole('table', { name }).getByRole('row').nth(1);
      expect(await row.innerText()).toContain('signs');
    }
    expect(await page.getByText('1 process is running.').count()).toBe(2);
    expectClean();
  });

  it('offer no act to a person who may only read them', async () => {
    const { open } = await staff.signIn('keys:read');
    const page = await open('/keys');
    await page.getByRole('table').first().waitFor();
    expect(await page.getByRole('button', { name: /Rotate|Withdraw/ }).count()).toBe(0);
  });

  it('are not offered to a person without keys:read', async () => {
    const { open, page } = await staff.signIn('clients:read');
    await open('/');
    expect(await page.getByRole('link', { name: 'Signing keys' }).count()).toBe(0);
    await page.goto(`${staff.applications.backoffice.url}/console/keys`);
    await page.getByText('It needs the scope keys:read').waitFor();
  });

  it('are rotated by keyboard: the announced key appears by itself', async () => {
    const { open, expectClean, expectAccessible } = await staff.signIn('keys:read keys:write');
    const page = await open('/keys');
    const storefront = page.getByRole('region', { name: 'Storefront' });
    await storefront.getByRole('button', { name: 'Rotate' }).press('Enter');
    const dialog = page.getByRole('dialog');
    await dialog.getByText('No token stops working.', { exact: false }).waitFor();
    await dialog.getByRole('button', { name: 'Rotate' }).press('Enter');
    await dialog.waitFor({ state: 'detached' });
    await storefront.getByRole('cell', { name: 'announced' }).waitFor();
    expect(await states('storefront')).toEqual(['active', 'announced']);
    await expectAccessible('keys');
    expectClean();
  });

  it('say which process lacks a key', async () => {
    const { database } = staff.applications;
    await database.query(
      `INSERT INTO instances (id, side, name, keys) VALUES (gen_random_uuid(), 'storefront', 'old-host 42', '{}')`,
    );
    const { open } = await staff.signIn('keys:read');
    const page = await open('/keys');
    const storefront = page.getByRole('region', { name: 'Storefront' });
    await storefront.getByText('old-host 42').first().waitFor();
    await storefront.getByText('2 processes are running.').waitFor();
    expect(await storefront.getByText('old-host 42').count()).toBe(2);
    await database.query(`DELETE FROM instances WHERE name = 'old-host 42'`);
  });

  it('are withdrawn only after the person has typed the key, and has read how many tokens end', async () => {
    const { database, storefront: application } = staff.applications;
    const [{ clientId }, other] = [
      await application.createClient(),
      await application.createClient(),
    ];
    await database.query(
      `INSERT INTO client_usage (client_id, hour, tokens_issued)
       SELECT unnest($1::uuid[]), date_trunc('hour', now()), 20`,
      [[clientId, other.clientId]],
    );
    const { open, expectClean, expectAccessible } = await staff.signIn('keys:read keys:write');
    const page = await open('/keys');
    const row = page
      .getByRole('table', { name: 'Keys: Storefront' })
      .getByRole('row')
      .filter({ hasText: 'signs' })
      .last();
    const kid = (await row.getByRole('cell').first().innerText()).slice(0, 8);
    await row.getByRole('button', { name: /Withdraw/ }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText('About 40 tokens stop working at once').waitFor();
    await dialog.getByText('(of 2 clients)', { exact: false }).waitFor();
    await dialog.getByText('The announced key signs at once.').waitFor();
    await dialog.getByText('Sessions stay: nobody is signed out.').waitFor();
    const act = dialog.getByRole('button', { name: 'Withdraw' });
    expect(await act.isDisabled()).toBe(true);
    await expectAccessible('keys-withdraw');
    await dialog.getByRole('textbox').fill(kid.slice(0, 7));
    expect(await act.isDisabled()).toBe(true);
    await dialog.getByRole('textbox').fill(kid);
    await act.press('Enter');
    await dialog.waitFor({ state: 'detached' });
    await page.getByText('The key is withdrawn.', { exact: false }).waitFor();
    await expect.poll(async () => states('storefront')).toEqual(['active']);
    expectClean();
  });

  it('that somebody else has withdrawn meanwhile are reported with the name, and nothing else ends', async () => {
    const one = await staff.signIn('keys:read keys:write', { name: 'Lea Glover' });
    const other = await staff.signIn('keys:read keys:write audit:read users:read');
    for (const { open, page } of [one, other]) {
      await open('/keys');
      const row = page.getByRole('table', { name: 'Keys: Storefront' }).getByRole('row').nth(1);
      const kid = (await row.getByRole('cell').first().innerText()).slice(0, 8);
      await row.getByRole('button', { name: /Withdraw/ }).click();
      await page.getByRole('dialog').getByRole('textbox').fill(kid);
    }
    const [first, second] = [one.page.getByRole('dialog'), other.page.getByRole('dialog')];
    await first.getByRole('button', { name: 'Withdraw' }).click();
    await first.waitFor({ state: 'detached' });
    await expect.poll(async () => states('storefront')).toEqual(['active']);
    const left = await keyRows(staff.applications.database, 'storefront');
    await second.getByRole('button', { name: 'Withdraw' }).click();
    await second.getByText('This does not exist any longer').waitFor();
    await second.getByText(/^Ended or deleted by Lea Glover/).waitFor();
    await other.expectAccessible('keys-gone');
    expect(await keyRows(staff.applications.database, 'storefront')).toEqual(left);
    for (const { expectClean } of [one, other]) expectClean();
  });

  it('stay on the page while the server does not answer, which the page says', async () => {
    const { open } = await staff.signIn('keys:read');
    const page = await open('/keys');
    await page.getByRole('table').first().waitFor();
    await page.route('**/api/signing-keys?**', async (route) =>
      route.fulfill({
        status: 503,
        contentType: 'application/vnd.api+json',
        body: JSON.stringify({ errors: [{ status: '503', code: 'service_unavailable' }] }),
      }),
    );
    await page.getByText('The server cannot answer now').waitFor();
    expect(await page.getByRole('table').count()).toBe(2);
  });

  it.each([
    ['de-DE', 'Signaturschlüssel'],
    ['fr-FR', 'Clés de signature'],
    ['es-ES', 'Claves de firma'],
  ])('are shown in the language %s', async (language, title) => {
    const { open } = await staff.signIn('keys:read', { language });
    const page = await open('/keys');
    expect(await page.getByRole('heading', { level: 1 }).innerText()).toBe(title);
  });
});
