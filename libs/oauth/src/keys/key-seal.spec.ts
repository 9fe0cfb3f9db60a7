import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { KeyFacts } from './authentication-code.js';
import { KeySeal } from './key-seal.js';

const OLD = randomBytes(32);
const NEW = randomBytes(32);

const facts: KeyFacts = {
  kid: 'kid',
  algorithm: 'ES256',
  publicJwk: { kty: 'EC', crv: 'P-256', x: 'x', y: 'y' },
  createdAt: new Date(1_000),
  activatedAt: new Date(2_000),
  retiredAt: null,
};

const sealOf = (current: Buffer, previous: Buffer | null = null) =>
  new KeySeal('backoffice', { current, previous });

/** True when `seal` accepts a row that `by` authenticated before the changes. */
function accepts(seal: KeySeal, by: KeySeal, changes: Partial<KeyFacts> = {}): boolean {
  return seal.isAuthentic({ ...facts, ...changes, authentication: by.authenticate(facts) });
}

const nested = (levels: number): unknown => JSON.parse('['.repeat(levels) + ']'.repeat(levels));

describe('the row of a signing key', () => {
  it.each([
    ['the same key', sealOf(NEW), sealOf(NEW), true],
    ['a process that has the previous key alone', sealOf(OLD), sealOf(NEW, OLD), true],
    ['a process that has the new key alone', sealOf(NEW), sealOf(NEW, OLD), true],
    ['a process that still has the previous key', sealOf(NEW, OLD), sealOf(OLD), true],
    ['another key', sealOf(OLD), sealOf(NEW), false],
    [
      'the other side with the same key',
      new KeySeal('storefront', { current: NEW, previous: null }),
      sealOf(NEW),
      false,
    ],
  ])('is authentic only for a holder of the right key: %s', (_, seal, by, isAuthentic) => {
    expect(accepts(seal, by)).toBe(isAuthentic);
  });

  it.each<[keyof KeyFacts, Partial<KeyFacts>]>([
    ['kid', { kid: 'kie' }],
    ['algorithm', { algorithm: 'EdDSA' }],
    ['publicJwk', { publicJwk: { ...facts.publicJwk, y: 'z' } }],
    ['publicJwk', { publicJwk: { ...facts.publicJwk, x5u: 'https://example.com' } }],
    ['createdAt', { createdAt: new Date(1_001) }],
    ['activatedAt', { activatedAt: new Date(2_001) }],
    ['activatedAt', { activatedAt: null }],
    ['retiredAt', { retiredAt: new Date(2_000) }],
    ['retiredAt', { activatedAt: null, retiredAt: facts.activatedAt }],
  ])('is not authentic with another %s', (_, changes) => {
    expect(accepts(sealOf(NEW), sealOf(NEW), changes)).toBe(false);
  });

  it.each([
    ['null', { publicJwk: null }],
    ['a text', { publicJwk: 'text' }],
    ['a list', { publicJwk: [] }],
    ['an object in it', { publicJwk: { kty: {} } }],
    ['a list of 8,000 levels in it', { publicJwk: { kty: nested(8000) } }],
    ['a time that is none', { publicJwk: {}, retiredAt: Infinity }],
  ])('is not authentic with %s for a public key or time', (_, changes) => {
    const row = { ...facts, ...changes, authentication: randomBytes(64) } as never;
    expect(sealOf(NEW, OLD).isAuthentic(row)).toBe(false);
  });

  it('is authentic for any order of the members of its public key', () => {
    const members = Object.entries(facts.publicJwk).toReversed();
    expect(accepts(sealOf(NEW), sealOf(NEW), { publicJwk: Object.fromEntries(members) })).toBe(
      true,
    );
  });

  it.each([null, '', 'x', '0'.repeat(31), '0'.repeat(32), '0'.repeat(64)])(
    'is not authentic with the code %j',
    (text) => {
      const authentication = text === null ? null : Buffer.from(text);
      expect(sealOf(NEW).isAuthentic({ ...facts, authentication })).toBe(false);
    },
  );
});
