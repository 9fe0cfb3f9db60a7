import { expect, it } from 'vitest';
import { DEFAULTS, readOptions } from './options.js';

const SECTIONS = { usual: ['token', 'api', 'memory'], against: ['token', 'api'] };

it('measures all sections with the defaults when there are no options', () => {
  expect(readOptions([], SECTIONS)).toEqual(DEFAULTS);
});

it('reads --only, --rounds and --seconds', () => {
  const args = ['--only', 'token,api', '--rounds', '2', '--seconds', '10'];
  const expected = { ...DEFAULTS, only: ['token', 'api'], rounds: 2, seconds: 10 };
  expect(readOptions(args, SECTIONS)).toEqual(expected);
});

it('reads the folder of another checkout from --against', () => {
  expect(readOptions(['--against', '../before'], SECTIONS)).toEqual({
    ...DEFAULTS,
    against: '../before',
  });
});

it('reads --only together with --against', () => {
  expect(readOptions(['--against', '../before', '--only', 'api'], SECTIONS)).toEqual({
    ...DEFAULTS,
    against: '../before',
    only: ['api'],
  });
});

it('keeps an explicit --seconds with --quick', () => {
  const { quick, rounds, seconds } = readOptions(['--quick', '--seconds', '9'], SECTIONS);
  expect({ quick, rounds, seconds }).toEqual({ quick: true, rounds: 1, seconds: 9 });
});

it.each([
  [['--only', 'token,apis'], 'there is no section apis: --only takes token, api, memory'],
  [
    ['--against', '..', '--only', 'memory'],
    'there is no section memory with --against: --only takes token, api',
  ],
  [['--rounds', '0'], '--rounds takes a number from 1 to 999'],
  [['--seconds', '1.5'], '--seconds takes a number from 1 to 999'],
  [['--fast'], "Unknown option '--fast'"],
])('rejects the options %j', (args, reason) => {
  expect(() => readOptions(args, SECTIONS)).toThrow(reason);
});
