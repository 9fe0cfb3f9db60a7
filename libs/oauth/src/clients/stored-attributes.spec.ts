import { describe, expect, it } from 'vitest';
import { keySetColumn, limitsColumn, networksColumn, textsColumn } from './stored-attributes.js';

const nested = (levels: number): unknown => JSON.parse('['.repeat(levels) + ']'.repeat(levels));

const key = { kty: 'OKP', crv: 'Ed25519', x: 'x', x5c: ['a'], ext: true };

describe('an attribute of a client in the database', () => {
  it.each([
    ['of keys', keySetColumn, { keys: [key, { kid: 'a' }] }],
    ['of limits', limitsColumn, { tokensPerMinute: 1 }],
    ['of texts', textsColumn, ['a', 'b']],
    ['of no texts', textsColumn, []],
    ['of no keys', keySetColumn, null],
  ])('%s is read and written unchanged', (_, column, value) => {
    expect(column.from(value)).toEqual(value);
    expect(column.to(value as never)).toBe(value);
  });

  it.each([
    ['a string as a key set', keySetColumn, 'text', { keys: [] }],
    ['an object as the list of keys', keySetColumn, { keys: {} }, { keys: [] }],
    ['invalid keys', keySetColumn, { keys: [key, 7, null, []] }, { keys: [key, {}, {}, {}] }],
    ['a deep key', keySetColumn, { keys: [key, nested(8000)] }, { keys: [key, {}] }],
    ['a deep member of a key', keySetColumn, { keys: [{ a: nested(8000) }] }, { keys: [{}] }],
    ['a member beside the keys', keySetColumn, { keys: [key], a: nested(8000) }, { keys: [key] }],
    ['invalid limits', limitsColumn, { a: { b: 1 } }, {}],
    ['a list as limits', limitsColumn, [1], {}],
    ['NULL in a list', textsColumn, ['a', null], ['a']],
    ['a list of lists', textsColumn, [['a'], ['b']], ['a', 'b']],
    ['NULL as a network', networksColumn, [null], ['255.255.255.255/32']],
  ])('that has %s is read as a flat value', (_, column, stored, read) => {
    expect(column.from(stored)).toEqual(read);
  });
});
