import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { isClientId } from '../clients/client-snapshot.js';
import { issuedAt, makeTokenId } from './token-id.js';

describe('the id of an access token', () => {
  it('is a UUID of version 7 with the millisecond of issue and 74 random bits (RFC 9562 §5.7)', () => {
    const ids = Array.from({ length: 1000 }, () => makeTokenId(0x0123456789ab));
    expect(new Set(ids).size).toBe(1000);
    for (const id of ids) {
      expect(id).toMatch(/^01234567-89ab-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
      expect(isClientId(id)).toBe(true);
    }
  });

  it.each([0, 1, 999, 1_792_000_000_123, 1_792_000_000_999, 2 ** 48 - 1])(
    'contains the millisecond of issue: %d ms',
    (ms) => {
      const iat = Math.floor(ms / 1000);
      expect(issuedAt({ iat, jti: makeTokenId(ms) })).toBe(ms / 1000);
    },
  );

  it('adds nothing to iat when it is not a UUID of version 7 or contradicts iat', () => {
    expect(issuedAt({ iat: 1_792_000_000, jti: randomUUID() })).toBe(1_792_000_000);
    expect(issuedAt({ iat: 1_792_000_000, jti: makeTokenId(1_792_000_001_000) })).toBe(
      1_792_000_000,
    );
    expect(issuedAt({ iat: 1_792_000_000, jti: 'other' })).toBe(1_792_000_000);
  });
});
