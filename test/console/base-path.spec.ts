import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { hasChromium, startConsole, type TestConsole } from '../support/console.js';
import { cheapHashes, setPassword } from '../support/sign-in-people.js';

let staff: TestConsole;

beforeAll(async () => {
  if (!hasChromium) return;
  staff = await startConsole((config) => {
    cheapHashes(config);
    config.backoffice.publicUrl += '/admin';
  });
});
afterAll(async () => staff?.stop());
beforeEach(({ skip }) => skip(!hasChromium, 'there is no /usr/bin/chromium'));

it('the console works below the path of a publicUrl: sign-in, screens, links, reload and sign-out', async () => {
  const { backoffice, database } = staff.applications;
  const { clientId } = await backoffice.createClient('users:read', { name: 'nightly import' });
  const person = await staff.signIn('clients:read');
  const { page } = person;
  const password = 'Copper kettles sing at dawn';
  await setPassword(database, { side: 'backoffice', id: person.id, password });
  await person.context.clearCookies();
  const [{ username } = { username: '' }] = (await database.query(
    'SELECT username FROM staff_users WHERE id = $1',
    [person.id],
  )) as { username: string }[];

  await page.goto(`${backoffice.url}/console/clients`);
  await page.waitForURL(`${backoffice.url}/sign-in?return_to=*`);
  await page.getByLabel('E-mail address or username').fill(username);
  await page.getByLabel('Password', { exact: true }).fill(password);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await page.waitForURL(`${backoffice.url}/console/clients`);

  await page.getByRole('link', { name: 'nightly import' }).click();
  await page.waitForURL(`${backoffice.url}/console/clients/${clientId}`);
  await page.reload();
  await page.getByRole('heading', { name: 'nightly import' }).waitFor();
  await page.getByRole('navigation').getByRole('link', { name: 'Overview' }).click();
  await page.getByRole('heading', { name: 'Overview', level: 1 }).waitFor();
  expect(page.url().replace(/\/$/, '')).toBe(`${backoffice.url}/console`);

  await page.getByRole('button', { name: 'Account of A B' }).click();
  await page.getByRole('menuitem', { name: 'Sign out' }).click();
  await page.getByText('You are signed out').waitFor();
  expect(page.url().startsWith(`${backoffice.url}/`)).toBe(true);
  person.expectClean();
});
