import { generateKeyPairSync } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { keySetError, plainKeySet, readKeySet } from './key-set.js';

const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const jwk = publicKey.export({ format: 'jwk' });
const secret = privateKey.export({ format: 'jwk' });
const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 }).publicKey.export({ format: 'jwk' });
const one = { ...jwk, kid: 'one' };
const two = { ...rsa, kid: 'two', alg: 'PS256' };

describe('a JWK Set', () => {
  it.each([
    ['one key without a kid', { keys: [jwk] }],
    ['keys with kids', { keys: [one, two] }],
    ['unknown members', { keys: [{ ...one, ext: true, x5t: 'AAAA' }], issuer: 'x' }],
  ])('with %s is valid', (_, set) => {
    expect(keySetError(set, 10)).toBeNull();
  });

  it.each<[string, unknown, string]>([
    ['null', null, 'an object with a list of keys'],
    ['a key', jwk, 'an object with a list of keys'],
    ['a list', [jwk], 'an object with a list of keys'],
    ['no list', { keys: jwk }, 'an object with a list of keys'],
    ['no key', { keys: [] }, 'there is no key in it'],
    ['eleven keys', { keys: Array(11).fill(jwk) }, 'more than 10 keys'],
    ['a private key', { keys: [one, secret] }, 'keys[1]: a private key'],
    ['two keys, one without a kid', { keys: [one, rsa] }, 'a kid of its own'],
    ['two keys with one kid', { keys: [one, { ...rsa, kid: 'one' }] }, 'a kid of its own'],
  ])('is rejected with the reason: %s', (_, set, error) => {
    expect(keySetError(set, 10)).toContain(error);
  });

  it('never repeats a private key in its error', () => {
    const error = keySetError({ keys: [secret] }, 10);
    expect(error).toContain('a private key');
    expect(error).not.toContain(secret.d);
  });

  it('may have keys for other purposes when it is published (RFC 7517 §5)', () => {
    const set = readKeySet({ keys: [{ ...rsa, use: 'enc' }, one, { kty: 'XYZ' }] }, 10);
    expect(set).toMatchObject({
      keys: [{ kid: 'one' }],
      errors: [expect.stringMatching(/^keys\[0\]/), expect.stringMatching(/^keys\[2\]/)],
    });
  });

  it('is stored without unused members and in one order', () => {
    const { x, y } = jwk;
    const kept = { keys: [{ crv: 'P-256', kty: 'EC', x, y, kid: 'one', alg: 'ES256' }] };
    const sent = {
      keys: [{ alg: 'ES256', use: 'sig', y, x, kid: 'one', kty: 'EC', crv: 'P-256' }],
    };
    expect(plainKeySet(sent)).toEqual(kept);
    const reordered = { keys: [{ y, x, kid: 'one', crv: 'P-256', alg: 'ES256', kty: 'EC' }] };
    expect(JSON.stringify(plainKeySet(sent))).toBe(JSON.stringify(plainKeySet(reordered)));
  });
});
