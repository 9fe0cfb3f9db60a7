import { ValidateBy, type ValidationArguments } from 'class-validator';
import { type JsonWebKeySet, keySetError, plainKeySet, readKeySet } from '../jws/key-set.js';
import { thumbprint } from '../jws/thumbprint.js';

/** Keys in the row of one client, at most; enough to replace them one machine after the other. */
export const MAX_KEYS = 10;

/** Characters; the limit of the column. */
const MAX_URI = 2000;

/**
 * Validates public keys that are stored with the client. The message repeats no key: it may be
 * private.
 */
export const IsKeySet = () =>
  ValidateBy({
    name: 'keySet',
    validator: {
      validate: (value) => keySetError(value, MAX_KEYS) === null,
      defaultMessage: (args) =>
        `$property must be 1 to ${MAX_KEYS} public keys: ${keySetError(args?.value, MAX_KEYS)}`,
    },
  });

/** Validates the URL of a key set. The server that fetches it decides whether it may. */
export const IsKeySetUri = () =>
  ValidateBy({
    name: 'keySetUri',
    validator: {
      validate: (value, args) => isKeySetUri(value) && !hasKeySet(args),
      defaultMessage: (args) =>
        hasKeySet(args)
          ? '$property must be null when jwks is set: a client has one key set'
          : '$property must be an https URL without user, password and fragment',
    },
  });

/**
 * Accepts http as well, which only some installations allow to be fetched. White space and the
 * like is rejected, because parsing would drop it.
 */
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

/** The key set of a client in its row, or the URL of the one that it publishes. */
interface ClientKeys {
  jwks: JsonWebKeySet | null;
  jwksUri: string | null;
}

/**
 * Names the keys by which a client may authenticate, for people: the thumbprint of each (RFC 7638),
 * or the URL at which the client publishes its keys. A key that verifies nothing is `unreadable`.
 */
export function namesOfKeys({ jwks, jwksUri }: ClientKeys): string[] {
  const set = jwks === null ? { keys: [], errors: [] } : readKeySet(jwks, MAX_KEYS);
  const named =
    typeof set === 'string'
      ? ['unreadable']
      : [...set.keys.map(({ jwk }) => thumbprint(jwk)), ...set.errors.map(() => 'unreadable')];
  return jwksUri === null ? named : [...named, jwksUri];
}

/** True when the earlier set has every key of the new one. A null set has no keys. */
export function isSubset(set: JsonWebKeySet | null, before: JsonWebKeySet | null): boolean {
  const known = new Set(texts(before));
  return texts(set).every((key) => known.has(key));
}

function texts(set: JsonWebKeySet | null): string[] {
  return set ? plainKeySet(set).keys.map((key) => JSON.stringify(key)) : [];
}
