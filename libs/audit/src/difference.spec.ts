import { describe, expect, it } from 'vitest';
import { difference, differing } from './difference.js';

describe('what differs', () => {
  it('is what is not the same as it is now', () => {
    const now = { name: 'erp', scopes: ['a', 'b'], contact: null, enabled: true };
    expect(differing({ name: 'erp', scopes: ['a'], contact: null, enabled: false }, now)).toEqual({
      scopes: ['a'],
      enabled: false,
    });
  });

  it('is not what is left out, nor null where there is nothing', () => {
    expect(differing({ name: undefined, contact: null }, { name: 'erp' })).toEqual({});
  });

  it('takes nothing from the prototype', () => {
    expect(differing({ constructor: 'x' }, {})).toEqual({ constructor: 'x' });
  });
});

describe('the difference between before and after', () => {
  it('has the same names on both sides, and no others', () => {
    expect(difference({ name: 'a', phone: '1' }, { name: 'b', phone: '1', title: 'x' })).toEqual({
      before: { name: 'a', title: null },
      after: { name: 'b', title: 'x' },
    });
  });

  it('is null where there is none', () => {
    const at = new Date(0);
    expect(difference({ at, list: [1] }, { at: new Date(0), list: [1] })).toBeNull();
  });
});
