import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { createProgram, everyCommand } from '../../apps/cli/src/program.js';
import { createDatabase, type TestDatabase } from '../support/database.js';
import { latchkey } from '../support/latchkey.js';

let database: TestDatabase;

beforeAll(async () => {
  database = await createDatabase();
  await database.query(
    `INSERT INTO oauth_clients (client_id, side, name, scopes, last_used_at)
     SELECT gen_random_uuid(), 'storefront', 'a rather long name of a client, number ' || n,
       '{users:read,users:write,customers:read}', now() - interval '3 days 1 hour'
     FROM generate_series(1, 600) n`,
  );
});
afterAll(async () => database.drop());

const run = async (line: string, columns?: number) =>
  latchkey(
    { environment: { PATH: process.env.PATH ?? '', DATABASE_URL: database.url }, columns },
    ...line.split(' '),
  );

describe('a table', () => {
  it.each([60, 80, 120, 200])('fits a terminal of %i columns, on every page', async (columns) => {
    const { code, output, errors } = await run('clients list', columns);
    expect(code).toBe(0);
    const lines = output.trimEnd().split('\n');
    expect(lines).toHaveLength(601);
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(columns);
    expect(lines[0]).toMatch(/^clientId +side .* name .*lastUse/);
    expect(lines[1]).toMatch(/^[-0-9a-f]{20,}.* {2}storef.* a rathe.* 3d ago$/);
    expect(errors).toMatch(
      columns === 200 ? /^$/ : /^latchkey: --wide also shows: .*grantTypes.*\n$/,
    );
  });

  it('is complete in a pipe and with --wide, with exact times', async () => {
    const piped = await run('clients list');
    const wide = await run('clients list --wide', 80);
    expect(wide).toEqual(piped);
    expect(piped.errors).toBe('');
    expect(piped.output.split('\n')[1]).toMatch(
      /a rather long name of a client, number \d+ +users:read users:write customers:read .*\dZ$/,
    );
  });

  it('is JSON with --json, on a terminal as well: an array with a row on each line', async () => {
    const piped = await run('clients list --json');
    expect(await run('clients list --json', 80)).toEqual(piped);
    expect(piped.output.split('\n')).toHaveLength(600 + 3);
    const keys = await run('keys list --json');
    expect(keys.output).toBe('[]\n');
    const [first] = JSON.parse(piped.output) as { lastUsedAt: string }[];
    expect(first!.lastUsedAt).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
  });
});

describe('long work', () => {
  it('shows its progress on a terminal after a second, and nowhere else', async () => {
    await database.query(
      `INSERT INTO unsealed_audit_events (actor_type, actor, action)
       SELECT 'command', 'test', 'test.event' FROM generate_series(1, 3)`,
    );
    await database.seal();
    // The first text appears after a second, so the clock of the process runs faster.
    const now = performance.now.bind(performance);
    vi.spyOn(performance, 'now').mockImplementation(() => now() * 100_000);
    const verified = await run('audit verify', 80);
    expect(verified.code).toBe(0);
    expect(verified.errors).toContain('\r\u001b[Kverified 3 of 3 events');
    expect(verified.errors.endsWith('\r\u001b[K')).toBe(true);
    expect((await run('audit verify')).errors).toBe('');
    expect((await run('audit export')).errors).toBe('');
    const exported = await run('audit export', 80);
    expect(exported).toMatchObject({ code: 0, errors: '' });
  });
});

describe('every command', () => {
  const leaves = everyCommand(createProgram()).filter(({ commands }) => commands.length === 0);
  const named = leaves.map((command) => {
    const path = [command.parent?.name(), command.name()].filter((name) => name !== 'latchkey');
    return [path.join(' '), command] as const;
  });
  /** `audit export` prints lines of JSON, and a script is text. */
  const others = new Set(['audit export', 'completion']);

  it.each(named)(
    'has --json for one JSON document, and --wide for a table: %s',
    (path, command) => {
      const find = (long: string) => command.options.find((option) => option.long === long);
      const json = find('--json')?.description.split(';')[0];
      const forms = others.has(path)
        ? [undefined]
        : ['print one JSON object', 'print a JSON array'];
      expect(forms).toContain(json);
      expect(find('--wide') !== undefined).toBe(json === 'print a JSON array');
    },
  );

  it('has the same exit codes, which the help shows, and a version', async () => {
    const { code, output } = await run('--help');
    expect(code).toBe(0);
    expect(output).toContain('\n  4   not found: ');
    expect(await run('--version')).toMatchObject({
      code: 0,
      output: expect.stringMatching(/^\d+\.\d+\.\d+\n$/),
    });
  });

  it('prints JSON where it prints text', async () => {
    expect(JSON.parse((await run('database migrate --json')).output)).toEqual({ migrated: [] });
    const { keyEncryptionKey } = JSON.parse((await run('keys new-kek --json')).output);
    expect(Buffer.from(keyEncryptionKey, 'base64')).toHaveLength(32);
  });
});
