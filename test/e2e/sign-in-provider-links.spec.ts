import { createHash, randomBytes } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { SIDES } from '#oauth';
import { LinkedIdentitiesRepository } from '../../libs/sign-in/src/providers/linked-identities.repository.js';
import { startApplications, type TestApplications } from '../support/applications.js';
import { FakeProvider } from '../support/fake-provider.js';
import { addProvider, allowLocalProviders, linkIdentity } from '../support/identity-providers.js';
import { COMPANY, comeBack, leaveFor, nextOf, signInAt } from '../support/provider-visits.js';
import { sessionOf } from '../support/signed-in.js';
import { cheapHashes, createPerson, type TestPerson } from '../support/sign-in-people.js';
import { Visitor } from '../support/visitor.js';

let applications: TestApplications;
let provider: FakeProvider;

beforeAll(async () => {
  applications = await startApplications((config) => {
    cheapHashes(config);
    allowLocalProviders(config);
  });
  provider = await FakeProvider.start();
  for (const side of SIDES) {
    await addProvider(applications.database, { side, key: COMPANY, issuer: provider.issuer });
  }
});
afterAll(async () => {
  await provider.stop();
  await applications.stop();
});
beforeEach(async () => {
  await applications.database.query('TRUNCATE linked_identities, sessions');
});

describe.each(SIDES)('at the %s', (side) => {
  const newVisitor = () => new Visitor(applications[side]);

  const identities = async () =>
    applications.database.query(
      'SELECT side, person_id::text AS person, subject FROM linked_identities',
    );

  const link = async (person: TestPerson, subject: string) =>
    linkIdentity(
      applications.database,
      { side, id: person.id },
      { issuer: provider.issuer, subject },
    );

  /** Makes a one-time link, and returns its secret. */
  async function invite({ id }: TestPerson, purpose = 'invitation'): Promise<string> {
    const token = randomBytes(32).toString('base64url');
    await applications.database.query(
      `INSERT INTO sign_in_links (token_hash, side, person_id, purpose, expires_at)
       VALUES ($1, $2, $3, $4, now() + interval '1 hour')`,
      [createHash('sha256').update(token).digest(), side, id, purpose],
    );
    return token;
  }

  const invitee = async () => createPerson(applications.database, side, { hasPassword: false });

  describe('an invitation', () => {
    it('links the identity of the person once, and signs them in', async () => {
      const person = await invitee();
      const invitation = await invite(person);
      const visitor = newVisitor();
      const page = await visitor.get(`/sign-in/link?token=${invitation}`);
      expect(page.body).toContain(`name="invitation" value="${invitation}"`);
      const answer = await signInAt(visitor, provider, { form: { invitation } });
      expect(nextOf(answer)).toBe('/account');
      expect(await identities()).toEqual([{ side, person: person.id, subject: 'sub-1' }]);
      expect((await visitor.get('/account')).body).toContain(person.email);
      const again = await newVisitor().post(`/sign-in/provider/${COMPANY}`, { invitation });
      expect(again.headers.get('location')).toBe('/sign-in/link');
    });

    it('that was used while the person was at the provider links nothing', async () => {
      const person = await invitee();
      const invitation = await invite(person);
      const visitor = newVisitor();
      const query = provider.authorize(await leaveFor(visitor, COMPANY, { invitation }), 'sub-1');
      await applications.database.query('UPDATE sign_in_links SET used_at = now()');
      const answer = await comeBack(visitor, query);
      expect(answer.headers.get('location')).toBe('/sign-in/link');
      expect(await identities()).toEqual([]);
      expect((await visitor.get('/account')).status).toBe(303);
    });

    it.each<[string, (person: TestPerson) => Promise<string>]>([
      ['a link for a lost password', async (person) => invite(person, 'recovery')],
      ['a made-up link', async () => randomBytes(32).toString('base64url')],
      ['no link', async () => ''],
      [
        'the invitation of a disabled person',
        async (person) => {
          const table = side === 'backoffice' ? 'staff_users' : 'customer_users';
          await applications.database.query(`UPDATE ${table} SET enabled = false WHERE id = $1`, [
            person.id,
          ]);
          return invite(person);
        },
      ],
    ])('is not replaced by %s', async (_, tokenOf) => {
      const visitor = newVisitor();
      const invitation = await tokenOf(await invitee());
      const page = await visitor.get(`/sign-in/link?token=${invitation}`);
      expect(page.body).not.toContain('Company');
      const answer = await visitor.post(`/sign-in/provider/${COMPANY}`, { invitation });
      expect({ status: answer.status, location: answer.headers.get('location') }).toEqual({
        status: 303,
        location: '/sign-in/link',
      });
    });
  });

  describe('the account', () => {
    async function signedIn(person: TestPerson, secondsAgo = 0): Promise<Visitor> {
      const { database } = applications;
      const application = applications[side];
      const cookie = await sessionOf({ database, application }, person, secondsAgo);
      const visitor = newVisitor();
      visitor.cookies.set(cookie.name, cookie.value);
      return visitor;
    }

    const leave = async (visitor: Visitor) =>
      nextOf(await visitor.post('/account/identities', { provider: COMPANY }));

    it('links an identity to the person whose browser comes back', async () => {
      const person = await createPerson(applications.database, side);
      const visitor = await signedIn(person);
      const query = provider.authorize(await leave(visitor), 'sub-1');
      const answer = await comeBack(visitor, query);
      expect(answer.headers.get('location')).toBe('/account');
      expect(await identities()).toEqual([{ side, person: person.id, subject: 'sub-1' }]);
    });

    it('links nothing after the session has ended, or for another person', async () => {
      const person = await createPerson(applications.database, side);
      const other = await signedIn(await createPerson(applications.database, side));
      for (const session of [undefined, other.cookies.get(`latchkey-${side}`)]) {
        const visitor = await signedIn(person);
        const query = provider.authorize(await leave(visitor), 'sub-1');
        visitor.cookies.delete(`latchkey-${side}`);
        if (session !== undefined) visitor.cookies.set(`latchkey-${side}`, session);
        const answer = await comeBack(visitor, query);
        expect(answer.status).toBe(403);
        expect(answer.body).toContain('This sign-in has expired');
      }
      expect(await identities()).toEqual([]);
    });

    it('is where a person goes on whose provider does not answer', async () => {
      const key = `away-${side}`;
      const issuer = 'http://127.0.0.1:9';
      const id = await addProvider(applications.database, { side, key, issuer });
      const visitor = await signedIn(await createPerson(applications.database, side));
      const { status, body } = await visitor.post('/account/identities', { provider: key });
      await applications.database.query('DELETE FROM identity_providers WHERE id = $1', [id]);
      expect({ status, links: body.match(/(?<=<a [^>]*href=")[^"]*/g) }).toEqual({
        status: 502,
        links: ['/account'],
      });
    });

    it('links and removes only after a recent sign-in, and from its own page', async () => {
      const person = await createPerson(applications.database, side);
      await link(person, 'sub-1');
      const identity = { issuer: provider.issuer, subject: 'sub-1' };
      const late = await signedIn(person, 301);
      for (const path of ['/account/identities', '/account/identities/remove']) {
        const answer = await late.post(path, { provider: COMPANY, ...identity });
        expect(answer.headers.get('location')).toBe('/sign-in?return_to=%2Faccount');
        const visitor = await signedIn(person);
        const foreign = { 'Sec-Fetch-Site': 'cross-site', Origin: 'https://evil.example' };
        expect((await visitor.post(path, identity, foreign)).status).toBe(403);
      }
      expect(await identities()).toHaveLength(1);
    });

    it('removes no identity of somebody else, and ends waiting sign-ins with its own', async () => {
      const { database } = applications;
      const [one, other] = [await createPerson(database, side), await createPerson(database, side)];
      await link(one, 'one');
      await link(other, 'other');
      await database.query(
        `INSERT INTO pending_sign_ins (id_hash, side, person_id, amr, return_to, expires_at)
         VALUES (sha256('x'), $1, $2, '{fed}', '/account', now() + interval '1 minute')`,
        [side, one.id],
      );
      const visitor = await signedIn(one);
      for (const subject of ['other', 'one']) {
        const form = { issuer: provider.issuer, subject };
        await visitor.post('/account/identities/remove', form);
      }
      expect(await identities()).toEqual([{ side, person: other.id, subject: 'other' }]);
      expect(await database.query('SELECT FROM pending_sign_ins')).toEqual([]);
    });

    it('links at most 20 identities', async () => {
      const person = await createPerson(applications.database, side);
      for (let n = 0; n < 20; n += 1) await link(person, `sub-${n}`);
      const visitor = await signedIn(person);
      const query = provider.authorize(await leave(visitor), 'one more');
      expect((await comeBack(visitor, query)).status).toBe(403);
      expect(await identities()).toHaveLength(20);
    });
  });

  it('a sign-in starts no session when the identity is removed meanwhile', async () => {
    await link(await createPerson(applications.database, side), 'sub-1');
    const repository = applications[side].app.get(LinkedIdentitiesRepository, { strict: false });
    const use = repository.use.bind(repository);
    const spy = vi.spyOn(repository, 'use').mockImplementation(async (identity) => {
      const personId = await use(identity);
      await applications.database.query('TRUNCATE linked_identities');
      return personId;
    });
    const answer = await signInAt(newVisitor(), provider);
    spy.mockRestore();
    expect(answer.status).toBe(403);
    expect(await applications.database.query('SELECT FROM sessions')).toEqual([]);
  });
});
