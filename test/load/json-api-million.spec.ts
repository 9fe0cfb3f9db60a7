import { Agent, get as httpGet, type IncomingMessage } from 'node:http';
import { text } from 'node:stream/consumers';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startApplications, type TestApplications } from '../support/applications.js';
import { COMMON_WORD, fillCustomerUsers, RARE_WORD } from '../support/many-customer-users.js';
import { accessToken } from '../support/requests.js';

const FEW = 1_000;
const MANY = 1_000_000;

/** The result is the lowest of several medians, because other work on the machine disturbs some. */
const SAMPLES = 15;
const ROUNDS = 5;

/** Maximum ratio of times with a thousand times as many rows. */
const MAX_RATIO = 3;

const PAGES = 10_000;
const PROFILE = 'https://jsonapi.org/profiles/ethanresnick/cursor-pagination';

interface Installation {
  count: number;
  applications: TestApplications;
  /** Sends a request with a token of that side; the answer must be 200. */
  get: (side: Side, path: string) => Promise<Body>;
}

type Side = 'backoffice' | 'storefront';

interface Body {
  data: { id: string; attributes: { email: string }; meta: { page: { cursor: string } } }[];
  included?: unknown[];
  links: { next: string | null };
}

const installations: Installation[] = [];

beforeAll(async () => {
  for (const count of [FEW, MANY]) installations.push(await install(count));
}, 1_800_000);
afterAll(async () => {
  for (const { applications } of installations) await applications.stop();
});

async function install(count: number): Promise<Installation> {
  const applications = await startApplications((config) => {
    config.backoffice.oauth.accessTokenLifetime = 86_400;
    config.storefront.oauth.accessTokenLifetime = 86_400;
  });
  await fillCustomerUsers(applications.database, count);
  const { backoffice, storefront } = applications;
  const staff = await backoffice.createClient('customer-users:read customers:read');
  const shop = await storefront.createClient('users:read customers:read');
  const tokens = {
    backoffice: await accessToken(backoffice, { client: staff }),
    storefront: await accessToken(storefront, { client: shop }),
  };
  const get: Installation['get'] = async (side, path) =>
    read(`${applications[side].url}${path}`, {
      Authorization: `Bearer ${tokens[side]}`,
      Accept: `application/vnd.api+json;profile="${PROFILE}"`,
    });
  return { count, applications, get };
}

const agent = new Agent({ keepAlive: true });

/**
 * Sends a request without `fetch`, because the `fetch` of the tests checks every document, which
 * takes longer than the answer.
 */
async function read(url: string, headers: Record<string, string>): Promise<Body> {
  const response = await new Promise<IncomingMessage>((resolve, reject) => {
    httpGet(url, { agent, headers }, resolve).on('error', reject);
  });
  const body = await text(response);
  if (response.statusCode !== 200) throw new Error(`${url} got an error: ${body}`);
  return JSON.parse(body) as Body;
}

/** A request to measure. */
interface Question {
  name: string;
  /** Builds the query string from a person at nine tenths of the list. */
  query: (person: Body['data'][number]) => string;
  /** True when the answer is as expected. */
  found: (body: Body) => boolean;
}

const isFull = ({ data }: Body) => data.length === 25;

const QUESTIONS: Question[] = [
  { name: 'first page', query: () => '', found: isFull },
  { name: 'first page, last created', query: () => 'sort=-createdAt', found: isFull },
  {
    name: 'page by cursor, 9 of 10 down',
    query: ({ meta }) => `page[after]=${meta.page.cursor}`,
    found: isFull,
  },
  {
    name: 'page by cursor, the one before',
    query: ({ meta }) => `page[before]=${meta.page.cursor}`,
    found: isFull,
  },
  {
    name: 'by email',
    query: ({ attributes }) => `filter[email]=${attributes.email.toUpperCase()}`,
    found: ({ data }) => data.length === 1,
  },
  {
    name: 'search, a rare word',
    query: () => `filter[search]=${RARE_WORD}`,
    found: ({ data }) => data.length === 3,
  },
  {
    name: 'search, a part of an email',
    query: ({ attributes }) => `filter[search]=${attributes.email.split('@', 1)[0]}`,
    found: ({ data }) => data.length === 1,
  },
  {
    name: 'search, a common word',
    query: () => `filter[search]=${COMMON_WORD}&page[size]=20`,
    found: ({ data }) => data.length === 20,
  },
  {
    name: '100 and their customers',
    query: () => 'include=customer&page[size]=100',
    found: ({ data, included }) => data.length === 100 && included!.length > 90,
  },
];

interface Measured {
  name: string;
  times: number[];
}

/** Measures each question at both installations, in interleaved rounds. */
async function measureAll(questions: { name: string; ask: (() => Promise<unknown>)[] }[]) {
  const table: Measured[] = questions.map(({ name, ask }) => ({
    name,
    times: ask.map(() => Infinity),
  }));
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const [row, { ask }] of questions.entries()) {
      for (const [place, once] of ask.entries()) {
        const { times } = table[row]!;
        times[place] = Math.min(times[place]!, await median(once));
      }
    }
  }
  return table;
}

async function median(ask: () => Promise<unknown>): Promise<number> {
  const times: number[] = [];
  for (let sample = 0; sample < SAMPLES; sample += 1) {
    const start = performance.now();
    await ask();
    times.push(performance.now() - start);
  }
  return times.toSorted((one, other) => one - other)[Math.floor(SAMPLES / 2)]!;
}

function print({ name, times: [few, many] }: Measured): void {
  const ratio = (many! / few!).toFixed(2);
  process.stdout.write(
    `${name.padEnd(52)} ${few!.toFixed(2)} ms  ${many!.toFixed(2)} ms  × ${ratio}\n`,
  );
}

async function asker({ count, get }: Installation, side: Side, { query, found }: Question) {
  const path = side === 'backoffice' ? '/api/customer-users' : '/api/users';
  const { data } = await get(side, `${path}?filter[id]=${count * 0.9}`);
  const url = `${path}?${query(data[0]!)}`;
  return async () => expect(await get(side, url)).toSatisfy(found);
}

it(`answers at most ${MAX_RATIO} times as slowly with ${MANY} people as with ${FEW}`, async () => {
  const questions: { name: string; ask: (() => Promise<unknown>)[] }[] = [];
  for (const side of ['backoffice', 'storefront'] as const) {
    for (const question of QUESTIONS) {
      const ask = installations.map(async (one) => asker(one, side, question));
      questions.push({ name: `${side}: ${question.name}`, ask: await Promise.all(ask) });
    }
  }
  questions.push({
    name: 'backoffice: customers and their people',
    ask: installations.map(({ get }) => async () => {
      const { included } = await get('backoffice', '/api/customers?include=customerUsers');
      expect(included!.length).toBeGreaterThan(200);
    }),
  });
  const table = await measureAll(questions);
  for (const measured of table) print(measured);
  const slow = table.filter(({ times: [few, many] }) => many! > MAX_RATIO * few!);
  expect(slow).toEqual([]);
});

function heapMiB(): number {
  setFlagsFromString('--expose-gc');
  (runInNewContext('gc') as () => void)();
  return process.memoryUsage().heapUsed / 2 ** 20;
}

it(`keeps no memory of ${PAGES} pages: the heap is as large as after a fifth of them`, async () => {
  const { get } = installations[1]!;
  let path: string | null = '/api/customer-users?page[size]=100&fields[customer-users]=email';
  let people = 0;
  let before = 0;
  for (let page = 1; page <= PAGES; page += 1) {
    const { data, links }: Body = await get('backoffice', path!);
    people += data.length;
    path = links.next;
    if (page === PAGES / 5) before = heapMiB();
  }
  const after = heapMiB();
  process.stdout.write(`heap in use: ${before.toFixed(1)} MiB, then ${after.toFixed(1)} MiB\n`);
  expect({ people, path }).toEqual({ people: MANY, path: null });
  expect(after - before).toBeLessThan(4);
});
