import { generateSync } from 'otplib';
import { DataSource } from 'typeorm';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { AuditLog } from '#audit';
import { type Side, SIDES } from '#oauth';
import { SealedSecretsRepository } from '#sign-in';
import { RecoveryCodesRepository } from '../../libs/sign-in/src/recovery-codes/recovery-codes.repository.js';
import { RecoveryCodes } from '../../libs/sign-in/src/recovery-codes/recovery-codes.service.js';
import { TotpSecretsRepository } from '../../libs/sign-in/src/totp/totp-secrets.repository.js';
import { Totp } from '../../libs/sign-in/src/totp/totp.service.js';
import { createDatabase, type TestDatabase } from '../support/database.js';

const KEYS = { current: Buffer.alloc(32, 1), previous: null };
const ACTOR = { type: 'command', name: 'test' } as const;

let database: TestDatabase;
const sources = {} as Record<Side, DataSource>;

beforeAll(async () => {
  database = await createDatabase();
  for (const side of SIDES) {
    const url = database.urlOf(side);
    sources[side] = await new DataSource({ type: 'postgres', url, poolSize: 10 }).initialize();
  }
});
afterAll(async () => {
  await Promise.all(Object.values(sources).map(async (source) => source.destroy()));
  await database.drop();
});

function totpOf(side: Side, keyEncryptionKeys: typeof KEYS = KEYS) {
  const settings = { side, issuer: 'https://shop.example/admin', keyEncryptionKeys };
  const codes = new RecoveryCodes(new RecoveryCodesRepository(settings, sources[side]));
  const secrets = new TotpSecretsRepository(settings, sources[side]);
  return { codes, totp: new Totp(settings, secrets, codes, new AuditLog()) };
}

const PERSON = { id: '7', email: 'ada@example.com' };

/** Returns the code of an app `steps` codes from now. */
function codeOf(secret: string, steps = 0): string {
  return generateSync({ secret, epoch: Math.floor(Date.now() / 1000) + steps * 30 });
}

/** Sets up an app with the code before the present one, so the next two codes are unused. */
async function enrol(totp: Totp) {
  const { secret } = await totp.begin(PERSON);
  const codes = await totp.confirm(PERSON.id, codeOf(secret, -1), ACTOR);
  return { secret, codes: codes! };
}

beforeEach(async () => {
  await database.query('TRUNCATE totp_secrets, recovery_codes');
});

describe.each(SIDES)('an authenticator app of a person of the %s', (side) => {
  const service = () => totpOf(side).totp;

  it('counts after its first code, and is recorded in the audit trail without the secret', async () => {
    const totp = service();
    const { secret, uri } = await totp.begin(PERSON);
    expect(uri).toContain(secret);
    expect(await totp.pending(PERSON)).toEqual({ secret, uri });
    expect(await totp.has('7')).toBe(false);
    expect(await totp.verify('7', codeOf(secret))).toBe(false);
    expect(await totp.confirm('7', '000000', ACTOR)).toBe(null);
    const codes = await totp.confirm('7', codeOf(secret), ACTOR);
    expect(codes).toHaveLength(10);
    expect(await totp.has('7')).toBe(true);
    expect(await totp.pending(PERSON)).toBe(null);
    const events = await database.query(
      `SELECT side, action, subject_type, subject_id, before, after FROM audit_events
       WHERE action LIKE 'person.totp%' ORDER BY id DESC LIMIT 1`,
    );
    expect(events).toEqual([
      {
        side,
        action: 'person.totp_added',
        subject_type: side === 'backoffice' ? 'users' : 'customer-users',
        subject_id: '7',
        before: null,
        after: null,
      },
    ]);
  });

  it('RFC 6238 §5.2 accepts each code once, also of 10 requests at the same time', async () => {
    const totp = service();
    const { secret } = await enrol(totp);
    const code = codeOf(secret);
    const results = await Promise.all(
      Array.from({ length: 10 }, async () => totp.verify('7', code)),
    );
    expect(results.filter(Boolean)).toHaveLength(1);
    expect(await totp.verify('7', code)).toBe(false);
  });

  it('RFC 6238 §5.2 rejects a code before the last one that was used', async () => {
    const totp = service();
    const { secret } = await enrol(totp);
    expect(await totp.verify('7', codeOf(secret, 1))).toBe(true);
    expect(await totp.verify('7', codeOf(secret))).toBe(false);
  });

  it('rejects the code with which it was set up', async () => {
    const totp = service();
    const { secret } = await totp.begin(PERSON);
    const code = codeOf(secret);
    await totp.confirm('7', code, ACTOR);
    expect(await totp.verify('7', code)).toBe(false);
  });

  it('rejects the right code after 10 wrong ones, for an hour', async () => {
    const totp = service();
    const { secret } = await enrol(totp);
    for (let time = 0; time < 10; time += 1) expect(await totp.verify('7', '000000')).toBe(false);
    expect(await totp.verify('7', codeOf(secret))).toBe(false);
    await database.query(`UPDATE totp_secrets SET attempts_since = now() - interval '1 hour'`);
    expect(await totp.verify('7', codeOf(secret))).toBe(true);
  });

  it('guesses at the same time count one after the other', async () => {
    const totp = service();
    const { secret } = await enrol(totp);
    await Promise.all(Array.from({ length: 9 }, async () => totp.verify('7', '000000')));
    expect(await database.query('SELECT attempts FROM totp_secrets')).toEqual([{ attempts: 9 }]);
    expect(await totp.verify('7', codeOf(secret))).toBe(true);
    expect(await database.query('SELECT attempts FROM totp_secrets')).toEqual([{ attempts: 0 }]);
  });

  it('keeps working while another one is set up, and is replaced by its first code', async () => {
    const totp = service();
    const { secret, codes } = await enrol(totp);
    const { secret: next } = await totp.begin(PERSON);
    expect(await totp.verify('7', codeOf(secret))).toBe(true);
    const nextCodes = await totp.confirm('7', codeOf(next, -1), ACTOR);
    expect(await totp.verify('7', codeOf(secret, 1))).toBe(false);
    expect(await totp.verify('7', codeOf(next))).toBe(true);
    expect(nextCodes).not.toEqual(codes);
  });

  it('cannot be confirmed later than 10 minutes after it was begun', async () => {
    const totp = service();
    const { secret } = await totp.begin(PERSON);
    await database.query(`UPDATE totp_secrets SET pending_at = now() - interval '601 seconds'`);
    expect(await totp.confirm('7', codeOf(secret), ACTOR)).toBe(null);
    expect(await totp.pending(PERSON)).toBe(null);
  });

  it('is sealed: no secret is in the database, and a row of another person does not open', async () => {
    const totp = service();
    const { secret } = await enrol(totp);
    const [row] = await database.query('SELECT sealed_secret FROM totp_secrets');
    expect((row!.sealed_secret as Buffer).includes(secret)).toBe(false);
    await database.query('UPDATE totp_secrets SET person_id = 8');
    expect(await totp.verify('8', codeOf(secret))).toBe(false);
  });

  it('works after the key-encryption key is replaced, while the previous one is configured', async () => {
    const { secret } = await enrol(service());
    const keys = { current: Buffer.alloc(32, 2), previous: KEYS.current };
    expect(await totpOf(side, keys as never).totp.verify('7', codeOf(secret))).toBe(true);
    expect(
      await totpOf(side, { ...keys, previous: null }).totp.verify('7', codeOf(secret, 1)),
    ).toBe(false);
  });

  it('is resealed after the key-encryption key is replaced, so that the previous key can be removed', async () => {
    const { secret } = await enrol(service());
    const keys = { current: Buffer.alloc(32, 2), previous: KEYS.current };
    const owner = await new DataSource({ type: 'postgres', url: database.url }).initialize();
    const secrets = new SealedSecretsRepository(owner);
    try {
      const other = { current: Buffer.alloc(32, 3), previous: null };
      await expect(secrets.reseal(side, other)).rejects.toThrow('authenticator app of person 7');
      expect(await secrets.reseal(side, keys)).toBe(1);
      expect(await secrets.reseal(side, keys)).toBe(0);
    } finally {
      await owner.destroy();
    }
    const { totp } = totpOf(side, { current: keys.current, previous: null });
    expect(await totp.verify('7', codeOf(secret))).toBe(true);
  });

  it('is removed together with the recovery codes', async () => {
    const { totp, codes } = totpOf(side);
    const enrolled = await enrol(totp);
    expect(await totp.remove('7', ACTOR)).toBe(true);
    expect(await totp.has('7')).toBe(false);
    expect(await codes.use('7', enrolled.codes[0]!)).toBe(false);
    expect(await totp.remove('7', ACTOR)).toBe(false);
  });
});

describe.each(SIDES)('recovery codes of a person of the %s', (side) => {
  it('work once each, also of 50 requests at the same time', async () => {
    const { totp, codes } = totpOf(side);
    const [first, second] = (await enrol(totp)).codes;
    const results = await Promise.all(
      Array.from({ length: 50 }, async () => codes.use('7', first!)),
    );
    expect(results.filter(Boolean)).toHaveLength(1);
    expect(await codes.countOf('7')).toBe(9);
    expect(await codes.use('8', second!)).toBe(false);
    expect(await codes.use('7', second!.toLowerCase())).toBe(true);
  });

  it('are replaced by new ones, and none exist without an app', async () => {
    const { totp, codes } = totpOf(side);
    expect(await totp.newRecoveryCodes('7', ACTOR)).toBe(null);
    const old = (await enrol(totp)).codes;
    const fresh = (await totp.newRecoveryCodes('7', ACTOR))!;
    expect(await codes.use('7', old[0]!)).toBe(false);
    expect(await codes.use('7', fresh[0]!)).toBe(true);
    expect(await codes.countOf('7')).toBe(9);
  });

  it('are stored as hashes', async () => {
    const { totp } = totpOf(side);
    const { codes } = await enrol(totp);
    const rows = await database.query('SELECT code_hash FROM recovery_codes');
    const stored = rows.map(({ code_hash: hash }) => (hash as Buffer).toString('latin1')).join();
    for (const code of codes) expect(stored).not.toContain(code.replaceAll('-', ''));
  });
});

it('second factors of a deleted person are deleted, and those of the other side stay', async () => {
  for (const side of SIDES) {
    await enrol(totpOf(side).totp);
  }
  await database.query(
    `INSERT INTO staff_users (id, username, email, first_name, last_name) OVERRIDING SYSTEM VALUE
     VALUES (7, 'ada', 'ada@example.com', 'A', 'B')`,
  );
  await sources.backoffice.query('DELETE FROM staff_users WHERE id = 7');
  expect(await database.query('SELECT side FROM totp_secrets')).toEqual([{ side: 'storefront' }]);
  expect(await database.query('SELECT DISTINCT side FROM recovery_codes')).toEqual([
    { side: 'storefront' },
  ]);
  await database.query(
    `INSERT INTO customer_users (id, email, first_name, last_name) OVERRIDING SYSTEM VALUE
     VALUES (7, 'ada@example.com', 'A', 'B')`,
  );
  await sources.backoffice.query('DELETE FROM customer_users WHERE id = 7');
  expect(await database.query('SELECT side FROM totp_secrets')).toEqual([]);
});
