import { Logger } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { AuditLog } from '#audit';
import { type Side, SIDES } from '#oauth';
import { PasskeyVerification } from '../../libs/sign-in/src/passkeys/passkey-verification.js';
import { PasskeysRepository } from '../../libs/sign-in/src/passkeys/passkeys.repository.js';
import { Passkeys } from '../../libs/sign-in/src/passkeys/passkeys.service.js';
import { TransactionsRepository } from '../../libs/sign-in/src/transactions/transactions.repository.js';
import { Authenticator, type Forgery } from '../support/authenticator.js';
import { createDatabase, type TestDatabase } from '../support/database.js';

const ACTOR = { type: 'command', name: 'test' } as const;
const ORIGIN = 'https://admin.shop.example';
const PERSON = { id: '7', email: 'ada@example.com', name: 'Ada Lovelace' };

let database: TestDatabase;
const sources = {} as Record<Side, DataSource>;

beforeAll(async () => {
  Logger.overrideLogger(false); // it says why each answer is rejected
  database = await createDatabase();
  for (const side of SIDES) {
    const url = database.urlOf(side);
    sources[side] = await new DataSource({ type: 'postgres', url, poolSize: 10 }).initialize();
  }
});
afterAll(async () => {
  Logger.overrideLogger(true);
  await Promise.all(Object.values(sources).map(async (source) => source.destroy()));
  await database.drop();
});
beforeEach(async () => {
  await database.query('TRUNCATE passkeys, sign_in_transactions');
});

function passkeysOf(side: Side): Passkeys {
  const settings = {
    side,
    issuer: `${ORIGIN}/latchkey`,
    passkeys: { rpId: 'shop.example' },
    pages: { name: 'Shop', logo: '', color: '#000000' },
  };
  return new Passkeys(
    settings,
    new PasskeysRepository(settings, sources[side]),
    new TransactionsRepository(settings, sources[side]),
    new PasskeyVerification(settings),
    new AuditLog(),
  );
}

async function enrol(passkeys: Passkeys, name = 'My key', person = PERSON) {
  const authenticator = new Authenticator(ORIGIN);
  const options = await passkeys.creationOptions(person);
  const response = authenticator.create(options);
  const id = await passkeys.add(person.id, { response, name }, ACTOR);
  return { authenticator, id: id! };
}

describe.each(SIDES)('a passkey of the %s', (side) => {
  const passkeys = () => passkeysOf(side);

  it('is asked for with the RP id of the configuration and user verification, discoverable', async () => {
    const { authenticator } = await enrol(passkeys());
    expect(await passkeys().creationOptions(PERSON)).toMatchObject({
      rp: { id: 'shop.example', name: 'Shop' },
      user: { name: 'ada@example.com', displayName: 'Ada Lovelace' },
      attestation: 'none',
      authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
      excludeCredentials: [{ id: authenticator.id.toString('base64url') }],
    });
    expect(await passkeys().requestOptions()).toMatchObject({
      rpId: 'shop.example',
      userVerification: 'required',
    });
  });

  it('has a user handle without personal data, which is the same each time', async () => {
    const handle = (await passkeys().creationOptions(PERSON)).user.id;
    expect((await passkeys().creationOptions(PERSON)).user.id).toBe(handle);
    expect(Buffer.from(handle, 'base64url')).toHaveLength(32);
    expect((await passkeys().creationOptions({ ...PERSON, id: '8' })).user.id).not.toBe(handle);
  });

  it('identifies its person, and records its use', async () => {
    const { authenticator, id } = await enrol(passkeys());
    const [before] = await passkeys().listOf('7');
    expect(before).toEqual({
      id,
      name: 'My key',
      createdAt: expect.any(Number) as number,
      lastUsedAt: null,
    });
    const options = await passkeys().requestOptions();
    expect(await passkeys().verify(authenticator.get(options))).toBe('7');
    expect((await passkeys().listOf('7'))[0]?.lastUsedAt).toEqual(expect.any(Number));
  });

  it('signs each challenge once, also for 50 requests at the same time', async () => {
    const { authenticator } = await enrol(passkeys());
    const options = await passkeys().requestOptions();
    const response = authenticator.get(options);
    const results = await Promise.all(
      Array.from({ length: 50 }, async () => passkeys().verify(response)),
    );
    expect(results.filter((personId) => personId === '7')).toHaveLength(1);
    expect(await passkeys().verify(authenticator.get(options))).toBe(null);
  });

  it.each<[string, Forgery]>([
    ['another origin', { origin: 'https://admin.shop.example.evil.example' }],
    ['another port of the host', { origin: 'https://admin.shop.example:8443' }],
    ['http', { origin: 'http://admin.shop.example' }],
    ['a subdomain of the RP id that is not the public URL', { origin: 'https://shop.example' }],
    ['another RP id', { rpId: 'admin.shop.example' }],
    ['the answer to another question', { type: 'webauthn.create' }],
    ['a challenge that was never made', { challenge: Buffer.alloc(32).toString('base64url') }],
    ['a malformed challenge', { challenge: 'x' }],
    ['no user verification', { isVerified: false }],
    ['the user handle of another account', { userHandle: 'AAAA' }],
  ])('does not sign in with %s', async (_, forgery) => {
    const { authenticator } = await enrol(passkeys());
    const options = await passkeys().requestOptions();
    expect(await passkeys().verify(authenticator.get(options, forgery))).toBe(null);
    // The same passkey works without the forgery.
    expect(await passkeys().verify(authenticator.get(await passkeys().requestOptions()))).toBe('7');
  });

  it.each<[string, Forgery]>([
    ['another origin', { origin: 'https://shop.example' }],
    ['another RP id', { rpId: 'evil.example' }],
    ['the answer to another question', { type: 'webauthn.get' }],
    ['a challenge that was never made', { challenge: Buffer.alloc(32).toString('base64url') }],
    ['no user verification', { isVerified: false }],
  ])('is not added with %s', async (_, forgery) => {
    const options = await passkeys().creationOptions(PERSON);
    const response = new Authenticator(ORIGIN).create(options, forgery);
    expect(await passkeys().add('7', { response, name: 'x' }, ACTOR)).toBe(null);
  });

  it('is not added to another person than the one who asked for it', async () => {
    const options = await passkeys().creationOptions(PERSON);
    const response = new Authenticator(ORIGIN).create(options);
    expect(await passkeys().add('8', { response, name: 'x' }, ACTOR)).toBe(null);
    expect(await passkeys().add('7', { response, name: 'x' }, ACTOR)).toBe(null);
  });

  it('is not added with the challenge of a sign-in, and does not sign in with that of an addition', async () => {
    const { authenticator } = await enrol(passkeys());
    const creation = await passkeys().creationOptions(PERSON);
    const request = await passkeys().requestOptions();
    const response = new Authenticator(ORIGIN).create(creation, { challenge: request.challenge });
    expect(await passkeys().add('7', { response, name: 'x' }, ACTOR)).toBe(null);
    const forged = authenticator.get(request, { challenge: creation.challenge });
    expect(await passkeys().verify(forged)).toBe(null);
  });

  it('WebAuthn §6.1.1: does not sign in when its counter has not advanced, as that of a copy', async () => {
    const { authenticator } = await enrol(passkeys());
    const signIn = async (counter: number) =>
      passkeys().verify(authenticator.get(await passkeys().requestOptions(), { counter }));
    expect(await signIn(5)).toBe('7');
    expect(await signIn(5)).toBe(null);
    expect(await signIn(4)).toBe(null);
    expect(await signIn(0)).toBe(null);
    expect(await signIn(6)).toBe('7');
  });

  it('may have no counter', async () => {
    const { authenticator } = await enrol(passkeys());
    const signIn = async () =>
      passkeys().verify(authenticator.get(await passkeys().requestOptions(), { counter: 0 }));
    expect(await signIn()).toBe('7');
    expect(await signIn()).toBe('7');
  });

  it('does not sign in with a challenge that is older than 10 minutes', async () => {
    const { authenticator } = await enrol(passkeys());
    const options = await passkeys().requestOptions();
    await database.query(
      `UPDATE sign_in_transactions SET expires_at = expires_at - interval '10 minutes'`,
    );
    expect(await passkeys().verify(authenticator.get(options))).toBe(null);
  });

  it('does not sign in with the signature of another key', async () => {
    const { authenticator } = await enrol(passkeys());
    const options = await passkeys().requestOptions();
    const own = JSON.parse(authenticator.get(options)) as { response: object };
    const other = JSON.parse(new Authenticator(ORIGIN).get(options)) as typeof own;
    const forged = { ...own, response: { ...other.response, userHandle: undefined } };
    expect(await passkeys().verify(JSON.stringify(forged))).toBe(null);
  });

  it.each([
    '',
    'x',
    'null',
    '[]',
    '{}',
    '{"id":"a"}',
    '{"id":1,"response":{}}',
    '"'.repeat(30_000),
  ])('is not the malformed answer %j', async (response) => {
    expect(await passkeys().verify(response)).toBe(null);
    expect(await passkeys().add('7', { response, name: 'x' }, ACTOR)).toBe(null);
  });

  it('is one of at most 20 of a person', async () => {
    for (let number = 1; number <= 20; number += 1) await enrol(passkeys(), `Key ${number}`);
    expect((await enrol(passkeys(), 'Key 21')).id).toBe(null);
    expect(await passkeys().listOf('7')).toHaveLength(20);
  });

  it('is removed by its owner only, and does not sign in afterwards', async () => {
    const { authenticator, id } = await enrol(passkeys());
    expect(await passkeys().remove(id, '8', ACTOR)).toBe(false);
    expect(await passkeys().remove('x', '7', ACTOR)).toBe(false);
    expect(await passkeys().remove(id, '7', ACTOR)).toBe(true);
    const options = await passkeys().requestOptions();
    expect(await passkeys().verify(authenticator.get(options))).toBe(null);
    const events = await database.query(
      `SELECT side, action, subject_id, before, after FROM audit_events
       WHERE action LIKE 'person.passkey%' ORDER BY id DESC LIMIT 2`,
    );
    const shared = { side, subject_id: '7' };
    expect(events).toEqual([
      { ...shared, action: 'person.passkey_removed', before: { name: 'My key' }, after: null },
      { ...shared, action: 'person.passkey_added', before: null, after: { name: 'My key' } },
    ]);
  });

  it('of the other side does not exist here', async () => {
    const other = side === 'backoffice' ? 'storefront' : 'backoffice';
    const { authenticator, id } = await enrol(passkeysOf(other));
    const options = await passkeys().requestOptions();
    expect(await passkeys().verify(authenticator.get(options))).toBe(null);
    expect(await passkeys().remove(id, '7', ACTOR)).toBe(false);
  });
});
