/** Bytes of each of the two numbers of a signature with P-256. */
const SIZE = 32;

/** Tags of ASN.1 (X.690 §8.1.2). */
const SEQUENCE = 0x30;
const INTEGER = 0x02;

/**
 * Converts an ECDSA signature with P-256 from DER (RFC 3279 §2.2.3), as OpenSSL writes it, to the
 * format of JWS: the numbers r and s in 32 bytes each (RFC 7518 §3.4).
 */
export function fromDer(der: Buffer): Buffer {
  const signature = Buffer.alloc(2 * SIZE);
  const rEnd = 4 + der[3]!;
  const rLength = Math.min(rEnd - 4, SIZE); // the first of 33 bytes is 0
  der.copy(signature, SIZE - rLength, rEnd - rLength, rEnd);
  const sLength = Math.min(der.length - rEnd - 2, SIZE);
  der.copy(signature, 2 * SIZE - sLength, der.length - sLength);
  return signature;
}

/** Converts an ECDSA signature with P-256 of 64 bytes from the format of JWS to DER. */
export function toDer(signature: Buffer): Buffer {
  const r = integer(signature.subarray(0, SIZE));
  const s = integer(signature.subarray(SIZE));
  return Buffer.concat([Buffer.of(SEQUENCE, r.length + s.length), r, s]);
}

/** Encodes a number with the fewest bytes whose first bit, the sign, is 0 (X.690 §8.3). */
function integer(bytes: Buffer): Buffer {
  let start = 0;
  while (start < SIZE - 1 && bytes[start] === 0) start += 1;
  const sign = bytes[start]! > 0x7f ? [0] : [];
  const number = bytes.subarray(start);
  return Buffer.concat([Buffer.of(INTEGER, sign.length + number.length, ...sign), number]);
}
