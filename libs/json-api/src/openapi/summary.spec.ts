import { expect, it } from 'vitest';
import { summaryOf } from './summary.js';

/** Summaries by the name of the method and the path. */
const summaries = {
  'list /api/users': 'List users',
  'create /api/users': 'Create a user',
  'create /api/oauth-clients': 'Create an OAuth client',
  'create /api/taxes': 'Create a tax',
  'create /api/countries': 'Create a country',
  'deleteMatching /api/customer-users': 'Delete customer users that match',
  'run /api/operations': 'Run operations',
  'read /api/audit-events/{id}': 'Read an audit event',
  'retire /api/oauth-client-secrets/{id}': 'Retire an OAuth client secret',
  'read /api/users/mine': 'Read the profile',
  'update /api/users/mine': 'Update the profile',
  'revokeTokens /api/oauth-clients/{id}/revoke-tokens': 'Revoke the tokens of an OAuth client',
  'related /api/users/{id}/roles': 'List the roles of a user',
  'list /api/users/{id}/relationships/roles': 'List the ids of the roles of a user',
  'add /api/users/{id}/relationships/roles': 'Add roles to a user',
  'replace /api/users/{id}/relationships/roles': 'Replace the roles of a user',
  'remove /api/users/{id}/relationships/roles': 'Remove roles from a user',
  'listUsers /api/roles/{id}/users': 'List the users of a role',
  'identifyUsers /api/roles/{id}/relationships/users': 'List the ids of the users of a role',
  'readCustomer /api/customer-users/{id}/customer': 'Read the customer of a customer user',
  'identifyCustomer /api/users/{id}/relationships/customer':
    'Read the id of the customer of a user',
  'setCustomer /api/users/{id}/relationships/customer': 'Set the customer of a user',
  'related /api/customers/{id}/customerUsers': 'List the customer users of a customer',
};

it.each(Object.entries(summaries))('the route %s: %s', (route, summary) => {
  const [name, path] = route.split(' ') as [string, string];
  expect(summaryOf(name, path)).toBe(summary);
});
