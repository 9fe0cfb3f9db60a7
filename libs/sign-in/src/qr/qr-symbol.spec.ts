import { describe, expect, it } from 'vitest';
import { errorCorrection, power, product } from './error-correction.js';
import { codewordsOf } from './qr-codewords.js';
import { qrCode } from './qr-code.js';
import { qrSymbol } from './qr-symbol.js';

const FINDER = ['#######', '#.....#', '#.###.#', '#.###.#', '#.###.#', '#.....#', '#######'];

function rowsOf(text: string): string[] {
  return qrSymbol(text).map((row) => row.map((isDark) => (isDark ? '#' : '.')).join(''));
}

describe('a QR code (ISO/IEC 18004)', () => {
  it('of a short text is the symbol that zbarimg reads', () => {
    expect(rowsOf('latchkey')).toMatchInlineSnapshot(`
      [
        "#######...#.#.#######",
        "#.....#.#.##..#.....#",
        "#.###.#....##.#.###.#",
        "#.###.#..#..#.#.###.#",
        "#.###.#.#####.#.###.#",
        "#.....#..#.#..#.....#",
        "#######.#.#.#.#######",
        ".........#...........",
        "#.#.#.#..##.#...#..#.",
        "##.#.#.###.#.##.##.##",
        "##...###.###.########",
        "..####.#######.....#.",
        ".##..##....#..####.#.",
        "........#.#...###..##",
        "#######..#..#..##.###",
        "#.....#..##...#.#..#.",
        "#.###.#.#.#.#.#......",
        "#.###.#...##.#.###.#.",
        "#.###.#.#.##.#####..#",
        "#.....#..#.###.#...#.",
        "#######.#.##.##....##",
      ]
    `);
  });

  it.each([1, 14, 15, 100, 180, 300, 500, 666 - 3])(
    'of %i bytes has three finder patterns and timing patterns, in the smallest version',
    (length) => {
      const rows = rowsOf('a'.repeat(length));
      const side = rows.length;
      expect((side - 17) % 4).toBe(0);
      expect(rows.slice(0, 7).map((row) => row.slice(0, 7))).toEqual(FINDER);
      expect(rows.slice(0, 7).map((row) => row.slice(side - 7))).toEqual(FINDER);
      expect(rows.slice(side - 7).map((row) => row.slice(0, 7))).toEqual(FINDER);
      expect(rows[6]!.slice(8, side - 8)).toMatch(/^#(\.#)+$/);
      expect(
        rows
          .map((row) => row[6])
          .join('')
          .slice(8, side - 8),
      ).toMatch(/^#(\.#)+$/);
    },
  );

  it.each([
    [14, 1],
    [15, 2],
    [84, 5],
    [85, 6],
    [180, 9],
    [181, 10],
    [213, 10],
    [663, 20],
  ])('of %i bytes has version %i at level M', (length, version) => {
    expect(codewordsOf('a'.repeat(length)).version).toBe(version);
  });

  it('does not exist for a text that is too long', () => {
    expect(() => qrSymbol('a'.repeat(667))).toThrow('a text of 667 bytes is too long');
  });

  it('is an image with a label and a white margin of four modules', () => {
    const { text } = qrCode('latchkey', 'A "label"');
    expect(text).toContain('aria-label="A &#34;label&#34;"');
    expect(text).toContain('viewBox="0 0 29 29"');
    expect(text).toContain('<rect width="29" height="29" fill="#fff"');
    expect(text).toContain('M4 4h1v1h-1z');
  });
});

describe('Reed-Solomon error correction', () => {
  it.each([10, 16, 22, 30])('with %i codewords makes a multiple of the generator', (length) => {
    const data = Array.from({ length: 40 }, (_, at) => (at * 37 + length) % 256);
    const all = [...data, ...errorCorrection(data, length)];
    for (let root = 0; root < length; root += 1) {
      const value = all.reduce((sum, byte) => product(sum, power(root)) ^ byte, 0);
      expect(value).toBe(0);
    }
  });
});
