import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { SCOPES } from '#oauth';
import { fillHistories } from '../support/client-histories.js';
import { createDatabase } from '../support/database.js';
import { type ConsolePerson, startConsole, type TestConsole } from '../support/console.js';

const FEW = 100;
const MANY = 100_000;

/** Measurements of each screen, of which the median counts; some before them fill the caches. */
const ROUNDS = 11;
const WARM_ROUNDS = 3;

/** Maximum ratio of the times of a first screen. */
const MAX_RATIO = 1.5;

/** Milliseconds for any list, filter and page with many clients. */
const MAX_MS = 1000;

/** Milliseconds after which a screen counts as one that never appears. */
const MAX_WAIT_MS = 20_000;

interface Installation {
  staff: TestConsole;
  person: ConsolePerson;
  clientId: string;
}

const installations: Installation[] = [];

beforeAll(async () => {
  for (const count of [FEW, MANY]) installations.push(await install(count));
}, 1_800_000);
afterAll(async () => {
  for (const { staff } of installations) await staff.stop();
});

async function install(count: number): Promise<Installation> {
  // Filled first: running servers would hear of each client.
  const database = await createDatabase();
  await fillHistories(database, count);
  const staff = await startConsole(() => {}, database);
  const [row] = await database.query(
    `SELECT client_id FROM oauth_clients WHERE name = 'machine 4'`,
  );
  const person = await staff.signIn(SCOPES.backoffice.join(' '));
  person.page.setDefaultTimeout(60_000);
  await person.context.addInitScript(WATCH);
  return { staff, person, clientId: String(row!.client_id) };
}

/**
 * Resolves `window.shown` with the milliseconds from the start of the navigation to the first frame with
 * the content of the screen: every selector of the hash of the address matches, and nothing loads.
 */
const WATCH = `{
  const wanted = JSON.parse(decodeURIComponent(location.hash.slice(1)) || '[]');
  const isShown = () => wanted.length > 0
    && wanted.every((selector) => document.querySelector(selector))
    && !document.querySelector('main [aria-busy=true]')
    && !document.querySelector('main')?.textContent.includes('Loading');
  window.shown = new Promise((resolve) => {
    const look = () => isShown() ? resolve(performance.now()) : requestAnimationFrame(look);
    look();
  });
}`;

/** Opens a screen as a new page, and returns the milliseconds until its content is there. */
async function timeOf({ staff, person }: Installation, path: string, wanted: string[]) {
  const { page } = person;
  await page.goto('about:blank');
  const hash = encodeURIComponent(JSON.stringify(wanted));
  await page.goto(`${staff.applications.backoffice.url}/console${path}#${hash}`, {
    waitUntil: 'commit',
  });
  const time = await page.evaluate<number>(
    `Promise.race([window.shown, new Promise((resolve) => setTimeout(resolve, ${MAX_WAIT_MS}, -1))])`,
  );
  if (time < 0) throw new Error(`${path} shows: ${await page.locator('main').innerText()}`);
  return time;
}

const ROW = 'main table tbody tr a';

/** The first screens: what a person sees first, with the selectors of their own content. */
const SCREENS: Readonly<Record<string, (installation: Installation) => [string, string[]]>> = {
  overview: () => ['', ['main li:nth-child(3) a', 'main dl dd strong']],
  'list of clients': () => ['/clients', ['main tbody tr:nth-child(50) a']],
  'one client': ({ clientId }) => [`/clients/${clientId}`, ['main .recharts-surface', ROW]],
};

const median = (times: number[]) => times.toSorted((a, b) => a - b)[Math.floor(times.length / 2)]!;

it(`shows the clients with ${MANY} clients at most ${MAX_RATIO} times as slowly as with ${FEW}`, async () => {
  const ratios: Record<string, number> = {};
  for (const [name, screenOf] of Object.entries(SCREENS)) {
    const times: number[][] = installations.map(() => []);
    for (let round = -WARM_ROUNDS; round < ROUNDS; round += 1) {
      for (const [place, installation] of installations.entries()) {
        const time = await timeOf(installation, ...screenOf(installation));
        if (round >= 0) times[place]!.push(time);
      }
    }
    const [few, many] = times.map(median);
    ratios[name] = many! / few!;
    process.stdout.write(
      `${name.padEnd(22)} ${few!.toFixed(0)} ms  ${many!.toFixed(0)} ms  × ${ratios[name].toFixed(2)}\n`,
    );
  }
  const slow = Object.entries(ratios).filter(([, ratio]) => ratio > MAX_RATIO);
  expect(slow).toEqual([]);
});

/** Lists, filters, orders and pages of all areas. */
const WALK: Readonly<Record<string, readonly string[]>> = {
  '/': ['main li:nth-child(3) a', 'main dl dd strong'],
  '/clients?q=ledger': [ROW],
  '/clients?q=machine+99999': [ROW],
  '/clients?q=machine': [ROW],
  '/clients?side=storefront': [ROW],
  '/clients?state=active': [ROW],
  '/clients?state=disabled': [ROW],
  '/clients?state=expired': [ROW],
  '/clients?scope=keys:read': [ROW],
  '/clients?scope=users:read': [ROW],
  '/clients?side=backoffice&owner=1': ['main h2'],
  '/clients?unused=30': [ROW],
  '/clients?unused=365': [ROW],
  '/clients?ends=1': [ROW],
  '/clients?ends=30': [ROW],
  '/clients?side=storefront&state=active&unused=90&sort=-lastUsedAt': [ROW],
  '/clients?sort=-name': [ROW],
  '/clients?sort=lastUsedAt': [ROW],
  '/clients?sort=-lastUsedAt': [ROW],
  '/clients?sort=secretsEndAt': [ROW],
  '/clients?sort=-secretsEndAt': [ROW],
  '/clients?sort=expiresAt': [ROW],
  '/clients?sort=-createdAt': [ROW],
  '/secrets': [ROW],
  '/why': [ROW],
  '/why?code=invalid_client&side=storefront': [ROW],
  '/people/staff': [ROW],
  '/people/roles': ['main [role=grid]'],
  '/keys': ['main table'],
  '/audit': ['main summary'],
  '/audit?subjectType=oauth-clients&subjectId=client+7': ['main summary'],
};

it(`shows each list, filter, order and last page with ${MANY} clients within ${MAX_MS} ms`, async () => {
  const many = installations[1]!;
  const pages = { ...WALK, [await lastPage(many)]: [ROW] };
  const slow: string[] = [];
  for (const [path, wanted] of Object.entries(pages)) {
    const times: number[] = [];
    for (let round = 0; round < 3; round += 1) times.push(await timeOf(many, path, [...wanted]));
    const time = median(times);
    process.stdout.write(`${time.toFixed(0).padStart(5)} ms  ${path.slice(0, 80)}\n`);
    if (time > MAX_MS) slow.push(path);
  }
  expect(slow).toEqual([]);
});

/** The address of the page after the client that is 50th from the end. */
async function lastPage({ person: { page }, staff }: Installation): Promise<string> {
  const [row] = await staff.applications.database.query(
    `SELECT client_id FROM oauth_clients ORDER BY name DESC, client_id DESC OFFSET 50 LIMIT 1`,
  );
  await page.goto(`${staff.applications.backoffice.url}/console`);
  const cursor = await page.evaluate<string>(`(async () => {
    const accept = 'application/vnd.api+json;profile="https://jsonapi.org/profiles/ethanresnick/cursor-pagination"';
    const path = '/api/oauth-clients?sort=name&filter[id]=${String(row!.client_id)}';
    const answer = await fetch(path, { headers: { Accept: accept } });
    return (await answer.json()).data[0].meta.page.cursor;
  })()`);
  return `/clients?after=${encodeURIComponent(cursor)}`;
}

/** MiB of the scripts of the page, after a collection. */
async function heapOf({ page, context }: { page: Page; context: ConsolePerson['context'] }) {
  const session = await context.newCDPSession(page);
  await session.send('HeapProfiler.collectGarbage');
  await session.send('Performance.enable');
  const { metrics } = await session.send('Performance.getMetrics');
  await session.detach();
  return metrics.find(({ name }) => name === 'JSHeapUsedSize')!.value / 2 ** 20;
}

it('keeps about the same memory in the browser with few and many clients, and after 40 pages', async () => {
  const heaps: number[] = [];
  for (const installation of installations) {
    await timeOf(installation, '/clients', [ROW]);
    heaps.push(await heapOf(installation.person));
  }
  const { person } = installations[1]!;
  const { page } = person;
  for (let turned = 0; turned < 40; turned += 1) {
    const first = await page.locator(ROW).first().innerText();
    await page.getByRole('button', { name: 'Next page' }).click();
    await expect.poll(async () => page.locator(ROW).first().innerText()).not.toBe(first);
  }
  heaps.push(await heapOf(person));
  const [few, many, afterwards] = heaps.map((heap) => Math.round(heap * 10) / 10);
  process.stdout.write(
    `heap of the browser: ${few} MiB, with ${MANY} clients ${many} MiB, after 40 pages ${afterwards} MiB\n`,
  );
  expect(many! - few!).toBeLessThan(2);
  expect(afterwards! - many!).toBeLessThan(10);
});
