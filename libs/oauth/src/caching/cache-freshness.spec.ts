import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { CacheFreshness } from './cache-freshness.js';

/** Seconds. */
const STALE_FOR = 10;

const notifications = { connectedUntilMs: Infinity };

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['performance'], now: 0 });
  notifications.connectedUntilMs = Infinity;
});
afterEach(() => vi.useRealTimers());

const pass = (ms: number) => vi.advanceTimersByTime(ms);
const disconnect = () => (notifications.connectedUntilMs = performance.now());

/** Tells if a condition holds after this many milliseconds, and one millisecond later. */
function holdsAfter(ms: number, condition: () => boolean): [boolean, boolean] {
  pass(ms);
  const before = condition();
  pass(1);
  return [before, condition()];
}

describe('data that was read from the database', () => {
  it('is fresh while notifications arrive, and half a second longer', () => {
    const freshness = new CacheFreshness(notifications, STALE_FOR);
    const stamp = freshness.begin();
    pass(60_000);
    expect(freshness.isFresh(stamp)).toBe(true);
    expect(freshness.isFresh(stamp, 59_999)).toBe(false);
    disconnect();
    expect(holdsAfter(500, () => freshness.isFresh(stamp))).toEqual([true, false]);
  });

  it('is fresh for half a second when no notifications arrive', () => {
    notifications.connectedUntilMs = -Infinity;
    const freshness = new CacheFreshness(notifications, STALE_FOR);
    const stamp = freshness.begin();
    expect(holdsAfter(500, () => freshness.isFresh(stamp))).toEqual([true, false]);
  });

  it('is no longer fresh after missed notifications, and is fresh when read again', () => {
    const freshness = new CacheFreshness(notifications, STALE_FOR);
    const before = freshness.begin();
    freshness.missed();
    expect(freshness.isFresh(before)).toBe(false);
    expect(freshness.isFresh(freshness.begin())).toBe(true);
  });

  it('is usable while stale for staleFor seconds after the last notification', () => {
    const freshness = new CacheFreshness(notifications, STALE_FOR);
    const stamp = freshness.begin();
    pass(60_000);
    disconnect();
    expect(holdsAfter(9999, () => freshness.isUsableWhileStale(stamp))).toEqual([true, false]);
  });

  it('is not refreshed by connections that came and went since', () => {
    const freshness = new CacheFreshness(notifications, STALE_FOR);
    const old = freshness.begin();
    for (let time = 0; time < 3; time += 1) {
      disconnect();
      pass(3000);
      freshness.missed();
      notifications.connectedUntilMs = Infinity;
      pass(1000);
    }
    const young = freshness.begin();
    disconnect();
    expect([old, young].map((stamp) => freshness.isUsableWhileStale(stamp))).toEqual([false, true]);
  });

  it('is never usable while stale when staleFor is 0', () => {
    const freshness = new CacheFreshness(notifications, 0);
    const stamp = freshness.begin();
    disconnect();
    expect(freshness.isUsableWhileStale(stamp)).toBe(false);
  });
});
