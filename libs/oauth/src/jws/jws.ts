import type { KeyObject } from 'node:crypto';
import {
  isKeyOf,
  isSignatureOf,
  readAlgorithm,
  type SigningAlgorithm,
  signText,
} from './signing-algorithm.js';

/** A parsed JWT in compact form (RFC 7515 §7.1, RFC 7519). Its signature is not verified yet. */
export interface Jws {
  header: Readonly<Record<string, unknown>>;
  claims: Readonly<Record<string, unknown>>;
  /** The signed text: header and claims as they were sent. */
  text: string;
  signature: Buffer;
}

/** A public key and its algorithm. The key decides the algorithm, never the header of the JWS. */
export interface VerificationKey {
  algorithm: SigningAlgorithm;
  publicKey: KeyObject;
}

/** Parses a signed JWT without verifying it. Returns null if the text is not a signed JWT. */
export function readJws(token: string): Jws | null {
  const segments = token.split('.');
  if (segments.length !== 3) return null;
  const [encodedHeader, encodedClaims, encodedSignature] = segments as [string, string, string];
  const header = readSegment(encodedHeader);
  const claims = readSegment(encodedClaims);
  const signature = Buffer.from(encodedSignature, 'base64url');
  // The last base64url character has spare bits. Without this check, several texts would decode
  // to the same signature.
  const isCanonical = signature.toString('base64url') === encodedSignature;
  if (!header || !claims || signature.length === 0 || !isCanonical) return null;
  return { header, claims, text: `${encodedHeader}.${encodedClaims}`, signature };
}

/** True when this key signed the JWS with the algorithm of the key. */
export function isSignedBy({ header, text, signature }: Jws, key: VerificationKey): boolean {
  const { algorithm, publicKey } = key;
  return (
    readAlgorithm(header.alg) === algorithm &&
    isKeyOf(algorithm, publicKey) &&
    isSignatureOf(text, signature, { algorithm, publicKey })
  );
}

/** The JOSE header of a token; its algorithm must be that of the key. */
export type JwsHeader = Readonly<Record<string, unknown>> & { alg: SigningAlgorithm };

/** Signs claims. Returns the JWT in compact form. */
export function signJws(header: JwsHeader, claims: object, privateKey: KeyObject): string {
  const text = `${encode(header)}.${encode(claims)}`;
  return `${text}.${signText(text, header.alg, privateKey).toString('base64url')}`;
}

function encode(part: object): string {
  return Buffer.from(JSON.stringify(part)).toString('base64url');
}

const UTF8 = new TextDecoder('utf-8', { fatal: true });

/** Decodes a JSON object from base64url; returns null for anything else. */
function readSegment(segment: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(UTF8.decode(Buffer.from(segment, 'base64url')));
    const isObject = typeof value === 'object' && !Array.isArray(value);
    return isObject ? (value as Record<string, unknown> | null) : null;
  } catch {
    return null;
  }
}
