import { expect, it } from 'vitest';
import { actorReference } from './actor.js';

it.each([
  ['a client of the storefront', 'storefront', 'oauth-clients', 'users'],
  ['a key of the storefront', 'storefront', 'signing-keys', 'users'],
  ['their account in the shop', 'storefront', 'customer-users', 'customer-users'],
  ['an account in the back office', 'backoffice', 'customer-users', 'users'],
  ['a role', 'backoffice', 'roles', 'users'],
  ['nothing', 'storefront', null, 'users'],
])('finds the person who has changed %s', (_, side, subjectType, type) => {
  const act = { actorType: 'person', actor: '7', side, subjectType };
  expect(actorReference(act)).toEqual({ type, id: '7' });
});

it('finds the client that acted, and nobody for the server', () => {
  const act = { side: 'storefront', subjectType: 'signing-keys' };
  const client = { actorType: 'client', actor: 'c1', ...act };
  expect(actorReference(client)).toEqual({ type: 'oauth-clients', id: 'c1' });
  expect(actorReference({ actorType: 'system', actor: 'key rotation', ...act })).toBeUndefined();
});
