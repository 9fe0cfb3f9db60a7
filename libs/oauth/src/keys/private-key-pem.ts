import { createPrivateKey, createPublicKey, type KeyObject } from 'node:crypto';
import { isKeyOf, isSignatureOf, SIGNING_ALGORITHMS, signText } from '../jws/signing-algorithm.js';

/**
 * The smallest RSA exponent. With e = 3, signatures can be forged for careless verifiers
 * (CVE-2006-4339).
 */
const MIN_EXPONENT = 65_537n;

const PKCS8 = /^\s*-----BEGIN PRIVATE KEY-----[\sA-Za-z0-9+/=]+-----END PRIVATE KEY-----\s*$/;

/** Other common inputs, recognized by their PEM header, each with the problem for the operator. */
const OTHERS: readonly (readonly [RegExp, string])[] = [
  [/-BEGIN ENCRYPTED PRIVATE KEY-|Proc-Type:.*ENCRYPTED/, 'it is encrypted: decrypt it first'],
  [/-BEGIN (RSA |EC )PRIVATE KEY-/, 'it is not PKCS #8: convert it with `openssl pkcs8 -topk8`'],
  [/-BEGIN OPENSSH PRIVATE KEY-/, 'it is a key of OpenSSH, not PKCS #8'],
  [/-BEGIN (RSA )?PUBLIC KEY-/, 'it is a public key, which signs nothing'],
  [/-BEGIN CERTIFICATE-/, 'it is a certificate, which signs nothing'],
];

/**
 * Reads a private key for one of the supported algorithms from PEM (PKCS #8, RFC 5958).
 *
 * @throws Error with a fixed text only: messages of OpenSSL and the input may contain the key
 *   (CVE-2023-37260)
 */
export function readPrivateKey(pem: string): KeyObject {
  const other = OTHERS.find(([pattern]) => pattern.test(pem));
  if (other) throw rejection(other[1]);
  if (!PKCS8.test(pem)) throw rejection('it is not a PEM of one PKCS #8 private key');
  const privateKey = open(pem);
  if (!privateKey) throw rejection('the PEM cannot be read');
  if (!isSupported(privateKey)) throw rejection(UNSUPPORTED);
  return privateKey;
}

const UNSUPPORTED =
  'it is weak or of the wrong kind: P-256, Ed25519, or RSA of 2048 to 8192 bits with an exponent ' +
  'of at least 65537';

function rejection(why: string): Error {
  return new Error(`the key is refused: ${why}`);
}

function open(pem: string): KeyObject | null {
  try {
    return createPrivateKey({ key: pem, format: 'pem' });
  } catch {
    return null;
  }
}

/**
 * True for a key of a supported kind and size whose two halves match: it verifies its own
 * signature.
 */
function isSupported(privateKey: KeyObject): boolean {
  const algorithm = SIGNING_ALGORITHMS.find((each) => isKeyOf(each, privateKey));
  const { publicExponent = MIN_EXPONENT } = privateKey.asymmetricKeyDetails ?? {};
  if (!algorithm || publicExponent < MIN_EXPONENT) return false;
  try {
    const publicKey = createPublicKey(privateKey);
    const signature = signText('both halves', algorithm, privateKey);
    return isSignatureOf('both halves', signature, { algorithm, publicKey });
  } catch {
    return false;
  }
}
