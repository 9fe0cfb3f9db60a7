import { describe, expect, it } from 'vitest';
import type { AtomicResource } from '#json-api';
import type { Caller } from '#oauth';
import { AtomicResources } from './atomic-resources.js';

type Built = AtomicResource<Caller>;

const declared = (type: string) => ({
  type,
  build: (relationships: Built['relationships']) =>
    ({ definition: { type }, relationships }) as unknown as Built,
});

describe('the resources of atomic operations', () => {
  it('have their relationships, in any order of their controllers', () => {
    const resources = new AtomicResources();
    const relationship = { type: 'roles', allow: () => {} };
    resources.addRelationship('users', { roles: relationship });
    resources.add(declared('users'));
    resources.addRelationship('users', { groups: relationship });
    resources.onApplicationBootstrap();
    const relationships = { roles: relationship, groups: relationship };
    expect(resources.all).toEqual([{ definition: { type: 'users' }, relationships }]);
  });

  it('are those of each relationship', () => {
    const resources = new AtomicResources();
    resources.addRelationship('users', { roles: { type: 'roles', allow: () => {} } });
    expect(() => resources.onApplicationBootstrap()).toThrow('users have a relationship');
  });
});
