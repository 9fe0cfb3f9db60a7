import { randomUUID } from 'node:crypto';

/** The millisecond in a UUID of version 7, in two groups of hexadecimal digits. */
const VERSION_7 = /^([0-9a-f]{8})-([0-9a-f]{4})-7/;

/**
 * `jti` of a token that is issued now: a UUID of version 7 (RFC 9562 §5.7), which begins with the
 * millisecond. `iat` is whole seconds, and a second is long when all tokens of a client are revoked.
 */
export function makeTokenId(nowMs: number): string {
  const time = nowMs.toString(16).padStart(12, '0');
  return `${time.slice(0, 8)}-${time.slice(8)}-7${randomUUID().slice(15)}`;
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
