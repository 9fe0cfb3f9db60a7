import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PersonSessions, SIDES } from '#oauth';
import { startApplications, type TestApplications } from '../support/applications.js';
import { cheapHashes, createPerson, setPassword } from '../support/sign-in-people.js';
import { Visitor } from '../support/visitor.js';

let applications: TestApplications;

beforeAll(async () => {
  applications = await startApplications(cheapHashes);
});
afterAll(async () => applications.stop());

const WRONG = 'These sign-in details are wrong.';

const POLICY =
  "default-src 'none'; style-src 'self'; img-src 'self' data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

describe.each(SIDES)('the sign-in page of the %s', (side) => {
  it('signs a person in, continues at their account, and shows who they are', async () => {
    const person = await createPerson(applications.database, side);
    const visitor = new Visitor(applications[side]);
    const { status, headers, body } = await visitor.signIn(person.email, person.password);
    expect({ status, cookies: headers.getSetCookie() }).toEqual({
      status: 200,
      cookies: [
        expect.stringMatching(
          `^latchkey-${side}=[\\w-]{43}; Path=/; HttpOnly; SameSite=Strict$`,
        ) as string,
        `latchkey-${side}-pending=; Max-Age=0; Path=/; HttpOnly; SameSite=Strict`,
      ],
    });
    expect(body).toContain('<meta http-equiv="refresh" content="0;url=/account" />');
    const account = await visitor.get('/account');
    expect(account.status).toBe(200);
    expect(account.body).toContain(`Signed in as Ada Lovelace (${person.email})`);
  });

  it('accepts the e-mail address in any case, with blanks around it', async () => {
    const person = await createPerson(applications.database, side);
    const { status } = await new Visitor(applications[side]).signIn(
      ` ${person.email.toUpperCase()} `,
      person.password,
    );
    expect(status).toBe(200);
  });

  it('reads the fields of the form, and none of the query', async () => {
    const { email: name, password } = await createPerson(applications.database, side);
    const query = new URLSearchParams({ name, password });
    const visitor = new Visitor(applications[side]);
    const { status } = await visitor.post(`/sign-in?${query.toString()}`, {
      return_to: '/account',
    });
    expect(status).toBe(403);
    expect([...visitor.cookies.keys()]).toEqual([]);
  });

  it('accepts a password however its letters are composed, and keeps its blanks', async () => {
    const password = ' Ko\u0308nigliche Ku\u0308che ';
    const person = await createPerson(applications.database, side, { password });
    const outcomes = [password, password.normalize('NFC'), password.trim()].map(
      async (typed) => (await new Visitor(applications[side]).signIn(person.email, typed)).status,
    );
    expect(await Promise.all(outcomes)).toEqual([200, 200, 403]);
  });

  it('answers a wrong password, an unknown name and a person without a password alike', async () => {
    const person = await createPerson(applications.database, side);
    const without = await createPerson(applications.database, side, { hasPassword: false });
    const answers = [person.email, without.email, 'nobody@example.com', '', 'a\0b'].map(
      async (name) => {
        const { status, headers, body } = await new Visitor(applications[side]).signIn(
          name,
          'not the password',
        );
        expect(headers.getSetCookie()).toEqual([]);
        return { status, body: body.replace(/ value="[^"]*"| autofocus/g, '') };
      },
    );
    const [first, ...others] = await Promise.all(answers);
    expect(first).toMatchObject({ status: 403, body: expect.stringContaining(WRONG) as string });
    for (const other of others) expect(other).toEqual(first);
  });

  it('has headers that keep other sites and caches away from it', async () => {
    const { headers } = await new Visitor(applications[side]).get('/sign-in');
    expect(Object.fromEntries(headers)).toMatchObject({
      'cache-control': 'no-store',
      'content-security-policy': POLICY,
      'referrer-policy': 'same-origin',
      'x-frame-options': 'DENY',
      'x-content-type-options': 'nosniff',
      'content-type': 'text/html; charset=utf-8',
    });
  });

  it('fills in the name that an application hints at, and escapes it (RFC 6749 §10.14)', async () => {
    const query = new URLSearchParams({ login_hint: '"><script>alert(1)</script>' });
    const { body } = await new Visitor(applications[side]).get(`/sign-in?${query.toString()}`);
    expect(body).toContain('value="&#34;&#62;&#60;script&#62;alert(1)&#60;/script&#62;"');
    expect(body).not.toContain('<script>');
  });

  it.each([
    ['/oauth2-authorize/continue?request=abc', '/oauth2-authorize/continue?request=abc'],
    ['/account?notice=x', '/account?notice=x'],
    ['https://evil.example/', '/account'],
    ['//evil.example/account', '/account'],
    ['/\\evil.example', '/account'],
    ['/account\\..\\x', '/account'],
    ['/accounts', '/account'],
    ['/oauth2-authorize', '/account'],
    ['/api/users', '/account'],
    ['javascript:alert(1)', '/account'],
    [`/account?${'a'.repeat(3000)}`, '/account'],
    ['/account\r\nX: y', '/account'],
  ])(
    'continues after return_to=%j at %s (RFC 6749 §10.15, RFC 9700 §2.1)',
    async (returnTo, expected) => {
      const person = await createPerson(applications.database, side);
      const visitor = new Visitor(applications[side]);
      const { body } = await visitor.signIn(person.email, person.password, returnTo);
      expect(body).toContain(`content="0;url=${expected}"`);
    },
  );

  it('rejects a form that another site has sent (CSRF) (RFC 6749 §10.12, RFC 9700 §4.7, OpenID Connect Core §3.1.2.3)', async () => {
    const person = await createPerson(applications.database, side);
    const form = { name: person.email, password: person.password };
    for (const headers of [
      { 'Sec-Fetch-Site': 'cross-site', Origin: 'https://evil.example' },
      { 'Sec-Fetch-Site': 'same-site', Origin: 'https://sibling.example' },
    ]) {
      const {
        status,
        headers: answered,
        body,
      } = await new Visitor(applications[side]).post('/sign-in', form, headers);
      expect({ status, cookies: answered.getSetCookie() }).toEqual({ status: 403, cookies: [] });
      expect(body).toContain('did not come from a page of this site');
    }
  });

  it('rejects people who may not sign in', async () => {
    const columns = side === 'backoffice' ? ['enabled'] : ['enabled', 'confirmed'];
    const table = side === 'backoffice' ? 'staff_users' : 'customer_users';
    for (const column of columns) {
      const person = await createPerson(applications.database, side);
      await applications.database.query(`UPDATE ${table} SET ${column} = false WHERE id = $1`, [
        person.id,
      ]);
      const { status } = await new Visitor(applications[side]).signIn(
        person.email,
        person.password,
      );
      expect({ column, status }).toEqual({ column, status: 403 });
    }
  });

  it('knows nobody of the other side', async () => {
    const other = side === 'backoffice' ? 'storefront' : 'backoffice';
    const person = await createPerson(applications.database, other);
    const { status } = await new Visitor(applications[side]).signIn(person.email, person.password);
    expect(status).toBe(403);
    const visitor = new Visitor(applications[other]);
    await visitor.signIn(person.email, person.password);
    const cookie = `latchkey-${side}=${visitor.cookies.get(`latchkey-${other}`)}`;
    const { headers } = await new Visitor(applications[side]).get('/account', { Cookie: cookie });
    expect(headers.get('location')).toBe('/sign-in?return_to=%2Faccount');
  });

  it('records the sign-in and failed attempts in the audit trail', async () => {
    const { database } = applications;
    const person = await createPerson(database, side);
    await new Visitor(applications[side]).signIn(person.email, person.password);
    const subjectType = side === 'backoffice' ? 'users' : 'customer-users';
    const [event] = await database.query(
      `SELECT actor, side, action, subject_type, subject_id, after FROM audit_events
       WHERE subject_id = $1 AND action = 'person.signed_in' AND side = $2`,
      [person.id, side],
    );
    expect(event).toEqual({
      actor: person.id,
      side,
      action: 'person.signed_in',
      subject_type: subjectType,
      subject_id: person.id,
      after: {
        acr: '1',
        amr: ['pwd'],
        session: expect.stringMatching(/^[0-9a-f-]{36}$/) as string,
      },
    });
  });
});

describe('the sign-in page of the back office', () => {
  it('accepts the username of a member of staff', async () => {
    const { username, password } = await createPerson(applications.database, 'backoffice');
    const { status } = await new Visitor(applications.backoffice).signIn(username!, password);
    expect(status).toBe(200);
  });

  it('finds the person with an e-mail address before one with that username', async () => {
    const { database, backoffice } = applications;
    const ada = await createPerson(database, 'backoffice', { password: 'the password of Ada' });
    const [bob] = await database.query(
      `INSERT INTO staff_users (username, email, first_name, last_name)
       VALUES ($1, 'bob@example.com', 'Bob', 'B') RETURNING id::text`,
      [ada.email],
    );
    const id = bob!.id as string;
    await setPassword(database, { side: 'backoffice', id, password: 'the password of Bob' });
    const sign = async (password: string) =>
      (await new Visitor(backoffice).signIn(ada.email, password)).status;
    expect([await sign(ada.password), await sign('the password of Bob')]).toEqual([200, 403]);
  });
});

describe('the language of a page', () => {
  it.each([
    ['de-AT, en;q=0.5', 'de', 'Anmelden'],
    ['fr', 'fr', 'Se connecter'],
    ['nl, es;q=0.8, en;q=0.7', 'es', 'Iniciar sesión'],
    ['nl', 'en', 'Sign in'],
    ['de;q=0, en', 'en', 'Sign in'],
    ['*', 'en', 'Sign in'],
  ])('for Accept-Language: %s is %s', async (accepted, language, title) => {
    const { headers, body } = await new Visitor(applications.storefront).get('/sign-in', {
      'Accept-Language': accepted,
    });
    expect(headers.get('content-language')).toBe(language);
    expect(body).toContain(`<html lang="${language}">`);
    expect(body).toContain(`<h1>${title}</h1>`);
  });
});

describe('a session', () => {
  const signedIn = async () => {
    const { database, backoffice } = applications;
    const person = await createPerson(database, 'backoffice');
    const visitor = new Visitor(backoffice);
    await visitor.signIn(person.email, person.password);
    const isIn = async () => (await visitor.get('/account')).status === 200;
    expect(await isIn()).toBe(true);
    return { person, visitor, isIn };
  };

  it('gets a new secret at each sign-in, so a planted one is useless (session fixation)', async () => {
    const { person, visitor } = await signedIn();
    const planted = visitor.cookies.get('latchkey-backoffice')!;
    await visitor.signIn(person.email, person.password);
    expect(visitor.cookies.get('latchkey-backoffice')).not.toBe(planted);
    const other = new Visitor(applications.backoffice);
    other.cookies.set('latchkey-backoffice', planted);
    expect((await other.get('/account')).status).toBe(303);
    const rows = await applications.database.query('SELECT 1 FROM sessions WHERE person_id = $1', [
      person.id,
    ]);
    expect(rows).toHaveLength(1);
  });

  it('never takes over a secret that the browser has brought', async () => {
    const { database, backoffice } = applications;
    const person = await createPerson(database, 'backoffice');
    const visitor = new Visitor(backoffice);
    const planted = 'A'.repeat(43);
    visitor.cookies.set('latchkey-backoffice', planted);
    await visitor.signIn(person.email, person.password);
    expect(visitor.cookies.get('latchkey-backoffice')).not.toBe(planted);
  });

  it('ends when another person signs in with the same browser', async () => {
    const { visitor } = await signedIn();
    const first = visitor.cookies.get('latchkey-backoffice')!;
    const other = await createPerson(applications.database, 'backoffice');
    await visitor.signIn(other.email, other.password);
    expect((await visitor.get('/account')).body).toContain(other.email);
    visitor.cookies.set('latchkey-backoffice', first);
    expect((await visitor.get('/account')).status).toBe(303);
  });

  it('is not in the database: only the hash of its secret is', async () => {
    const { visitor, person } = await signedIn();
    const secret = visitor.cookies.get('latchkey-backoffice')!;
    const [row] = await applications.database.query(
      `SELECT sessions::text AS text, id_hash = sha256($2::bytea) AS "isHash"
       FROM sessions WHERE person_id = $1`,
      [person.id, Buffer.from(secret)],
    );
    expect(row).toEqual({ text: expect.not.stringContaining(secret) as string, isHash: true });
  });

  it.each([
    ['the person is disabled', 'UPDATE staff_users SET enabled = false WHERE id = $1'],
    ['the person is deleted', 'DELETE FROM staff_users WHERE id = $1'],
    [
      'the person gets a role',
      `WITH role AS (INSERT INTO roles (name, scopes) VALUES (gen_random_uuid(), '{}') RETURNING id)
       INSERT INTO staff_user_roles (user_id, role_id) SELECT $1, id FROM role`,
    ],
    ['it is deleted', 'DELETE FROM sessions WHERE person_id = $1'],
    [
      'its time is over',
      'UPDATE sessions SET expires_at = now(), id_hash = id_hash WHERE person_id = $1',
    ],
    [
      'it was not used for half an hour',
      `UPDATE sessions SET last_seen_at = now() - interval '31 minutes', id_hash = id_hash
       WHERE person_id = $1`,
    ],
  ])('ends within a second when %s', async (_, sql) => {
    const { person, isIn } = await signedIn();
    await applications.database.query(sql, [person.id]);
    await expect.poll(isIn, { timeout: 1000 }).toBe(false);
  });

  it('is found for the authorization endpoint, and ended by its public name', async () => {
    const { person, visitor, isIn } = await signedIn();
    const sessions = applications.backoffice.app.get(PersonSessions, { strict: false });
    const cookie = `latchkey-backoffice=${visitor.cookies.get('latchkey-backoffice')}`;
    const found = await sessions.find({ cookie });
    expect(found).toEqual({
      personId: person.id,
      sessionId: expect.stringMatching(/^[0-9a-f-]{36}$/) as string,
      authenticatedAt: expect.closeTo(Date.now() / 1000, -1) as number,
      amr: ['pwd'],
      acr: '1',
    });
    expect(await sessions.end(found!.sessionId, { type: 'system', name: 'test' })).toBe(
      'latchkey-backoffice=; Max-Age=0; Path=/; HttpOnly; SameSite=Strict',
    );
    expect(await isIn()).toBe(false);
    expect(await sessions.find({ cookie: 'latchkey-backoffice=x' })).toBe(null);
    expect(await sessions.find({})).toBe(null);
  });

  it('keeps the end of its time when its use is recorded', async () => {
    const { person, isIn } = await signedIn();
    const { database } = applications;
    await database.query(
      `UPDATE sessions SET last_seen_at = now() - interval '10 minutes', id_hash = id_hash
       WHERE person_id = $1`,
      [person.id],
    );
    await expect
      .poll(async () => {
        await isIn();
        const [row] = await database.query(
          `SELECT last_seen_at > now() - interval '1 minute' AS "isSeen",
             expires_at < now() + interval '12 hours' AS "isKept" FROM sessions WHERE person_id = $1`,
          [person.id],
        );
        return row;
      })
      .toEqual({ isSeen: true, isKept: true });
  });
});
