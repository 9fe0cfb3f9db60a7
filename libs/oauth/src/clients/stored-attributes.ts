import type { JsonWebKeySet } from '../jws/key-set.js';
import type { LimitOverrides } from './limit-overrides.js';
import { storedNetworks, storedTexts } from './stored-lists.js';

/**
 * Builds a column transformer that tolerates invalid values in the row of a client. An attacker
 * with a stolen login may have written a value that no process writes and that cannot be shown or
 * compared. Such a value is read as a short one that differs from every value of the API, so every
 * client can be shown, disabled and deleted.
 */
function readBy<Value>(read: (stored: unknown) => Value) {
  return {
    from: (stored: unknown): Value | null => (stored === null ? null : read(stored)),
    to: (value: Value | null) => value,
  };
}

/**
 * Reads a key that is not a flat object as one without members, and an invalid set as an empty one.
 */
export const keySetColumn = readBy<JsonWebKeySet>((stored) => {
  const keys = isObject(stored) ? stored.keys : null;
  return { keys: Array.isArray(keys) ? keys.map((key) => (isFlat(key) ? key : {})) : [] };
});

/** Reads limits that are not all numbers as an empty object. */
export const limitsColumn = readBy<LimitOverrides>((stored) =>
  isObject(stored) && Object.values(stored).every((value) => typeof value === 'number')
    ? stored
    : {},
);

export const textsColumn = readBy((stored) => storedTexts(stored as unknown[]));

export const networksColumn = readBy((stored) => storedNetworks(stored as unknown[]));

/** True for an object whose values are scalars or lists of them. */
function isFlat(value: unknown): value is Record<string, string> {
  return isObject(value) && Object.values(value).flat().every(isScalar);
}

function isObject(value: unknown): value is Record<string, unknown> {
  return !isScalar(value) && !Array.isArray(value);
}

function isScalar(value: unknown): boolean {
  return typeof value !== 'object' || value === null;
}
