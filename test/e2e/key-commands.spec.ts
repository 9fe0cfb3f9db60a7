import { generateKeyPairSync, type KeyObject, randomBytes, randomUUID } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startApplications, type TestApplications } from '../support/applications.js';
import { latchkey } from '../support/latchkey.js';
import { createDatabase, type TestDatabase } from '../support/database.js';
import { accessToken, api } from '../support/requests.js';
import {
  keyEvents,
  keyRows,
  kidOf,
  publishedKeys,
  SOON,
  verifyWithJose,
} from '../support/signing-keys.js';

const kek = () => randomBytes(32).toString('base64');

let directory: string;
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'latchkey-'));
});
afterAll(async () => rm(directory, { recursive: true }));

function pkcs8(privateKey: KeyObject): string {
  return String(privateKey.export({ format: 'pem', type: 'pkcs8' }));
}

const runner =
  (database: () => TestDatabase, variables: () => Record<string, string>) =>
  async (words: string, input?: string) =>
    latchkey(
      {
        environment: {
          PATH: process.env.PATH ?? '',
          DATABASE_URL: database().url,
          ...variables(),
        },
        input,
      },
      ...words.split(' '),
    );

describe('key commands beside running servers', () => {
  let applications: TestApplications;
  let keyEncryptionKey: string;
  const run = runner(
    () => applications.database,
    () => ({ BACKOFFICE_KEY_ENCRYPTION_KEY: keyEncryptionKey }),
  );
  const rows = async () => keyRows(applications.database, 'backoffice');
  const states = async () => (await rows()).map(({ state }) => state);

  beforeEach(async () => {
    applications = await startApplications((config) => {
      config.keys.announceFor = 0;
      keyEncryptionKey = config.backoffice.oauth.keyEncryptionKey;
    });
  });
  afterEach(async () => applications.stop());

  /** Adds a live process that loads no key, so that keys stay announced. */
  async function holdUp(): Promise<void> {
    await applications.database.query(
      `INSERT INTO instances (id, side, name, seen_at)
       VALUES ($1, 'backoffice', 'slow', now() + interval '50 s')`,
      [randomUUID()],
    );
  }

  it('keys rotate needs no key-encryption key, and says when the new key signs', async () => {
    const token = await accessToken(applications.backoffice);
    keyEncryptionKey = '';
    expect(await run('keys rotate --side backoffice')).toEqual({
      code: 0,
      output:
        'rotation requested: a server of the backoffice (1 running) makes the key, which signs ' +
        'after at least 600 s; see `latchkey keys list`\n',
      errors: '',
    });
    await expect.poll(states, SOON).toEqual(['retired', 'active']);
    const again = await run('keys rotate --side backoffice --algorithm EdDSA --json');
    expect(JSON.parse(again.output)).toEqual({
      side: 'backoffice',
      algorithm: 'EdDSA',
      underWay: null,
      instances: 1,
    });
    expect(again.errors).toBe(
      'latchkey: backoffice.oauth.signingAlgorithm is ES256: set it to EdDSA, ' +
        'or the next start of a server rotates back to ES256\n',
    );
    await expect.poll(states, SOON).toEqual(['retired', 'retired', 'active']);
    expect((await api(applications.backoffice, token, '/api/users')).status).toBe(200);
    const requests = (await keyEvents(applications.database, 'backoffice')).filter((event) =>
      event.startsWith('key.rotation_requested'),
    );
    expect(requests).toEqual(['key.rotation_requested command', 'key.rotation_requested command']);
  });

  it('keys list shows the state of each key, and the processes that lack it', async () => {
    await holdUp();
    await run('keys rotate --side backoffice');
    await expect.poll(states, SOON).toEqual(['active', 'announced']);
    const [active, announced] = await rows();
    const { output } = await run('keys list --side backoffice --json');
    const common = {
      side: 'backoffice',
      algorithm: 'ES256',
      authentic: true,
      retiredAt: null,
      verifiesUntil: null,
    };
    expect(JSON.parse(output)).toEqual([
      {
        ...common,
        kid: announced!.kid,
        state: 'announced',
        since: expect.any(String),
        createdAt: expect.any(String),
        activatedAt: null,
        lackedBy: ['slow'],
      },
      {
        ...common,
        kid: active!.kid,
        state: 'active',
        since: expect.any(String),
        createdAt: expect.any(String),
        activatedAt: expect.any(String),
        lackedBy: ['slow'],
      },
    ]);
    const table = (await run('keys list --side backoffice')).output;
    expect(table).toMatch(
      /^kid +side +algorithm +state +since +authentic +age +verifiesUntil +lackedBy\n/,
    );
    expect(table).toMatch(/ announced +\S+ +yes +0 d +- +slow\n/);
  });

  it('keys retire deletes an announced key, rotates the signing key, and keeps a retired key', async () => {
    await holdUp();
    await run('keys rotate --side backoffice');
    await expect.poll(states, SOON).toEqual(['active', 'announced']);
    const [active, announced] = await rows();
    expect((await run(`keys retire ${announced!.kid}`)).output).toBe(
      `${announced!.kid} is removed: it has signed no token\n`,
    );
    expect(await states()).toEqual(['active']);

    await applications.database.query(`DELETE FROM instances WHERE name = 'slow'`);
    expect((await run(`keys retire ${active!.kid}`)).output).toMatch(
      `${active!.kid} signs until a new key replaces it: a server of the backoffice (1 running) makes the key`,
    );
    await expect.poll(states, SOON).toEqual(['retired', 'active']);
    const again = await run(`keys retire ${active!.kid}`);
    expect({ ...again, output: again.output.replace(/\d{4}-.*Z/, 'then') }).toEqual({
      code: 0,
      output: `${active!.kid} is retired already; it verifies tokens until then\n`,
      errors: '',
    });
  });

  it('keys retire --now ends a key and all its tokens at once', async () => {
    const token = await accessToken(applications.backoffice);
    const [old] = await rows();
    expect(await run(`keys retire ${old!.kid} --now`)).toEqual({
      code: 0,
      output:
        `${old!.kid} is withdrawn: every token that it signed is rejected at once\n` +
        'a running server of the backoffice makes another key\n',
      errors: '',
    });
    const answer = async () => {
      const { body } = await api(applications.backoffice, token, '/api/users');
      return body.errors?.[0].code;
    };
    await expect.poll(answer, SOON).toBe('unknown_key');
    await expect.poll(states, SOON).toEqual(['active']);
    expect((await keyEvents(applications.database, 'backoffice'))[2]).toBe(
      `key.withdrawn command ${old!.kid}`,
    );
    expect(kidOf(await accessToken(applications.backoffice))).not.toBe(old!.kid);
  });

  it('keys import announces a key, which signs once all processes have it', async () => {
    const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
    const file = join(directory, 'rsa.pem');
    await writeFile(file, pkcs8(privateKey));
    const { code, output, errors } = await run(
      `keys import --side backoffice --algorithm PS256 ${file}`,
    );
    expect({ code, output }).toEqual({
      code: 0,
      output: expect.stringMatching(/^[\w-]{43} is announced\n$/),
    });
    expect(errors).toContain('signingAlgorithm is ES256');
    await expect.poll(states, SOON).toEqual(['retired', 'active']);
    const kid = output.slice(0, 43);
    await expect
      .poll(async () => kidOf(await accessToken(applications.backoffice)), SOON)
      .toBe(kid);
    const token = await accessToken(applications.backoffice);
    await verifyWithJose(token, await publishedKeys(applications.backoffice.url));
    expect((await api(applications.backoffice, token, '/api/users')).status).toBe(200);
    expect(await keyEvents(applications.database, 'backoffice')).toContain(
      `key.imported command ${kid}`,
    );
    const again = await run('keys import --side backoffice -', pkcs8(privateKey));
    expect(again).toEqual({
      code: 1,
      output: '',
      errors: `latchkey: this key is known already: ${kid}\n`,
    });
  });

  it('keys import and reseal change nothing with a key-encryption key that the side does not use', async () => {
    const before = await applications.database.query('SELECT * FROM sealed_signing_keys');
    const [active] = await rows();
    keyEncryptionKey = kek();
    const { privateKey } = generateKeyPairSync('ed25519');
    expect(await run('keys import --side backoffice -', pkcs8(privateKey))).toEqual({
      code: 1,
      output: '',
      errors:
        'latchkey: backoffice.oauth.keyEncryptionKey is not the one that the backoffice has\n',
    });
    expect(await run('keys reseal --side backoffice')).toEqual({
      code: 1,
      output: '',
      errors:
        'latchkey: nothing is changed: neither backoffice.oauth.keyEncryptionKey nor ' +
        `previousKeyEncryptionKey opens ${active!.kid}\n`,
    });
    keyEncryptionKey = '';
    for (const words of ['keys import --side backoffice -', 'keys reseal --side backoffice']) {
      expect(await run(words, pkcs8(privateKey))).toEqual({
        code: 1,
        output: '',
        errors:
          'latchkey: this needs backoffice.oauth.keyEncryptionKey, as the servers of the side have it\n',
      });
    }
    expect(await applications.database.query('SELECT * FROM sealed_signing_keys')).toEqual(before);
    expect(await states()).toEqual(['active']);
  });
});

describe('key commands while no server runs', () => {
  let database: TestDatabase;
  let variables: Record<string, string>;
  const run = runner(
    () => database,
    () => variables,
  );

  beforeEach(async () => {
    database = await createDatabase();
    variables = { STOREFRONT_KEY_ENCRYPTION_KEY: kek() };
  });
  afterEach(async () => database.drop());

  const importKey = async (privateKey = generateKeyPairSync('ed25519').privateKey) =>
    run('keys import --side storefront - --json', pkcs8(privateKey));

  it('the first imported key signs, the next one is announced', async () => {
    expect(JSON.parse((await importKey()).output)).toMatchObject({
      algorithm: 'EdDSA',
      state: 'active',
    });
    expect(JSON.parse((await importKey()).output)).toMatchObject({ state: 'announced' });
  });

  it('keys rotate records the request for the next start', async () => {
    expect((await run('keys rotate --side storefront')).output).toBe(
      'rotation requested: no server of the storefront is running; ' +
        'the next one that starts makes the key\n',
    );
    expect(await database.query('SELECT side, algorithm FROM key_rotations')).toEqual([
      { side: 'storefront', algorithm: null },
    ]);
  });

  it('keys rotate keeps the algorithm of an earlier request unless it names one', async () => {
    for (const [words, algorithm] of [
      [' --algorithm RS256', 'RS256'],
      ['', 'RS256'],
      [' --algorithm PS256', 'PS256'],
    ]) {
      await run(`keys rotate --side storefront${words}`);
      expect(await database.query('SELECT algorithm FROM key_rotations')).toEqual([{ algorithm }]);
    }
  });

  it('keys retire --now names the announced key as successor of the withdrawn one, if there is one', async () => {
    await importKey();
    await importKey();
    const [first, second] = await keyRows(database, 'storefront');
    expect((await run(`keys retire ${first!.kid} --now`)).output).toMatch(
      'rejected at once\nno server of the storefront is running: ' +
        `the next one that starts activates ${second!.kid} as the signing key\n`,
    );
    expect(await keyRows(database, 'storefront')).toMatchObject([{ state: 'announced' }]);
    expect((await run(`keys retire ${second!.kid} --now`)).output).toBe(
      `${second!.kid} is withdrawn: every token that it signed is rejected at once\n`,
    );
    expect(await keyRows(database, 'storefront')).toEqual([]);
  });

  it.each(['', ' --now'])(
    'a key whose id begins with a dash can be ended by retire%s',
    async (option) => {
      const kid = `-h${randomBytes(30).toString('base64url')}`;
      await database.query(
        `INSERT INTO signing_keys (kid, side, algorithm, public_jwk, authentication)
       VALUES ($1, 'storefront', 'ES256', '{}', '')`,
        [kid],
      );
      const { code, output } = await run(`keys retire ${kid}${option}`);
      expect({ code, output: output.slice(0, kid.length) }).toEqual({ code: 0, output: kid });
      expect(await keyRows(database, 'storefront')).toEqual([]);
    },
  );

  it('keys list exits with code 1 for a key written without the key-encryption key', async () => {
    await importKey();
    expect((await run('keys list')).code).toBe(0);
    await database.query(
      `INSERT INTO signing_keys (kid, side, algorithm, public_jwk, authentication)
       VALUES ('forged', 'storefront', 'ES256', '{}', ''), ('unknown', 'backoffice', 'ES256', '{}', '')`,
    );
    const { code, output, errors } = await run('keys list --json');
    const listed = JSON.parse(output) as { kid: string; authentic: boolean | null }[];
    expect(code).toBe(1);
    expect(listed.map(({ kid, authentic }) => [kid, authentic])).toEqual([
      ['unknown', null],
      ['forged', false],
      [expect.any(String), true],
    ]);
    expect(errors).toBe(
      'latchkey: forged is not authentic: it was written without ' +
        'storefront.oauth.keyEncryptionKey. The servers of the storefront ignore it; ' +
        'end it with `latchkey keys retire <kid> --now`\n',
    );
    expect((await run('keys reseal --side storefront')).errors).toMatch(
      /nothing is changed: .* opens forged/,
    );
    expect((await run('keys retire forged --now')).code).toBe(0);
    expect((await run('keys list --side storefront')).code).toBe(0);
  });

  it('keys reseal reseals keys of the previous key-encryption key with the new one, once', async () => {
    await importKey();
    await importKey();
    const { STOREFRONT_KEY_ENCRYPTION_KEY: old } = variables;
    variables = {
      STOREFRONT_KEY_ENCRYPTION_KEY: kek(),
      STOREFRONT_PREVIOUS_KEY_ENCRYPTION_KEY: old!,
    };
    const before = await database.query('SELECT * FROM sealed_signing_keys ORDER BY kid');
    expect(await run('keys reseal --side storefront')).toEqual({
      code: 0,
      output: 'keys resealed: 2; storefront.oauth.previousKeyEncryptionKey can be removed\n',
      errors: '',
    });
    const after = await database.query('SELECT * FROM sealed_signing_keys ORDER BY kid');
    for (const [at, row] of after.entries()) {
      expect(row.sealed_private_key).not.toEqual(before[at]!.sealed_private_key);
    }
    expect(await run('keys reseal --side storefront')).toEqual({
      code: 0,
      output: 'every key is already sealed with storefront.oauth.keyEncryptionKey\n',
      errors: '',
    });
    expect(await database.query('SELECT * FROM sealed_signing_keys ORDER BY kid')).toEqual(after);
    const kids = (await keyRows(database, 'storefront')).map(({ kid }) => kid);
    const events = await keyEvents(database, 'storefront');
    expect(events.filter((event) => event.startsWith('key.resealed')).toSorted()).toEqual(
      kids.map((kid) => `key.resealed command ${kid}`).toSorted(),
    );
    // From now on the new key-encryption key is enough.
    delete variables.STOREFRONT_PREVIOUS_KEY_ENCRYPTION_KEY;
    expect((await importKey()).code).toBe(0);
  });

  it('keys import repeats a rejected private key in no message (CVE-2023-37260)', async () => {
    const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 1024 });
    const pem = pkcs8(privateKey);
    const broken = pem.replace(/\n.{10}/, '\n');
    const body = pem.split('\n')[5]!;
    const outputs = [
      await run('keys import --side storefront -', pem),
      await run('keys import --side storefront -', broken),
      await run(
        'keys import --side storefront -',
        JSON.stringify(privateKey.export({ format: 'jwk' })),
      ),
      // The private key given as the file name, or as an option.
      await latchkey(
        { environment: { PATH: process.env.PATH ?? '', DATABASE_URL: database.url, ...variables } },
        'keys',
        'import',
        '--side',
        'storefront',
        pem,
      ),
    ];
    for (const { code, output, errors } of outputs) {
      expect({ code, output }).toEqual({ code: 1, output: '' });
      expect(errors).toMatch(/^latchkey: the (key is refused|file cannot be read): .*\n$/);
      expect(errors).not.toContain(body.slice(0, 12));
      expect(errors).not.toContain(privateKey.export({ format: 'jwk' }).d!.slice(0, 12));
    }
    expect(await keyRows(database, 'storefront')).toEqual([]);
  });

  it.each([
    ['keys retire nobody', 4, 'there is no key nobody: run `latchkey keys list` to see all keys'],
    ['keys retire nobody --now', 4, 'there is no key nobody'],
    ['keys retire nobody --noww', 64, "too many arguments for 'retire'"],
    ['keys rotate', 64, "required option '--side <side>' not specified"],
    ['keys rotate --side storefront --algorithm HS256', 64, 'Allowed choices are ES256, RS256'],
    ['keys import --side storefront /nowhere.pem', 1, 'the file cannot be read: ENOENT'],
    ['keys import /nowhere.pem', 64, "required option '--side <side>' not specified"],
    ['keys reseal', 64, "required option '--side <side>' not specified"],
  ])('%s exits with code %d', async (words, code, message) => {
    const result = await run(words);
    expect({ code: result.code, output: result.output }).toEqual({ code, output: '' });
    expect(result.errors).toContain(message);
    expect(result.errors.split('\n')).toHaveLength(2);
  });

  it('keys import rejects a key that does not fit the algorithm', async () => {
    const pem = pkcs8(generateKeyPairSync('ed25519').privateKey);
    expect((await run('keys import --side storefront --algorithm RS256 -', pem)).errors).toBe(
      'latchkey: this is no key for RS256\n',
    );
  });

  it('keys reseal rejects a previous key-encryption key equal to the current one', async () => {
    const key = variables.STOREFRONT_KEY_ENCRYPTION_KEY!;
    variables.STOREFRONT_PREVIOUS_KEY_ENCRYPTION_KEY = key;
    const { code, errors } = await run('keys reseal --side storefront');
    expect(code).toBe(78);
    expect(errors).toContain(
      'storefront.oauth.previousKeyEncryptionKey (STOREFRONT_PREVIOUS_KEY_ENCRYPTION_KEY): must differ from storefront.oauth.keyEncryptionKey',
    );
    expect(errors).not.toContain(key);
  });
});
