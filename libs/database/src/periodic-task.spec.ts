import { setTimeout as pause } from 'node:timers/promises';
import { expect, it, vi } from 'vitest';
import { PeriodicTask } from './periodic-task.js';

it('runs again and again, never twice at a time, and stops when a run has ended', async () => {
  const steps: string[] = [];
  const task = new PeriodicTask(5, async () => {
    steps.push('begin');
    await pause(20);
    steps.push('end');
  });
  task.start();
  await vi.waitFor(() => expect(steps.length).toBeGreaterThan(4), { interval: 5 });
  void task.run();
  await task.stop();
  const runs = steps.length / 2;
  expect(steps).toEqual(Array.from({ length: runs }, () => ['begin', 'end']).flat());
  await pause(30);
  expect(steps).toHaveLength(2 * runs);
});
