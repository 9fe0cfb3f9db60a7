import { Agent, get as httpGet, type IncomingMessage } from 'node:http';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startApplications, type TestApplications } from '../support/applications.js';
import { fillCustomerUsers } from '../support/many-customer-users.js';
import { accessToken } from '../support/requests.js';

const ROWS = 400_000;

/** Requests that one client keeps in flight. */
const PARALLEL = 20;

/** Reads of the other client, one after the other. */
const READS = 200;

/** Maximum ratio of the other client's times during and before the flood. */
const MAX_RATIO = 3;

const FLOODS = [
  'sort=customer.name&page[number]=4000',
  'sort=customer.name&page[number]=400',
  'sort=lastName&page[number]=4000',
  'filter[search]=anneliese cosima emeka gudrun',
];

let applications: TestApplications;
const tokens: string[] = [];
const agent = new Agent({ keepAlive: true });

beforeAll(async () => {
  applications = await startApplications();
  await fillCustomerUsers(applications.database, ROWS);
  const { backoffice } = applications;
  for (let n = 0; n < 2; n += 1) {
    const client = await backoffice.createClient('customer-users:read customers:read');
    tokens.push(await accessToken(backoffice, { client }));
  }
}, 600_000);
afterAll(async () => applications.stop());

async function read(client: number, query: string): Promise<number> {
  const headers = { Authorization: `Bearer ${tokens[client]}` };
  const url = `${applications.backoffice.url}/api/customer-users?${query}`;
  const response = await new Promise<IncomingMessage>((resolve, reject) => {
    httpGet(url, { agent, headers }, resolve).on('error', reject);
  });
  for await (const _ of response);
  return response.statusCode!;
}

/** Measures the reads of the other client; milliseconds. */
async function times(): Promise<{ median: number; p99: number }> {
  const taken: number[] = [];
  for (let n = 0; n < READS; n += 1) {
    const start = performance.now();
    expect(await read(1, `sort=lastName&page[number]=${1 + (n % 20)}`)).toBe(200);
    taken.push(performance.now() - start);
  }
  taken.sort((a, b) => a - b);
  return { median: taken[READS / 2]!, p99: taken[Math.floor(READS * 0.99)]! };
}

it.each(FLOODS)(
  `one client's costly reads slow other clients by less than ${MAX_RATIO} times: %s`,
  async (query) => {
    await times();
    const before = await times();
    const statuses: Record<number, number> = {};
    const over = new AbortController();
    const flood = Array.from({ length: PARALLEL }, async () => {
      while (!over.signal.aborted) {
        const status = await read(0, query);
        statuses[status] = (statuses[status] ?? 0) + 1;
        // The client ignores 429, but leaves some time of the server's processor to others.
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
    });
    const during = await times();
    over.abort();
    await Promise.all(flood);
    const answers = JSON.stringify({
      query,
      before: before.median,
      during: during.median,
      statuses,
    });
    process.stdout.write(`${answers}
`);
    expect(during.median / before.median).toBeLessThan(MAX_RATIO);
  },
  300_000,
);
