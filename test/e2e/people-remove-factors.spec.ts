import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SIDES } from '#oauth';
import { Totp } from '../../libs/sign-in/src/totp/totp.service.js';
import { generateSync } from 'otplib';
import { startApplications, type TestApplications } from '../support/applications.js';
import { latchkey } from '../support/latchkey.js';
import { cheapHashes, createPerson } from '../support/sign-in-people.js';
import { Visitor } from '../support/visitor.js';

let applications: TestApplications;

beforeAll(async () => {
  applications = await startApplications(cheapHashes);
});
afterAll(async () => applications.stop());

async function removeFactors(subject: string) {
  const environment = { PATH: process.env.PATH ?? '', DATABASE_URL: applications.database.url };
  const { code, output } = await latchkey(
    { environment },
    'people',
    'remove-factors',
    subject,
    '--json',
  );
  return { code, removed: JSON.parse(output) as object };
}

describe.each(SIDES)('latchkey people remove-factors for the %s', (side) => {
  const type = side === 'backoffice' ? 'users' : 'customer-users';

  const enrolled = async () => {
    const person = await createPerson(applications.database, side);
    const totp = applications[side].app.get(Totp, { strict: false });
    const { secret } = await totp.begin(person);
    const actor = { type: 'command', name: 'test' } as const;
    expect(await totp.confirm(person.id, generateSync({ secret }), actor)).toHaveLength(10);
    return person;
  };
  const isSignedIn = async ({ email, password }: { email: string; password: string }) => {
    const visitor = new Visitor(applications[side]);
    await visitor.signIn(email, password);
    return (await visitor.get('/account')).status === 200;
  };

  it('lets a person without app and codes sign in with the password, and nobody else', async () => {
    const [person, other] = [await enrolled(), await enrolled()];
    expect(await isSignedIn(person)).toBe(false);
    expect(await removeFactors(`${type}:${person.id}`)).toEqual({
      code: 0,
      removed: { authenticatorApps: 1, recoveryCodes: 10, passkeys: 0, identities: 0 },
    });
    expect(await isSignedIn(person)).toBe(true);
    expect(await isSignedIn(other)).toBe(false);
  });

  it('is in the audit trail when it has removed something', async () => {
    const person = await enrolled();
    await removeFactors(`${type}:${person.id}`);
    const nothing = { authenticatorApps: 0, recoveryCodes: 0, passkeys: 0, identities: 0 };
    expect((await removeFactors(`${type}:${person.id}`)).removed).toEqual(nothing);
    const events = await applications.database.query(
      `SELECT actor_type, subject_type, after FROM audit_events
       WHERE action = 'person.factors_removed' AND subject_id = $1 AND side = $2`,
      [person.id, side],
    );
    const after = { authenticatorApps: 1, recoveryCodes: 10, passkeys: 0, identities: 0 };
    expect(events).toEqual([{ actor_type: 'command', subject_type: type, after }]);
  });

  it('forgets an app that no code has confirmed, which is no factor that it removes', async () => {
    const person = await createPerson(applications.database, side);
    const totp = applications[side].app.get(Totp, { strict: false });
    await totp.begin(person);
    expect((await removeFactors(`${type}:${person.id}`)).removed).toEqual({
      authenticatorApps: 0,
      recoveryCodes: 0,
      passkeys: 0,
      identities: 0,
    });
    expect(await totp.pending(person)).toBe(null);
    const events = await applications.database.query(
      `SELECT FROM audit_events
       WHERE action = 'person.factors_removed' AND subject_id = $1 AND side = $2`,
      [person.id, side],
    );
    expect(events).toEqual([]);
  });
});
