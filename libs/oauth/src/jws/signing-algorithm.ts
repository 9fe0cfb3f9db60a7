import { constants, sign, verify, type KeyObject } from 'node:crypto';

/**
 * The JWS algorithms of this server (RFC 7518 §3.1, RFC 8037 §3.1): for its own
 * tokens, and for what clients sign. All of them asymmetric: who can verify
 * cannot sign.
 */
export const SIGNING_ALGORITHMS = ['ES256', 'RS256', 'PS256', 'EdDSA'] as const;

export type SigningAlgorithm = (typeof SIGNING_ALGORITHMS)[number];

/** Bits (RFC 7518 §3.3); a longer one costs whoever verifies, so it has an end, too. */
const RSA_LEAST = 2048;
export const RSA_MOST = 8192;

/**
 * Bits of the public exponent: some libraries can no more, and up to 3072 bits of modulus OpenSSL
 * takes one of the same length, with which a verification costs a hundred times as much.
 */
export const EXPONENT_MOST = 32;

/** What they are called by others: EdDSA with the one curve that we know has a name of its own, too (RFC 9864 §2.2). */
export const ALGORITHM_NAMES = [...SIGNING_ALGORITHMS, 'Ed25519'] as const;

/** Null for what is none of ours. */
export function readAlgorithm(name: unknown): SigningAlgorithm | null {
  if (name === 'Ed25519') return 'EdDSA';
  return SIGNING_ALGORITHMS.find((algorithm) => algorithm === name) ?? null;
}

/** Whether a key, private or public, is one of the algorithm's (RFC 8725 §3.1). */
export function isKeyOf(algorithm: SigningAlgorithm, key: KeyObject): boolean {
  const { asymmetricKeyType: type, asymmetricKeyDetails: details } = key;
  if (algorithm === 'ES256') return type === 'ec' && details?.namedCurve === 'prime256v1';
  if (algorithm === 'EdDSA') return type === 'ed25519';
  const { modulusLength: bits = 0, publicExponent = 0n } = details ?? {};
  return type === 'rsa' && bits >= RSA_LEAST && bits <= RSA_MOST && isExponent(publicExponent);
}

/** Odd (RFC 8017 §3.1), and not 1, with which everybody can write the signature down. */
function isExponent(exponent: bigint): boolean {
  return exponent > 1n && exponent % 2n === 1n && exponent < 1n << BigInt(EXPONENT_MOST);
}

/** The signature of a text as JWS has it: of ECDSA, both numbers in 32 bytes each (RFC 7518 §3.4). */
export function signText(text: string, algorithm: SigningAlgorithm, privateKey: KeyObject): Buffer {
  const { digest, ...how } = HOW[algorithm];
  return sign(digest, Buffer.from(text), { key: privateKey, ...how });
}

/** Never throws: what is no signature of the algorithm is a wrong one. */
export function isSignatureOf(
  text: string,
  signature: Buffer,
  { algorithm, publicKey }: { algorithm: SigningAlgorithm; publicKey: KeyObject },
): boolean {
  const { digest, ...how } = HOW[algorithm];
  const bits = publicKey.asymmetricKeyDetails?.modulusLength;
  // RFC 8017 §8.1.2 step 1: OpenSSL takes one for RSASSA-PSS without its first byte, if that is 0.
  if (bits !== undefined && signature.length !== Math.ceil(bits / 8)) return false;
  return verify(digest, Buffer.from(text), { key: publicKey, ...how }, signature);
}

const HOW = {
  ES256: { digest: 'sha256', dsaEncoding: 'ieee-p1363' },
  RS256: { digest: 'sha256', padding: constants.RSA_PKCS1_PADDING },
  PS256: {
    digest: 'sha256',
    padding: constants.RSA_PKCS1_PSS_PADDING,
    saltLength: constants.RSA_PSS_SALTLEN_DIGEST,
  },
  EdDSA: { digest: null },
} as const;
