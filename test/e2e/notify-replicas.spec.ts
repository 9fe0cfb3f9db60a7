import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { freePort } from '../support/applications.js';
import { Command } from '../support/commands.js';
import { createDatabase, type TestDatabase } from '../support/database.js';
import { latchkey } from '../support/latchkey.js';
import { accept, type Receiver, startReceiver } from '../support/receiver.js';
import { type Replicas, startReplicas } from '../support/replicas.js';
import { createPerson, type TestPerson } from '../support/sign-in-people.js';
import { Visitor } from '../support/visitor.js';

let database: TestDatabase;
let receiver: Receiver;
let replicas: Replicas;
let variables: Record<string, string>;

const start = async (count: number) =>
  startReplicas('storefront', database.url, { count, variables });

beforeAll(async () => {
  database = await createDatabase();
  receiver = await startReceiver();
  variables = {
    STOREFRONT_KEY_ENCRYPTION_KEY: randomBytes(32).toString('base64'),
    STOREFRONT_NOTIFY_URL: receiver.url,
    STOREFRONT_NOTIFY_SECRET: receiver.secret,
  };
  replicas = await start(2);
});
afterAll(async () => {
  await replicas.stop();
  await receiver.stop();
  await database.drop();
});

async function stopAll(signal: NodeJS.Signals): Promise<void> {
  for (const process of replicas.processes) process.signal(signal);
  await Promise.all(replicas.processes.map(async (process) => process.ended()));
}

async function invite({ id }: TestPerson): Promise<void> {
  const { environment } = replicas;
  const words = ['people', 'invite', `customer-users:${id}`, '--notify'];
  expect(await latchkey({ environment }, ...words)).toMatchObject({ code: 0 });
}

const rows = async () => database.query('SELECT attempts FROM notify_outbox');

describe('two processes with one receiver', () => {
  it('send each of many messages once', async () => {
    receiver.answer = (response) => setTimeout(() => accept(response), 50);
    const people = [];
    for (let n = 0; n < 30; n += 1) people.push(await createPerson(database, 'storefront'));
    await database.query(
      `INSERT INTO notify_outbox (side, person_id, kind, expires_at)
       SELECT 'storefront', id, 'invitation', now() + interval '1 hour'
       FROM unnest($1::bigint[]) id`,
      [people.map(({ id }) => id)],
    );
    await expect.poll(rows, { timeout: 20_000 }).toEqual([]);
    const got = receiver.received.map(({ data }) => data.email).toSorted();
    expect(got).toEqual(people.map(({ email }) => email).toSorted());
    expect(new Set(receiver.received.map(({ id }) => id)).size).toBe(people.length);
    expect(replicas.output()).not.toContain('"level":"warn"');
  });

  it('log one line while a receiver is down, however many messages wait', async () => {
    receiver.answer = (response) => response.writeHead(503).end();
    const people = [];
    for (let n = 0; n < 8; n += 1) people.push(await createPerson(database, 'storefront'));
    for (const person of people) await invite(person);
    await expect
      .poll(async () => (await rows()).every(({ attempts }) => Number(attempts) > 0), {
        timeout: 10_000,
      })
      .toBe(true);
    // A row is claimed before its message is sent, and lines of the log may wait for a moment.
    const warnings = () =>
      replicas
        .output()
        .split('\n')
        .filter((line) => line.includes('could not deliver'));
    await expect.poll(warnings).not.toEqual([]);
    const lines = warnings();
    expect(lines.length).toBeLessThanOrEqual(replicas.processes.length);
    expect(JSON.parse(lines[0]!)).toMatchObject({
      level: 'warn',
      context: 'Notify',
      msg:
        'could not deliver a message to the receiver of storefront.notify; will retry until its ' +
        'link expires: it answers 503',
    });
  });

  it('wait for the answer of the receiver when they are stopped, and send the message once', async () => {
    await database.query('DELETE FROM notify_outbox');
    receiver.answer = (response) => setTimeout(() => accept(response), 2000);
    const person = await createPerson(database, 'storefront');
    const visitor = new Visitor({ url: replicas.urls[0]! });
    await visitor.post('/sign-in/forgot', { name: person.email });
    await expect.poll(() => receiver.to(person.email).length, { timeout: 6000 }).toBe(1);
    await stopAll('SIGTERM');
    expect(await rows()).toEqual([]);
    expect(receiver.to(person.email)).toHaveLength(1);
    expect(replicas.processes.map(({ errors }) => errors)).toEqual(['', '']);
    replicas = await start(2);
  });

  it('stop in time when the receiver does not answer, and the message waits', async () => {
    receiver.answer = () => {};
    const person = await createPerson(database, 'storefront');
    await invite(person);
    await expect.poll(() => receiver.to(person.email).length, { timeout: 6000 }).toBe(1);
    const before = performance.now();
    await stopAll('SIGTERM');
    expect(performance.now() - before).toBeLessThan(8000); // notify.timeout is 5 seconds
    expect(await rows()).toMatchObject([{ attempts: 1 }]);
    replicas = await start(2);
  });

  it('lose no message when they are killed before the receiver has it', async () => {
    await database.query('DELETE FROM notify_outbox');
    const [early, late] = [
      await createPerson(database, 'storefront'),
      await createPerson(database, 'storefront'),
    ];
    receiver.answer = () => {};
    await invite(early);
    await expect.poll(() => receiver.to(early.email).length, { timeout: 6000 }).toBe(1);
    await stopAll('SIGKILL');
    await invite(late);
    expect(await rows()).toHaveLength(2);

    receiver.answer = accept;
    await database.query('UPDATE notify_outbox SET next_attempt_at = now()');
    replicas = await start(1);
    await expect.poll(rows, { timeout: 10_000 }).toEqual([]);
    const [first, again] = receiver.to(early.email);
    expect(again).toEqual(first);
    expect(receiver.to(late.email)).toHaveLength(1);
  });

  it('do not start with a receiver and without a secret', async () => {
    const { environment } = replicas;
    const server = new Command(
      {
        environment: {
          ...environment,
          STOREFRONT_NOTIFY_SECRET: '',
          STOREFRONT_PORT: String(await freePort()),
        },
      },
      'dist/apps/storefront/src/main.js',
    );
    const { code, errors } = await server.ended();
    expect(code).toBe(1);
    expect(errors).toContain('storefront.notify.secret (STOREFRONT_NOTIFY_SECRET) is missing');
  });
});
