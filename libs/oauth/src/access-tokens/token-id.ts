import { randomUUID } from 'node:crypto';

/** The millisecond in a UUID of version 7, in two groups of hexadecimal digits. */
const VERSION_7 = /^([0-9a-f]{8})-([0-9a-f]{4})-7/;

/**
 * Makes the `jti` of a token: a UUID of version 7 (RFC 9562 §5.7), which begins with the
 * millisecond. `iat` has whole seconds, too coarse for the revocation of all tokens of a client.
 */
export function makeTokenId(nowMs: number): string {
  // In two parts: V8 writes an integer of up to 31 bits in hexadecimal 20 times as fast as a larger one.
  const high = Math.floor(nowMs / 0x1_0000).toString(16);
  const low = (nowMs % 0x1_0000).toString(16);
  return `${high.padStart(8, '0')}-${low.padStart(4, '0')}-7${randomUUID().slice(15)}`;
}

/**
 * The time of issue of one of our tokens, in Unix seconds, exact to the millisecond. Tokens of
 * earlier versions of this server have ids without a time; theirs is exact to the second.
 */
export function issuedAt({ iat, jti }: { iat: number; jti: string }): number {
  const [, high, low] = VERSION_7.exec(jti) ?? [];
  if (high === undefined) return iat;
  const seconds = parseInt(`${high}${low}`, 16) / 1000;
  return Math.floor(seconds) === iat ? seconds : iat;
}
