import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { hasChromium, startConsole, type TestConsole } from '../support/console.js';
import { dialogOf, rowOf } from '../support/console-people.js';
import { addProvider } from '../support/identity-providers.js';

let staff: TestConsole;

const READER = 'identity-providers:read';

beforeAll(async () => {
  if (!hasChromium) return;
  staff = await startConsole();
});
afterAll(async () => staff?.stop());
beforeEach(({ skip }) => skip(!hasChromium, 'there is no /usr/bin/chromium'));

describe('the list of identity providers', () => {
  it('says that there are none', async () => {
    const { open, page, expectClean } = await staff.signIn(READER);
    await open('/people/providers');
    const none = page.getByText('No identity provider', { exact: true });
    await expect.poll(async () => none.count()).toBe(1);
    expectClean();
  });

  it('has each provider with its people, and disables and enables one', async () => {
    const { database } = staff.applications;
    const id = await addProvider(database, {
      side: 'backoffice',
      key: 'company',
      issuer: 'https://id.example',
    });
    const enabled = async () =>
      database.query('SELECT enabled FROM identity_providers WHERE id = $1', [id]);
    const { open, page, expectClean, expectAccessible } = await staff.signIn(
      `${READER} identity-providers:write clients:admin`,
    );
    await open('/people/providers');
    const row = rowOf(page, 'https://id.example');
    await row.getByText('Staff').waitFor();
    await expectAccessible('people-providers');
    await row.getByRole('button', { name: 'Disable' }).click();
    await dialogOf(page).getByRole('button', { name: 'Disable' }).click();
    await row.getByText('Disabled', { exact: true }).waitFor();
    expect(await enabled()).toEqual([{ enabled: false }]);
    await row.getByRole('button', { name: 'Enable' }).focus();
    await page.keyboard.press('Enter');
    await dialogOf(page).getByRole('button', { name: 'Enable' }).focus();
    await page.keyboard.press('Enter');
    await row.getByText('Enabled', { exact: true }).waitFor();
    expect(await enabled()).toEqual([{ enabled: true }]);
    expectClean();
  });

  it.each([READER, `${READER} identity-providers:write`])(
    'offers no change to a person with %s',
    async (scopes) => {
      const { open, page, expectClean } = await staff.signIn(scopes);
      await open('/people/providers');
      await rowOf(page, 'https://id.example').waitFor();
      expect(await page.getByRole('button', { name: 'Disable' }).count()).toBe(0);
      expectClean();
    },
  );
});
