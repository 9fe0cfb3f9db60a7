import { randomUUID } from 'node:crypto';

/** Matches a UUID of version 7; its first two groups are the millisecond in hexadecimal. */
const VERSION_7 = /^([0-9a-f]{8})-([0-9a-f]{4})-7/;

/**
 * Makes the `jti` of a token: a UUID of version 7 (RFC 9562 §5.7), which begins with the
 * millisecond of issue. `iat` has whole seconds, which is too coarse to revoke all tokens of a
 * client.
 */
export function makeTokenId(nowMs: number): string {
  // In two parts: V8 converts integers of up to 31 bits to hexadecimal 20 times as fast as larger
  // ones.
  const high = Math.floor(nowMs / 0x1_0000).toString(16);
  const low = (nowMs % 0x1_0000).toString(16);
  return `${high.padStart(8, '0')}-${low.padStart(4, '0')}-7${randomUUID().slice(15)}`;
}

/**
 * Returns the time of issue of a token, in Unix seconds, exact to the millisecond. Tokens of
 * earlier versions of this server have ids without a time; for them the result is exact to the
 * second.
 */
export function issuedAt({ iat, jti }: { iat: number; jti: string }): number {
  const [, high, low] = VERSION_7.exec(jti) ?? [];
  if (high === undefined) return iat;
  const seconds = parseInt(`${high}${low}`, 16) / 1000;
  return Math.floor(seconds) === iat ? seconds : iat;
}
