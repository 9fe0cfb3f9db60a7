import { expect, it } from 'vitest';
import { existingPointer } from './json-pointer.js';

const document = { data: { attributes: { 'a/b~c': 1, empty: null }, list: [{ id: '7' }] } };

it.each(['', '/data', '/data/attributes/a~1b~0c', '/data/attributes/empty', '/data/list/0/id'])(
  'existingPointer() returns %j, which exists in the document, unchanged',
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
])('existingPointer() shortens %j to its nearest existing ancestor', (pointer, above) => {
  expect(existingPointer(pointer, document)).toBe(above);
});

it('existingPointer() points to the root of a document that is not an object', () => {
  expect(existingPointer('/data', 'users')).toBe('');
});
