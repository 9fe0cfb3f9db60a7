import type { ResourceIdentifier } from '../definition/resource-id.js';
import type { ErrorObject } from '../errors/json-api.error.js';
import { type IdType, isId } from '../definition/resource-id.js';
import { lidErrors, malformed } from './resource-object.js';
import { pointerTo } from '../errors/json-pointer.js';
import { isJsonObject } from '../definition/json-object.js';

/** A request with identifiers is one statement; more members than this come in several. */
export const MAX_IDENTIFIERS = 100;

/** The resources that a request may refer to in one place. */
export interface Referable {
  types: readonly string[];
  idType?: IdType;
}

/**
 * What is wrong with the identifier at a pointer. Of one without fault `type`
 * and `id` are as declared; whether the resource exists is another question.
 */
export function identifierErrors(
  identifier: unknown,
  { types, idType }: Referable,
  pointer: string,
): ErrorObject[] {
  if (!isJsonObject(identifier)) {
    return [malformed('a resource identifier must be an object', pointer)];
  }
  const faults = lidErrors(identifier, pointer);
  for (const name of ['type', 'id']) {
    if (typeof identifier[name] === 'string') continue;
    const place = Object.hasOwn(identifier, name) ? pointerTo(pointer, name) : pointer;
    faults.push(malformed(`a resource identifier must have ${name}, a string`, place));
  }
  if (faults.length > 0) return faults;

  const { type, id } = identifier as unknown as ResourceIdentifier;
  if (!types.includes(type)) return [wrongType(types, pointerTo(pointer, 'type'))];
  return isId(id, idType) ? [] : [noSuchId(pointerTo(pointer, 'id'))];
}

function wrongType(types: readonly string[], pointer: string): ErrorObject {
  const detail = `there may be resources of type ${types.join(', ')} here`;
  return { status: 409, code: 'type_mismatch', detail, source: { pointer } };
}

/** The code of an id that no resource can have. */
export const IMPOSSIBLE_ID = 'related_not_found';

/** As the foreign key would have it, were the id one that a row can have. */
function noSuchId(pointer: string): ErrorObject {
  const detail = 'no resource can have this id';
  return { status: 404, code: IMPOSSIBLE_ID, detail, source: { pointer } };
}
