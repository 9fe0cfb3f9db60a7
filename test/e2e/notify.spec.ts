import { randomBytes } from 'node:crypto';
import { Logger } from '@nestjs/common';
import { ConfigService } from '@nestjs/config';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { DatabaseUnavailable } from '#database';
import { SIDES, type Side } from '#oauth';
import { NotifyOutboxRepository } from '../../libs/sign-in/src/notify/notify-outbox.repository.js';
import { PeopleRepository } from '../../libs/sign-in/src/people/people.repository.js';
import type { TestApplications } from '../support/applications.js';
import { latchkey } from '../support/latchkey.js';
import { accept, type Receiver, startWithReceiver } from '../support/receiver.js';
import { request } from '../support/requests.js';
import { createPerson, type TestPerson } from '../support/sign-in-people.js';
import { Visitor } from '../support/visitor.js';

let receiver: Receiver;
let applications: TestApplications;
let stop: () => Promise<void>;

beforeAll(async () => {
  ({ receiver, applications, stop } = await startWithReceiver());
});
afterEach(async () => {
  receiver.answer = accept;
  await applications.database.query('DELETE FROM notify_outbox');
});
afterAll(async () => stop());

const TYPES = { backoffice: 'users', storefront: 'customer-users' } as const;

/** Runs `latchkey people`, by default with a receiver of both sides. */
async function people(words: string[], url = receiver.url) {
  const environment = {
    PATH: process.env.PATH ?? '',
    DATABASE_URL: applications.database.url,
    BACKOFFICE_NOTIFY_URL: url,
    STOREFRONT_NOTIFY_URL: url,
  };
  return latchkey({ environment }, 'people', ...words);
}

async function invite(side: Side, { id }: TestPerson, command = 'invite') {
  return people([command, `${TYPES[side]}:${id}`, '--notify']);
}

/** Returns the rows of the outbox for a person. */
async function rowsOf({ id }: TestPerson) {
  return applications.database.query(
    `SELECT is_message AS "isMessage", attempts, sealed, next_attempt_at > now() AS waits
     FROM notify_outbox WHERE person_id = $1`,
    [id],
  );
}

/** Waits for the first message to an address. */
async function messageTo(email: string) {
  await expect.poll(() => receiver.to(email).length, { timeout: 6000 }).toBeGreaterThan(0);
  return receiver.to(email)[0]!;
}

/** Makes messages that wait for their next attempt due. */
async function retryNow() {
  await applications.database.query('UPDATE notify_outbox SET next_attempt_at = now()');
}

describe.each(SIDES)('latchkey people invite --notify at the %s', (side) => {
  const newPerson = async () => createPerson(applications.database, side, { hasPassword: false });

  it('lets the server send a signed message with a link that works, and prints no link', async () => {
    const person = await newPerson();
    expect(await invite(side, person)).toEqual({
      code: 0,
      output: `the ${side} sends the link to ${person.email}\n`,
      errors: '',
    });
    const message = await messageTo(person.email);
    const link = expect.stringMatching(/\/sign-in\/link\?token=[\w-]{43}$/) as string;
    expect(message).toEqual({
      id: expect.stringMatching(/^msg_[0-9a-f-]{36}$/) as string,
      isAuthentic: true,
      type: 'person.invitation',
      timestamp: expect.stringMatching(/^\d{4}-.+Z$/) as string,
      data: {
        side,
        person: { type: TYPES[side], id: person.id },
        email: person.email,
        name: 'Ada Lovelace',
        language: null,
        link,
        expiresAt: expect.any(String) as string,
      },
    });
    const lifetime = (Date.parse(String(message.data.expiresAt)) - Date.now()) / 1000;
    expect(Math.abs(lifetime - 259_200)).toBeLessThan(30);
    const { origin, pathname, search } = new URL(message.data.link);
    expect(origin).toBe(applications[side].url);
    expect((await new Visitor(applications[side]).get(pathname + search)).status).toBe(200);
    await expect.poll(async () => rowsOf(person)).toEqual([]);
  });

  it('is in the audit trail with the operator', async () => {
    const person = await newPerson();
    await invite(side, person, 'reset');
    expect(await messageTo(person.email)).toMatchObject({ type: 'person.recovery' });
    const events = await applications.database.query(
      `SELECT actor_type, action, after FROM audit_events WHERE subject_id = $1 AND side = $2`,
      [person.id, side],
    );
    expect(events).toEqual([
      {
        actor_type: 'command',
        action: 'sign_in_link.requested',
        after: { purpose: 'recovery' },
      },
    ]);
  });

  it('ends the earlier links of the person', async () => {
    const person = await newPerson();
    await invite(side, person);
    const first = await messageTo(person.email);
    await invite(side, person);
    await expect.poll(() => receiver.to(person.email).length, { timeout: 6000 }).toBe(2);
    const second = receiver.to(person.email)[1]!;
    const statuses = [];
    for (const { data } of [first, second]) {
      const { pathname, search } = new URL(data.link);
      statuses.push((await new Visitor(applications[side]).get(pathname + search)).status);
    }
    expect(statuses).toEqual([404, 200]);
  });

  it('fails for a person who may not sign in, and without a receiver', async () => {
    const person = await newPerson();
    const without = await people(['invite', `${TYPES[side]}:${person.id}`, '--notify'], '');
    expect(without).toMatchObject({ code: 1, output: '' });
    expect(without.errors).toContain(`${side}.notify.url is not set`);
    const table = side === 'backoffice' ? 'staff_users' : 'customer_users';
    await applications.database.query(`UPDATE ${table} SET enabled = false WHERE id = $1`, [
      person.id,
    ]);
    const { code, output, errors } = await invite(side, person);
    expect({ code, output }).toEqual({ code: 1, output: '' });
    expect(errors).toContain('may not sign in');
    expect(await rowsOf(person)).toEqual([]);
  });
});

describe('a message', () => {
  it('is not sent to a person who was disabled after the request', async () => {
    const person = await createPerson(applications.database, 'storefront');
    await applications.database.query(
      `INSERT INTO notify_outbox (side, person_id, kind, expires_at, next_attempt_at)
       VALUES ('storefront', $1, 'invitation', now() + interval '1 hour', now() + interval '1 hour')`,
      [person.id],
    );
    await applications.database.query('UPDATE customer_users SET enabled = false WHERE id = $1', [
      person.id,
    ]);
    await retryNow();
    await expect.poll(async () => rowsOf(person), { timeout: 6000 }).toEqual([]);
    expect(receiver.to(person.email)).toEqual([]);
  });

  it('is sent by one process when two have made it', async () => {
    const person = await createPerson(applications.database, 'storefront');
    const repository = applications.storefront.app.get(PeopleRepository, { strict: false });
    const find = repository.find.bind(repository);
    const spy = vi.spyOn(repository, 'find').mockImplementationOnce(async (id) => {
      // Another process, which had the request before, is slow.
      await applications.database.query(
        `UPDATE notify_outbox SET is_message = true, sealed = '\\x00',
           next_attempt_at = now() + interval '1 hour'`,
      );
      return find(id);
    });
    await invite('storefront', person);
    await expect.poll(() => spy.mock.settledResults.length, { timeout: 6000 }).toBe(1);
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(receiver.to(person.email)).toEqual([]);
    expect(await rowsOf(person)).toMatchObject([{ isMessage: true, sealed: Buffer.of(0) }]);
    spy.mockRestore();
  });

  it.each([
    [0, 16],
    [3, 80],
    [6, 600],
    [1000, 600],
  ])('waits longer after more attempts: after %i for %i seconds', async (attempts, seconds) => {
    receiver.answer = (response) => response.writeHead(500).end();
    const person = await createPerson(applications.database, 'storefront');
    await applications.database.query(
      `INSERT INTO notify_outbox (side, person_id, kind, expires_at, attempts)
       VALUES ('storefront', $1, 'invitation', now() + interval '1 hour', $2)`,
      [person.id, attempts],
    );
    await messageTo(person.email);
    const [row] = await applications.database.query(
      `SELECT extract(epoch FROM next_attempt_at - now())::float AS wait FROM notify_outbox
       WHERE person_id = $1`,
      [person.id],
    );
    expect(Math.abs(Number(row!.wait) - seconds)).toBeLessThan(3);
  });

  it('is deleted with its person', async () => {
    receiver.answer = (response) => response.writeHead(500).end();
    const person = await createPerson(applications.database, 'storefront');
    await invite('storefront', person);
    await messageTo(person.email);
    await applications.database.query('DELETE FROM customer_users WHERE id = $1', [person.id]);
    expect(await rowsOf(person)).toEqual([]);
  });

  it('is sealed in the database', async () => {
    receiver.answer = (response) => response.writeHead(500).end();
    const person = await createPerson(applications.database, 'storefront');
    await invite('storefront', person);
    const { data } = await messageTo(person.email);
    const token = new URL(data.link).searchParams.get('token')!;
    const [row] = await rowsOf(person);
    const sealed = row!.sealed as Buffer;
    expect(row).toMatchObject({ isMessage: true, attempts: 1, waits: true });
    for (const text of [token, person.email, 'Ada']) expect(sealed.includes(text)).toBe(false);
  });

  it('is resealed after the key-encryption key is replaced', async () => {
    receiver.answer = (response) => response.writeHead(500).end();
    const person = await createPerson(applications.database, 'storefront');
    await invite('storefront', person);
    await messageTo(person.email);
    const sealedBefore = (await rowsOf(person))[0]!.sealed as Buffer;
    const { oauth } = applications.storefront.app.get(ConfigService).get('storefront') as {
      oauth: { keyEncryptionKey: string };
    };
    const environment = {
      PATH: process.env.PATH ?? '',
      DATABASE_URL: applications.database.url,
      STOREFRONT_KEY_ENCRYPTION_KEY: randomBytes(32).toString('base64'),
      STOREFRONT_PREVIOUS_KEY_ENCRYPTION_KEY: oauth.keyEncryptionKey,
    };
    const words = ['keys', 'reseal', '--side', 'storefront', '--json'];
    const { output } = await latchkey({ environment }, ...words);
    expect(JSON.parse(output)).toMatchObject({ secrets: 1 });
    expect((await rowsOf(person))[0]!.sealed).not.toEqual(sealedBefore);
    // The server, which has the previous key alone, cannot open the message, and leaves it to others.
    await retryNow();
    const attempts = async () => (await rowsOf(person))[0]?.attempts;
    await expect.poll(attempts, { timeout: 6000 }).toBe(2);
    expect(receiver.to(person.email)).toHaveLength(1);
    const back = {
      ...environment,
      STOREFRONT_KEY_ENCRYPTION_KEY: oauth.keyEncryptionKey,
      STOREFRONT_PREVIOUS_KEY_ENCRYPTION_KEY: environment.STOREFRONT_KEY_ENCRYPTION_KEY,
    };
    expect(await latchkey({ environment: back }, ...words)).toMatchObject({ code: 0 });
    receiver.answer = accept;
    await retryNow();
    await expect.poll(async () => rowsOf(person), { timeout: 6000 }).toEqual([]);
    expect(receiver.to(person.email)).toHaveLength(2);
  });

  it('is deleted at the end of its link, and the metrics count it', async () => {
    receiver.answer = (response) => response.writeHead(500).end();
    const person = await createPerson(applications.database, 'storefront');
    await invite('storefront', person);
    await messageTo(person.email);
    await applications.database.query('UPDATE notify_outbox SET expires_at = now()');
    const { NotifyWorker } = await import('../../libs/sign-in/src/notify/notify-worker.js');
    await applications.storefront.app.get(NotifyWorker, { strict: false }).purge();
    expect(await rowsOf(person)).toEqual([]);
    const { managementPort } = applications.storefront;
    const { body } = await request(`http://127.0.0.1:${managementPort}/metrics`);
    expect(body).toContain('latchkey_notify_messages_total{outcome="expired"} 1');
    expect(body).toMatch(/latchkey_notify_messages_total\{outcome="delivered"\} [1-9]/);
    expect(body).toMatch(/latchkey_notify_messages_total\{outcome="failed"\} [1-9]/);
  });
});

describe('a receiver', () => {
  it('gets new messages before those that it has rejected again and again', async () => {
    receiver.answer = (response) => setTimeout(() => response.writeHead(500).end(), 300);
    const old = [];
    for (let n = 0; n < 9; n += 1)
      old.push(await createPerson(applications.database, 'storefront'));
    const fresh = await createPerson(applications.database, 'storefront');
    const before = receiver.received.length;
    await applications.database.query(
      `INSERT INTO notify_outbox (side, person_id, kind, expires_at, attempts, next_attempt_at)
       SELECT 'storefront', id, 'invitation', now() + interval '1 hour',
         CASE id WHEN $2 THEN 0 ELSE 9 END, now() - CASE id WHEN $2 THEN 0 ELSE 1 END * interval '1 hour'
       FROM unnest($1::bigint[]) id`,
      [[...old, fresh].map(({ id }) => id), fresh.id],
    );
    await expect.poll(() => receiver.received.length - before, { timeout: 6000 }).toBe(10);
    const first = receiver.received.slice(before, before + 4);
    expect(first.map(({ data }) => data.email)).toContain(fresh.email);
  });

  it('that fails is in the log, also after the database was away', async () => {
    const inTime = await createPerson(applications.database, 'storefront');
    await invite('storefront', inTime);
    await messageTo(inTime.email);
    await expect.poll(async () => rowsOf(inTime)).toEqual([]);
    const warn = vi.spyOn(Logger.prototype, 'warn');
    const outbox = applications.storefront.app.get(NotifyOutboxRepository, { strict: false });
    const away = new DatabaseUnavailable('test');
    const claim = vi.spyOn(outbox, 'claim').mockRejectedValueOnce(away);
    await expect.poll(() => claim.mock.settledResults.length, { timeout: 6000 }).toBeGreaterThan(1);
    receiver.answer = (response) => response.writeHead(500).end();
    const person = await createPerson(applications.database, 'storefront');
    await invite('storefront', person);
    await messageTo(person.email);
    const lines = () => warn.mock.calls.map(([line]) => String(line));
    await expect
      .poll(() => lines().filter((line) => line.includes('could not deliver')))
      .toEqual([expect.stringContaining('it answers 500')]);
    vi.restoreAllMocks();
  });

  it.each<[string, Receiver['answer']]>([
    ['that answers 500', (response) => response.writeHead(500).end()],
    ['that answers 400', (response) => response.writeHead(400).end()],
    [
      'that redirects',
      (response) => response.writeHead(307, { Location: `${receiver.url}/elsewhere` }).end(),
    ],
    ['that does not answer in time', () => {}],
    ['that breaks the connection', (response) => response.destroy()],
  ])('%s gets the same message again until it accepts it', async (_, answer) => {
    const paths: (string | undefined)[] = [];
    receiver.answer = (response, incoming) => {
      paths.push(incoming.url);
      answer(response, incoming);
    };
    const person = await createPerson(applications.database, 'storefront');
    await invite('storefront', person);
    const first = await messageTo(person.email);
    await expect.poll(async () => (await rowsOf(person))[0]).toMatchObject({ isMessage: true });
    await new Promise((resolve) => setTimeout(resolve, 1500));
    expect(await rowsOf(person)).toMatchObject([{ attempts: 1, waits: true }]);
    receiver.answer = accept;
    await retryNow();
    await expect.poll(async () => rowsOf(person), { timeout: 6000 }).toEqual([]);
    expect(receiver.to(person.email)).toEqual([first, first]);
    expect(paths).toEqual(['/messages']);
  });

  it('that sends an endless answer has the message, and the answer is not read', async () => {
    let sent = 0;
    receiver.answer = (response) => {
      response.writeHead(200);
      const write = () => {
        if (response.destroyed) return;
        sent += 65_536;
        response.write(Buffer.alloc(65_536), () => setTimeout(write, 1));
      };
      write();
    };
    const person = await createPerson(applications.database, 'storefront');
    await invite('storefront', person);
    await messageTo(person.email);
    await expect.poll(async () => rowsOf(person)).toEqual([]);
    const read = sent;
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(sent - read).toBeLessThan(10 * 65_536);
    expect(receiver.to(person.email)).toHaveLength(1);
  });

  it('that is slow delays no request of people', async () => {
    receiver.answer = () => {};
    const person = await createPerson(applications.database, 'storefront');
    await invite('storefront', person);
    await messageTo(person.email);
    const before = performance.now();
    const { status } = await new Visitor(applications.storefront).get('/sign-in');
    expect(status).toBe(200);
    expect(performance.now() - before).toBeLessThan(500);
  });
});
