import { describe, expect, it } from 'vitest';
import { changedValues, compareChanges } from './conflict.js';

const base = { name: 'erp', scopes: ['users:read'], contact: null };

describe('a form that somebody else has overtaken', () => {
  it('asks about a field that both have changed to different values', () => {
    const mine = { ...base, name: 'erp-2' };
    expect(compareChanges(base, mine, { ...base, name: 'erp-3' })).toEqual({
      conflicts: ['name'],
      taken: [],
    });
  });

  it('takes a field that only the other has changed', () => {
    const theirs = { ...base, scopes: ['users:read', 'roles:read'] };
    expect(compareChanges(base, { ...base, name: 'erp-2' }, theirs)).toEqual({
      conflicts: [],
      taken: ['scopes'],
    });
  });

  it('asks nothing when both have made the same change', () => {
    const same = { ...base, contact: 'ops@example.com' };
    expect(compareChanges(base, same, same)).toEqual({ conflicts: [], taken: [] });
  });
});

describe('the values that a person has changed', () => {
  it('leave out equal lists and texts', () => {
    const mine = { ...base, scopes: ['users:read'], contact: 'ops@example.com' };
    expect(changedValues<Record<string, unknown>>(base, mine)).toEqual({
      contact: 'ops@example.com',
    });
  });
});
