import type { ErrorObject } from '../errors/json-api.error.js';
import { lidErrors, malformed } from '../request/resource-object.js';
import { isJsonObject, type JsonObject } from '../definition/json-object.js';

/** URI of the extension; comments cite its sections by their titles. */
export const ATOMIC_OPERATIONS = 'https://jsonapi.org/ext/atomic';

const OPS = ['add', 'update', 'remove'] as const;

export type Op = (typeof OPS)[number];

/** A reference to a resource or relationship. A `lid` next to an `id` is ignored. */
export interface Ref {
  type: string;
  id?: string;
  lid?: string;
  relationship?: string;
}

/** An operation that is well-formed ("Operation Objects"); `data` is not validated yet. */
export interface Operation {
  op: Op;
  /** At most one of `ref` and `href` is present. */
  ref?: Ref;
  href?: string;
  /** Null counts as data: it empties a relationship. */
  data?: unknown;
}

/** Returns the errors of an operation; pointers are relative to the operation. */
export function operationErrors(operation: unknown): ErrorObject[] {
  if (!isJsonObject(operation)) return [malformed('an operation must be an object', '')];
  const { op, ref, href } = operation;
  const errors: ErrorObject[] = [];
  if (!OPS.includes(op as Op)) {
    const detail = `an operation must have op, which is ${OPS.join(', ')}`;
    errors.push(malformed(detail, op === undefined ? '' : '/op'));
  }
  if (ref !== undefined && href !== undefined) {
    errors.push(malformed('an operation must not have both ref and href', ''));
  }
  if (ref !== undefined) errors.push(...refErrors(ref));
  if (href !== undefined && typeof href !== 'string') {
    errors.push(malformed('href must be a string', '/href'));
  }
  return errors.length > 0 ? errors : missingMembers(operation);
}

function refErrors(ref: unknown): ErrorObject[] {
  if (!isJsonObject(ref)) return [malformed('ref must be an object', '/ref')];
  const errors: ErrorObject[] = [];
  if (typeof ref.type !== 'string') {
    errors.push(malformed('ref must have type, a string', '/ref'));
  }
  if (ref.id === undefined ? ref.lid === undefined : typeof ref.id !== 'string') {
    errors.push(malformed('ref must have id or lid, a string', '/ref'));
  }
  errors.push(...lidErrors(ref, '/ref'));
  if (ref.relationship !== undefined && typeof ref.relationship !== 'string') {
    errors.push(malformed('relationship must be a string', '/ref/relationship'));
  }
  return errors;
}

/** Checks "Processing Specific Operations", as far as possible without the target. */
function missingMembers(operation: JsonObject): ErrorObject[] {
  const { op, ref, href } = operation as unknown as Operation;
  const isOfResource = ref !== undefined && ref.relationship === undefined;
  if (op === 'add' && isOfResource) {
    return [
      malformed(
        'a resource to be added has no ref: leave ref out, or name a relationship in it',
        '/ref',
      ),
    ];
  }
  if (op === 'remove' && ref === undefined && href === undefined) {
    return [malformed('an operation with the op remove must have ref or href', '')];
  }
  if (op !== 'remove' && !Object.hasOwn(operation, 'data')) {
    return [malformed(`an operation with the op ${op} must have data`, '')];
  }
  return [];
}
