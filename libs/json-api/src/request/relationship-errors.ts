import { validationError } from './attribute-errors.js';
import type { ErrorObject } from '../errors/json-api.error.js';
import {
  findRelationship,
  findToOne,
  idTypeOf,
  referableTypes,
} from '../definition/relationship.js';
import type { ToOne, ResourceDefinition } from '../definition/resource-definition.js';
import { identifierErrors } from './resource-identifier.js';
import type { ResourceIdentifier } from '../definition/resource-id.js';
import { hasOnlyLinks, malformed, memberNames } from './resource-object.js';
import { pointerTo } from '../errors/json-pointer.js';
import { isJsonObject, type JsonObject } from '../definition/json-object.js';

/** The valid relationships of a request, and the errors of the others, by name. */
interface Linkages {
  valid: Map<string, ResourceIdentifier | null>;
  errors: Map<string, ErrorObject[]>;
}

const PATH = '/data/relationships';

/** Reads the relationships of a request document; `settable` are those that can be set. */
export function readLinkages(
  relationships: JsonObject,
  settable: ReadonlySet<string>,
  definition: ResourceDefinition,
): Linkages {
  const valid: Linkages['valid'] = new Map();
  const errors: Linkages['errors'] = new Map();
  for (const name of memberNames(relationships)) {
    if (hasOnlyLinks(relationships[name]) && findRelationship(definition, name)) continue;
    const toOne = settable.has(name) ? findToOne(definition, name) : undefined;
    const found = toOne
      ? linkageErrors(name, relationships[name], toOne)
      : [unknownError(name, settable, definition)];
    if (found.length > 0) errors.set(name, found);
    else valid.set(name, linkageOf(relationships[name]));
  }
  return { valid, errors };
}

function unknownError(
  name: string,
  settable: ReadonlySet<string>,
  definition: ResourceDefinition,
): ErrorObject {
  const source = { pointer: pointerTo(PATH, name) };
  const relationship = findRelationship(definition, name);
  if (relationship && (!('property' in relationship) || relationship.readOnly)) {
    const detail = `${name} is read-only here`;
    return { status: 400, code: 'read_only_relationship', detail, source };
  }
  const choice = settable.size > 0 ? [...settable].join(', ') : 'none';
  const detail = `${name} is not a relationship that can be set here; allowed: ${choice}`;
  return { status: 400, code: 'unknown_relationship', detail, source };
}

function linkageErrors(name: string, relationship: unknown, toOne: ToOne): ErrorObject[] {
  const pointer = pointerTo(PATH, name);
  if (!isJsonObject(relationship) || !Object.hasOwn(relationship, 'data')) {
    return [malformed(`${name} must be an object with a member data`, pointer)];
  }
  if (relationship.data === null) {
    return toOne.nullable ? [] : [validationError(name, `${name} must not be null`, PATH)];
  }
  const types = referableTypes(toOne) ?? [];
  return identifierErrors(
    relationship.data,
    { types, idType: idTypeOf(toOne) },
    pointerTo(pointer, 'data'),
  );
}

/** Returns the identifier of a valid relationship object, without other members such as `meta`. */
function linkageOf(relationship: unknown): ResourceIdentifier | null {
  const { data } = relationship as { data: ResourceIdentifier | null };
  return data && { type: data.type, id: data.id };
}
