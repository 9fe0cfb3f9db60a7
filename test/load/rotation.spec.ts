import { afterAll, beforeAll, expect, it } from 'vitest';
import { type ResealingReplicas, startResealingReplicas } from '../support/resealing-replicas.js';
import { loadDuring, rotateAndReseal, type RotationLoad } from '../support/rotation-load.js';

/** The load requests each token at one process and uses it at the other: twice as many requests. */
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
    'of these also with fresh keys': load.fresh,
    'fetches of the keys': load.fetched,
    ...Object.fromEntries([...byKey].map(([kid, count]) => [`tokens of ${String(kid)}`, count])),
    failures: failures.length,
  };
  const width = Math.max(...Object.keys(rows).map(({ length }) => length));
  const lines = Object.entries(rows).map(
    ([name, value]) => `${name.padEnd(width)}  ${String(value).padStart(6)}`,
  );
  process.stdout.write(`${lines.join('\n')}\n`);
}

it('no request fails and no token is rejected during rotations, a change of algorithm and a reseal', async () => {
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
