import { describe, expect, it } from 'vitest';
import { isDeepJson, shallowJson } from './shallow-json.js';

const nested = (levels: number) => `${'['.repeat(levels)}1${']'.repeat(levels)}`;

describe('shallowJson', () => {
  it.each([
    ['a text', '"a"'],
    ['null', 'null'],
    ['64 levels', nested(64)],
    ['many members', `[${'{"a":[]},'.repeat(50_000)}1]`],
  ])('returns a value of %s unchanged', (_, text) => {
    const value: unknown = JSON.parse(text);
    expect(isDeepJson(value)).toBe(false);
    expect(shallowJson(value)).toBe(value);
  });

  it.each([
    ['65 levels', nested(65)],
    ['60,000 levels', nested(60_000)],
    [
      'every kind of member',
      `{"a":[],"b":{},"c\\"":[null,true,"\\n",1.5,{"d":0}],"__proto__":${nested(9000)},"":"z"}`,
    ],
    ['many members and many levels', `[${'0,'.repeat(200_000)}${nested(9000)}]`],
  ])('replaces a value of %s by its text', (_, text) => {
    const value: unknown = JSON.parse(text);
    expect(isDeepJson(value)).toBe(true);
    expect(shallowJson(value)).toEqual({ deepJson: text });
  });
});
