import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { CacheFreshness } from './cache-freshness.js';

/** Seconds. */
const STALE_FOR = 10;

const told = { connectedUntilMs: Infinity };

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['performance'], now: 0 });
  told.connectedUntilMs = Infinity;
});
afterEach(() => vi.useRealTimers());

const pass = (ms: number) => vi.advanceTimersByTime(ms);
const lose = () => (told.connectedUntilMs = performance.now());

describe('what was read', () => {
  it('is current while changes are told of, and half a second longer', () => {
    const freshness = new CacheFreshness(told, STALE_FOR);
    const reading = freshness.begin();
    pass(60_000);
    expect(freshness.isFresh(reading)).toBe(true);
    expect(freshness.isFresh(reading, 59_999)).toBe(false);
    lose();
    pass(500);
    expect(freshness.isFresh(reading)).toBe(true);
    pass(1);
    expect(freshness.isFresh(reading)).toBe(false);
  });

  it('is current for half a second when nobody tells of changes', () => {
    told.connectedUntilMs = -Infinity;
    const freshness = new CacheFreshness(told, STALE_FOR);
    const reading = freshness.begin();
    pass(500);
    expect(freshness.isFresh(reading)).toBe(true);
    pass(1);
    expect(freshness.isFresh(reading)).toBe(false);
  });

  it('is not current any more when something was missed, and is what is read then', () => {
    const freshness = new CacheFreshness(told, STALE_FOR);
    const before = freshness.begin();
    freshness.missed();
    expect(freshness.isFresh(before)).toBe(false);
    expect(freshness.isFresh(freshness.begin())).toBe(true);
  });

  it('is good enough for as long as may be since it was right for the last time', () => {
    const freshness = new CacheFreshness(told, STALE_FOR);
    const reading = freshness.begin();
    pass(60_000);
    lose();
    pass(9999);
    expect(freshness.isUsableWhileStale(reading)).toBe(true);
    pass(1);
    expect(freshness.isUsableWhileStale(reading)).toBe(false);
  });

  it('is no younger for connections that came and went since', () => {
    const freshness = new CacheFreshness(told, STALE_FOR);
    const old = freshness.begin();
    for (let time = 0; time < 3; time += 1) {
      lose();
      pass(3000);
      freshness.missed();
      told.connectedUntilMs = Infinity;
      pass(1000);
    }
    const young = freshness.begin();
    lose();
    expect([old, young].map((reading) => freshness.isUsableWhileStale(reading))).toEqual([
      false,
      true,
    ]);
  });

  it('is good for nothing when nothing may be stale', () => {
    const freshness = new CacheFreshness(told, 0);
    const reading = freshness.begin();
    lose();
    expect(freshness.isUsableWhileStale(reading)).toBe(false);
  });
});
