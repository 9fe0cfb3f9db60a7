import { setTimeout as pause } from 'node:timers/promises';
import { DataSource } from 'typeorm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ClientSecrets, identifyClientSecret, makeClientSecret } from '#oauth';
import { ClientsRepository } from '../../libs/oauth/src/clients/clients.repository.js';
import {
  startApplications,
  type TestApplications,
  type TestClient,
  TESTER,
} from '../support/applications.js';
import { latchkey } from '../support/latchkey.js';
import { credentials, request, tokenRequest } from '../support/requests.js';

const DAY_MS = 86_400_000;

let applications: TestApplications;

beforeAll(async () => {
  applications = await startApplications((config) => {
    config.clients.usage.interval = 1;
  });
});
afterAll(async () => applications.stop());

const run = async (...words: string[]) =>
  latchkey(
    { environment: { PATH: process.env.PATH ?? '', DATABASE_URL: applications.database.url } },
    ...words,
  );

/** Runs a command with `--json`, expects success and returns its output. */
const json = async (...words: string[]) => {
  const { code, output, errors } = await run(...words, '--json');
  expect({ code, errors }).toEqual({ code: 0, errors: '' });
  return JSON.parse(output);
};

const ask = async (client: TestClient) =>
  tokenRequest(applications.backoffice, credentials(client));

async function metric(name: string): Promise<string[]> {
  const { managementPort } = applications.backoffice;
  const { body } = await request(`http://127.0.0.1:${managementPort}/metrics`);
  return String(body)
    .split('\n')
    .filter((line) => line.startsWith(name));
}

describe('latchkey secrets', () => {
  it('rotate --overlap 0 ends all planted secrets of a client', async () => {
    const client = await applications.backoffice.createClient();
    await applications.database.query(
      `INSERT INTO oauth_client_secrets (id, client_id, hash, hint)
       SELECT gen_random_uuid(), $1::uuid, sha256(($1::text || n)::bytea), 'x'
       FROM generate_series(1, 99) n`,
      [client.clientId],
    );
    const { code, errors } = await run('secrets', 'rotate', client.clientId);
    expect(code).toBe(1);
    expect(errors).toContain('5 live secrets');
    const { clientSecret } = await json('secrets', 'rotate', client.clientId, '--overlap', '0');
    expect((await ask({ ...client, clientSecret })).status).toBe(200);
    await expect.poll(async () => (await ask(client)).status).toBe(401);
    const live = await applications.database.query(
      `SELECT count(*)::int AS count FROM oauth_client_secrets
       WHERE client_id = $1 AND (expires_at IS NULL OR expires_at > now())`,
      [client.clientId],
    );
    expect(live).toEqual([{ count: 1 }]);
  });

  it('rotate creates a working secret and announces the end of the old one', async () => {
    const old = await applications.backoffice.createClient();
    const { clientId } = old;
    expect((await ask(old)).headers.has('deprecation')).toBe(false);
    const before = Date.now();
    const rotated = await json('secrets', 'rotate', clientId, '--label', 'spring');
    const after = Date.now();
    expect(rotated).toEqual({
      secretId: expect.any(String),
      clientId,
      clientSecret: expect.stringMatching(/^lkb_\w{49}$/),
      label: 'spring',
      notBefore: null,
      expiresAt: null,
      others: [
        {
          secretId: expect.any(String),
          label: '',
          hint: old.clientSecret.slice(-4),
          expiresAt: expect.any(String),
        },
      ],
    });
    const [{ expiresAt: end }] = rotated.others;
    expect(Math.abs(Date.parse(end) - before - 7 * DAY_MS)).toBeLessThan(60_000);
    const fresh = await ask({ clientId, clientSecret: rotated.clientSecret });
    expect(fresh.status).toBe(200);
    expect(fresh.headers.has('deprecation')).toBe(false);

    const { status, headers } = await ask(old);
    expect(status).toBe(200);
    const [, seconds] = /^@(\d+)$/.exec(headers.get('deprecation')!)!; // RFC 9745 §2.1
    expect(Number(seconds)).toBeGreaterThanOrEqual(Math.floor(before / 1000) - 1);
    expect(Number(seconds)).toBeLessThanOrEqual(after / 1000 + 1);
    const sunset = headers.get('sunset')!; // RFC 8594 §3: an HTTP-date
    expect(sunset).toMatch(/^[A-Z][a-z]{2}, \d\d [A-Z][a-z]{2} \d{4} \d\d:\d\d:\d\d GMT$/);
    expect(Math.abs(Date.parse(sunset) - before - 7 * DAY_MS)).toBeLessThan(60_000);
    const hint = old.clientSecret.slice(-4);
    expect(await metric('latchkey_deprecated_secret_uses_total')).toContain(
      `latchkey_deprecated_secret_uses_total{client_id="${clientId}",hint="${hint}"} 1`,
    );

    const listed = await json('secrets', 'list', clientId);
    expect(listed).toMatchObject([
      { secretId: rotated.secretId, label: 'spring', state: 'live', deprecatedAt: null },
      { state: 'deprecated', hint, expiresAt: expect.any(String) },
    ]);
    const table = (await run('secrets', 'list', clientId)).output;
    expect(table).toMatch(
      /^secretId +label +hint +state +expiresAt +lastUsedAt +lastUsedAddress\n/,
    );
    for (const { clientSecret } of [old, rotated]) {
      expect(JSON.stringify(listed) + table).not.toContain(clientSecret);
    }
  });

  it('rotate keeps the label, and ends the other secrets at once with --overlap 0', async () => {
    const { clientId } = await applications.backoffice.createClient();
    await json('secrets', 'create', clientId, '--label', 'main');
    const rotated = await json('secrets', 'rotate', clientId, '--overlap', '0');
    expect(rotated.label).toBe('main');
    const states = (await json('secrets', 'list', clientId)).map(
      ({ state }: { state: string }) => state,
    );
    expect(states).toEqual(['live', 'ended', 'ended']);
  });

  it('retire ends a secret in use only with force, and shows the user of the secret', async () => {
    const client = await applications.backoffice.createClient();
    expect((await ask(client)).status).toBe(200);
    const { database } = applications;
    const used = 'SELECT 1 FROM oauth_client_secrets WHERE client_id = $1 AND use_count > 0';
    await expect
      .poll(async () => database.query(used, [client.clientId]), { timeout: 10_000 })
      .toHaveLength(1);
    const [{ secretId }] = await json('secrets', 'list', client.clientId);
    const refused = await run('secrets', 'retire', secretId);
    expect(refused).toMatchObject({ code: 1, output: '' });
    expect(refused.errors).toMatch(
      /^latchkey: the secret was used within the last 24 hours: last at \S+Z from 127\.0\.0\.1, 1 times in all; .* force it\n$/,
    );
    expect((await ask(client)).status).toBe(200);
    expect(await run('secrets', 'retire', secretId, '--force')).toEqual({
      code: 0,
      output: `${secretId} is retired\n`,
      errors: '',
    });
    await expect.poll(async () => (await ask(client)).status).toBe(401);
  });

  it('issues tokens while another session, such as `clients apply`, holds its locks', async () => {
    const client = await applications.backoffice.createClient();
    const other = await new DataSource({
      type: 'postgres',
      url: applications.database.url,
    }).initialize();
    const waiting: ReturnType<typeof run>[] = [];
    await other.transaction(async (transaction) => {
      const repository = new ClientsRepository(other);
      await repository.excludeOthers(transaction);
      await repository.lockMany({ ids: [], sides: ['backoffice'] }, transaction);
      expect((await ask(client)).status).toBe(200);
      const clientSecret = makeClientSecret('backoffice');
      expect((await ask({ ...client, clientSecret })).status).toBe(401);
      const act = run('clients', 'disable', client.clientId);
      expect(await Promise.race([act, pause(3000, 'it waits')])).toBe('it waits');
      waiting.push(act);
    });
    expect(await waiting[0]).toMatchObject({ code: 0 });
    await expect.poll(async () => (await ask(client)).status).toBe(401);
    await other.destroy();
  });

  it('create rejects a secret that this or another client has or had', async () => {
    const { backoffice } = applications;
    const [one, other] = [await backoffice.createClient(), await backoffice.createClient()];
    const known = makeClientSecret('backoffice');
    const secrets = backoffice.app.get(ClientSecrets);
    const { row } = (await secrets.create(one.clientId, { known }, TESTER))!;
    await json('secrets', 'retire', row.id);
    for (const { clientId } of [one, other]) {
      await expect(secrets.create(clientId, { known }, TESTER)).rejects.toMatchObject({
        code: 'already_exists',
        status: 409,
        description: expect.stringMatching(/^this secret is or was in use/),
      });
    }
  });

  it('create allows five live secrets per client', async () => {
    const { clientId } = await applications.backoffice.createClient();
    for (const label of ['2', '3', '4', '5']) {
      await json('secrets', 'create', clientId, '--label', label);
    }
    expect(await run('secrets', 'create', clientId)).toEqual({
      code: 1,
      output: '',
      errors: 'latchkey: this client has 5 live secrets, which is the maximum: retire one first\n',
    });
    const [{ secretId }] = await json('secrets', 'list', clientId);
    expect(await json('secrets', 'retire', secretId)).toEqual({ secretId, retired: true });
    await json('secrets', 'create', clientId);
  });

  it('create can set the start and the end of a secret', async () => {
    const { clientId } = await applications.backoffice.createClient();
    const words = '--not-before 2098-01-01T00:00:00Z --expires 2099-01-01T00:00:00Z'.split(' ');
    expect(await json('secrets', 'create', clientId, ...words)).toMatchObject({
      notBefore: '2098-01-01T00:00:00.000Z',
      expiresAt: '2099-01-01T00:00:00.000Z',
    });
  });

  it.each([
    ['create', 4, ['create', 'abc'], 'there is no client abc'],
    ['rotate', 4, ['rotate', 'abc'], 'there is no client abc'],
    ['list', 4, ['list', 'abc'], 'there is no client abc'],
    ['retire', 4, ['retire', 'abc'], 'there is no secret with the id abc'],
    ['a time that is none', 1, ['create', 'abc', '--expires', 'soon'], 'expiresAt must be'],
    ['too long an overlap', 64, ['rotate', 'abc', '--overlap', '366'], 'number from 0 to 365'],
    ['a secret of no side', 64, ['make'], "required option '--side <side>' not specified"],
  ])('rejects %s with exit code %i', async (_, code, words, message) => {
    const refused = await run('secrets', ...words);
    expect(refused).toMatchObject({ code, output: '' });
    expect(refused.errors).toMatch(/^latchkey: [^\n]+\n$/);
    expect(refused.errors).toContain(message);
  });
});

describe('offline, without configuration or database, latchkey secrets', () => {
  const offline = async (words: string[], input?: string) =>
    latchkey(
      { environment: { PATH: process.env.PATH ?? '', LATCHKEY_CONFIG: '/nowhere.yml' }, input },
      'secrets',
      ...words,
    );

  it('make generates a secret', async () => {
    const { code, output } = await offline(['make', '--side', 'storefront']);
    expect(code).toBe(0);
    expect(identifyClientSecret(output.trimEnd())).toBe('storefront');
    const asJson = JSON.parse((await offline(['make', '--side', 'backoffice', '--json'])).output);
    expect(identifyClientSecret(asJson.clientSecret)).toBe('backoffice');
  });

  it('identify recognizes a secret as an argument or from standard input, and does not print it', async () => {
    const secret = makeClientSecret('storefront');
    const identified = {
      code: 0,
      output: 'secret    yes\nside      storefront\nprefix    lks_\nchecksum  right\n',
      errors: '',
    };
    expect(await offline(['identify', secret])).toEqual(identified);
    expect(await offline(['identify', '-'], `${secret}\n`)).toEqual(identified);
  });

  it.each([
    ['a slip of a digit', (secret: string) => `${secret.slice(0, 20)}_${secret.slice(21)}`, 'lkb_'],
    ['what follows it', (secret: string) => `${secret}0`, 'lkb_'],
    ['another text', () => 'hunter2', null],
    ['nothing', () => '', null],
    ['a book', () => 'lorem ipsum '.repeat(100_000), null],
  ])('identify does not recognize %s as a secret', async (_, corrupt, prefix) => {
    const text = corrupt(makeClientSecret('backoffice'));
    const { code, output, errors } = await offline(['identify', '-', '--json'], text);
    expect({ code, errors }).toEqual({ code: 1, errors: '' });
    expect(JSON.parse(output)).toEqual({
      secret: false,
      side: prefix && 'backoffice',
      prefix,
      checksum: prefix && 'wrong',
    });
  });
});
