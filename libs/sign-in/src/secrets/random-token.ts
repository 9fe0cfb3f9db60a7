import { createHash, randomBytes } from 'node:crypto';

/** 256 random bits: so many that a fast hash protects the token in the database. */
const BYTES = 32;

/** The form of a token, in base64url without padding (RFC 4648 §5). */
const TOKEN = /^[A-Za-z0-9_-]{43}$/;

/** Makes the secret of a session, a one-time link or a transaction in a browser. */
export function randomToken(): string {
  return randomBytes(BYTES).toString('base64url');
}

/** Returns the SHA-256 under which a token is stored; null for a text that is no token. */
export function tokenHash(token: string | undefined): Buffer | null {
  return token !== undefined && TOKEN.test(token) ? digest(token) : null;
}

/** Returns the SHA-256 of a text, for keys of counters that must not show what they count. */
export function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
