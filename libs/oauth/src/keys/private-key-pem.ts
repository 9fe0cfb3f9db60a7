import { createPrivateKey, createPublicKey, type KeyObject } from 'node:crypto';
import { isKeyOf, isSignatureOf, SIGNING_ALGORITHMS, signText } from '../jws/signing-algorithm.js';

/** Below it, padding that is checked carelessly somewhere can be forged (e = 3, CVE-2006-4339). */
const LEAST_EXPONENT = 65_537n;

const PKCS8 = /^\s*-----BEGIN PRIVATE KEY-----[\sA-Za-z0-9+/=]+-----END PRIVATE KEY-----\s*$/;

/** What people give instead, by what it says of itself. */
const OTHERS: readonly (readonly [RegExp, string])[] = [
  [/-BEGIN ENCRYPTED PRIVATE KEY-|Proc-Type:.*ENCRYPTED/, 'it is encrypted: decrypt it first'],
  [/-BEGIN (RSA |EC )PRIVATE KEY-/, 'it is not PKCS #8: convert it with `openssl pkcs8 -topk8`'],
  [/-BEGIN OPENSSH PRIVATE KEY-/, 'it is a key of OpenSSH, not PKCS #8'],
  [/-BEGIN (RSA )?PUBLIC KEY-/, 'it is a public key, which signs nothing'],
  [/-BEGIN CERTIFICATE-/, 'it is a certificate, which signs nothing'],
];

/**
 * A private key that is fit for one of our algorithms, from PEM (PKCS #8, RFC 5958).
 *
 * @throws Error which says what is wrong in words of ours only: what OpenSSL says, and what was
 *   given, may have the key in it (CVE-2023-37260)
 */
export function readPrivateKey(pem: string): KeyObject {
  const other = OTHERS.find(([pattern]) => pattern.test(pem));
  if (other) throw refusal(other[1]);
  if (!PKCS8.test(pem)) throw refusal('it is no PEM of one PKCS #8 private key');
  const privateKey = open(pem);
  if (!privateKey) throw refusal('the PEM cannot be read');
  if (!isFit(privateKey)) throw refusal(UNFIT);
  return privateKey;
}

const UNFIT =
  'it is weak or of the wrong kind: P-256, Ed25519, or RSA of 2048 to 8192 bits with an exponent ' +
  'of at least 65537';

function refusal(why: string): Error {
  return new Error(`the key is refused: ${why}`);
}

function open(pem: string): KeyObject | null {
  try {
    return createPrivateKey({ key: pem, format: 'pem' });
  } catch {
    return null;
  }
}

/** Of our kinds, long enough, and the two halves belong together: what it signs, it verifies. */
function isFit(privateKey: KeyObject): boolean {
  const algorithm = SIGNING_ALGORITHMS.find((each) => isKeyOf(each, privateKey));
  const { publicExponent = LEAST_EXPONENT } = privateKey.asymmetricKeyDetails ?? {};
  if (!algorithm || publicExponent < LEAST_EXPONENT) return false;
  try {
    const publicKey = createPublicKey(privateKey);
    const signature = signText('both halves', algorithm, privateKey);
    return isSignatureOf('both halves', signature, { algorithm, publicKey });
  } catch {
    return false;
  }
}
