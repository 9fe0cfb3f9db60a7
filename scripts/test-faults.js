/**
 * `npm run test:faults`: what happens when replicas and the database come and go. All of it takes
 * some ten minutes; `-- --short` does less of each, in three. Other words are vitest's, for
 * instance `-t paused`.
 */
import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

const words = process.argv.slice(2);
const isShort = words.includes('--short');
const vitest = join(
  dirname(createRequire(import.meta.url).resolve('vitest/package.json')),
  'vitest.mjs',
);

const { status } = spawnSync(
  process.execPath,
  [vitest, 'run', '--project', 'faults', ...words.filter((word) => word !== '--short')],
  { stdio: 'inherit', env: { ...process.env, FAULTS: isShort ? 'short' : 'all' } },
);
process.exitCode = status ?? 1;
