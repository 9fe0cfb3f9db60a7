import { generateSync } from 'otplib';
import { Client } from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { SIDES } from '#oauth';
import { Totp } from '../../libs/sign-in/src/totp/totp.service.js';
import { CompanyAccounts, isSignedIn } from '../support/company-accounts.js';
import { apiOf, lastEvents } from '../support/json-api.js';
import { latchkey } from '../support/latchkey.js';
import { ENDED, SOON, WORKING } from '../support/people-grants.js';
import { comeBack, leaveFor, signInAt } from '../support/provider-visits.js';
import { signIn } from '../support/sign-in.js';
import { setPassword } from '../support/sign-in-people.js';
import { Visitor } from '../support/visitor.js';
import { untilWaiting } from '../support/waiting-statements.js';

let accounts: CompanyAccounts;

beforeAll(async () => {
  accounts = await CompanyAccounts.start();
});
afterAll(async () => accounts.stop());
afterEach(() => {
  accounts.provider.lies = {};
});

/** Changes a provider over HTTP, with a client that may only take providers away. */
async function api(id: string, change: 'disable' | 'remove'): Promise<void> {
  const path = `/api/identity-providers/${id}`;
  const providers = await apiOf(accounts.applications.backoffice, 'identity-providers:write');
  const disabled = { type: 'identity-providers', id, attributes: { enabled: false } };
  const { status } =
    change === 'remove' ? await providers.delete(path) : await providers.patch(path, disabled);
  expect(status).toBe(204);
}

async function run(...words: string[]) {
  const { url } = accounts.applications.database;
  const environment = { PATH: process.env.PATH ?? '', DATABASE_URL: url };
  const result = await latchkey({ environment }, ...words);
  expect(result).toMatchObject({ code: 0, errors: '' });
  return result;
}

const command = async (...words: string[]) => run('providers', ...words);
const people = async (...words: string[]) => run('people', ...words);

describe.each(SIDES)('at the %s', (side) => {
  let providerId: string;

  beforeEach(async () => {
    providerId = await accounts.connect(side);
  });

  /** A browser with a session that began at no provider. */
  const typedBy = async (personId: string) => {
    const visitor = new Visitor(accounts.applications[side]);
    const cookie = await signIn(accounts.applications, side, personId);
    visitor.cookies.set(...(cookie.split('=') as [string, string]));
    return visitor;
  };

  it.each<[string, (id: string) => Promise<unknown>]>([
    ['is disabled over HTTP', async (id) => api(id, 'disable')],
    ['is removed over HTTP', async (id) => api(id, 'remove')],
    ['is disabled by a command', async (id) => command('update', id, '--disable')],
    ['is removed by a command', async (id) => command('remove', id)],
  ])('all sessions end that began at a provider when it %s', async (_, change) => {
    const [one, other] = [await accounts.person(side), await accounts.person(side)];
    const ended = [
      await accounts.signIn(side, one),
      await accounts.signIn(side, one),
      await accounts.signIn(side, other),
    ];
    await change(providerId);
    for (const { visitor, access } of ended) {
      await expect.poll(async () => isSignedIn(visitor), SOON).toBe(false);
      await expect.poll(access.works, SOON).toEqual(ENDED);
    }
  });

  it('a session of a password, and one of another provider, do not end with a provider', async () => {
    const person = await accounts.person(side);
    await accounts.signIn(side, person);
    const visitor = await typedBy(person.id);
    const kept = await accounts.inSession(side, person.id, visitor);
    await command('update', providerId, '--disable');
    expect(await isSignedIn(visitor)).toBe(true);
    expect(await kept.access.works()).toEqual(WORKING);

    const again = await accounts.connect(side);
    const [{ id: another } = {}] = await accounts.applications.database.query(
      `SELECT id::text FROM identity_providers WHERE side = $1 AND key = 'other'`,
      [side],
    );
    const second = await accounts.signIn(side, await accounts.person(side));
    await command('remove', String(another));
    expect(again).not.toBe(another);
    expect(await isSignedIn(second.visitor)).toBe(true);
    expect(await second.access.works()).toEqual(WORKING);
  });

  it('sessions end when the person removes the identity, except where they removed it', async () => {
    const [person, other] = [await accounts.person(side), await accounts.person(side)];
    const ended = await accounts.signIn(side, person);
    const current = await accounts.signIn(side, person);
    const kept = await accounts.signIn(side, other);
    const [typed, elsewhere] = [await typedBy(person.id), await typedBy(person.id)];
    const { sessionId } = await accounts.inSession(side, person.id, elsewhere);
    await accounts.applications.database.query(
      `UPDATE sessions SET provider_id = provider.id FROM identity_providers provider
       WHERE sessions.id = $1 AND provider.side = $2 AND key = 'other'`,
      [sessionId, side],
    );
    const { issuer } = accounts.provider;
    await current.visitor.post('/account/identities/remove', { issuer, subject: person.subject });
    await expect.poll(async () => isSignedIn(ended.visitor), SOON).toBe(false);
    await expect.poll(ended.access.works, SOON).toEqual(ENDED);
    for (const visitor of [typed, elsewhere]) expect(await isSignedIn(visitor)).toBe(true);
    for (const { visitor, access } of [current, kept]) {
      expect(await isSignedIn(visitor)).toBe(true);
      expect(await access.works()).toEqual(WORKING);
    }
    expect(await lastEvents(accounts.applications)).toMatchObject([
      { action: 'person.identity_unlinked', subject_id: person.id, after: { issuer, sessions: 1 } },
    ]);
  });

  it('sessions continue when a provider is changed otherwise, or enabled', async () => {
    const { visitor, access } = await accounts.signIn(side, await accounts.person(side));
    await command('update', providerId, '--name', 'Another name');
    await command('update', providerId, '--enable');
    expect(await isSignedIn(visitor)).toBe(true);
    expect(await access.works()).toEqual(WORKING);
  });

  it('a session that began at a provider ends with it after a password was typed in it', async () => {
    const person = await accounts.person(side);
    const { visitor, sessionId } = await accounts.signIn(side, person);
    const password = 'Copper kettles sing at dawn';
    await setPassword(accounts.applications.database, { side, id: person.id, password });
    const table = side === 'backoffice' ? 'staff_users' : 'customer_users';
    const [row] = await accounts.applications.database.query(
      `SELECT email FROM ${table} WHERE id = $1`,
      [person.id],
    );
    await visitor.signIn(String(row!.email), password);
    expect((await accounts.inSession(side, person.id, visitor)).sessionId).toBe(sessionId);
    await command('update', providerId, '--disable');
    await expect.poll(async () => isSignedIn(visitor), SOON).toBe(false);
  });

  /** Signs in at a provider that names no second factor, as a person with an authenticator app. */
  async function waiting(): Promise<{ id: string; visitor: Visitor; secret: string }> {
    const { id, subject } = await accounts.person(side);
    const totp = accounts.applications[side].app.get(Totp, { strict: false });
    const { secret } = await totp.begin({ id, email: 'x@example.com' });
    const actor = { type: 'command', name: 'test' } as const;
    await totp.confirm(id, generateSync({ secret }), actor);
    accounts.provider.lies = { claims: { amr: ['pwd'] } };
    const visitor = new Visitor(accounts.applications[side]);
    await signInAt(visitor, accounts.provider, { subject });
    return { id, visitor, secret };
  }

  const enter = async ({ visitor, secret }: { visitor: Visitor; secret: string }) => {
    const epoch = Math.floor(Date.now() / 1000) + 30; // each code works once
    await visitor.post('/sign-in/code', { code: generateSync({ secret, epoch }) });
    return isSignedIn(visitor);
  };

  it('a sign-in at a provider that waits for a second factor ends with the provider', async () => {
    const [finished, ended, late] = [await waiting(), await waiting(), await waiting()];
    expect(await enter(finished)).toBe(true);
    await command('update', providerId, '--disable');
    await expect.poll(async () => isSignedIn(finished.visitor), SOON).toBe(false);
    expect(await enter(ended)).toBe(false);
    await command('update', providerId, '--enable');
    expect(await enter(late)).toBe(false);
  });

  it('a sign-in that waits for a second factor ends with the linked identity of the person', async () => {
    const [ended, kept] = [await waiting(), await waiting()];
    const person = `${side === 'backoffice' ? 'users' : 'customer-users'}:${ended.id}`;
    const factors = JSON.parse((await people('factors', person, '--json')).output) as {
      id: string;
      kind: string;
    }[];
    const identity = factors.find(({ kind }) => kind === 'identity')!;
    await people('remove-factors', person, '--factor', identity.id);
    expect(await enter(ended)).toBe(false);
    expect(await enter(kept)).toBe(true);
  });

  it('no session starts at a provider that is being disabled, with one factor or two', async () => {
    const { database } = accounts.applications;
    const { subject } = await accounts.person(side);
    const second = await waiting();
    accounts.provider.lies = {};
    const visitor = new Visitor(accounts.applications[side]);
    const query = accounts.provider.authorize(await leaveFor(visitor), subject);
    const disabling = new Client(database.url);
    await disabling.connect();
    try {
      await disabling.query('BEGIN');
      await disabling.query('UPDATE identity_providers SET enabled = false WHERE id = $1', [
        providerId,
      ]);
      const arrival = comeBack(visitor, query);
      const entry = enter(second);
      await untilWaiting(disabling, database, 2);
      await disabling.query('COMMIT');
      await arrival;
      expect(await isSignedIn(visitor)).toBe(false);
      expect(await entry).toBe(false);
    } finally {
      await disabling.end();
    }
  });
});
