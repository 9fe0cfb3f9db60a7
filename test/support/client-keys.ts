import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import type { SigningAlgorithm } from '../../libs/oauth/src/jws/signing-algorithm.js';

/** A key pair of a client: the public half as it is registered, the private one to sign with. */
export interface ClientKey {
  algorithm: SigningAlgorithm;
  kid: string;
  privateKey: KeyObject;
  publicKey: KeyObject;
  /** With its `kid`. */
  jwk: { kid: string } & Record<string, string>;
}

let made = 0;

export function makeClientKey(algorithm: SigningAlgorithm = 'ES256'): ClientKey {
  const { publicKey, privateKey } = keyPair(algorithm);
  const kid = `key ${(made += 1)}`;
  const jwk = { ...(publicKey.export({ format: 'jwk' }) as Record<string, string>), kid };
  return { algorithm, kid, privateKey, publicKey, jwk };
}

function keyPair(algorithm: SigningAlgorithm) {
  if (algorithm === 'ES256') return generateKeyPairSync('ec', { namedCurve: 'P-256' });
  if (algorithm === 'EdDSA') return generateKeyPairSync('ed25519');
  return generateKeyPairSync('rsa', { modulusLength: 2048 });
}
