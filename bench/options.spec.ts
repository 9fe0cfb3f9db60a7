import { expect, it } from 'vitest';
import { DEFAULTS, readOptions } from './options.js';

const SECTIONS = ['token', 'api'];

it('without words everything is measured as it is published', () => {
  expect(readOptions([], SECTIONS)).toEqual(DEFAULTS);
});

it('takes sections, rounds and seconds', () => {
  const words = ['--only', 'token,api', '--rounds', '2', '--seconds', '10'];
  const expected = { ...DEFAULTS, only: ['token', 'api'], rounds: 2, seconds: 10 };
  expect(readOptions(words, SECTIONS)).toEqual(expected);
});

it('takes the folder of another checkout', () => {
  expect(readOptions(['--against', '../before'], SECTIONS)).toEqual({
    ...DEFAULTS,
    against: '../before',
  });
});

it('is quick when told so, and as long as is said', () => {
  const { quick, rounds, seconds } = readOptions(['--quick', '--seconds', '9'], SECTIONS);
  expect({ quick, rounds, seconds }).toEqual({ quick: true, rounds: 1, seconds: 9 });
});

it.each([
  [['--only', 'token,apis'], 'there is no section apis: --only takes token, api'],
  [['--rounds', '0'], '--rounds takes a number from 1 to 999'],
  [['--seconds', '1.5'], '--seconds takes a number from 1 to 999'],
  [['--fast'], "Unknown option '--fast'"],
])('refuses %j', (words, reason) => {
  expect(() => readOptions(words, SECTIONS)).toThrow(reason);
});
