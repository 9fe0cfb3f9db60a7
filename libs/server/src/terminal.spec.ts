import { expect, it } from 'vitest';
import { isForPeople } from './terminal.js';

it.each([
  { format: 'auto', isTTY: true, expected: true },
  { format: 'auto', isTTY: undefined, expected: false },
  { format: 'text', isTTY: true, expected: true },
  { format: 'text', isTTY: undefined, expected: true },
  { format: 'json', isTTY: true, expected: false },
  { format: 'json', isTTY: undefined, expected: false },
] as const)(
  'log.format $format with isTTY $isTTY is for people: $expected',
  ({ format, isTTY, expected }) => {
    expect(isForPeople({ format }, { isTTY })).toBe(expected);
  },
);
