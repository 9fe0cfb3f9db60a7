import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { expect, it } from 'vitest';
import { cpuSeconds, familyCpuSeconds, memory } from './process-statistics.js';

/** A program that uses 0.3 s of CPU. */
const BUSY = 'while (process.cpuUsage().user + process.cpuUsage().system < 300_000);';

it('familyCpuSeconds includes children that have ended, cpuSeconds does not', () => {
  const before = { own: cpuSeconds(process.pid), family: familyCpuSeconds(process.pid) };
  spawnSync(process.execPath, ['-e', BUSY]);
  expect(familyCpuSeconds(process.pid) - before.family).toBeGreaterThan(0.25);
  expect(cpuSeconds(process.pid) - before.own).toBeLessThan(0.25);
});

it('familyCpuSeconds includes children that still run', async () => {
  const before = familyCpuSeconds(process.pid);
  const child = spawn(process.execPath, [
    '-e',
    `${BUSY} console.log('done'); process.stdin.resume()`,
  ]);
  try {
    await once(child.stdout, 'data');
    expect(familyCpuSeconds(process.pid) - before).toBeGreaterThan(0.25);
  } finally {
    child.kill();
    await once(child, 'exit');
  }
});

it('memory reads the resident memory of this process', () => {
  const { rss } = process.memoryUsage();
  const { resident, peak } = memory(process.pid);
  expect(Math.abs(resident - rss)).toBeLessThan(rss / 2);
  expect(peak).toBeGreaterThanOrEqual(resident);
});
