import { readFileSync, readdirSync, statSync } from 'node:fs';
import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { SCOPES } from '#oauth';
import {
  type ConsolePerson,
  hasChromium,
  startConsole,
  type TestConsole,
} from '../support/console.js';
import { TOUR_CLIENTS, fillTour } from '../support/tour-clients.js';

/**
 * The acts that docs/console.md counts, and its pictures. To take the pictures again, or to print the
 * seconds of each act:
 *
 *     npm run build && PICTURES=docs/console npx vitest run test/console/tour.spec.ts
 *     npm run build && SECONDS=1 npx vitest run test/console/tour.spec.ts
 */
const PICTURES = process.env.PICTURES;

const FOLDER = 'docs/console';

const PAGE = readFileSync('docs/console.md', 'utf8');

let staff: TestConsole;
let ada: ConsolePerson;
let page: Page;

beforeAll(async () => {
  if (!hasChromium) return;
  staff = await startConsole((config) => {
    config.clients.usage.interval = 1;
  });
  await fillTour(staff.applications);
  ada = await staff.signIn(SCOPES.backoffice.join(' '));
  page = ada.page;
  await staff.applications.database.query(
    `UPDATE staff_users SET first_name = 'Ada', last_name = 'Lovelace' WHERE id = $1`,
    [ada.id],
  );
  await ada.context.grantPermissions(['clipboard-read', 'clipboard-write']);
});
afterAll(async () => staff?.stop());
beforeEach(({ skip }) => skip(!hasChromium, 'there is no /usr/bin/chromium'));

/** Takes a picture of the upper part of the page for docs/console.md when PICTURES is set. */
async function picture(name: string, height = 860): Promise<void> {
  if (!PICTURES) return;
  await page.evaluate('document.activeElement.blur()');
  await page.mouse.move(0, 0);
  const clip = { x: 0, y: 0, width: 1280, height };
  await page.screenshot({ path: `${PICTURES}/${name}.png`, clip, animations: 'disabled' });
}

/** Counts the clicks of one act, which begins on the first page of the console. */
async function clicksOf(act: (click: (target: Locator) => Promise<void>) => Promise<void>) {
  await ada.open('/');
  await page.getByRole('heading', { name: 'The last 24 hours' }).waitFor();
  let clicks = 0;
  const began = performance.now();
  await act(async (target) => {
    clicks += 1;
    await target.click();
  });
  const seconds = (performance.now() - began) / 1000;
  if (process.env.SECONDS) process.stderr.write(`${seconds.toFixed(1)} s\n`);
  return clicks;
}

/** The number of clicks in the row of docs/console.md that begins with this act. */
function documentedClicks(act: string): number {
  const [, clicks] = new RegExp(`^\\| ${act} +\\| +(\\d+) `, 'm').exec(PAGE) ?? [];
  return Number(clicks);
}

const link = (name: string, within: Locator | Page = page) =>
  within.getByRole('link', { name, exact: true });
const button = (name: string, within: Locator | Page = page) =>
  within.getByRole('button', { name, exact: true });
const area = (name: string) => link(name, page.getByRole('navigation'));

async function copyAndClose(click: (target: Locator) => Promise<void>): Promise<void> {
  const dialog = page.getByRole('dialog');
  await click(button('Copy', dialog));
  await click(button('Done', dialog));
  await dialog.waitFor({ state: 'detached' });
}

describe('docs/console.md counts the clicks from the first page to', () => {
  it('create a client', async () => {
    const clicks = await clicksOf(async (click) => {
      await click(area('Clients'));
      await click(link('New client'));
      await page.getByLabel('Name', { exact: true }).fill('invoice export');
      await click(button('Create client'));
      await page.getByRole('dialog', { name: 'The secret of invoice export' }).waitFor();
      await picture('new-secret');
      await copyAndClose(click);
      await page.getByRole('heading', { level: 1, name: 'invoice export' }).waitFor();
    });
    expect(clicks).toBe(documentedClicks('create a client'));
  });

  it('rotate the secret of a client', async () => {
    const clicks = await clicksOf(async (click) => {
      await click(area('Clients'));
      await click(link(TOUR_CLIENTS.used));
      await click(page.getByRole('tab', { name: 'Secrets' }));
      await click(button('Rotate'));
      const dialog = page.getByRole('dialog');
      await dialog.getByRole('group', { name: 'Old and new secret' }).waitFor();
      await picture('rotate');
      await click(button('Rotate', dialog));
      await page.getByRole('dialog', { name: 'The new secret' }).waitFor();
      await copyAndClose(click);
      await page.getByRole('article').filter({ hasText: 'Being replaced' }).waitFor();
    });
    expect(clicks).toBe(documentedClicks('rotate a secret'));
  });

  it('find out why a client fails', async () => {
    await ada.open('/');
    await page.getByText('was refused in the last 24 hours').waitFor();
    await picture('overview', 720);
    const clicks = await clicksOf(async (click) => {
      await click(page.getByRole('link', { name: 'was refused in the last 24 hours' }));
      await click(
        page.getByRole('link', { name: 'This client has never had this secret.' }).first(),
      );
      await page.getByRole('region', { name: 'The reason' }).getByText('What to do').waitFor();
      await picture('why', 720);
    });
    expect(clicks).toBe(documentedClicks('find out why a client fails'));
  });

  it('find clients that nobody uses', async () => {
    const clicks = await clicksOf(async (click) => {
      await click(page.getByRole('link', { name: 'not used for 90 days' }));
      await link(TOUR_CLIENTS.unused).waitFor();
    });
    expect(clicks).toBe(documentedClicks('find unused clients'));
    await ada.open('/clients');
    await link(TOUR_CLIENTS.unused).waitFor();
    await picture('clients', 585);
  });

  it('see who did what', async () => {
    const clicks = await clicksOf(async (click) => {
      await click(area('Audit'));
      await click(page.getByText('client.created', { exact: true }).first());
      await page.getByText('invoice export').first().waitFor();
      await picture('audit', 780);
    });
    expect(clicks).toBe(documentedClicks('see who did what'));
    ada.expectClean();
  });
});

describe('the pictures of docs/console.md', () => {
  it('are there, are used, and have at most 100 KB each', () => {
    const used = Array.from(
      PAGE.matchAll(/!\[[^\]]+\]\(console\/([\w-]+\.png)\)/g),
      ([, name]) => name!,
    );
    expect(readdirSync(FOLDER).toSorted()).toEqual(used.toSorted());
    for (const name of used) expect(statSync(`${FOLDER}/${name}`).size).toBeLessThan(100_000);
  });
});
