import type { KeyObject } from 'node:crypto';
import {
  isKeyOf,
  isSignatureOf,
  readAlgorithm,
  type SigningAlgorithm,
  signText,
} from './signing-algorithm.js';

/** A JWT in its compact form (RFC 7515 §7.1, RFC 7519), taken apart and not believed yet. */
export interface Jws {
  header: Readonly<Record<string, unknown>>;
  claims: Readonly<Record<string, unknown>>;
  /** What is signed: header and claims as they were sent. */
  text: string;
  signature: Buffer;
}

/** What a signature is held against: the key decides on the algorithm, never the header. */
export interface VerificationKey {
  algorithm: SigningAlgorithm;
  publicKey: KeyObject;
}

/** Null for what is no signed JWT. */
export function readJws(token: string): Jws | null {
  const segments = token.split('.');
  if (segments.length !== 3) return null;
  const [encodedHeader, encodedClaims, encodedSignature] = segments as [string, string, string];
  const header = readSegment(encodedHeader);
  const claims = readSegment(encodedClaims);
  const signature = Buffer.from(encodedSignature, 'base64url');
  // Base64url has spare bits at its end: without this, several texts are one signature.
  const isCanonical = signature.toString('base64url') === encodedSignature;
  if (!header || !claims || signature.length === 0 || !isCanonical) return null;
  return { header, claims, text: `${encodedHeader}.${encodedClaims}`, signature };
}

/** Whether the key has signed it, with its own algorithm. */
export function isSignedBy({ header, text, signature }: Jws, key: VerificationKey): boolean {
  const { algorithm, publicKey } = key;
  return (
    readAlgorithm(header.alg) === algorithm &&
    isKeyOf(algorithm, publicKey) &&
    isSignatureOf(text, signature, { algorithm, publicKey })
  );
}

/** Signs claims with one key, whose header is written once: 2 % of a token. */
export class JwsSigner {
  readonly #algorithm: SigningAlgorithm;
  readonly #header: string;

  /** With the algorithm that the header names, which must be the key's. */
  constructor(
    header: Readonly<Record<string, unknown>> & { alg: SigningAlgorithm },
    private readonly privateKey: KeyObject,
  ) {
    this.#algorithm = header.alg;
    this.#header = encode(header);
  }

  sign(claims: object): string {
    const text = `${this.#header}.${encode(claims)}`;
    return `${text}.${signText(text, this.#algorithm, this.privateKey).toString('base64url')}`;
  }
}

function encode(part: object): string {
  return Buffer.from(JSON.stringify(part)).toString('base64url');
}

const UTF8 = new TextDecoder('utf-8', { fatal: true });

/** A JSON object in base64url; null for everything else. */
function readSegment(segment: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(UTF8.decode(Buffer.from(segment, 'base64url')));
    const isObject = typeof value === 'object' && !Array.isArray(value);
    return isObject ? (value as Record<string, unknown> | null) : null;
  } catch {
    return null;
  }
}
