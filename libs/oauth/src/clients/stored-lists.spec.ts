import { describe, expect, it } from 'vitest';
import { storedNetworks, storedTexts } from './stored-lists.js';

describe('a list in the row of a client', () => {
  it('is read as its texts only, also when SQL stored NULL or nested lists in it', () => {
    expect(storedTexts(['a', 'b'])).toEqual(['a', 'b']);
    expect(storedTexts([null, 'a', [['b'], [null]]])).toEqual(['a', 'b']);
  });

  it('of networks allows no network when it has only NULL, and any when it is empty', () => {
    expect(storedNetworks([])).toEqual([]);
    expect(storedNetworks([null, '10.0.0.0/8'])).toEqual(['10.0.0.0/8']);
    for (const list of [[null], [[null], [null]]]) {
      expect(storedNetworks(list)).toEqual(['255.255.255.255/32']);
    }
  });
});
