import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';

/** Compiles what has changed; 0.4 s when nothing has. Ends the process when it does not compile. */
export function build() {
  const compiler = createRequire(import.meta.url).resolve('typescript/bin/tsc');
  const project = fileURLToPath(new URL('../tsconfig.build.json', import.meta.url));
  const { status } = spawnSync(process.execPath, [compiler, '-b', project], {
    stdio: ['ignore', process.stderr, 'inherit'], // standard output may be somebody's JSON
  });
  if (status !== 0) process.exit(status ?? 1);
}
