import { createPublicKey, type JsonWebKey, type KeyObject } from 'node:crypto';
import {
  EXPONENT_MOST,
  isKeyOf,
  readAlgorithm,
  RSA_MOST,
  SIGNING_ALGORITHMS,
} from './signing-algorithm.js';
import type { SigningAlgorithm } from './signing-algorithm.js';

/** A public key that came from outside, by what it may verify. */
export interface PublicJwk {
  /** Only what makes it a key: no `kid`, no `use`, no `x5c`. */
  jwk: JsonWebKey;
  publicKey: KeyObject;
  /** Null when the key was sent without one. */
  kid: string | null;
  /** Those that it fits, or the one that it was made for (`alg`, RFC 7517 §4.4). */
  algorithms: readonly SigningAlgorithm[];
}

/** Of a private or a secret key (RFC 7518 §6): one that is shown is one no more. */
const PRIVATE = ['d', 'p', 'q', 'dp', 'dq', 'qi', 'oth', 'k'];

/** Characters; ids longer than that are nobody's. */
const KID = 256;

/**
 * A public key for signatures from a JSON Web Key (RFC 7517), or why it is none.
 * The text never repeats what was sent: it may be a private key.
 */
export function readPublicJwk(value: unknown): PublicJwk | string {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return 'no JWK';
  const { kid = null, alg, use, key_ops: operations } = value as Record<string, unknown>;
  if (PRIVATE.some((member) => Object.hasOwn(value, member))) {
    return 'a private key: send the public one, and take a new one where this has been';
  }
  if (use !== undefined && use !== 'sig') return 'a key that is not for signatures';
  if (operations !== undefined && !(Array.isArray(operations) && operations.includes('verify'))) {
    return 'a key that is not for verifying';
  }
  if (kid !== null && (typeof kid !== 'string' || kid === '' || kid.length > KID)) {
    return `a kid that is no text of 1 to ${KID} characters`;
  }
  const only = readAlgorithm(alg);
  if (alg !== undefined && only === null) return `an alg that is not ${ANY}`;
  const publicKey = read(value as JsonWebKey);
  const algorithms = SIGNING_ALGORITHMS.filter(
    (algorithm) => publicKey && isKeyOf(algorithm, publicKey) && (only ?? algorithm) === algorithm,
  );
  if (!publicKey || algorithms.length === 0) return `no public key for ${ANY}`;
  return { jwk: publicKey.export({ format: 'jwk' }), publicKey, kid, algorithms };
}

const ANY = `${SIGNING_ALGORITHMS.slice(0, -1).join(', ')} or ${SIGNING_ALGORITHMS.at(-1)}`;

function read(jwk: JsonWebKey): KeyObject | null {
  // Node.js reads an exponent of a million bits for a minute and more.
  if (jwk.kty === 'RSA' && (isLonger(jwk.n, RSA_MOST) || isLonger(jwk.e, EXPONENT_MOST)))
    return null;
  try {
    const publicKey = createPublicKey({ key: jwk, format: 'jwk' });
    return isOfSmallOrder(publicKey) ? null : publicKey;
  } catch {
    return null;
  }
}

/** True for a number in base64url of more bytes than these bits have. */
function isLonger(text: unknown, bits: number): boolean {
  return typeof text === 'string' && text.length > Math.ceil((bits / 8) * (4 / 3));
}

/**
 * The points of Ed25519 of an order up to 8, in all their encodings, without the
 * sign: the key plays no part in their signatures, so that everybody can make
 * them (RFC 8725 §3.4), and OpenSSL takes them. Zeros as a placeholder are one.
 */
const SMALL_ORDER = new Set([
  '00'.repeat(32),
  `01${'00'.repeat(31)}`,
  '26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05',
  'c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a',
  `ec${'ff'.repeat(30)}7f`,
  `ed${'ff'.repeat(30)}7f`,
  `ee${'ff'.repeat(30)}7f`,
]);

function isOfSmallOrder(publicKey: KeyObject): boolean {
  if (publicKey.asymmetricKeyType !== 'ed25519') return false;
  const point = Buffer.from(publicKey.export({ format: 'jwk' }).x!, 'base64url');
  point[31]! &= 0x7f;
  return SMALL_ORDER.has(point.toString('hex'));
}
