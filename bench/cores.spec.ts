import { expect, it } from 'vitest';
import { pinned, readCores } from './cores.js';

it.each([
  ['0-1', [0, 1]],
  ['3', [3]],
  ['0-2,7', [0, 1, 2, 7]],
  ['', []],
])('the cores %j are %j', (list, cores) => {
  expect(readCores(list)).toEqual(cores);
});

it('a command is pinned where there is a choice, and left alone where there is none', () => {
  expect(pinned('1', ['node', 'a.js'])).toEqual(['taskset', ['-c', '1', 'node', 'a.js']]);
  expect(pinned(undefined, ['node', 'a.js'])).toEqual(['node', ['a.js']]);
});
