import { randomUUID } from 'node:crypto';
import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { SCOPES } from '#oauth';
import {
  type ConsolePerson,
  hasChromium,
  startConsole,
  type TestConsole,
} from '../support/console.js';
import { accountNamed, dialogOf, roleNamed, rowOf, staffNamed } from '../support/console-people.js';

let staff: TestConsole;
let ada: ConsolePerson;

/** A client and a person of staff, whose pages the walks open, and a role. */
let clientId: string;
let personId: string;

beforeAll(async () => {
  if (!hasChromium) return;
  staff = await startConsole();
  const { backoffice, database } = staff.applications;
  ({ clientId } = await backoffice.createClient('users:read', { name: 'nightly import' }));
  ({ id: personId } = await staffNamed(database, 'Grace Hopper'));
  await roleNamed(database, 'compilers', 'users:read');
  ada = await staff.signIn(SCOPES.backoffice.join(' '));
});
afterAll(async () => staff?.stop());
beforeEach(({ skip }) => skip(!hasChromium, 'there is no /usr/bin/chromium'));

const AWAY = 'The server cannot answer now';

/** Waits until the server reaches the database again. */
async function untilBack(): Promise<void> {
  const url = `${staff.applications.backoffice.url}/api/roles?page[size]=1`;
  await expect.poll(async () => (await ada.page.request.get(url)).status()).toBe(200);
}

/** Runs a part of a walk while the database accepts no connection. */
async function withoutDatabase(work: () => Promise<void>): Promise<void> {
  const { database } = staff.applications;
  await database.allowConnections(false);
  try {
    await work();
  } finally {
    await database.allowConnections(true);
  }
  await untilBack();
}

/** The areas by their names in the navigation, each with something that only the server knows. */
const AREAS: Readonly<Record<string, (page: Page) => Locator>> = {
  Overview: (page) => page.getByText('No client has called in the last 24 hours.'),
  Clients: (page) => rowOf(page, 'nightly import'),
  Secrets: (page) => page.getByText('No secret ends in this time'),
  'Refused requests': (page) => page.getByText('Nothing was refused'),
  People: (page) => rowOf(page, 'Grace Hopper'),
  'Signing keys': (page) => page.getByRole('table', { name: 'Keys: Back office' }),
  Audit: (page) => page.getByText('client.created').first(),
};

describe('while the database is away', () => {
  it('each area says so, and shows its content again without a reload', async () => {
    const { open, page, expectClean } = ada;
    const area = (name: string) =>
      page.getByRole('navigation').getByRole('link', { name, exact: true });
    await open('/clients/new');
    await page.evaluate('window.isSamePage = true');
    await withoutDatabase(async () => {
      for (const [name, content] of Object.entries(AREAS)) {
        await area(name).click();
        await page.getByText(AWAY).first().waitFor();
        await page.getByRole('button', { name: 'Try again' }).first().waitFor();
        expect(await content(page).count()).toBe(0);
      }
    });
    await page.getByRole('button', { name: 'Try again' }).first().click();
    await AREAS.Audit!(page).waitFor();
    for (const [name, content] of Object.entries(AREAS)) {
      await area(name).click();
      await content(page).first().waitFor();
      await expect.poll(async () => page.getByText(AWAY).count()).toBe(0);
    }
    expect(await page.evaluate('window.isSamePage')).toBe(true);
    expectClean();
  });

  it('a console that is opened then says so, and continues without a reload', async () => {
    const { url } = staff.applications.backoffice;
    const { page, expectClean } = await staff.signIn('users:read');
    await withoutDatabase(async () => {
      await page.goto(`${url}/console/people/staff`);
      await page.getByText(AWAY).first().waitFor();
    });
    await page.evaluate('window.isSamePage = true');
    await page.getByRole('button', { name: 'Try again' }).click();
    await rowOf(page, 'Grace Hopper').waitFor();
    expect(await page.evaluate('window.isSamePage')).toBe(true);
    expectClean('SessionError: the session could not be read: 503');
  });
});

/** A form of the console: how a person fills it in and sends it, and what it leads to. */
interface FilledForm {
  fill: (page: Page, text: string) => Promise<void>;
  /** The field that keeps the input; a dialog that only asks has none. */
  field?: (page: Page) => Locator;
  submit: (page: Page) => Locator;
  /** The text that appears afterwards. */
  done: (page: Page) => Locator;
  /** Counts what the form has made with this text. */
  count: string;
}

const open = async (page: Page, path: string) => {
  await page.goto(`${staff.applications.backoffice.url}/console${path}`);
};
const button = (within: Page | Locator, name: string) =>
  within.getByRole('button', { name, exact: true });

const FORMS: Readonly<Record<string, FilledForm>> = {
  'create a client': {
    fill: async (page, text) => {
      await open(page, '/clients/new');
      await page.getByLabel('Name').fill(text);
    },
    field: (page) => page.getByLabel('Name'),
    submit: (page) => button(page, 'Create client'),
    done: (page) => page.getByRole('dialog', { name: /^The secret of/ }),
    count: `SELECT FROM oauth_clients JOIN oauth_client_secrets USING (client_id) WHERE name = $1`,
  },
  'change a client': {
    fill: async (page, text) => {
      await open(page, `/clients/${clientId}?tab=access`);
      await page.getByLabel(/^Contact/).fill(text);
    },
    field: (page) => page.getByLabel(/^Contact/),
    submit: (page) => button(page, 'Save'),
    done: (page) => page.getByText('Saved.'),
    count: `SELECT FROM audit_events WHERE after ->> 'contact' = $1`,
  },
  'rotate a secret': {
    fill: async (page, text) => {
      await open(page, `/clients/${clientId}?tab=secrets`);
      await button(page, 'Rotate').click();
      await page.getByLabel('Label').fill(text);
    },
    field: (page) => page.getByLabel('Label'),
    submit: (page) => button(dialogOf(page), 'Rotate'),
    done: (page) => page.getByRole('dialog', { name: /^The new secret of/ }),
    count: `SELECT FROM oauth_client_secrets WHERE label = $1`,
  },
  'add a person': {
    fill: async (page, text) => {
      await open(page, '/people/accounts/new');
      await page.getByLabel('First name').fill(text);
      await page.getByLabel('Last name').fill('Baker');
      await page.getByLabel('E-mail').fill(`${randomUUID()}@shop.example`);
    },
    field: (page) => page.getByLabel('First name'),
    submit: (page) => button(page, 'Add a person'),
    done: (page) => page.getByRole('heading', { level: 1, name: /Baker/ }),
    count: `SELECT FROM customer_users WHERE first_name = $1`,
  },
  'change a person': {
    fill: async (page, text) => {
      await open(page, `/people/staff/${personId}`);
      await button(page, 'Edit').click();
      await page.getByLabel(/^Job title/).fill(text);
    },
    field: (page) => page.getByLabel(/^Job title/),
    submit: (page) => button(page, 'Save'),
    done: (page) => page.getByText('Saved', { exact: true }),
    count: `SELECT FROM audit_events WHERE after ->> 'title' = $1`,
  },
  'invite a person': {
    fill: async (page, text) => {
      const { id } = await accountNamed(staff.applications.database, `Rob ${text}`);
      await open(page, `/people/accounts/${id}`);
      await button(page, 'Invite').click();
      await button(dialogOf(page), 'Send the link').click();
      await dialogOf(page).getByText('This server sends no messages.').waitFor();
    },
    submit: (page) => button(dialogOf(page), 'Show the link once'),
    done: (page) => page.getByText('Nobody can see this link again'),
    count: `SELECT FROM sign_in_links JOIN customer_users ON person_id = id WHERE $1 LIKE last_name || '%'`,
  },
  'rename a role': {
    fill: async (page, text) => {
      await open(page, '/people/roles');
      await button(page, 'Acts for compilers').click();
      await page.getByRole('menuitem', { name: 'Edit' }).click();
      await dialogOf(page)
        .getByLabel(/^Description/)
        .fill(text);
    },
    field: (page) => dialogOf(page).getByLabel(/^Description/),
    submit: (page) => button(dialogOf(page), 'Save'),
    done: (page) => page.getByText('Saved', { exact: true }),
    count: `SELECT FROM audit_events WHERE after ->> 'description' = $1`,
  },
};

describe('a filled form that is sent while the browser is offline, and while the database is away', () => {
  const filled: { name: string; form: FilledForm; page: Page; text: string }[] = [];

  beforeAll(async () => {
    if (!hasChromium) return;
    for (const [name, form] of Object.entries(FORMS)) {
      const page = await ada.context.newPage();
      page.setDefaultTimeout(15_000);
      const text = `walk to ${name}`;
      await form.fill(page, text);
      filled.push({ name, form, page, text });
    }
  });

  /** Sends all forms at the same time, and expects that each explains the failure and keeps its input. */
  async function expectKept(explanation: string): Promise<void> {
    await Promise.all(
      filled.map(async ({ name, form, page, text }) => {
        await form.submit(page).click();
        await page.getByRole('alert').getByText(explanation).waitFor();
        expect([name, await form.field?.(page).inputValue()]).toEqual([name, form.field && text]);
        expect([name, await form.done(page).count()]).toEqual([name, 0]);
      }),
    );
  }

  it('keeps its input, says what is the matter, and then succeeds once with the same button', async () => {
    const { database } = staff.applications;
    await ada.context.setOffline(true);
    await expectKept('You are offline');
    for (const { page } of filled) {
      await page.getByText('You are offline. Nothing is lost').waitFor();
    }
    await ada.context.setOffline(false);
    await withoutDatabase(async () => expectKept(AWAY));
    for (const { name, form, page, text } of filled) {
      await form.submit(page).click();
      await form.done(page).first().waitFor();
      expect([name, await database.query(form.count, [text])]).toEqual([name, [{}]]);
    }
    ada.expectClean('net::ERR_INTERNET_DISCONNECTED');
  });
});
