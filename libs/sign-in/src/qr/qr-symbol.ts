import { codewordsOf } from './qr-codewords.js';

/** Dark modules of a QR code, by row and column. */
export type Symbol = readonly (readonly boolean[])[];

/** The mask that every symbol gets: rows and columns alternate, so no large area is of one colour. */
const isInverted = (row: number, column: number) => (row + column) % 2 === 0;

/** Level M (00) and mask 0 (000), with their BCH code and the mask of the format (§7.9.1). */
const FORMAT = 0b101010000010010;

/** A symbol under construction. A pattern is fixed; all other modules are for data. */
class Drawing {
  readonly side: number;
  readonly rows: boolean[][];
  readonly #fixed: boolean[][];

  constructor(private readonly version: number) {
    this.side = 17 + 4 * version;
    const empty = () => Array.from({ length: this.side }, () => this.#row());
    this.rows = empty();
    this.#fixed = empty();
  }

  /** Draws all patterns (§6.3), the format and the version. */
  patterns(): void {
    const { side } = this;
    for (let at = 0; at < side; at += 1) {
      this.#set(6, at, at % 2 === 0);
      this.#set(at, 6, at % 2 === 0);
    }
    for (const [row, column] of [
      [3, 3],
      [3, side - 4],
      [side - 4, 3],
    ] as const) {
      this.#square(row, column, 4, [0, 1, 3]);
    }
    const places = this.#alignments();
    for (const row of places) {
      for (const column of places)
        if (!this.#isCorner(row, column)) this.#square(row, column, 2, [0, 2]);
    }
    this.#format();
    if (this.version >= 7) this.#versionNumber();
  }

  /** Writes the bits in pairs of columns, upwards and downwards in turns, from the right (§7.7.3). */
  fill(codewords: readonly number[]): void {
    let bit = 0;
    for (let pair = 0, right = this.side - 1; right > 0; pair += 1, right -= 2) {
      if (right === 6) right = 5; // the column of a timing pattern
      for (let step = 0; step < 2 * this.side; step += 1) {
        const fromTop = Math.floor(step / 2);
        const row = pair % 2 === 0 ? this.side - 1 - fromTop : fromTop;
        const column = right - (step % 2);
        if (this.#fixed[row]![column]) continue;
        const byte = codewords[bit >> 3] ?? 0;
        const isDark = ((byte >> (7 - (bit & 7))) & 1) === 1;
        this.rows[row]![column] = isDark !== isInverted(row, column);
        bit += 1;
      }
    }
  }

  #row(): boolean[] {
    return Array.from({ length: this.side }, () => false);
  }

  #set(row: number, column: number, isDark: boolean): void {
    if (row < 0 || column < 0 || row >= this.side || column >= this.side) return;
    this.rows[row]![column] = isDark;
    this.#fixed[row]![column] = true;
  }

  /** Draws rings around a centre; `dark` are the distances of the dark ones. */
  #square(row: number, column: number, radius: number, dark: readonly number[]): void {
    for (let down = -radius; down <= radius; down += 1) {
      for (let right = -radius; right <= radius; right += 1) {
        const distance = Math.max(Math.abs(down), Math.abs(right));
        this.#set(row + down, column + right, dark.includes(distance));
      }
    }
  }

  /** Returns the rows and columns of alignment patterns: even steps from the end, and 6 (annex E). */
  #alignments(): number[] {
    if (this.version === 1) return [];
    const count = Math.floor(this.version / 7) + 2;
    const step = Math.ceil((this.version * 4 + 4) / (count - 1) / 2) * 2;
    const places = Array.from({ length: count - 1 }, (_, at) => this.side - 7 - at * step);
    return [6, ...places.toReversed()];
  }

  #isCorner(row: number, column: number): boolean {
    const last = this.side - 7;
    return (row === 6 && (column === 6 || column === last)) || (row === last && column === 6);
  }

  /** Writes the format twice (§7.9.1), and the module that is always dark. */
  #format(): void {
    const { side } = this;
    for (let bit = 0; bit < 15; bit += 1) {
      const isDark = ((FORMAT >> bit) & 1) === 1;
      // Beside the upper left finder pattern, around its corner and past the timing patterns.
      const [row, column] =
        bit < 6 ? [bit, 8] : bit < 8 ? [bit + 1, 8] : [8, bit === 8 ? 7 : 14 - bit];
      this.#set(row, column, isDark);
      if (bit < 8) this.#set(8, side - 1 - bit, isDark);
      else this.#set(side - 15 + bit, 8, isDark);
    }
    this.#set(side - 8, 8, true);
  }

  /** Writes the version twice, with its Golay code (§7.10). */
  #versionNumber(): void {
    let rest = this.version;
    for (let step = 0; step < 12; step += 1) rest = (rest << 1) ^ ((rest >> 11) * 0x1f25);
    const bits = (this.version << 12) | rest;
    for (let bit = 0; bit < 18; bit += 1) {
      const isDark = ((bits >> bit) & 1) === 1;
      const [near, far] = [Math.floor(bit / 3), this.side - 11 + (bit % 3)];
      this.#set(near, far, isDark);
      this.#set(far, near, isDark);
    }
  }
}

/**
 * Returns the QR code of a text at error correction level M (ISO/IEC 18004). It has always the same
 * mask: the choice among eight only helps cameras with unusual contents.
 */
export function qrSymbol(text: string): Symbol {
  const { version, codewords } = codewordsOf(text);
  const drawing = new Drawing(version);
  drawing.patterns();
  drawing.fill(codewords);
  return drawing.rows;
}
