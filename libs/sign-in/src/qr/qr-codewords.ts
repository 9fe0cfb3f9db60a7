import { errorCorrection } from './error-correction.js';

/**
 * Error correction at level M by version, from 1 (ISO/IEC 18004, table 9): codewords of a block, and
 * blocks. Version 20 has 666 bytes, more than any URI of an account.
 */
const PER_BLOCK = [10, 16, 26, 18, 24, 16, 18, 22, 22, 26, 30, 22, 22, 24, 24, 28, 28, 26, 26, 26];
const BLOCKS = [1, 1, 1, 2, 2, 4, 4, 4, 5, 5, 5, 8, 9, 9, 10, 10, 11, 13, 14, 16];

/** The content of a symbol, and its version, which says how large it is. */
export interface Codewords {
  version: number;
  codewords: number[];
}

/** Encodes a text as bytes in the smallest version (§7.4.5), with its error correction. */
export function codewordsOf(text: string): Codewords {
  const bytes = [...Buffer.from(text)];
  for (let version = 1; version <= PER_BLOCK.length; version += 1) {
    const capacity = modulesForData(version) / 8 - PER_BLOCK[version - 1]! * BLOCKS[version - 1]!;
    const lengthBits = version < 10 ? 8 : 16;
    if (4 + lengthBits + 8 * bytes.length > 8 * Math.floor(capacity)) continue;
    const data = padded(bytes, lengthBits, Math.floor(capacity));
    return { version, codewords: interleaved(data, version) };
  }
  throw new Error(`a text of ${bytes.length} bytes is too long for a QR code`);
}

/** Returns the modules of a symbol that are not patterns: side squared, minus the patterns. */
export function modulesForData(version: number): number {
  const side = 17 + 4 * version;
  const finders = 3 * 64 + 2 * 15 + 1;
  const timing = 2 * (side - 16);
  const count = version === 1 ? 0 : Math.floor(version / 7) + 2;
  // Each alignment pattern has 25 modules; those on a timing pattern share 5 with it.
  const alignment = count === 0 ? 0 : 25 * (count * count - 3) - 10 * (count - 2);
  const versions = version < 7 ? 0 : 36;
  const modules = side * side - finders - timing - alignment - versions;
  return modules - (modules % 8);
}

/** Returns the mode (bytes), the length, the bytes, and padding up to the capacity. */
function padded(bytes: readonly number[], lengthBits: number, capacity: number): number[] {
  let all = `0100${bits(bytes.length, lengthBits)}${bytes.map((byte) => bits(byte, 8)).join('')}`;
  all += '0'.repeat(Math.min(4, 8 * capacity - all.length));
  all += '0'.repeat((8 - (all.length % 8)) % 8);
  const data = all.match(/.{8}/g)!.map((byte) => Number.parseInt(byte, 2));
  for (let pad = 0xec; data.length < capacity; pad ^= 0xec ^ 0x11) data.push(pad);
  return data;
}

function bits(value: number, length: number): string {
  return value.toString(2).padStart(length, '0');
}

/** Splits the data into blocks, and takes turns: the first byte of each block, the second, … (§7.6). */
function interleaved(data: readonly number[], version: number): number[] {
  const count = BLOCKS[version - 1]!;
  const length = Math.floor(data.length / count);
  const shorter = count - (data.length % count);
  const blocks = Array.from({ length: count }, (_, block) => {
    const from = block * length + Math.max(0, block - shorter);
    return data.slice(from, from + length + (block >= shorter ? 1 : 0));
  });
  const corrections = blocks.map((block) => errorCorrection(block, PER_BLOCK[version - 1]!));
  return [...inTurns(blocks), ...inTurns(corrections)];
}

function inTurns(blocks: readonly number[][]): number[] {
  const longest = Math.max(...blocks.map(({ length }) => length));
  return Array.from({ length: longest }, (_, at) =>
    blocks.flatMap((block) => block[at] ?? []),
  ).flat();
}
