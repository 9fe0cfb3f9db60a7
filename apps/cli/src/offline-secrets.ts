import { identifyClientSecret, makeClientSecret, type Side } from '#oauth';
import { type Output, print, printRecord } from './output.js';
import { standardInput } from './standard-input.js';

/** Bytes; a secret has 53, and what is longer is a wrong file. */
const MAX_BYTES = 1024;

const PREFIXES: Readonly<Record<string, Side>> = { lkb_: 'backoffice', lks_: 'storefront' };

/**
 * Says whether a text that was found somewhere is a secret, without a database
 * and without repeating it. Whether it opens anything is another question.
 */
export async function identify(argument: string, { json }: Output): Promise<void> {
  const text = argument === '-' ? await standardInput(MAX_BYTES) : argument;
  const prefix = text.slice(0, 4);
  const side = Object.hasOwn(PREFIXES, prefix) ? PREFIXES[prefix]! : null;
  const isOurs = identifyClientSecret(text) !== null;
  const checksum = side ? (isOurs ? 'right' : 'wrong') : null;
  printRecord({ secret: isOurs, side, prefix: side && prefix, checksum }, { json });
  if (!isOurs) process.exitCode = 1;
}

/** Of no client yet. */
export function make({ side, json }: Output & { side: Side }): void {
  const clientSecret = makeClientSecret(side);
  if (json) printRecord({ side, clientSecret }, { json });
  else print(clientSecret);
}
