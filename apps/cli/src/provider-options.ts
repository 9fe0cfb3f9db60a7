import { readFile } from 'node:fs/promises';
import type { Command } from 'commander';
import { jsonOption, readList } from './arguments.js';
import type { Output } from './output.js';
import { standardInput } from './standard-input.js';

/** Characters of a secret; a longer text is the wrong file. */
const MAX_SECRET = 1000;

/** The options of the attributes of an identity provider. */
export interface ProviderOptions extends Output {
  name?: string;
  clientId?: string;
  secretFile?: string;
  secret?: boolean;
  scopes?: string[];
  enable?: boolean;
  disable?: boolean;
}

/** Adds the options that `add` and `update` have. */
export function addAttributes(command: Command): Command {
  return command
    .option('--secret-file <file>', 'file with the secret of this server; - reads standard input')
    .option('--scopes <scopes>', 'scopes to request besides openid', readList)
    .addOption(jsonOption());
}

/** Returns the attributes that the options set. */
export async function attributesOf(options: ProviderOptions) {
  const { name, clientId, secretFile, secret, scopes, enable, disable } = options;
  const given = secretFile === undefined ? undefined : await readSecret(secretFile);
  const clientSecret = secret === false ? null : given;
  const enabled = enable ? true : disable ? false : undefined;
  return { name, clientId, clientSecret, scopes, enabled };
}

/** @throws Error that does not repeat the input, in case it is the secret itself */
async function readSecret(path: string): Promise<string> {
  if (path === '-') return standardInput(MAX_SECRET);
  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    throw new Error(`the file of the secret cannot be read: ${error.code}`, { cause: error });
  });
  return text.replace(/\r?\n$/, '');
}
