import { expect, it } from 'vitest';
import { zipf } from './zipf.js';

it('zipf draws the number n about 1 / (n + 1) times as often as the number 0', () => {
  const draws = 100_000;
  let at = 0;
  const draw = zipf(1_000, () => at++ / draws);
  const counts = new Map<number, number>();
  for (let drawn = 0; drawn < draws; drawn++) {
    const number = draw();
    counts.set(number, (counts.get(number) ?? 0) + 1);
  }
  expect(counts.size).toBe(1_000);
  expect(counts.get(0)! / draws).toBeCloseTo(1 / 7.485, 3); // the 1000th harmonic number
  for (const number of [1, 9, 99]) {
    expect(counts.get(0)! / counts.get(number)!).toBeCloseTo(number + 1, -0.5);
  }
});

it('zipf draws the first number for 0 and the last one for a number near 1', () => {
  expect(zipf(5, () => 0)()).toBe(0);
  expect(zipf(5, () => 1 - Number.EPSILON)()).toBe(4);
});
