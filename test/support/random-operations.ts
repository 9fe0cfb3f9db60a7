import * as fc from 'fast-check';
import type { Arbitrary } from 'fast-check';
import { requestDocument } from './random-requests.js';

/** Random documents of the Atomic Operations extension that are almost valid, as text. */

const TYPES = ['users', 'roles', 'customers', 'customer-users'];

const strange = fc.jsonValue({ maxDepth: 3 });

function mostly(arbitrary: Arbitrary<unknown>): Arbitrary<unknown> {
  return fc.oneof({ weight: 8, arbitrary }, { weight: 1, arbitrary: strange });
}

const name = mostly(fc.constantFrom('1', '2', 'mArKeD', '8675309', '99999999999999999999', ''));

const operation = fc.constantFrom(...TYPES).chain((type) => {
  const place = fc.record(
    {
      type: mostly(fc.constantFrom(type, ...TYPES)),
      id: name,
      lid: name,
      relationship: mostly(fc.constantFrom('roles', 'customer', 'customerUsers', 'none')),
    },
    { requiredKeys: ['type'] },
  );
  const known = {
    op: mostly(fc.constantFrom('add', 'update', 'remove')),
    ref: mostly(place),
    href: mostly(fc.constantFrom(`/api/${type}`, `/api/${type}/1`, "/api/x'mArKeD", '//', '%')),
    data: requestDocument(type).map((document) => (document as { data?: unknown } | null)?.data),
    meta: strange,
  };
  return fc.record(known, { requiredKeys: ['op'] });
});

const operations = mostly(fc.array(mostly(operation), { maxLength: 4 }));

export const operationsBody: Arbitrary<string> = mostly(
  fc.record(
    { 'atomic:operations': operations, data: strange, meta: strange },
    { requiredKeys: [] },
  ),
).map((document) => JSON.stringify(document) ?? '');
