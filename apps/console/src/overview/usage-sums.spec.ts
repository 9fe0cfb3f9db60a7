import { expect, it } from 'vitest';
import { sumsOf } from './usage-sums.js';

const hour = (side: string, startsAt: string, tokensIssued: number) => ({
  side,
  startsAt,
  tokensIssued,
  apiCalls: 2 * tokensIssued,
  denials: 0,
});

it('adds the hours of each side, and says which numbers are of the running hour', () => {
  const hours = [
    hour('storefront', '2026-11-30T12:00:00.000Z', 1),
    hour('backoffice', '2026-11-30T12:00:00.000Z', 3),
    hour('storefront', '2026-11-30T13:00:00.000Z', 5),
  ];
  expect(sumsOf(hours, Date.UTC(2026, 10, 30, 13, 20))).toEqual([
    {
      side: 'backoffice',
      day: { tokensIssued: 3, apiCalls: 6, denials: 0 },
      hour: { tokensIssued: 0, apiCalls: 0, denials: 0 },
    },
    {
      side: 'storefront',
      day: { tokensIssued: 6, apiCalls: 12, denials: 0 },
      hour: { tokensIssued: 5, apiCalls: 10, denials: 0 },
    },
  ]);
});

it('has zeros for a side that nobody used, and nothing when nobody used any', () => {
  const none = { tokensIssued: 0, apiCalls: 0, denials: 0 };
  const [backoffice] = sumsOf([hour('storefront', '2026-11-30T12:00:00.000Z', 1)]);
  expect(backoffice).toEqual({ side: 'backoffice', day: none, hour: none });
  expect(sumsOf([])).toEqual([]);
});
