import { check, constant, dictionary, jsonValue, oneof, property, string } from 'fast-check';
import { expect, it } from 'vitest';
import { jsonArray, JsonText, writeJson, writeObject, writeStrings } from './json-text.js';

const anyString = string({ unit: 'binary' });

it('writeJson() returns the same text as JSON.stringify for any object', () => {
  const objects = dictionary(anyString, oneof(jsonValue(), constant(undefined)));
  const isRight = (object: object) => writeJson(object) === JSON.stringify(object);
  expect(check(property(objects, isRight)).counterexample).toBeNull();
});

it('writeJson() and JSON.stringify insert JSON text without escaping it', () => {
  const object = { data: jsonArray(['{"id":"1"}', '{"id":"2"}']), none: jsonArray([]) };
  expect(writeJson(object)).toBe('{"data":[{"id":"1"},{"id":"2"}],"none":[]}');
  expect(writeJson({ data: new JsonText('{ "id": 1.0 }') })).toBe('{"data":{ "id": 1.0 }}');
  expect(JSON.stringify([object])).toBe(`[${writeJson(object)}]`);
});

const nested = (levels: number): unknown => JSON.parse('['.repeat(levels) + ']'.repeat(levels));

it('writeObject() writes deeply nested objects as text and other values as null', () => {
  const deepest = { a: nested(63) };
  expect(writeObject(deepest)).toBe(JSON.stringify(deepest));
  const text = `{"a":${'['.repeat(8000)}${']'.repeat(8000)}}`;
  expect(JSON.parse(writeObject(JSON.parse(text)))).toEqual({ deepJson: text });
  for (const planted of [nested(8000), 'text', 7]) expect(writeObject(planted)).toBe('null');
});

it('writeStrings() writes nested lists and null items as text', () => {
  expect(writeStrings(['a', '"'])).toBe('["a","\\""]');
  expect(writeStrings([['a'], ['b', null]])).toBe('["a","b","null"]');
});
