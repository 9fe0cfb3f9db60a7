import { resolve } from 'node:path';
import { readTextFile } from './text-file.js';

const REFERENCE = /^\$\{(file|env):([^{}$]+)\}$/;

/**
 * What stands at `${file:path}` or in `${env:NAME}`, where a file may only say
 * where a secret is and not what it is. A relative path starts at `directory`.
 *
 * @throws Error that quotes neither the text nor what was read
 */
export function readSecretReference(
  text: string,
  { directory, env = process.env }: { directory: string; env?: NodeJS.ProcessEnv },
): string {
  const [, kind, name = ''] = REFERENCE.exec(text) ?? [];
  if (kind === undefined) {
    throw new Error('must be exactly one ${file:path} or ${env:NAME}, and no secret itself');
  }
  // `echo secret > file` and every editor end the file with a newline that is not the secret's.
  if (kind === 'file') return readTextFile(resolve(directory, name)).replace(/\r?\n$/, '');
  const value = Object.hasOwn(env, name) ? env[name] : undefined;
  if (value === undefined) throw new Error(`the environment variable ${name} is not set`);
  return value;
}
