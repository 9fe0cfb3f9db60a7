import { createPublicKey } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { standardInput } from './standard-input.js';

/** Characters. Ten large keys with certificates need fewer. */
const MAX_LENGTH = 100_000;

/**
 * Reads public keys from a JWK Set, a single JWK or PEM (as `openssl pkey -pubout`
 * writes it), and returns a JWK Set. The keys are validated later, with the other
 * attributes of the client.
 *
 * @throws Error that does not repeat the input, because it may be a private key
 */
export async function readKeySetFile(path: string): Promise<unknown> {
  const text = path === '-' ? await standardInput(MAX_LENGTH) : await readFile(path, 'utf8');
  const source = path === '-' ? 'standard input' : path;
  if (text.length > MAX_LENGTH)
    throw new Error(`${source} is longer than any key set: over ${MAX_LENGTH} characters`);
  if (text.includes('PRIVATE KEY-----')) {
    throw new Error(
      `${source} contains a private key: give the public key, as openssl pkey -pubout writes it`,
    );
  }
  const set = text.includes('-----BEGIN') ? fromPem(text) : fromJson(text);
  if (set === null) throw new Error(`${source} is not a JWK Set, a JWK, or a public key in PEM`);
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
