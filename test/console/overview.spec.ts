import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { hasChromium, startConsole, type TestConsole } from '../support/console.js';
import { fillClients } from '../support/many-clients.js';

let staff: TestConsole;

beforeAll(async () => {
  if (!hasChromium) return;
  staff = await startConsole();
  const { applications } = staff;
  await applications.storefront.createClient('users:read', { name: 'soon' });
  await applications.storefront.createClient('users:read', { name: 'idle' });
  await applications.storefront.createClient('users:read', { name: 'rotated' });
  await applications.database.query(
    `UPDATE oauth_client_secrets SET expires_at = now() + interval '3 days',
       deprecated_at = CASE WHEN name = 'rotated' THEN now() END
     FROM oauth_clients
     WHERE oauth_clients.client_id = oauth_client_secrets.client_id AND name IN ('soon', 'rotated')`,
  );
  await applications.database.query(
    `UPDATE oauth_clients SET created_at = now() - interval '120 days' WHERE name = 'idle'`,
  );
});
afterAll(async () => staff?.stop());
beforeEach(({ skip }) => skip(!hasChromium, 'there is no /usr/bin/chromium'));

describe('the overview', () => {
  it('says which clients need attention and how many, but not those whose secrets are being replaced', async () => {
    const person = await staff.signIn('clients:read');
    const page = await person.open('/');
    const secrets = page.getByRole('link', {
      name: '1 client has a secret that ends within 14 days',
    });
    await secrets.waitFor();
    expect(await secrets.getAttribute('href')).toMatch(/\/console\/secrets\?within=/);
    const unused = page.getByRole('link', { name: '1 client was not used for 90 days' });
    expect(await unused.getAttribute('href')).toMatch(/\/console\/clients\?unused=/);
    await page.getByText('No client has called in the last 24 hours.').waitFor();
    await person.expectAccessible('overview');
    person.expectClean();
  });

  it('says that there are at least 100 clients, and does not count on', async () => {
    await fillClients(staff.applications.database, 300);
    const person = await staff.signIn('clients:read');
    const page = await person.open('/');
    const name = 'At least 100 clients were not used for 90 days';
    const unused = page.getByRole('link', { name });
    expect(await unused.getAttribute('href')).toMatch(/\/console\/clients\?unused=/);
    person.expectClean();
  });

  it('says that the audit trail is not verified to people who may read it', async () => {
    const person = await staff.signIn('audit:read');
    const page = await person.open('/');
    await page.getByRole('link', { name: 'The audit trail is not verified' }).waitFor();
    expect(await page.getByText('client has a secret').count()).toBe(0);
    person.expectClean();
  });

  it('says why it is empty to a person whose roles show nothing', async () => {
    const person = await staff.signIn('profile:read');
    const page = await person.open('/');
    await page.getByRole('heading', { name: 'Your roles show nothing here' }).waitFor();
    expect(await page.getByText('The last 24 hours').count()).toBe(0);
    person.expectClean();
  });
});
