import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createDatabase, type TestDatabase } from '../support/database.js';

let database: TestDatabase;
let directory: string;

beforeAll(async () => {
  database = await createDatabase();
  directory = mkdtempSync(join(tmpdir(), 'latchkey-modules-'));
});
afterAll(async () => {
  rmSync(directory, { recursive: true });
  await database.drop();
});

interface Manifest {
  dependencies: Record<string, string>;
  peerDependencies: Record<string, string>;
}

const manifest = JSON.parse(readFileSync('package.json', 'utf8')) as Manifest;
const declared = { ...manifest.dependencies, ...manifest.peerDependencies };

/** Runs a command of the build. Returns its packages, and the paths of its own modules in `dist/`. */
async function modulesOf(...words: string[]): Promise<{ packages: string[]; own: string[] }> {
  const list = join(directory, words.join('_').replaceAll('/', ''));
  await promisify(execFile)(
    process.execPath,
    ['--import', './test/support/loaded-modules.mjs', 'dist/apps/cli/src/main.js', ...words],
    {
      env: { PATH: process.env.PATH, LOADED_MODULES: list, DATABASE_URL: database.url },
    },
  );
  const urls = readFileSync(list, 'utf8').split('\n');
  const names = urls.map((url) => /\/node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(url)?.[1] ?? '');
  const packages = new Set(names.filter((name) => Object.hasOwn(declared, name)));
  const own = urls.flatMap((url) => /\/dist\/((?:apps|libs)\/.*)$/.exec(url)?.[1] ?? []);
  return { packages: [...packages].toSorted(), own };
}

describe('a command loads only the modules that it needs, because each package takes time', () => {
  it.each([
    '--help',
    'clients --help',
    'audit list --help',
    'keys new-kek',
    'secrets make --side backoffice',
  ])('without a database only commander: latchkey %s', async (line) => {
    const { packages, own } = await modulesOf(...line.split(' '));
    expect(packages).toEqual(['commander']);
    expect(own).toContain('apps/cli/src/main.js');
    expect(own.filter((path) => /^libs\/(?:config|database|audit|sign-in)\//.test(path))).toEqual(
      [],
    );
  });

  it('for a list neither the container of Nest, nor a part of a server, nor a migration', async () => {
    const { packages, own } = await modulesOf('clients', 'list');
    const needed = new Set([
      '@nestjs/common',
      '@nestjs/mapped-types',
      '@opentelemetry/api',
      'class-validator',
      'commander',
      'dataloader',
      'ipaddr.js',
      'pg',
      'prom-client',
      'proper-lockfile',
      'reflect-metadata',
      'rxjs',
      'typeorm',
      'yaml',
    ]);
    expect(packages).toContain('typeorm');
    expect(packages.filter((name) => !needed.has(name))).toEqual([]);
    expect(own).toContain('libs/oauth/src/administration.js');
    // The migrations of the audit trail also make the tables of hosts.
    const unneeded =
      /^(?!libs\/audit\/).*\/\d{13}-|^libs\/oauth\/src\/(?:index\.js|endpoints|grants|protected-resource)/;
    expect(own.filter((path) => unneeded.test(path))).toEqual([]);
  });
});
