import { IsOptional, IsString } from 'class-validator';
import type { FastifyReply } from 'fastify';
import { beforeEach, describe, expect, it } from 'vitest';
import { JsonApiError } from '../errors/json-api.error.js';
import type { ResourceDefinition } from '../definition/resource-definition.js';
import type { ResourceIdentifier } from '../definition/resource-id.js';
import { AtomicOperations } from './atomic-operations.js';
import { atomicResource } from './atomic-resource.js';
import { readOperations } from './operations.decorator.js';

const customerResource = {
  type: 'customers',
  path: '/api/customers',
  attributes: { name: { type: 'string' } },
} satisfies ResourceDefinition<{ id: string; name: string }>;

interface User {
  id: string;
  name: string;
  customerId: string | null;
}

const userResource = {
  type: 'users',
  path: '/api/users',
  attributes: { name: { type: 'string' } },
  relationships: {
    customer: {
      resource: (): ResourceDefinition => customerResource,
      property: 'customerId',
      nullable: true,
    },
  },
} satisfies ResourceDefinition<User>;

class ChangeUser {
  @IsOptional()
  @IsString()
  name?: string;

  @IsOptional()
  customer?: ResourceIdentifier | null;
}

class AddCustomer {
  @IsString()
  name: string;
}

let done: unknown[];
let failures: unknown[];

beforeEach(() => {
  done = [];
  failures = [];
});

const allow = (by: string) => expect(by).toBe('me');

const resources = [
  atomicResource(userResource, {
    allow,
    add: {
      input: ChangeUser,
      run: async (attributes) => {
        done.push(attributes);
        return { id: '7', name: attributes.name, customerId: attributes.customer?.id };
      },
    },
    update: {
      input: ChangeUser,
      run: async ({ id, attributes }, by) => {
        if (failures.length > 0) throw failures.shift();
        done.push([id, attributes, by]);
        return { id, name: 'Ann', customerId: null };
      },
    },
  }),
  atomicResource(customerResource, {
    allow,
    add: { input: AddCustomer, run: async ({ name }) => ({ id: '3', name }) },
  }),
];

const atomic = new AtomicOperations(async (work) => work(), {
  mayRead: () => true,
  find: async () => null,
});

async function run(...operations: unknown[]) {
  const status = (code: number) => done.push(code);
  const reply = { status, request: { raw: {} } } as unknown as FastifyReply;
  const read = readOperations({ 'atomic:operations': operations }, 100);
  return atomic.run(read, { resources, by: 'me', reply });
}

async function errorsOf(...operations: unknown[]): Promise<unknown> {
  const error: unknown = await run(...operations).catch((thrown: unknown) => thrown);
  if (!(error instanceof JsonApiError)) return error;
  return error.errors.map(({ code, source }) => [code, ...Object.values(source ?? {})].join(' '));
}

const target = { type: 'users', id: '7', relationship: 'customer' };
const updated = { type: 'users', id: '7', attributes: { name: 'Bea' } };

describe('an operation on a to-one relationship', () => {
  it.each([
    ['a resource', { type: 'customers', id: '3' }],
    ['none', null],
  ])('sets it to %s and returns no data', async (_, data) => {
    expect(await run({ op: 'update', ref: target, data })).toBeUndefined();
    expect(done).toEqual([['7', { customer: data }, 'me'], 204]);
  });

  it('updates by href, to a resource that an earlier operation added', async () => {
    const customer = { type: 'customers', lid: 'c', attributes: { name: 'Acme' } };
    const href = '/api/users/7/relationships/customer';
    const answer = await run(
      { op: 'add', data: customer },
      { op: 'update', href, data: { type: 'customers', lid: 'c' } },
    );
    expect(answer!['atomic:results']).toMatchObject([{ data: { id: '3' } }, {}]);
    expect(done).toEqual([['7', { customer: { type: 'customers', id: '3' } }, 'me']]);
  });

  it.each([
    ['type_mismatch /atomic:operations/0/data/type', { type: 'users', id: '3' }],
    ['related_not_found /atomic:operations/0/data/id', { type: 'customers', id: 'x' }],
    ['invalid_document /atomic:operations/0/data', []],
    ['unknown_lid /atomic:operations/0/data/lid', { type: 'customers', lid: 'x' }],
  ])('is rejected with %s', async (expected, data) => {
    expect(await errorsOf({ op: 'update', ref: target, data })).toEqual([expected]);
  });

  it.each(['add', 'remove'])('is rejected when its op is %s', async (op) => {
    const expected = ['unsupported_operation /atomic:operations/0/op'];
    expect(await errorsOf({ op, ref: target, data: null })).toEqual(expected);
  });
});

describe('an operation on a resource', () => {
  it('can refer by lid to a resource that an earlier operation added', async () => {
    await run(
      { op: 'add', data: { type: 'customers', lid: 'c', attributes: { name: 'Acme' } } },
      {
        op: 'add',
        data: {
          type: 'users',
          attributes: { name: 'Ann' },
          relationships: { customer: { data: { type: 'customers', lid: 'c' } } },
        },
      },
    );
    expect(done).toEqual([{ name: 'Ann', customer: { type: 'customers', id: '3' } }]);
  });

  it('cannot refer to the lid of the resource that it adds', async () => {
    const relationships = { customer: { data: { type: 'users', lid: 'a' } } };
    expect(await errorsOf({ op: 'add', data: { type: 'users', lid: 'a', relationships } })).toEqual(
      ['unknown_lid /atomic:operations/0/data/relationships/customer/data/lid'],
    );
  });

  it.each([
    ['remove', { op: 'remove', ref: { type: 'users', id: '7' } }],
    ['update', { op: 'update', data: { type: 'customers', id: '3' } }],
  ])('is rejected when the application does not support %s for its type', async (_, operation) => {
    expect(await errorsOf(operation)).toEqual(['unsupported_operation /atomic:operations/0/op']);
  });
});

describe('the lid of an operation', () => {
  const lid = 7;
  const { attributes } = updated;

  it.each([
    ['ref/lid', { ref: { type: 'users', id: '7', lid }, data: updated }],
    ['ref/lid', { ref: { type: 'users', lid }, data: updated }],
    ['ref', { ref: { type: 'users', id: null, lid: 'a' }, data: updated }],
    ['ref', { ref: { type: 'users' }, data: updated }],
    ['data/lid', { data: { ...updated, lid } }],
    ['data/lid', { ref: target, data: { type: 'customers', id: '3', lid } }],
  ])('is rejected at %s when lid or id is not a string: %j', async (at, rest) => {
    const expected = `invalid_document /atomic:operations/0/${at}`;
    expect(await errorsOf({ op: 'update', ...rest })).toEqual([expected]);
    expect(done).toEqual([]);
  });

  it.each([
    { ref: { type: 'users', id: '7', lid: 'x' }, data: updated },
    { data: { ...updated, lid: 'x' } },
  ])('is ignored next to an id: %j', async (rest) => {
    await run({ op: 'update', ...rest });
    expect(done).toEqual([['7', attributes, 'me']]);
  });
});

describe('a failed transaction of operations', () => {
  const deadlock = Object.assign(new Error('deadlock'), { driverError: { code: '40P01' } });

  it('is retried after a deadlock, from the first operation', async () => {
    failures = [deadlock, deadlock];
    expect(await run({ op: 'update', data: updated })).toMatchObject({
      'atomic:results': [{ data: { id: '7' } }],
    });
    expect(done).toEqual([['7', { name: 'Bea' }, 'me']]);
  });

  it('answers 503 after three deadlocks', async () => {
    failures = [deadlock, deadlock, deadlock];
    expect(await errorsOf({ op: 'update', data: updated })).toEqual(['service_unavailable']);
  });

  it('passes a server error through unchanged', async () => {
    const bug = new Error('bug');
    failures = [bug];
    expect(await errorsOf({ op: 'update', data: updated })).toBe(bug);
  });
});
