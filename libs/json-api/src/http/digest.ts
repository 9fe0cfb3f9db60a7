import { hash } from 'node:crypto';

/** SHA-256 in base64url, 43 characters: whether two texts are the same. Nothing secret is kept by it. */
export function digest(text: string): string {
  return hash('sha256', text, 'base64url');
}
