import { createPublicKey, type JsonWebKey, type KeyObject } from 'node:crypto';
import {
  MAX_EXPONENT_BITS,
  isKeyOf,
  readAlgorithm,
  MAX_RSA_BITS,
  SIGNING_ALGORITHMS,
} from './signing-algorithm.js';
import type { SigningAlgorithm } from './signing-algorithm.js';

/** A public key from outside, with the algorithms that it may verify. */
export interface PublicJwk {
  /** Only the members that define the key: no `kid`, no `use`, no `x5c`. */
  jwk: JsonWebKey;
  publicKey: KeyObject;
  /** Null when the key has no `kid`. */
  kid: string | null;
  /** All algorithms that fit the key, or only that of its `alg` (RFC 7517 §4.4). */
  algorithms: readonly SigningAlgorithm[];
}

/** Members of a private or a secret key (RFC 7518 §6). A key that was sent here is compromised. */
const PRIVATE_MEMBERS = ['d', 'p', 'q', 'dp', 'dq', 'qi', 'oth', 'k'];

/** Maximum length of a `kid`, in characters. */
const MAX_KID_LENGTH = 256;

/**
 * Reads a public key for signatures from a JSON Web Key (RFC 7517).
 *
 * @returns an error text if the value is not such a key. The text never repeats the value, which
 * may be a private key.
 */
export function readPublicJwk(value: unknown): PublicJwk | string {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return 'not a JWK';
  const { kid = null, alg, use, key_ops: operations } = value as Record<string, unknown>;
  if (PRIVATE_MEMBERS.some((member) => Object.hasOwn(value, member))) {
    return 'a private key: send the public one, and replace this key, which is compromised';
  }
  if (use !== undefined && use !== 'sig') return 'a key that is not for signatures';
  if (operations !== undefined && !(Array.isArray(operations) && operations.includes('verify'))) {
    return 'a key that is not for verifying';
  }
  if (kid !== null && (typeof kid !== 'string' || kid === '' || kid.length > MAX_KID_LENGTH)) {
    return `a kid that is not a string of 1 to ${MAX_KID_LENGTH} characters`;
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
  // Node.js takes more than a minute to read an exponent of a million bits.
  if (jwk.kty === 'RSA' && (isLonger(jwk.n, MAX_RSA_BITS) || isLonger(jwk.e, MAX_EXPONENT_BITS)))
    return null;
  try {
    const publicKey = createPublicKey({ key: jwk, format: 'jwk' });
    return isOfSmallOrder(publicKey) ? null : publicKey;
  } catch {
    return null;
  }
}

/** True when the base64url text encodes a number of more than `bits` bits. */
function isLonger(text: unknown, bits: number): boolean {
  return typeof text === 'string' && text.length > Math.ceil((bits / 8) * (4 / 3));
}

/**
 * The points of Ed25519 of an order up to 8, in all their encodings, without the sign. Signatures
 * for such a point do not depend on a private key, so that anybody can make them (RFC 8725 §3.4),
 * and OpenSSL accepts them. A placeholder of zeros is such a point.
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
