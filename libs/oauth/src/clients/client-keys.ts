import { ValidateBy, type ValidationArguments } from 'class-validator';
import { type JsonWebKeySet, keySetError, plainKeySet, readKeySet } from '../jws/key-set.js';
import { thumbprint } from '../jws/thumbprint.js';
import type { Client } from './client.entity.js';

/** Of one client in its own row; enough to change over, one machine after the other. */
export const MAX_KEYS = 10;

/** Characters, as the column has it. */
const MAX_URI = 2000;

/** Public keys that are kept with the client. The message never repeats one: it may be private. */
export const IsKeySet = () =>
  ValidateBy({
    name: 'keySet',
    validator: {
      validate: (value) => keySetError(value, MAX_KEYS) === null,
      defaultMessage: (args) =>
        `$property must be 1 to ${MAX_KEYS} public keys: ${keySetError(args?.value, MAX_KEYS)}`,
    },
  });

/** The address of a key set. Whether it may be fetched is for the server to say that does. */
export const IsKeySetUri = () =>
  ValidateBy({
    name: 'keySetUri',
    validator: {
      validate: (value, args) => isKeySetUri(value) && !hasKeySet(args),
      defaultMessage: (args) =>
        hasKeySet(args)
          ? '$property must be null where there is jwks: a client has one key set'
          : '$property must be an https URL without user, password and fragment',
    },
  });

/** http is for installations whose configuration says so. Blanks and the like would be lost in parsing. */
function isKeySetUri(value: unknown): boolean {
  if (typeof value !== 'string' || !/^https?:\/\/[\x21-\x7e]+$/.test(value)) return false;
  if (value.length > MAX_URI || value.includes('#') || !URL.canParse(value)) return false;
  const { username, password } = new URL(value);
  return username === '' && password === '';
}

function hasKeySet(args: ValidationArguments | undefined): boolean {
  const { jwks } = (args?.object ?? {}) as { jwks?: unknown };
  return jwks !== undefined && jwks !== null;
}

/**
 * The keys by which a client may authenticate, for people: the thumbprint of each (RFC 7638), and
 * the URL at which it publishes others. A key that verifies nothing is `unreadable`.
 */
export function namesOfKeys({ jwks, jwksUri }: Pick<Client, 'jwks' | 'jwksUri'>): string[] {
  const set = jwks === null ? { keys: [], faults: [] } : readKeySet(jwks, MAX_KEYS);
  const named =
    typeof set === 'string'
      ? ['unreadable']
      : [...set.keys.map(({ jwk }) => thumbprint(jwk)), ...set.faults.map(() => 'unreadable')];
  return jwksUri === null ? named : [...named, jwksUri];
}

/** Whether every key of a set is one of those before; no set has none. */
export function isPartOf(set: JsonWebKeySet | null, before: JsonWebKeySet | null): boolean {
  const known = new Set(texts(before));
  return texts(set).every((key) => known.has(key));
}

function texts(set: JsonWebKeySet | null): string[] {
  return set ? plainKeySet(set).keys.map((key) => JSON.stringify(key)) : [];
}
