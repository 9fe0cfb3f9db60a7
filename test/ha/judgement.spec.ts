import { expect, it } from 'vitest';
import { type Kind, Ledger } from '../faults/ledger.js';
import { brokenPromises, type Observed } from './judgement.js';

const FROM_MS = 1_000;
const RECOVERED_MS = 20_000;
const UNAVAILABLE = '503 service_unavailable';

interface Sent {
  kind?: Kind;
  outcome?: string;
  sentAt?: number;
  endedAt?: number;
}

/** Returns what is broken when these requests were sent, without their examples. */
function brokenBy(requests: Sent[], observed: Partial<Observed> = {}): string[] {
  const ledger = new Ledger('');
  for (const { kind = 'read', outcome = UNAVAILABLE, sentAt = 2_000, endedAt } of requests) {
    ledger.requests.push({ kind, outcome, sentAt, endedAt: endedAt ?? sentAt + 10 });
  }
  const recovery = { afterMs: RECOVERED_MS - FROM_MS, atMs: RECOVERED_MS };
  const broken = brokenPromises({
    ledger,
    comparison: { missing: [], twice: [], unacknowledged: 0 },
    fromMs: FROM_MS,
    writes: recovery,
    pages: recovery,
    withinMs: 45_000,
    ...observed,
  });
  return broken.map((problem) => problem.replace(/, such as .*/, ''));
}

it.each<[string, Sent]>([
  ['503 with Retry-After during the outage', {}],
  ['412 for a repeated change', { kind: 'change', outcome: '412 precondition_failed' }],
  ['503 until two seconds after the recovery', { sentAt: RECOVERED_MS + 2_000 }],
])('accepts %s', (_, request) => {
  expect(brokenBy([request])).toEqual([]);
});

it.each<[string, Sent, string]>([
  [
    'a token that is refused',
    { kind: 'token', outcome: UNAVAILABLE },
    '1 tokens of known clients were refused',
  ],
  [
    'another answer than 503',
    { outcome: '500 internal_error' },
    '1 requests failed otherwise than with 503 and Retry-After',
  ],
  [
    '412 for a page',
    { outcome: '412 precondition_failed' },
    '1 requests failed otherwise than with 503 and Retry-After',
  ],
  [
    'a request that takes too long, although it succeeds',
    { outcome: 'ok', sentAt: 2_000, endedAt: 27_001 },
    '1 requests took more than 25 s',
  ],
  [
    'a failure before the fault',
    { sentAt: 0, endedAt: 999 },
    '1 requests failed before the fault or after the recovery',
  ],
  [
    'a failure long after the recovery',
    { sentAt: RECOVERED_MS + 2_001 },
    '1 requests failed before the fault or after the recovery',
  ],
])('reports %s', (_, request, problem) => {
  expect(brokenBy([request])).toEqual([problem]);
});

it('reports lost and doubled writes, and those without an answer', () => {
  const ledger = new Ledger('');
  ledger.write('create', 'a').isUnsettled = true;
  const comparison = { missing: ['b'], twice: ['c', 'd'], unacknowledged: 5 };
  expect(brokenBy([], { ledger, comparison })).toEqual([
    '1 acknowledged writes are missing',
    '2 writes were done twice',
    '1 writes were never answered',
  ]);
});

it('reports a late recovery, and accepts that there was no outage', () => {
  const none = { afterMs: null, atMs: FROM_MS };
  const late = { afterMs: 45_001, atMs: 46_001 };
  expect(brokenBy([], { writes: late, pages: none })).toEqual([
    'the first write came after 45001 ms instead of 45000 ms',
  ]);
});
