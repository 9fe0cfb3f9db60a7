import { identifyClientSecret, makeClientSecret, type Side } from '#oauth/offline';
import { type Output, print, printRecord } from './output.js';
import { standardInput } from './standard-input.js';
import { setExitCode } from './terminal.js';

/** Characters. A secret has 53; a longer text is the wrong file. */
const MAX_LENGTH = 1024;

const PREFIXES: Readonly<Record<string, Side>> = { lkb_: 'backoffice', lks_: 'storefront' };

/**
 * Prints whether a text has the form of a client secret. It needs no database and does
 * not repeat the text. It does not check if a client has this secret.
 */
export async function identify(argument: string, { json }: Output): Promise<void> {
  const text = argument === '-' ? await standardInput(MAX_LENGTH) : argument;
  const prefix = text.slice(0, 4);
  const side = Object.hasOwn(PREFIXES, prefix) ? PREFIXES[prefix]! : null;
  const isOurs = identifyClientSecret(text) !== null;
  const checksum = side ? (isOurs ? 'right' : 'wrong') : null;
  printRecord({ secret: isOurs, side, prefix: side && prefix, checksum }, { json });
  if (!isOurs) setExitCode(1);
}

/** Prints a new secret that belongs to no client yet. */
export function make({ side, json }: Output & { side: Side }): void {
  const clientSecret = makeClientSecret(side);
  if (json) printRecord({ side, clientSecret }, { json });
  else print(clientSecret);
}
