import { randomUUID } from 'node:crypto';

/** The millisecond in a UUID of version 7, in two groups of hexadecimal digits. */
const VERSION_7 = /^([0-9a-f]{8})-([0-9a-f]{4})-7/;

/**
 * `jti` of a token that is issued now: a UUID of version 7 (RFC 9562 §5.7), which begins with the
 * millisecond. `iat` is whole seconds, and a second is long when all tokens of a client are revoked.
 */
export function makeTokenId(nowMs: number): string {
  // In two parts: V8 writes an integer of up to 31 bits in hexadecimal 20 times as fast as a larger one.
  const high = Math.floor(nowMs / 0x1_0000).toString(16);
  const low = (nowMs % 0x1_0000).toString(16);
  return `${high.padStart(8, '0')}-${low.padStart(4, '0')}-7${randomUUID().slice(15)}`;
}

/**
 * Unix seconds, exact to the millisecond, at which one of our tokens was issued. Tokens of earlier
 * versions of this server have ids without a time: of those the second is all that is known.
 */
export function issuedAt({ iat, jti }: { iat: number; jti: string }): number {
  const [, high, low] = VERSION_7.exec(jti) ?? [];
  if (high === undefined) return iat;
  const seconds = parseInt(`${high}${low}`, 16) / 1000;
  return Math.floor(seconds) === iat ? seconds : iat;
}
