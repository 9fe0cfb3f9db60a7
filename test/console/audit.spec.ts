import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { editTrail } from '../support/audit-edits.js';
import { hasChromium, startConsole, type TestConsole } from '../support/console.js';
import { plantEvents } from '../support/many-events.js';

let staff: TestConsole;

beforeAll(async () => {
  if (!hasChromium) return;
  staff = await startConsole((config) => {
    config.audit.maxExported = 60;
  });
  await plantEvents(staff.applications.database, 120, {
    occurred_at: `now() - interval '1 minute' * (121 - n)`,
    actor_type: `CASE WHEN n % 2 = 0 THEN 'command' ELSE 'client' END`,
    actor: `CASE WHEN n % 2 = 0 THEN 'root' ELSE 'a7c5' END`,
    side: `CASE WHEN n > 110 THEN 'storefront' ELSE 'backoffice' END`,
    action: `CASE WHEN n = 118 THEN 'client.updated' ELSE 'role.updated' END`,
    subject_type: `CASE WHEN n = 118 THEN 'oauth-clients' ELSE 'roles' END`,
    subject_id: `CASE WHEN n = 118 THEN 'c118' ELSE (n % 3)::text END`,
    before: `jsonb_build_object('name', 'old ' || n, 'scopes', '["users:read"]'::jsonb)`,
    after: `jsonb_build_object('name', 'new ' || n, 'scopes', '["users:read", "users:write"]'::jsonb)`,
    reason: `CASE WHEN n = 117 THEN 'Zoë asked for it' END`,
    request_id: `'request-' || n`,
  });
});
afterAll(async () => staff?.stop());
beforeEach(({ skip }) => skip(!hasChromium, 'there is no /usr/bin/chromium'));

const reader = async () => staff.signIn('audit:read clients:read');

/** Adds an event, as an act of another person does. */
async function act(action: string): Promise<void> {
  await staff.applications.database.query(
    `INSERT INTO unsealed_audit_events (actor_type, actor, side, action, subject_type, subject_id)
     VALUES ('system', 'elsewhere', 'backoffice', $1, 'roles', '9')`,
    [action],
  );
}

describe('the audit trail in the console', () => {
  it('shows the newest events first, with what each has changed, and leads to older ones', async () => {
    const { open, expectClean, expectAccessible } = await reader();
    const page = await open('/audit');
    const rows = page.getByRole('list', { name: 'Events', exact: true }).locator('summary');
    await rows.first().waitFor();
    expect(await rows.count()).toBe(50);
    expect(await rows.first().innerText()).toContain('command:root');
    const changed = rows.filter({ hasText: 'client.updated' });
    await changed.click();
    const cells = page.getByRole('table').getByRole('row', { name: 'name' }).getByRole('cell');
    expect(await cells.allInnerTexts()).toEqual(['old 118', 'new 118']);
    await expectAccessible('audit');
    await page.getByRole('button', { name: 'Older' }).click();
    await page.waitForURL(/after=/);
    await page.getByText('New events are not added to this page').waitFor();
    await page.getByRole('button', { name: 'Newest' }).click();
    await page.getByText('Live', { exact: true }).waitFor();
    expectClean();
  });

  it('adds new events while it is live, says so to screen readers, and stops when paused', async () => {
    const { open, page, expectClean } = await reader();
    await page.clock.install();
    await open('/audit?side=backoffice');
    const rows = page.getByRole('list', { name: 'Events', exact: true }).locator('summary');
    await rows.first().waitFor();
    await act('live.first');
    await rows.filter({ hasText: 'live.first' }).waitFor();
    expect(await rows.first().innerText()).toContain('live.first');
    expect(await page.getByRole('status').filter({ hasText: '1 new event' }).count()).toBe(1);
    await page.getByRole('button', { name: 'Pause' }).click();
    await page.waitForURL(/paused=true/);
    await act('live.second');
    await staff.applications.database.seal();
    await page.clock.fastForward('01:00');
    await page.getByText('Paused', { exact: true }).waitFor();
    expect(await rows.filter({ hasText: 'live.second' }).count()).toBe(0);
    await page.getByRole('button', { name: 'Continue' }).click();
    await rows.filter({ hasText: 'live.second' }).waitFor();
    expectClean();
  });

  it('filters by actor, action, object, side, time and text, all in the address, by keyboard', async () => {
    const { open, expectClean } = await reader();
    const page = await open('/audit');
    const rows = page.getByRole('list', { name: 'Events', exact: true }).locator('summary');
    await page.getByLabel('Action', { exact: true }).fill('client.updated');
    await page.keyboard.press('Enter');
    await page.waitForURL(/action=client.updated/);
    await expect.poll(async () => rows.count()).toBe(1);
    await page.getByRole('button', { name: 'Clear all filters' }).press('Enter');
    await page.getByLabel('Search in texts and values').fill('zoë');
    await page.waitForURL(/q=/);
    await expect.poll(async () => rows.count()).toBe(1);
    await page.goto(
      `${staff.applications.backoffice.url}/console/audit?actor=command:root&side=storefront`,
    );
    await expect.poll(async () => rows.count()).toBe(5);
    expect(await page.getByLabel('Actor', { exact: true }).inputValue()).toBe('command:root');
    await page.getByLabel('From').fill('2099-01-01T00:00');
    await page.getByLabel('Until').focus();
    await page.waitForURL(/from=2/);
    await page.getByRole('heading', { name: 'No event matches' }).waitFor();
    expectClean();
  });

  it('leads from an event to its object, and to the events of the same object', async () => {
    const { open } = await reader();
    const page = await open('/audit?action=client.updated');
    const summary = page.getByRole('list', { name: 'Events', exact: true }).locator('summary');
    await summary.focus();
    await page.keyboard.press('Enter');
    await page.getByText('oauth-clients c118').waitFor();
    const object = page.getByRole('link', { name: 'new 118' });
    expect(await object.getAttribute('href')).toMatch(/\/console\/clients\/c118$/);
    await page.getByRole('link', { name: 'Events of this object' }).click();
    await page.waitForURL(/subjectType=oauth-clients/);
    await expect.poll(async () => summary.count()).toBe(1);
    expect(page.url()).toContain('subjectId=c118');
    expect(page.url()).not.toContain('action=');
  });

  it('names the person who acted and the object, and shows the values that a new object has', async () => {
    const { applications } = staff;
    const { open, id, expectClean } = await staff.signIn('audit:read clients:read users:read');
    const erp = await applications.backoffice.createClient('users:read', { name: 'ERP' });
    await applications.database.query(
      `UPDATE staff_users SET first_name = 'Ada', last_name = 'Lovelace' WHERE id = $1`,
      [id],
    );
    await applications.database.query(
      `INSERT INTO unsealed_audit_events
         (actor_type, actor, side, action, subject_type, subject_id, after)
       VALUES ('person', $1, 'backoffice', 'client.created', 'oauth-clients', $2, $3)`,
      [id, erp.clientId, { name: 'SAP', contact: null, networks: [], enabled: true }],
    );
    const page = await open('/audit?action=client.created&actorType=person');
    const row = page.getByRole('list', { name: 'Events', exact: true }).locator('summary');
    await row.filter({ hasText: 'Ada Lovelace' }).filter({ hasText: 'ERP' }).click();
    await page.getByText(`person:${id}`).waitFor();
    const names = page.getByRole('table').getByRole('rowheader');
    expect(await names.allInnerTexts()).toEqual(['name', 'enabled']);
    await open('/audit?q=erp');
    const found = page.getByRole('navigation', { name: 'Events of' });
    await found.getByRole('link', { name: 'ERP' }).click();
    await page.waitForURL(/subjectId=/);
    await row.filter({ hasText: 'Ada Lovelace' }).filter({ hasText: 'ERP' }).waitFor();
    expectClean();
    const other = await reader();
    await other.open('/audit?action=client.created&actorType=person');
    const line = other.page.getByRole('list', { name: 'Events', exact: true }).locator('summary');
    await line
      .filter({ hasText: 'ERP' })
      .filter({ hasText: `person:${id}` })
      .waitFor();
    expect(await other.page.getByText('Ada Lovelace').count()).toBe(0);
    other.expectClean();
  });

  it('downloads the events that match, and says why a too large export does not start', async () => {
    const { open, expectClean } = await reader();
    const page = await open('/audit?side=storefront');
    await page.getByRole('button', { name: 'Export' }).click();
    const download = page.waitForEvent('download');
    await page.getByRole('menuitem', { name: 'CSV, for spreadsheets' }).click();
    const file = await download;
    expect(file.suggestedFilename()).toMatch(/^audit-events-.*\.csv$/);
    const stream = await file.createReadStream();
    const chunks = await stream.toArray();
    const lines = Buffer.concat(chunks as Buffer[])
      .toString()
      .trim()
      .split('\r\n');
    expect(lines).toHaveLength(11);
    await open('/audit');
    await page.getByRole('button', { name: 'Export' }).press('Enter');
    await page.getByRole('menuitem', { name: 'JSON lines' }).click();
    await page.getByText('More events match than one export may have.').waitFor();
    expectClean();
  });

  it('shows how far the chain is verified, and warns when it is broken', async () => {
    const { open, expectClean, expectAccessible } = await reader();
    const { database } = staff.applications;
    const page = await open('/audit?tab=chain');
    await page.getByText('Chain not verified').waitFor();
    await database.query(
      `INSERT INTO audit_verifications (actor_type, actor, complete, sound, after_id, event_id, hash)
       VALUES ('command', 'root', true, true, 0, 100, sha256('a'))`,
    );
    await page.reload();
    await page.getByText('Chain intact').waitFor();
    await page.getByText('up to event 100', { exact: false }).first().waitFor();
    await page.getByRole('button', { name: 'Copy' }).first().waitFor();
    await expectAccessible('audit-chain');
    await database.query(
      `INSERT INTO audit_verifications (actor_type, actor, complete, sound, after_id, event_id, problem)
       VALUES ('system', 'backoffice', false, false, 100, 103, 'it is missing')`,
    );
    await page.reload();
    const alert = page.getByRole('alert').filter({ hasText: 'event 103' });
    await alert.waitFor();
    expect(await alert.innerText()).toContain('it is missing');
    expectClean();
  });

  it('is not offered to a person without audit:read, and says what is missing', async () => {
    const { open, page } = await staff.signIn('clients:read');
    await open('/');
    expect(await page.getByRole('link', { name: 'Audit' }).count()).toBe(0);
    await page.goto(`${staff.applications.backoffice.url}/console/audit`);
    await page.getByText('It needs the scope audit:read').waitFor();
  });

  it('keeps the events while the database is away, says so, and goes on afterwards', async () => {
    const { open } = await reader();
    const page = await open('/audit');
    const rows = page.getByRole('list', { name: 'Events', exact: true }).locator('summary');
    await rows.first().waitFor();
    await page.route('**/api/audit-events?**', async (route) =>
      route.fulfill({
        status: 503,
        contentType: 'application/vnd.api+json',
        body: JSON.stringify({ errors: [{ status: '503', code: 'service_unavailable' }] }),
      }),
    );
    await page.getByText('The server cannot answer now').waitFor();
    expect(await rows.count()).toBeGreaterThan(49);
    await page.unroute('**/api/audit-events?**');
    await page.getByText('The server cannot answer now').waitFor({ state: 'detached' });
  });

  it('says so when there is no event at all, in German', async () => {
    await editTrail(
      staff.applications.database,
      'TRUNCATE audit_events',
      `UPDATE audit_head SET id = 0`,
    );
    const { page } = await staff.signIn('audit:read', { language: 'de-DE' });
    await page.goto(`${staff.applications.backoffice.url}/console/audit?side=storefront`);
    await page.getByRole('heading', { name: 'Kein Ereignis passt' }).waitFor();
    expect(await page.title()).toBe('Audit · Latchkey');
  });
});
