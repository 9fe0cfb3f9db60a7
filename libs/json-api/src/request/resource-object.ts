import { isJsonObject, type JsonObject } from '../definition/json-object.js';
import { type ErrorObject, JsonApiError } from '../errors/json-api.error.js';
import { pointerTo } from '../errors/json-pointer.js';

/** The resource that a request is about; without an id it is to be created. */
interface Target {
  type: string;
  id?: string;
}

/** What a request says of a resource, not yet looked at. */
export interface ResourceFields {
  attributes: JsonObject;
  relationships: JsonObject;
}

/**
 * The attributes and relationships of the single resource object of a request
 * document, which is not yet to say that any of them is valid.
 *
 * Members that the specification does not have are ignored, as it says ("Document
 * Structure"); so is `included`, which no request needs.
 *
 * @throws JsonApiError 400 when it is malformed, 409 when it is another resource
 * than that of the address, 403 when the client chose an id (jsonapi.org 1.1, "Creating,
 * Updating and Deleting Resources")
 */
export function readResource(body: unknown, target: Target): ResourceFields {
  const data = readDocument(body);
  if (!isJsonObject(data)) {
    throw new JsonApiError(malformed('data must be a single resource object', '/data'));
  }
  const { attributes = {}, relationships = {} } = data;
  const faults = [
    ...typeErrors(data, target),
    ...idErrors(data, target),
    ...lidErrors(data, '/data'),
  ];
  if (!isJsonObject(attributes)) {
    faults.push(malformed('attributes must be an object', '/data/attributes'));
  }
  if (!isJsonObject(relationships)) {
    faults.push(malformed('relationships must be an object', '/data/relationships'));
  }
  if (faults.length > 0) throw new JsonApiError(faults);
  return { attributes, relationships } as ResourceFields;
}

/**
 * The primary data of a request document.
 *
 * @throws JsonApiError 400 when there is none, or errors beside it ("Top Level")
 */
export function readDocument(body: unknown): unknown {
  if (!isJsonObject(body) || !Object.hasOwn(body, 'data')) {
    throw new JsonApiError(malformed('the request body must be an object with a member data', ''));
  }
  if (Object.hasOwn(body, 'errors')) {
    throw new JsonApiError(malformed('errors must not be beside data', '/errors'));
  }
  return body.data;
}

/** A `lid` beside an `id` is ignored, but must be a string ("Identification"). */
export function lidErrors({ lid }: JsonObject, pointer: string): ErrorObject[] {
  if (lid === undefined || typeof lid === 'string') return [];
  return [malformed('lid must be a string', pointerTo(pointer, 'lid'))];
}

/** True for a relationship with links and no data, as our own documents have those to many. */
export function asksNothing(relationship: unknown): boolean {
  if (!isJsonObject(relationship)) return false;
  return Object.hasOwn(relationship, 'links') && !Object.hasOwn(relationship, 'data');
}

/** The names that count: @-members must be ignored wherever they appear ("@-Members"). */
export function memberNames(object: JsonObject): string[] {
  return Object.keys(object).filter((name) => !name.startsWith('@'));
}

function typeErrors({ type }: JsonObject, target: Target): ErrorObject[] {
  if (typeof type !== 'string') return [malformed('data must have a type, a string', '/data')];
  if (type === target.type) return [];
  const detail = `this address has resources of type ${target.type}`;
  return [{ status: 409, code: 'type_mismatch', detail, source: { pointer: '/data/type' } }];
}

function idErrors({ id }: JsonObject, target: Target): ErrorObject[] {
  const source = { pointer: '/data/id' };
  if (target.id === undefined) {
    if (id === undefined) return [];
    const detail = 'the server chooses the id';
    return [{ status: 403, code: 'client_generated_id', detail, source }];
  }
  if (typeof id !== 'string') return [malformed('data must have an id, a string', '/data')];
  if (id === target.id) return [];
  return [
    {
      status: 409,
      code: 'id_mismatch',
      detail: 'data.id is not the id of the resource at this address',
      source,
    },
  ];
}

export function malformed(detail: string, pointer: string): ErrorObject {
  return { status: 400, code: 'invalid_document', detail, source: { pointer } };
}
