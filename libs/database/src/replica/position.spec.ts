import { describe, expect, it } from 'vitest';
import { positionOf, positionText, readPosition } from './position.js';

describe('a position in the log', () => {
  it('is read from the form of PostgreSQL', () => {
    expect(positionOf('0/0')).toBe(0n);
    expect(positionOf('16/B374D848')).toBe(0x16b374d848n);
    expect(positionOf('FFFFFFFF/FFFFFFFF')).toBe(2n ** 64n - 1n);
  });

  it('has a form for callers, whose order is that of the positions', () => {
    const positions = [0n, 9n, 0xffn, 0x16b374d848n, 2n ** 64n - 1n];
    const texts = positions.map(positionText);
    expect(texts.toSorted()).toEqual(texts);
    expect(texts.map(readPosition)).toEqual(positions);
  });

  it.each(['', '0', '0/0', `${'0'.repeat(15)}G`, '0'.repeat(17), 'F'.repeat(16)])(
    'rejects the text %j',
    (text) => {
      expect(readPosition(text)).toBeNull();
    },
  );
});
