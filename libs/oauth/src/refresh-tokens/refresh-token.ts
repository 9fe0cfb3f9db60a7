import { createHmac, hash, randomBytes, timingSafeEqual } from 'node:crypto';

/** 128 random bits: nobody finds the row of another token by chance. */
const HANDLE_BYTES = 16;

/** 256 random bits. Enough entropy that a fast hash is a safe one. */
const SECRET_BYTES = 32;

/** The handle and the secret in base64url, which needs no padding for 48 bytes. */
const TOKEN = /^[\w-]{64}$/;

/** A refresh token: the handle names its family, and each rotation replaces the secret. */
export interface RefreshToken {
  handle: Buffer;
  secret: Buffer;
}

export function makeRefreshToken(): RefreshToken {
  return { handle: randomBytes(HANDLE_BYTES), secret: randomBytes(SECRET_BYTES) };
}

/** Returns the form in which the client stores the token. */
export function writeRefreshToken({ handle, secret }: RefreshToken): string {
  return Buffer.concat([handle, secret]).toString('base64url');
}

/** Returns null for a text that has not the form of a refresh token. */
export function readRefreshToken(text: string): RefreshToken | null {
  if (!TOKEN.test(text)) return null;
  const bytes = Buffer.from(text, 'base64url');
  return { handle: bytes.subarray(0, HANDLE_BYTES), secret: bytes.subarray(HANDLE_BYTES) };
}

/** Returns the form in which the database has a secret: SHA-256. */
export function secretHash(secret: Buffer): Buffer {
  return hash('sha256', secret, 'buffer');
}

export function isSecretOf(secret: Buffer, stored: Buffer | null): boolean {
  return stored !== null && timingSafeEqual(secretHash(secret), stored);
}

export function makeSalt(): Buffer {
  return randomBytes(SECRET_BYTES);
}

/**
 * Returns the token that replaces another one. The same token and salt give the same successor, so
 * the successor of a lost answer can be sent again although the database has only its hash. The salt
 * alone, or the old token alone, gives nothing.
 */
export function successorOf({ handle, secret }: RefreshToken, salt: Buffer): RefreshToken {
  return { handle, secret: createHmac('sha256', secret).update(salt).digest() };
}
