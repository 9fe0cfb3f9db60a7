import type { ResourceIdentifier } from '../definition/resource-id.js';
import type { ErrorObject } from '../errors/json-api.error.js';
import { type IdType, isId } from '../definition/resource-id.js';
import { lidErrors, malformed } from './resource-object.js';
import { pointerTo } from '../errors/json-pointer.js';
import { isJsonObject } from '../definition/json-object.js';

/** The maximum number of identifiers in a request, which is one statement. */
export const MAX_IDENTIFIERS = 100;

/** The resources that a request may refer to in one place. */
export interface Referable {
  types: readonly string[];
  idType?: IdType;
}

/**
 * Returns the errors of the identifier at a pointer. Without errors, `type` and `id` are possible;
 * the resource may still not exist.
 */
export function identifierErrors(
  identifier: unknown,
  { types, idType }: Referable,
  pointer: string,
): ErrorObject[] {
  if (!isJsonObject(identifier)) {
    return [malformed('a resource identifier must be an object', pointer)];
  }
  const problems = lidErrors(identifier, pointer);
  for (const name of ['type', 'id']) {
    if (typeof identifier[name] === 'string') continue;
    const place = Object.hasOwn(identifier, name) ? pointerTo(pointer, name) : pointer;
    problems.push(malformed(`a resource identifier must have ${name}, a string`, place));
  }
  if (problems.length > 0) return problems;

  const { type, id } = identifier as unknown as ResourceIdentifier;
  if (!types.includes(type)) return [wrongType(types, pointerTo(pointer, 'type'))];
  return isId(id, idType) ? [] : [noSuchId(pointerTo(pointer, 'id'))];
}

function wrongType(types: readonly string[], pointer: string): ErrorObject {
  const detail = `the type must be ${types.join(' or ')} here`;
  return { status: 409, code: 'type_mismatch', detail, source: { pointer } };
}

/** The code of an id that no resource can have. */
export const IMPOSSIBLE_ID = 'related_not_found';

/** Returns the error that the foreign key would cause if a row could have such an id. */
function noSuchId(pointer: string): ErrorObject {
  const detail = 'no resource can have this id';
  return { status: 404, code: IMPOSSIBLE_ID, detail, source: { pointer } };
}
