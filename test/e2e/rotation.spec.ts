import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Administration } from '../support/administration.js';
import { TESTER } from '../support/applications.js';
import { createDatabase, type TestDatabase } from '../support/database.js';
import { startReplicas, type Replicas } from '../support/replicas.js';
import { credentials, tokenRequest } from '../support/requests.js';

const REQUESTS = 2000;
const WORKERS = 8;

let database: TestDatabase;
let replicas: Replicas;
let administration: Administration;

beforeAll(async () => {
  database = await createDatabase();
  replicas = await startReplicas('backoffice', database.url, { variables: { LOG_LEVEL: 'warn' } });
  administration = await Administration.open(database.url);
});
afterAll(async () => {
  await administration.close();
  await replicas.stop();
  await database.drop();
});

/** A secret, and the number of its requests in flight. */
interface InUse {
  id: string;
  secret: string;
  pending: number;
}

describe('rotation of secrets under load', () => {
  it(`none of ${REQUESTS} token requests over two processes fails`, async () => {
    const { clientId } = await administration.createClient();
    const make = async (overlap?: number): Promise<InUse> => {
      const { row, secret } = (await administration.secrets.create(clientId, { overlap }, TESTER))!;
      return { id: row.id, secret, pending: 0 };
    };
    let current = await make();
    let sent = 0;
    const isOver = () => sent >= REQUESTS;
    const statuses: number[] = [];
    const ask = async (url: string, use: InUse) => {
      use.pending += 1;
      const { status } = await tokenRequest(
        { url },
        credentials({ clientId, clientSecret: use.secret }),
      );
      use.pending -= 1;
      return status;
    };
    const work = async () => {
      while (!isOver()) {
        const url = replicas.urls[sent++ % replicas.urls.length]!;
        statuses.push(await ask(url, current));
      }
    };
    const retired: InUse[] = [];
    const rotate = async () => {
      while (!isOver()) {
        const old = current;
        current = await make(3600);
        while (old.pending > 0) await pause(1);
        await administration.secrets.retire(old.id, { force: true }, TESTER);
        retired.push(old);
      }
    };
    await Promise.all([rotate(), ...Array.from({ length: WORKERS }, work)]);

    expect(statuses).toHaveLength(REQUESTS);
    expect(statuses.filter((status) => status !== 200)).toEqual([]);
    expect(retired.length).toBeGreaterThan(5);
    const [last] = retired.slice(-1);
    for (const url of replicas.urls) {
      await expect.poll(async () => ask(url, last!)).toBe(401);
    }
  });
});
