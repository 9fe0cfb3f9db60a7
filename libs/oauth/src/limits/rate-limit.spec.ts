import { beforeEach, describe, expect, it } from 'vitest';
import { RateLimit } from './rate-limit.js';

let now: number;
beforeEach(() => {
  now = 5000;
});

function limitOf(quota: number, window: number, maxCallers = 10) {
  const limit = new RateLimit({ window, maxCallers }, () => now);
  return { take: (caller: string, other = quota) => limit.take(caller, other) };
}

describe('a rate limit', () => {
  it('accepts a burst of the full quota, then one request for each interval of the window', () => {
    const limit = limitOf(4, 60);
    expect([1, 2, 3, 4].map(() => limit.take('a'))).toEqual([
      { remaining: 3, resetsIn: 15, retryAfter: 0 },
      { remaining: 2, resetsIn: 30, retryAfter: 0 },
      { remaining: 1, resetsIn: 45, retryAfter: 0 },
      { remaining: 0, resetsIn: 60, retryAfter: 0 },
    ]);
    const refused = { remaining: 0, resetsIn: 15, retryAfter: 15 };
    expect([limit.take('a'), limit.take('a')]).toEqual([refused, refused]);
    now += 14_000;
    expect(limit.take('a')).toEqual({ remaining: 0, resetsIn: 1, retryAfter: 1 });
    now += 1000;
    expect(limit.take('a')).toMatchObject({ remaining: 0, retryAfter: 0 });
    now += 3_600_000;
    expect(limit.take('a')).toEqual({ remaining: 3, resetsIn: 15, retryAfter: 0 });
  });

  it.each([3, 7, 500, 6000, 100_000])('counts a quota of %i exactly', (quota) => {
    const limit = limitOf(quota, 60);
    const taken = Array.from({ length: quota + 1 }, () => limit.take('a'));
    expect(taken.findIndex(({ retryAfter }) => retryAfter > 0)).toBe(quota);
    expect(taken.map(({ remaining }) => remaining).slice(0, 2)).toEqual([quota - 1, quota - 2]);
  });

  it('reports whole seconds exactly at every fraction of a millisecond', () => {
    for (let part = 0; part < 1000; part += 1) {
      now = 200_000 + part / 7;
      const limit = limitOf(2, 60);
      expect([1, 2, 3].map(() => limit.take('a'))).toEqual([
        { remaining: 1, resetsIn: 30, retryAfter: 0 },
        { remaining: 0, resetsIn: 60, retryAfter: 0 },
        { remaining: 0, resetsIn: 30, retryAfter: 30 },
      ]);
    }
  });

  it('never reports more requests left than its quota, even with very short intervals', () => {
    expect(limitOf(1_000_000, 1).take('a').remaining).toBe(999_999);
  });

  it('keeps the fraction that is left when the quota changes, and accepts no second burst', () => {
    const limit = limitOf(4, 60);
    for (let n = 0; n < 2; n += 1) limit.take('a');
    expect(limit.take('a', 8)).toEqual({ remaining: 3, resetsIn: 38, retryAfter: 0 });
    expect(limit.take('a', 2)).toEqual({ remaining: 0, resetsIn: 8, retryAfter: 8 });
  });

  it('tells what the next request would get, and takes nothing', () => {
    const limit = new RateLimit({ window: 60, maxCallers: 10 }, () => now);
    const next = { remaining: 0, resetsIn: 60, retryAfter: 0 };
    expect([limit.peek('a', 1), limit.peek('a', 1)]).toMatchObject([next, next]);
    expect(limit.take('a', 1)).toEqual(next);
    expect(limit.peek('a', 1)).toMatchObject({ remaining: 0, retryAfter: 60 });
  });

  it('counts each caller separately', () => {
    const limit = limitOf(1, 1);
    expect(['a', 'b', 'a'].map((caller) => limit.take(caller).retryAfter)).toEqual([0, 0, 1]);
  });

  it('forgets the least recent caller when there are too many callers', () => {
    const limit = limitOf(2, 60, 2);
    for (const caller of ['a', 'b', 'a', 'c']) limit.take(caller);
    expect(limit.take('a').retryAfter).toBe(30);
    expect(limit.take('b')).toMatchObject({ remaining: 1 });
  });
});
