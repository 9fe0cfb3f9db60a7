import { expect, it } from 'vitest';
import { medianRound, ratio, type Round } from './rounds.js';

function round(perCpuSecond: number, p99 = 4): Round {
  return { perCpuSecond, perSecond: 100 / perCpuSecond, p50: 2, p99, databaseMs: 5 };
}

it('medianRound takes the median of each figure separately', () => {
  const rounds = new Map([['one', [round(10, 3), round(30, 1), round(20, 2)]]]);
  expect(medianRound(rounds, 'one')).toEqual(round(20, 2));
});

it('ratio compares two entries within each round, so a slow round does not distort it', () => {
  const rounds = new Map([
    ['one', [round(10), round(60), round(36)]],
    ['other', [round(20), round(100), round(90)]],
  ]);
  expect(ratio(rounds, ['one', 'other'])).toBe(0.5);
  expect(ratio(rounds, ['other', 'one'])).toBe(2);
  expect(ratio(rounds, ['one', 'other'], 'perSecond')).toBe(2);
});
