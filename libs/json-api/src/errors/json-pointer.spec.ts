import { expect, it } from 'vitest';
import { existingPointer } from './json-pointer.js';

const document = { data: { attributes: { 'a/b~c': 1, empty: null }, list: [{ id: '7' }] } };

it.each(['', '/data', '/data/attributes/a~1b~0c', '/data/attributes/empty', '/data/list/0/id'])(
  'leaves %j, which is there, as it is',
  (pointer) => {
    expect(existingPointer(pointer, document)).toBe(pointer);
  },
);

it.each([
  ['/data/attributes/email', '/data/attributes'],
  ['/data/relationships/client/data', '/data'],
  ['/data/list/1/id', '/data/list'],
  ['/data/attributes/empty/x', '/data/attributes/empty'],
  ['/data/attributes/constructor', '/data/attributes'],
  ['/meta/x', ''],
])('takes what is above %j', (pointer, above) => {
  expect(existingPointer(pointer, document)).toBe(above);
});

it('points to the whole of a document that is no object', () => {
  expect(existingPointer('/data', 'users')).toBe('');
});
