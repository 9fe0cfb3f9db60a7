import { isJsonObject, type JsonObject } from '../definition/json-object.js';
import { type ErrorObject, JsonApiError } from '../errors/json-api.error.js';
import { pointerTo } from '../errors/json-pointer.js';

/** The target of a request; without an id, a resource to be created. */
interface Target {
  type: string;
  id?: string;
}

/** The fields in a request document, not validated yet. */
export interface ResourceFields {
  attributes: JsonObject;
  relationships: JsonObject;
}

/**
 * Reads the attributes and relationships of the single resource object of a request document,
 * without validating them.
 *
 * Ignores members that the specification does not define, as it requires ("Document Structure"),
 * and `included`, which no request needs.
 *
 * @throws JsonApiError 400 for a malformed document, 409 when it is another resource than that of
 * the address, 403 when the client chose an id (jsonapi.org 1.1, "Creating, Updating and Deleting
 * Resources")
 */
export function readResource(body: unknown, target: Target): ResourceFields {
  const data = readDocument(body);
  if (!isJsonObject(data)) {
    throw new JsonApiError(malformed('data must be a single resource object', '/data'));
  }
  const { attributes = {}, relationships = {} } = data;
  const problems = [
    ...typeErrors(data, target),
    ...idErrors(data, target),
    ...lidErrors(data, '/data'),
  ];
  if (!isJsonObject(attributes)) {
    problems.push(malformed('attributes must be an object', '/data/attributes'));
  }
  if (!isJsonObject(relationships)) {
    problems.push(malformed('relationships must be an object', '/data/relationships'));
  }
  if (problems.length > 0) throw new JsonApiError(problems);
  return { attributes, relationships } as ResourceFields;
}

/**
 * Returns the primary data of a request document.
 *
 * @throws JsonApiError 400 when there is no `data`, or `errors` next to it ("Top Level")
 */
export function readDocument(body: unknown): unknown {
  if (!isJsonObject(body) || !Object.hasOwn(body, 'data')) {
    throw new JsonApiError(malformed('the request body must be an object with a member data', ''));
  }
  if (Object.hasOwn(body, 'errors')) {
    throw new JsonApiError(malformed('errors must not be next to data', '/errors'));
  }
  return body.data;
}

/** Checks that a `lid` is a string; next to an `id` it is ignored otherwise ("Identification"). */
export function lidErrors({ lid }: JsonObject, pointer: string): ErrorObject[] {
  if (lid === undefined || typeof lid === 'string') return [];
  return [malformed('lid must be a string', pointerTo(pointer, 'lid'))];
}

/** True for a relationship with links and without data, like a to-many one in our own documents. */
export function hasOnlyLinks(relationship: unknown): boolean {
  if (!isJsonObject(relationship)) return false;
  return Object.hasOwn(relationship, 'links') && !Object.hasOwn(relationship, 'data');
}

/** Returns the names of members without @-members, which must be ignored ("@-Members"). */
export function memberNames(object: JsonObject): string[] {
  return Object.keys(object).filter((name) => !name.startsWith('@'));
}

function typeErrors({ type }: JsonObject, target: Target): ErrorObject[] {
  if (typeof type !== 'string') return [malformed('data must have a type, a string', '/data')];
  if (type === target.type) return [];
  const detail = `resources at this address have the type ${target.type}`;
  return [{ status: 409, code: 'type_mismatch', detail, source: { pointer: '/data/type' } }];
}

function idErrors({ id }: JsonObject, target: Target): ErrorObject[] {
  const source = { pointer: '/data/id' };
  if (target.id === undefined) {
    if (id === undefined) return [];
    const detail = 'the id must be left out, because the server chooses it';
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
