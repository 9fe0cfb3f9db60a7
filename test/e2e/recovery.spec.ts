import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { SIDES, type Side } from '#oauth';
import { PeopleRepository } from '../../libs/sign-in/src/people/people.repository.js';
import { look } from '../support/accessibility.js';
import { startSide, type TestApplications } from '../support/applications.js';
import { type Browser, hasChromium, saveNewPassword, startBrowser } from '../support/browser.js';
import { latchkey } from '../support/latchkey.js';
import { type Receiver, startWithReceiver, tokenIn, untilSent } from '../support/receiver.js';
import { statementsOf } from '../support/sent-statements.js';
import { cheapHashes, createPerson, type TestPerson } from '../support/sign-in-people.js';
import { Visitor } from '../support/visitor.js';

const LIMITS = { perPerson: 3, perNetwork: 6, window: 3600 };

let receiver: Receiver;
let applications: TestApplications;
let stop: () => Promise<void>;

beforeAll(async () => {
  ({ receiver, applications, stop } = await startWithReceiver((config) => {
    Object.assign(config.signIn.recovery, LIMITS);
    // Each test has networks of its own.
    config.http.trustedProxies = ['127.0.0.1'];
  }));
});
afterAll(async () => stop());

const FORGOT = '/sign-in/forgot';
const NEW = 'four bright lanterns drift';

let networks = 0;

/** Returns a browser in a network of its own. */
function visitor(side: Side, headers: Record<string, string> = {}): Visitor {
  networks += 1;
  return new Visitor(applications[side], { 'X-Forwarded-For': `10.0.${networks}.7`, ...headers });
}

const ask = async (side: Side, name: string) => visitor(side).post(FORGOT, { name });

/** Changes the address of a person, which the back office confirms. */
async function replaceAddress(side: Side, { id }: TestPerson, email: string) {
  const { database } = applications;
  if (side === 'backoffice') {
    await database.query('UPDATE staff_users SET email = $2 WHERE id = $1', [id, email]);
    return;
  }
  await database.query('UPDATE customer_users SET email = $2 WHERE id = $1', [id, email]);
  await database.query('UPDATE customer_users SET confirmed = true WHERE id = $1', [id]);
}

describe.each(SIDES)('a forgotten password at the %s', (side) => {
  const newPerson = async () => createPerson(applications.database, side);

  it('is replaced with a link from an e-mail, which ends all sessions', async () => {
    const person = await newPerson();
    const elsewhere = visitor(side);
    await elsewhere.signIn(person.email, person.password);
    const own = visitor(side, { 'Accept-Language': 'de' });
    expect((await own.get('/sign-in')).body).toContain(`href="${FORGOT}">Passwort vergessen?</a>`);
    expect((await own.get(FORGOT)).body).toContain('<h1>Neues Passwort festlegen</h1>');
    const { status, body } = await own.post(FORGOT, { name: ` ${person.email.toUpperCase()}` });
    expect({ status, isSent: body.includes('ist eine E-Mail mit einem Link unterwegs') }).toEqual({
      status: 200,
      isSent: true,
    });
    const [path] = await receiver.linksTo(person.email);
    expect(receiver.to(person.email)).toMatchObject([
      { isAuthentic: true, type: 'person.recovery', data: { side, language: 'de' } },
    ]);
    const token = tokenIn(path!);
    const set = await own.post('/sign-in/link', { token, password: NEW, repeated: NEW });
    expect(set.status).toBe(200);
    await expect.poll(async () => (await elsewhere.get('/account')).status).toBe(303);
    expect((await visitor(side).signIn(person.email, NEW)).status).toBe(200);
  });

  it('is in the audit trail with the network, because nobody knows who asks', async () => {
    const person = await newPerson();
    const own = visitor(side);
    await own.post(FORGOT, { name: person.email });
    await receiver.linksTo(person.email);
    const events = await applications.database.query(
      `SELECT actor_type, actor, address, action, after FROM audit_events
       WHERE subject_id = $1 AND side = $2`,
      [person.id, side],
    );
    const address = own.headers['X-Forwarded-For']!;
    expect(events).toEqual([
      {
        actor_type: 'anonymous',
        actor: address.replace(/7$/, '0/24'),
        address,
        action: 'sign_in_link.requested',
        after: { purpose: 'recovery', expiresAt: expect.any(String) as string },
      },
    ]);
  });

  it('has the same answer and the same statements for every name, and no message for nobody', async () => {
    const person = await newPerson();
    const disabled = await newPerson();
    const table = side === 'backoffice' ? 'staff_users' : 'customer_users';
    await applications.database.query(`UPDATE ${table} SET enabled = false WHERE id = $1`, [
      disabled.id,
    ]);
    const names = [person.email, disabled.email, 'nobody@example.com', '', 'x'.repeat(5000), 'a\0'];
    const answers: object[] = [];
    for (const name of names) {
      const { status, headers, body } = await ask(side, name);
      answers.push({
        status,
        body,
        headers: [...headers].filter(([header]) => !['date', 'x-request-id'].includes(header)),
      });
    }
    expect(answers[0]).toMatchObject({ status: 200 });
    expect(answers.slice(1)).toEqual(names.slice(1).map(() => answers[0]));
    await untilSent(applications.database);
    expect(receiver.to(person.email)).toHaveLength(1);
    expect(receiver.received.filter(({ data }) => names.slice(1).includes(data.email))).toEqual([]);
  });

  it('gives a person a few links only, and says so to nobody', async () => {
    const person = await newPerson();
    const bodies = new Set<string>();
    for (let n = 0; n < 5; n += 1) bodies.add((await ask(side, person.email)).body);
    expect(bodies.size).toBe(1);
    await untilSent(applications.database);
    expect(await receiver.linksTo(person.email, LIMITS.perPerson)).toHaveLength(LIMITS.perPerson);
  });

  it('does not void links that the person has, until one is used', async () => {
    const person = await newPerson();
    const environment = {
      PATH: process.env.PATH ?? '',
      DATABASE_URL: applications.database.url,
      [`${side.toUpperCase()}_URL`]: applications[side].url,
    };
    const type = side === 'backoffice' ? 'users' : 'customer-users';
    const { output } = await latchkey({ environment }, 'people', 'invite', `${type}:${person.id}`);
    const printed = output.trim().slice(applications[side].url.length);
    await ask(side, person.email);
    await ask(side, person.email);
    const paths = [printed, ...(await receiver.linksTo(person.email, 2))];
    const statuses = async () =>
      Promise.all(paths.map(async (path) => (await visitor(side).get(path)).status));
    expect(await statuses()).toEqual([200, 200, 200]);
    const token = tokenIn(paths[1]!);
    await visitor(side).post('/sign-in/link', { token, password: NEW, repeated: NEW });
    expect(await statuses()).toEqual([404, 404, 404]);
  });

  it('is replaced once with two links that are used at the same time', async () => {
    const person = await newPerson();
    for (const { email } of [person, person]) await ask(side, email);
    const tokens = (await receiver.linksTo(person.email, 2)).map(tokenIn);
    const use = async (token: string) =>
      visitor(side).post('/sign-in/link', { token, password: NEW, repeated: NEW });
    const answers = await Promise.all(tokens.map(use));
    const statuses = answers.map(({ status }) => status).toSorted((one, other) => one - other);
    expect(statuses).toEqual([200, 404]);
  });

  it('ends with a password that the person sets at /account', async () => {
    const person = await newPerson();
    const own = visitor(side);
    await own.signIn(person.email, person.password);
    await ask(side, person.email);
    const [path] = await receiver.linksTo(person.email);
    const form = { current: person.password, password: NEW, repeated: NEW };
    expect((await own.post('/account/password', form)).status).toBe(303);
    expect((await visitor(side).get(path!)).status).toBe(404);
  });

  it('ends when the e-mail address to which its link was sent is replaced', async () => {
    const [person, other] = [await newPerson(), await newPerson()];
    for (const { email } of [person, other]) await ask(side, email);
    const [path] = await receiver.linksTo(person.email);
    const [pathOfOther] = await receiver.linksTo(other.email);
    const { database } = applications;
    await database.query(
      `INSERT INTO notify_outbox (side, person_id, kind, sealed, is_message, expires_at, next_attempt_at)
       SELECT $1, unnest($2::bigint[]), 'invitation', '\\x00', true, now() + interval '1 hour', now() + interval '1 hour'`,
      [side, [person.id, other.id]],
    );
    await replaceAddress(side, person, person.email.toUpperCase());
    expect((await visitor(side).get(path!)).status).toBe(200);
    await replaceAddress(side, person, `new.${person.email}`);
    expect((await visitor(side).get(path!)).status).toBe(404);
    expect((await visitor(side).get(pathOfOther!)).status).toBe(200);
    expect(await database.query('DELETE FROM notify_outbox RETURNING person_id')).toEqual([
      [{ person_id: other.id }],
      1,
    ]);
  });

  it('has a link to the new e-mail address, if that changes while the message is made', async () => {
    const person = await newPerson();
    const people = applications[side].app.get(PeopleRepository, { strict: false });
    const find = people.findByName.bind(people);
    const spy = vi.spyOn(people, 'findByName').mockImplementationOnce(async (name) => {
      const found = await find(name);
      await replaceAddress(side, person, `new.${person.email}`);
      return found;
    });
    await ask(side, person.email);
    expect(await receiver.linksTo(`new.${person.email}`)).toHaveLength(1);
    expect(receiver.to(person.email)).toEqual([]);
    spy.mockRestore();
  });

  it('is limited for each network, for all names', async () => {
    const own = visitor(side);
    const statuses = [];
    for (let n = 0; n < LIMITS.perNetwork + 1; n += 1) {
      statuses.push((await own.post(FORGOT, { name: `nobody${n}@example.com` })).status);
    }
    expect(statuses).toEqual([...Array.from({ length: LIMITS.perNetwork }, () => 200), 429]);
    const { status, headers, body } = await own.post(FORGOT, { name: (await newPerson()).email });
    expect(status).toBe(429);
    expect(Number(headers.get('retry-after'))).toBeGreaterThan(3000);
    expect(body).toContain('Too many requests from your network. Try again in 60 min.');
    expect((await ask(side, 'nobody@example.com')).status).toBe(200);
  });

  it('is not asked for by a page of another site (CSRF)', async () => {
    const headers = { 'Sec-Fetch-Site': 'cross-site', Origin: 'https://evil.example' };
    const { status } = await visitor(side).post(FORGOT, { name: 'x' }, headers);
    expect(status).toBe(403);
  });
});

it('a username finds a member of staff, and the link goes to their address', async () => {
  const person = await createPerson(applications.database, 'backoffice');
  await ask('backoffice', person.username!);
  expect(await receiver.linksTo(person.email)).toHaveLength(1);
});

it('a request costs two statements before its answer, whether somebody has the name or not', async () => {
  const { email } = await createPerson(applications.database, 'storefront');
  const counts = [];
  for (const name of [email, 'nobody@example.com']) {
    // The worker counts links of a person, after the answers.
    await untilSent(applications.database);
    const texts = await statementsOf(async () => ask('storefront', name));
    const own = texts.filter((text) => /INSERT INTO (?:failed_attempts|notify_outbox)/.test(text));
    counts.push(own.length);
  }
  expect(counts).toEqual([2, 2]);
});

describe('without a receiver of messages', () => {
  it('there is no such page, and people are told to ask an administrator', async () => {
    const side = await startSide('storefront', cheapHashes);
    try {
      const own = new Visitor(side.storefront);
      const { body } = await own.get('/sign-in');
      expect(body).not.toContain(FORGOT);
      expect(body).toContain('Ask an administrator for a new link.');
      expect((await own.get('/sign-in/link?token=x')).body).not.toContain(FORGOT);
      const statuses = [(await own.get(FORGOT)).status, (await own.post(FORGOT)).status];
      expect(statuses).toEqual([404, 404]);
    } finally {
      await side.stop();
    }
  });
});

describe.runIf(hasChromium)('the pages in Chromium', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await startBrowser();
  });
  afterAll(async () => browser.close());

  it('lead from the sign-in to a link and back, without a script', async () => {
    const { page } = browser;
    const person = await createPerson(applications.database, 'storefront');
    await page.setExtraHTTPHeaders({ 'X-Forwarded-For': '10.200.0.1' });
    await page.goto(`${applications.storefront.url}/sign-in`);
    await look(page, 'sign-in-with-recovery');
    await page.getByRole('link', { name: 'Forgotten your password?' }).click();
    await look(page, 'forgot');
    await page.getByLabel('E-mail address').fill(person.email);
    await page.getByRole('button', { name: 'Send the link' }).click();
    await page.getByRole('heading', { name: 'Look into your e-mails' }).waitFor();
    await look(page, 'link-sent');
    const [path] = await receiver.linksTo(person.email);
    await page.goto(applications.storefront.url + path!);
    await saveNewPassword(page, NEW);
    await page.getByRole('heading', { name: 'Your account' }).waitFor();
    await page.goto(applications.storefront.url + path!);
    await page.getByRole('heading', { name: 'This link is not valid' }).waitFor();
    await look(page, 'link-invalid-with-recovery');
    await page.getByRole('link', { name: 'Get a new link' }).click();
    for (let n = 0; n < LIMITS.perNetwork; n += 1) {
      await page.goto(applications.storefront.url + FORGOT);
      await page.getByLabel('E-mail address').fill('nobody@example.com');
      await page.getByRole('button', { name: 'Send the link' }).click();
    }
    const alert = page.getByRole('alert');
    expect(await alert.textContent()).toContain('Too many requests from your network');
    await look(page, 'forgot-limited');
    expect(browser.errors.filter((error) => !/404|429/.test(error))).toEqual([]);
  });
});
