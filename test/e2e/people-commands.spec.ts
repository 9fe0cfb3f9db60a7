import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SIDES } from '#oauth';
import { startApplications, type TestApplications } from '../support/applications.js';
import { lastEvents } from '../support/json-api.js';
import { latchkey } from '../support/latchkey.js';
import {
  accessFor,
  ENDED,
  personWithProfile,
  SCOPE,
  SOON,
  WORKING,
} from '../support/people-grants.js';
import { signIn } from '../support/sign-in.js';
import { cheapHashes, createPerson } from '../support/sign-in-people.js';

let applications: TestApplications;

beforeAll(async () => {
  applications = await startApplications(cheapHashes);
});
afterAll(async () => applications.stop());

async function run(...words: string[]) {
  const environment = { PATH: process.env.PATH ?? '', DATABASE_URL: applications.database.url };
  return latchkey({ environment }, ...words);
}

/** Runs a command with --json that succeeds, and returns what it prints. */
async function json(...words: string[]): Promise<unknown> {
  const { code, output, errors } = await run(...words, '--json');
  expect({ code, errors }).toEqual({ code: 0, errors: '' });
  return JSON.parse(output);
}

const TIME = expect.stringMatching(/^\d{4}-\d{2}-\d{2}T/) as string;

describe.each(SIDES)('latchkey people factors for the %s', (side) => {
  const type = side === 'backoffice' ? 'users' : 'customer-users';

  it('lists the factors of a person, and remove-factors --factor removes one', async () => {
    const { id } = await createPerson(applications.database, side);
    const other = await createPerson(applications.database, side);
    const [{ passkey } = {}] = await applications.database.query(
      `INSERT INTO passkeys (side, person_id, credential_id, public_key, counter, name)
       VALUES ($1, $2, sha256(($1 || ' of the command')::bytea), 'key', 0, 'Laptop')
       RETURNING id::text AS passkey`,
      [side, id],
    );
    const person = `${type}:${id}`;
    const empty = { name: null, provider: null, lastUsedAt: null, codesLeft: null };
    const factors = [
      { ...empty, id: `${side}-${id}-password`, kind: 'password', setUpAt: TIME },
      {
        ...empty,
        id: `${side}-${id}-passkey-${String(passkey)}`,
        kind: 'passkey',
        name: 'Laptop',
        setUpAt: TIME,
      },
    ];
    expect(await json('people', 'factors', person)).toEqual(factors);
    const remove = async (factor: string, of = person) =>
      run('people', 'remove-factors', of, '--factor', factor);
    expect(await remove(factors[1]!.id, `${type}:${other.id}`)).toEqual({
      code: 4,
      output: '',
      errors:
        `latchkey: ${type}:${other.id} has no factor ${factors[1]!.id}: ` +
        `run \`latchkey people factors ${type}:${other.id}\`\n`,
    });
    expect(await remove(factors[1]!.id)).toEqual({
      code: 0,
      output: `${factors[1]!.id} is removed\n`,
      errors: '',
    });
    expect((await remove(factors[1]!.id)).code).toBe(4);
    expect((await remove('nonsense')).code).toBe(4);
    expect(await json('people', 'factors', person)).toEqual(factors.slice(0, 1));
    expect(await lastEvents(applications)).toMatchObject([
      { actor_type: 'command', action: 'person.passkey_removed', subject_id: id },
    ]);
  });
});

describe.each(SIDES)('latchkey people apps for the %s', (side) => {
  const type = side === 'backoffice' ? 'users' : 'customer-users';

  it('lists consents and refresh tokens by app, and end --app ends one', async () => {
    const personId = await personWithProfile(applications, side);
    const person = `${type}:${personId}`;
    const first = await accessFor(applications, side, { personId });
    await accessFor(applications, side, { personId, client: first.client });
    const second = await accessFor(applications, side, { personId });
    const { clientId } = first.client;
    await applications.database.query(
      `INSERT INTO consents (side, person_id, client_id, scopes)
       VALUES ($1, $2, $3, '{openid,${SCOPE}}')`,
      [side, personId, clientId],
    );
    const listed = (await json('people', 'apps', person)) as { clientId: string }[];
    const of = (id: string) => listed.find((each) => each.clientId === id);
    expect(listed).toHaveLength(2);
    expect(of(clientId)).toEqual({
      clientId,
      name: expect.any(String) as string,
      scopes: ['openid', SCOPE],
      consentedAt: TIME,
      refreshTokens: 2,
      since: TIME,
      lastUsedAt: TIME,
    });
    expect(of(second.client.clientId)).toMatchObject({
      scopes: [SCOPE],
      consentedAt: null,
      refreshTokens: 1,
    });
    const end = async () => run('people', 'end', person, '--app', clientId);
    expect(await end()).toEqual({
      code: 0,
      output: expect.stringMatching(`^the access of client \\w+ \\(${clientId}\\) has ended\n$`),
      errors: '',
    });
    await expect.poll(first.works, SOON).toEqual(ENDED);
    expect(await second.works()).toEqual(WORKING);
    expect(await json('people', 'apps', person)).toHaveLength(1);
    expect(await end()).toEqual({
      code: 4,
      output: '',
      errors:
        `latchkey: ${clientId} has no access for ${person}: ` +
        `run \`latchkey people apps ${person}\`\n`,
    });
    expect(await lastEvents(applications)).toMatchObject([
      { actor_type: 'command', action: 'person.app_ended', subject_id: personId },
    ]);
  });
});

describe('latchkey clients refresh-tokens', () => {
  it('lists those of a client, and tokens revoke --refresh-token ends one', async () => {
    const [one, other] = [
      await personWithProfile(applications, 'storefront'),
      await personWithProfile(applications, 'storefront'),
    ];
    const ended = await accessFor(applications, 'storefront', { personId: one });
    const { client } = ended;
    const kept = await accessFor(applications, 'storefront', { personId: other, client });
    const list = async () => json('clients', 'refresh-tokens', client.clientId);
    const row = (id: string, personId: string) => ({
      id,
      person: `customer-users:${personId}`,
      scope: [SCOPE],
      createdAt: TIME,
      lastUsedAt: TIME,
      expiresAt: TIME,
    });
    expect(await list()).toEqual([
      row(ended.tokens.familyId, one),
      row(kept.tokens.familyId, other),
    ]);
    const revoke = async () => run('tokens', 'revoke', '--refresh-token', ended.tokens.familyId);
    expect(await revoke()).toEqual({
      code: 0,
      output: `the refresh token ${ended.tokens.familyId} is revoked\n`,
      errors: '',
    });
    await expect.poll(ended.works, SOON).toEqual(ENDED);
    expect(await kept.works()).toEqual(WORKING);
    expect(await list()).toEqual([row(kept.tokens.familyId, other)]);
    expect(await revoke()).toMatchObject({ code: 4, output: '' });
  });

  it('rejects an unknown client, an unknown token, and several things to revoke', async () => {
    const id = randomUUID();
    expect(await run('clients', 'refresh-tokens', id)).toMatchObject({
      code: 4,
      errors: `latchkey: there is no client ${id}: run \`latchkey clients list\` to see all clients\n`,
    });
    for (const token of ['0', '99999999999999999999', 'x', '7']) {
      expect(await run('tokens', 'revoke', '--refresh-token', token)).toMatchObject({
        code: 4,
        output: '',
        errors: `latchkey: there is no refresh token ${token}: run \`latchkey clients refresh-tokens <clientId>\`\n`,
      });
    }
    for (const words of [
      ['--refresh-token', '7', '--client', id],
      ['--refresh-token', '7', '--side', 'storefront'],
      ['text', '--side', 'storefront', '--refresh-token', '7'],
      [],
    ]) {
      expect((await run('tokens', 'revoke', ...words)).code).toBe(64);
    }
  });
});

describe('a command about a person', () => {
  const COMMANDS = ['invite', 'reset', 'sessions', 'apps', 'end', 'factors', 'remove-factors'];

  it.each(COMMANDS)(
    '%s fails with one line for an account that does not exist',
    async (command) => {
      for (const [person, path] of [
        ['users:999999', 'users'],
        ['customer-users:9223372036854775807', 'customer-users'],
        ['users:0', 'users'],
      ]) {
        expect(await run('people', command, person!)).toEqual({
          code: 4,
          output: '',
          errors: `latchkey: there is no account ${person}: GET /api/${path} lists all accounts\n`,
        });
      }
    },
  );

  it.each([...COMMANDS, 'erase'])('%s rejects an id that nobody can have', async (command) => {
    for (const id of ['9223372036854775808', '9999999999999999999', '07', 'x', '']) {
      const { code, output, errors } = await run('people', command, `users:${id}`);
      expect({ id, code, output }).toEqual({ id, code: 64, output: '' });
      expect(errors).toMatch(
        /^latchkey: [^\n]*It must be users:<id> or customer-users:<id>[^\n]*\n$/,
      );
    }
  });

  it('end fails for a session of somebody else, and ends none', async () => {
    const [one, other] = [
      await personWithProfile(applications, 'backoffice'),
      await personWithProfile(applications, 'backoffice'),
    ];
    await signIn(applications, 'backoffice', one);
    const [session] = (await json('people', 'sessions', `users:${one}`)) as { id: string }[];
    expect(await run('people', 'end', `users:${other}`, '--session', session!.id)).toEqual({
      code: 4,
      output: '',
      errors:
        `latchkey: users:${other} has no session ${session!.id}: ` +
        `run \`latchkey people sessions users:${other}\`\n`,
    });
    expect(await json('people', 'sessions', `users:${one}`)).toHaveLength(1);
  });
});
