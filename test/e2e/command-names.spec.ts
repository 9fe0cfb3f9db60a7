import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createDatabase, type TestDatabase } from '../support/database.js';
import { latchkey } from '../support/latchkey.js';

let database: TestDatabase;
/** Clients with the name `erp` on both sides, and two with the name `pim` on one. */
let erp: Record<'backoffice' | 'storefront', string>;

beforeAll(async () => {
  database = await createDatabase();
  erp = {
    backoffice: await client('backoffice', 'erp'),
    storefront: await client('storefront', 'erp'),
  };
});
afterAll(async () => database.drop());

interface Streams {
  columns?: number;
  input?: string;
}

const environment = () => ({ PATH: process.env.PATH ?? '', DATABASE_URL: database.url });
const run = async (line: string, streams: Streams = {}) =>
  latchkey({ environment: environment(), ...streams }, ...line.split(' '));

async function json<Result = Record<string, unknown>>(line: string): Promise<Result> {
  const { code, output, errors } = await run(`${line} --json`);
  expect({ code, errors }).toEqual({ code: 0, errors: '' });
  return JSON.parse(output) as Result;
}

async function client(side: string, name: string, owner?: string): Promise<string> {
  const id = randomUUID();
  await database.query(
    `INSERT INTO oauth_clients (client_id, side, name, scopes, owner_id)
     VALUES ($1, $2, $3, '{users:read}', $4)`,
    [id, side, name, owner],
  );
  return id;
}

describe('a client', () => {
  it('is found by its id, and by its name with its side', async () => {
    for (const side of ['backoffice', 'storefront'] as const) {
      expect(await json(`clients show ${erp[side]}`)).toMatchObject({ clientId: erp[side] });
      expect(await json(`clients show erp --side ${side}`)).toMatchObject({ clientId: erp[side] });
    }
    const named = await client('storefront', 'caf\u00E9');
    expect(await json('clients show cafe\u0301')).toMatchObject({ clientId: named });
    expect(await json('clients show caf\u00E9')).toMatchObject({ clientId: named });
  });

  it('is not guessed: a name that several clients have is refused with these clients', async () => {
    const { code, output, errors } = await run('clients show erp');
    expect({ code, output }).toEqual({ code: 1, output: '' });
    expect(errors).toBe(
      'latchkey: several clients have the name erp: give the id of one of them, or --side\n' +
        `  ${erp.backoffice}  backoffice\n  ${erp.storefront}  storefront\n`,
    );
    const [{ id: owner }] = (await database.query(
      `INSERT INTO staff_users (username, email, first_name, last_name)
       VALUES ('kim', 'kim@example.com', 'Kim', 'Doe') RETURNING id`,
    )) as [{ id: string }];
    const own = await client('backoffice', 'erp', owner);
    const refused = await run('clients disable erp --side backoffice');
    expect(refused).toMatchObject({ code: 1, output: '' });
    expect(refused.errors).toContain(`\n  ${own}  backoffice, of user ${owner}\n`);
    const enabled = await database.query(`SELECT DISTINCT enabled FROM oauth_clients`);
    expect(enabled).toEqual([{ enabled: true }]);
    await database.query('DELETE FROM oauth_clients WHERE client_id = $1', [own]);
  });

  it.each([
    ['clients show ERP --side storefront', 'the storefront has no client ERP'],
    ['clients show er --side storefront', 'the storefront has no client er'],
  ])('is found by its complete name alone: %s', async (line, message) => {
    const { code, output, errors } = await run(line);
    expect({ code, output }).toEqual({ code: 4, output: '' });
    expect(errors).toContain(`latchkey: ${message}`);
  });

  it('with another side than --side says does not exist', async () => {
    expect(await run(`clients show ${erp.backoffice} --side storefront`)).toMatchObject({
      code: 4,
      errors: expect.stringContaining(`the storefront has no client ${erp.backoffice}`),
    });
  });

  it('is named in every command for clients', async () => {
    const at = '--side storefront';
    const [clientId, name] = [erp.storefront, `erp (${erp.storefront})`];
    const { secretId } = await json(`secrets create erp ${at}`);
    expect(await json(`secrets list erp ${at}`)).toMatchObject([{ secretId, clientId }]);
    expect(await json(`secrets rotate erp ${at}`)).toMatchObject({
      clientId,
      others: [{ secretId }],
    });
    expect(await json(`clients update erp ${at} --description x`)).toMatchObject({ clientId });
    expect(await json(`clients usage erp ${at}`)).toEqual([]);
    expect(await json(`clients refresh-tokens erp ${at}`)).toEqual([]);
    expect(await json(`scopes unused erp ${at}`)).toMatchObject([{ scope: 'users:read' }]);
    expect(await json(`clients adopt erp ${at} --key erp`)).toMatchObject({ clientId });
    expect(await run(`clients disable erp ${at}`)).toMatchObject({
      output: `${name} is disabled\n`,
    });
    const enabled = { clientId, side: 'storefront', name: 'erp', enabled: true };
    expect(await json(`clients enable erp ${at}`)).toEqual(enabled);
    expect((await run(`tokens revoke --client erp ${at}`)).output).toMatch(
      /^all tokens of erp \([-0-9a-f]{36}\) issued until \S+ are revoked\n$/,
    );
  });
});

describe('latchkey clients delete', () => {
  const exists = async (id: string) =>
    (await database.query('SELECT FROM oauth_clients WHERE client_id = $1', [id])).length > 0;

  it('needs --yes where nobody can answer a question', async () => {
    const id = await client('storefront', 'old');
    expect(await run('clients delete old')).toEqual({
      code: 1,
      output: '',
      errors:
        `latchkey: nothing was changed: nobody can answer "delete the storefront client old (${id}) ` +
        'and its secrets?" here, so add --yes\n',
    });
    expect(await exists(id)).toBe(true);
    expect(await json('clients delete old --yes')).toEqual({
      clientId: id,
      side: 'storefront',
      name: 'old',
      deleted: true,
    });
    expect(await exists(id)).toBe(false);
  });

  it.each([
    ['y\n', true],
    ['yes\n', true],
    ['n\n', false],
    ['\n', false],
    ['yesterday\n', false],
  ])('asks on a terminal, and the answer %j deletes: %s', async (input, deletes) => {
    const id = await client('backoffice', 'asked');
    const { code, errors } = await run('clients delete asked', { input, columns: 80 });
    expect(code).toBe(deletes ? 0 : 1);
    expect(errors).toContain(`delete the backoffice client asked (${id}) and its secrets? [y/N] `);
    expect(await exists(id)).toBe(!deletes);
    await database.query('DELETE FROM oauth_clients WHERE client_id = $1', [id]);
  });

  it('refuses a client that was used within 24 hours, without a question, unless forced', async () => {
    const used = async (interval: string) =>
      database.query(
        `UPDATE oauth_clients SET last_used_at = now() - $1::interval WHERE name = 'busy'`,
        [interval],
      );
    const id = await client('backoffice', 'busy');
    await used('23 hours 59 minutes');
    for (const words of ['', ' --yes']) {
      const { code, output, errors } = await run(`clients delete busy${words}`);
      expect({ code, output }).toEqual({ code: 1, output: '' });
      expect(errors).toContain('got a token within the last 24 hours, at ');
      expect(errors).not.toContain('[y/N]');
    }
    expect(await exists(id)).toBe(true);
    expect(await run('clients delete busy --force')).toMatchObject({ code: 1 });
    await used('24 hours 1 minute');
    expect(await run('clients delete busy --yes')).toMatchObject({ code: 0 });
    const again = await client('backoffice', 'busy');
    await used('1 minute');
    expect(await run('clients delete busy --yes --force')).toMatchObject({ code: 0 });
    expect(await exists(again)).toBe(false);
  });
});

describe('latchkey secrets', () => {
  const secret = async (clientId: string, label: string, end: string | null) =>
    database.query(
      `INSERT INTO oauth_client_secrets (id, client_id, hash, hint, label, expires_at)
       VALUES (gen_random_uuid(), $1, sha256(convert_to($2, 'UTF8')), 'abcd', $2, now() + $3::interval)`,
      [clientId, label, end],
    );

  it('ending lists the live secrets of all clients that end within --days, first end first', async () => {
    const [one, other] = [await client('backoffice', 'one'), await client('storefront', 'other')];
    await secret(one, 'in 10 days', '10 days');
    await secret(other, 'in 3 days', '3 days');
    await secret(other, 'in 15 days', '15 days');
    await secret(one, 'ended', '-1 day');
    await secret(one, 'never', null);
    const ending = async (words = '') => {
      const listed = await json<{ label: string }[]>(`secrets ending${words}`);
      return listed.map(({ label }) => label);
    };
    // The secret that `secrets rotate` replaced above ends in 7 days.
    expect(await ending()).toEqual(['in 3 days', '', 'in 10 days']);
    expect(await ending(' --days 3')).toEqual(['in 3 days']);
    expect(await ending(' --days 2')).toEqual([]);
    expect(await ending(' --days 20 --side backoffice')).toEqual(['in 10 days']);
    expect(await json('secrets ending --days 3')).toEqual([
      {
        secretId: expect.any(String),
        clientId: other,
        side: 'storefront',
        name: 'other',
        label: 'in 3 days',
        hint: 'abcd',
        state: 'live',
        notBefore: null,
        expiresAt: expect.any(String),
        deprecatedAt: null,
        createdAt: expect.any(String),
        lastUsedAt: null,
        lastUsedAddress: null,
        useCount: 0,
      },
    ]);
    const { output } = await run('secrets ending --days 3', { columns: 140 });
    expect(output).toMatch(/^expiresAt +side +name .*\nin \d+(?:d|h|hr)\.? +storefront +other /);
  });

  it('rotate says when the previous secrets end', async () => {
    const id = await client('backoffice', 'rotated');
    await secret(id, 'main', null);
    const week = await run('secrets rotate rotated');
    expect(week).toMatchObject({ code: 0, errors: '' });
    const [, end] = /\nThe previous secret "main" \(…abcd\) works until (\S+)\.\n/.exec(
      week.output,
    )!;
    expect(Math.abs(Date.parse(end!) - Date.now() - 7 * 86_400_000)).toBeLessThan(60_000);
    const now = await run('secrets rotate rotated --overlap 0');
    expect(now.output.match(/The previous secret .* has ended at \S+\./g)).toHaveLength(2);
  });
});
