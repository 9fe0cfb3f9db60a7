import { afterAll, beforeAll, expect, it } from 'vitest';
import { type ResealingReplicas, startResealingReplicas } from '../support/resealing-replicas.js';
import { loadDuring, rotateAndReseal, type RotationLoad } from '../support/rotation-load.js';

/** Each is asked for at one process and used at the other: as many requests again. */
const TOKENS = 10_000;

let running: ResealingReplicas;

beforeAll(async () => {
  running = await startResealingReplicas();
});
afterAll(async () => running.stop());

function print({ byKey, failures, ...load }: RotationLoad, seconds: number): void {
  const rows = {
    'token requests': load.tokens,
    'API calls': load.calls,
    'requests a second': Math.round((load.tokens + load.calls) / seconds),
    'verified with cached keys': load.verified,
    'of these with fresh keys, too': load.fresh,
    'times that the keys were fetched': load.fetched,
    ...Object.fromEntries([...byKey].map(([kid, count]) => [`tokens of ${String(kid)}`, count])),
    failures: failures.length,
  };
  const width = Math.max(...Object.keys(rows).map(({ length }) => length));
  const lines = Object.entries(rows).map(
    ([name, value]) => `${name.padEnd(width)}  ${String(value).padStart(6)}`,
  );
  process.stdout.write(`${lines.join('\n')}\n`);
}

it('no request fails and no token is refused while keys, algorithm and seals change', async () => {
  const target = { ...running, tokens: TOKENS };
  const start = performance.now();
  const load = await loadDuring(target, async () => rotateAndReseal(target));
  print(load, (performance.now() - start) / 1000);
  expect(load.failures).toEqual([]);
  expect(load.tokens + load.calls).toBeGreaterThanOrEqual(20_000);
  expect(load.verified).toBe(load.tokens);
  expect(load.byKey.size).toBe(3);
  expect(running.replicas.output()).toBe('');
});
