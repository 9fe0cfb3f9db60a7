import { describe, expect, it } from 'vitest';
import { changedScopes, effectsOf, peopleWith, remaining, toggled } from './effects.js';

const sales = { id: '1', scopes: ['customers:read', 'users:read'] };
const support = { id: '2', scopes: ['users:read'] };
const roles = [sales, support];

/** Three people have sales alone, two have both roles, and five have support alone. */
const combinations = [
  { roleIds: ['1'], users: 3 },
  { roleIds: ['1', '2'], users: 2 },
  { roleIds: ['2'], users: 5 },
];

describe('the effect of changes of roles', () => {
  it('counts nobody who keeps a scope by another role', () => {
    expect(effectsOf(roles, combinations, { 1: { 'users:read': false } })).toEqual({
      gaining: 0,
      losing: 3,
      scopes: [{ scope: 'users:read', gaining: 0, losing: 3 }],
    });
  });

  it('counts nobody as gaining who has the scope by another role', () => {
    expect(effectsOf(roles, combinations, { 2: { 'customers:read': true } })).toEqual({
      gaining: 5,
      losing: 0,
      scopes: [{ scope: 'customers:read', gaining: 5, losing: 0 }],
    });
  });

  it('takes the changes of several roles together', () => {
    const moved = { 1: { 'customers:read': false }, 2: { 'customers:read': true } };
    expect(effectsOf(roles, combinations, moved)).toEqual({
      gaining: 5,
      losing: 3,
      scopes: [{ scope: 'customers:read', gaining: 5, losing: 3 }],
    });
  });

  it('is nothing without changes', () => {
    expect(effectsOf(roles, combinations, {})).toEqual({ gaining: 0, losing: 0, scopes: [] });
  });
});

it('the people with a role are those of all combinations with it', () => {
  expect([peopleWith('1', combinations), peopleWith('9', combinations)]).toEqual([5, 0]);
});

it('a second change of a cell takes the first one back', () => {
  const once = toggled({}, support, 'customers:read');
  expect(once).toEqual({ 2: { 'customers:read': true } });
  expect(changedScopes(support, once)).toEqual(['users:read', 'customers:read']);
  expect(toggled(once, support, 'customers:read')).toEqual({});
  expect(toggled({}, support, 'users:read')).toEqual({ 2: { 'users:read': false } });
});

it('changes that somebody else has made already are left out', () => {
  const changes = { 1: { 'keys:read': true, 'users:read': false }, 9: { 'keys:read': true } };
  const now = [{ id: '1', scopes: ['customers:read', 'users:read', 'keys:read'] }];
  expect(remaining(changes, now)).toEqual({ 1: { 'users:read': false } });
});
