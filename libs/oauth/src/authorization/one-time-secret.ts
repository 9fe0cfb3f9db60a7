import { createHash, randomBytes } from 'node:crypto';

/** 256 random bits: enough entropy that a fast hash is a safe one. */
const BYTES = 32;

const SECRET = /^[\w-]{43}$/;

/** Makes a secret that is used once: the id of an authorization request, or a code. */
export function makeOneTimeSecret(): string {
  return randomBytes(BYTES).toString('base64url');
}

/** Returns the SHA-256 of a secret; null for a text that is not in the form of one. */
export function hashOneTimeSecret(text: string): Buffer | null {
  return SECRET.test(text) ? createHash('sha256').update(text).digest() : null;
}

/** Returns the code challenge of a code verifier, for the method S256 (RFC 7636 §4.2). */
export function codeChallengeOf(codeVerifier: string): string {
  return createHash('sha256').update(codeVerifier).digest('base64url');
}
