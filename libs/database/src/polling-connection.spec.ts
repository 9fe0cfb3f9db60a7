import { expect, it } from 'vitest';
import { gap, type PollResult } from './polling-connection.js';

const last: PollResult = {
  snapshot: '10:20:12,15',
  at: 1000,
  server: '1.5',
  isStandby: false,
  changes: [],
};
const change: [string, string] = ['clients_storefront', '*'];

it.each<[string, Partial<PollResult>, string | null]>([
  ['the same', {}, null],
  ['a later one', { snapshot: '20:25:', at: 1300, changes: [change] }, null],
  [
    'one of another server',
    { server: '2.5' },
    'another server answers, or the server was restarted',
  ],
  [
    'one from before the last',
    { snapshot: '5:19:' },
    'the database was restored to an earlier state',
  ],
  ['one after a long time', { at: 1301 }, 'no poll for 300 seconds'],
  [
    'one with too much',
    { changes: Array.from({ length: 10_001 }, () => change) },
    'more than 10000 changes at once',
  ],
])('polling after a previous result: %s has this gap: %j → %j', (_, difference, reason) => {
  expect(gap(last, { ...last, ...difference })).toBe(reason);
});
