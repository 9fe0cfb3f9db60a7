import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { PasswordHashes, TooBusy } from '../../libs/sign-in/src/passwords/password-hashes.js';
import { startApplications, type TestApplications } from '../support/applications.js';
import { cheapHashes, createPerson } from '../support/sign-in-people.js';
import { Visitor } from '../support/visitor.js';

const LIMITS = { perPersonAndNetwork: 3, perPerson: 8, perNetwork: 12, window: 900 };

let applications: TestApplications;

beforeAll(async () => {
  applications = await startApplications((config) => {
    cheapHashes(config);
    Object.assign(config.signIn.failedAttempts, LIMITS);
    // Each test has networks of its own.
    config.http.trustedProxies = ['127.0.0.1'];
  });
});
afterAll(async () => applications.stop());

let networks = 0;

/** Returns an address in a network that no other call returns. */
function newAddress(): string {
  networks += 1;
  return `10.${networks >> 8}.${networks & 255}.7`;
}

const from = (address: string) =>
  new Visitor(applications.backoffice, { 'X-Forwarded-For': address });

const person = async () => createPerson(applications.database, 'backoffice');

async function fail(name: string, address: string, times: number): Promise<number[]> {
  const statuses: number[] = [];
  for (let n = 0; n < times; n += 1) {
    statuses.push((await from(address).signIn(name, 'a wrong password')).status);
  }
  return statuses;
}

describe('failed sign-ins', () => {
  it('of one name from one network are limited, also for the right password', async () => {
    const { email, password } = await person();
    const address = newAddress();
    expect(await fail(email, address, 4)).toEqual([403, 403, 403, 429]);
    const { status, headers, body } = await from(address).signIn(email, password);
    expect(status).toBe(429);
    expect(Number(headers.get('retry-after'))).toBeGreaterThan(800);
    expect(body).toContain('Too many failed attempts. Try again in 15 min.');
    expect((await from(newAddress()).signIn(email, password)).status).toBe(200);
  });

  it('of a name that nobody has are limited in the same way', async () => {
    const name = 'nobody-at-all@example.com';
    expect(await fail(name, newAddress(), 5)).toEqual([403, 403, 403, 429, 429]);
    const statuses: number[] = [];
    for (let n = 0; n < 4; n += 1) statuses.push(...(await fail(name, newAddress(), 1)));
    expect(statuses).toEqual([403, 403, 403, 429]);
  });

  it('of one name share their limits in all spellings that the database takes for the same', async () => {
    const email = 'indira@example.com';
    const spellings = ['\u0130ndira@example.com', 'ind\u0130ra@example.com', 'INDIRA@example.com'];
    const [row] = await applications.database.query(
      'SELECT count(*)::integer AS same FROM unnest($1::text[]) name WHERE lower(name) = $2',
      [spellings, email],
    );
    const address = newAddress();
    const statuses: number[] = [];
    for (const name of spellings) statuses.push(...(await fail(name, address, 1)));
    expect(statuses).toEqual([403, 403, 403]);
    // The answer is by the locale of the database: all three spellings, or one.
    const locked = row!.same === spellings.length ? [429] : [403];
    expect(await fail(email, address, 1)).toEqual(locked);
  });

  it('do not include attempts that the server was too busy to check', async () => {
    const { email, password } = await person();
    const hashes = applications.backoffice.app.get(PasswordHashes, { strict: false });
    const verify = vi.spyOn(hashes, 'verify').mockImplementation(async () => {
      throw new TooBusy();
    });
    const address = newAddress();
    expect(await fail(email, address, 4)).toEqual([503, 503, 503, 503]);
    verify.mockRestore();
    expect((await from(address).signIn(email, password)).status).toBe(200);
  });

  it('that arrive together cannot exceed the limit', async () => {
    const { email } = await person();
    const address = newAddress();
    const statuses = await Promise.all(
      Array.from({ length: 20 }, async () => (await from(address).signIn(email, 'wrong')).status),
    );
    expect(statuses.filter((status) => status === 403)).toHaveLength(3);
  });

  it('from many networks do not lock a person out of a network of theirs', async () => {
    const { email, password } = await person();
    const home = newAddress();
    expect((await from(home).signIn(email, password)).status).toBe(200);
    for (let n = 0; n < 5; n += 1) await fail(email, newAddress(), 2);
    expect((await from(newAddress()).signIn(email, password)).status).toBe(429);
    expect((await from(home).signIn(email, password)).status).toBe(200);
    // At home, too, a guess is answered as everywhere.
    expect(await fail(email, home, 2)).toEqual([429, 429]);
  });

  it('from one network with many names (password stuffing) are limited', async () => {
    const address = newAddress();
    const statuses: number[] = [];
    for (let n = 0; n < 14; n += 1) {
      statuses.push(...(await fail(`stuffed${n}@example.com`, address, 1)));
    }
    expect(statuses.slice(-3)).toEqual([403, 429, 429]);
    const { email, password } = await person();
    expect((await from(address).signIn(email, password)).status).toBe(429);
  });

  it('from a network beyond its limit store no more names', async () => {
    const address = newAddress();
    const stored = async () => {
      const [row] = await applications.database.query(
        'SELECT count(*)::integer AS count FROM failed_attempts',
      );
      return row!.count as number;
    };
    for (let n = 0; n < LIMITS.perNetwork; n += 1) await fail(`early${n}@example.com`, address, 1);
    await fail('last@example.com', address, 1);
    const before = await stored();
    for (let n = 0; n < 5; n += 1) await fail(`late${n}@example.com`, address, 1);
    expect(await stored()).toBe(before);
  });

  it('are forgotten for a person who signs in', async () => {
    const { email, password } = await person();
    const address = newAddress();
    for (let n = 0; n < 4; n += 1) {
      expect(await fail(email, address, 2)).toEqual([403, 403]);
      expect((await from(address).signIn(email, password)).status).toBe(200);
    }
  });

  it('count when a signed-in person types a wrong current password', async () => {
    const { email, password } = await person();
    const visitor = from(newAddress());
    await visitor.signIn(email, password);
    const form = {
      current: 'wrong',
      password: 'four bright lanterns',
      repeated: 'four bright lanterns',
    };
    const statuses: number[] = [];
    for (let n = 0; n < 4; n += 1) {
      statuses.push((await visitor.post('/account/password', form)).status);
    }
    expect(statuses).toEqual([400, 400, 400, 429]);
  });

  it('do not store the names that were typed', async () => {
    const { email } = await person();
    await fail(email, newAddress(), 1);
    const rows = await applications.database.query(
      `SELECT 1 FROM failed_attempts WHERE key LIKE '%@%'`,
    );
    expect(rows).toEqual([]);
  });

  it('are summed up in the audit trail', async () => {
    const { id, email } = await person();
    const address = newAddress();
    await fail(email, address, 5);
    const { SignInFailures } = await import('../../libs/sign-in/src/attempts/sign-in-failures.js');
    await applications.backoffice.app.get(SignInFailures, { strict: false }).flush();
    const events = await applications.database.query(
      `SELECT actor_type, actor, reason, occurrences FROM audit_events
       WHERE action = 'person.sign_in_failed' AND subject_id = $1 ORDER BY reason`,
      [id],
    );
    const actor = { actor_type: 'anonymous', actor: address.replace(/7$/, '0/24') };
    expect(events).toEqual([
      { ...actor, reason: 'locked: summed up for a minute', occurrences: 2 },
      { ...actor, reason: 'wrong credentials: summed up for a minute', occurrences: 3 },
    ]);
  });
});

describe('a name that nobody has', () => {
  it('costs the same hash and has the same answer as a wrong password', async () => {
    const hashes = applications.backoffice.app.get(PasswordHashes, { strict: false });
    const verify = vi.spyOn(hashes, 'verify');
    const { email } = await person();
    const withoutPassword = await createPerson(applications.database, 'backoffice', {
      hasPassword: false,
    });
    const answers = [];
    for (const name of [email, `x${email}`, withoutPassword.email]) {
      const { status, body } = await from(newAddress()).signIn(name, 'a wrong password');
      answers.push({
        status,
        body: body.replaceAll(name, '<name>'),
        hashes: verify.mock.calls.length,
      });
      verify.mockClear();
    }
    expect(answers[0]).toMatchObject({ status: 403, hashes: 1 });
    expect(answers.slice(1)).toEqual([answers[0], answers[0]]);
  });
});
