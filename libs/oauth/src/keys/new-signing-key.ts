import { createPublicKey, generateKeyPair, type KeyObject } from 'node:crypto';
import { promisify } from 'node:util';
import type { SigningAlgorithm } from '../jws/signing-algorithm.js';
import { thumbprint } from '../jws/thumbprint.js';
import type { KeySeal } from './key-seal.js';
import type { SigningKey } from './signing-key.entity.js';

/** Bits. 2048 are good until 2030 (NIST SP 800-131A), and an external verifier may require more. */
const RSA_BITS = 3072;

const generate = promisify(generateKeyPair);

/** A key that is not in the database yet. */
export interface NewSigningKey extends Pick<
  SigningKey,
  'kid' | 'side' | 'algorithm' | 'publicJwk'
> {
  sealedPrivateKey: Buffer;
}

/** Makes a private key outside the event loop: an RSA key takes a good part of a second. */
export async function makePrivateKey(algorithm: SigningAlgorithm): Promise<KeyObject> {
  if (algorithm === 'ES256') {
    return (await generate('ec', { namedCurve: 'P-256' })).privateKey;
  }
  if (algorithm === 'EdDSA') return (await generate('ed25519')).privateKey;
  return (await generate('rsa', { modulusLength: RSA_BITS })).privateKey;
}

/** Builds a key in the form of the database: the public half in clear, the private half sealed. */
export function newSigningKey(
  privateKey: KeyObject,
  { side, algorithm }: Pick<SigningKey, 'side' | 'algorithm'>,
  seal: KeySeal,
): NewSigningKey {
  const publicJwk = createPublicKey(privateKey).export({ format: 'jwk' }) as Record<string, string>;
  const kid = thumbprint(publicJwk);
  return { kid, side, algorithm, publicJwk, sealedPrivateKey: seal.seal(kid, privateKey) };
}
