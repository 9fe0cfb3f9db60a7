import { beforeEach, expect, it } from 'vitest';
import { compare, type Stored } from './comparison.js';
import { Ledger } from './ledger.js';

/** A ledger with three created customers and two changes of one of them, all acknowledged. */
let ledger: Ledger;
/** The content of the database after these writes. */
let stored: {
  [Key in keyof Stored]: Map<string, Stored[Key] extends ReadonlyMap<string, infer V> ? V : never>;
};

beforeEach(() => {
  ledger = new Ledger('test');
  for (const name of ['ann', 'bob', 'cy']) ledger.write('create', name).acknowledged = true;
  for (const text of ['first', 'second']) ledger.write('change', text, 'ann').acknowledged = true;
  stored = {
    customers: new Map(['ann', 'bob', 'cy'].map((name) => [name, 1])),
    events: new Map(['ann', 'bob', 'cy', 'first', 'second'].map((text) => [text, 1])),
    descriptions: new Map([['ann', 'second']]),
  };
});

it('compare reports nothing when the database has all acknowledged writes', () => {
  expect(compare(ledger, stored)).toEqual({ missing: [], twice: [], unacknowledged: 0 });
});

it('compare reports an acknowledged customer whose row or event is missing', () => {
  stored.customers.delete('ann');
  stored.events.delete('bob');
  expect(compare(ledger, stored)).toEqual({
    missing: ['ann', 'bob'],
    twice: [],
    unacknowledged: 0,
  });
});

it('compare reports writes that were done twice, acknowledged or not', () => {
  ledger.writes[1]!.acknowledged = false;
  stored.customers.set('bob', 2);
  stored.events.set('first', 2);
  expect(compare(ledger, stored)).toEqual({
    missing: [],
    twice: ['bob', 'first'],
    unacknowledged: 1,
  });
});

it('compare reports an acknowledged change that an earlier change has overwritten', () => {
  stored.descriptions.set('ann', 'first');
  expect(compare(ledger, stored)).toEqual({ missing: ['second'], twice: [], unacknowledged: 0 });
});

it('compare counts writes in the database that were not acknowledged, without reporting them', () => {
  ledger.writes[2]!.acknowledged = false;
  ledger.write('change', 'third', 'ann');
  stored.events.set('third', 1);
  stored.descriptions.set('ann', 'third');
  expect(compare(ledger, stored)).toEqual({ missing: [], twice: [], unacknowledged: 2 });
});

it('compare does not require writes that were not acknowledged', () => {
  ledger.write('create', 'dee');
  ledger.write('change', 'third', 'ann');
  expect(compare(ledger, stored)).toEqual({ missing: [], twice: [], unacknowledged: 0 });
});
