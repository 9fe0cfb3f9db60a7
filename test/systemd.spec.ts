import { execFile } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { Config } from '#config';

const FOLDER = 'deploy/systemd';
const ANALYZE = '/usr/bin/systemd-analyze';
const run = promisify(execFile);

const read = (name: string) => readFileSync(join(FOLDER, name), 'utf8');
const unit = read('latchkey@.service');
const migrate = read('latchkey-migrate.service');
const verify = read('latchkey-verify.service');

/** Returns the values of a setting of a unit. */
function valuesOf(text: string, name: string): string[] {
  return [...text.matchAll(new RegExp(`^${name}=(.*)$`, 'gm'))].map(([, value]) => value!);
}

/** Returns the variables of an environment file. */
function variablesOf(name: string): Record<string, string> {
  return Object.fromEntries(
    [...read(name).matchAll(/^([A-Z_]+)=(.*)$/gm)].map(([, variable, value]) => [variable, value]),
  );
}

describe('the units in deploy/systemd', () => {
  it('run the programs of the build', () => {
    expect(valuesOf(unit, 'ExecStart')).toEqual(['/usr/bin/node dist/apps/%i/src/main.js']);
    expect(valuesOf(migrate, 'ExecStart')).toEqual([
      '/usr/bin/node dist/apps/cli/src/main.js database migrate --roles',
    ]);
    expect(valuesOf(verify, 'ExecStart')).toEqual([
      '/usr/bin/node dist/apps/cli/src/main.js audit verify',
    ]);
    for (const app of ['backoffice', 'storefront', 'cli']) {
      expect(existsSync(`apps/${app}/src/main.ts`)).toBe(true);
    }
  });

  it('give a server the time and the files that the default configuration needs', () => {
    const { http, backoffice, database } = new Config();
    const [stop] = valuesOf(unit, 'TimeoutStopSec').map(Number);
    expect(stop).toBeGreaterThan(http.shutdownTimeout + backoffice.notify.timeout);
    const [files] = valuesOf(unit, 'LimitNOFILE').map(Number);
    expect(files).toBeGreaterThan(http.maxConnections + database.poolSize + 100);
  });

  it('do not start a server again whose configuration is wrong', () => {
    expect(valuesOf(unit, 'Restart')).toEqual(['on-failure']);
    expect(valuesOf(unit, 'RestartPreventExitStatus')).toEqual(['78']);
  });

  it('have the same sandbox', () => {
    const sandbox = (text: string) =>
      /^DynamicUser=[\s\S]*^SystemCallErrorNumber=.*$/m.exec(text)?.[0];
    expect(sandbox(migrate)).toBe(sandbox(unit));
    expect(sandbox(verify)).toBe(sandbox(unit));
    expect(sandbox(unit)).toContain('ProtectSystem=strict');
  });

  it('let a server listen on 0.0.0.0, for which Node.js lists the addresses of the machine', () => {
    const [families] = valuesOf(unit, 'RestrictAddressFamilies');
    expect(families!.split(' ')).toEqual(['AF_INET', 'AF_INET6', 'AF_UNIX', 'AF_NETLINK']);
  });

  it('have an example of every environment file, and set only variables of config.yml', () => {
    const files = [unit, migrate, verify].flatMap((text) => valuesOf(text, 'EnvironmentFile'));
    const named = files.flatMap((path) =>
      ['backoffice', 'storefront'].map((side) =>
        path.replace('/etc/latchkey/', '').replace('%i', side),
      ),
    );
    const examples = readdirSync(FOLDER).filter((name) => name.endsWith('.env'));
    expect(new Set(named)).toEqual(new Set(examples));
    const known = new Set(readFileSync('config.yml', 'utf8').match(/(?<=\$\{)[A-Z_]+/g));
    for (const name of examples) {
      const set = Object.keys(variablesOf(name)).filter((each) => each !== 'LATCHKEY_CONFIG');
      expect(set.filter((variable) => !known.has(variable))).toEqual([]);
    }
  });

  it('give each server its own secrets alone, and none of the owner', () => {
    for (const [side, other] of [
      ['backoffice', 'STOREFRONT'],
      ['storefront', 'BACKOFFICE'],
    ] as const) {
      const names = Object.keys(variablesOf(`${side}.env`));
      expect(names).toEqual([
        `${side.toUpperCase()}_DATABASE_URL`,
        `${side.toUpperCase()}_KEY_ENCRYPTION_KEY`,
      ]);
      expect(names.filter((name) => name.startsWith(other))).toEqual([]);
    }
    expect(new URL(variablesOf('latchkey.env').DATABASE_URL!).password).toBe('');
    expect(valuesOf(unit, 'EnvironmentFile')).not.toContain('/etc/latchkey/owner.env');
  });
});

describe('the command line in deploy/systemd', () => {
  let directory: string;
  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), 'latchkey-command-'));
    for (const name of ['latchkey', 'backoffice', 'storefront', 'owner']) {
      await writeFile(join(directory, `${name}.env`), `# A=comment\nFILE_OF=${name}\n`);
    }
  });
  afterEach(async () => rm(directory, { recursive: true }));

  /** Runs the script with the settings of the directory. It then starts a program that prints them. */
  async function command(...words: string[]) {
    const program = join(directory, 'main.js');
    await writeFile(program, 'console.log(JSON.stringify([process.env, process.argv.slice(2)]))');
    const script = join(directory, 'latchkey');
    const replaced = read('latchkey')
      .replace('/etc/latchkey/', `${directory}/`)
      .replace('/usr/bin/node', process.execPath)
      .replace('/opt/latchkey/dist/apps/cli/src/main.js', program);
    await writeFile(script, replaced, { mode: 0o755 });
    const { stdout } = await run(script, words, { env: { PATH: process.env.PATH } });
    return JSON.parse(stdout) as [Record<string, string>, string[]];
  }

  it('passes on the settings as systemd reads them, the owner last, and the words', async () => {
    const url = 'postgres://latchkey:$a&b@db/latchkey?sslmode=verify-full&sslrootcert=/etc/ca pem';
    await writeFile(join(directory, 'owner.env'), `FILE_OF=owner\nDATABASE_URL=${url}`);
    const [settings, words] = await command('clients', 'create', '--name', 'two words');
    expect(settings).toMatchObject({ FILE_OF: 'owner', DATABASE_URL: url });
    expect(settings).not.toHaveProperty('# A');
    expect(words).toEqual(['clients', 'create', '--name', 'two words']);
  });

  it('ends with the exit code of a wrong configuration when it cannot read the settings', async () => {
    await rm(join(directory, 'storefront.env'));
    await expect(command('clients', 'list')).rejects.toMatchObject({ code: 78 });
  });
});

describe('systemd', () => {
  let directory: string;
  const units: string[] = [];

  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), 'latchkey-units-'));
    for (const [name, text] of [
      ['latchkey@backoffice.service', unit],
      ['latchkey-migrate.service', migrate],
      ['latchkey-verify.service', verify],
      ['latchkey-verify.timer', read('latchkey-verify.timer')],
    ] as const) {
      const path = join(directory, name);
      // Another machine may have Node.js elsewhere, and systemd checks that the program exists.
      await writeFile(path, text.replace('/usr/bin/node', process.execPath));
      units.push(path);
    }
  });
  beforeEach(({ skip }) => skip(!existsSync(ANALYZE), `there is no ${ANALYZE}`));
  afterAll(async () => rm(directory, { recursive: true }));

  it('accepts the units without a warning', async () => {
    const { stdout, stderr } = await run(ANALYZE, ['verify', ...units]);
    expect(stdout + stderr).toBe('');
  });

  it('rates the exposure of the units at most at 1.5 of 10', async () => {
    for (const path of units.filter((name) => name.endsWith('.service'))) {
      const options = ['security', '--offline=true', '--no-pager', '--threshold=15'];
      const { stdout } = await run(ANALYZE, [...options, path]);
      expect(stdout).toMatch(/Overall exposure level for \S+: 1\.\d OK/);
    }
  });
});
