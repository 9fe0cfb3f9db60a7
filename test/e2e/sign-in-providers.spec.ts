import { Logger } from '@nestjs/common';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { startSide, type TestSide } from '../support/applications.js';
import { FakeProvider, type Lies } from '../support/fake-provider.js';
import { addProvider, allowLocalProviders, linkIdentity } from '../support/identity-providers.js';
import { COMPANY, comeBack, leaveFor, nextOf, signInAt } from '../support/provider-visits.js';
import { cheapHashes, createPerson, type TestPerson } from '../support/sign-in-people.js';
import { type PageAnswer, Visitor } from '../support/visitor.js';

const SIDE = 'backoffice';

let applications: TestSide<typeof SIDE>;
let provider: FakeProvider;
let other: FakeProvider;
let person: TestPerson;
let warnings: string[];

beforeAll(async () => {
  applications = await startSide(SIDE, (config) => {
    cheapHashes(config);
    allowLocalProviders(config);
    config.signIn.providers.timeout = 1;
  });
  person = await createPerson(applications.database, SIDE);
});
afterAll(async () => applications.stop());
beforeEach(async () => {
  const { database } = applications;
  await database.query(
    'TRUNCATE identity_providers, linked_identities, sign_in_transactions, sessions',
  );
  provider = await FakeProvider.start();
  other = await FakeProvider.start();
  await addProvider(database, { side: SIDE, key: COMPANY, issuer: provider.issuer });
  await addProvider(database, { side: SIDE, key: 'other', name: 'Other', issuer: other.issuer });
  await linkIdentity(
    database,
    { side: SIDE, ...person },
    { issuer: provider.issuer, subject: 'sub-1' },
  );
  warnings = [];
  vi.spyOn(Logger.prototype, 'warn').mockImplementation((text: unknown) => {
    warnings.push(String(text));
  });
});
afterEach(async () => {
  vi.restoreAllMocks();
  await Promise.all([provider.stop(), other.stop()]);
});

const newVisitor = () => new Visitor(applications.backoffice);

const sessions = async () =>
  applications.database.query('SELECT person_id::text AS person, amr, acr FROM sessions');

const REJECTED = 'The sign-in with Company did not work.';
const EXPIRED = 'This sign-in has expired, or began in another browser.';
const UNAVAILABLE = 'Company does not answer.';

/** Returns the status of a page, whether it has a text, and the number of sessions. */
async function seen(answer: PageAnswer, text: string) {
  const { length } = await sessions();
  return { status: answer.status, hasText: answer.body.includes(text), sessions: length };
}

const rejected = (status = 403) => ({ status, hasText: true, sessions: 0 });

describe('a sign-in at an identity provider', () => {
  it('asks for a code with PKCE, state and nonce, at a redirect URI of its own', async () => {
    const visitor = newVisitor();
    const url = await leaveFor(visitor, 'other');
    const { origin, pathname, searchParams } = new URL(url);
    const random = expect.stringMatching(/^[\w-]{43}$/) as string;
    expect({ url: origin + pathname, ...Object.fromEntries(searchParams) }).toEqual({
      url: `${other.issuer}/authorize`,
      response_type: 'code',
      client_id: 'latchkey',
      redirect_uri: `${applications.backoffice.url}/sign-in/provider/other/callback`,
      scope: 'openid',
      state: random,
      nonce: random,
      code_challenge: random,
      code_challenge_method: 'S256',
      max_age: '43200',
    });
    const [cookie] = [...visitor.cookies];
    expect(cookie?.[0]).toBe(`latchkey-${SIDE}-provider`);
    expect(url).not.toContain(cookie?.[1]);
  });

  it('starts a session with the methods that the provider names, and continues', async () => {
    const visitor = newVisitor();
    const answer = await signInAt(visitor, provider, { form: { return_to: '/account?a=1' } });
    expect({ status: answer.status, next: nextOf(answer) }).toEqual({
      status: 200,
      next: '/account?a=1',
    });
    expect(await sessions()).toEqual([{ person: person.id, amr: ['fed', 'mfa', 'pwd'], acr: '2' }]);
    expect((await visitor.get('/account')).body).toContain(person.email);
    expect([...visitor.cookies.keys()]).toEqual([`latchkey-${SIDE}`]);
    expect(warnings).toEqual([]);
  });

  it('has level 1 when the provider says nothing of several factors', async () => {
    provider.lies = { claims: { amr: undefined, auth_time: undefined, acr: 'gold' } };
    await signInAt(newVisitor(), provider);
    expect(await sessions()).toEqual([{ person: person.id, amr: ['fed'], acr: '1' }]);
  });

  it('asks for the code of the authenticator app when the provider names one factor', async () => {
    const { database } = applications;
    await database.query(
      `INSERT INTO totp_secrets (side, person_id, sealed_secret) VALUES ($1, $2, 'x')`,
      [SIDE, person.id],
    );
    provider.lies = { claims: { amr: ['pwd'] } };
    const answer = await signInAt(newVisitor(), provider);
    await database.query('TRUNCATE totp_secrets');
    expect(nextOf(answer)).toBe('/sign-in/code');
    expect(await sessions()).toEqual([]);
  });

  it('is as old as the authentication at the provider', async () => {
    const ageOfSession = async () => {
      const [row] = await applications.database.query(
        'SELECT round(extract(epoch FROM now() - authenticated_at))::integer AS age FROM sessions',
      );
      return row?.age as number;
    };
    const now = Math.floor(Date.now() / 1000);
    provider.lies = { claims: { auth_time: now - 3000 } };
    const visitor = newVisitor();
    await signInAt(visitor, provider);
    expect(await ageOfSession()).toBeGreaterThanOrEqual(3000);
    // A change at the account asks to sign in again, and then the provider is asked to do so, too.
    expect((await visitor.post('/account/authenticator/new')).headers.get('location')).toBe(
      '/sign-in?return_to=%2Faccount',
    );
    const again = await leaveFor(visitor);
    expect(new URL(again).searchParams.get('prompt')).toBe('login');
    provider.lies = { claims: { auth_time: now } };
    await comeBack(visitor, provider.authorize(again, 'sub-1'));
    expect(await ageOfSession()).toBeLessThan(60);
    expect(await sessions()).toHaveLength(1);
  });

  it('stores no secret of the transaction', async () => {
    const visitor = newVisitor();
    const { searchParams } = new URL(await leaveFor(visitor));
    const rows = JSON.stringify(
      await applications.database.query('SELECT * FROM sign_in_transactions'),
    );
    for (const name of ['state', 'nonce', 'code_challenge']) {
      expect(rows).not.toContain(searchParams.get(name));
    }
    expect(rows).not.toContain([...visitor.cookies.values()][0]);
  });
});

describe('an ID token', () => {
  it.each<[string, Lies]>([
    ['of another issuer', { claims: { iss: 'https://evil.example' } }],
    ['for another client', { claims: { aud: 'another-client' } }],
    ['for several clients, without azp', { claims: { aud: ['latchkey', 'another-client'] } }],
    ['for another authorized party', { claims: { aud: ['latchkey', 'b'], azp: 'b' } }],
    ['with another nonce', { claims: { nonce: 'another' } }],
    ['without a nonce', { claims: { nonce: undefined } }],
    ['that has expired', { claims: { exp: Math.floor(Date.now() / 1000) - 600 } }],
    ['without expiry', { claims: { exp: undefined } }],
    ['without a subject', { claims: { sub: undefined } }],
    ['with an empty subject', { claims: { sub: '' } }],
    ['with a subject of 256 characters', { claims: { sub: 'a'.repeat(256) } }],
    ['with a subject that is not ASCII', { claims: { sub: 'ä' } }],
    ['without signature (alg none)', { algorithm: 'none' }],
    ['that is signed with the client secret (HS256)', { algorithm: 'HS256' }],
    ['that is signed with another key', { foreignKey: true }],
    ['that is missing', { noIdToken: true }],
  ])('of a provider, %s, starts no session (OpenID Connect Core §3.1.3.7)', async (_, lies) => {
    provider.lies = lies;
    const answer = await signInAt(newVisitor(), provider);
    expect(await seen(answer, REJECTED)).toEqual(rejected());
    expect(warnings).toEqual([expect.stringMatching(/^rejected the answer of the provider/)]);
  });
});

describe('no session starts with an answer that has', () => {
  it.each<[string, string, (query: URLSearchParams) => void]>([
    ['another state (RFC 9700 §4.7)', EXPIRED, (query) => query.set('state', 'another')],
    ['no state (RFC 9700 §4.7)', EXPIRED, (query) => query.delete('state')],
    [
      'the iss of another provider (RFC 9207 §2.4)',
      REJECTED,
      (query) => query.set('iss', other.issuer),
    ],
    [
      'no iss, although the provider sends it (RFC 9207 §2.4)',
      REJECTED,
      (query) => query.delete('iss'),
    ],
    ['an error', REJECTED, (query) => query.set('error', 'access_denied')],
    ['a repeated code', REJECTED, (query) => query.append('code', 'another')],
    ['no code', REJECTED, (query) => query.delete('code')],
  ])('%s, and the code is sent to nobody', async (_, text, change) => {
    expect(await seen(await signInAt(newVisitor(), provider, { change }), text)).toEqual(
      rejected(),
    );
    expect(provider.tokenRequests).toEqual([]);
  });

  it('a code of the provider that it has not given', async () => {
    const answer = await signInAt(newVisitor(), provider, {
      change: (query) => query.set('code', 'made up'),
    });
    expect(await seen(answer, REJECTED)).toEqual(rejected());
    expect(warnings).toEqual([expect.stringContaining('invalid_grant')]);
  });

  it('RFC 9700 §4.4: come to the redirect URI of another provider', async () => {
    const visitor = newVisitor();
    const query = provider.authorize(await leaveFor(visitor), 'sub-1');
    expect(
      await seen(await comeBack(visitor, query, 'other'), EXPIRED.replace('Company', 'Other')),
    ).toEqual(rejected());
    expect([...provider.tokenRequests, ...other.tokenRequests]).toEqual([]);
  });

  it('RFC 9700 §4.5: the code of another browser', async () => {
    const victim = newVisitor();
    const { searchParams } = new URL(await leaveFor(victim));
    const injected = provider.authorize(await leaveFor(newVisitor()), 'sub-1');
    injected.set('state', searchParams.get('state')!);
    expect(await seen(await comeBack(victim, injected), REJECTED)).toEqual(rejected());
  });

  it('the state of another browser, whose own sign-in still works (login CSRF)', async () => {
    const victim = newVisitor();
    const own = provider.authorize(await leaveFor(victim), 'sub-1');
    const attack = provider.authorize(await leaveFor(newVisitor()), 'attacker');
    expect(await seen(await comeBack(victim, attack), EXPIRED)).toEqual(rejected());
    expect(await seen(await comeBack(newVisitor(), attack), EXPIRED)).toEqual(rejected());
    expect(nextOf(await comeBack(victim, own))).toBe('/account');
  });

  it('been used before, also by 20 requests at the same time', async () => {
    const visitor = newVisitor();
    const query = provider.authorize(await leaveFor(visitor), 'sub-1');
    const path = `/sign-in/provider/${COMPANY}/complete?${query.toString()}`;
    const cookies = [...visitor.cookies];
    const answers = await Promise.all(
      Array.from({ length: 20 }, async () => {
        const copy = newVisitor();
        for (const [name, value] of cookies) copy.cookies.set(name, value);
        return copy.get(path);
      }),
    );
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    expect(provider.tokenRequests).toHaveLength(1);
    await applications.database.query('TRUNCATE sessions');
    for (const [name, value] of cookies) visitor.cookies.set(name, value);
    expect(await seen(await comeBack(visitor, query), EXPIRED)).toEqual(rejected());
  });

  it('taken longer than 10 minutes', async () => {
    const visitor = newVisitor();
    const query = provider.authorize(await leaveFor(visitor), 'sub-1');
    await applications.database.query(
      `UPDATE sign_in_transactions SET expires_at = expires_at - interval '10 minutes'`,
    );
    expect(await seen(await comeBack(visitor, query), EXPIRED)).toEqual(rejected());
  });
});

describe('a provider that fails', () => {
  const begin = async () => newVisitor().post(`/sign-in/provider/${COMPANY}`);
  const METADATA = '/.well-known/openid-configuration';

  it.each<[string, Lies, RegExp]>([
    ['names another issuer', { metadata: { issuer: 'https://evil.example' } }, /issuer/],
    ['names its issuer with a slash', { metadata: { issuer: 'SLASH' } }, /instead of/],
    [
      'has no authorization endpoint',
      { metadata: { authorization_endpoint: undefined } },
      /authorization_endpoint/,
    ],
    [
      'has a script as authorization endpoint',
      { metadata: { authorization_endpoint: 'javascript:alert(1)//' } },
      /./,
    ],
    [
      'sends more than it may',
      { metadata: { padding: 'x'.repeat(70_000) } },
      /larger than 65536 bytes/,
    ],
    ['does not answer in time', { answers: { [METADATA]: 'never' } }, /longer than 1 seconds/],
    ['answers with an error', { answers: { [METADATA]: { status: 500, body: {} } } }, /./],
    [
      'answers with a redirect',
      { answers: { [METADATA]: { status: 302, body: {}, headers: { Location: '/jwks' } } } },
      /./,
    ],
  ])('%s gets a page with a text and a line in the log', async (_, lies, line) => {
    if (lies.metadata?.issuer === 'SLASH') lies.metadata.issuer = `${provider.issuer}/`;
    provider.lies = lies;
    expect(await seen(await begin(), UNAVAILABLE)).toEqual(rejected(502));
    expect(warnings).toEqual([expect.stringMatching(line)]);
    expect(warnings[0]).toMatch(/^cannot use the identity provider company: /);
    expect(provider.requests).not.toContain('/jwks');
  });

  it('is away gets the same', async () => {
    await provider.stop();
    expect(await seen(await begin(), UNAVAILABLE)).toEqual(rejected(502));
    provider = await FakeProvider.start();
  });

  it.each<[string, Lies]>([
    ['a token endpoint that is slow', { answers: { '/token': 'never' } }],
    ['a token endpoint that fails', { answers: { '/token': { status: 500, body: {} } } }],
    [
      'a large answer of the token endpoint',
      { answers: { '/token': { status: 200, body: { a: 'x'.repeat(70_000) } } } },
    ],
    ['key sets that are slow', { answers: { '/jwks': 'never' } }],
  ])('with %s gets a page with a text', async (_, lies) => {
    provider.lies = lies;
    expect(await seen(await signInAt(newVisitor(), provider), REJECTED)).toEqual(rejected());
    expect(warnings).toHaveLength(1);
  });

  it('is asked for its metadata once an hour, and at once after a change of its row', async () => {
    const visitor = newVisitor();
    await Promise.all([leaveFor(visitor), leaveFor(newVisitor())]);
    await signInAt(visitor, provider);
    const count = () => provider.requests.filter((path) => path === METADATA).length;
    expect(count()).toBe(1);
    await applications.database.query(`UPDATE identity_providers SET client_id = 'new'`);
    expect(new URL(await leaveFor(visitor)).searchParams.get('client_id')).toBe('new');
    expect(count()).toBe(2);
  });
});

describe('a person', () => {
  it('whose identity is linked to nobody gets no session, also with a known e-mail address', async () => {
    provider.lies = { claims: { email: person.email, email_verified: true } };
    const answer = await signInAt(newVisitor(), provider, { subject: 'stranger' });
    expect(await seen(answer, 'Your account at Company is not linked to an account here.')).toEqual(
      rejected(),
    );
  });

  it('with the same subject at another provider gets no session', async () => {
    const visitor = newVisitor();
    const query = other.authorize(await leaveFor(visitor, 'other'), 'sub-1');
    expect(
      await seen(await comeBack(visitor, query, 'other'), 'Your account at Other is not'),
    ).toEqual(rejected());
  });

  it('who is disabled gets no session', async () => {
    const { database } = applications;
    await database.query('UPDATE staff_users SET enabled = false WHERE id = $1', [person.id]);
    const answer = await signInAt(newVisitor(), provider);
    await database.query('UPDATE staff_users SET enabled = true WHERE id = $1', [person.id]);
    expect(await seen(answer, 'Your account at Company is not linked to an account here.')).toEqual(
      rejected(),
    );
  });

  it('finds no provider that is disabled, deleted or unknown', async () => {
    const { database } = applications;
    const visitor = newVisitor();
    const query = provider.authorize(await leaveFor(visitor), 'sub-1');
    const page = async () => (await newVisitor().get('/sign-in')).body;
    expect(await page()).toContain('Sign in with Company');
    await database.query('UPDATE identity_providers SET enabled = false WHERE key = $1', [COMPANY]);
    expect(await page()).not.toContain('Company');
    const answers = [
      await comeBack(visitor, query),
      await newVisitor().post(`/sign-in/provider/${COMPANY}`),
      await newVisitor().post('/sign-in/provider/unknown'),
    ];
    for (const answer of answers)
      expect(await seen(answer, 'There is no such page.')).toEqual(rejected(404));
    expect(await page()).toContain('Sign in with Other');
  });

  it('is sent to no provider by a form of another site', async () => {
    const headers = { 'Sec-Fetch-Site': 'cross-site', Origin: 'https://evil.example' };
    const answer = await newVisitor().post(`/sign-in/provider/${COMPANY}`, {}, headers);
    expect(answer.status).toBe(403);
    expect(provider.requests).toEqual([]);
  });
});

it('removes all identities of a provider that is deleted, and those of a deleted person', async () => {
  const { database } = applications;
  const gone = await createPerson(database, SIDE);
  await linkIdentity(database, { side: SIDE, ...gone }, { issuer: other.issuer, subject: 'gone' });
  const subjects = async () =>
    (await database.query('SELECT subject FROM linked_identities ORDER BY subject')).map(
      ({ subject }) => subject,
    );
  expect(await subjects()).toEqual(['gone', 'sub-1']);
  await database.query('DELETE FROM staff_users WHERE id = $1', [gone.id]);
  expect(await subjects()).toEqual(['sub-1']);
  await database.query('DELETE FROM identity_providers WHERE key = $1', [COMPANY]);
  expect(await subjects()).toEqual([]);
});
