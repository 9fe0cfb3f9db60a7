import { execFileSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

/** The settings of `tsconfig.build.json`, with little to load. */
const PROJECT = {
  compilerOptions: {
    rootDir: '.',
    outDir: 'dist',
    allowJs: true,
    incremental: true,
    tsBuildInfoFile: 'dist/tsconfig.build.tsbuildinfo',
    lib: ['es5'],
    types: [],
  },
  include: ['apps', 'libs'],
};

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'build-'));
  cpSync('scripts/build.js', join(root, 'scripts/build.js'));
  symlinkSync(resolve('node_modules'), join(root, 'node_modules'));
  for (const folder of ['apps/shop/src', 'libs/stock/src']) {
    mkdirSync(join(root, folder), { recursive: true });
  }
  writeFileSync(join(root, 'package.json'), '{ "type": "module" }');
  for (const name of ['package-lock.json', 'tsconfig.json']) writeFileSync(join(root, name), '{}');
  writeFileSync(join(root, 'tsconfig.build.json'), JSON.stringify(PROJECT));
  writeFileSync(join(root, 'apps/shop/src/main.js'), 'export const version = 1;\n');
  writeFileSync(join(root, 'libs/stock/src/stock.ts'), 'export const stock = 1;\n');
});
afterEach(() => rmSync(root, { recursive: true }));

function build(...options: string[]): void {
  const script = join(root, 'scripts/build.js');
  execFileSync(process.execPath, [script, ...options], { stdio: 'pipe' });
}

const built = (...names: string[]) => names.filter((name) => existsSync(join(root, 'dist', name)));

describe('the build', () => {
  it('deletes the output of a renamed source, which could be a migration, and nothing else', () => {
    const names = [
      'apps/shop/src/main.js',
      'libs/stock/src/stock.js',
      'libs/stock/src/stock.js.map',
      'libs/stock/src/stock.d.ts',
    ];
    build('--sourceMap', '--declaration');
    expect(built(...names)).toEqual(names);

    renameSync(join(root, 'libs/stock/src/stock.ts'), join(root, 'libs/stock/src/goods.ts'));
    build();
    expect(built(...names, 'libs/stock/src/goods.js')).toEqual([
      'apps/shop/src/main.js',
      'libs/stock/src/goods.js',
    ]);
  });

  it('works in a repository whose path has a symbolic link', () => {
    const link = `${root}-link`;
    symlinkSync(root, link);
    execFileSync(process.execPath, [join(link, 'scripts/build.js')], { stdio: 'pipe' });
    rmSync(link);
    expect(built('apps/shop/src/main.js')).toEqual(['apps/shop/src/main.js']);
  });

  it('fails until an error in a source is gone', () => {
    const source = join(root, 'libs/stock/src/stock.ts');
    writeFileSync(source, 'export const stock: string = 1;\n');
    expect(() => build()).toThrow('Command failed');
    expect(() => build()).toThrow('Command failed');

    writeFileSync(source, 'export const stock = 1;\n');
    build();
  });

  describe('without the compiler, as after `npm prune --omit=dev`', () => {
    /** Runs the command that `bin/latchkey.js` stands for, and returns what it prints. */
    function command(): string {
      const stdio = 'pipe' as const;
      return execFileSync(process.execPath, [join(root, 'bin/latchkey.js')], {
        stdio,
        encoding: 'utf8',
      });
    }

    beforeEach(() => {
      cpSync('bin/latchkey.js', join(root, 'bin/latchkey.js'));
      mkdirSync(join(root, 'apps/cli/src'), { recursive: true });
      writeFileSync(join(root, 'apps/cli/src/main.js'), 'console.log("the command");\n');
    });

    it('the command runs the build, although package-lock.json is newer', () => {
      build();
      rmSync(join(root, 'node_modules'));
      writeFileSync(join(root, 'package-lock.json'), '{ "pruned": true }');
      expect(command()).toBe('the command\n');
    });

    it('the command says what to run when there is no build', () => {
      rmSync(join(root, 'node_modules'));
      expect(command).toThrow('there is no build and no compiler: run `npm ci && npm run build`');
    });
  });
});
