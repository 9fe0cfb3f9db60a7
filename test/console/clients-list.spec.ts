import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Page } from 'playwright-core';
import { SCOPES } from '#oauth';
import { SCOPES as OFFERED } from '../../apps/console/src/api/scopes.js';
import {
  type ConsolePerson,
  hasChromium,
  startConsole,
  type TestConsole,
} from '../support/console.js';
import { fillClients } from '../support/many-clients.js';

let staff: TestConsole;
let ada: ConsolePerson;
let page: Page;

beforeAll(async () => {
  if (!hasChromium) return;
  staff = await startConsole();
  await fillClients(staff.applications.database, 120);
  await staff.applications.database.query(
    `INSERT INTO oauth_client_secrets (id, client_id, hash, hint, expires_at)
     SELECT gen_random_uuid(), client_id, sha256(client_id::text::bytea), 'test',
       now() + CASE name WHEN 'machine 1' THEN interval '3 days' ELSE interval '20 days' END
     FROM oauth_clients WHERE name IN ('machine 1', 'machine 3')`,
  );
  ada = await staff.signIn('clients:read clients:write clients:admin users:read');
  page = ada.page;
});
afterAll(async () => staff?.stop());
beforeEach(({ skip }) => skip(!hasChromium, 'there is no /usr/bin/chromium'));

const rows = () => page.getByRole('table', { name: 'Clients' }).locator('tbody tr');

/** The names in the list, in its order, when it is complete. */
async function names(): Promise<string[]> {
  await page.locator('[aria-busy=true]').waitFor({ state: 'detached' });
  return rows().getByRole('link').allInnerTexts();
}

/** Presses Tab until the element of this type or with this text has the focus. */
async function tabTo(wanted: string): Promise<void> {
  for (let step = 0; step < 40; step++) {
    await page.keyboard.press('Tab');
    const focused = await page.evaluate(
      '(({ type, textContent }) => type || textContent)(document.activeElement)',
    );
    if (focused === wanted) return;
  }
  throw new Error(`nothing is ${wanted}`);
}

async function choose(label: string, option: string): Promise<void> {
  await page.getByRole('combobox', { name: label }).selectOption({ label: option });
}

describe('the list of clients', () => {
  it('shows the clients of both sides with state, last use and next end of a secret', async () => {
    await ada.open('/clients');
    await rows().first().waitFor();
    expect(await rows().count()).toBe(50);
    const first = rows().filter({
      has: page.getByRole('link', { name: 'machine 1', exact: true }),
    });
    const text = await first.innerText();
    expect(text).toContain('Storefront');
    expect(text).toContain('Expired');
    expect(text).toContain('24 hours ago');
    expect(text).toContain('ends in 3 days');
    await ada.expectAccessible('clients');
    ada.expectClean();
  });

  it('has exact times in the zone of the reader and in UTC, and only once when this is the zone', async () => {
    const other = await staff.signIn('clients:read');
    const session = await other.page.context().newCDPSession(other.page);
    const exactTime = async (timezoneId: string) => {
      await session.send('Emulation.setTimezoneOverride', { timezoneId });
      await other.open('/clients');
      return other.page.locator('tbody time .visually-hidden').first().textContent();
    };
    expect(await exactTime('Europe/Brussels')).toMatch(/ \(Europe\/Brussels\), .* UTC$/);
    expect(await exactTime('UTC')).toMatch(/^, \w+ \d+, \d+, [\d:]+\s[AP]M UTC$/);
    other.expectClean();
  });

  it('is searched, filtered, sorted and paged, and the address keeps all of it', async () => {
    await ada.open('/clients');
    await page.getByRole('searchbox', { name: 'Name, description, contact or id' }).fill('ledger');
    await expect.poll(names).toEqual(['machine 7']);
    await page.getByRole('button', { name: 'Clear all filters' }).click();
    await choose('Side', 'Storefront');
    await choose('State', 'Expired');
    await expect.poll(async () => (await names()).length).toBe(12);
    await page.getByRole('button', { name: 'Name' }).click();
    await expect.poll(async () => (await names())[0]).toBe('machine 91');
    expect(new URL(page.url()).search).toBe('?side=storefront&state=expired&sort=-name');
    await page.reload();
    await expect.poll(async () => (await names())[0]).toBe('machine 91');
    await page.getByRole('button', { name: 'Clear all filters' }).click();
    await page.getByRole('button', { name: 'Next page' }).click();
    await expect.poll(async () => (await names())[0]).not.toBe('machine 99');
    expect(page.url()).toContain('after=');
    await page.goBack();
    await expect.poll(async () => (await names())[0]).toBe('machine 99');
    ada.expectClean();
  });

  it('finds clients by id, by scope, by time without use, and by the next end of a secret', async () => {
    const [row] = await staff.applications.database.query(
      `SELECT client_id FROM oauth_clients WHERE name = 'machine 42'`,
    );
    await ada.open('/clients');
    const search = page.getByRole('searchbox');
    await search.fill(String(row!.client_id));
    await expect.poll(names).toEqual(['machine 42']);
    await search.fill('');
    await choose('A secret ends within', 'Secret ends within 7 days');
    await expect.poll(names).toEqual(['machine 1']);
    await choose('A secret ends within', 'Secret ends within 30 days');
    await expect.poll(names).toEqual(['machine 1', 'machine 3']);
    await page.getByRole('button', { name: 'Clear all filters' }).click();
    await choose('Unused for', 'Unused for 365 days');
    await expect.poll(async () => (await names()).length).toBe(40);
    await page.getByRole('button', { name: 'Clear all filters' }).click();
    await choose('Scope', 'keys:read');
    await page.getByText('No client matches').waitFor();
    ada.expectClean();
  });

  it('finds disabled clients, active clients, and clients that act for a person', async () => {
    await staff.applications.backoffice.createClient('users:read', {
      name: 'of ada',
      owner: { type: 'users', id: ada.id },
    });
    await ada.open('/clients');
    await choose('State', 'Disabled');
    await expect.poll(async () => (await names()).length).toBe(12);
    expect(await names()).toContain('machine 10');
    await choose('State', 'Active');
    await expect.poll(names).toContain('machine 102');
    for (const ended of ['machine 10', 'machine 11']) expect(await names()).not.toContain(ended);
    await page.getByRole('button', { name: 'Clear all filters' }).click();
    await choose('Side', 'Back office');
    await page.getByRole('combobox', { name: 'Acts for' }).click();
    await page.getByRole('option').first().click();
    await expect.poll(names).toEqual(['of ada']);
    await page.reload();
    await expect.poll(names).toEqual(['of ada']);
    const owner = page.getByRole('combobox', { name: 'Acts for' });
    await expect.poll(async () => owner.inputValue()).toContain('@staff.example');
    await choose('Side', 'Storefront');
    await expect.poll(async () => (await names()).length).toBe(50);
    expect(new URL(page.url()).search).toBe('?side=storefront');
    ada.expectClean();
  });

  it('drops values from its address that it does not have', async () => {
    await ada.open('/clients?side=moon&unused=soon&wrong=1&state=expired');
    await expect.poll(async () => (await names()).length).toBe(12);
    expect(new URL(page.url()).search).toBe('?state=expired');
    ada.expectClean();
  });

  it('is used by keyboard alone: search, then a row', async () => {
    await ada.open('/clients');
    await rows().first().waitFor();
    await tabTo('search');
    await page.keyboard.type('ledger');
    await expect.poll(names).toEqual(['machine 7']);
    await tabTo('machine 7');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: 'machine 7' }).waitFor();
    ada.expectClean();
  });

  it('offers the scopes that each side has', () => {
    for (const side of ['backoffice', 'storefront'] as const) {
      expect([...OFFERED[side]].toSorted()).toEqual([...SCOPES[side]].toSorted());
    }
  });

  it('offers nothing to change to a person who may only read, and says so to others', async () => {
    const reader = await staff.signIn('clients:read');
    await reader.open('/clients');
    await reader.page.getByRole('table', { name: 'Clients' }).waitFor();
    expect(await reader.page.getByRole('link', { name: 'New client' }).count()).toBe(0);
    await reader.open('/clients/new');
    await reader.page.getByText('It needs the scope clients:admin.').waitFor();
    const other = await staff.signIn('users:read');
    await other.open('/clients');
    await other.page.getByText('It needs the scope clients:read.').waitFor();
    expect(await other.page.getByRole('navigation').getByText('Clients').count()).toBe(0);
    reader.expectClean();
    other.expectClean();
  });
});

describe('the list of clients in other languages', () => {
  it.each([
    ['de', 'Name, Beschreibung, Kontakt oder ID', 'Unbenutzt seit 90 Tagen'],
    ['fr', 'Nom, description, contact ou identifiant', 'Inutilisé depuis 90 jours'],
    ['es', 'Nombre, descripción, contacto o id', 'Sin uso desde hace 90 días'],
  ])('has its texts in %s, and fits', async (language, search, unused) => {
    const person = await staff.signIn('clients:read clients:write', { language });
    await person.open('/clients');
    await person.page.getByRole('searchbox', { name: search }).waitFor();
    expect(await person.page.getByRole('option', { name: unused }).count()).toBe(1);
    await person.expectAccessible(`clients-${language}`);
    person.expectClean();
  });
});

describe('the list of clients without its server', () => {
  it('says that the database is away, keeps the search, and continues', async () => {
    const { database } = staff.applications;
    await ada.open('/clients');
    await rows().first().waitFor();
    await database.allowConnections(false);
    try {
      await page.getByRole('searchbox').fill('ledger');
      await page.getByText('The server cannot answer now').waitFor();
    } finally {
      await database.allowConnections(true);
    }
    expect(await page.getByRole('searchbox').inputValue()).toBe('ledger');
    await page.getByRole('button', { name: 'Try again' }).click();
    await expect.poll(names).toEqual(['machine 7']);
    ada.expectClean();
  });

  it('says that the browser is offline', async () => {
    await ada.open('/clients');
    await rows().first().waitFor();
    await ada.context.setOffline(true);
    await page.getByRole('searchbox').fill('ledger');
    await page.getByText('You are offline').first().waitFor();
    await ada.context.setOffline(false);
    await expect.poll(names).toEqual(['machine 7']);
    ada.expectClean('net::ERR_INTERNET_DISCONNECTED');
  });
});
