import { describe, expect, it } from 'vitest';
import { displayWidth, padded, truncated } from './display-width.js';

describe('the width of a text on a terminal', () => {
  it.each([
    ['', 0],
    ['erp', 3],
    ['café', 4],
    ['cafe\u0301', 4],
    ['日本', 4],
    ['한국', 4],
    ['🚚', 2],
    ['👩‍🚀', 2],
    ['…', 1],
  ])('of %j is %i cells', (text, width) => {
    expect(displayWidth(text)).toBe(width);
    expect(displayWidth(padded(text, 10))).toBe(10);
  });

  it.each([
    ['warehouse', 9, 'warehouse'],
    ['warehouse', 8, 'warehou…'],
    ['warehouse', 1, '…'],
    ['日本語', 6, '日本語'],
    ['日本語', 5, '日本…'],
    ['日本語', 4, '日…'],
    ['cafe\u0301 au lait', 5, 'cafe\u0301…'],
  ])('%j fits into %i cells as %j', (text, width, expected) => {
    expect(truncated(text, width)).toBe(expected);
  });
});
