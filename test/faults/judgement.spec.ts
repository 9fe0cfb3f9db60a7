import { describe, expect, it } from 'vitest';
import { brokenPromises, type Promised, recoveryMs } from './judgement.js';
import { Ledger, type SentRequest } from './ledger.js';

const NOTHING = { missing: [], twice: [], unacknowledged: 0 };

/** One fault, from second 1 to second 3. */
const FAULTS = [{ from: 1_000, to: 3_000 }];

/** Returns the broken promises of a ledger with these requests and one answered request. */
function brokenBy(promised: Promised, ...requests: Partial<SentRequest>[]): string[] {
  const ledger = new Ledger('test');
  const answered: SentRequest = { kind: 'read', sentAt: 1_500, endedAt: 1_510, outcome: 'ok' };
  ledger.requests.push(answered, ...requests.map((request) => ({ ...answered, ...request })));
  const promises = brokenPromises(promised, { ledger, faults: FAULTS, comparison: NOTHING });
  return promises.map((text) => text.replace(/, such as .*/, ''));
}

describe('the promise `no request fails`', () => {
  it('is kept when all requests are answered', () => {
    expect(brokenBy('no request fails')).toEqual([]);
  });

  it('is broken by any failed request', () => {
    expect(brokenBy('no request fails', { outcome: '503 service_unavailable' })).toEqual([
      '1 requests failed',
    ]);
  });
});

describe('the promise `only requests in flight fail`', () => {
  const promised = 'only requests in flight fail';

  it('is kept when the requests in flight lose their connection', () => {
    const requests = [
      { sentAt: 900, endedAt: 1_001, outcome: 'reset' },
      { sentAt: 990, endedAt: 1_200, outcome: '502 of nginx' },
    ];
    expect(brokenBy(promised, ...requests)).toEqual([]);
  });

  it('is broken by a request that was sent later, or got an error as its answer', () => {
    expect(brokenBy(promised, { sentAt: 3_100, endedAt: 3_110, outcome: '502 of nginx' })).toEqual([
      '1 requests failed that were not in flight',
    ]);
    expect(brokenBy(promised, { sentAt: 990, outcome: '500 internal_error' })).toEqual([
      '1 requests failed otherwise than by a lost connection',
    ]);
  });
});

describe('the promise `only what needs the database fails`', () => {
  const promised = 'only what needs the database fails';
  const unavailable = '503 service_unavailable';

  it('is kept until a second after the database has returned', () => {
    expect(brokenBy(promised, { outcome: unavailable, sentAt: 3_900, endedAt: 3_901 })).toEqual([]);
  });

  it('is broken by a request that fails later', () => {
    expect(brokenBy(promised, { outcome: unavailable, sentAt: 4_100, endedAt: 4_101 })).toEqual([
      '1 requests failed before or more than 1 s after',
    ]);
  });

  it.each(['token', 'introspect'] as const)('is broken by a failed %s request', (kind) => {
    expect(brokenBy(promised, { outcome: unavailable, kind })).toEqual([
      '1 requests failed that need no database',
    ]);
  });

  it.each([
    '500 internal_error',
    '401 invalid_token',
    'reset',
    'timeout',
    '503 x, not in its form',
  ])('is broken by the outcome %s', (outcome) => {
    expect(brokenBy(promised, { outcome })).toEqual(['1 requests failed otherwise than with 503']);
  });
});

it('a promise is broken when the median 503 during an outage takes too long', () => {
  const refused = { outcome: '503 service_unavailable', sentAt: 2_000 };
  const fast = { ...refused, endedAt: 2_020 };
  const slow = { ...refused, endedAt: 2_900 };
  const promised = 'only what needs the database fails';
  expect(brokenBy(promised, fast, fast, slow)).toEqual([]);
  expect(brokenBy(promised, fast, slow, slow)).toEqual([
    '3 requests got 503, half of them too late',
  ]);
});

it('every promise is broken by a write that is missing, done twice or never answered', () => {
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

it('recoveryMs lasts until the last failed request, counted from the end of its fault', () => {
  const ledger = new Ledger('test');
  for (const sentAt of [1_500, 3_040, 6_020]) {
    ledger.requests.push({ kind: 'read', sentAt, endedAt: sentAt, outcome: 'reset' });
  }
  expect(recoveryMs(ledger, [...FAULTS, { from: 5_000, to: 6_000 }])).toBe(40);
});
