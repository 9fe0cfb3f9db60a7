import { createHash } from 'node:crypto';
import { isSignedBy, type Jws, readJws } from '../jws/jws.js';
import { readPublicJwk } from '../jws/public-jwk.js';
import { readAlgorithm } from '../jws/signing-algorithm.js';
import { thumbprint } from '../jws/thumbprint.js';

/** What a DPoP proof says (RFC 9449 §4.2), once it is known that the key in it has signed it. */
export interface DpopProof {
  /** Thumbprint of that key (§6.1). */
  jkt: string;
  jti: string;
  /** Method and address of the request for which it was made. */
  htm: string;
  htu: string;
  /** Times in Unix seconds. */
  iat: number;
  exp?: number;
  nbf?: number;
  /** Hash of the access token that it goes with. */
  ath?: string;
  /** Of ours, if it has one (§8). */
  nonce?: string;
}

/** `typ` of a proof, so that no other JWT passes for one (RFC 8725 §3.11). */
const TYPE = 'dpop+jwt';

/** Characters; with the longest RSA key and its signature a proof has some 4,000. */
const MAX_LENGTH = 8192;

/** Several header fields arrive joined by a comma, which is in no proof (§4.3 item 1). */
const COMPACT = /^[\w-]+\.[\w-]+\.[\w-]+$/;

/** Each names a key, or a way to verify, other than the key in the proof. */
const FOREIGN = ['kid', 'jku', 'x5u', 'x5c', 'x5t', 'x5t#S256', 'crit'];

/**
 * A proof as far as it stands by itself (§4.3 items 1 to 7), or why it is none.
 * The text repeats nothing of what was sent.
 */
export function readDpopProof(text: string): DpopProof | string {
  const jws = text.length <= MAX_LENGTH && COMPACT.test(text) ? readJws(text) : null;
  if (!jws)
    return `send one DPoP header with one signed JWT of ${MAX_LENGTH} characters at the most`;
  const jkt = signer(jws);
  if (typeof jkt !== 'object') return jkt;
  return claimsError(jws.claims) ?? { ...jkt, ...claims(jws.claims) };
}

function signer(jws: Jws): { jkt: string } | string {
  const { typ, alg, jwk, ...others } = jws.header;
  const algorithm = readAlgorithm(alg);
  if (typ !== TYPE) return `the proof is not of type ${TYPE}`;
  if (!algorithm) return 'the proof is signed with an algorithm not known here';
  const foreign = FOREIGN.find((name) => Object.hasOwn(others, name));
  if (foreign) return `the header of the proof may not have ${foreign}`;
  const key = readPublicJwk(jwk);
  if (typeof key === 'string') return `the jwk of the proof is ${key}`;
  if (!key.algorithms.includes(algorithm)) return 'the jwk of the proof is no key for its alg';
  return isSignedBy(jws, { algorithm, publicKey: key.publicKey })
    ? { jkt: thumbprint(key.jwk) }
    : 'the signature is not that of the jwk in the proof';
}

type Claims = Record<string, unknown>;

/** Characters of each claim that is text; the address is the longest. */
const TEXTS = { jti: 256, htm: 32, htu: 2000, ath: 256, nonce: 256 };
const OPTIONAL_TEXTS = new Set(['ath', 'nonce']);

function claimsError(sent: Claims): string | null {
  for (const [name, most] of Object.entries(TEXTS)) {
    const value = sent[name];
    if (value === undefined && OPTIONAL_TEXTS.has(name)) continue;
    if (typeof value !== 'string' || value === '' || value.length > most) {
      return `${name} of the proof must be a text of 1 to ${most} characters`;
    }
  }
  const isTime = (name: string) => sent[name] === undefined || Number.isFinite(sent[name]);
  return Number.isFinite(sent.iat) && isTime('exp') && isTime('nbf')
    ? null
    : 'a time of the proof is missing or no number';
}

function claims({ jti, htm, htu, iat, exp, nbf, ath, nonce }: Claims): Omit<DpopProof, 'jkt'> {
  return { jti, htm, htu, iat, exp, nbf, ath, nonce } as Omit<DpopProof, 'jkt'>;
}

/** What `ath` must be: SHA-256 of the token, base64url (§4.2). */
export function accessTokenHash(accessToken: string): string {
  return createHash('sha256').update(accessToken).digest('base64url');
}
