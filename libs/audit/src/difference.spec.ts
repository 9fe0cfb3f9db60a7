import { describe, expect, it } from 'vitest';
import { difference, differing } from './difference.js';

describe('differing', () => {
  it('returns the values that differ from the current ones', () => {
    const now = { name: 'erp', scopes: ['a', 'b'], contact: null, enabled: true };
    expect(differing({ name: 'erp', scopes: ['a'], contact: null, enabled: false }, now)).toEqual({
      scopes: ['a'],
      enabled: false,
    });
  });

  it('ignores undefined, and null for a member that does not exist', () => {
    expect(differing({ name: undefined, contact: null }, { name: 'erp' })).toEqual({});
  });

  it('ignores members of the prototype', () => {
    expect(differing({ constructor: 'x' }, {})).toEqual({ constructor: 'x' });
  });
});

describe('difference', () => {
  it('has exactly the changed names both before and after', () => {
    expect(difference({ name: 'a', phone: '1' }, { name: 'b', phone: '1', title: 'x' })).toEqual({
      before: { name: 'a', title: null },
      after: { name: 'b', title: 'x' },
    });
  });

  it('is null when nothing differs', () => {
    const at = new Date(0);
    expect(difference({ at, list: [1] }, { at: new Date(0), list: [1] })).toBeNull();
  });
});
