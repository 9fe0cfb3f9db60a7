import { describe, expect, it } from 'vitest';
import { brokenPromises, type Promised, recoveryMs } from './judgement.js';
import { Ledger, type SentRequest } from './ledger.js';

const NOTHING = { missing: [], twice: [], unacknowledged: 0 };

/** From the first second to the third. */
const FAULTS = [{ from: 1_000, to: 3_000 }];

/** What is said of a ledger with these requests besides one that was answered. */
function said(promised: Promised, ...requests: Partial<SentRequest>[]): string[] {
  const ledger = new Ledger('test');
  const answered: SentRequest = { kind: 'read', sentAt: 1_500, endedAt: 1_510, outcome: 'ok' };
  ledger.requests.push(answered, ...requests.map((request) => ({ ...answered, ...request })));
  const broken = brokenPromises(promised, { ledger, faults: FAULTS, comparison: NOTHING });
  return broken.map((text) => text.replace(/, such as .*/, ''));
}

describe('no request fails', () => {
  it('is kept when all are answered', () => {
    expect(said('no request fails')).toEqual([]);
  });

  it('is broken by any that is not', () => {
    expect(said('no request fails', { outcome: '503 service_unavailable' })).toEqual([
      '1 requests failed',
    ]);
  });
});

describe('only requests in flight fail', () => {
  const promised = 'only requests in flight fail';

  it('is kept when the process takes requests along', () => {
    const requests = [
      { sentAt: 900, endedAt: 1_001, outcome: 'reset' },
      { sentAt: 990, endedAt: 1_200, outcome: '502 of nginx' },
    ];
    expect(said(promised, ...requests)).toEqual([]);
  });

  it('is broken by one that was sent later, or was answered with a fault', () => {
    expect(said(promised, { sentAt: 3_100, endedAt: 3_110, outcome: '502 of nginx' })).toEqual([
      '1 requests failed that were not in flight',
    ]);
    expect(said(promised, { sentAt: 990, outcome: '500 internal_error' })).toEqual([
      '1 requests failed otherwise than by a lost connection',
    ]);
  });
});

describe('only what needs the database fails', () => {
  const promised = 'only what needs the database fails';
  const unavailable = '503 service_unavailable';

  it('is kept until a second after its return', () => {
    expect(said(promised, { outcome: unavailable, sentAt: 3_900, endedAt: 3_901 })).toEqual([]);
  });

  it('is broken by one that fails later', () => {
    expect(said(promised, { outcome: unavailable, sentAt: 4_100, endedAt: 4_101 })).toEqual([
      '1 requests failed before or more than 1 s after',
    ]);
  });

  it.each(['token', 'introspect'] as const)('is broken by a failed %s request', (kind) => {
    expect(said(promised, { outcome: unavailable, kind })).toEqual([
      '1 requests failed that need no database',
    ]);
  });

  it.each([
    '500 internal_error',
    '401 invalid_token',
    'reset',
    'timeout',
    '503 x, not in its form',
  ])('is broken by %s', (outcome) => {
    expect(said(promised, { outcome })).toEqual(['1 requests failed otherwise than with 503']);
  });
});

it('the database’s being away is told at once', () => {
  const refused = { outcome: '503 service_unavailable', sentAt: 2_000 };
  const fast = { ...refused, endedAt: 2_020 };
  const slow = { ...refused, endedAt: 2_900 };
  const promised = 'only what needs the database fails';
  expect(said(promised, fast, fast, slow)).toEqual([]);
  expect(said(promised, fast, slow, slow)).toEqual([
    '3 requests waited to be told 503, half of them too long',
  ]);
});

it('no promise allows a write that is missing, done twice or never answered', () => {
  const ledger = new Ledger('test');
  ledger.write('create', 'ann').isUnsettled = true;
  const comparison = { missing: ['bob'], twice: ['cy'], unacknowledged: 0 };
  const broken = brokenPromises('no request fails', { ledger, faults: FAULTS, comparison });
  expect(broken.map((text) => text.replace(/, such as .*/, ''))).toEqual([
    '1 acknowledged writes are missing',
    '1 writes were done twice',
    '1 repeated writes were never answered',
  ]);
});

it('the recovery ends with the last request that fails, each fault by itself', () => {
  const ledger = new Ledger('test');
  for (const sentAt of [1_500, 3_040, 6_020]) {
    ledger.requests.push({ kind: 'read', sentAt, endedAt: sentAt, outcome: 'reset' });
  }
  expect(recoveryMs(ledger, [...FAULTS, { from: 5_000, to: 6_000 }])).toBe(40);
});
