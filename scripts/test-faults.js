/**
 * `npm run test:faults` tests outages of replicas and of the database. All scenarios take three
 * minutes. With `-- --short` each is shorter, and all take two. Other arguments go to vitest, for
 * example `-t paused`.
 */
import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

const parameters = process.argv.slice(2);
const isShort = parameters.includes('--short');
const vitest = join(
  dirname(createRequire(import.meta.url).resolve('vitest/package.json')),
  'vitest.mjs',
);

const { status } = spawnSync(
  process.execPath,
  [
    vitest,
    'run',
    '--project',
    'faults',
    ...parameters.filter((parameter) => parameter !== '--short'),
  ],
  { stdio: 'inherit', env: { ...process.env, FAULTS: isShort ? 'short' : 'all' } },
);
process.exitCode = status ?? 1;
