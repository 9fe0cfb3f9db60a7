import { createHmac, createSecretKey } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { Cursors } from './cursor.js';
import type { ResourceDefinition } from '../definition/resource-definition.js';

const KEY = createSecretKey(Buffer.alloc(32, 7));

const definition = {
  type: 'people',
  path: '/api/people',
  attributes: {
    lastName: { type: 'name', sort: true },
    createdAt: { type: 'date-time', sort: true },
  },
} satisfies ResourceDefinition;

/**
 * Returns a cursor from before names had a collation: its seal covers only the names of the keys.
 */
function withoutCollation(keys: string, position: readonly string[]): string {
  const text = JSON.stringify(position);
  const seal = createHmac('sha256', KEY).update(`people ${keys}\n${text}`).digest();
  return Buffer.concat([seal.subarray(0, 12), Buffer.from(text)]).toString('base64url');
}

describe('cursors', () => {
  it.each([
    ['lastName,id', 'lastName', null],
    ['createdAt,id', 'createdAt', ['x', '7']],
  ])(
    'of the order %s from before names had a collation are rejected only if it sorts by name',
    (keys, attribute, read) => {
      const order = [attribute, 'id'].map((name) => ({ attribute: name, descending: false }));
      const cursors = new Cursors(KEY, definition, order);
      expect(cursors.read(withoutCollation(keys, ['x', '7']))).toEqual(read);
      expect(cursors.read(cursors.write(['x', '7']))).toEqual(['x', '7']);
    },
  );
});
