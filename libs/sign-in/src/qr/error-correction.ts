/** Powers of 2 in the field GF(2^8) modulo x^8 + x^4 + x^3 + x^2 + 1, and their logarithms. */
const POWERS = new Uint8Array(255);
const LOGARITHMS = new Uint8Array(256);
for (let exponent = 0, value = 1; exponent < 255; exponent += 1) {
  POWERS[exponent] = value;
  LOGARITHMS[value] = exponent;
  value = (value << 1) ^ (value >= 128 ? 0x11d : 0);
}

/** Multiplies in the field. */
export function product(a: number, b: number): number {
  return a === 0 || b === 0 ? 0 : POWERS[(LOGARITHMS[a]! + LOGARITHMS[b]!) % 255]!;
}

/** Returns 2 to the power of `exponent` in the field. */
export function power(exponent: number): number {
  return POWERS[exponent % 255]!;
}

/** Returns the Reed-Solomon error correction of the data (ISO/IEC 18004 §7.5.2). */
export function errorCorrection(data: readonly number[], length: number): number[] {
  const divisor = generator(length);
  const remainder = Array.from({ length }, () => 0);
  for (const byte of data) {
    const factor = byte ^ remainder.shift()!;
    remainder.push(0);
    for (let at = 0; at < length; at += 1) remainder[at]! ^= product(divisor[at]!, factor);
  }
  return remainder;
}

/** Returns the coefficients of (x - 1)(x - 2)(x - 2^2)…, without that of the highest power. */
function generator(degree: number): number[] {
  let coefficients = [1];
  for (let root = 0; root < degree; root += 1) {
    const next = [...coefficients, 0];
    for (let at = 0; at < coefficients.length; at += 1) {
      next[at + 1]! ^= product(coefficients[at]!, power(root));
    }
    coefficients = next;
  }
  return coefficients.slice(1);
}
