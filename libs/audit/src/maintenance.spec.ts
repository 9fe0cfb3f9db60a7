import { describe, expect, it } from 'vitest';
import { BEGINNING } from './audit-chain.js';
import { erasuresOf, startOf } from './maintenance.js';

const hash = 'ab'.repeat(32);
const pruned = (id: string, after: unknown) => ({ id, action: 'audit.pruned', after });
const erased = (id: string, after: unknown) => ({ id, action: 'audit.erased', after });

describe('the start of the chain', () => {
  it('is the point that the newest removal recorded', () => {
    const events = [pruned('5', { id: '3', hash }), pruned('9', { id: '7', hash, count: 4 })];
    expect(startOf([...events, erased('12', { id: '11', hash })])).toEqual({ id: '7', hash });
  });

  it.each([
    ['no removal', []],
    ['nothing', [pruned('9', null)]],
    ['no hash', [pruned('9', { id: '7' })]],
    ['another hash', [pruned('9', { id: '7', hash: 'ab' })]],
    ['an invalid id', [pruned('9', { id: '-7', hash })]],
    ['itself', [pruned('9', { id: '9', hash })]],
    ['a later event', [pruned('9', { id: '10', hash })]],
  ])('is the beginning when the newest removal has recorded %s', (_, events) => {
    expect(startOf(events)).toEqual(BEGINNING);
  });
});

describe('erasuresOf', () => {
  it('returns the digest of the newest erasure of each event', () => {
    const events = [
      erased('5', { events: { 1: 'a', 2: 'b' } }),
      pruned('6', { events: { 3: 'c' } }),
      erased('7', { events: { 2: 'd' } }),
    ];
    expect([...erasuresOf(events)]).toEqual([
      ['1', 'a'],
      ['2', 'd'],
    ]);
  });

  it.each([null, {}, { events: null }, { events: { 5: 'a', 6: 'b', x: 'c' } }])(
    'returns nothing when the document of event 5 is %j',
    (after) => expect(erasuresOf([erased('5', after)]).size).toBe(0),
  );
});
