/**
 * `npm run test:ha` plays fail-overs of a replicated database: three machines, which are network
 * namespaces of this one, with PostgreSQL 15, Patroni and etcd. All scenarios take seven minutes. With
 * `-- --short` it plays two of them in some 90 seconds. Other arguments go to vitest, for example
 * `-t paused`.
 *
 * The tests run in namespaces of their own: no packet leaves the machine, every port is free, and all
 * processes end with the first one, in every outcome. That needs root on Linux.
 */
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** Programs with their packages in Debian. */
const NEEDED = {
  '/usr/bin/patroni': 'patroni',
  '/usr/bin/etcd': 'etcd-server',
  '/usr/sbin/haproxy': 'haproxy',
  '/usr/lib/postgresql/15/bin/postgres': 'postgresql-15',
  '/usr/sbin/ip': 'iproute2',
};

/** Longer than all scenarios on a busy machine. */
const TIMEOUT_MS = { short: 300_000, all: 1_800_000 };

/**
 * Process 1 of the namespaces. It stays a shell, which reaps the processes that lose their parent.
 * PostgreSQL needs a /dev/null that other users than root may write, which not every container has.
 */
const FIRST = `
  set -e
  ip link set lo up
  mount -t tmpfs tmpfs /run
  mknod -m 666 /run/null c 1 3
  mount --bind /run/null /dev/null
  set +e
  "$@"
  exit $?`;

const parameters = process.argv.slice(2);
const extent = parameters.includes('--short') ? 'short' : 'all';

const problem = reasonNotToStart();
if (problem) {
  process.stderr.write(`npm run test:ha cannot run here: ${problem}\n`);
  process.exitCode = 1;
} else {
  const directory = await mkdtemp(join(tmpdir(), 'latchkey-ha-'));
  await chmod(directory, 0o755); // PostgreSQL and etcd run as another user
  try {
    process.exitCode = await play(directory);
  } finally {
    if (process.env.KEEP) process.stdout.write(`kept ${directory}\n`);
    else await rm(directory, { recursive: true, force: true, maxRetries: 10 });
  }
}

function reasonNotToStart() {
  if (process.platform !== 'linux') return 'it needs Linux';
  if (process.getuid() !== 0) return 'it needs root, for network namespaces';
  const missing = Object.keys(NEEDED).filter((program) => !existsSync(program));
  if (missing.length === 0) return null;
  const packages = missing.map((program) => NEEDED[program]).join(' ');
  return `it needs ${missing.join(', ')}; install with apt-get install ${packages}`;
}

async function play(directory) {
  const require = createRequire(import.meta.url);
  const vitest = join(dirname(require.resolve('vitest/package.json')), 'vitest.mjs');
  const scenarios = parameters.filter((parameter) => parameter !== '--short');
  const namespaces = '--net --mount --pid --fork --mount-proc --kill-child'.split(' ');
  const tests = [process.execPath, vitest, 'run', '--project', 'ha', ...scenarios];
  const words = [
    '--pdeathsig',
    'KILL',
    'unshare',
    ...namespaces,
    'sh',
    '-c',
    FIRST,
    'sh',
    ...tests,
  ];
  const child = spawn('setpriv', words, {
    stdio: 'inherit',
    env: { ...process.env, HA: extent, HA_DIRECTORY: directory },
    timeout: TIMEOUT_MS[extent],
    killSignal: 'SIGKILL',
  });
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill('SIGKILL'));
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code, signal) => {
      if (signal) process.stderr.write(`npm run test:ha was ended by ${signal}\n`);
      resolve(code ?? 1);
    });
  });
}
