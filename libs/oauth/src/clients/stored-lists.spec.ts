import { describe, expect, it } from 'vitest';
import { storedNetworks, storedTexts } from './stored-lists.js';

describe('a list in a row', () => {
  it('has texts alone, also when SQL stored NULL or lists in it', () => {
    expect(storedTexts(['a', 'b'])).toEqual(['a', 'b']);
    expect(storedTexts([null, 'a', [['b'], [null]]])).toEqual(['a', 'b']);
  });

  it('of networks means nowhere when it has NULL alone, and anywhere when it is empty', () => {
    expect(storedNetworks([])).toEqual([]);
    expect(storedNetworks([null, '10.0.0.0/8'])).toEqual(['10.0.0.0/8']);
    for (const list of [[null], [[null], [null]]]) {
      expect(storedNetworks(list)).toEqual(['255.255.255.255/32']);
    }
  });
});
