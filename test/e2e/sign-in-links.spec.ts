import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { SIDES, type Side } from '#oauth';
import { NewPasswords } from '../../libs/sign-in/src/passwords/new-passwords.js';
import { startApplications, type TestApplications } from '../support/applications.js';
import { latchkey } from '../support/latchkey.js';
import { clientForPeople, personTokens, refreshOf } from '../support/people.js';
import { api, tokenRequest } from '../support/requests.js';
import { statementsOf } from '../support/sent-statements.js';
import { cheapHashes, createPerson, type TestPerson } from '../support/sign-in-people.js';
import { pendingSignInOf } from '../support/signed-in.js';
import { Visitor } from '../support/visitor.js';

let applications: TestApplications;

beforeAll(async () => {
  applications = await startApplications(cheapHashes);
});
afterAll(async () => applications.stop());

const TYPES: Readonly<Record<Side, string>> = {
  backoffice: 'users',
  storefront: 'customer-users',
};

async function people(...words: string[]) {
  const environment = {
    PATH: process.env.PATH ?? '',
    DATABASE_URL: applications.database.url,
    BACKOFFICE_URL: applications.backoffice.url,
    STOREFRONT_URL: applications.storefront.url,
  };
  return latchkey({ environment }, 'people', ...words);
}

async function linkFor(command: 'invite' | 'reset', side: Side, { id }: TestPerson) {
  const { code, output } = await people(command, `${TYPES[side]}:${id}`);
  expect(code).toBe(0);
  return new URL(output.trim());
}

const NEW = 'four bright lanterns drift';

describe.each(SIDES)('a link that latchkey people invite prints for the %s', (side) => {
  const create = async () => createPerson(applications.database, side, { hasPassword: false });

  it('lets a person set a password once, and signs them in', async () => {
    const person = await create();
    const link = await linkFor('invite', side, person);
    expect(link.origin + link.pathname).toBe(`${applications[side].url}/sign-in/link`);
    const path = link.pathname + link.search;
    const token = link.searchParams.get('token')!;
    const visitor = new Visitor(applications[side]);
    for (let opened = 0; opened < 2; opened += 1) {
      const { status, body } = await visitor.get(path);
      expect(status).toBe(200);
      expect(body).toContain('A new password for Ada Lovelace');
    }
    const set = { token, password: NEW, repeated: NEW };
    const answers = [await visitor.post('/sign-in/link', set)];
    expect((await visitor.get('/account')).body).toContain(person.email);
    answers.push(await new Visitor(applications[side]).post('/sign-in/link', set));
    expect(answers.map(({ status }) => status)).toEqual([200, 404]);
    expect(answers[1]!.body).toContain('This link is not valid');
    expect((await new Visitor(applications[side]).get(path)).status).toBe(404);
    expect((await new Visitor(applications[side]).signIn(person.email, NEW)).status).toBe(200);
  });

  it('is looked up once for its page', async () => {
    const { pathname, search } = await linkFor('invite', side, await create());
    const visitor = new Visitor(applications[side]);
    const texts = await statementsOf(async () => visitor.get(pathname + search));
    expect(texts.filter((text) => text.includes('FROM sign_in_links'))).toHaveLength(1);
  });

  it('is used by one of many simultaneous requests', async () => {
    const link = await linkFor('invite', side, await create());
    const token = link.searchParams.get('token')!;
    const answers = await Promise.all(
      Array.from({ length: 10 }, async (_, at) => {
        const password = `${NEW} ${at}`;
        const form = { token, password, repeated: password };
        return (await new Visitor(applications[side]).post('/sign-in/link', form)).status;
      }),
    );
    expect(answers.filter((status) => status === 200)).toHaveLength(1);
    expect(answers.filter((status) => status === 404)).toHaveLength(9);
  });

  it.each([
    [{ password: NEW, repeated: 'four bright lanterns' }, 'The two passwords are different.'],
    [{ password: 'short', repeated: 'short' }, 'must have at least 12 characters'],
    [{ password: 'password1234', repeated: 'password1234' }, 'too easy to guess'],
    [{ password: 'ab1!'.repeat(40), repeated: 'ab1!'.repeat(40) }, 'at most 128 characters'],
  ])('rejects %j, and stays valid', async (typed, problem) => {
    const link = await linkFor('invite', side, await create());
    const token = link.searchParams.get('token')!;
    const visitor = new Visitor(applications[side]);
    const { status, body } = await visitor.post('/sign-in/link', { token, ...typed });
    expect({ status, body }).toEqual({
      status: 400,
      body: expect.stringContaining(problem) as string,
    });
    expect((await visitor.get(link.pathname + link.search)).status).toBe(200);
  });

  it('does not work after another one was made, after its time, or at the other side', async () => {
    const other = side === 'backoffice' ? 'storefront' : 'backoffice';
    const person = await create();
    const first = await linkFor('invite', side, person);
    const second = await linkFor('invite', side, person);
    const statusAt = async (at: Side, { pathname, search }: URL) =>
      (await new Visitor(applications[at]).get(pathname + search)).status;
    expect([
      await statusAt(side, first),
      await statusAt(side, second),
      await statusAt(other, second),
    ]).toEqual([404, 200, 404]);
    await applications.database.query(
      'UPDATE sign_in_links SET expires_at = now() WHERE side = $1 AND person_id = $2',
      [side, person.id],
    );
    expect(await statusAt(side, second)).toBe(404);
  });

  it('is not in the database: only the hash of its secret is', async () => {
    const person = await create();
    const link = await linkFor('invite', side, person);
    const token = link.searchParams.get('token')!;
    const [row] = await applications.database.query(
      `SELECT sign_in_links::text AS text, token_hash = sha256($3::bytea) AS "isHash"
       FROM sign_in_links WHERE side = $1 AND person_id = $2`,
      [side, person.id, Buffer.from(token)],
    );
    expect(row).toEqual({ text: expect.not.stringContaining(token) as string, isHash: true });
  });

  it('sets no password for a person who is disabled while its hash is computed', async () => {
    const person = await create();
    const token = (await linkFor('invite', side, person)).searchParams.get('token')!;
    const passwords = applications[side].app.get(NewPasswords, { strict: false });
    const hash = passwords.hash.bind(passwords);
    vi.spyOn(passwords, 'hash').mockImplementationOnce(async (typed) => {
      const table = side === 'backoffice' ? 'staff_users' : 'customer_users';
      await applications.database.query(`UPDATE ${table} SET enabled = false WHERE id = $1`, [
        person.id,
      ]);
      return hash(typed);
    });
    const form = { token, password: NEW, repeated: NEW };
    expect((await new Visitor(applications[side]).post('/sign-in/link', form)).status).toBe(404);
    const stored = await applications.database.query(
      'SELECT FROM passwords WHERE side = $1 AND person_id = $2',
      [side, person.id],
    );
    expect(stored).toEqual([]);
  });

  it('is not printed for a person who may not sign in', async () => {
    const person = await create();
    const table = side === 'backoffice' ? 'staff_users' : 'customer_users';
    await applications.database.query(`UPDATE ${table} SET enabled = false WHERE id = $1`, [
      person.id,
    ]);
    const { code, output, errors } = await people('invite', `${TYPES[side]}:${person.id}`);
    expect({ code, output }).toEqual({ code: 1, output: '' });
    expect(errors).toContain(`${TYPES[side]}:${person.id} may not sign in`);
    expect((await people('invite', `${TYPES[side]}:999999999`)).code).toBe(4);
  });
});

describe.each(SIDES)('a link that latchkey people reset prints for the %s', (side) => {
  it('replaces the password, ends all sessions, and is in the audit trail', async () => {
    const person = await createPerson(applications.database, side);
    const elsewhere = new Visitor(applications[side]);
    await elsewhere.signIn(person.email, person.password);
    const link = await linkFor('reset', side, person);
    const token = link.searchParams.get('token')!;
    const visitor = new Visitor(applications[side]);
    await visitor.post('/sign-in/link', { token, password: NEW, repeated: NEW });
    await expect.poll(async () => (await elsewhere.get('/account')).status).toBe(303);
    expect((await visitor.get('/account')).status).toBe(200);
    expect((await elsewhere.signIn(person.email, person.password)).status).toBe(403);
    const events = await applications.database.query(
      `SELECT actor_type, action, after FROM audit_events WHERE subject_id = $1 AND side = $2
       AND action IN ('sign_in_link.created', 'password.set') ORDER BY id`,
      [person.id, side],
    );
    expect(events).toEqual([
      {
        actor_type: 'command',
        action: 'sign_in_link.created',
        after: { purpose: 'recovery', expiresAt: expect.any(String) as string },
      },
      { actor_type: 'person', action: 'password.set', after: { link: 'recovery' } },
    ]);
  });

  it('says with --json when it expires', async () => {
    const person = await createPerson(applications.database, side);
    const { output } = await people('reset', `${TYPES[side]}:${person.id}`, '--json');
    const { link, email, expiresAt } = JSON.parse(output) as Record<string, string>;
    expect(link).toMatch(/\/sign-in\/link\?token=[\w-]{43}$/);
    expect(email).toBe(person.email);
    expect((Date.parse(expiresAt!) - Date.now()) / 1000).toBeCloseTo(3600, -2);
  });
});

describe('the tokens of a person', () => {
  it.each([
    [
      'a new password by a link',
      async (person: TestPerson) => {
        const token = (await linkFor('reset', 'storefront', person)).searchParams.get('token')!;
        const form = { token, password: NEW, repeated: NEW };
        return (await new Visitor(applications.storefront).post('/sign-in/link', form)).status;
      },
    ],
    [
      'a changed password',
      async ({ email, password }: TestPerson) => {
        const visitor = new Visitor(applications.storefront);
        await visitor.signIn(email, password);
        const form = { current: password, password: NEW, repeated: NEW };
        return (await visitor.post('/account/password', form)).status;
      },
    ],
    [
      'latchkey people end',
      async ({ id }: TestPerson) => (await people('end', `customer-users:${id}`)).code,
    ],
  ])('are revoked by %s', async (_, act) => {
    const { storefront, database } = applications;
    const person = await createPerson(database, 'storefront');
    const client = await clientForPeople(storefront, database, 'profile:read');
    const given = { personId: person.id, scope: 'profile:read', client };
    const { accessToken, refreshToken } = await personTokens(storefront, given);
    const read = async () => (await api(storefront, accessToken, '/api/users/mine')).status;
    expect(await read()).toBe(200);
    expect([0, 200, 303]).toContain(await act(person));
    await expect.poll(read).toBe(401);
    const { status, body } = await tokenRequest(storefront, refreshOf(client, refreshToken));
    expect({ status, error: body.error }).toEqual({ status: 400, error: 'invalid_grant' });
  });
});

const ENDINGS: Record<string, (person: TestPerson) => Promise<number>> = {
  'a new password': async (person) => {
    const token = (await linkFor('reset', 'backoffice', person)).searchParams.get('token')!;
    const set = { token, password: NEW, repeated: NEW };
    return (await new Visitor(applications.backoffice).post('/sign-in/link', set)).status;
  },
  'latchkey people end': async ({ id }) => Number((await people('end', `users:${id}`)).code),
};

it.each(Object.keys(ENDINGS))(
  'sign-ins that wait for a second factor are ended by %s',
  async (way) => {
    const { backoffice: application, database } = applications;
    const person = await createPerson(database, 'backoffice');
    const other = await createPerson(database, 'backoffice');
    for (const each of [person, other]) await pendingSignInOf({ database, application }, each);
    expect([0, 200]).toContain(await ENDINGS[way]!(person));
    const rows = await database.query(
      'SELECT person_id::text AS id FROM pending_sign_ins WHERE person_id = ANY ($1::bigint[])',
      [[person.id, other.id]],
    );
    expect(rows).toEqual([{ id: other.id }]);
  },
);

describe('latchkey people sessions and end', () => {
  it('ends one session with the tokens that apps got in it, and no others', async () => {
    const { storefront, database } = applications;
    const person = await createPerson(database, 'storefront');
    for (let n = 0; n < 2; n++) {
      await new Visitor(storefront).signIn(person.email, person.password);
    }
    const sessions = await database.query('SELECT id::text FROM sessions WHERE person_id = $1', [
      person.id,
    ]);
    const client = await clientForPeople(storefront, database, 'profile:read');
    const given = { personId: person.id, scope: 'profile:read', client };
    const [ended, kept] = sessions.map(({ id }) => String(id));
    const lost = await personTokens(storefront, { ...given, sessionId: ended });
    const left = await personTokens(storefront, { ...given, sessionId: kept });
    expect((await people('end', `customer-users:${person.id}`, '--session', ended!)).code).toBe(0);
    const errorOf = async (token: string) =>
      (await tokenRequest(storefront, refreshOf(client, token))).body.error;
    expect(await errorOf(lost.refreshToken)).toBe('invalid_grant');
    expect(await errorOf(left.refreshToken)).toBeUndefined();
  });

  it('lists sessions, ends one of them, and then all', async () => {
    const person = await createPerson(applications.database, 'backoffice');
    const visitors = [1, 2, 3].map(() => new Visitor(applications.backoffice));
    for (const visitor of visitors) await visitor.signIn(person.email, person.password);
    const name = `users:${person.id}`;
    const listed = async () =>
      JSON.parse((await people('sessions', name, '--json')).output) as {
        id: string;
        amr: string[];
      }[];
    const [session, ...others] = await listed();
    expect([session!.amr, others.length]).toEqual([['pwd'], 2]);
    const areIn = async () => {
      const answers = visitors.map(
        async (visitor) => (await visitor.get('/account')).status === 200,
      );
      return (await Promise.all(answers)).filter(Boolean).length;
    };
    expect((await people('end', name, '--session', session!.id)).output).toBe(
      '1 session has ended\n',
    );
    await expect.poll(areIn, { timeout: 1000 }).toBe(2);
    expect((await people('end', name)).output).toBe('2 sessions have ended\n');
    await expect.poll(areIn, { timeout: 1000 }).toBe(0);
    expect((await people('end', name, '--json')).output).toBe('{\n  "ended": 0\n}\n');
    expect(await listed()).toEqual([]);
  });

  it('reject a person or a session of another form', async () => {
    expect((await people('sessions', 'staff:1')).code).toBe(64);
    expect((await people('end', 'users:1', '--session', 'x')).code).toBe(64);
  });
});
