import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { randomBytes } from 'node:crypto';
import { SIDES } from '#oauth';
import { startApplications, type TestApplications } from '../support/applications.js';
import { Authenticator, type Forgery } from '../support/authenticator.js';
import { pageAt } from '../support/pages.js';
import { createPerson } from '../support/sign-in-people.js';
import { sessionOf } from '../support/signed-in.js';

/** Passkeys of one person, at most. */
const MAX_PASSKEYS = 20;

let applications: TestApplications;

beforeAll(async () => {
  applications = await startApplications((config) => {
    for (const side of SIDES) {
      config[side].publicUrl = `http://localhost:${config[side].port}`;
      config[side].passkeys.rpId = 'localhost';
    }
  });
});
afterAll(async () => applications.stop());

describe.each(SIDES)('a person of the %s', (side) => {
  let personId: string;
  let cookies: { name: string; value: string }[];

  beforeEach(async () => {
    const { database } = applications;
    const person = await createPerson(database, side, { hasPassword: false });
    personId = person.id;
    cookies = [await sessionOf({ database, application: applications[side] }, person)];
  });

  /** Returns the answer of an authenticator with such an id, not sent yet. */
  async function answer(id = randomBytes(16), forgery: Forgery = {}): Promise<string> {
    const application = applications[side];
    const { text } = await pageAt(application, '/account/passkeys/options', { cookies, form: {} });
    return new Authenticator(application.url, id).create(JSON.parse(text) as never, forgery);
  }

  const add = async (response: string) => {
    const form = { name: 'My key', response };
    return (await pageAt(applications[side], '/account/passkeys', { cookies, form })).status;
  };

  const count = async () =>
    (
      await applications.database.query('SELECT FROM passkeys WHERE side = $1 AND person_id = $2', [
        side,
        personId,
      ])
    ).length;

  it('has at most 20 passkeys, also when requests arrive at the same time', async () => {
    const answers = await Promise.all(
      Array.from({ length: MAX_PASSKEYS + 5 }, async () => answer()),
    );
    const first = answers.slice(0, MAX_PASSKEYS - 2);
    for (const response of first) expect(await add(response)).toBe(303);
    const statuses = await Promise.all(answers.slice(first.length).map(add));
    expect(statuses.filter((status) => status === 303)).toHaveLength(2);
    expect(await count()).toBe(MAX_PASSKEYS);
  });

  it.each([
    [1, 303],
    [1023, 303],
    [1024, 403],
    [2000, 403],
  ])(
    'adds a passkey with an id of %i bytes, up to 1023 (WebAuthn §7.1): %i',
    async (length, expected) => {
      expect(await add(await answer(randomBytes(length)))).toBe(expected);
      expect(await count()).toBe(expected === 303 ? 1 : 0);
    },
  );

  it('does not add a passkey with a public key of more than 4096 bytes', async () => {
    expect(await add(await answer(undefined, { padding: 3900 }))).toBe(303);
    expect(await add(await answer(undefined, { padding: 4097 }))).toBe(403);
    expect(await count()).toBe(1);
  });
});
