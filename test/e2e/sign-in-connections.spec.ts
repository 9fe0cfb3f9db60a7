import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SIDES } from '#oauth';
import { isSignedIn } from '../support/company-accounts.js';
import { startApplications, type TestApplications } from '../support/applications.js';
import { cheapHashes, createPerson } from '../support/sign-in-people.js';
import { Visitor } from '../support/visitor.js';

let applications: TestApplications;

beforeAll(async () => {
  applications = await startApplications((config) => {
    cheapHashes(config);
    config.database.poolSize = 1;
    config.database.limits.connectionTimeout = 1;
  });
});
afterAll(async () => applications.stop());

describe.each(SIDES)('with one connection to the database, at the %s', (side) => {
  it('a person signs in again in a browser that has a session', async () => {
    const { email, password } = await createPerson(applications.database, side);
    const visitor = new Visitor(applications[side]);
    for (let times = 0; times < 2; times += 1) {
      const { headers } = await visitor.signIn(email, password);
      expect(headers.get('set-cookie')).toContain(`latchkey-${side}=`);
    }
    expect(await isSignedIn(visitor)).toBe(true);
  });
});
