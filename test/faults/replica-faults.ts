import { setTimeout as pause } from 'node:timers/promises';
import { latchkey } from '../support/latchkey.js';
import { migrateAsNewerVersion } from './newer-version.js';
import type { Fault } from './judgement.js';
import type { Scenario } from './scenario.js';
import type { Stage } from './stage.js';

/** Longer than `fail_timeout` of nginx, after which both replicas get requests again. */
const PROXY_NOTICES_MS = 2_500;

const ROTATION_MS = 60_000;

/** Scenarios with replicas that stop, while the database is healthy. */
export const REPLICA_FAULTS: Scenario[] = [
  {
    name: 'a replica stops (SIGTERM) and starts again',
    promised: 'no request fails',
    needsProxy: true,
    act: async (stage, { rounds }) => inTurn(stage, rounds, async (replica) => replica.stop()),
  },
  {
    name: 'a replica is killed (SIGKILL) and starts again',
    promised: 'only requests in flight fail',
    needsProxy: true,
    losesUsage: true,
    act: async (stage, { rounds }) => inTurn(stage, rounds, async (replica) => replica.kill()),
  },
  {
    name: 'a third replica starts, and stops again',
    promised: 'no request fails',
    needsProxy: true,
    act: async ({ replicas }) => {
      const third = replicas[2]!;
      return timed(async () => {
        await third.start();
        await pause(PROXY_NOTICES_MS);
        await third.stop();
      });
    },
  },
  {
    name: 'a newer version migrates, then replaces the replicas one by one',
    promised: 'no request fails',
    needsProxy: true,
    act: async (stage) => {
      const migration = await timed(async () => migrateAsNewerVersion(stage.postgres.url));
      const replacement = await inTurn(stage, 2, async (replica) => replica.stop());
      return [...migration, ...replacement];
    },
  },
  {
    name: 'the signing key is rotated',
    promised: 'no request fails',
    act: async (stage) => timed(async () => rotate(stage)),
  },
];

/** Ends one replica after the other in this way, and starts each again. */
async function inTurn(
  { replicas }: Stage,
  rounds: number,
  end: (replica: Stage['replicas'][number]) => Promise<void>,
): Promise<Fault[]> {
  const faults: Fault[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const replica = replicas[round % 2]!;
    faults.push(...(await timed(async () => end(replica))));
    await replica.start();
    await pause(PROXY_NOTICES_MS);
  }
  return faults;
}

async function rotate(stage: Stage): Promise<void> {
  const active = async () => {
    const [row] = await stage.postgres.query(`SELECT kid FROM signing_keys
      WHERE side = 'backoffice' AND activated_at IS NOT NULL AND retired_at IS NULL`);
    return row?.kid;
  };
  const before = await active();
  const { code, errors } = await latchkey(stage, 'keys', 'rotate', '--side', 'backoffice');
  if (code !== 0) throw new Error(errors);
  for (const deadline = Date.now() + ROTATION_MS; Date.now() < deadline; await pause(100)) {
    if ((await active()) !== before) return;
  }
  throw new Error('the new key does not become active');
}

export async function timed(act: () => Promise<unknown>): Promise<Fault[]> {
  const from = performance.now();
  await act();
  return [{ from, to: performance.now() }];
}
