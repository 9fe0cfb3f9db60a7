import { createPublicKey } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { standardInput } from './standard-input.js';

/** Characters; ten large keys have less, certificates included. */
const MAX_BYTES = 100_000;

/**
 * Public keys as a JWK Set: from one, from a single JWK, or from PEM, as
 * `openssl pkey -pubout` writes it. Whether they can be used is judged with the
 * client's other attributes.
 *
 * @throws Error that does not repeat what was read: it may be a private key
 */
export async function readKeySetFile(path: string): Promise<unknown> {
  const text = path === '-' ? await standardInput(MAX_BYTES) : await readFile(path, 'utf8');
  const source = path === '-' ? 'standard input' : path;
  if (text.length > MAX_BYTES) throw new Error(`${source} is longer than any key set`);
  if (text.includes('PRIVATE KEY-----')) {
    throw new Error(
      `${source} is a private key: send the public one, as openssl pkey -pubout writes it`,
    );
  }
  const set = text.includes('-----BEGIN') ? fromPem(text) : fromJson(text);
  if (set === null) throw new Error(`${source} is no JWK Set, no JWK, and no public key in PEM`);
  return set;
}

function fromPem(text: string): object | null {
  try {
    return { keys: [createPublicKey(text).export({ format: 'jwk' })] };
  } catch {
    return null;
  }
}

function fromJson(text: string): object | null {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value !== 'object' || value === null) return null;
    return Object.hasOwn(value, 'kty') ? { keys: [value] } : value;
  } catch {
    return null;
  }
}
