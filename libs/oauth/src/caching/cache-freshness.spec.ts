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
    const belief = new CacheFreshness(told, STALE_FOR);
    const reading = belief.begin();
    pass(60_000);
    expect(belief.isFresh(reading)).toBe(true);
    expect(belief.isFresh(reading, 59_999)).toBe(false);
    lose();
    pass(500);
    expect(belief.isFresh(reading)).toBe(true);
    pass(1);
    expect(belief.isFresh(reading)).toBe(false);
  });

  it('is current for half a second when nobody tells of changes', () => {
    told.connectedUntilMs = -Infinity;
    const belief = new CacheFreshness(told, STALE_FOR);
    const reading = belief.begin();
    pass(500);
    expect(belief.isFresh(reading)).toBe(true);
    pass(1);
    expect(belief.isFresh(reading)).toBe(false);
  });

  it('is not current any more when something was missed, and is what is read then', () => {
    const belief = new CacheFreshness(told, STALE_FOR);
    const before = belief.begin();
    belief.missed();
    expect(belief.isFresh(before)).toBe(false);
    expect(belief.isFresh(belief.begin())).toBe(true);
  });

  it('is good enough for as long as may be since it was right for the last time', () => {
    const belief = new CacheFreshness(told, STALE_FOR);
    const reading = belief.begin();
    pass(60_000);
    lose();
    pass(9999);
    expect(belief.isUsableWhileStale(reading)).toBe(true);
    pass(1);
    expect(belief.isUsableWhileStale(reading)).toBe(false);
  });

  it('is no younger for connections that came and went since', () => {
    const belief = new CacheFreshness(told, STALE_FOR);
    const old = belief.begin();
    for (let time = 0; time < 3; time += 1) {
      lose();
      pass(3000);
      belief.missed();
      told.connectedUntilMs = Infinity;
      pass(1000);
    }
    const young = belief.begin();
    lose();
    expect([old, young].map((reading) => belief.isUsableWhileStale(reading))).toEqual([false, true]);
  });

  it('is good for nothing when nothing may be stale', () => {
    const belief = new CacheFreshness(told, 0);
    const reading = belief.begin();
    lose();
    expect(belief.isUsableWhileStale(reading)).toBe(false);
  });
});
