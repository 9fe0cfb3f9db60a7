import { spawnSync } from 'node:child_process';
import {
  existsSync,
  readdirSync,
  realpathSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));

/** An empty file. Its time is when the last successful build began. */
const stamp = join(root, 'dist/built');

/**
 * Compiles changed sources, or all of them if the compiler gets options. Ends the process when they
 * do not compile.
 */
export function build(options = []) {
  // tsc -b would find nothing to do as well, but takes 0.4 s to start.
  if (options.length === 0 && isUpToDate()) return;
  process.stderr.write('building Latchkey, which can take a minute …\n');
  const began = new Date();
  const compiler = createRequire(import.meta.url).resolve('typescript/bin/tsc');
  const { status } = spawnSync(
    process.execPath,
    [compiler, '-b', 'tsconfig.build.json', ...options],
    {
      cwd: root,
      stdio: ['ignore', process.stderr, 'inherit'], // standard output may be the JSON of a command
    },
  );
  if (status !== 0) process.exit(status ?? 1);
  deleteOrphans();
  writeFileSync(stamp, '');
  utimesSync(stamp, began, began);
}

/**
 * Deletes compiled files whose source is gone, which the compiler keeps. A process would otherwise
 * run the migration of a deleted or renamed file.
 */
export function deleteOrphans() {
  for (const folder of ['apps', 'libs']) {
    for (const name of readdirSync(join(root, 'dist', folder), { recursive: true })) {
      if (name.startsWith('console')) continue; // Vite makes these, and deletes stale ones
      const [, path] = /^(.*)(?:\.js(?:\.map)?|\.d\.ts)$/.exec(name) ?? [];
      if (path === undefined) continue;
      const sources = ['ts', 'js'].map((ending) => join(root, folder, `${path}.${ending}`));
      // A build of another process may delete the same file.
      if (!sources.some(existsSync)) rmSync(join(root, 'dist', folder, name), { force: true });
    }
  }
}

/**
 * True when all sources are older than the last successful build. A removed file changes its folder's
 * time.
 */
function isUpToDate() {
  const built = statSync(stamp, { throwIfNoEntry: false });
  if (!built) return false;
  const sources = ['apps', 'libs'].flatMap((folder) => [
    folder,
    ...readdirSync(join(root, folder), { recursive: true }).map((name) => join(folder, name)),
  ]);
  return ['package-lock.json', 'tsconfig.json', 'tsconfig.build.json', ...sources].every(
    (name) => statSync(join(root, name)).mtimeMs < built.mtimeMs,
  );
}

const [, program = '', ...options] = process.argv;
// The URL of a module is without symbolic links, and the path in the arguments may have some.
if (existsSync(program) && realpathSync(program) === fileURLToPath(import.meta.url)) build(options);
