import { spawnSync } from 'node:child_process';
import { readdirSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));

/** Compiles changed sources. Ends the process when they do not compile. */
export function build() {
  // tsc -b would find nothing to do as well, but takes 0.4 s to start.
  if (isUpToDate()) return;
  const compiler = createRequire(import.meta.url).resolve('typescript/bin/tsc');
  const { status } = spawnSync(process.execPath, [compiler, '-b', 'tsconfig.build.json'], {
    cwd: root,
    stdio: ['ignore', process.stderr, 'inherit'], // standard output may be the JSON of a command
  });
  if (status !== 0) process.exit(status ?? 1);
}

/** True when the last build is newer than all its sources. A removed file changes its folder's time. */
function isUpToDate() {
  const built = statSync(join(root, 'dist/tsconfig.build.tsbuildinfo'), { throwIfNoEntry: false });
  if (!built) return false;
  const sources = ['apps', 'libs'].flatMap((folder) => [
    folder,
    ...readdirSync(join(root, folder), { recursive: true }).map((name) => join(folder, name)),
  ]);
  return ['package-lock.json', 'tsconfig.json', 'tsconfig.build.json', ...sources].every(
    (name) => statSync(join(root, name)).mtimeMs < built.mtimeMs,
  );
}
