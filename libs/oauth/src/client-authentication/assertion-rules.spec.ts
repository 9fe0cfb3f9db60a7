import { generateKeyPairSync } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { readJws, signJws } from '../jws/jws.js';
import { type PublicJwk, readPublicJwk } from '../jws/public-jwk.js';
import { signatureError } from './assertion-rules.js';

function makePair() {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  return { privateKey, key: readPublicJwk(publicKey.export({ format: 'jwk' })) as PublicJwk };
}

const signer = makePair();
const other = makePair();

function credentials() {
  const assertion = readJws(signJws({ alg: 'ES256' }, { sub: 'a' }, signer.privateKey))!;
  return { clientId: 'a', assertion, otherKeys: new Set<string>() };
}

describe('an assertion without kid', () => {
  it('is verified with each key until one signed it, and again with that key', () => {
    const sent = credentials();
    const keys = [other.key, signer.key];
    expect([signatureError(sent, keys), signatureError(sent, keys)]).toEqual([null, null]);
  });

  it('is not verified again with a key that did not sign it, but with a new one', () => {
    const sent = credentials();
    expect(signatureError(sent, [other.key])).toBe('wrong_signature');
    const { publicKey } = signer.key; // would verify the signature
    expect(signatureError(sent, [{ ...other.key, publicKey }])).toBe('wrong_signature');
    expect(signatureError(sent, [other.key, signer.key])).toBeNull();
  });
});
