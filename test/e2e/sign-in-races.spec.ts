import { generateSync } from 'otplib';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { SIDES } from '#oauth';
import { PasswordHashes } from '../../libs/sign-in/src/passwords/password-hashes.js';
import { Sessions } from '../../libs/sign-in/src/sessions/sessions.js';
import { Totp } from '../../libs/sign-in/src/totp/totp.service.js';
import { startApplications, type TestApplications } from '../support/applications.js';
import { cheapHashes, createPerson, type TestPerson } from '../support/sign-in-people.js';
import { Visitor } from '../support/visitor.js';

let applications: TestApplications;

beforeAll(async () => {
  applications = await startApplications(cheapHashes);
});
afterAll(async () => applications.stop());

const NEW = 'four bright lanterns drift';

describe.each(SIDES)(
  'a password that changes while the earlier one is checked at the %s',
  (side) => {
    let person: TestPerson;
    let owner: Visitor;

    beforeEach(async () => {
      person = await createPerson(applications.database, side);
      owner = new Visitor(applications[side]);
      await owner.signIn(person.email, person.password);
    });

    const change = async () => {
      const form = { current: person.password, password: NEW, repeated: NEW };
      const { headers } = await owner.post('/account/password', form);
      expect(headers.get('location')).toBe('/account?notice=password');
    };

    /** Lets the owner change the password between the check of the earlier one and the session. */
    const changeAfterCheck = () => {
      const hashes = applications[side].app.get(PasswordHashes, { strict: false });
      const verify = hashes.verify.bind(hashes);
      const spy = vi.spyOn(hashes, 'verify');
      spy.mockImplementationOnce(async (stored, password) => {
        spy.mockRestore();
        expect(await verify(stored, password)).toBe(true);
        await change();
        return true;
      });
    };

    const countOf = async (table: 'sessions' | 'pending_sign_ins') => {
      const [row] = await applications.database.query(
        `SELECT count(*)::integer AS count FROM ${table} WHERE side = $1 AND person_id = $2`,
        [side, person.id],
      );
      return row!.count as number;
    };

    const enrol = async () => {
      const totp = applications[side].app.get(Totp, { strict: false });
      const { secret } = await totp.begin(person);
      await totp.confirm(person.id, generateSync({ secret }), { type: 'command', name: 'test' });
      // The next code is accepted also when the time step ends meanwhile.
      return () => generateSync({ secret, epoch: Math.floor(Date.now() / 1000) + 30 });
    };

    it('starts no session with the earlier password', async () => {
      changeAfterCheck();
      const thief = new Visitor(applications[side]);
      expect((await thief.signIn(person.email, person.password)).status).toBe(403);
      expect(thief.cookies.size).toBe(0);
      expect(await countOf('sessions')).toBe(1);
      expect((await thief.signIn(person.email, NEW)).status).toBe(200);
    });

    it('is not changed again with the earlier password', async () => {
      const thief = new Visitor(applications[side]);
      await thief.signIn(person.email, person.password);
      changeAfterCheck();
      const theirs = 'seven quiet harbours wait';
      const form = { current: person.password, password: theirs, repeated: theirs };
      expect((await thief.post('/account/password', form)).status).toBe(400);
      expect((await new Visitor(applications[side]).signIn(person.email, NEW)).status).toBe(200);
    });

    it('lets no sign-in with the earlier password wait for a second factor', async () => {
      await enrol();
      changeAfterCheck();
      const thief = new Visitor(applications[side]);
      expect((await thief.signIn(person.email, person.password)).status).toBe(403);
      expect(thief.cookies.size).toBe(0);
      expect(await countOf('pending_sign_ins')).toBe(0);
    });

    it('starts no session with a second factor after the earlier password', async () => {
      const code = await enrol();
      const thief = new Visitor(applications[side]);
      await thief.signIn(person.email, person.password);
      const sessions = applications[side].app.get(Sessions, { strict: false });
      const start = sessions.start.bind(sessions);
      vi.spyOn(sessions, 'start').mockImplementationOnce(async (...values) => {
        await change();
        return start(...values);
      });
      const { status, headers } = await thief.post('/sign-in/code', { code: code() });
      expect({ status, location: headers.get('location') }).toEqual({
        status: 303,
        location: '/sign-in?return_to=%2Faccount',
      });
      expect(await countOf('sessions')).toBe(1);
    });
  },
);
