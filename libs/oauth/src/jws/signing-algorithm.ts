import { constants, sign, verify, type KeyObject, type SigningOptions } from 'node:crypto';
import { fromDer, toDer } from './ecdsa-signature.js';

/**
 * The JWS algorithms of this server (RFC 7518 §3.1, RFC 8037 §3.1): for its own tokens, and for
 * the assertions and proofs that clients sign. All are asymmetric: a verifier cannot sign.
 */
export const SIGNING_ALGORITHMS = ['ES256', 'RS256', 'PS256', 'EdDSA'] as const;

export type SigningAlgorithm = (typeof SIGNING_ALGORITHMS)[number];

/** Bits of an RSA modulus (RFC 7518 §3.3). The maximum bounds the cost of a verification. */
const MIN_RSA_BITS = 2048;
export const MAX_RSA_BITS = 8192;

/**
 * Maximum bits of the public RSA exponent. Some libraries support no more. For a modulus of up to
 * 3072 bits OpenSSL accepts an exponent of the same length, with which a verification costs a
 * hundred times as much.
 */
export const MAX_EXPONENT_BITS = 32;

/**
 * All accepted `alg` values. EdDSA with Ed25519, the only supported curve, has a second name (RFC
 * 9864 §2.2).
 */
export const ALGORITHM_NAMES = [...SIGNING_ALGORITHMS, 'Ed25519'] as const;

/** Reads an `alg` value; returns null for an unsupported algorithm. */
export function readAlgorithm(name: unknown): SigningAlgorithm | null {
  if (name === 'Ed25519') return 'EdDSA';
  return SIGNING_ALGORITHMS.find((algorithm) => algorithm === name) ?? null;
}

/** True when a key, private or public, fits the algorithm (RFC 8725 §3.1). */
export function isKeyOf(algorithm: SigningAlgorithm, key: KeyObject): boolean {
  const { asymmetricKeyType: type, asymmetricKeyDetails: details } = key;
  if (algorithm === 'ES256') return type === 'ec' && details?.namedCurve === 'prime256v1';
  if (algorithm === 'EdDSA') return type === 'ed25519';
  const { modulusLength: bits = 0, publicExponent = 0n } = details ?? {};
  return (
    type === 'rsa' && bits >= MIN_RSA_BITS && bits <= MAX_RSA_BITS && isExponent(publicExponent)
  );
}

/** True for an odd exponent (RFC 8017 §3.1) other than 1. With 1, anybody can make a signature. */
function isExponent(exponent: bigint): boolean {
  return exponent > 1n && exponent % 2n === 1n && exponent < 1n << BigInt(MAX_EXPONENT_BITS);
}

/** Signs a text in the format of JWS (RFC 7518 §3). */
export function signText(text: string, algorithm: SigningAlgorithm, privateKey: KeyObject): Buffer {
  const { digest, options } = PARAMETERS[algorithm];
  const signature = sign(digest, Buffer.from(text), withOptions(privateKey, options));
  return algorithm === 'ES256' ? fromDer(signature) : signature;
}

/**
 * True when the key signed the text. Returns false, and never throws, for a malformed signature.
 */
export function isSignatureOf(
  text: string,
  signature: Buffer,
  { algorithm, publicKey }: { algorithm: SigningAlgorithm; publicKey: KeyObject },
): boolean {
  const { digest, options } = PARAMETERS[algorithm];
  const isEcdsa = algorithm === 'ES256';
  // RFC 7518 §3.4; and RFC 8017 §8.1.2 step 1, because OpenSSL accepts an RSASSA-PSS signature that
  // lacks a leading zero byte.
  const bits = isEcdsa ? 512 : publicKey.asymmetricKeyDetails?.modulusLength;
  if (bits !== undefined && signature.length !== Math.ceil(bits / 8)) return false;
  const sent = isEcdsa ? toDer(signature) : signature;
  return verify(digest, Buffer.from(text), withOptions(publicKey, options), sent);
}

/**
 * Only RSASSA-PSS needs options. With a key in an object of options, Node.js 24 takes 15 µs more
 * for each signature and verification; an ES256 signature takes 25 µs without. ECDSA signatures
 * are therefore converted here instead of with `dsaEncoding`.
 */
const PARAMETERS: Record<SigningAlgorithm, { digest: string | null; options?: SigningOptions }> = {
  ES256: { digest: 'sha256' },
  RS256: { digest: 'sha256' },
  PS256: {
    digest: 'sha256',
    options: {
      padding: constants.RSA_PKCS1_PSS_PADDING,
      saltLength: constants.RSA_PSS_SALTLEN_DIGEST,
    },
  },
  EdDSA: { digest: null },
};

function withOptions(key: KeyObject, options?: SigningOptions) {
  return options ? { key, ...options } : key;
}
