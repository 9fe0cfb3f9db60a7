import type { Algorithm, SigningKey, SubtleKey } from './jwt.js';

/** A private key in JSON (RFC 7517). */
interface PrivateJwk {
  kty?: string;
  alg?: string;
  kid?: string;
  [member: string]: unknown;
}

/** A key of `crypto.subtle`, a JWK, or PEM in PKCS #8 (`BEGIN PRIVATE KEY`). */
export type PrivateKey = SubtleKey | PrivateJwk | string;

type ImportAlgorithm = Parameters<typeof crypto.subtle.importKey>[2];

/** The algorithms to import a key with, in the order in which they are tried. */
const IMPORTS: readonly (readonly [Algorithm, ImportAlgorithm])[] = [
  ['ES256', { name: 'ECDSA', namedCurve: 'P-256' }],
  ['EdDSA', { name: 'Ed25519' }],
  ['RS256', { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' }],
  ['PS256', { name: 'RSA-PSS', hash: 'SHA-256' }],
];

/** @throws Error that repeats nothing of the key */
export async function readPrivateKey(given: PrivateKey, keyId?: string): Promise<SigningKey> {
  if (isSubtleKey(given)) return { key: given, alg: algorithmOf(given), kid: keyId };
  const isText = typeof given === 'string';
  const wanted = isText ? undefined : given.alg;
  for (const [alg, algorithm] of IMPORTS) {
    if (wanted !== undefined && wanted !== alg) continue;
    const key = await (isText ? importPem(given, algorithm) : importJwk(given, algorithm)).catch(
      () => undefined,
    );
    if (key) return { key, alg, kid: keyId ?? (isText ? undefined : given.kid) };
  }
  throw new Error('privateKey must be a P-256, Ed25519 or RSA key: a CryptoKey, a JWK, or PKCS #8');
}

function isSubtleKey(key: PrivateKey): key is SubtleKey {
  return typeof key === 'object' && 'algorithm' in key && 'usages' in key;
}

function algorithmOf({ algorithm }: SubtleKey): Algorithm {
  const found = IMPORTS.find(([, each]) => (each as { name: string }).name === algorithm.name);
  if (found) return found[0];
  throw new Error('privateKey must be for ECDSA with P-256, Ed25519, RSASSA-PKCS1-v1_5 or RSA-PSS');
}

async function importPem(text: string, algorithm: ImportAlgorithm): Promise<SubtleKey> {
  const base64 = text.replaceAll(/-----[A-Z ]+-----|\s/g, '');
  const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
  return crypto.subtle.importKey('pkcs8', bytes, algorithm, false, ['sign']);
}

/** Imports without `key_ops` and `use`, which may exclude what the caller wants to do. */
async function importJwk(jwk: PrivateJwk, algorithm: ImportAlgorithm): Promise<SubtleKey> {
  const key = { ...jwk, key_ops: undefined, use: undefined };
  return crypto.subtle.importKey('jwk', key, algorithm, false, ['sign']);
}
