import { expect, it } from 'vitest';
import type { Kind } from '../faults/ledger.js';
import { Ledger } from '../faults/ledger.js';
import { recoveryOf } from './recovery.js';

/** A ledger with requests that ended at these times. */
function ledgerOf(requests: { endedAt: number; kind?: Kind; outcome?: string }[]): Ledger {
  const ledger = new Ledger('');
  for (const { endedAt, kind = 'create', outcome = 'ok' } of requests) {
    ledger.requests.push({ kind, sentAt: endedAt - 10, endedAt, outcome });
  }
  return ledger;
}

const WRITES: Kind[] = ['create', 'change'];

it('counts from the fault to the end of the longest time without a success', () => {
  const ledger = ledgerOf([
    { endedAt: 900 },
    { endedAt: 1_200 }, // was on its way when the fault began
    { endedAt: 4_000, outcome: '503 service_unavailable' },
    { endedAt: 5_000, kind: 'read' },
    { endedAt: 9_000, kind: 'change' },
    { endedAt: 9_100 },
  ]);
  expect(recoveryOf(ledger, WRITES, 1_000)).toEqual({ afterMs: 8_000, atMs: 9_000 });
  expect(recoveryOf(ledger, ['read'], 1_000)).toEqual({ afterMs: null, atMs: 1_000 });
});

it('finds no outage in short pauses, and none that ended before the fault', () => {
  const ledger = ledgerOf([{ endedAt: 0 }, { endedAt: 5_000 }, { endedAt: 6_400 }]);
  expect(recoveryOf(ledger, WRITES, 5_100)).toEqual({ afterMs: null, atMs: 5_100 });
});
