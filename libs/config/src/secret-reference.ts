import { resolve } from 'node:path';
import { readTextFile } from './text-file.js';

const REFERENCE = /^\$\{(file|env):([^{}$]+)\}$/;

/**
 * Reads a secret from `${file:path}` or `${env:NAME}`, for files that name the
 * location of a secret and never hold it. A relative path starts at `directory`.
 *
 * @throws Error that quotes neither the reference nor the secret
 */
export function readSecretReference(
  text: string,
  { directory, env = process.env }: { directory: string; env?: NodeJS.ProcessEnv },
): string {
  const [, kind, name = ''] = REFERENCE.exec(text) ?? [];
  if (kind === undefined) {
    throw new Error('must be exactly one ${file:path} or ${env:NAME}, not the secret itself');
  }
  // `echo secret > file` and every editor add a final newline that is not part of the secret.
  if (kind === 'file') return readTextFile(resolve(directory, name)).replace(/\r?\n$/, '');
  const value = Object.hasOwn(env, name) ? env[name] : undefined;
  if (value === undefined) throw new Error(`the environment variable ${name} is not set`);
  return value;
}
