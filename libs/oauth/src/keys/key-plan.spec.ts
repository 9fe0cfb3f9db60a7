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

/** Builds a key from the seconds since its creation, activation and retirement. */
function key(
  kid: string,
  created: number,
  activated: number | null = null,
  retired: number | null = null,
) {
  const times = { activatedAt: ago(activated), retiredAt: ago(retired) };
  return { kid, algorithm: 'ES256' as const, createdAt: ago(created)!, ...times };
}

function due(snapshot: Partial<KeySnapshot>, changes: Partial<KeyPolicy> = {}) {
  const nothing: KeySnapshot = { now, keys: [], request: null, instances: [] };
  return planActions({ ...nothing, ...snapshot }, { ...policy, ...changes });
}

const active = key('active', 100, 100);

describe('a side without a key', () => {
  it('gets a new key of the configured algorithm', () => {
    expect(due({}, { signingAlgorithm: 'EdDSA' })).toEqual([
      { type: 'make', algorithm: 'EdDSA', reason: 'this side had no signing key' },
    ]);
  });

  it('activates the oldest announced key without waiting', () => {
    const keys = [key('younger', 1), key('older', 2), key('retired', 9, 9, 1)];
    expect(due({ keys })).toEqual([
      { type: 'activate', kid: 'older', reason: 'no other key signs' },
    ]);
  });
});

describe('a new signing key', () => {
  it('is made when the active key is rotateAfter days old, and not before', () => {
    expect(due({ keys: [key('k', 90 * DAY, 90 * DAY)] })).toEqual([
      { type: 'make', algorithm: 'ES256', reason: 'after 90 days' },
    ]);
    expect(due({ keys: [key('k', 99 * DAY, 90 * DAY - 1)] })).toEqual([]);
  });

  it('is never made for the age of the active key when rotateAfter is 0', () => {
    expect(due({ keys: [key('k', 9999 * DAY, 9999 * DAY)] }, { rotateAfter: 0 })).toEqual([]);
  });

  it.each([
    ['of the requested algorithm', 'PS256', 'PS256'],
    ['of the configured algorithm when none is requested', null, 'ES256'],
  ] as const)('is made on request, %s', (_, algorithm, made) => {
    expect(due({ keys: [active], request: { algorithm } })).toEqual([
      { type: 'make', algorithm: made, reason: 'requested' },
    ]);
  });

  it('is not made while another key is announced', () => {
    const keys = [key('old', 99 * DAY, 99 * DAY), key('announced', 1)];
    expect(due({ keys, request: { algorithm: 'RS256' } })).toEqual([]);
  });
});

describe('an announced signing key', () => {
  const having = { keys: ['active', 'next'] };
  const lacking = { keys: ['active'] };
  const announced = (age: number) => [active, key('next', age)];

  it('is activated when it was published for announceFor seconds and all live instances have it', () => {
    expect(due({ keys: announced(600), instances: [having, having] })).toEqual([
      { type: 'activate', kid: 'next', reason: 'all 2 instances have it' },
    ]);
  });

  it('waits until it was published for announceFor seconds', () => {
    expect(due({ keys: announced(599), instances: [having] })).toEqual([]);
  });

  it('waits for an instance that lacks it', () => {
    expect(due({ keys: announced(3599), instances: [having, lacking] })).toEqual([]);
  });

  it('waits at most maxWait seconds for an instance that lacks it', () => {
    expect(due({ keys: announced(3600), instances: [having, lacking] })).toEqual([
      { type: 'activate', kid: 'next', reason: 'after 3600 s, 1 of 2 have it' },
    ]);
  });

  it('is never activated while no live instance has it', () => {
    expect(due({ keys: announced(99_999), instances: [lacking] })).toEqual([]);
    expect(due({ keys: announced(99_999), instances: [] })).toEqual([]);
  });
});

describe('a retired signing key', () => {
  const longest = DAY + 3600;

  it('is removed when all of its tokens have expired, and not before', () => {
    const keys = [active, key('gone', 2e6, 2e6, longest), key('stays', 2e6, 2e6, longest - 1)];
    expect(due({ keys })).toEqual([{ type: 'remove', kid: 'gone' }]);
  });

  it('is removed also when another action is due', () => {
    const keys = [active, key('gone', 2e6, 2e6, longest)];
    expect(due({ keys, request: { algorithm: null } }).map(({ type }) => type)).toEqual([
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
])('with announceFor of %d s, verifiers may cache the keys for %d s', (announceFor, seconds) => {
  expect(cacheableFor({ announceFor })).toBe(seconds);
});
