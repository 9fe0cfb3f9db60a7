import { describe, expect, it } from 'vitest';
import { changeOf } from './change.js';

const ROLE = { noun: 'role', type: 'roles', side: 'backoffice' };
const actor = { type: 'client', name: 'erp' } as const;
const before = { id: '7', name: 'a', scopes: ['x'], updatedAt: new Date(1) };
const after = { id: '7', name: 'b', scopes: ['x'], updatedAt: new Date(2) };
const common = { actor, side: 'backoffice', subject: { type: 'roles', id: '7' } };

describe('changeOf', () => {
  it.each([
    ['created', { after }, { action: 'role.created', after: { name: 'b', scopes: ['x'] } }],
    ['deleted', { before }, { action: 'role.deleted', before: { name: 'a', scopes: ['x'] } }],
    [
      'changed',
      { before, after },
      { action: 'role.updated', before: { name: 'a' }, after: { name: 'b' } },
    ],
  ])('returns an event for a row that was %s', (_, rows, event) => {
    expect(changeOf(ROLE, { actor, ...rows })).toEqual([{ ...common, ...event }]);
  });

  it('returns no event when only updatedAt differs', () => {
    const touched = { ...before, updatedAt: new Date(3) };
    expect(changeOf(ROLE, { actor, before, after: touched })).toEqual([]);
  });
});
