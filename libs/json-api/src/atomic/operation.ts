import type { ErrorObject } from '../errors/json-api.error.js';
import { lidErrors, malformed } from '../request/resource-object.js';
import { isJsonObject, type JsonObject } from '../definition/json-object.js';

/** URI of the extension; its sections are cited by their titles here. */
export const ATOMIC_OPERATIONS = 'https://jsonapi.org/ext/atomic';

const OPS = ['add', 'update', 'remove'] as const;

export type Op = (typeof OPS)[number];

/** A `lid` beside an `id` is ignored. */
export interface Ref {
  type: string;
  id?: string;
  lid?: string;
  relationship?: string;
}

/** Well-formed by itself ("Operation Objects"); its data is not yet looked at. */
export interface Operation {
  op: Op;
  /** One of `ref` and `href`, or neither. */
  ref?: Ref;
  href?: string;
  /** Null is data: it empties a relationship. */
  data?: unknown;
}

/** What is wrong with an operation, with pointers that begin at it. */
export function operationErrors(operation: unknown): ErrorObject[] {
  if (!isJsonObject(operation)) return [malformed('an operation must be an object', '')];
  const { op, ref, href } = operation;
  const faults: ErrorObject[] = [];
  if (!OPS.includes(op as Op)) {
    const detail = `an operation must have op, which is ${OPS.join(', ')}`;
    faults.push(malformed(detail, op === undefined ? '' : '/op'));
  }
  if (ref !== undefined && href !== undefined) {
    faults.push(malformed('an operation must not have both ref and href', ''));
  }
  if (ref !== undefined) faults.push(...refErrors(ref));
  if (href !== undefined && typeof href !== 'string') {
    faults.push(malformed('href must be a string', '/href'));
  }
  return faults.length > 0 ? faults : incompleteness(operation);
}

function refErrors(ref: unknown): ErrorObject[] {
  if (!isJsonObject(ref)) return [malformed('ref must be an object', '/ref')];
  const faults: ErrorObject[] = [];
  if (typeof ref.type !== 'string') {
    faults.push(malformed('ref must have type, a string', '/ref'));
  }
  if (ref.id === undefined ? ref.lid === undefined : typeof ref.id !== 'string') {
    faults.push(malformed('ref must have id or lid, a string', '/ref'));
  }
  faults.push(...lidErrors(ref, '/ref'));
  if (ref.relationship !== undefined && typeof ref.relationship !== 'string') {
    faults.push(malformed('relationship must be a string', '/ref/relationship'));
  }
  return faults;
}

/** "Processing Specific Operations", as far as it can be told without knowing the target. */
function incompleteness(operation: JsonObject): ErrorObject[] {
  const { op, ref, href } = operation as unknown as Operation;
  const isOfResource = ref !== undefined && ref.relationship === undefined;
  if (op === 'add' && isOfResource) {
    return [
      malformed('what is added has no ref yet: leave it out, or name a relationship', '/ref'),
    ];
  }
  if (op === 'remove' && ref === undefined && href === undefined) {
    return [malformed('what is removed is said by ref or href', '')];
  }
  if (op !== 'remove' && !Object.hasOwn(operation, 'data')) {
    return [malformed(`an operation with the op ${op} must have data`, '')];
  }
  return [];
}
