import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { Logger } from '@nestjs/common';
import { Client } from 'pg';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { StorefrontModule } from '../../apps/storefront/src/storefront.module.js';
import { thumbprint } from '../../libs/oauth/src/jws/thumbprint.js';
import { KeySeal } from '../../libs/oauth/src/keys/key-seal.js';
import { newSigningKey } from '../../libs/oauth/src/keys/new-signing-key.js';
import type { Config } from '#config';
import { type Side, SigningKeyAdministration } from '#oauth';
import { startServer } from '#server';
import {
  startApplications,
  startSide,
  testConfig,
  type TestApplications,
} from '../support/applications.js';
import { TESTER } from '../support/administration.js';
import { createDatabase, type TestDatabase } from '../support/database.js';
import { apiOf } from '../support/json-api.js';
import { introspect, revoke } from '../support/revocation.js';
import { accessToken, api, request } from '../support/requests.js';
import { keyEvents, keyRows, kidOf, publishedKids, SOON } from '../support/signing-keys.js';
import { decode, encode, es256 } from '../support/tokens.js';

/** SQLSTATE insufficient_privilege. */
const REFUSED = '42501';

const errors = vi.spyOn(Logger.prototype, 'error').mockReturnValue();

let applications: TestApplications;
let login: Client;
const sides: readonly Side[] = ['storefront', 'backoffice'];

const announceAtOnce = ({ keys }: Config) => Object.assign(keys, { announceFor: 0 });

/** Opens a session like an attacker with the stolen login of an application. */
async function stealLogin(side: Side): Promise<void> {
  login = new Client(applications.database.urlOf(side));
  await login.connect();
}

const attempt = async (sql: string, values: unknown[] = []): Promise<string | null> =>
  login.query(sql, values).then(
    () => null,
    ({ code }: { code: string }) => code,
  );

const own = () => {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const jwk = publicKey.export({ format: 'jwk' }) as Record<string, string>;
  return { kid: thumbprint(jwk), privateKey, jwk };
};

async function insert(side: Side, { kid, jwk }: ReturnType<typeof own>, code: Buffer) {
  return attempt(
    `INSERT INTO signing_keys (kid, side, algorithm, public_jwk, created_at, authentication)
     VALUES ($1, $2, 'ES256', $3, now() - interval '1 day', $4)`,
    [kid, side, JSON.stringify(jwk), code],
  );
}

/** Reads the whole row, to be restored later. */
async function copyOf(kid: string) {
  const [row] = await applications.database.query('SELECT * FROM signing_keys WHERE kid = $1', [
    kid,
  ]);
  return row as Record<string, unknown>;
}

async function users(side: Side, token: string): Promise<string> {
  const { status, body } = await api(applications[side], token, '/api/users');
  return status === 200 ? '200' : `${status} ${body.errors[0].code}`;
}

async function ignored(side: Side): Promise<string | undefined> {
  const { managementPort } = applications[side];
  const { body } = await request(`http://127.0.0.1:${managementPort}/metrics`);
  return /^latchkey_ignored_signing_keys (\d+)$/m.exec(String(body))?.[1];
}

const activeKid = async (side: Side) =>
  (await keyRows(applications.database, side)).find(({ state }) => state === 'active')!.kid;

const rotate = async (side: Side) =>
  applications[side].app.get(SigningKeyAdministration).requestRotation(side, null, TESTER.actor);

const states = async (side: Side) =>
  (await keyRows(applications.database, side)).map(({ state }) => state);

describe.each(sides)('a key that the login of the %s writes', (side) => {
  beforeEach(async () => {
    errors.mockClear();
    applications = await startApplications(announceAtOnce);
    await stealLogin(side);
  });
  afterEach(async () => {
    await login.end();
    await applications.stop();
  });

  it('is not published, verifies nothing, and is reported', async () => {
    const token = await accessToken(applications[side]);
    const real = await activeKid(side);
    const codeOfReal = (await copyOf(real)).authentication as Buffer;
    const keys = [own(), own(), own()];
    const codes = [Buffer.alloc(0), randomBytes(32), codeOfReal];
    for (const [at, key] of keys.entries()) {
      expect(await insert(side, key, codes[at]!)).toBe(null);
    }
    await expect.poll(async () => ignored(side), SOON).toBe('3');

    const { header, claims } = decode(token);
    for (const { kid, privateKey } of keys) {
      const forged = encode({ ...header, kid }, claims, es256(privateKey));
      expect(await users(side, forged)).toBe('401 unknown_key');
      const introspector = await applications[side].createClient('tokens:introspect');
      expect((await introspect(applications[side], introspector, forged)).body).toEqual({
        active: false,
      });
      await revoke(applications[side], applications[side].client, forged);
    }
    expect(await users(side, token)).toBe('200');
    expect(await publishedKids(applications[side].url)).toEqual([real]);
    for (const { kid } of keys) {
      const reports = errors.mock.calls.filter(([text]) => String(text).includes(kid));
      expect(reports).toEqual([
        [
          `the signing key ${kid} of the ${side} is not authentic and is ignored: it was written ` +
            `without ${side}.oauth.keyEncryptionKey of this process; if other processes of the ` +
            `${side} use the key, give this one their key-encryption key; if none does, find out ` +
            'who can write to the database, and end the key with `latchkey keys retire <kid> --now`',
        ],
      ]);
    }
    const reader = await apiOf(applications.backoffice, 'keys:read');
    const { attributes } = (await reader.get(`/api/signing-keys/${keys[0]!.kid}`)).body.data;
    expect(attributes).toMatchObject({
      state: 'announced',
      authentic: side === 'backoffice' ? false : null,
      lackedBy: [expect.any(String)],
    });
  });

  it('is rejected when it is too large to read or withdraw, or its id has characters no thumbprint has', async () => {
    const key = own();
    const long = (length: number) => ({ ...key, kid: 'a'.repeat(length) });
    expect(await insert(side, long(129), randomBytes(32))).toBe('23514');
    for (const kid of ['', 'a b', 'a\n', '\u009b31m', '\u202e', 'é']) {
      expect({ kid, code: await insert(side, { ...key, kid }, randomBytes(32)) }).toEqual({
        kid,
        code: '23514',
      });
    }
    expect(await insert(side, long(9000), randomBytes(32))).toBe('23514');
    expect(await insert(side, long(128), randomBytes(129))).toBe('23514');
    const large = { ...key, jwk: { ...key.jwk, n: 'a'.repeat(16_384) } };
    expect(await insert(side, large, randomBytes(32))).toBe('23514');
    expect(await insert(side, long(128), randomBytes(32))).toBe(null);
    expect(
      await attempt('INSERT INTO sealed_signing_keys VALUES ($1, $2, $3)', [
        long(128).kid,
        side,
        randomBytes(16_385),
      ]),
    ).toBe('23514');
    // A key with the longest id can be withdrawn, and the process goes on.
    await applications[side].app
      .get(SigningKeyAdministration)
      .withdraw(long(128).kid, TESTER.actor);
    expect(await states(side)).toEqual(['active']);
    expect(await users(side, await accessToken(applications[side]))).toBe('200');
  });

  it('is limited to 1,000 rows, all of which a process can read', async () => {
    const insertKeys = `INSERT INTO signing_keys (kid, side, algorithm, public_jwk, authentication)
      SELECT 'many-' || n, $1, 'ES256', '{}', '' FROM generate_series(1, 999) n`;
    expect(await attempt(insertKeys, [side])).toBe(null);
    expect(await insert(side, own(), randomBytes(32))).toBe('54000');
    await expect.poll(async () => ignored(side), SOON).toBe('999');
    expect(await users(side, await accessToken(applications[side]))).toBe('200');
  });

  it('does not prevent a rotation or the end of the signing key', async () => {
    const old = await activeKid(side);
    await insert(side, own(), randomBytes(32));
    await rotate(side);
    await expect.poll(async () => states(side), SOON).toEqual(['retired', 'active', 'announced']);
    const next = await activeKid(side);
    const kid = async () => kidOf(await accessToken(applications[side]));
    await expect.poll(kid, SOON).toBe(next);
    await applications.backoffice.app.get(SigningKeyAdministration).withdraw(next, TESTER.actor);
    await expect.poll(async () => states(side), SOON).toEqual(['retired', 'active', 'announced']);
    expect([old, next]).not.toContain(await activeKid(side));
  });

  it('stops the creation of keys while it replaces the signing key, until it is withdrawn', async () => {
    const key = own();
    await insert(side, key, randomBytes(32));
    const takes = `UPDATE signing_keys SET retired_at = now(), authentication = '' WHERE side = $1 AND activated_at IS NOT NULL`;
    const activates = `UPDATE signing_keys SET activated_at = now(), authentication = '\\x00' WHERE kid = $1`;
    // In one transaction; otherwise a process could create and activate a key in between.
    expect(await attempt('BEGIN')).toBe(null);
    expect(await attempt(takes, [side])).toBe(null);
    expect(await attempt(activates, [key.kid])).toBe(null);
    expect(await attempt('COMMIT')).toBe(null);
    await expect.poll(async () => ignored(side), SOON).toBe('2');
    expect(await publishedKids(applications[side].url)).toEqual([]);
    // Even after a rotation request.
    await rotate(side);
    await pause(500);
    expect(await states(side)).toEqual(['retired', 'active']);

    await applications[side].app.get(SigningKeyAdministration).withdraw(key.kid, TESTER.actor);
    await expect.poll(async () => states(side), SOON).toEqual(['retired', 'active']);
    const signs = [await activeKid(side)];
    await expect.poll(async () => publishedKids(applications[side].url), SOON).toEqual(signs);
    const access = async () => users(side, await accessToken(applications[side]));
    await expect.poll(access, SOON).toBe('200');
  });

  it('cannot overwrite a real key or set its own age', async () => {
    const kid = await activeKid(side);
    const { jwk } = own();
    for (const [column, value] of [
      ['kid', 'x'],
      ['side', side],
      ['algorithm', 'RS256'],
      ['public_jwk', JSON.stringify(jwk)],
      ['created_at', new Date()],
      ['made_before_authentication', true],
    ] as const) {
      const sql = `UPDATE signing_keys SET ${column} = $2 WHERE kid = $1`;
      expect({ column, code: await attempt(sql, [kid, value]) }).toEqual({ column, code: REFUSED });
    }
    for (const column of ['activated_at', 'retired_at', 'made_before_authentication']) {
      const sql = `INSERT INTO signing_keys (kid, side, algorithm, public_jwk, ${column})
        VALUES ('x', $1, 'ES256', '{}', DEFAULT)`;
      expect({ column, code: await attempt(sql, [side]) }).toEqual({ column, code: REFUSED });
    }
    // A row without a code predates the codes; only the migration marks such rows.
    const bare = `INSERT INTO signing_keys (kid, side, algorithm, public_jwk) VALUES ('x', $1, 'ES256', '{}')`;
    expect(await attempt(bare, [side])).toBe('23514');
  });
});

describe.each(sides)('a rotation requested by the login of the %s', (side) => {
  beforeEach(async () => {
    applications = await startSide(side, announceAtOnce);
    await stealLogin(side);
  });
  afterEach(async () => {
    await login.end();
    await applications.stop();
  });

  it.each(['none', 'HS256', 'constructor'])(
    'uses the configured algorithm when it names the unknown %s',
    async (algorithm) => {
      const insertRotation = 'INSERT INTO key_rotations (side, algorithm) VALUES ($1, $2)';
      expect(await attempt(insertRotation, [side, algorithm])).toBe(null);
      await expect.poll(async () => states(side), SOON).toEqual(['retired', 'active']);
      const rows = await applications.database.query(
        'SELECT DISTINCT algorithm FROM signing_keys WHERE side = $1',
        [side],
      );
      expect(rows).toEqual([{ algorithm: 'ES256' }]);
      const access = async () => users(side, await accessToken(applications[side]));
      await expect.poll(access, SOON).toBe('200');
    },
  );
});

describe.each(sides)('a former state of a key, restored by the login of the %s', (side) => {
  beforeEach(async () => {
    applications = await startSide(side, announceAtOnce);
    await stealLogin(side);
  });
  afterEach(async () => {
    await login.end();
    await applications.stop();
  });

  it('does not bring back a withdrawn key', async () => {
    const token = await accessToken(applications[side]);
    const kid = await activeKid(side);
    const before = await copyOf(kid);
    await applications[side].app.get(SigningKeyAdministration).withdraw(kid, TESTER.actor);
    await expect.poll(async () => users(side, token), SOON).toBe('401 unknown_key');
    const again = await attempt(
      `INSERT INTO signing_keys (kid, side, algorithm, public_jwk, created_at, authentication)
       VALUES ($1, $2, $3, $4, $5, $6)`,
      ['kid', 'side', 'algorithm', 'public_jwk', 'created_at', 'authentication'].map(
        (name) => before[name],
      ),
    );
    expect(again).toBe('23505');
    expect(await attempt('SELECT FROM signing_key_ids')).toBe(REFUSED);
    expect(await users(side, token)).toBe('401 unknown_key');
  });

  it('does not make a retired key sign again or verify for longer', async () => {
    const token = await accessToken(applications[side]);
    const kid = await activeKid(side);
    const before = await copyOf(kid);
    await rotate(side);
    await expect.poll(async () => states(side), SOON).toEqual(['retired', 'active']);
    const retired = await copyOf(kid);
    const back = `UPDATE signing_keys SET retired_at = $2, authentication = $3 WHERE kid = $1`;
    for (const [retiredAt, code] of [
      [null, before.authentication],
      [null, null],
      [new Date(Date.parse(String(retired.retired_at)) - 5_000), before.authentication],
      [retired.retired_at, null],
    ]) {
      expect(await attempt(back, [kid, retiredAt, code])).toBe(REFUSED);
    }
    const moved = `UPDATE signing_keys SET activated_at = now(), authentication = $2 WHERE kid = $1`;
    expect(await attempt(moved, [kid, randomBytes(32)])).toBe(REFUSED);
    // Like a process of a version without codes.
    const bare = `UPDATE signing_keys SET retired_at = now() WHERE kid = $1`;
    expect(await attempt(bare, [kid])).toBe(REFUSED);
    expect(await users(side, token)).toBe('200');

    // A later end gives no more trust either: the code was computed for another end.
    const later = `UPDATE signing_keys SET retired_at = now() + interval '1 day', authentication = $2 WHERE kid = $1`;
    expect(await attempt(later, [kid, before.authentication])).toBe(null);
    await expect.poll(async () => users(side, token), SOON).toBe('401 unknown_key');
  });
});

describe('the first start after key rows became authenticated', () => {
  let database: TestDatabase;

  beforeEach(async () => {
    errors.mockClear();
    database = await createDatabase();
  });
  afterEach(async () => database.drop());

  /** Adds a key in the form of the version before. */
  async function addOldKey(seal: KeySeal, retired: boolean, publicJwk?: object) {
    const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    const key = newSigningKey(privateKey, { side: 'storefront', algorithm: 'ES256' }, seal);
    await database.query(
      `INSERT INTO signing_keys (kid, side, algorithm, public_jwk, activated_at, retired_at,
         made_before_authentication)
       VALUES ($1, 'storefront', 'ES256', $2, date_trunc('second', now()),
         CASE WHEN $3 THEN date_trunc('second', now()) END, true)`,
      [key.kid, JSON.stringify(publicJwk ?? key.publicJwk), retired],
    );
    await database.query(
      `INSERT INTO sealed_signing_keys (kid, side, sealed_private_key) VALUES ($1, 'storefront', $2)`,
      [key.kid, key.sealedPrivateKey],
    );
    return key.kid;
  }

  it('adopts only the keys whose private half it can open, once', async () => {
    const config = await testConfig(database);
    const current = Buffer.from(config.storefront.oauth.keyEncryptionKey, 'base64');
    const seal = new KeySeal('storefront', { current, previous: null });
    const otherSeal = new KeySeal('storefront', { current: randomBytes(32), previous: null });
    const active = await addOldKey(seal, false);
    const retired = await addOldKey(seal, true);
    const foreign = await addOldKey(otherSeal, true);
    const swapped = await addOldKey(seal, true, own().jwk);

    const launch = async () => startServer('storefront', StorefrontModule.register(config), config);
    const server = await launch();
    expect(new Set(await publishedKids(config.storefront.issuer))).toEqual(
      new Set([active, retired]),
    );
    const reported = errors.mock.calls.map(([text]) => String(text).split(' ')[3]);
    expect(reported).toHaveLength(2);
    expect(new Set(reported)).toEqual(new Set([foreign, swapped]));
    await server.stop();

    await (await launch()).stop();
    const events = await keyEvents(database, 'storefront');
    expect(events.toSorted()).toEqual(
      [active, retired].map((kid) => `key.authenticated system ${kid}`).toSorted(),
    );
  });
});
