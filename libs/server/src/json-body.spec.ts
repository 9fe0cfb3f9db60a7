import { describe, expect, it } from 'vitest';
import { readJsonBody } from './json-body.js';

const LIMITS = { bodyValueLimit: 1000 };
const read = (text: string) => readJsonBody(Buffer.from(text), LIMITS);

describe('a JSON body', () => {
  it.each([
    '{}',
    'null',
    '"text"',
    '[1, 2]',
    '{"a": {"b": [{"c": "d"}]}}',
    '{"a\\"b": 1, "c": "\\": \\"c\\": "}',
    '{"a": "}{", "b": "\\\\"}',
    '{"": 1, " ": 2}',
    '{"é": "日本 👩‍🚀"}',
    '{"constructor": 1, "toString": 2}',
    '{"a" : 1, "b"\n: "c: d"}',
  ])('gives the same value as JSON.parse: %s', (text) => {
    expect(read(text)).toEqual(JSON.parse(text));
  });

  it('may hold a string of any length', () => {
    const long = 'x"\\'.repeat(3_000_000);
    expect(read(JSON.stringify({ long, short: ':' }))).toEqual({ long, short: ':' });
  });

  it('is undefined when it has no bytes', () => {
    expect(read('')).toBeUndefined();
  });

  it.each([
    ['{"a": 1, "a": 2}', 'the same member twice'],
    ['{"a": 1, "\\u0061": 2}', 'the same member twice'],
    ['[{"b": {"a": 1, "a": 1}}]', 'the same member twice'],
    ['{"x": "\\"a\\":", "a": 1, "a": 2}', 'the same member twice'],
    ['{"__proto__": 1}', 'a member named __proto__'],
    ['{"a": [{"__proto__": {}}]}', 'a member named __proto__'],
    ['{"\\u005f_proto__": 1}', 'a member named __proto__'],
    [`${'['.repeat(33)}${']'.repeat(33)}`, 'nested deeper than 32 levels'],
    [`${'['.repeat(100_000)}${']'.repeat(100_000)}`, 'nested deeper than 32 levels'],
    ['{', 'the body is not JSON'],
    ['{"a": lkb_secret}', 'the body is not JSON'],
    ["{'a': 1}", 'the body is not JSON'],
    [' ', 'the body is not JSON'],
  ])('is rejected: %s', (text, reason) => {
    expect(() => read(text)).toThrow(
      expect.objectContaining({
        status: 400,
        code: 'malformed_json',
        description: expect.stringContaining(reason),
      }),
    );
  });

  it('is not quoted in the error when it is malformed', () => {
    expect(() => read('{"client_secret": lkb_secret}')).toThrow(/^(?!.*lkb_secret)/);
  });

  it.each([
    ['a lone continuation byte', [0x22, 0x80, 0x22]],
    ['an overlong slash', [0x22, 0xc0, 0xaf, 0x22]],
    ['a surrogate in UTF-8', [0x22, 0xed, 0xa0, 0x80, 0x22]],
    ['UTF-16', [0xff, 0xfe, 0x22, 0x00, 0x22, 0x00]],
  ])('is rejected with %s', (_, bytes) => {
    expect(() => readJsonBody(Buffer.from(bytes), LIMITS)).toThrow('the body is not UTF-8');
  });
});
