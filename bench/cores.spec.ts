import { expect, it } from 'vitest';
import { pinned, readCores } from './cores.js';

it.each([
  ['0-1', [0, 1]],
  ['3', [3]],
  ['0-2,7', [0, 1, 2, 7]],
  ['', []],
])('reads the list of cores %j as %j', (list, cores) => {
  expect(readCores(list)).toEqual(cores);
});

it('pins a command to its cores, and leaves it unchanged without cores', () => {
  expect(pinned('1', ['node', 'a.js'])).toEqual(['taskset', ['-c', '1', 'node', 'a.js']]);
  expect(pinned(undefined, ['node', 'a.js'])).toEqual(['node', ['a.js']]);
});
