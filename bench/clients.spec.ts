import { expect, it } from 'vitest';
import { scattered } from './clients.js';

it.each([1, 1_000, 166_666])('scattered visits each of %d clients once', (count) => {
  const numbers = new Set(Array.from({ length: count }, (_, at) => scattered(at, count)));
  expect(numbers.size).toBe(count);
});

it('scattered puts consecutive requests far apart', () => {
  const distance = Math.abs(scattered(1, 1_000_000) - scattered(0, 1_000_000));
  expect(distance).toBeGreaterThan(100_000);
});
