import { createHash } from 'node:crypto';
import { isSignedBy, type Jws, readJws } from '../jws/jws.js';
import { readPublicJwk } from '../jws/public-jwk.js';
import { readAlgorithm } from '../jws/signing-algorithm.js';
import { thumbprint } from '../jws/thumbprint.js';

/**
 * The claims of a DPoP proof (RFC 9449 §4.2) whose signature by the key in its header is verified.
 */
export interface DpopProof {
  /** Thumbprint of the key in the header (§6.1). */
  jkt: string;
  jti: string;
  /** HTTP method and URL of the request that the proof is for. */
  htm: string;
  htu: string;
  /** Times in Unix seconds. */
  iat: number;
  exp?: number;
  nbf?: number;
  /** Hash of the access token that is sent with the proof. */
  ath?: string;
  /** Nonce that the server has sent (§8), if the client uses one. */
  nonce?: string;
}

/** `typ` of a proof. It prevents that another JWT is accepted as one (RFC 8725 §3.11). */
const TYPE = 'dpop+jwt';

/** Characters; a proof with the longest RSA key and its signature has some 4,000. */
const MAX_LENGTH = 8192;

/**
 * Rejects several header fields too: they arrive joined by a comma, which no proof contains (§4.3
 * item 1).
 */
const COMPACT = /^[\w-]+\.[\w-]+\.[\w-]+$/;

/** Header members that name another key, or another way to verify, than the key in the proof. */
const FOREIGN = ['kid', 'jku', 'x5u', 'x5c', 'x5t', 'x5t#S256', 'crit'];

/**
 * Reads a proof and makes the checks that need only the proof itself (§4.3 items 1 to 7).
 *
 * @returns an error text for an invalid proof. The text never repeats the proof.
 */
export function readDpopProof(text: string): DpopProof | string {
  const jws = text.length <= MAX_LENGTH && COMPACT.test(text) ? readJws(text) : null;
  if (!jws) return `send one DPoP header with one signed JWT of at most ${MAX_LENGTH} characters`;
  const jkt = signer(jws);
  if (typeof jkt !== 'object') return jkt;
  return claimsError(jws.claims) ?? { ...jkt, ...claims(jws.claims) };
}

function signer(jws: Jws): { jkt: string } | string {
  const { typ, alg, jwk, ...others } = jws.header;
  const algorithm = readAlgorithm(alg);
  if (typ !== TYPE) return `the proof is not of type ${TYPE}`;
  if (!algorithm) return 'the algorithm of the proof is not supported';
  const foreign = FOREIGN.find((name) => Object.hasOwn(others, name));
  if (foreign) return `the header of the proof may not have ${foreign}`;
  const key = readPublicJwk(jwk);
  if (typeof key === 'string') return `the jwk of the proof is ${key}`;
  if (!key.algorithms.includes(algorithm)) return 'the jwk of the proof does not fit its alg';
  return isSignedBy(jws, { algorithm, publicKey: key.publicKey })
    ? { jkt: thumbprint(key.jwk) }
    : 'the signature of the proof does not match its jwk';
}

type Claims = Record<string, unknown>;

/** Maximum characters of each string claim. */
const TEXTS = { jti: 256, htm: 32, htu: 2000, ath: 256, nonce: 256 };
const OPTIONAL_TEXTS = new Set(['ath', 'nonce']);

function claimsError(sent: Claims): string | null {
  for (const [name, max] of Object.entries(TEXTS)) {
    const value = sent[name];
    if (value === undefined && OPTIONAL_TEXTS.has(name)) continue;
    if (typeof value !== 'string' || value === '' || value.length > max) {
      return `${name} of the proof must be a string of 1 to ${max} characters`;
    }
  }
  const isTime = (name: string) => sent[name] === undefined || Number.isFinite(sent[name]);
  return Number.isFinite(sent.iat) && isTime('exp') && isTime('nbf')
    ? null
    : 'iat of the proof is missing, or iat, exp or nbf is not a number';
}

function claims({ jti, htm, htu, iat, exp, nbf, ath, nonce }: Claims): Omit<DpopProof, 'jkt'> {
  return { jti, htm, htu, iat, exp, nbf, ath, nonce } as Omit<DpopProof, 'jkt'>;
}

/** Returns the value that `ath` must have: SHA-256 of the token in base64url (§4.2). */
export function accessTokenHash(accessToken: string): string {
  return createHash('sha256').update(accessToken).digest('base64url');
}
