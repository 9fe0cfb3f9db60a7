import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { StandbyContent } from './standby-content.js';

/** Fake time: `performance.now()` begins at 0. */

let content: StandbyContent;

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['performance'], now: 0 });
  content = new StandbyContent();
});
afterEach(() => vi.useRealTimers());

/** Measures both servers now; then 100 ms pass. */
const measure = (replayed: bigint, position: bigint) => {
  content.measured(replayed, { position, atMs: performance.now() });
  vi.advanceTimersByTime(100);
};

describe('the age of the content of a standby', () => {
  it('is unknown before the first measurement, and while the standby has reached no position', () => {
    expect([content.ageMs, content.replayed]).toEqual([Infinity, -1n]);
    measure(5n, 10n);
    expect([content.ageMs, content.replayed]).toEqual([Infinity, 5n]);
  });

  it('begins when the primary had the position that the standby has', () => {
    measure(10n, 10n);
    expect(content.ageMs).toBe(100);
    measure(10n, 20n);
    measure(20n, 30n);
    // 20 was the position of the primary 200 ms ago.
    expect(content.ageMs).toBe(200);
  });

  it('stays small while nothing is written, and grows when the standby stops', () => {
    for (let count = 0; count < 5; count += 1) measure(10n, 10n);
    expect(content.ageMs).toBe(100);
    for (let count = 0; count < 5; count += 1) measure(10n, 11n);
    expect(content.ageMs).toBe(600);
  });

  it('is unknown when the standby is ahead of the primary, or both were replaced', () => {
    measure(10n, 10n);
    measure(11n, 10n);
    expect([content.ageMs, content.replayed]).toEqual([Infinity, -1n]);
    measure(10n, 10n);
    content.forget();
    expect([content.ageMs, content.replayed]).toEqual([Infinity, -1n]);
  });

  it('does not wait for positions of an earlier primary that was ahead', () => {
    measure(10n, 50n);
    measure(10n, 12n);
    measure(12n, 12n);
    expect(content.ageMs).toBe(100);
  });

  it('is right to a few measurements after a long time behind', () => {
    for (let at = 1n; at <= 5000n; at += 1n) measure(0n, at);
    measure(5000n, 5001n);
    expect(content.ageMs).toBeLessThanOrEqual(2000);
    measure(5001n, 5001n);
    expect(content.ageMs).toBe(100);
  });
});
