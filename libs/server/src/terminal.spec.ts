import { expect, it } from 'vitest';
import { isForPeople } from './terminal.js';

it.each([
  ['auto', true, true],
  ['auto', undefined, false],
  ['text', true, true],
  ['text', undefined, true],
  ['json', true, false],
  ['json', undefined, false],
] as const)('log.format %s with isTTY %s is for people: %s', (format, isTTY, expected) => {
  expect(isForPeople({ format }, { isTTY })).toBe(expected);
});
