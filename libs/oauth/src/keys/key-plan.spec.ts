import { describe, expect, it } from 'vitest';
import { cacheableFor, planActions, type KeyPolicy, type KeySnapshot } from './key-plan.js';

const now = new Date('2026-06-01T12:00:00Z');
const policy: KeyPolicy = {
  signingAlgorithm: 'ES256',
  rotateAfter: 90,
  announceFor: 600,
  maxWait: 3600,
};
const DAY = 86_400;

function ago(seconds: number | null): Date | null {
  return seconds === null ? null : new Date(now.getTime() - seconds * 1000);
}

/** Seconds since each step of its life. */
function key(
  kid: string,
  created: number,
  activated: number | null = null,
  retired: number | null = null,
) {
  const times = { activatedAt: ago(activated), retiredAt: ago(retired) };
  return { kid, algorithm: 'ES256' as const, createdAt: ago(created)!, ...times };
}

function due(situation: Partial<KeySnapshot>, changes: Partial<KeyPolicy> = {}) {
  const nothing: KeySnapshot = { now, keys: [], wish: null, instances: [] };
  return planActions({ ...nothing, ...situation }, { ...policy, ...changes });
}

const active = key('active', 100, 100);

describe('a side without a key', () => {
  it('gets one of the configured algorithm', () => {
    expect(due({}, { signingAlgorithm: 'EdDSA' })).toEqual([
      { act: 'make', algorithm: 'EdDSA', reason: 'there was none' },
    ]);
  });

  it('takes the announced one that is oldest, without waiting for anything', () => {
    const keys = [key('younger', 1), key('older', 2), key('retired', 9, 9, 1)];
    expect(due({ keys })).toEqual([
      { act: 'activate', kid: 'older', reason: 'nothing else signs' },
    ]);
  });
});

describe('a new key', () => {
  it('is made when the active one has signed for its days, and not before', () => {
    expect(due({ keys: [key('k', 90 * DAY, 90 * DAY)] })).toEqual([
      { act: 'make', algorithm: 'ES256', reason: 'after 90 days' },
    ]);
    expect(due({ keys: [key('k', 99 * DAY, 90 * DAY - 1)] })).toEqual([]);
  });

  it('is not made for its age when that has no end', () => {
    expect(due({ keys: [key('k', 9999 * DAY, 9999 * DAY)] }, { rotateAfter: 0 })).toEqual([]);
  });

  it.each([
    ['the algorithm that is wished for', 'PS256', 'PS256'],
    ['the configured one when none is', null, 'ES256'],
  ] as const)('is made when it is wished for: %s', (_, algorithm, made) => {
    expect(due({ keys: [active], wish: { algorithm } })).toEqual([
      { act: 'make', algorithm: made, reason: 'requested' },
    ]);
  });

  it('is not made while another one is announced', () => {
    const keys = [key('old', 99 * DAY, 99 * DAY), key('announced', 1)];
    expect(due({ keys, wish: { algorithm: 'RS256' } })).toEqual([]);
  });
});

describe('an announced key', () => {
  const having = { keys: ['active', 'next'] };
  const lacking = { keys: ['active'] };
  const announced = (age: number) => [active, key('next', age)];

  it('signs when it has been published long enough and all that live have it', () => {
    expect(due({ keys: announced(600), instances: [having, having] })).toEqual([
      { act: 'activate', kid: 'next', reason: 'all 2 instances have it' },
    ]);
  });

  it('waits until it has been published long enough', () => {
    expect(due({ keys: announced(599), instances: [having] })).toEqual([]);
  });

  it('waits for one that lacks it', () => {
    expect(due({ keys: announced(3599), instances: [having, lacking] })).toEqual([]);
  });

  it('waits for it no longer than that', () => {
    expect(due({ keys: announced(3600), instances: [having, lacking] })).toEqual([
      { act: 'activate', kid: 'next', reason: 'after 3600 s, 1 of 2 have it' },
    ]);
  });

  it('never signs as long as nobody could', () => {
    expect(due({ keys: announced(99_999), instances: [lacking] })).toEqual([]);
    expect(due({ keys: announced(99_999), instances: [] })).toEqual([]);
  });
});

describe('a retired key', () => {
  const longest = DAY + 3600;

  it('goes when no token of it can be good any more, and not before', () => {
    const keys = [active, key('gone', 2e6, 2e6, longest), key('stays', 2e6, 2e6, longest - 1)];
    expect(due({ keys })).toEqual([{ act: 'remove', kid: 'gone' }]);
  });

  it('goes also when something else is due', () => {
    const keys = [active, key('gone', 2e6, 2e6, longest)];
    expect(due({ keys, wish: { algorithm: null } }).map(({ act }) => act)).toEqual([
      'remove',
      'make',
    ]);
  });
});

it.each([
  [600, 540],
  [86_400, 77_760],
  [1, 0],
  [0, 0],
])('announced for %d s, keys may be cached for %d', (announceFor, seconds) => {
  expect(cacheableFor({ announceFor })).toBe(seconds);
});
