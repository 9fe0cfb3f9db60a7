import { hash } from 'node:crypto';

/** Returns the SHA-256 of a text in base64url, 43 characters, for comparison. Not for secrets. */
export function digest(text: string): string {
  return hash('sha256', text, 'base64url');
}
