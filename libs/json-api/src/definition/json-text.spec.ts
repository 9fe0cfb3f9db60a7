import { check, constant, dictionary, jsonValue, oneof, property, string } from 'fast-check';
import { expect, it } from 'vitest';
import { jsonArray, JsonText, quoted, writeJson, writeObject, writeStrings } from './json-text.js';

const anyString = string({ unit: 'binary' });

it('a string is quoted as JSON.stringify does it, whatever is in it', () => {
  for (const text of [
    '',
    'a',
    '"',
    '\\',
    '\n',
    '\u007f',
    '\u2028',
    'é',
    '🦊',
    '\ud83e',
    '\udd8a',
  ]) {
    expect(quoted(text)).toBe(JSON.stringify(text));
  }
  const isRight = (text: string) => quoted(text) === JSON.stringify(text);
  expect(check(property(anyString, isRight)).counterexample).toBeNull();
});

it('an object is written as JSON.stringify does it', () => {
  const objects = dictionary(anyString, oneof(jsonValue(), constant(undefined)));
  const isRight = (object: object) => writeJson(object) === JSON.stringify(object);
  expect(check(property(objects, isRight)).counterexample).toBeNull();
});

it('text that is JSON already is taken over, also by whoever does not know it', () => {
  const object = { data: jsonArray(['{"id":"1"}', '{"id":"2"}']), none: jsonArray([]) };
  expect(writeJson(object)).toBe('{"data":[{"id":"1"},{"id":"2"}],"none":[]}');
  expect(writeJson({ data: new JsonText('{ "id": 1.0 }') })).toBe('{"data":{ "id": 1.0 }}');
  expect(JSON.stringify([object])).toBe(`[${writeJson(object)}]`);
});

const nested = (levels: number): unknown => JSON.parse('['.repeat(levels) + ']'.repeat(levels));

it('an object is written, a deep one as its text, and what is none as null', () => {
  const deepest = { a: nested(63) };
  expect(writeObject(deepest)).toBe(JSON.stringify(deepest));
  const text = `{"a":${'['.repeat(8000)}${']'.repeat(8000)}}`;
  expect(JSON.parse(writeObject(JSON.parse(text)))).toEqual({ deepJson: text });
  for (const planted of [nested(8000), 'text', 7]) expect(writeObject(planted)).toBe('null');
});

it('a list of texts is written, and what nothing but SQL stores as texts', () => {
  expect(writeStrings(['a', '"'])).toBe('["a","\\""]');
  expect(writeStrings([['a'], ['b', null]])).toBe('["a","b","null"]');
});
