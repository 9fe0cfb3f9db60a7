import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { OwnChanges } from './own-changes.js';

let changes: OwnChanges;

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['performance'], now: 0 });
  changes = new OwnChanges(1000);
});
afterEach(() => vi.useRealTimers());

describe('the changes of callers', () => {
  it('are kept for each caller, until every standby that is used has them', () => {
    changes.add('erp', 7n);
    vi.advanceTimersByTime(600);
    changes.add('shop', 9n);
    expect([changes.positionOf('erp'), changes.positionOf('shop')]).toEqual([7n, 9n]);
    expect(changes.positionOf('other')).toBe(-1n);
    vi.advanceTimersByTime(401);
    expect([changes.positionOf('erp'), changes.positionOf('shop')]).toEqual([-1n, 9n]);
  });

  it('have the last position of a caller, also when answers overtake each other', () => {
    changes.add('erp', 7n);
    changes.add('erp', 5n);
    expect(changes.positionOf('erp')).toBe(7n);
  });

  it('of too many callers count for all that are not kept', () => {
    for (let caller = 0; caller < 10_002; caller += 1) changes.add(`c${caller}`, BigInt(caller));
    expect([changes.positionOf('c0'), changes.positionOf('c1')]).toEqual([1n, 1n]);
    expect(changes.positionOf('c2')).toBe(2n);
    vi.advanceTimersByTime(1001);
    expect(changes.positionOf('c0')).toBe(-1n);
  });
});
