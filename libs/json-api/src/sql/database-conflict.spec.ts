import { QueryFailedError } from 'typeorm';
import { describe, expect, it } from 'vitest';
import type { ResourceDefinition } from '../definition/resource-definition.js';
import { databaseConflict } from './database-conflict.js';

const customerResource: ResourceDefinition = {
  type: 'customers',
  path: '/api/customers',
  attributes: {},
  relationships: {
    payers: { resource: () => userResource, inverse: 'payer' },
    customerUsers: { resource: () => userResource, inverse: 'customer' },
    groups: {
      resource: () => userResource,
      through: { table: 'customer_groups', own: 'customer_id', other: 'group_id' },
    },
  },
};

const userResource: ResourceDefinition = {
  type: 'customer-users',
  path: '/api/customer-users',
  attributes: { email: { type: 'string' } },
  relationships: {
    customer: { resource: () => customerResource, property: 'customerId' },
    payer: { resource: () => customerResource, property: 'payerId' },
  },
  unique: { users_email_key: 'email' },
  references: { users_customer_id_fkey: 'customer', users_payer_id_fkey: 'payer' },
};

/** Returns the errors for a violation that the driver reports. */
function errorsOf(violation: object, definition: ResourceDefinition, deleted?: readonly string[]) {
  const error = new QueryFailedError('', [], Object.assign(new Error('refused'), violation));
  return databaseConflict(error, definition, deleted)?.errors;
}

describe('a violated unique constraint', () => {
  it('is reported as a conflict of its attribute', () => {
    const violation = { code: '23505', constraint: 'users_email_key' };
    expect(errorsOf(violation, userResource)).toEqual([
      {
        status: 409,
        code: 'already_exists',
        detail: 'this email is taken',
        source: { pointer: '/data/attributes/email' },
      },
    ]);
  });
});

describe('a foreign key that refers to a missing row', () => {
  it.each([
    ['users_customer_id_fkey', 'the resource for customer does not exist', 'customer'],
    ['users_payer_id_fkey', 'the resource for payer does not exist', 'payer'],
  ])('is reported for the relationship of %s', (constraint, detail, name) => {
    const violation = { code: '23503', table: 'users', constraint };
    expect(errorsOf(violation, userResource)).toEqual([
      {
        status: 404,
        code: 'related_not_found',
        detail,
        source: { pointer: `/data/relationships/${name}` },
      },
    ]);
  });

  it('is reported without a relationship when the definition does not list the key', () => {
    const violation = { code: '23503', table: 'users', constraint: 'users_other_fkey' };
    expect(errorsOf(violation, userResource)).toEqual([
      {
        status: 404,
        code: 'related_not_found',
        detail: 'this resource refers to a resource that does not exist',
        source: undefined,
      },
    ]);
  });
});

describe('the deletion of a row to which other rows refer', () => {
  it.each([
    ['users', 'users_customer_id_fkey', 'customerUsers'],
    ['users', 'users_payer_id_fkey', 'payers'],
    ['customer_groups', 'customer_groups_customer_id_fkey', 'groups'],
  ])('is reported as a conflict with a link to them: %s by %s', (table, constraint, name) => {
    const violation = { code: '23503', table, constraint };
    expect(errorsOf(violation, customerResource, ['7'])).toEqual([
      {
        status: 409,
        code: 'reference_conflict',
        detail: `resources of type customer-users refer to this one: its ${name} must be empty first`,
        links: { about: `/api/customers/7/${name}` },
      },
    ]);
  });

  it('is reported without a link when no relationship leads to them', () => {
    const violation = { code: '23503', table: 'orders', constraint: 'orders_customer_id_fkey' };
    expect(errorsOf(violation, customerResource, ['7'])).toEqual([
      {
        status: 409,
        code: 'reference_conflict',
        detail: 'another resource refers to this one',
        source: undefined,
      },
    ]);
  });
});

it('the deletion of several rows reports a conflict without naming the row', () => {
  const ids = ['7', '8'];
  const violation = { code: '23503', table: 'users', constraint: 'users_customer_id_fkey' };
  expect(errorsOf(violation, customerResource, ids)).toEqual([
    {
      status: 409,
      code: 'reference_conflict',
      detail:
        'resources of type customer-users refer to one of these: its customerUsers must be empty first',
    },
  ]);
  const other = { code: '23503', table: 'orders', constraint: 'orders_customer_id_fkey' };
  expect(errorsOf(other, customerResource, ids)).toMatchObject([
    { status: 409, detail: 'another resource refers to one of these' },
  ]);
});

it('other database errors are not reported to clients', () => {
  expect(errorsOf({ code: '23502' }, userResource)).toBeUndefined();
  expect(databaseConflict(new Error('other'), userResource)).toBeUndefined();
});
