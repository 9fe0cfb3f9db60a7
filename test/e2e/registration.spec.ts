import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { NotifyWorker } from '../../libs/sign-in/src/notify/notify-worker.js';
import { look } from '../support/accessibility.js';
import { startSide, type TestApplications } from '../support/applications.js';
import { type Browser, hasChromium, saveNewPassword, startBrowser } from '../support/browser.js';
import { type Receiver, startWithReceiver, tokenIn, untilSent } from '../support/receiver.js';
import { cheapHashes, createPerson } from '../support/sign-in-people.js';
import { Visitor } from '../support/visitor.js';

const LIMITS = { perEmail: 3, perNetwork: 5, window: 3600 };

let receiver: Receiver;
let applications: TestApplications;
let stop: () => Promise<void>;

beforeAll(async () => {
  ({ receiver, applications, stop } = await startWithReceiver((config) => {
    const registration = { enabled: true, role: 'administrator', ...LIMITS };
    Object.assign(config.storefront.registration, registration);
    // Each test has networks of its own.
    config.http.trustedProxies = ['127.0.0.1'];
  }));
});
afterAll(async () => stop());

const NEW = 'four bright lanterns drift';

let networks = 0;

function visitor(headers: Record<string, string> = {}): Visitor {
  networks += 1;
  const address = `10.1.${networks}.7`;
  return new Visitor(applications.storefront, { 'X-Forwarded-For': address, ...headers });
}

let addresses = 0;

function newAddress(): string {
  addresses += 1;
  return `grace${addresses}@example.com`;
}

const FORM = { firstName: 'Grace', lastName: 'Hopper', companyName: 'Harbour Cranes' };

const signUp = async (email: string, form: Partial<typeof FORM> = {}) =>
  visitor().post('/sign-up', { email, ...FORM, ...form });

const confirm = async (path: string, own = visitor()) =>
  own.post('/sign-up/link', { token: tokenIn(path), password: NEW, repeated: NEW });

async function accountsOf(email: string) {
  return applications.database.query(
    `SELECT u.id::text, email, first_name, last_name, enabled, confirmed, role,
       c.id::text AS "customerId", c.name AS company
     FROM customer_users u LEFT JOIN customers c ON c.id = customer_id WHERE email = $1`,
    [email],
  );
}

describe('a person who registers', () => {
  it('confirms the address with a link, sets a password, and has a company of their own', async () => {
    const email = newAddress();
    const own = visitor({ 'Accept-Language': 'fr' });
    expect((await own.get('/sign-in')).body).toContain('href="/sign-up">Créer un compte</a>');
    const { status, body } = await own.post('/sign-up', { ...FORM, email: ` ${email} ` });
    expect(status).toBe(200);
    expect(body).toContain(`Un e-mail à ${email} est en route.`);
    const [path] = await receiver.linksTo(email);
    expect(receiver.to(email)).toEqual([
      {
        id: expect.any(String) as string,
        isAuthentic: true,
        type: 'person.registration',
        timestamp: expect.any(String) as string,
        data: {
          side: 'storefront',
          person: null,
          email,
          name: null,
          language: 'fr',
          link: expect.stringMatching(/\/sign-up\/link\?token=[\w-]{43}$/) as string,
          expiresAt: expect.any(String) as string,
        },
      },
    ]);
    expect(await accountsOf(email)).toEqual([]);
    for (let opened = 0; opened < 2; opened += 1) {
      expect((await own.get(path!)).body).toContain('Grace Hopper');
    }
    expect((await confirm(path!, own)).status).toBe(200);
    expect((await own.get('/account')).body).toContain(email);
    const [account] = await accountsOf(email);
    expect(account).toMatchObject({
      first_name: 'Grace',
      last_name: 'Hopper',
      enabled: true,
      confirmed: true,
      role: 'administrator',
      company: 'Harbour Cranes',
    });
    expect((await confirm(path!)).status).toBe(404);
    expect((await visitor().signIn(email, NEW)).status).toBe(200);

    const events = await applications.database.query(
      `SELECT actor_type, actor, side, action, subject_type, subject_id, after FROM audit_events
       WHERE actor = $1 AND action <> 'person.signed_in' ORDER BY id`,
      [account!.id],
    );
    const act = { actor_type: 'person', actor: account!.id, side: 'storefront' };
    const subject = { subject_type: 'customer-users', subject_id: account!.id };
    expect(events).toEqual([
      {
        ...act,
        action: 'customer.created',
        subject_type: 'customers',
        subject_id: account!.customerId,
        after: { name: 'Harbour Cranes' },
      },
      {
        ...act,
        ...subject,
        action: 'user.created',
        after: {
          email,
          firstName: 'Grace',
          lastName: 'Hopper',
          role: 'administrator',
          customerId: account!.customerId,
        },
      },
      { ...act, ...subject, action: 'password.set', after: { link: 'registration' } },
    ]);
  });

  it('never joins a company that exists, also when it has the same name', async () => {
    const [existing] = await applications.database.query(
      `INSERT INTO customers (name) VALUES ('Old Mill') RETURNING id::text`,
    );
    const companies = [existing!.id];
    for (const email of [newAddress(), newAddress()]) {
      await signUp(email, { companyName: 'Old Mill' });
      const [path] = await receiver.linksTo(email);
      await confirm(path!);
      companies.push((await accountsOf(email))[0]!.customerId);
    }
    expect(new Set(companies).size).toBe(3);
  });

  it('gets one account of many simultaneous confirmations, and of several links', async () => {
    const email = newAddress();
    await signUp(email);
    await signUp(email.toUpperCase());
    await receiver.linksTo(email);
    const [path] = await receiver.linksTo(email.toUpperCase());
    const answers = await Promise.all(Array.from({ length: 8 }, async () => confirm(path!)));
    const statuses = answers.map(({ status }) => status).toSorted((one, other) => one - other);
    expect(statuses).toEqual([200, 404, 404, 404, 404, 404, 404, 404]);
    const [first] = await receiver.linksTo(email);
    expect((await confirm(first!)).status).toBe(404);
    expect(await accountsOf(email.toUpperCase())).toHaveLength(1);
  });

  it('gets one account of two links that are used at the same time', async () => {
    const email = newAddress();
    await signUp(email);
    await signUp(email);
    const answers = await Promise.all(
      (await receiver.linksTo(email, 2)).map(async (path) => confirm(path)),
    );
    const statuses = answers.map(({ status }) => status).toSorted((one, other) => one - other);
    expect(statuses).toEqual([200, 404]);
    expect(await accountsOf(email)).toHaveLength(1);
  });

  it('gets no account and leaves no company when somebody has the address meanwhile', async () => {
    const email = newAddress();
    const companyName = `Company of ${email}`;
    await signUp(email, { companyName });
    const [path] = await receiver.linksTo(email);
    await createPerson(applications.database, 'storefront', { email });
    const { status, body } = await confirm(path!);
    expect(status).toBe(404);
    expect(body).toContain('Register again.');
    const rows = await applications.database.query('SELECT FROM customers WHERE name = $1', [
      companyName,
    ]);
    expect(rows).toEqual([]);
  });

  it('cannot confirm after the end of the link, and the registration is deleted', async () => {
    const email = newAddress();
    await signUp(email);
    const [path] = await receiver.linksTo(email);
    await applications.database.query(
      `UPDATE registrations SET expires_at = now() - interval '1 second' WHERE email = $1`,
      [email],
    );
    expect((await visitor().get(path!)).status).toBe(404);
    expect((await confirm(path!)).status).toBe(404);
    await applications.storefront.app.get(NotifyWorker, { strict: false }).purge();
    const rows = async () =>
      applications.database.query('SELECT FROM registrations WHERE email = $1', [email]);
    expect(await rows()).toEqual([]);
  });

  it.each([
    [{ password: 'short', repeated: 'short' }, 'must have at least 12 characters'],
    [{ password: NEW, repeated: 'another one' }, 'The two passwords are different.'],
    [{ password: 'gracehopper1906', repeated: 'gracehopper1906' }, 'too easy to guess'],
  ])('cannot set the password %j, and the link stays valid', async (typed, problem) => {
    const email = newAddress();
    await signUp(email);
    const [path] = await receiver.linksTo(email);
    const token = tokenIn(path!);
    const { status, body } = await visitor().post('/sign-up/link', { token, ...typed });
    expect({ status, hasProblem: body.includes(problem) }).toEqual({
      status: 400,
      hasProblem: true,
    });
    expect((await visitor().get(path!)).status).toBe(200);
  });
});

describe('the answer to a registration', () => {
  it('is the same for an address with an account, whose owner is told so by e-mail', async () => {
    const { database } = applications;
    const person = await createPerson(database, 'storefront');
    const disabled = await createPerson(database, 'storefront');
    const unconfirmed = await createPerson(database, 'storefront');
    await database.query('UPDATE customer_users SET enabled = false WHERE id = $1', [disabled.id]);
    await database.query('UPDATE customer_users SET confirmed = false WHERE id = $1', [
      unconfirmed.id,
    ]);
    const answers: object[] = [];
    const emails = [newAddress(), person.email.toUpperCase(), disabled.email, unconfirmed.email];
    for (const email of emails) {
      const { status, headers, body } = await signUp(email);
      answers.push({
        status,
        body: body.replaceAll(email, '<address>'),
        policy: headers.get('content-security-policy'),
        cookies: headers.getSetCookie(),
      });
    }
    expect(answers[0]).toMatchObject({ status: 200, cookies: [] });
    expect(answers.slice(1)).toEqual([answers[0], answers[0], answers[0]]);
    for (const email of emails.slice(1)) {
      expect(await receiver.linksTo(email)).toEqual(['/sign-in/forgot']);
      expect(receiver.to(email)).toMatchObject([
        { type: 'person.account_exists', data: { person: null, name: null, expiresAt: null } },
      ]);
    }
    const rows = await database.query('SELECT FROM registrations WHERE lower(email) = $1', [
      person.email,
    ]);
    expect(rows).toEqual([]);
  });

  it.each<[Record<string, string>, string]>([
    [{ email: 'grace' }, 'This is not a valid e-mail address.'],
    [{ email: '"ada@example.com a"@example.org' }, 'This is not a valid e-mail address.'],
    [{ email: 'gr\u00adace@example.com' }, 'This is not a valid e-mail address.'],
    [{ email: '' }, 'This is not a valid e-mail address.'],
    [{ firstName: '' }, 'First name: 1 to 100 characters'],
    [{ lastName: 'x'.repeat(101) }, 'Last name: 1 to 100 characters'],
    [{ companyName: ' ' }, 'Company: 1 to 255 characters'],
    [{ companyName: 'two\nlines' }, 'Company: 1 to 255 characters'],
    [{ firstName: '\0' }, 'First name: 1 to 100 characters'],
  ])('names the fields that are wrong: %j', async (fields, problem) => {
    const form = { email: newAddress(), ...FORM, ...fields };
    const { status, body } = await visitor().post('/sign-up', form);
    expect({ status, hasProblem: body.includes(problem) }).toEqual({
      status: 400,
      hasProblem: true,
    });
    await untilSent(applications.database);
    expect(receiver.to(form.email)).toEqual([]);
  });

  it('shows the typed fields again, escaped', async () => {
    const { body } = await signUp('no address', { companyName: '<b>"Cranes"' });
    expect(body).toContain('value="&#60;b&#62;&#34;Cranes&#34;"');
    expect(body).not.toContain('<b>');
  });
});

describe('registrations', () => {
  it('of one address are limited, without saying so', async () => {
    for (const email of [
      newAddress(),
      (await createPerson(applications.database, 'storefront')).email,
    ]) {
      const statuses = [];
      for (let n = 0; n < LIMITS.perEmail + 2; n += 1) statuses.push((await signUp(email)).status);
      expect(statuses).toEqual([200, 200, 200, 200, 200]);
      await untilSent(applications.database);
      expect(receiver.to(email)).toHaveLength(LIMITS.perEmail);
    }
  });

  it('of one network are limited', async () => {
    const own = visitor();
    const statuses = [];
    for (let n = 0; n < LIMITS.perNetwork + 1; n += 1) {
      statuses.push((await own.post('/sign-up', { ...FORM, email: newAddress() })).status);
    }
    expect(statuses).toEqual([200, 200, 200, 200, 200, 429]);
    const { headers, body } = await own.post('/sign-up', { ...FORM, email: newAddress() });
    expect(Number(headers.get('retry-after'))).toBeGreaterThan(3000);
    expect(body).toContain('Too many requests from your network.');
  });

  it('are not sent by a page of another site (CSRF)', async () => {
    const headers = { 'Sec-Fetch-Site': 'cross-site', Origin: 'https://evil.example' };
    const form = { ...FORM, email: newAddress() };
    expect((await visitor().post('/sign-up', form, headers)).status).toBe(403);
  });

  it('are closed at the back office, and at the storefront by default', async () => {
    const closed = await startSide('storefront', (config) => {
      cheapHashes(config);
      receiver.configure(config);
    });
    try {
      for (const application of [applications.backoffice, closed.storefront]) {
        const own = new Visitor(application);
        const answers = [
          await own.get('/sign-up'),
          await own.post('/sign-up', { ...FORM, email: newAddress() }),
          await own.get(`/sign-up/link?token=${'x'.repeat(43)}`),
          await own.post('/sign-up/link', { token: 'x'.repeat(43), password: NEW, repeated: NEW }),
        ];
        expect(answers.map(({ status }) => status)).toEqual([404, 404, 404, 404]);
        expect((await own.get('/sign-in')).body).not.toContain('/sign-up');
      }
    } finally {
      await closed.stop();
    }
  });
});

describe.runIf(hasChromium)('the pages in Chromium', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await startBrowser();
  });
  afterAll(async () => browser.close());

  it('lead from the sign-in to an account, without a script', async () => {
    const { page } = browser;
    const email = newAddress();
    await page.setExtraHTTPHeaders({ 'X-Forwarded-For': '10.201.0.1' });
    await page.goto(`${applications.storefront.url}/sign-in`);
    await look(page, 'sign-in-with-registration');
    await page.getByRole('link', { name: 'Create an account' }).click();
    await look(page, 'sign-up');
    const fill = async (address: string) => {
      await page.getByLabel('E-mail address').fill(address);
      await page.getByLabel('First name').fill('Grace');
      await page.getByLabel('Last name').fill('Hopper');
      await page.getByLabel('Company').fill('Harbour Cranes');
      await page.getByRole('button', { name: 'Send the link' }).click();
    };
    await fill('no address');
    await page.getByRole('alert').waitFor();
    expect(await page.getByLabel('Company').inputValue()).toBe('Harbour Cranes');
    await look(page, 'sign-up-wrong');
    await fill(email);
    await page.getByRole('heading', { name: 'Look into your e-mails' }).waitFor();
    await look(page, 'sign-up-sent');
    const [path] = await receiver.linksTo(email);
    await page.goto(applications.storefront.url + path!);
    await look(page, 'sign-up-link');
    await saveNewPassword(page, NEW);
    await page.getByRole('heading', { name: 'Your account' }).waitFor();
    await page.goto(applications.storefront.url + path!);
    await page.getByRole('heading', { name: 'This link is not valid' }).waitFor();
    await look(page, 'sign-up-link-invalid');
    expect(browser.errors.filter((error) => !/400|404/.test(error))).toEqual([]);
  });
});
