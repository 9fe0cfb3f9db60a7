import { describe, expect, it } from 'vitest';
import { storableJson, storableText } from './storable.js';

describe('storableText', () => {
  const cases: Record<string, [text: string, stored: string]> = {
    'keeps a valid text': ['Ünï 😀\n', 'Ünï 😀\n'],
    'replaces NUL': ['a\0b', 'a\uFFFDb'],
    'replaces unpaired surrogates': ['a\uD83D b\uDE00', 'a\uFFFD b\uFFFD'],
    'keeps a text as long as the limit': ['1234567890', '1234567890'],
    'cuts a longer text and marks the cut': ['12345678901', '123456789…'],
    'replaces half of a surrogate pair at the cut': ['12345678😀90', '12345678\uFFFD…'],
  };

  it.each(Object.entries(cases))('%s', (_, [text, stored]) => {
    expect(storableText(text, 10)).toBe(stored);
  });
});

describe('storableJson', () => {
  it('replaces NUL and unpaired surrogates in texts and names', () => {
    const value = { 'n\0': ['a\0', { b: '\uD83D' }], time: new Date(0), none: null, n: 1.5 };
    expect(JSON.parse(storableJson(value))).toEqual({
      'n\uFFFD': ['a\uFFFD', { b: '\uFFFD' }],
      time: '1970-01-01T00:00:00.000Z',
      none: null,
      n: 1.5,
    });
  });

  it('replaces values below the 34 levels that the database can store', () => {
    const nested = (levels: number, inside: string): string =>
      '['.repeat(levels) + inside + ']'.repeat(levels);
    expect(storableJson(JSON.parse(nested(34, '1')))).toBe(nested(34, '1'));
    expect(storableJson(JSON.parse(nested(35, '1')))).toBe(nested(34, '"…"'));
    expect(storableJson(JSON.parse(nested(8000, '')))).toBe(nested(34, '"…"'));
  });

  it('keeps a text that only looks like an escape', () => {
    expect(JSON.parse(storableJson({ a: '\\u0000' }))).toEqual({ a: '\\u0000' });
  });
});
