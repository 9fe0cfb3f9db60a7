import { expect, it } from 'vitest';
import { medianRound } from './rounds.js';

it('takes the median of each number by itself', () => {
  const round = (perCpuSecond: number, p99: number) => {
    return { perCpuSecond, perSecond: 1, p50: 2, p99 };
  };
  expect(medianRound([round(10, 3), round(30, 1), round(20, 2)])).toEqual(round(20, 2));
});
