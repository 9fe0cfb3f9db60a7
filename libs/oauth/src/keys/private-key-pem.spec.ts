import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { readPrivateKey } from './private-key-pem.js';

const ec = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 });

function pkcs8(privateKey: KeyObject): string {
  return String(privateKey.export({ format: 'pem', type: 'pkcs8' }));
}

/** Returns the error message for an invalid key; fails when the key is accepted. */
function errorMessage(pem: string): string {
  try {
    readPrivateKey(pem);
  } catch (error) {
    return (error as Error).message;
  }
  throw new Error('the key was accepted');
}

describe('an imported private key', () => {
  it.each([
    ['P-256', ec.privateKey],
    ['Ed25519', generateKeyPairSync('ed25519').privateKey],
    ['RSA', rsa.privateKey],
  ])('is read: %s', (_, privateKey) => {
    const read = readPrivateKey(`\n${pkcs8(privateKey)}\n`);
    expect(read.export({ format: 'jwk' })).toEqual(privateKey.export({ format: 'jwk' }));
  });

  it.each([
    ['P-384', generateKeyPairSync('ec', { namedCurve: 'P-384' }).privateKey],
    ['secp256k1', generateKeyPairSync('ec', { namedCurve: 'secp256k1' }).privateKey],
    ['Ed448', generateKeyPairSync('ed448').privateKey],
    ['X25519', generateKeyPairSync('x25519').privateKey],
    ['1024 bits', generateKeyPairSync('rsa', { modulusLength: 1024 }).privateKey],
    [
      'an exponent of 3',
      generateKeyPairSync('rsa', { modulusLength: 2048, publicExponent: 3 }).privateKey,
    ],
    ['RSA-PSS', generateKeyPairSync('rsa-pss', { modulusLength: 2048 }).privateKey],
  ])('is rejected when it is weak or of another kind: %s', (_, privateKey) => {
    expect(errorMessage(pkcs8(privateKey))).toContain('weak or of the wrong kind');
  });

  const cipher = { cipher: 'aes-256-cbc', passphrase: 'hunter2' } as const;
  const pem = pkcs8(ec.privateKey);
  const others: [what: string, why: string, pem: string][] = [
    [
      'encrypted',
      'it is encrypted: decrypt it first',
      String(ec.privateKey.export({ format: 'pem', type: 'pkcs8', ...cipher })),
    ],
    [
      'encrypted in the old way',
      'it is encrypted: decrypt it first',
      String(rsa.privateKey.export({ format: 'pem', type: 'pkcs1', ...cipher })),
    ],
    ['PKCS #1', 'convert it with', String(rsa.privateKey.export({ format: 'pem', type: 'pkcs1' }))],
    ['SEC 1', 'convert it with', String(ec.privateKey.export({ format: 'pem', type: 'sec1' }))],
    ['public', 'a public key', String(ec.publicKey.export({ format: 'pem', type: 'spki' }))],
    ['a certificate', 'a certificate', '-----BEGIN CERTIFICATE-----\nMIIB\n-----END'],
    ['two keys', 'not a PEM of one', pem + pem],
    ['cut short', 'not a PEM of one', pem.slice(0, 100)],
    ['with bytes missing', 'cannot be read', pem.replace(/\n.{20}/, '\n')],
    ['a JWK', 'not a PEM of one', JSON.stringify(ec.privateKey.export({ format: 'jwk' }))],
    ['empty', 'not a PEM of one', ''],
    ['garbage', 'not a PEM of one', 'hunter2'.repeat(9)],
  ];

  it.each(others)('is rejected when it is %s', (_, why, text) => {
    expect(errorMessage(text)).toContain(why);
  });

  it('is never part of the error or its message (CVE-2023-37260)', () => {
    for (const [, , text] of others) {
      const lines = text.split('\n').filter((line) => line.length > 12 && !line.startsWith('--'));
      let error: unknown;
      try {
        readPrivateKey(text);
      } catch (thrown) {
        error = thrown;
      }
      const all = JSON.stringify([error, String(error), (error as Error).stack]);
      for (const line of lines) expect(all).not.toContain(line.slice(0, 12));
      expect(Object.keys(error as object)).toEqual([]);
      expect((error as Error).cause).toBeUndefined();
    }
  });
});
