import { expect, it } from 'vitest';
import { median, percentile } from './statistics.js';

it.each([
  [[3], 3],
  [[9, 1, 2], 2],
  [[4, 1, 3, 2], 2.5],
])('the median of %j is %d', (values, middle) => {
  expect(median(values)).toBe(middle);
});

it('median throws for an empty list', () => {
  expect(() => median([])).toThrow('an empty list has no median');
});

it.each([
  [50, 50],
  [99, 99],
  [100, 100],
  [0.5, 1],
])('percentile %d of 1 to 100 is %d', (percent, value) => {
  const sorted = Array.from({ length: 100 }, (_, index) => index + 1);
  expect(percentile(sorted, percent)).toBe(value);
});

it('percentile of an empty list is NaN', () => {
  expect(percentile([], 99)).toBeNaN();
});
