import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readSource } from './support/source.js';

interface Manifest {
  private: boolean;
  files: string[];
  exports: Record<string, string | Record<string, string>>;
  dependencies: Record<string, string>;
  optionalDependencies: Record<string, string>;
  peerDependencies: Record<string, string>;
  peerDependenciesMeta: Record<string, { optional: boolean }>;
}

const read = (path: string) => JSON.parse(readFileSync(path, 'utf8')) as Manifest;
const manifest = read('package.json');
const host = read('host/package.json');

/** The folders of sources whose build is in the package. */
const folders = manifest.files
  .filter((path) => path.startsWith('dist/'))
  .map((path) => path.replace('dist/', ''));

const sources = folders.flatMap((folder) =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.ts') && !path.endsWith('.spec.ts'))
    .map((path) => join(folder, path)),
);

/** Returns all modules that the sources import by a name, each once. */
function importedModules(): string[] {
  const imports = sources.flatMap((path) => readSource(path, readFileSync(path, 'utf8')).imports);
  const named = imports.map(({ from }) => from).filter((from) => !/^\.|^node:/.test(from));
  return [...new Set(named)].filter((name) => !isBuiltin(name));
}

/** Returns the package of a module: `@nestjs/core` of `@nestjs/core/helpers`. */
function packageOf(module: string): string {
  return module.split('/', module.startsWith('@') ? 2 : 1).join('/');
}

/** Returns the lib of a module: `oauth` of `#oauth` and of `#oauth/administration`. */
function libOf(module: string): string {
  return module.slice(1).split('/', 1)[0]!;
}

describe('the package', () => {
  const imported = importedModules();

  it('cannot be published by mistake', () => expect(manifest.private).toBe(true));

  it('contains the libs that its files import', () => {
    // A command imports `#sign-in` when it runs: hosts have no people who sign in.
    const libs = imported.filter((module) => module.startsWith('#') && module !== '#sign-in');
    expect(libs).toContain('#oauth');
    const missing = libs.filter((lib) => !folders.includes(`libs/${libOf(lib)}/src`));
    expect(missing).toEqual([]);
  });

  it('contains no demo data, no application and no settings of this repository', () => {
    expect(
      folders.filter((path) => /libs\/(demo|application|server)|apps\/(?!cli)/.test(path)),
    ).toEqual([]);
    expect(manifest.files.filter((path) => !/^(!|dist\/|bin$)/.test(path))).toEqual([]);
  });

  it('depends on the packages that its files import, directly or through its host', () => {
    const packages = imported.filter((module) => !module.startsWith('#')).map(packageOf);
    const declared = { ...manifest.dependencies, ...manifest.peerDependencies };
    expect(packages).toContain('typeorm');
    expect(packages.filter((name) => !Object.hasOwn(declared, name))).toEqual([]);
  });

  it('takes packages with a state for the whole process from its host', () => {
    const shared =
      /^(@nestjs\/|@types\/|class-|express$|fastify$|passport$|pg$|reflect-|rxjs$|typeorm$)/;
    expect(Object.keys(manifest.dependencies).filter((name) => shared.test(name))).toEqual([]);
  });

  it('permits a host without any of these, which uses only the client', () => {
    const { peerDependencies, peerDependenciesMeta } = manifest;
    const optional = Object.fromEntries(
      Object.keys(peerDependencies).map((name) => [name, { optional: true }]),
    );
    expect(peerDependenciesMeta).toEqual(optional);
  });

  it('accepts the versions that the applications of this repository use', () => {
    const used = { ...host.dependencies, ...host.optionalDependencies };
    const both = Object.entries(manifest.peerDependencies).filter(([name]) => name in used);
    expect(both.length).toBeGreaterThan(10);
    expect(Object.fromEntries(both)).toEqual(
      Object.fromEntries(both.map(([name]) => [name, used[name]])),
    );
  });

  it('exports at most 20 names of oauth', () => {
    const path = 'libs/oauth/src/public.ts';
    const { exports } = readSource(path, readFileSync(path, 'utf8'));
    expect(exports.length).toBeGreaterThan(10);
    expect(exports.length).toBeLessThanOrEqual(20);
    expect(exports).not.toContain('*');
  });
});

describe.each(Object.entries(manifest.exports).filter(([name]) => name !== './package.json'))(
  'the entry %s',
  (_, conditions) => {
    it('has types and one ES module, for import and require() alike', () => {
      const { types = '' } = conditions as Record<string, string>;
      const module = types.replace(/\.d\.ts$/, '.js');
      expect(Object.entries(conditions)).toEqual([
        ['types', types],
        ['default', module],
      ]);
      expect(existsSync(types.replace('./dist/', '').replace(/\.d\.ts$/, '.ts'))).toBe(true);
    });
  },
);
