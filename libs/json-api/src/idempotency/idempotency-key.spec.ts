import { describe, expect, it } from 'vitest';
import { readIdempotencyKey } from './idempotency-key.js';

describe('an Idempotency-Key', () => {
  it.each([
    ['8e03978e-40d5-43dd-bc93-6894a57f9324', '8e03978e-40d5-43dd-bc93-6894a57f9324'],
    ['"8e03978e-40d5-43dd-bc93-6894a57f9324"', '8e03978e-40d5-43dd-bc93-6894a57f9324'],
    [' "a" ', 'a'],
    ['"a\\"b\\\\c"', 'a"b\\c'],
    ['a"b\\c', 'a"b\\c'],
    ['a b~', 'a b~'],
    ['x'.repeat(255), 'x'.repeat(255)],
  ])('in the header %j is read as %j', (header, key) => {
    expect(readIdempotencyKey(header)).toBe(key);
  });

  it.each(['', ' ', '""', '"a', '"', '"a\\b"', '"a"b"', '"a";b=c', 'é', 'a\tb', 'x'.repeat(256)])(
    'in the header %j is rejected',
    (header) => {
      expect(() => readIdempotencyKey(header)).toThrow('invalid_idempotency_key');
    },
  );
});
