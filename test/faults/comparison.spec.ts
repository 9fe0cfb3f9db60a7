import { beforeEach, expect, it } from 'vitest';
import { compare, type Stored } from './comparison.js';
import { Ledger } from './ledger.js';

/** Three customers were made and one was changed twice, and all of it was acknowledged. */
let ledger: Ledger;
/** The database as it is then. */
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

it('finds nothing where everything is as it was acknowledged', () => {
  expect(compare(ledger, stored)).toEqual({ missing: [], twice: [], unacknowledged: 0 });
});

it('finds an acknowledged customer that is missing, as a row and as an event', () => {
  stored.customers.delete('ann');
  stored.events.delete('bob');
  expect(compare(ledger, stored)).toEqual({
    missing: ['ann', 'bob'],
    twice: [],
    unacknowledged: 0,
  });
});

it('finds what was done twice, acknowledged or not', () => {
  ledger.writes[1]!.acknowledged = false;
  stored.customers.set('bob', 2);
  stored.events.set('first', 2);
  expect(compare(ledger, stored)).toEqual({
    missing: [],
    twice: ['bob', 'first'],
    unacknowledged: 1,
  });
});

it('finds an acknowledged change that an earlier one has undone', () => {
  stored.descriptions.set('ann', 'first');
  expect(compare(ledger, stored)).toEqual({ missing: ['second'], twice: [], unacknowledged: 0 });
});

it('counts what is there and was not acknowledged, and does not mind it', () => {
  ledger.writes[2]!.acknowledged = false;
  ledger.write('change', 'third', 'ann');
  stored.events.set('third', 1);
  stored.descriptions.set('ann', 'third');
  expect(compare(ledger, stored)).toEqual({ missing: [], twice: [], unacknowledged: 2 });
});

it('does not miss what was not acknowledged', () => {
  ledger.write('create', 'dee');
  ledger.write('change', 'third', 'ann');
  expect(compare(ledger, stored)).toEqual({ missing: [], twice: [], unacknowledged: 0 });
});
