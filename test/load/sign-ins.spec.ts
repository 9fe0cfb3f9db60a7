import { setTimeout as pause } from 'node:timers/promises';
import { hash } from '@node-rs/argon2';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { Administration, type TestClient } from '../support/administration.js';
import { createDatabase, type TestDatabase } from '../support/database.js';
import { type Replicas, startReplicas } from '../support/replicas.js';
import { credentials, tokenRequest } from '../support/requests.js';
import { createPerson, type TestPerson } from '../support/sign-in-people.js';
import { Visitor } from '../support/visitor.js';

/** Sign-ins a minute. */
const SIGN_INS = 200;

/** Token requests a second. */
const TOKENS = 50;

/** Seconds of each measurement. Those with and without sign-ins alternate. */
const SECONDS = 20;
const ROUNDS = 3;

let database: TestDatabase;
let administration: Administration;
let client: TestClient;
let replicas: Replicas;
let person: TestPerson;

beforeAll(async () => {
  database = await createDatabase();
  administration = await Administration.open(database.url);
  client = await administration.createClient();
  replicas = await startReplicas('backoffice', database.url, {
    count: 1,
    variables: { LOG_LEVEL: 'error' },
  });
  person = await createPerson(database, 'backoffice', { hasPassword: false });
  const { id, password } = person;
  const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 }; // that of config.yml
  await database.query(
    `INSERT INTO passwords (side, person_id, hash) VALUES ('backoffice', $1, $2)`,
    [id, await hash(password, cost)],
  );
});
afterAll(async () => {
  await replicas.stop();
  await administration.close();
  await database.drop();
});

/** Calls `work` at even intervals. Resolves when all calls are done. */
async function evenly(perSecond: number, work: () => Promise<void>): Promise<void> {
  const calls: Promise<void>[] = [];
  const began = performance.now();
  for (let n = 0; n < perSecond * SECONDS; n += 1) {
    const waitMs = began + (n * 1000) / perSecond - performance.now();
    if (waitMs > 0) await pause(waitMs);
    calls.push(work());
  }
  await Promise.all(calls);
}

async function tokenTimes(): Promise<number[]> {
  const times: number[] = [];
  await evenly(TOKENS, async () => {
    const began = performance.now();
    const { status } = await tokenRequest({ url: replicas.urls[0]! }, credentials(client));
    expect(status).toBe(200);
    times.push(performance.now() - began);
  });
  return times;
}

async function signIns(): Promise<void> {
  await evenly(SIGN_INS / 60, async () => {
    const visitor = new Visitor({ url: replicas.urls[0]! });
    expect((await visitor.signIn(person.email, person.password)).status).toBe(200);
  });
}

function quantile(times: number[], part: number): number {
  return times.toSorted((one, other) => one - other)[Math.floor(times.length * part)]!;
}

it(`${SIGN_INS} sign-ins a minute hardly delay the token requests of programs`, async () => {
  await tokenTimes(); // the first requests compile the code
  const times: Record<'without' | 'with', number[]> = { without: [], with: [] };
  for (let round = 0; round < ROUNDS; round += 1) {
    times.without.push(...(await tokenTimes()));
    const [measured] = await Promise.all([tokenTimes(), signIns()]);
    times.with.push(...measured);
  }
  const lines = Object.entries(times).map(
    ([name, list]) =>
      `${name} sign-ins: ${list.length} token requests, ` +
      `p50 ${quantile(list, 0.5).toFixed(2)} ms, p99 ${quantile(list, 0.99).toFixed(2)} ms`,
  );
  process.stdout.write(`${lines.join('\n')}\n`);
  expect(quantile(times.with, 0.5)).toBeLessThan(quantile(times.without, 0.5) * 2);
});
